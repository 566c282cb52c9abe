//! What a reader meets in a page: names that mean several things, marks, questions, brackets, spaces.

use super::{BUILT_IN, FERRY, open_entries, write};
use cxterms::answer::Ask;

/// What is between the tags of a page's main part, without pictures.
fn read_text(page: &str) -> String {
    let main = page.split_once("<main").unwrap().1.split("<footer class=\"end\"").next().unwrap();
    let apart = main.split("<svg").map(|part| part.split_once("</svg>").map_or(part, |it| it.1));
    let parts = apart.flat_map(|part| part.split('<'));
    parts.map(|part| part.split_once('>').map_or("", |it| it.1)).collect::<Vec<_>>().join("")
}

#[test]
fn a_page_says_what_else_its_names_mean() {
    let page = BUILT_IN.text("concept/customer-success.html");
    let said = "“CS” also stands for <a href=\"../concept/customer-service.html\">customer service</a> \
                and <a href=\"../concept/customer-support.html\">customer support</a>.";
    assert!(page.contains(said));
    assert!(!BUILT_IN.text("concept/customer-health-score.html").contains("also stands for"));
    let files = write(Ask::new(&open_entries(FERRY)));
    let ferry = read_text(files.text("concept/ferry.html"));
    assert!(ferry.contains("“FB” also stands for foot boat."), "{ferry}");
    let foot = read_text(files.text("concept/foot.html"));
    assert!(foot.contains("“FB” also means ferry boat."), "{foot}");
    let quay = "- {id: quay, label: quay, synonyms: [pier], definition: a bank}\n";
    let files = write(Ask::new(&open_entries(&[FERRY, quay].concat())));
    let quay = read_text(files.text("concept/quay.html"));
    assert!(quay.contains("“pier” is also a term of its own: pier."), "{quay}");
    assert!(!read_text(files.text("concept/pier.html")).contains("“pier”"));
}
