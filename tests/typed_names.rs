//! Names as people type them: without quotes, and with what stands between them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::{
    answer::{self, TypedNames},
    builtin,
};
use cxterms_base::{Base, corpus::CorpusReading, image::Posting};
use std::path::Path;

fn cut(base: &Base, words: &[&str], least: usize) -> TypedNames {
    let words: Vec<_> = words.iter().map(ToString::to_string).collect();
    answer::cut_into_names(base, &words, least).unwrap()
}

/// The names in a line typed with blanks alone.
fn names(base: &Base, line: &str, least: usize) -> Vec<String> {
    cut(base, &line.split(' ').collect::<Vec<_>>(), least).names
}

#[test]
fn every_label_is_found_first_by_its_words() {
    let base = builtin::open().unwrap();
    let mut several = 0;
    for id in base.concept_ids().unwrap() {
        for label in base.concept_record(id).unwrap().concept.labels {
            let words: Vec<_> = label.text.split_whitespace().collect();
            several += usize::from(words.len() > 1);
            let found = cut(&base, &words, 1);
            assert_eq!(found.names.len(), 1, "{}: {found:?}", label.text);
            assert!(found.known, "{}", label.text);
            let meant = cxterms_base::resolve_name(&base, &found.names[0]).unwrap();
            let has = |postings: &[Posting]| postings.iter().any(|it| it.concept == id);
            // Another concept comes first only where it goes by the very same name, and more directly.
            let first = has(&meant.answers) || has(&meant.others);
            assert!(first, "{} is not found by {:?}", label.text, found.names);
            assert_eq!(meant, cxterms_base::resolve_name(&base, label.text).unwrap());
        }
    }
    assert!(several > 100, "{several} labels of several words");
}

#[test]
fn a_comma_parts_names_unless_a_label_has_it() {
    let base = builtin::open().unwrap();
    assert_eq!(names(&base, "customer, success", 1), ["customer", "success"]);
    let label = "recency, frequency and monetary analysis";
    assert_eq!(names(&base, label, 1), [label]);
    assert_eq!(names(&base, "churn, attrition", 1), ["churn", "attrition"]);
}

#[test]
fn two_labels_are_told_apart_by_what_stands_between() {
    let base = builtin::open().unwrap();
    let labels: Vec<_> = base
        .concept_ids()
        .unwrap()
        .map(|id| base.concept_head(id).unwrap().label.to_owned())
        .collect();
    for pair in labels.windows(2).filter(|pair| pair[0] != pair[1]) {
        for between in [" vs ", " versus ", " vs. ", " and ", " or ", " & ", ", ", " / "] {
            let line = format!("{}{between}{}", pair[0], pair[1]);
            assert_eq!(names(&base, &line, 2), pair, "{line}");
        }
    }
}

#[test]
fn a_cut_uses_all_words_in_as_few_names_as_can_be() {
    let base = builtin::open().unwrap();
    assert_eq!(names(&base, "customer success manager", 1), ["customer success manager"]);
    assert_eq!(names(&base, "cx customer success nps", 1), ["cx", "customer success", "nps"]);
    assert_eq!(
        names(&base, "customer support customer service", 2),
        ["customer support", "customer service"]
    );
    assert_eq!(
        names(&base, "customer experience management", 2),
        ["customer", "experience management"]
    );
    assert_eq!(names(&base, "customer nps", 1), ["customer nps"], "an implied word before a name");
}

#[test]
fn quotes_and_dashes_keep_what_they_hold() {
    let base = builtin::open().unwrap();
    assert_eq!(
        cut(&base, &["customer success", "manager"], 1).names,
        ["customer success", "manager"]
    );
    assert_eq!(cut(&base, &["nps", "-"], 1).names, ["nps", "-"]);
    assert_eq!(cut(&base, &["a, b vs c"], 2).names, ["a, b vs c"]);
    assert_eq!(cut(&base, &[""], 1).names, [""]);
}

#[test]
fn signs_between_and_behind_names_are_nothing() {
    let base = builtin::open().unwrap();
    assert_eq!(names(&base, "cx/cs", 2), ["cx", "cs"]);
    assert_eq!(
        names(&base, "customer support/customer service?", 2),
        ["customer support", "customer service"]
    );
    assert_eq!(names(&base, "cx,cs ,nps", 2), ["cx", "cs", "nps"]);
    assert_eq!(names(&base, "nps ?", 1), ["nps"]);
    assert_eq!(names(&base, "nps ???", 1), ["nps"]);
    assert_eq!(names(&base, "?", 1), ["?"]);
    assert_eq!(names(&base, "ticket deflection", 2), ["ticket deflection"], "no cut at all");
}

#[test]
fn words_that_are_no_name_are_missed_together() {
    let base = builtin::open().unwrap();
    let missed = cut(&base, &["customer", "sucess"], 1);
    assert_eq!(missed.names, ["customer sucess"], "a label misspelt");
    assert!(!missed.known);
    assert_eq!(names(&base, "customer journey mapping", 1), ["customer journey mapping"]);
    assert_eq!(names(&base, "nps quite unknown csat", 1), ["nps", "quite unknown", "csat"]);
    assert_eq!(names(&base, "customer sucess vs service", 2), ["customer sucess", "service"]);
    assert!(!cut(&base, &["gibberish"], 1).known);
}

#[test]
fn a_name_may_hold_what_else_separates() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("corpus.yaml", "title: Small\nlanguage: en\nvoice: us\n");
    write("sources.yaml", "voices:\n  us: {name: us}\n");
    let labels = [
        "profit and loss",
        "24/7 support",
        "loss",
        "support",
        "profit",
        "road",
        "road bike",
        "bike shop",
        "shop",
    ];
    let concepts = labels
        .iter()
        .enumerate()
        .map(|(at, label)| format!("- {{id: c{at}, label: {label}, definition: a thing}}\n"));
    write("all.yaml", &concepts.collect::<String>());
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new(folder.path()));
    assert_eq!(reading.diagnostics(), []);
    let base = Base::compile(&reading.corpus).unwrap();
    assert_eq!(names(&base, "profit and loss", 1), ["profit and loss"]);
    assert_eq!(names(&base, "profit & loss", 1), ["profit & loss"]);
    assert_eq!(names(&base, "profit and loss", 2), ["profit", "loss"]);
    assert_eq!(
        names(&base, "24/7 support vs profit and loss", 2),
        ["24/7 support", "profit and loss"]
    );
    assert_eq!(names(&base, "profit/loss", 2), ["profit", "loss"]);
    // Of equal cuts the one whose first name is longest.
    assert_eq!(names(&base, "road bike shop", 1), ["road bike", "shop"]);
}

#[test]
fn a_thousand_words_are_cut_in_no_time() {
    let base = builtin::open().unwrap();
    let words: Vec<_> = std::iter::repeat_n(["customer", "success"], 1000).flatten().collect();
    assert_eq!(cut(&base, &words, 2).names.len(), 1000);
}
