//! Remaking an image: what changed of a corpus is read and resolved, and the rest is taken from the image before.
//!
//! A file of a corpus that changed, and a small corpus over a large one, concern few concepts. These are cut out of the
//! image, the layer is laid over them as over a whole corpus, and the image is patched. What cannot be done so is not done
//! at all: wherever a fault may be, or names or languages of the whole corpus may change, the corpus is to be compiled
//! whole.

mod edited;
mod overlay;

use crate::{
    base::Base,
    corpus::{Concept, ConceptId, CorpusReading, Digest},
    image::{FileOrigins, ImageDraft, ImageError, MAX_NAME_BYTES},
    schema::ConceptEntry,
    text,
};
use std::collections::{BTreeMap, BTreeSet};

pub use edited::EditedFiles;

/// An image that was remade.
#[derive(Debug)]
pub struct Remade {
    /// The image, without marks.
    pub draft: ImageDraft,
    /// From which files its concepts come, if it has one layer.
    pub origins: Option<FileOrigins>,
}

impl CorpusReading {
    /// From which files the concepts come, each with what is known of it; none if there are several layers, or if of one
    /// nothing is known.
    pub fn file_origins(&self, known: &[(String, Digest)]) -> Option<FileOrigins> {
        let own = self.origins.as_ref()?;
        let places = number_files(known);
        let numbers: BTreeMap<_, _> =
            own.files.iter().map(|(file, path)| (*file, places.get(path.as_str()))).collect();
        let of_file = |file| numbers.get(&file).copied().flatten().copied();
        let concepts = self.corpus.concepts.iter().map(|concept| of_file(concept.place.file));
        Some(FileOrigins {
            files: known.to_vec(),
            concepts: concepts.collect::<Option<_>>()?,
            crossing: own.crossing.clone(),
            named_by_id: list_named_by_id(self),
            ..FileOrigins::default()
        })
    }
}

/// The place of each file among all.
fn number_files(files: &[(String, Digest)]) -> BTreeMap<&str, u32> {
    files.iter().map(|(path, _)| path.as_str()).zip(0..).collect()
}

/// The concepts that formulas and states name, by their identifiers.
fn list_named_by_id(reading: &CorpusReading) -> BTreeSet<String> {
    let concepts = reading.corpus.concepts.iter();
    let inputs = concepts.clone().flat_map(Concept::declared_inputs);
    let inputs = inputs.filter_map(|input| input.concept.clone());
    let states = concepts.flat_map(|concept| &concept.states);
    inputs.chain(states.flat_map(|state| state.replaced_by.iter().cloned())).collect()
}

/// The concept of an identifier; none where there is none, or it is too long to be looked up.
fn find_concept(base: &Base, id: &str) -> Result<Option<ConceptId>, ImageError> {
    for posting in base.label_index().get(&text::fold(id))? {
        if base.concept_head(posting.concept)?.id == id {
            return Ok(Some(posting.concept));
        }
    }
    Ok(None)
}

/// Whether an entry has a name that is too long to be looked up.
fn has_long_name(entry: &ConceptEntry) -> bool {
    let labels = entry.labels.iter().map(|label| &label.text);
    let mut names = labels.chain([&entry.id]).map(|name| &name.value);
    names.any(|name| text::fold(name).len() > MAX_NAME_BYTES)
}

/// The concepts that an entry names, itself left out.
fn named_concepts(entry: &ConceptEntry) -> impl Iterator<Item = &str> {
    let relations = entry.relations.iter().map(|link| link.concept.value.as_str());
    let notes = entry.notes.iter().flat_map(|note| &note.with).map(|name| name.value.as_str());
    let computations = entry.facets.iter().filter_map(|value| value.computation.as_ref());
    let inputs = computations.flat_map(|it| &it.inputs).filter_map(|it| it.concept.as_deref());
    let states = entry.states.iter().flat_map(|state| &state.replaced_by);
    let replacing = states.map(|name| name.value.as_str());
    relations.chain(notes).chain(inputs).chain(replacing)
}
