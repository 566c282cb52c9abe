//! A further layer adds, overrides and denies; whose words stand where is never lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    base::Base,
    corpus::{Concept, Corpus, Layer, Reading},
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

fn lay(reading: &mut Reading, files: &[(&str, &str)]) {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add((*name).to_owned(), (*text).to_owned());
        layer.text(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.lay(layer);
    assert_eq!(reading.diagnostics(), []);
}

fn both() -> Corpus {
    let mut reading = Reading::default();
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
    let denied = |said: &cxterms_base::corpus::Said| {
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
    let mut files = Reading::default();
    lay(&mut files, &HOUSE);
    let compiled = Base::compile(&files.corpus).unwrap().corpus().unwrap();
    let mut reading = Reading::from_corpus(compiled);
    lay(&mut reading, &GUEST);
    let images =
        [both(), reading.corpus].map(|corpus| cxterms_base::image::write(&corpus).unwrap());
    assert_eq!(images[0], images[1]);
}
