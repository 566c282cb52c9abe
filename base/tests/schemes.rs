//! Concept schemes: who is part of which, what a later layer makes of them, and what an image keeps of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base,
    corpus::{Concept, Corpus, CorpusReading, FactForm, Layer},
};
use std::path::Path;

/// A corpus of layers, each a manifest and entries.
fn lay(layers: &[(&str, &str)]) -> Corpus {
    let mut reading = CorpusReading::default();
    for (manifest, entries) in layers {
        let (mut layer, mut found) = (Layer::default(), vec![]);
        for (name, text) in [("corpus.yaml", manifest), ("all.yaml", entries)] {
            let file = reading.files.add_file(name.to_owned(), (*text).to_owned());
            layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
        }
        assert_eq!(found, []);
        reading.add_layer(layer);
    }
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

/// The schemes of a concept; those of which it is a top concept with a mark.
fn schemes_of(corpus: &Corpus, id: &str) -> Vec<String> {
    let concept: &Concept = corpus.concepts.iter().find(|it| it.id == id).unwrap();
    let name = |of: &cxterms_base::corpus::SchemeMembership| {
        let id = &corpus.scheme(of.scheme).unwrap().id;
        if of.is_top { format!("{id}!") } else { id.clone() }
    };
    concept.schemes.iter().map(name).collect()
}

const ONE: &str = "title: Wheels\nvoice: house\nschemes: {all: {title: All wheels, version: '1', creator: Ann}}\nkinds: {collection: {means: a set}}\n";

#[test]
fn where_there_is_one_scheme_all_are_part_of_it_that_do_not_say_otherwise() {
    let entries = "- {id: hub, label: hub}\n- {id: rim, label: rim, top-of: all}\n- {id: air, label: air, schemes: []}\n";
    let corpus = lay(&[(ONE, entries)]);
    assert_eq!(schemes_of(&corpus, "hub"), ["all"]);
    assert_eq!(schemes_of(&corpus, "rim"), ["all!"]);
    assert_eq!(schemes_of(&corpus, "air"), [""; 0]);
    let two = ONE.replace("creator: Ann}", "creator: Ann}, old: {title: Old}");
    let corpus =
        lay(&[(&two, &entries.replace("top-of: all", "schemes: [old, all], top-of: old"))]);
    assert_eq!(schemes_of(&corpus, "hub"), [""; 0], "of several, each is named");
    assert_eq!(schemes_of(&corpus, "rim"), ["all", "old!"]);
}

#[test]
fn a_later_layer_adds_to_a_scheme_and_replaces_what_it_has_one_of() {
    let below = (ONE, "- {id: hub, label: hub}\n- {id: rim, label: rim}\n");
    let ours = "title: Räder\nlanguage: de\nvoice: us\nschemes:\n  all: {title: Alle Räder, version: '2', creator: Bob, iri: 'urn:all'}\n  ours: {title: Unsere}\n";
    let above =
        "- {id: hub, schemes: ours}\n- {id: speiche, label: Speiche}\n- {id: rim, notes: rund}\n";
    let corpus = lay(&[below, (ours, above)]);
    let all = &corpus.schemes[0];
    let said: Vec<_> =
        all.facts.iter().map(|fact| (&*fact.property, &*fact.value, &fact.form)).collect();
    let german = FactForm::Language("de".to_owned());
    let expected = [
        ("title", "All wheels", &FactForm::Plain),
        ("creator", "Ann", &FactForm::Plain),
        ("title", "Alle Räder", &german),
        ("version", "2", &FactForm::Plain),
        ("creator", "Bob", &FactForm::Plain),
    ];
    assert_eq!(said, expected);
    assert_eq!((all.iri.as_deref(), all.title()), (Some("urn:all"), "All wheels"));
    assert_eq!(schemes_of(&corpus, "hub"), ["all", "ours"]);
    assert_eq!(schemes_of(&corpus, "rim"), ["all"], "who only speaks of it does not move it");
    assert_eq!(schemes_of(&corpus, "speiche"), [""; 0]);
    // An overlay with one scheme of its own has in it what it adds, and nothing that is below.
    let one = "title: Ours\nvoice: us\nschemes: {ours: {title: Ours}}\n";
    let corpus = lay(&[below, (one, "- {id: spoke, label: spoke}\n- {id: rim, notes: round}\n")]);
    assert_eq!(schemes_of(&corpus, "spoke"), ["ours"]);
    assert_eq!(schemes_of(&corpus, "rim"), ["all"]);
}

#[test]
fn a_later_title_in_a_language_replaces_that_below_however_it_is_written() {
    for (ours, title) in [
        ("language: en\nschemes: {all: {title: Every wheel}}", "Every wheel"),
        ("language: en\nschemes: {all: {title: {text: Every wheel, lang: en}}}", "Every wheel"),
        ("language: de\nschemes: {all: {title: {text: Every wheel, lang: en}}}", "Every wheel"),
        ("language: de\nschemes: {all: {title: Alle}}", "All wheels"),
    ] {
        let below = ONE.replace("title: Wheels", "title: Wheels\nlanguage: en");
        let ours = format!("title: Ours\nvoice: us\n{ours}\n");
        let corpus =
            lay(&[(&below, "- {id: hub, label: hub}\n"), (&ours, "- {id: rim, label: rim}\n")]);
        let titles = corpus.schemes[0].facts.iter().filter(|it| it.property == "title");
        assert_eq!(corpus.schemes[0].title(), title);
        assert_eq!(titles.count(), 1 + usize::from(title == "All wheels"), "{ours}");
    }
}

#[test]
fn an_image_keeps_schemes_and_counts_no_collection_as_a_concept() {
    let entries = "- {id: hub, label: hub, top-of: all}\n- {id: rim, label: rim}\n- {id: set, label: set, kind: collection}\n- {id: air, label: air, schemes: []}\n";
    let corpus = lay(&[(ONE, entries)]);
    let base = Base::compile(&corpus).unwrap();
    assert_eq!((base.summary().concepts, base.summary().collections), (3, 1));
    assert_eq!(base.concept_count().unwrap(), 4, "each has a number all the same");
    assert_eq!(base.schemes().unwrap()[0].title(), "All wheels");
    assert_eq!(base.count_members().unwrap(), [2]);
    let again = base.to_corpus().unwrap();
    for (one, other) in corpus.concepts.iter().zip(&again.concepts) {
        assert_eq!(one.schemes, other.schemes);
    }
    assert_eq!(corpus.schemes, again.schemes);
}

/// What is told of a corpus: the line, what is wrong, and what is right.
fn told(files: &[(&str, &str)]) -> Vec<(u64, String, String)> {
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), (*text).to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    reading.faults.extend(found);
    reading.add_layer(layer);
    let all = reading.diagnostics().into_iter();
    all.map(|it| (u64::from(it.line), it.message, it.hint.unwrap_or_default())).collect()
}

#[test]
fn a_scheme_that_cannot_be_is_told_where_it_stands() {
    for (scheme, message, right) in [
        (
            "{iri: 'https://example.org/all'}",
            "the scheme `all` has this `iri` already",
            "an IRI of its own",
        ),
        ("{iri: no iri}", "the `iri` of a scheme is no IRI: `no iri`", "write all of it"),
        ("{iri: ../flat}", "the `iri` of a scheme is no IRI: `../flat`", "write all of it"),
        ("{created: {text: x, type: dat}}", "there is no datatype `dat`", "`date`"),
        ("{created: {text: x, type: foo}}", "there is no datatype `foo`", "IRI"),
    ] {
        let all = "title: T\nvoice: us\nschemes:\n  all: {iri: 'https://example.org/all'}\n";
        let manifest = format!("{all}  flat: {scheme}\n");
        let found = told(&[("corpus.yaml", &manifest), ("a.yaml", "{id: a, label: a}\n")]);
        let [(5, told, hint)] = &*found else { panic!("{scheme}: {found:?}") };
        assert_eq!(told, message);
        assert!(hint.contains(right), "{hint}");
    }
    let dated = "{id: a, label: a, notes: {text: n, created: 2019-02-29}}\n";
    let found = told(&[("corpus.yaml", "title: T\nvoice: us\n"), ("a.yaml", dated)]);
    let message = "`created` is no date: `2019-02-29`";
    assert!(matches!(&*found, [(1, told, _)] if told == message), "{found:?}");
}
