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

/// The part of a page that has this identifier.
fn find_section<'t>(page: &'t str, id: &str) -> &'t str {
    let part = page.split_once(&format!("<section id=\"{id}\"")).map_or("", |it| it.1);
    part.split("</section>").next().unwrap()
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

#[test]
fn the_mark_of_a_reservation_is_explained_where_it_stands() {
    let mut marked = 0;
    for (path, page) in BUILT_IN.pages() {
        let text = read_text(page);
        let is_digit = |part: &str| part.ends_with(|c: char| c.is_ascii_digit());
        let has_mark = text.split('~').rev().skip(1).any(is_digit);
        assert_eq!(has_mark, text.contains("~: each of these voices has a reservation"), "{path}");
        marked += usize::from(has_mark);
    }
    assert!(marked > 0);
}

#[test]
fn a_question_in_short_leads_to_its_page() {
    let mut asked = 0;
    for (path, page) in BUILT_IN.pages().filter(|(path, _)| path.starts_with("concept/")) {
        let part = find_section(page, "short").split_once("#disputes\">").map_or("", |it| it.1);
        let items = part.split("</div>").next().unwrap().split("<dd").skip(1);
        for item in items {
            let inside = item.split_once('>').unwrap().1;
            assert!(inside.starts_with("<a href=\"../dispute/"), "{path}: {inside}");
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}
