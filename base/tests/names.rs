//! A name is found however a person types it, and what it is spelled as comes before what it only resembles.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base, MAX_PHRASE_CANDIDATES, Phrase,
    corpus::{Corpus, CorpusReading, Layer},
    resolve_name, resolve_name_in, search_concepts,
    text::{self, CollationKey},
};
use proptest::prelude::*;
use std::path::Path;

fn lay(reading: &mut CorpusReading, language: &str, entries: &str) {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    let manifest = format!("title: Words\nlanguage: {language}\nvoice: v-{language}\n");
    let sources = format!("voices: {{v-{language}: {{name: {language}}}}}\n");
    for (name, text) in
        [("corpus.yaml", &*manifest), ("sources.yaml", &*sources), ("w.yaml", entries)]
    {
        let file = reading.files.add_file(format!("{language}/{name}"), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
}

fn corpus_of(layers: &[(&str, &str)]) -> Corpus {
    let mut reading = CorpusReading::default();
    for (language, entries) in layers {
        lay(&mut reading, language, entries);
    }
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

fn meant<'b>(base: &'b Base, name: &str) -> Vec<&'b str> {
    let found = resolve_name(base, name).unwrap().answers;
    found.iter().map(|it| base.concept_head(it.concept).unwrap().id).collect()
}

#[test]
fn a_name_is_found_up_to_a_length() {
    let (known, long) = ("k".repeat(1_000), "l".repeat(1_001));
    let entries = format!(
        "- {{id: one, label: {known}}}\n- {{id: two, label: {long}, synonyms: [short, {long}x], hidden: [{long}y]}}\n"
    );
    let base = Base::compile(&corpus_of(&[("en", &entries)])).unwrap();
    assert_eq!(meant(&base, &known), ["one"]);
    for name in [&long, &format!("{long}x"), &format!("{long}y")] {
        assert_eq!(meant(&base, name), [""; 0]);
    }
    assert_eq!(meant(&base, "two"), ["two"]);
    assert_eq!(meant(&base, "short"), ["two"]);
    let head = base.concept_head(resolve_name(&base, "two").unwrap().answers[0].concept).unwrap();
    assert_eq!(head.label, long, "shown whole");
}

#[test]
fn what_is_spelled_so_hides_what_resembles_it() {
    let entries = "- {id: k1, label: resume}\n- {id: k2, label: résumé}\n- {id: k3, label: on line}\n- {id: k4, label: leave}\n- {id: k5, label: leaf}\n";
    let base = Base::compile(&corpus_of(&[("en", entries)])).unwrap();
    for (name, right) in [
        ("resume", &["k1"][..]),
        ("résumé", &["k2"]),
        ("resumé", &["k1", "k2"]),
        ("online", &["k3"]),
        ("leaves", &["k4"]),
        ("LEAF", &["k5"]),
        ("leafs and more", &[]),
    ] {
        assert_eq!(meant(&base, name), right, "{name}");
    }
}

#[test]
fn a_layer_speaks_the_language_of_its_manifest() {
    let below =
        "- {id: k1, label: gift, definition: a present, translations: {sv: {label: gift}}}\n";
    let above = "- {id: k1, label: Geschenk, definition: was man gibt, translations: {EN: {synonyms: [present]}}}\n- {id: k2, label: Gift, definition: was tötet}\n";
    let corpus = corpus_of(&[("en", below), ("de", above)]);
    assert_eq!(corpus.languages(), ["en", "de", "sv"]);
    assert_eq!(corpus.concepts[0].preferred_label(), "gift");
    assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "a present");
    assert_eq!(corpus.concepts[0].translated[0].1.text, "was man gibt");
    assert_eq!(corpus.concepts[1].preferred_label(), "Gift");
    assert_eq!(corpus.overrides, []);
    let base = Base::compile(&corpus).unwrap();
    assert_eq!(meant(&base, "gift"), ["k1"]);
    assert_eq!(meant(&base, "present"), ["k1"]);
    let german = resolve_name_in(&base, "gift", &["de-CH".to_owned()]).unwrap();
    assert_eq!(base.concept_head(german.answers[0].concept).unwrap().id, "k2");
    assert_eq!((german.answers.len(), german.others.len()), (1, 1));
    assert_eq!(base.languages().unwrap(), corpus.languages());
}

#[test]
fn another_region_is_another_language_and_another_case_is_not() {
    let below = "- {id: k1, label: lift}\n";
    let same = corpus_of(&[("en", below), ("EN", "- {id: k1, label: hoist}\n")]);
    assert_eq!(same.concepts[0].preferred_label(), "hoist");
    let other = corpus_of(&[("en", below), ("en-US", "- {id: k1, label: elevator}\n")]);
    assert_eq!(other.concepts[0].preferred_label(), "lift");
}

#[test]
fn parts_of_a_word_and_stars_are_searched() {
    let entries = "- {id: k1, label: 顧客満足, definition: よい}\n- {id: k2, label: 顧客, definition: 満ちる}\n- {id: k3, label: analysis, definition: the naïve kind of criteria}\n";
    let base = Base::compile(&corpus_of(&[("en", entries)])).unwrap();
    let found = |query| {
        let hits = search_concepts(&base, query).unwrap().hits;
        hits.iter().map(|it| base.concept_head(it.concept).unwrap().id).collect::<Vec<_>>()
    };
    for (query, right) in [
        ("満足", &["k1"][..]),
        ("顧客", &["k2", "k1"]),
        ("客満足", &["k1"]),
        ("naive", &["k3"]),
        ("criterion", &["k3"]),
        ("an*sis", &["k3"]),
        ("*lys*", &["k3"]),
        ("na*ve", &["k3"]),
        ("*", &[]),
        ("zz*", &[]),
    ] {
        assert_eq!(found(query), right, "{query}");
    }
}

#[test]
fn everything_that_is_said_is_searched_and_only_that_is_replaced() {
    let files = [
        (
            "corpus.yaml",
            "title: Words\nlanguage: en\nvoice: us\nfacets: {size: {}}\nrelations: {needs: {inverse: is-needed-by}}\n",
        ),
        (
            "sources.yaml",
            "voices: {us: {name: the house}, ann: {name: Ann Archer}}\nworks: {log: {by: ann, title: Log}}\n",
        ),
        (
            "words.yaml",
            "- id: k1\n  label: kiln\n  facets: {size: {value: large, by: {by: log, but: seldom abroad}}}\n  relations:\n    needs: {concept: k2, denied-by: {by: log, text: peat will do}}\n    contrasts-with: {concept: k3, text: A kiln bakes. A stove warms., by: log}\n- {id: k2, label: coal, notes: [{text: Dust at risk of fire, with: [k3]}]}\n- {id: k3, label: stove, definition: a risk at home}\n- {id: k4, label: seldomly}\n",
        ),
    ];
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    reading.add_layer(layer);
    assert_eq!((found, reading.diagnostics()), (vec![], vec![]));
    let base = Base::compile(&reading.corpus).unwrap();
    let ids = |query| {
        let hits = search_concepts(&base, query).unwrap().hits;
        let ids = hits.iter().map(|it| base.concept_head(it.concept).unwrap().id);
        ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    for (query, right) in [
        ("abroad", &["k1"][..]),
        ("seldom", &["k1"]),
        ("peat", &["k1", "k2"]),
        ("warms", &["k1", "k3"]),
        ("archer", &["k1", "k2", "k3"]),
        ("dust", &["k2", "k3"]),
        ("at risk", &["k2", "k3"]),
        ("\"at risk\"", &["k2", "k3"]),
        ("\"risk at\"", &["k3"]),
        ("\"ann archer\"", &["k1", "k2", "k3"]),
        ("\"fire at\"", &["k2", "k3"]),
        ("will of a", &[]),
        ("house", &[]),
    ] {
        assert_eq!(ids(query), right, "{query}");
    }
    let told = search_concepts(&base, "\"fire at\" risk \"at home\"").unwrap();
    let typed = |phrases: &[Phrase]| phrases.iter().map(|it| it.typed.clone()).collect::<Vec<_>>();
    assert_eq!(
        (typed(&told.phrases), typed(&told.scattered)),
        (vec!["at home".into()], vec!["fire at".into()])
    );
}

#[test]
fn a_phrase_is_looked_for_in_so_many_concepts() {
    let entry = |number| format!("- {{id: k{number}, label: at {number} risk}}\n");
    let entries = (0..=MAX_PHRASE_CANDIDATES).map(entry).collect::<Vec<_>>().concat();
    let base = Base::compile(&corpus_of(&[("en", &entries)])).unwrap();
    let found = search_concepts(&base, "\"at risk\"").unwrap();
    assert_eq!((found.cut_phrases.len(), found.scattered.len()), (1, 1));
    assert_eq!(search_concepts(&base, "\"at 7 risk\"").unwrap().hits.len(), 1);
}

proptest! {
    #[test]
    fn case_and_what_nobody_sees_change_no_skeleton(name in "[a-zA-Zß-ÿÀ-ÖØ-ÞΑ-Ρα-ωа-яА-Яıſ -]{1,12}") {
        let plain = text::skeletons(&name, |_| false);
        prop_assert_eq!(&text::skeletons(&name.to_uppercase(), |_| false), &plain);
        prop_assert_eq!(&text::skeletons(&name.to_lowercase(), |_| false), &plain);
        let unseen: String = name.chars().flat_map(|c| [c, '\u{ad}']).collect();
        prop_assert_eq!(&text::skeletons(&unseen, |_| false), &plain);
    }

    #[test]
    fn numbers_are_sorted_by_what_they_count(a in 0_u64.., b in 0_u64..) {
        let key = |number: u64| CollationKey::new(&format!("tier {number}"));
        prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
    }

    #[test]
    fn paragraphs_are_put_in_order_once(text in "[ab\\-1. \n]{0,40}") {
        let once = text::normalize_paragraphs(&text);
        prop_assert_eq!(text::normalize_paragraphs(&once), once);
    }
}
