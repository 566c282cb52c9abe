//! Word index: in which concepts does a word occur, and with what weight?
//!
//! It is an inverted index over the folded words of everything that is said of a concept, names of voices included. A word
//! weighs more in a label than in a definition, and more there than elsewhere (the fields of BM25F, Robertson and Zaragoza
//! 2009).

use super::{Image, ImageError, ImageSection, lexicon::Lexicon, mentions::MentionList};
use crate::{
    corpus::{Concept, ConceptId, Corpus, TextPlace, TextsBeyondEntries},
    parallel, text,
};
use std::{collections::HashMap, ops::ControlFlow};

/// What a word weighs.
fn weigh_place(place: TextPlace) -> u32 {
    match place {
        TextPlace::Label => 5,
        TextPlace::Definition => 2,
        TextPlace::Elsewhere => 1,
    }
}

/// The longest word, in bytes, that is indexed: nobody searches for a longer one, and each byte takes some 70 here.
const MAX_WORD_LENGTH: usize = 200;

/// That a word occurs in a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The concept.
    pub concept: ConceptId,
    /// The sum of what its occurrences weigh.
    pub weight: u32,
    /// Whether it occurs in a label.
    pub in_label: bool,
}

/// Concepts whose words one thread indexes at a time, at least.
const MIN_CONCEPTS_PER_CHUNK: usize = 1024;

/// Into how many parts a corpus is cut at most: each finds the common words anew.
const MAX_CHUNKS: usize = 16;

/// A word that occurs in some of the concepts, with its mentions there.
pub(super) type WordMentions = (String, Vec<Mention>);

/// The words of a corpus with their mentions, in the order of the words and in each of the concepts; a word stands there
/// once for each part of the corpus in which it occurs.
pub(super) fn index_words(corpus: &Corpus) -> Vec<WordMentions> {
    let size = corpus.concepts.len().div_ceil(MAX_CHUNKS).max(MIN_CONCEPTS_PER_CHUNK);
    let beyond = TextsBeyondEntries::gather(corpus);
    parallel::map_chunks_sorted(&corpus.concepts, size, |first, part| {
        let mut index = WordIndexBuilder::default();
        for (number, concept) in (first..).zip(part) {
            index.add_concept(ConceptId::of(number), concept, &beyond);
        }
        index.into_words()
    })
}

/// The words that are spelled otherwise than their skeletons, in the order of these.
pub(super) fn collect_spellings(words: &[WordMentions]) -> Vec<(String, &str)> {
    let spelled = words.iter().map(|(word, _)| (text::word_skeleton(word), word.as_str()));
    let mut found: Vec<_> = spelled.filter(|(skeleton, word)| skeleton != word).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// All words of one skeleton.
pub(super) fn list_spellings<'w>(same: &[(String, &'w str)]) -> Vec<&'w str> {
    same.iter().map(|(_, word)| *word).collect()
}

/// All mentions of one word.
pub(super) fn collect_mentions(parts: &[WordMentions]) -> MentionList {
    MentionList(parts.iter().flat_map(|(_, mentions)| mentions).copied().collect())
}

/// What all words of each concept weigh.
pub(super) fn sum_weights(words: &[WordMentions], concepts: usize) -> Vec<u32> {
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
struct WordIndexBuilder<'c> {
    /// Each spelling's word, so that each is folded once.
    spelled: HashMap<&'c str, usize>,
    folded: HashMap<String, usize>,
    mentions: Vec<Vec<Mention>>,
}

impl<'c> WordIndexBuilder<'c> {
    fn add_concept(
        &mut self,
        concept: ConceptId,
        of: &'c Concept,
        beyond: &TextsBeyondEntries<'c>,
    ) {
        let beyond = beyond.of_concept(concept).map(|text| (TextPlace::Elsewhere, text));
        for (place, text) in of.texts().chain(beyond) {
            let (weight, in_label) = (weigh_place(place), place == TextPlace::Label);
            let words = text::indexed_words(text).map(|(_, word)| word);
            for word in words.filter(|word| word.len() <= MAX_WORD_LENGTH) {
                let number = self.word_number(word);
                let Some(mentions) = self.mentions.get_mut(number) else { continue };
                match mentions.last_mut().filter(|last| last.concept == concept) {
                    Some(mention) => {
                        mention.weight += weight;
                        mention.in_label |= in_label;
                    }
                    None => mentions.push(Mention { concept, weight, in_label }),
                }
            }
        }
    }

    fn word_number(&mut self, word: &'c str) -> usize {
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

    fn into_words(mut self) -> Vec<WordMentions> {
        let mut mentions =
            |number| self.mentions.get_mut(number).map(std::mem::take).unwrap_or_default();
        self.folded.into_iter().map(|(word, number)| (word, mentions(number))).collect()
    }
}

/// Where the words lie.
pub(super) const WORDS: [ImageSection; 2] = [ImageSection::WordShards, ImageSection::Words];
/// Where the skeletons of words lie that are spelled otherwise.
pub(super) const SPELLINGS: [ImageSection; 2] =
    [ImageSection::SpellingShards, ImageSection::WordSkeletons];

/// An image's words.
#[derive(Clone, Copy)]
pub struct WordIndex<'i>(pub(super) &'i Image);

impl<'i> WordIndex<'i> {
    /// Where a folded word occurs, by concept.
    pub fn get(self, word: &str) -> Result<Vec<Mention>, ImageError> {
        self.lexicon().word_number(word)?.map_or(Ok(vec![]), |number| self.read_mentions(number))
    }

    /// Where the words nearest to another occur, at most `reach` edits from it.
    pub fn find_nearest(
        self,
        word: &str,
        reach: usize,
    ) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let near = self.lexicon().find_near(word, reach, 0)?;
        near.into_iter().map(|(word, number)| Ok((word, self.read_mentions(number)?))).collect()
    }

    /// Where the words that begin as another occur.
    pub fn find_with_prefix(self, word: &str) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut found = vec![];
        self.lexicon().visit_prefix(word, |word, number| {
            found.push((word.to_owned(), self.read_mentions(number)?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Where the words occur that a skeleton may be spelled as.
    pub fn find_spellings(self, skeleton: &str) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut spelled = vec![skeleton.to_owned()];
        if let Some(number) = self.spellings().word_number(skeleton)? {
            spelled.extend(self.read_spellings(number)?);
        }
        self.get_each(spelled)
    }

    /// Where the words occur whose skeletons begin as another.
    pub fn find_spellings_with_prefix(
        self,
        start: &str,
    ) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut spelled = vec![];
        self.spellings().visit_prefix(start, |_, number| {
            spelled.extend(self.read_spellings(number)?);
            Ok(ControlFlow::Continue(()))
        })?;
        self.get_each(spelled)
    }

    /// Where the words occur that begin with `start` and that `fits` takes, `most` of them at most.
    pub fn find_fitting(
        self,
        start: &str,
        most: usize,
        fits: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut found = vec![];
        self.lexicon().visit_prefix(start, |word, number| {
            if fits(word) {
                found.push((word.to_owned(), self.read_mentions(number)?));
            }
            Ok(match found.len() < most {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            })
        })?;
        Ok(found)
    }

    /// Where each of some words occurs; those that occur nowhere are left out.
    fn get_each(self, words: Vec<String>) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
        let mut found = vec![];
        for word in words {
            let mentions = self.get(&word)?;
            if !mentions.is_empty() {
                found.push((word, mentions));
            }
        }
        Ok(found)
    }

    /// What all words of a concept weigh.
    pub fn concept_weight(self, id: ConceptId) -> Result<u32, ImageError> {
        self.0.read_number(ImageSection::Weights, id.index())
    }

    /// What all words of all concepts weigh.
    pub fn total_weight(self) -> Result<u64, ImageError> {
        self.0.read_value(ImageSection::Weight)
    }

    fn lexicon(self) -> Lexicon<'i> {
        let [shards, maps] = WORDS;
        Lexicon { image: self.0, shards, maps }
    }

    fn spellings(self) -> Lexicon<'i> {
        let [shards, maps] = SPELLINGS;
        Lexicon { image: self.0, shards, maps }
    }

    fn read_spellings(self, number: usize) -> Result<Vec<String>, ImageError> {
        self.0.read_record(ImageSection::Spellings, number)
    }

    fn read_mentions(self, number: usize) -> Result<Vec<Mention>, ImageError> {
        Ok(self.0.read_record::<MentionList>(ImageSection::Mentions, number)?.0)
    }
}
