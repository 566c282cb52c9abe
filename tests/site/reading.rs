//! What a reader meets in a page: names that mean several things, marks, questions, brackets, spaces.

use super::{BUILT_IN, FERRY, attributes, check_site, open_entries, write};
use cxterms::{answer::Ask, builtin};
use cxterms_base::{Perspective, VoiceLookup};

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

#[test]
fn all_words_of_a_voice_stand_in_one_bracket() {
    let entry =
        |by: &str| format!("- {{id: a, label: a, facets: {{use: {{value: cars, by: [{by}]}}}}}}\n");
    let read = |by: &str| {
        let files = write(Ask::new(&open_entries(&entry(by))));
        let text = read_text(files.text("concept/a.html"));
        text.split_once("Used for").map(|it| it.1.split("Sources").next().unwrap().to_owned())
    };
    for (by, told) in [
        (
            "{by: log, but: mostly}, {by: diary, but: on Sundays}",
            "Mast (but: mostly1; on Sundays2)",
        ),
        ("{by: log, but: mostly}, {by: diary, but: mostly}", "Mast1 2 (but: mostly)"),
        (
            "{by: log, but: A}, {by: diary, text: B}, {by: letters, but: C}",
            "Mast (B2; but: A1), Bob3 (but: C)",
        ),
        ("{by: log, but: mostly}, diary", "Mast2 (but: mostly1)"),
        (
            "{by: log, text: big cars}, {by: diary, but: on Sundays}",
            "Mast (big cars1; but: on Sundays2)",
        ),
        (
            "{by: log, but: mostly}, {by: letters, but: never}",
            "Mast1 (but: mostly), Bob2 (but: never)",
        ),
    ] {
        let text = read(by).unwrap();
        assert!(text.contains(told), "{by}: {text}");
    }
}

/// Where a line's parts run together in a page: the tags between two letters of which one ends a part and the next begins
/// another, or breaks the line.
fn find_run_on(page: &str) -> Option<String> {
    const INLINE: [&str; 7] = ["a", "b", "br", "code", "small", "span", "summary"];
    let (mut before, mut tags) = (' ', vec![]);
    for part in page.split('<').skip(1) {
        let (inside, text) = part.split_once('>').unwrap_or((part, ""));
        tags.push(inside.split(' ').next().unwrap());
        let Some(after) = text.chars().next() else { continue };
        let inline = tags.iter().all(|tag| INLINE.contains(&tag.trim_start_matches('/')));
        let closed = tags.iter().position(|tag| tag.starts_with('/'));
        let opened = tags.iter().rposition(|tag| !tag.starts_with('/'));
        let apart = tags.contains(&"br") || closed < opened && closed.is_some();
        if inline && apart && !before.is_whitespace() && after.is_alphanumeric() {
            return Some(format!("{before}<{}>{text}", tags.join("><")));
        }
        before = text.chars().last().unwrap_or(before);
        tags.clear();
    }
    None
}

#[test]
fn parts_of_a_line_stand_apart() {
    assert!(find_run_on("<p>a<br><i>b</i>").is_none() && find_run_on("<p>a<br>b").is_some());
    assert!(
        find_run_on("<p><b>a</b><a href>b").is_some() && find_run_on("<b>a</b> <a>b").is_none()
    );
    for (path, page) in BUILT_IN.pages() {
        let parts =
            page.split("<svg").map(|part| part.split_once("</svg>").map_or(part, |it| it.1));
        parts.for_each(|part| assert_eq!(find_run_on(part), None, "{path}"));
    }
}

#[test]
fn every_link_of_chosen_voices_leads_somewhere() {
    let base = builtin::open().unwrap();
    for names in [&["lincoln murphy"][..], &["editors"], &["hubspot"], &["zendesk", "copc"]] {
        let voices = names.iter().flat_map(|name| match Perspective::find_voices(&base, name) {
            Ok(VoiceLookup::Known(voices)) => voices,
            _ => vec![],
        });
        let perspective = Perspective::of_voices(voices);
        let files = write(Ask { perspective: &perspective, ..Ask::new(&base) });
        check_site(&files);
        let home = read_text(files.text("index.html"));
        let disputes = files.0.contains_key("disputes.html");
        assert_eq!(home.contains("and where voices disagree"), disputes, "{names:?}");
    }
}

#[test]
fn no_other_place_learns_where_a_reader_comes_from() {
    for (path, page) in BUILT_IN.pages() {
        assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{path}");
        assert!(attributes(page, "target").next().is_none(), "{path}");
    }
}
