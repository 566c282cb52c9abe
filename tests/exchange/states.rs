//! The state of a concept: what comes in of it, comes back, and what of it other tools see.

use super::{
    corpora::corpus_of,
    same,
    skos::{SYNTAXES, concept, turtle},
    there_and_back,
};
use cxterms_base::{
    Base,
    corpus::{ConceptState, Corpus},
};

/// Whether a concept may be in use, in any way that voices have of saying so.
const STATUSES: [&str; 17] = [
    "deprecated",
    "retired",
    "draft",
    "{value: deprecated, since: 2021-03-31}",
    "{value: deprecated, replaced-by: [y, z]}",
    "{value: deprecated, denied-by: we}",
    "{value: approved, text: for now}",
    "{value: deprecated, by: a}",
    "{value: deprecated, by: [a, b], replaced-by: z}",
    "{value: retired, since: 2020, by: {by: a, text: mostly}, denied-by: {by: b, but: not here}}",
    "[approved, {value: deprecated, by: a}]",
    "{value: deprecated, by: {by: a, but: not at home}}",
    "{value: deprecated, by: [{by: a, of: ideal}, b]}",
    "[draft, {value: retired, by: [{by: a, but: not at home, text: so far}, {by: b, text: mostly}]}]",
    "[{value: deprecated, since: 2019, by: a}, {value: deprecated, since: 2022, replaced-by: y, by: b}]",
    "[{value: retired, replaced-by: y}, {value: retired, replaced-by: z, by: [a, b]}, {value: retired, denied-by: b}]",
    "[{value: deprecated, replaced-by: y}, {value: retired, replaced-by: z, by: b}, {value: draft, denied-by: a}]",
];

fn corpus(status: &str) -> Corpus {
    let files = [
        ("corpus.yaml", "title: T\nvoice: we\niri: https://example.org/t/\n".to_owned()),
        (
            "sources.yaml",
            "voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}}\n\
             works: {a: {by: ann, title: A}, b: {by: bob, title: B}}\n"
                .to_owned(),
        ),
        (
            "e.yaml",
            format!(
                "- {{id: x, label: x, status: {status}}}\n- {{id: y, label: y}}\n- {{id: z, label: z}}\n"
            ),
        ),
    ];
    corpus_of(&files)
}

#[test]
fn states_come_back_whole() {
    for status in STATUSES {
        let without_places = |corpus: &Corpus| Base::compile(corpus).unwrap().to_corpus().unwrap();
        let corpus = without_places(&corpus(status));
        for format in SYNTAXES.into_iter().chain(["jsonl"]) {
            same(&corpus, &without_places(&there_and_back(format, &corpus)));
        }
    }
}

#[test]
fn nothing_of_our_own_states_is_lost() {
    for status in STATUSES {
        let written = super::corpora::exported("turtle", &corpus(status)).0;
        let losses = turtle(&written).losses;
        assert_eq!(losses.kinds().collect::<Vec<_>>(), Vec::<&str>::new(), "{status}\n{written}");
    }
}

#[test]
fn other_tools_are_told_what_the_corpus_itself_says() {
    let written = |status: &str| super::corpora::exported("ntriples", &corpus(status)).0;
    let flag = "<http://www.w3.org/2002/07/owl#deprecated> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>";
    for status in ["deprecated", "retired", "[deprecated, {value: approved, by: a}]"] {
        assert!(written(status).contains(flag), "{status}");
    }
    let others =
        ["approved", "{value: deprecated, by: a}", "{value: deprecated, by: a, denied-by: we}"];
    for status in others {
        assert!(!written(status).contains(flag), "{status}");
    }
    let replaced = written("{value: deprecated, replaced-by: y, since: 2020}");
    let end = "<http://purl.org/dc/terms/isReplacedBy> <https://example.org/t/y> .";
    assert!(replaced.contains(end), "{replaced}");
}

fn state_of(corpus: &Corpus, id: &str) -> Option<ConceptState> {
    concept(corpus, id).state(&corpus.settings.editors)
}

#[test]
fn what_vocabularies_say_of_states_is_read_or_counted() {
    let read = turtle(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
         @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
         @prefix vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#> .
         :1 a skos:Concept ; rdfs:label 'hoop'@en ; owl:deprecated 'true'^^xsd:boolean ; dcterms:isReplacedBy :2 .
         :2 a skos:Concept ; skos:prefLabel 'rim'@en ; owl:deprecated false ; dcterms:replaces :3 .
         :3 a skos:Concept ; skos:prefLabel 'felly'@en ; owl:deprecated '1' .
         :4 a skos:Concept ; skos:prefLabel 'nave'@en ; dcterms:isReplacedBy :2 , <https://example.org/else> .
         :5 a skos:Concept ; skos:prefLabel 'hub'@en ; vs:term_status 'archaic' ; owl:deprecated 'perhaps' .
         :6 a skos:Concept ; skos:prefLabel 'self'@en ; owl:deprecated true ; dcterms:isReplacedBy :6 , 'words' .
         :7 a skos:Concept ; skos:prefLabel 'both'@en ; owl:deprecated false , true .
         :8 a skos:Concept ; skos:prefLabel 'tire'@en ; vs:term_status 'archaic' ; dcterms:isReplacedBy :2 .
         :9 a skos:Concept ; skos:prefLabel 'tyre'@en ; dcterms:isReplacedBy :2 ;
            <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Withdrawn> .
         :10 a skos:Concept ; skos:prefLabel 'bead'@en ; <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Odd> .",
    );
    let corpus = &read.corpus;
    let deprecated = Some(ConceptState::Deprecated);
    for id in ["1", "3", "5", "6"] {
        assert_eq!(state_of(corpus, id), deprecated, "{id}");
    }
    for id in ["2", "4", "7", "10"] {
        assert_eq!(state_of(corpus, id), None, "{id}");
    }
    for (id, state) in [("8", ConceptState::Deprecated), ("9", ConceptState::Retired)] {
        let [claim] = &*concept(corpus, id).states else { panic!("{id}: one claim") };
        assert_eq!((claim.value, &*claim.replaced_by), (state, &["2".to_owned()][..]));
    }
    // What contradicts itself leaves as it came.
    let (triples, _) = super::corpora::exported("ntriples", corpus);
    let flags = triples.lines().filter(|it| it.contains("/7>") && it.contains("owl#deprecated"));
    assert_eq!(flags.count(), 2, "{triples}");
    assert_eq!(concept(corpus, "1").preferred_label(), "hoop");
    for id in ["1", "3"] {
        assert_eq!(concept(corpus, id).states[0].replaced_by, ["2"]);
    }
    assert_eq!(concept(corpus, "2").states[0].said.denied_by.len(), 1);
    let kinds = corpus.relations.iter().map(|it| &*corpus.relation_kind(it.relation).unwrap().id);
    assert_eq!(kinds.collect::<Vec<_>>(), ["replaced-by"], "that of what is not given up");
    for (what, count) in [
        ("spellings of truth values", 1),
        ("replacements told from their far ends", 1),
        ("replacements that are no other concepts", 2),
        ("other words for states", 3),
        ("concepts that are deprecated and are not", 1),
        ("adms:status", 1),
        ("owl:deprecated", 1),
        ("dcterms:isReplacedBy", 1),
    ] {
        assert_eq!(read.losses.count(what), count, "{what}: {:?}", read.losses);
    }
    let again = there_and_back("turtle", corpus);
    same(corpus, &again);
}

#[test]
fn cards_leave_out_what_is_no_longer_in_use() {
    let (cards, lost) = super::corpora::exported("anki", &super::corpora::rich());
    assert!(!cards.contains("What is spoke"), "{cards}");
    assert_eq!(lost.get("terms no longer in use"), Some(&2), "{lost:?}");
}

#[test]
fn other_vocabularies_words_for_states_are_read_by_word_or_by_iri() {
    let read = turtle(
        "@prefix adms: <http://www.w3.org/ns/adms#> . @prefix bibo: <http://purl.org/ontology/bibo/> .
         :1 a skos:Concept ; skos:prefLabel 'a'@en ; adms:status <http://purl.org/adms/status/UnderDevelopment> .
         :2 a skos:Concept ; skos:prefLabel 'b'@en ; adms:status <https://e.org/status/CURRENT/> .
         :3 a skos:Concept ; skos:prefLabel 'c'@en ; bibo:status 'Withdrawn' ; dcterms:isReplacedBy :2 .
         :4 a skos:Concept ; skos:prefLabel 'd'@en ; bibo:status <http://purl.org/ontology/bibo/status/peerReviewed> .
         :5 a skos:Concept ; skos:prefLabel 'e'@en ; adms:status <https://e.org/status#proposed> , 'odd' .",
    );
    let states = ["1", "2", "3", "4", "5"].map(|id| state_of(&read.corpus, id));
    let [draft, approved, retired, proposed] = [
        ConceptState::Draft,
        ConceptState::Approved,
        ConceptState::Retired,
        ConceptState::Proposed,
    ]
    .map(Some);
    assert_eq!(states, [draft, approved, retired, None, proposed]);
    assert_eq!(concept(&read.corpus, "3").states[0].replaced_by, ["2"]);
    let lost = ["other words for states", "bibo:status", "adms:status"];
    assert_eq!(lost.map(|kind| read.losses.count(kind)), [4, 1, 1], "{:?}", read.losses);
    same(&read.corpus, &there_and_back("turtle", &read.corpus));
}
