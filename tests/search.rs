//! Searches: which texts have the words, which stand first, and how often each is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::process::Command;

const TERMS: &str = "\
- id: hub
  label: customer hub
  definition: the middle
  notes:
    - {text: Rates of 45 percent are seldom., with: [rim, spoke], by: a}
    - {text: Who owns the rim owns the wheel., by: b}
- {id: rim, label: customer rim, definition: the edge of a wheel at the far end of risk}
- {id: spoke, label: customer spoke, definition: a bar, notes: [{text: Those at risk break., by: a}]}
- {id: tube, label: customer tube, definition: risk risk risk}
- {id: cap, label: customer cap, definition: 12% of a wheel}
";

/// What a search says, on standard output or standard error.
fn search(words: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("corpus.yaml", "title: T\nvoice: own\nimplied-words: [customer]\n"),
        (
            "sources.yaml",
            "voices:\n  own: {name: Own}\n  ann: {name: Ann}\n  bo: {name: Bo}\n\
             works:\n  a: {by: ann, title: Effortless riding}\n  b: {by: bo, title: B}\n",
        ),
        ("terms.yaml", TERMS),
    ] {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .arg("search")
        .args(words)
        .args(["--width", "80", "--terms"])
        .arg(home.path())
        .output()
        .unwrap();
    let said = [told.stdout, told.stderr].concat();
    String::from_utf8(said).unwrap()
}

/// The terms that are found, by the first word of a line that is not indented, behind `customer`.
fn list_found(words: &[&str]) -> Vec<String> {
    let told = search(words);
    let titles = told.lines().filter_map(|line| line.strip_prefix("customer "));
    titles.map(str::to_owned).collect()
}

#[test]
fn a_percent_sign_is_the_word() {
    for words in [&["45%"] as &[_], &["45", "percent"], &["45 %"]] {
        assert!(search(words).contains("Rates of 45 percent"), "{words:?}");
    }
    assert_eq!(list_found(&["12", "percent"])[0], "cap");
    assert_eq!(list_found(&["\"12 percent\""]), ["cap"]);
}

#[test]
fn words_side_by_side_stand_before_a_word_alone() {
    assert_eq!(list_found(&["at", "risk"])[0], "spoke");
    assert_eq!(list_found(&["risk"])[0], "tube");
    assert_eq!(list_found(&["wheel", "edge"])[0], "rim");
}

#[test]
fn an_implied_word_finds_nothing_beside_others() {
    assert_eq!(list_found(&["customer"]).len(), 5);
    assert_eq!(list_found(&["who", "owns", "the", "customer"]), ["hub"]);
}

#[test]
fn a_note_on_several_terms_is_told_once() {
    let told = search(&["rates"]);
    assert_eq!(told.matches("Rates of").count(), 1, "{told}");
    assert!(told.contains("also about"), "{told}");
    let all = search(&["rates", "--all"]);
    assert_eq!(all.matches("Rates").count(), 1, "{all}");
}

#[test]
fn a_title_that_has_the_words_is_told_where_nothing_else_does() {
    let told = search(&["effortless"]);
    assert!(told.contains("a work is so titled") && told.contains("cxterms voices a"), "{told}");
    assert!(!search(&["wheel"]).contains("titled"));
    assert!(!search(&["effortless", "nosuchword"]).contains("titled"));
}

#[test]
fn words_found_side_by_side_are_marked_as_one() {
    let marked = |query: &str| search(&[query, "--format", "markdown"]);
    assert!(marked("\"at risk\"").contains("Those **at risk** break"));
    assert!(marked("risk").contains("Those at **risk** break"));
}
