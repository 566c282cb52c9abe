//! A further layer adds, overrides and denies; whose words stand where is never lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base,
    corpus::{Concept, Corpus, CorpusReading, LabelKind, Layer},
    resolve_name,
};
use std::path::Path;

const HOUSE: [(&str, &str); 3] = [
    (
        "corpus.yaml",
        "title: Shapes\nlanguage: en\nvoice: house\nkinds: {shape: {means: a form}}\nfacets: {sides: {values: [three, four], single-valued: true}}\nrelations: {leads-to: {inverse: results-from}}\n",
    ),
    (
        "sources.yaml",
        "voices: {house: {name: the house}, euclid: {name: Euclid}}\nworks: {elements: {by: euclid, title: Elements}}\n",
    ),
    (
        "shapes.yaml",
        "- {id: square, label: square, kind: shape, definition: four equal sides, definitions: [{text: equilateral, by: elements}], facets: {sides: [{value: four, by: elements}]}, relations: {subset-of: [{concept: rectangle, by: elements}], leads-to: [{concept: rectangle, text: in time, by: elements}]}}\n- {id: rectangle, label: rectangle, root: {}}\n",
    ),
];

const GUEST: [(&str, &str); 3] = [
    ("corpus.yaml", "title: Ours\nvoice: guest\n"),
    ("sources.yaml", "voices: {guest: {name: The Guest}}\n"),
    (
        "ours.yaml",
        "- {id: square, label: box, definition: what we pack in, facets: {sides: [{value: four, denied-by: guest}]}, definitions: [{by: elements, denied-by: {by: guest, text: too wide}}], relations: {subset-of: [{concept: rectangle, denied-by: guest}], leads-to: parcel}}\n- {id: parcel, label: parcel, root: {}}\n",
    ),
];

fn lay(reading: &mut CorpusReading, files: &[(&str, &str)]) {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), (*text).to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
}

fn both() -> Corpus {
    let mut reading = CorpusReading::default();
    lay(&mut reading, &HOUSE);
    lay(&mut reading, &GUEST);
    reading.corpus
}

fn concept<'c>(corpus: &'c Corpus, id: &str) -> &'c Concept {
    corpus.concepts.iter().find(|concept| concept.id == id).unwrap()
}

fn name(corpus: &Corpus, voice: cxterms_base::corpus::VoiceId) -> &str {
    &corpus.voices[voice.index()].name
}

#[test]
fn a_single_value_of_the_later_layer_wins_and_is_listed() {
    let corpus = both();
    let square = concept(&corpus, "square");
    let definition = square.definition.as_ref().unwrap();
    assert_eq!(
        (definition.text.as_str(), name(&corpus, definition.voice)),
        ("what we pack in", "The Guest")
    );
    let labels: Vec<_> = square.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["box", "square"]);
    let fields: Vec<_> = corpus
        .overrides
        .iter()
        .map(|it| (it.field.as_str(), it.old.as_str(), it.new.as_str()))
        .collect();
    assert_eq!(
        fields,
        [("definition", "four equal sides", "what we pack in"), ("label", "square", "box")]
    );
}

#[test]
fn unattributed_statements_are_the_layers_own() {
    let corpus = both();
    let parcel = corpus.concepts.iter().position(|concept| concept.id == "parcel").unwrap();
    let added = corpus.relations.iter().find(|relation| relation.to.index() == parcel).unwrap();
    assert_eq!(name(&corpus, added.said.asserted_by[0].voice), "The Guest");
}

#[test]
fn a_denial_meets_the_claim_that_it_denies() {
    let corpus = both();
    let square = concept(&corpus, "square");
    let denied = |said: &cxterms_base::corpus::CitedStance| {
        let names = |citations: &[cxterms_base::corpus::Citation]| {
            citations
                .iter()
                .map(|citation| name(&corpus, citation.voice).to_owned())
                .collect::<Vec<_>>()
        };
        (names(&said.asserted_by), names(&said.denied_by))
    };
    let met = (vec!["Euclid".to_owned()], vec!["The Guest".to_owned()]);
    assert_eq!(denied(&square.facets[0].said), met);
    assert_eq!(denied(&square.definitions[0].said), met);
    assert_eq!(square.definitions[0].said.denied_by[0].text.as_deref(), Some("too wide"));
    let under = corpus.relations.iter().find(|relation| relation.relation.0 == 0).unwrap();
    assert_eq!(denied(&under.said), met);
}

#[test]
fn an_overlay_on_a_compiled_corpus_is_the_same_as_on_its_files() {
    let mut files = CorpusReading::default();
    lay(&mut files, &HOUSE);
    let compiled = Base::compile(&files.corpus).unwrap().to_corpus().unwrap();
    let mut reading = CorpusReading::from_corpus(compiled, files.digest);
    lay(&mut reading, &GUEST);
    let images =
        [both(), reading.corpus].map(|corpus| cxterms_base::image::write_image(&corpus).unwrap());
    assert_eq!(images[0], images[1]);
}

/// A corpus of three names, some shared, and what lies over it.
fn over(entries: &str) -> CorpusReading {
    let below = [
        (
            "corpus.yaml",
            "title: Shapes\nlanguage: en\nvoice: house\nkinds: {shape: {means: a form}, form: {means: a shape}}\n",
        ),
        ("sources.yaml", "voices: {house: {name: the house}}\n"),
        (
            "shapes.yaml",
            "- {id: square, label: square, abbreviations: [SQ], kind: shape, qualifier: plane, definition: four equal sides, translations: {de: {label: Quadrat, definition: vier gleiche Seiten}}}\n- {id: squad, label: squad, abbreviations: [{text: SQ, secondary: true}]}\n- {id: square-root, label: square root, synonyms: [root]}\n",
        ),
    ];
    let above = [GUEST[0], GUEST[1], ("ours.yaml", entries)];
    let mut reading = CorpusReading::default();
    lay(&mut reading, &below);
    lay(&mut reading, &above);
    reading
}

/// What a name means, and what else it may mean.
fn meant(reading: &CorpusReading, name: &str) -> (Vec<String>, Vec<String>) {
    let base = Base::compile(&reading.corpus).unwrap();
    let found = resolve_name(&base, name).unwrap();
    let ids = |postings: &[cxterms_base::image::Posting]| {
        postings.iter().map(|it| base.concept_head(it.concept).unwrap().id.to_owned()).collect()
    };
    (ids(&found.answers), ids(&found.others))
}

fn pair(answers: &[&str], others: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    (owned(answers), owned(others))
}

fn overridden(reading: &CorpusReading) -> Vec<(String, String, String)> {
    let overrides = reading.corpus.overrides.iter();
    overrides.map(|it| (it.field.clone(), it.old.clone(), it.new.clone())).collect()
}

fn triple(field: &str, old: &str, new: &str) -> (String, String, String) {
    (field.to_owned(), old.to_owned(), new.to_owned())
}

#[test]
fn a_name_that_the_later_layer_gives_means_what_it_says() {
    let reading = over("- {id: squad, abbreviations: [SQ]}\n");
    assert_eq!(meant(&reading, "sq"), pair(&["squad"], &["square"]));
    assert_eq!(overridden(&reading), [triple("reading of SQ", "square", "squad")]);
    let both = over("- {id: squad, abbreviations: [SQ]}\n- {id: square, abbreviations: [SQ]}\n");
    assert_eq!(meant(&both, "sq"), pair(&["squad", "square"], &[]));
    assert_eq!(overridden(&both), []);
    let seldom = over("- {id: square-root, abbreviations: [{text: SQ, secondary: true}]}\n");
    assert_eq!(meant(&seldom, "sq"), pair(&["square"], &["squad", "square-root"]));
    let elsewhere = over("- {id: squad, translations: {de: {label: SQ}}}\n");
    assert_eq!(meant(&elsewhere, "sq").0, ["square"]);
    let avoided = over("- {id: square-root, avoid: [{text: SQ, why: short, instead: root}]}\n");
    assert_eq!(meant(&avoided, "sq").0, ["square"]);
}

#[test]
fn an_identifier_as_it_is_written_means_its_own_concept() {
    let reading = over("- {id: squad, synonyms: [square root]}\n");
    assert_eq!(meant(&reading, "square root"), pair(&["squad"], &["square-root"]));
    assert_eq!(meant(&reading, "Square-Root"), pair(&["squad"], &["square-root"]));
    assert_eq!(meant(&reading, "square-root"), pair(&["square-root"], &["squad"]));
    assert_eq!(meant(&reading, "root"), pair(&["square-root"], &[]));
}

#[test]
fn whose_kind_qualifier_and_definition_stand_is_known() {
    let reading =
        over("- {id: square, kind: form, qualifier: ours, definition: what we pack in}\n");
    let corpus = &reading.corpus;
    let square = concept(corpus, "square");
    assert_eq!(name(corpus, square.kind_by.unwrap()), "The Guest");
    assert_eq!(name(corpus, square.qualifier_by.unwrap()), "The Guest");
    assert_eq!(square.translated, [], "what translated the old definition");
    let listed = [
        triple("qualifier", "plane", "ours"),
        triple("kind", "shape", "form"),
        triple("definition", "four equal sides", "what we pack in"),
    ];
    assert_eq!(overridden(&reading), listed);
    assert_eq!((square.place.file, square.further.len()), (2, 1));
    assert!(corpus.overrides.iter().all(|it| it.place.file == 5 && it.place.line == 1));
    let same =
        over("- {id: square, kind: shape, qualifier: plane, definition: four equal sides}\n");
    let square = concept(&same.corpus, "square");
    let voices =
        [square.kind_by, square.qualifier_by, square.definition.as_ref().map(|it| it.voice)];
    assert!(voices.iter().all(|voice| name(&same.corpus, voice.unwrap()) == "the house"));
    assert_eq!(overridden(&same), []);
}

#[test]
fn words_in_another_language_are_their_own_layers() {
    let de = "- {id: square, translations: {de: {label: Viereck, definition: worin wir packen}}}\n";
    let reading = over(de);
    let (_, words) = &concept(&reading.corpus, "square").translated[0];
    assert_eq!(
        (&*words.text, name(&reading.corpus, words.voice)),
        ("worin wir packen", "The Guest")
    );
    let listed = [
        triple("definition in de", "vier gleiche Seiten", "worin wir packen"),
        triple("label in de", "Quadrat", "Viereck"),
    ];
    assert_eq!(overridden(&reading), listed);
}

#[test]
fn a_synonym_that_becomes_the_label_is_one_label() {
    let reading = over("- {id: square-root, label: root}\n");
    let labels: Vec<_> = concept(&reading.corpus, "square-root").labels.iter().collect();
    let labels: Vec<_> = labels.iter().map(|label| (&*label.text, label.kind)).collect();
    assert_eq!(labels, [("root", LabelKind::Preferred), ("square root", LabelKind::Synonym)]);
}

#[test]
fn what_the_later_layer_denies_of_concepts_below_is_listed() {
    let mut reading = CorpusReading::default();
    lay(&mut reading, &HOUSE);
    lay(&mut reading, &GUEST);
    let denials = &reading.corpus.denials;
    let claims: Vec<_> = denials.iter().map(|it| it.claim.as_str()).collect();
    assert_eq!(claims, ["definition by elements", "sides four", "subset-of rectangle"]);
    let square = |it: &cxterms_base::corpus::Denial| {
        reading.corpus.concepts[it.concept.index()].id == "square"
            && name(&reading.corpus, it.denied_by[0].voice) == "The Guest"
            && it.place.file == 5
    };
    assert!(denials.iter().all(square));
    let new = over(
        "- {id: circle, label: circle, relations: {subset-of: {concept: square, denied-by: guest}}}\n",
    );
    assert_eq!(new.corpus.denials, [], "what it says of its own concept");
}

#[test]
fn what_is_declared_below_is_declared_otherwise_by_nobody() {
    let mut reading = CorpusReading::default();
    lay(&mut reading, &HOUSE);
    let mut layer = Layer::default();
    let text = "voice: house\nkinds: {shape: {means: what is cut}}\n";
    let file = reading.files.add_file("corpus.yaml".to_owned(), text.to_owned());
    layer.parse_file(Path::new("corpus.yaml"), file, text.as_bytes(), &mut vec![]);
    reading.add_layer(layer);
    let messages: Vec<_> = reading.faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, ["the kind `shape` is declared otherwise by a corpus below"]);
}

#[test]
fn an_entry_that_is_no_concepts_leaves_no_trace() {
    let with = |aside: &str| {
        let mut reading = CorpusReading::default();
        lay(&mut reading, &HOUSE);
        let (mut layer, mut found) = (Layer::default(), vec![]);
        let ours = format!("- {{id: square, definition: what we pack in}}\n{aside}");
        for (name, text) in [GUEST[0], GUEST[1], ("ours.yaml", &ours)] {
            let file = reading.files.add_file(name.to_owned(), text.to_owned());
            layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
        }
        reading.add_layer(layer);
        reading.faults.extend(found);
        (reading.corpus, reading.faults.len())
    };
    let (alone, faults) = with("");
    assert_eq!((faults, alone.overrides.len()), (0, 1));
    let rest = "label: rectangle, kind: gone, definition: a box, definitions: [{by: elements, denied-by: guest}], facets: {sides: [{value: four, denied-by: guest}]}, relations: {subset-of: [{concept: rectangle, denied-by: guest}], leads-to: square}";
    for aside in [format!("- {{id: square, {rest}}}\n"), format!("- {{{rest}}}\n")] {
        let (corpus, faults) = with(&aside);
        assert!(faults >= 2, "{aside}");
        assert_eq!(corpus.concepts, alone.concepts, "{aside}");
        assert_eq!(corpus.relations, alone.relations, "{aside}");
        assert_eq!(
            (corpus.overrides, corpus.denials),
            (alone.overrides.clone(), alone.denials.clone()),
            "{aside}"
        );
    }
}

#[test]
fn the_digest_tells_what_lies_over_what() {
    let mut house = CorpusReading::default();
    lay(&mut house, &HOUSE);
    let mut turned = HOUSE;
    turned.reverse();
    let mut again = CorpusReading::default();
    lay(&mut again, &turned);
    assert_eq!(house.digest, again.digest);
    let below = house.digest;
    lay(&mut house, &GUEST);
    assert_ne!(house.digest, below);
    let mut over = CorpusReading::from_corpus(again.corpus, below);
    lay(&mut over, &GUEST);
    assert_eq!(house.digest, over.digest);
    assert_eq!(CorpusReading::default().digest.to_string(), "0".repeat(64));
}
