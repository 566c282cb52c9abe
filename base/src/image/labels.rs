//! Label index: which concepts have a label, and which labels are near a misspelled one?
//!
//! It is a lexicon of folded labels, whose numbers are those of lists of postings.

use super::{Image, ImageError, ImageSection, lexicon::Lexicon, postings::read_postings};
use crate::corpus::ConceptId;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// How a label names a concept, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LookupKind {
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
    /// It is a hidden label.
    Hidden,
}

/// A concept that goes by a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    /// Whether the field mostly means another concept by it.
    pub secondary: bool,
    /// How the label names it.
    pub reach: LookupKind,
    /// The concept.
    pub concept: ConceptId,
}

/// Where the postings of labels lie, those of several concepts apart.
const LABELS: [ImageSection; 2] = [ImageSection::Postings, ImageSection::PostingLists];
/// Where those of skeletons do.
const SKELETONS: [ImageSection; 2] =
    [ImageSection::SkeletonPostings, ImageSection::SkeletonPostingLists];

/// An image's labels.
#[derive(Clone, Copy)]
pub struct LabelIndex<'i>(pub(super) &'i Image);

impl<'i> LabelIndex<'i> {
    /// The concepts that go by a folded label, the best reach first, primary readings before secondary ones.
    pub fn get(self, folded: &str) -> Result<Vec<Posting>, ImageError> {
        self.lexicon().word_number(folded)?.map_or(Ok(vec![]), |number| self.read_postings(number))
    }

    /// The folded labels within `reach` edits of `folded`, three at most and a swap of neighbours being one; of these the
    /// ones that are at most `slack` edits further than the nearest. Each with its postings, in order.
    pub fn find_near(
        self,
        folded: &str,
        reach: usize,
        slack: usize,
    ) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        let labels = self.lexicon().find_near(folded, reach, slack)?.into_iter();
        labels.map(|(label, number)| Ok((label, self.read_postings(number)?))).collect()
    }

    /// Looks at the folded labels that begin with `folded`, in order and with their postings, until told to stop.
    ///
    /// # Errors
    /// Those of `look`, which end the walk.
    pub fn visit_prefix(
        self,
        folded: &str,
        mut look: impl FnMut(&str, Vec<Posting>) -> Result<ControlFlow<()>, ImageError>,
    ) -> Result<(), ImageError> {
        self.lexicon()
            .visit_prefix(folded, |label, number| look(label, self.read_postings(number)?))
    }

    /// The last of the folded labels that begin with `folded`, with its postings.
    pub fn last_with_prefix(
        self,
        folded: &str,
    ) -> Result<Option<(String, Vec<Posting>)>, ImageError> {
        let last = self.lexicon().last_with_prefix(folded)?;
        last.map(|(label, number)| Ok((label, self.read_postings(number)?))).transpose()
    }

    /// The concepts that go by a label with this skeleton, the best reach first.
    pub fn get_by_skeleton(self, skeleton: &str) -> Result<Vec<Posting>, ImageError> {
        // A skeleton that is a folded label stands only among these.
        let mut found = self.get(skeleton)?;
        if let Some(number) = self.skeletons().word_number(skeleton)? {
            found.extend(read_postings(self.0, SKELETONS, number)?);
        }
        Ok(found)
    }

    /// Looks at the skeletons that begin with `start`, in order and with their postings, until told to stop.
    ///
    /// # Errors
    /// Those of `look`, which end the walk.
    pub fn visit_skeletons(
        self,
        start: &str,
        mut look: impl FnMut(&str, Vec<Posting>) -> Result<ControlFlow<()>, ImageError>,
    ) -> Result<(), ImageError> {
        self.skeletons().visit_prefix(start, |skeleton, number| {
            look(skeleton, read_postings(self.0, SKELETONS, number)?)
        })
    }

    fn skeletons(self) -> Lexicon<'i> {
        Lexicon {
            image: self.0,
            shards: ImageSection::SkeletonShards,
            maps: ImageSection::Skeletons,
        }
    }

    pub(super) fn lexicon(self) -> Lexicon<'i> {
        Lexicon { image: self.0, shards: ImageSection::Shards, maps: ImageSection::Labels }
    }

    pub(super) fn read_postings(self, number: usize) -> Result<Vec<Posting>, ImageError> {
        read_postings(self.0, LABELS, number)
    }
}
