//! In which concepts does a word occur, and how much does it weigh there?
//!
//! An inverted index over the folded words of labels, definitions, facet values and notes. A word weighs more in a
//! label than in a definition, and more there than elsewhere (the fields of BM25F, Robertson and Zaragoza 2009).

use super::{Image, ImageError, Section, lexicon::Lexicon, parts};
use crate::{
    corpus::{Concept, ConceptId, Corpus},
    text,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, ops::ControlFlow};

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

/// Concepts whose words one thread indexes at a time, at least.
const PART: usize = 1024;

/// Into how many parts a corpus is cut at most: each finds the common words anew.
const PARTS: usize = 16;

/// A word that occurs in some of the concepts, with its mentions there.
pub(super) type Mentioned = (String, Vec<Mention>);

/// The words of a corpus with their mentions, in the order of the words and in each of the concepts; a word stands there
/// once for each part of the corpus in which it occurs.
pub(super) fn of(corpus: &Corpus) -> Vec<Mentioned> {
    let size = corpus.concepts.len().div_ceil(PARTS).max(PART);
    parts::sorted(&corpus.concepts, size, |first, part| {
        let mut index = Index::default();
        for (number, concept) in (first..).zip(part) {
            index.add(ConceptId::of(number), concept);
        }
        index.into_words()
    })
}

/// All mentions of one word.
pub(super) fn mentions(parts: &[Mentioned]) -> Vec<Mention> {
    parts.iter().flat_map(|(_, mentions)| mentions).copied().collect()
}

/// What all words of each concept weigh.
pub(super) fn weights(words: &[Mentioned], concepts: usize) -> Vec<u32> {
    let mut weights = vec![0; concepts];
    for mention in words.iter().flat_map(|(_, mentions)| mentions) {
        if let Some(weight) = weights.get_mut(mention.concept.index()) {
            *weight += mention.weight;
        }
    }
    weights
}

/// The words of some concepts.
#[derive(Default)]
struct Index<'c> {
    /// Each spelling's word, so that each is folded once.
    spelled: HashMap<&'c str, usize>,
    folded: HashMap<String, usize>,
    mentions: Vec<Vec<Mention>>,
}

impl<'c> Index<'c> {
    fn add(&mut self, concept: ConceptId, of: &'c Concept) {
        for (field, text) in texts(of) {
            let weight = WEIGHTS.get(field).copied().unwrap_or(1);
            for (_, word) in text::unfolded(text) {
                let number = self.number(word);
                let Some(mentions) = self.mentions.get_mut(number) else { continue };
                match mentions.last_mut().filter(|last| last.concept == concept) {
                    Some(mention) => {
                        mention.weight += weight;
                        mention.in_label |= field == 0;
                    }
                    None => mentions.push(Mention { concept, weight, in_label: field == 0 }),
                }
            }
        }
    }

    fn number(&mut self, word: &'c str) -> usize {
        if let Some(number) = self.spelled.get(word) {
            return *number;
        }
        let number = *self.folded.entry(text::fold(word)).or_insert(self.mentions.len());
        if number == self.mentions.len() {
            self.mentions.push(vec![]);
        }
        self.spelled.insert(word, number);
        number
    }

    fn into_words(mut self) -> Vec<Mentioned> {
        let mut mentions =
            |number| self.mentions.get_mut(number).map(std::mem::take).unwrap_or_default();
        self.folded.into_iter().map(|(word, number)| (word, mentions(number))).collect()
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
