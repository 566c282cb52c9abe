//! A document of any bytes in any format: what is read of it leads back to its bytes, in order, and what is found in it to
//! its words; names that are put right are right the second time.
#![no_main]

use cxterms::scan::{
    DocumentSet, ScanOptions, ScanReport, SetName, Vocabulary, fix_document, gather_document,
    scan_sets,
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, Layer},
};
use cxterms_document::{
    DocumentEvent, DocumentFormat, ProseBlock, RunKind, SourceSpan, read_bytes, read_stream,
    words::{split_sentences, split_words},
};
use libfuzzer_sys::fuzz_target;
use std::{path::Path, sync::LazyLock};

/// The first byte of an input says the format; the rest is the document.
const FORMATS: [DocumentFormat; 6] = [
    DocumentFormat::Markdown,
    DocumentFormat::Html,
    DocumentFormat::Text,
    DocumentFormat::Docx,
    DocumentFormat::Pptx,
    DocumentFormat::Odt,
];

/// A corpus that advises against names.
static HOUSE: LazyLock<Base> = LazyLock::new(|| {
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in [
        ("corpus.yaml", "title: House\nvoice: house\n"),
        ("sources.yaml", "voices: {house: {name: the house}}\n"),
        (
            "entries.yaml",
            "- {id: customer-support, label: customer support, abbreviations: [CS], avoid: [{text: help desk, why: so, instead: customer support}, {text: client, why: so, instead: customer}]}\n\
             - {id: customer-success, label: customer success, abbreviations: [CS], relations: {contrasts-with: {concept: customer-support}}}\n",
        ),
    ] {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut faults);
    }
    reading.add_layer(layer);
    Base::compile(&reading.corpus).expect("a corpus without faults")
});

fuzz_target!(|input: &[u8]| {
    let Some((first, bytes)) = input.split_first() else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let (mut blocks, mut last) = (vec![], None);
    let read = read_bytes(bytes, format, &mut |event| {
        if let DocumentEvent::Block(block) = event {
            check_block(bytes, format, &block);
            let start = block.locate_start(0);
            if format == DocumentFormat::Text {
                assert!(last <= Some(start), "blocks of a text are in order");
            }
            last = Some(start);
            blocks.push(block.text().to_owned());
        }
    });
    if format == DocumentFormat::Text && read.is_ok() {
        let mut again = vec![];
        let mut rest = bytes;
        let _ = read_stream(&mut rest, format, &mut |event| {
            if let DocumentEvent::Block(block) = event {
                again.push(block.text().to_owned());
            }
        });
        assert_eq!(blocks, again, "a stream reads as its bytes do");
    }
    check_findings(bytes, format);
});

/// Its pieces make its text and go forward in the source, and every word leads back.
fn check_block(bytes: &[u8], format: DocumentFormat, block: &ProseBlock<'_>) {
    let (text, mut at) = (block.text(), 0);
    let pieces: Vec<_> = block.pieces(0..text.len()).collect();
    assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text);
    if format.is_office() {
        assert!(block.locate(0..text.len()).bytes.is_none());
    } else {
        for piece in &pieces {
            assert!(at <= piece.bytes.start && piece.bytes.start <= piece.bytes.end);
            at = piece.bytes.end;
            let source = &bytes[piece.bytes.start as usize..at as usize];
            if piece.kind == RunKind::Verbatim {
                assert_eq!(source, piece.text.as_bytes());
            }
        }
    }
    let mut before = 0;
    for word in split_words(text) {
        assert!(before <= word.start && word.start < word.end);
        assert!(text.get(word.start..word.end).is_some(), "a word lies between characters");
        before = word.end;
        let SourceSpan { bytes: span, start, end, .. } = block.locate(word.start..word.end);
        assert!(start <= end);
        assert!(span.is_none_or(|span| span.end <= bytes.len() as u64));
    }
    assert!(split_sentences(text).all(|sentence| text.get(sentence).is_some()));
}

/// What is found stands in the document, and after it was put right nothing is left that could be.
fn check_findings(bytes: &[u8], format: DocumentFormat) {
    let report = scan(bytes, format);
    for found in &report.findings {
        if let Some((start, end)) = found.place.start.zip(found.place.end) {
            assert!(start < end && end <= bytes.len() as u64, "{:?}", found.place);
            assert!(found.place.line.is_some_and(|line| line > 0));
        }
    }
    if format.is_office() {
        return;
    }
    let once = fix_document(bytes, format, &report.findings.iter().collect::<Vec<_>>());
    let again = scan(&once.bytes, format);
    let twice = fix_document(&once.bytes, format, &again.findings.iter().collect::<Vec<_>>());
    assert_eq!(twice.changes, 0, "names are put right at once");
}

fn scan(bytes: &[u8], format: DocumentFormat) -> ScanReport {
    let vocabulary = Vocabulary::open(&HOUSE).expect("a base without damage");
    let read = gather_document(&vocabulary, "it", |emit| read_bytes(bytes, format, emit));
    let (facts, _) = read.expect("a base without damage");
    let sets = [DocumentSet { name: SetName::Text, documents: vec![facts] }];
    let mut report = ScanReport::default();
    scan_sets(&vocabulary, &sets, &ScanOptions::default(), &mut report)
        .expect("a base without damage");
    report
}
