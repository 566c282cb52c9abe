//! Documents read against the corpus that ships, or against an overlay of it.

use cxterms::scan::{
    DocumentSet, SCAN_RULES, ScanLevels, ScanOptions, ScanReport, SetName, Vocabulary,
    gather_document, scan_sets,
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, Layer},
    diagnostic::Severity,
};
use cxterms_document::{DocumentFormat, read_bytes};
use std::path::Path;

/// What is found in some documents of one set, as they stand in the set.
pub(crate) fn scan_texts(base: &Base, texts: &[(&str, &str)], options: &ScanOptions) -> ScanReport {
    let vocabulary = Vocabulary::open(base).unwrap();
    let documents = texts.iter().map(|(name, text)| {
        let format = DocumentFormat::from_path(Path::new(name)).unwrap();
        let read =
            gather_document(&vocabulary, name, |emit| read_bytes(text.as_bytes(), format, emit));
        let (facts, read) = read.unwrap();
        read.unwrap();
        facts
    });
    let name = match texts {
        [(alone, _)] => SetName::File((*alone).to_owned()),
        _ => SetName::Set("set".to_owned()),
    };
    let sets = [DocumentSet { name, documents: documents.collect() }];
    let mut report = ScanReport::default();
    scan_sets(&vocabulary, &sets, options, &mut report).unwrap();
    report
}

/// What every rule finds in a Markdown text: rule and words.
pub(crate) fn find_in(text: &str) -> Vec<String> {
    let report = scan_texts(&built_in(), &[("page.md", text)], &all_rules());
    let shown = report.findings.iter();
    shown.map(|found| format!("{} {}", found.rule, found.place.label)).collect()
}

pub(crate) fn built_in() -> Base {
    cxterms::builtin::open().unwrap()
}

/// Every rule but the one that is off.
pub(crate) fn all_rules() -> ScanOptions {
    ScanOptions::default()
}

/// Every rule, a warning each.
pub(crate) fn with_rule(name: &str) -> ScanOptions {
    let mut levels = ScanLevels::default();
    for rule in SCAN_RULES.iter().filter(|rule| rule.name == name) {
        levels.set_level(rule, rule.severity.or(Some(Severity::Warning)));
    }
    ScanOptions { levels, ..ScanOptions::default() }
}

/// The corpus that ships, with entries laid over it.
pub(crate) fn overlay(entries: &str) -> Base {
    let mut reading = CorpusReading::default();
    reading.start_with_corpus(built_in().to_corpus().unwrap(), built_in().summary().sources);
    let (mut layer, mut faults) = (Layer::default(), vec![]);
    for (name, text) in [
        ("corpus.yaml", "title: House\nvoice: house\nover: built-in\n"),
        ("sources.yaml", "voices: {house: {name: the house}}\n"),
        ("entries.yaml", entries),
    ] {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut faults);
    }
    assert_eq!(faults, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    Base::compile(&reading.corpus).unwrap()
}
