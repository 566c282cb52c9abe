//! The example of a house: every use that is planted in its handbook is found, and nothing else.

use cxterms::check::{self, RuleLevels};
use cxterms::scan::{
    DocumentFile, PlannedDocument, ScanOptions, ScanReport, ScannedSet, SetName, Vocabulary,
    report_set, scan_files,
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, LayerStack},
    image::ImageError,
};
use cxterms_document::DocumentFormat;
use std::path::{Path, PathBuf};

fn read_house() -> CorpusReading {
    let mut reading = CorpusReading::default();
    let built_in = cxterms::builtin::open().unwrap();
    reading.start_with_corpus(built_in.to_corpus().unwrap(), built_in.summary().sources);
    reading.add_folder(Path::new("examples/house"));
    reading
}

#[test]
fn the_words_of_the_house_pass_their_check() {
    let reading = read_house();
    let mut report = check::run_rules(&reading, &RuleLevels::default());
    report.only_under(&[PathBuf::from("examples/house")]);
    assert_eq!(report.findings, []);
    let stack = LayerStack::from_named(&[PathBuf::from("examples/house")]);
    assert_eq!(stack.paths().len(), 2);
}

#[test]
fn every_planted_use_is_found_and_nothing_else() {
    let base = Base::compile(&read_house().corpus).unwrap();
    let vocabulary = Vocabulary::open(&base).unwrap();
    let files = ["plan.md", "support.md"].map(|name| DocumentFile {
        path: Path::new("examples/house/handbook").join(name),
        format: DocumentFormat::Markdown,
    });
    let set = SetName::Set("examples/house".to_owned());
    let documents =
        files.each_ref().map(|file| PlannedDocument { file, set: &set, is_evidence: false });
    let (mut scanned, options) = (ScannedSet::new(set.clone()), ScanOptions::default());
    let given = scan_files(&vocabulary, &documents, &options, |_, document| {
        scanned.add_document(document.unwrap());
        Ok::<(), ImageError>(())
    });
    given.unwrap();
    let mut report = ScanReport::default();
    report_set(&vocabulary, scanned, &options, &mut report).unwrap();
    report.finish();
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|found| format!("{} {}", found.rule, found.place.label))
        .collect();
    let planted = [
        "client success",
        "clientele",
        "help desk",
        "end client",
        "success coach",
        "ticket avoidance",
        "client care",
        "clientele",
        "quarterly check in",
        "cjm",
    ];
    assert_eq!(found, planted.map(|name| format!("name-to-avoid {name}")));
    assert!(report.findings.iter().all(|found| found.says[0].voice == "house"));
}
