//! Which concepts go by a label, and which labels are near a misspelt one?
//!
//! A lexicon of folded labels, whose numbers are those of lists of postings.

use super::{Image, ImageError, Section, lexicon::Lexicon};
use crate::corpus::ConceptId;
use serde::{Deserialize, Serialize};

/// How a label names a concept, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reach {
    /// It is the identifier.
    Id,
    /// It is the preferred label, with or without the qualifier.
    Preferred,
    /// It is an abbreviation.
    Abbreviation,
    /// It is a synonym.
    Synonym,
    /// It is the preferred label in another language.
    PreferredElsewhere,
    /// It is an abbreviation in another language.
    AbbreviationElsewhere,
    /// It is a synonym in another language.
    SynonymElsewhere,
    /// It is the preferred label less the corpus's implied words.
    Short,
    /// It is a synonym less the corpus's implied words.
    ShortSynonym,
    /// It is a label to be avoided.
    Avoided,
}

/// A concept that goes by a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    /// Whether the field mostly means another concept by it.
    pub secondary: bool,
    /// How the label names it.
    pub reach: Reach,
    /// The concept.
    pub concept: ConceptId,
}

/// An image's labels.
#[derive(Clone, Copy)]
pub struct LabelIndex<'i>(pub(super) &'i Image);

impl<'i> LabelIndex<'i> {
    /// The concepts that go by a folded label, the best reach first, primary readings before secondary ones.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn get(self, folded: &str) -> Result<Vec<Posting>, ImageError> {
        self.lexicon().number(folded)?.map_or(Ok(vec![]), |number| self.postings(number))
    }

    /// Every folded label within `reach` edits of `folded`, a swap of neighbours being one, with its postings.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn near(
        self,
        folded: &str,
        reach: usize,
    ) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        self.posted(self.lexicon().near(folded, reach)?)
    }

    /// Every folded label that begins with `folded`, with its postings.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn beginning(self, folded: &str) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        self.posted(self.lexicon().beginning(folded)?)
    }

    fn posted(
        self,
        labels: Vec<(String, usize)>,
    ) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        labels.into_iter().map(|(label, number)| Ok((label, self.postings(number)?))).collect()
    }

    fn lexicon(self) -> Lexicon<'i> {
        Lexicon { image: self.0, shards: Section::Shards, maps: Section::Labels }
    }

    fn postings(self, number: usize) -> Result<Vec<Posting>, ImageError> {
        self.0.record(Section::Postings, number)
    }
}
