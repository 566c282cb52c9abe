//! Formulas through other tools' formats: whole where they can be read again, as text elsewhere, else counted as lost.

use super::corpora::corpus_of;
use cxterms_base::corpus::Corpus;
use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};

const ENTRIES: &str = "\
id: speed
label: speed
definition: way in a time
facets:
  computed:
    - value: way over time
      formula: way / hours
      unit: number per hour
      inputs:
        way: {means: how far, unit: number, example: 60}
        hours: {means: how long, unit: hours, nonzero: true, example: 1h30m}
    - {value: felt, no-formula: it is not measured}
";

fn corpus() -> Corpus {
    let manifest = "title: Rides\nlanguage: en\nvoice: we\nfacets: {computed: {means: how}}\n";
    corpus_of(&[
        ("corpus.yaml", manifest),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        ("speed.yaml", ENTRIES),
    ])
}

fn export(name: &str) -> (String, usize) {
    let format = ExchangeFormat::from_name(name).unwrap();
    let mut bytes = vec![];
    let losses = format.export(&corpus(), &mut bytes).unwrap().unwrap();
    (String::from_utf8(bytes).unwrap(), losses.count("formulas"))
}

fn import(name: &str, text: &str) -> (Corpus, usize) {
    let format = ExchangeFormat::from_name(name).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    let lost = imported.losses.count("formulas");
    assert_eq!(imported.losses.count("cx:formula"), 0);
    (imported.corpus, lost)
}

#[test]
fn formulas_come_back_whole_or_are_counted_as_lost() {
    let own = corpus();
    let computed = |corpus: &Corpus| {
        let values = corpus.concepts[0].facets.iter();
        values.map(|it| (it.value.clone(), it.computation.clone())).collect::<Vec<_>>()
    };
    for name in ["turtle", "rdfxml", "ntriples", "jsonld", "jsonl"] {
        let (text, lost) = export(name);
        assert_eq!(lost, 0, "{name}");
        let (again, lost) = import(name, &text);
        assert_eq!((computed(&again), lost), (computed(&own), 0), "{name}");
    }
    for name in ["csv", "tbx-linguist", "dot", "mermaid", "graphml"] {
        assert_eq!(export(name).1, 2, "{name}");
    }
}

#[test]
fn a_page_for_people_has_the_formula_as_text() {
    let (text, lost) = export("glossary");
    assert!(text.contains("- Formula: way / hours, in number per hour"), "{text}");
    assert_eq!(lost, 0);
}

#[test]
fn a_formula_that_no_file_may_hold_is_counted_as_lost() {
    let (text, _) = export("turtle");
    for (right, wrong) in [
        ("number per hour", "numbers per hour"),
        ("way / hours\\\"", "way /\\\""),
        ("\\\"inputs\\\"", "\\\"input\\\""),
    ] {
        let damaged = text.replace(right, wrong);
        assert_ne!(damaged, text, "{right}");
        let (corpus, lost) = import("turtle", &damaged);
        assert!(lost > 0, "{right}");
        assert_eq!(corpus.concepts[0].facets.len(), 2);
    }
    let alone = text.replace("cx:computation", "cx:unheard");
    assert_eq!(import("turtle", &alone).1, 1, "the formula without its inputs");
}
