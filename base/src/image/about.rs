//! The summary in an image's header: title, counts and the digest of the source files.

use super::ImageError;
use crate::corpus::{Corpus, Digest};
use serde::{Deserialize, Serialize};

/// What an image's header names: its corpus, how much that holds, and which files it was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSummary {
    /// What the corpus is called.
    pub title: String,
    /// When this state of the corpus was made; or nothing is said.
    pub edition: Option<String>,
    /// How many concepts there are, collections of concepts not counted.
    pub concepts: u32,
    /// How many collections of concepts there are.
    pub collections: u32,
    /// Of how many something is said of whether they are in use.
    pub stated: u32,
    /// How many labels they have.
    pub labels: u32,
    /// How many claims of relations there are.
    pub relations: u32,
    /// How many voices speak.
    pub voices: u32,
    /// In how many works.
    pub works: u32,
    /// A hash of the files from which the corpus was read.
    pub sources: Digest,
}

impl ImageSummary {
    /// What there is to say of a corpus that was read from these sources.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn from_corpus(corpus: &Corpus, sources: Digest) -> Result<Self, ImageError> {
        let count = |count: usize| u32::try_from(count).map_err(|_| ImageError::TooLarge);
        Ok(Self {
            title: corpus.settings.title.clone(),
            edition: corpus.settings.edition.clone(),
            concepts: count(corpus.concepts.len().saturating_sub(corpus.count_collections()))?,
            collections: count(corpus.count_collections())?,
            stated: count(count_stated(corpus))?,
            labels: count(corpus.concepts.iter().map(|concept| concept.labels.len()).sum())?,
            relations: count(corpus.relations.len())?,
            voices: count(corpus.voices.len())?,
            works: count(corpus.works.len())?,
            sources,
        })
    }
}

/// Of how many concepts it is said in what state they are.
pub(super) fn count_stated(corpus: &Corpus) -> usize {
    corpus.concepts.iter().filter(|concept| !concept.states.is_empty()).count()
}
