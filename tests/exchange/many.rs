//! Graphs of very many texts of one concept, and texts that are none.

use super::reread;
use cxterms_base::{
    corpus::{ConceptId, LabelKind},
    yaml::YamlAddition,
};
use cxterms_exchange::{
    CorpusAddition, ExchangeFormat, IdentifierOrigin, ImportOptions, ImportedCorpus, InputFile,
    MergeInto,
};

/// Reads a concept of which this is said.
fn concept(said: &str) -> ImportedCorpus {
    let text = format!(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <http://e.org/a> a skos:Concept; skos:prefLabel \"a\"@en; {said} .\n"
    );
    let format = ExchangeFormat::from_name("turtle").unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap()
}

#[test]
fn many_texts_of_one_concept_need_not_look_at_all_before_them() {
    for predicate in ["altLabel", "hiddenLabel", "note", "definition"] {
        let all = (0..8_000).map(|at| format!("\"t{at}\"@en, \"t{at}\"@en"));
        let read = concept(&format!("skos:{predicate} {}", all.collect::<Vec<_>>().join(", ")));
        let corpus = reread(&read.corpus);
        let concept = &corpus.concepts[0];
        let texts = concept.labels.len() + concept.notes.len() + concept.definitions.len();
        assert_eq!(texts + usize::from(concept.definition.is_some()), 8_001, "{predicate}");
        // Looked through one by one they take minutes.
    }
}

#[test]
fn many_texts_are_merged_without_a_look_at_all_that_are_there() {
    let said = |from: usize| {
        let texts = |what: &str| {
            let all = (from..from + 4_000).map(|at| format!("\"{what} {at}\"@en"));
            format!("skos:{what} {}", all.collect::<Vec<_>>().join(", "))
        };
        concept(&["altLabel", "hiddenLabel", "note", "definition"].map(texts).join("; "))
    };
    let (into, from) = (reread(&said(0).corpus), said(2_000).corpus);
    let entry = |_: &_| into.entry_of(ConceptId::default());
    let target = MergeInto {
        corpus: &into,
        own_entry: &entry,
        identifiers: &IdentifierOrigin::default(),
        unattributed: true,
    };
    let addition = CorpusAddition::from_corpora(target, from);
    let [only] = addition.changed() else { panic!("one concept changed") };
    let YamlAddition::Keys(keys) = &only.addition else { panic!("it has new items") };
    for key in ["synonyms", "hidden", "notes", "definitions"] {
        let under = keys.iter().find(|(name, _)| name == key);
        let Some((_, YamlAddition::Items { new, changed })) = under else { panic!("no {key}") };
        assert_eq!((new.len(), changed.len()), (2_000, 0), "{key}");
    }
    let grown = only.addition.apply_to(entry(&into.concepts[0]).as_ref()).unwrap();
    assert_eq!(grown.under("notes").unwrap().list_items().len(), 6_000);
    // Looked through one by one they take minutes.
}

#[test]
fn a_text_is_lost_once() {
    let lost = |said: &str| {
        let losses = concept(said).losses;
        losses.kinds().map(|kind| format!("{kind} {}", losses.count(kind))).collect::<Vec<_>>()
    };
    assert_eq!(lost("skos:altLabel \"  \"@en"), ["empty texts 1"]);
    assert_eq!(lost("skos:note \" \\n\", \"\""), ["empty texts 2"]);
    assert_eq!(lost("skos:definition \" \""), ["empty texts 1"]);
    assert_eq!(lost("skos:altLabel \" b\"@en"), ["line breaks and runs of spaces 1"]);
    // The texts of a list are counted one by one, and its links not at all.
    for predicate in ["altLabel", "note", "definition"] {
        assert_eq!(
            lost(&format!("skos:{predicate} (\"b\" \"c\")")),
            ["rdf:first 2"],
            "{predicate}"
        );
    }
    assert_eq!(lost("skos:altLabel <http://e.org/b>"), ["labels that are no texts 1"]);
    assert!(
        concept("skos:altLabel (\"b\")").corpus.concepts[0]
            .labels
            .iter()
            .all(|it| it.kind == LabelKind::Preferred)
    );
}

#[test]
fn a_language_tag_has_a_bound_and_one_spelling() {
    let long = format!("en{}", "-abcdefgh".repeat(1_000));
    let read = concept(&format!("skos:altLabel \"b\"@{long}, \"c\"@en"));
    assert_eq!(read.corpus.concepts[0].labels.len(), 2);
    assert_eq!(read.findings.len(), 1);
    assert!(read.findings[0].message.contains("is no language tag"), "{:?}", read.findings);
    let read =
        concept("skos:altLabel \"b\"@DE-latn-1996-u-co-PHONEBK, \"c\"@pt-br, \"d\"@zh-hant-tw");
    let tags = read.corpus.concepts[0].labels.iter().filter_map(|it| it.language.as_deref());
    assert_eq!(tags.collect::<Vec<_>>(), ["de-Latn-1996-u-co-phonebk", "pt-BR", "zh-Hant-TW"]);
}
