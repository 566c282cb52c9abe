//! Tables: what they carry comes back, and what they say they lose is counted.

use super::{
    corpora::{csv, exported, read, rich, shipped},
    there_and_back,
};
use cxterms_base::corpus::{Concept, Corpus, Label, RelationKind};
use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What of a concept a table carries wholly.
fn in_a_table(corpus: &Corpus) -> Vec<(String, BTreeSet<String>)> {
    let label = |label: &Label| format!("{:?} {:?} {}", label.kind, label.language, label.text);
    let each = corpus.concepts.iter().map(|concept| {
        let mut says: BTreeSet<_> = concept.labels.iter().map(label).collect();
        let kind = concept.kind.map(|kind| &corpus.kinds[kind.index()].id);
        let own = concept.definition.as_ref().map(|own| &own.text);
        let told: Vec<_> = concept.translated.iter().map(|(tag, it)| (tag, &it.text)).collect();
        says.insert(format!("{kind:?} {own:?} {:?} {told:?}", concept.qualifier));
        let codes: Vec<_> = concept.notations.iter().map(|it| &it.code).collect();
        let matches: BTreeSet<_> = concept.matches.iter().map(|it| (&it.kind, &it.iri)).collect();
        says.insert(format!("{codes:?} {matches:?}"));
        (concept.id.clone(), says)
    });
    each.collect()
}

/// The relations that somebody asserts.
fn joined(corpus: &Corpus) -> BTreeSet<(&str, &str, &str, bool)> {
    let asserted = corpus.relations.iter().filter(|it| !it.said.asserted_by.is_empty());
    let each = asserted.map(|it| {
        let kind: &RelationKind = &corpus.relation_kinds[it.relation.index()];
        let [from, to] = [it.from, it.to].map(|id| &*corpus.concepts[id.index()].id);
        (from, &*kind.id, to, kind.is_symmetric())
    });
    each.collect()
}

#[test]
fn a_table_is_read_again_as_far_as_it_says() {
    for corpus in [shipped(), read("tests/fixtures/small"), rich()] {
        let again = there_and_back("csv", &corpus);
        assert_eq!(in_a_table(&corpus), in_a_table(&again));
        assert_eq!(joined(&corpus), joined(&again));
        let texts = |corpus: &Corpus, own: bool| -> BTreeSet<_> {
            let notes =
                corpus.concepts.iter().flat_map(|it| it.notes.iter().map(|n| (it.id.clone(), n)));
            let own = notes.filter(|(_, note)| {
                !own || note.said.asserted_by.iter().any(|by| by.work.is_none())
            });
            own.map(|(id, note)| (id, note.kind, note.text.clone())).collect()
        };
        assert_eq!(texts(&corpus, true), texts(&again, false));
        let values = |corpus: &Corpus| -> BTreeSet<_> {
            let concepts = corpus.concepts.iter();
            let all = concepts.flat_map(|it| it.facets.iter().map(|value| (it.id.clone(), value)));
            let asserted = all.filter(|(_, value)| !value.said.asserted_by.is_empty());
            let named = |(id, value): (String, &cxterms_base::corpus::FacetValue)| {
                (id, corpus.facets[value.facet.index()].id.clone(), value.value.clone())
            };
            asserted.map(named).collect()
        };
        assert_eq!(values(&corpus), values(&again));
    }
    assert!(there_and_back("csv", &rich()).concepts.iter().any(|concept| concept.root.is_some()));
}

#[test]
fn a_table_counts_what_it_leaves_out_of_what_it_can_hold() {
    let (_, lost) = exported("csv", &rich());
    let expected = [
        ("umbrellas", 1),
        ("other relations", 1),
        ("facet values", 1),
        ("roots", 1),
        ("notes", 2),
        ("kinds of notes", 1),
    ];
    for (part, count) in expected {
        assert_eq!(lost.get(part), Some(&count), "{part}");
    }
    let (_, lost) = exported("csv", &shipped());
    let own = |concept: &Concept| {
        concept
            .notes
            .iter()
            .filter(|note| note.said.asserted_by.iter().all(|by| by.work.is_some()))
            .count()
    };
    let notes: usize = shipped().concepts.iter().map(own).sum();
    assert_eq!(lost.get("notes"), Some(&notes));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let (text, _) = exported("csv", &rich());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells: Vec<_> = reader
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(cells.len() > 40);
    for cell in &cells {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert!(cells.contains(&"'+ what spokes meet".to_owned()));
}

#[test]
fn a_language_that_all_labels_name_is_the_corpus_s_own() {
    let text = "label@de,label@en,definition@de\nRad,wheel,rund\n";
    let corpus = csv(text, &ImportOptions::default()).corpus;
    assert_eq!(corpus.settings.language, "de");
    let labels: Vec<_> =
        corpus.concepts[0].labels.iter().map(|it| (&*it.text, it.language.as_deref())).collect();
    assert_eq!(labels, [("Rad", None), ("wheel", Some("en"))]);
    assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "rund");
}

#[test]
fn separators_are_told_apart_by_the_header() {
    for (separator, quote) in [(',', "\"a, b\""), (';', "a, b"), ('\t', "a, b")] {
        let text = format!(
            "label{separator}definition{separator}umbrella\r\nwheel{separator}{quote}{separator}\r\n"
        );
        let corpus = csv(&text, &ImportOptions::default()).corpus;
        assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "a, b");
    }
}

/// Cells of every kind, signs that mean something to tables and to YAML among them.
fn cell() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "a", "B", "é", "=", "+", "-", "@", "'", "\"", ",", ";", "|", "\\", " ", "\n", "\t", ":",
        "#", "\u{7}", "\u{202e}", "\u{feff}", "1", ".",
    ]);
    prop::collection::vec(sign, 0..7).prop_map(|signs| signs.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_stands_in_cells_is_read_written_and_read_again(rows in prop::collection::vec(prop::collection::vec(cell(), 8), 1..6)) {
        let mut out = csv::Writer::from_writer(vec![]);
        out.write_record(["id", "label", "synonyms", "kind", "definition", "umbrella", "notes", "label@de"]).unwrap();
        for row in &rows {
            out.write_record(row).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let corpus = csv(&text, &ImportOptions::default()).corpus;
        let files = super::reread(&corpus);
        prop_assert_eq!(in_a_table(&corpus), in_a_table(&files));
        let again = there_and_back("csv", &corpus);
        prop_assert_eq!(in_a_table(&corpus), in_a_table(&again));
        prop_assert_eq!(joined(&corpus), joined(&again));
    }

    #[test]
    fn no_bytes_make_a_table_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let head: &[u8] = if head { b"id,label,umbrella\n" } else { b"" };
        let format = ExchangeFormat::from_name("csv").unwrap();
        let bytes = [head, &bytes].concat();
        let input = InputFile { name: "it.csv".to_owned(), format, text: Box::new(&*bytes) };
        let read = (format.read.unwrap())(vec![input], &ImportOptions::default());
        prop_assert!(read.is_err() || read.unwrap().corpus.concepts.len() <= bytes.len());
    }
}
