//! In which concepts does a word occur, and how much does it weigh there?
//!
//! An inverted index over the folded words of labels, definitions, facet values and notes. A word weighs more in a
//! label than in a definition, and more there than elsewhere (the fields of BM25F, Robertson and Zaragoza 2009).

use super::{Image, ImageError, Section, lexicon::Lexicon};
use crate::{
    corpus::{Concept, ConceptId, Corpus},
    text,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::ControlFlow};

/// What a word weighs in a label, in a definition, and anywhere else.
const WEIGHTS: [u32; 3] = [5, 2, 1];

/// That a word occurs in a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The concept.
    pub concept: ConceptId,
    /// The sum of what its occurrences weigh.
    pub weight: u32,
    /// Whether it occurs in a label.
    pub in_label: bool,
}

/// The words of a corpus with their mentions, and for each concept what all its words weigh.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) words: BTreeMap<String, Vec<Mention>>,
    pub(super) weights: Vec<u32>,
}

impl Index {
    /// Indexes every concept of a corpus.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut index = Self::default();
        for (number, concept) in corpus.concepts.iter().enumerate() {
            let mut found: BTreeMap<String, (u32, bool)> = BTreeMap::new();
            for (field, text) in texts(concept) {
                let weight = WEIGHTS.get(field).copied().unwrap_or(1);
                for (_, word) in text::tokens(text) {
                    let mention = found.entry(word).or_default();
                    mention.0 += weight;
                    mention.1 |= field == 0;
                }
            }
            index.weights.push(found.values().map(|(weight, _)| weight).sum());
            for (word, (weight, in_label)) in found {
                let concept = ConceptId::of(number);
                index.words.entry(word).or_default().push(Mention { concept, weight, in_label });
            }
        }
        index
    }
}

/// The texts of a concept that are searched, each with the number of its field.
fn texts(concept: &Concept) -> impl Iterator<Item = (usize, &str)> {
    let labels = concept.labels.iter().map(|label| (0, label.text.as_str()));
    let qualifier = concept.qualifier.iter().map(|text| (0, text.as_str()));
    let own = concept.definition.iter().map(|definition| (1, definition.text.as_str()));
    let translated = concept.translated.iter().map(|(_, there)| (1, there.text.as_str()));
    let definitions = concept.definitions.iter().map(|definition| (1, definition.text.as_str()));
    let facets = concept.facets.iter().map(|value| (2, value.value.as_str()));
    let notes = concept.notes.iter().map(|note| (2, note.text.as_str()));
    let rest = translated.chain(definitions).chain(facets).chain(notes);
    labels.chain(qualifier).chain(own).chain(rest)
}

/// An image's words.
#[derive(Clone, Copy)]
pub struct WordIndex<'i>(pub(super) &'i Image);

impl<'i> WordIndex<'i> {
    /// Where a folded word occurs, by concept.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn get(self, word: &str) -> Result<Vec<Mention>, ImageError> {
        self.lexicon().number(word)?.map_or(Ok(vec![]), |number| self.mentions(number))
    }

    /// Where the words nearest to another occur, at most `reach` edits from it.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn nearest(
        self,
        word: &str,
        reach: usize,
    ) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let near = self.lexicon().near(word, reach, 0)?;
        near.into_iter().map(|(word, number)| Ok((word, self.mentions(number)?))).collect()
    }

    /// Where the words that begin as another occur.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn beginning(self, word: &str) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut found = vec![];
        self.lexicon().beginning(word, |word, number| {
            found.push((word.to_owned(), self.mentions(number)?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// What all words of a concept weigh.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn weight(self, id: ConceptId) -> Result<u32, ImageError> {
        self.0.number(Section::Weights, id.index())
    }

    /// What all words of all concepts weigh.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn total(self) -> Result<u64, ImageError> {
        self.0.alone(Section::Weight)
    }

    fn lexicon(self) -> Lexicon<'i> {
        Lexicon { image: self.0, shards: Section::WordShards, maps: Section::Words }
    }

    fn mentions(self, number: usize) -> Result<Vec<Mention>, ImageError> {
        self.0.record(Section::Mentions, number)
    }
}
