//! The dates of a concept: what is read of them, and which of two layers' dates counts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base,
    corpus::{Corpus, CorpusReading, DateKind, Layer},
};
use std::path::Path;

/// A corpus whose entry `x` says this, and perhaps what a house says of it in a corpus over that one.
fn read(dates: &str, house: Option<&str>) -> CorpusReading {
    let mut reading = CorpusReading::default();
    let entry = |label: &str, dates: &str| format!("id: x\n{label}{dates}");
    let below = [
        ("corpus.yaml", "title: T\nvoice: we\n".to_owned()),
        ("x.yaml", entry("label: x\n", dates)),
    ];
    let above = house.map(|dates| {
        [("corpus.yaml", "title: H\nvoice: house\n".to_owned()), ("h.yaml", entry("", dates))]
    });
    for files in [Some(below), above].into_iter().flatten() {
        let (mut layer, mut found) = (Layer::default(), vec![]);
        for (name, text) in &files {
            let file = reading.files.add_file((*name).to_owned(), text.clone());
            layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
        }
        reading.faults.extend(found);
        reading.add_layer(layer);
    }
    reading
}

fn dates(corpus: &Corpus) -> Vec<(DateKind, &str)> {
    corpus.concepts[0].dates.iter().map(|it| (it.kind, &*it.when)).collect()
}

#[test]
fn a_later_date_of_the_same_sort_counts_and_is_listed() {
    let reading =
        read("created: 2006\nmodified: 2019-02-03\n", Some("modified: 2021\ndate: '2020'\n"));
    assert_eq!(reading.diagnostics(), []);
    let right =
        [(DateKind::Date, "2020"), (DateKind::Created, "2006"), (DateKind::Modified, "2021")];
    assert_eq!(dates(&reading.corpus), right);
    let told: Vec<_> = reading
        .corpus
        .overrides
        .iter()
        .map(|it| (&*it.field, &*it.old, &*it.new, it.place.line))
        .collect();
    assert_eq!(told, [("modified", "2019-02-03", "2021", 2)]);
    let same = read("created: 2006\n", Some("created: 2006\n"));
    assert_eq!(same.corpus.overrides, []);
}

#[test]
fn dates_come_back_from_the_image_and_from_yaml() {
    let corpus = read("issued: 2006-05-31T08:30:00Z\n", Some("created: 2005-01\n")).corpus;
    let again = Base::compile(&corpus).unwrap().to_corpus().unwrap();
    assert_eq!(dates(&again), dates(&corpus));
    let text: String = corpus.to_yaml_files().map(|(_, text)| text).collect();
    assert!(text.contains("created: 2005-01\nissued: \"2006-05-31T08:30:00Z\"\n"), "{text}");
}

#[test]
fn no_date_is_a_fault_at_its_place() {
    for (text, told) in [
        ("created: May 2006\n", "`created` is no date: `May 2006`"),
        ("modified:\n", "`modified` has no value"),
        ("modifed: 2006\n", "a concept has no key `modifed`"),
        ("issued: [2006]\n", "`issued` is one text, not a list"),
    ] {
        let found = read(text, None).diagnostics();
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].message.contains(told) && found[0].line == 3, "{text}: {found:?}");
    }
}
