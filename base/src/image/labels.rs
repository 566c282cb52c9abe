//! Which concepts go by a label, and which labels are near a misspelt one?
//!
//! Folded labels as finite-state maps, in shards of some thousands so that a question loads one of them.

use super::{Image, ImageError, Section};
use crate::corpus::ConceptId;
use fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Labels in a shard: loading one costs what it weighs.
const SHARD: usize = 4096;

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

/// A shard's first label and range within the labels' section.
pub(super) type Shard<S = String> = (S, Range<u64>);

/// Writes labels in order, each with a number, into shards.
pub(super) fn pack<'k>(
    labels: impl Iterator<Item = &'k str>,
) -> Result<(Vec<Shard>, Vec<u8>), ImageError> {
    let mut shards = vec![];
    let mut data = vec![];
    let mut labels = labels.zip(0_u64..).peekable();
    while let Some((first, _)) = labels.peek() {
        let first = (*first).to_owned();
        let mut builder = MapBuilder::memory();
        for (label, number) in labels.by_ref().take(SHARD) {
            builder.insert(label, number)?;
        }
        let start = data.len() as u64;
        data.extend(builder.into_inner()?);
        shards.push((first, start..data.len() as u64));
    }
    Ok((shards, data))
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
        let shards = self.shards()?;
        let after = shards.partition_point(|(first, _)| *first <= folded);
        let Some((_, range)) = after.checked_sub(1).and_then(|index| shards.get(index)) else {
            return Ok(vec![]);
        };
        self.map(range)?.get(folded).map_or(Ok(vec![]), |number| self.postings(number))
    }

    /// Every folded label within `reach` edits of `folded`, a swap of neighbours being one, with its postings.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn near(
        &self,
        folded: &str,
        reach: usize,
    ) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        self.matching(&Misspelling::of(folded, reach))
    }

    /// Every folded label that begins with `folded`, with its postings.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn beginning(self, folded: &str) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        self.matching(&fst::automaton::Str::new(folded).starts_with())
    }

    fn matching(self, wanted: &impl Automaton) -> Result<Vec<(String, Vec<Posting>)>, ImageError> {
        let mut found = vec![];
        for (_, range) in self.shards()? {
            let map = self.map(&range)?;
            let mut stream = map.search(wanted).into_stream();
            while let Some((label, number)) = stream.next() {
                let label = String::from_utf8(label.to_vec()).map_err(|_| ImageError::Damaged)?;
                found.push((label, self.postings(number)?));
            }
        }
        Ok(found)
    }

    fn shards(self) -> Result<Vec<Shard<&'i str>>, ImageError> {
        self.0.alone(Section::Shards)
    }

    fn map(self, range: &Range<u64>) -> Result<Map<&'i [u8]>, ImageError> {
        Ok(Map::new(self.0.within(Section::Labels, range)?)?)
    }

    fn postings(self, number: u64) -> Result<Vec<Posting>, ImageError> {
        self.0.record(Section::Postings, usize::try_from(number).map_err(|_| ImageError::Damaged)?)
    }
}

/// Accepts what lies within some edits of a name: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment), one row of the table of distances a state.
#[derive(Clone, Debug)]
struct Misspelling {
    name: Vec<char>,
    reach: usize,
}

/// The last two rows of the table, the last letter read, and the bytes of a letter not yet whole.
#[derive(Clone, Debug)]
struct Rows {
    before: Vec<usize>,
    row: Vec<usize>,
    last: Option<char>,
    bytes: Vec<u8>,
}

impl Misspelling {
    fn of(name: &str, reach: usize) -> Self {
        Self { name: name.chars().collect(), reach }
    }

    fn step(&self, rows: &Rows, letter: char) -> Rows {
        let mut row = Vec::with_capacity(rows.row.len());
        row.push(rows.row.first().map_or(0, |first| first + 1));
        let mut previous = None;
        for (j, wanted) in self.name.iter().copied().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&rows.row, j) + usize::from(wanted != letter);
            let mut best = replaced.min(at(&rows.row, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = previous == Some(letter) && rows.last == Some(wanted);
            if let Some(two_back) = j.checked_sub(1).filter(|_| swapped) {
                best = best.min(at(&rows.before, two_back) + 1);
            }
            row.push(best);
            previous = Some(wanted);
        }
        Rows { before: rows.row.clone(), row, last: Some(letter), bytes: vec![] }
    }
}

impl Automaton for Misspelling {
    type State = Rows;

    fn start(&self) -> Rows {
        Rows { before: vec![], row: (0..=self.name.len()).collect(), last: None, bytes: vec![] }
    }

    fn is_match(&self, rows: &Rows) -> bool {
        rows.bytes.is_empty() && rows.row.last().is_some_and(|apart| *apart <= self.reach)
    }

    fn can_match(&self, rows: &Rows) -> bool {
        let within = |row: &[usize], reach| row.iter().any(|apart| *apart <= reach);
        within(&rows.row, self.reach) || self.reach > 0 && within(&rows.before, self.reach - 1)
    }

    fn accept(&self, rows: &Rows, byte: u8) -> Rows {
        if byte.is_ascii() && rows.bytes.is_empty() {
            return self.step(rows, char::from(byte));
        }
        let mut bytes = rows.bytes.clone();
        bytes.push(byte);
        match std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => self.step(rows, letter),
            None => Rows { bytes, ..rows.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(name: &str, reach: usize, other: &str) -> bool {
        let wanted = Misspelling::of(name, reach);
        let mut rows = wanted.start();
        for byte in other.bytes() {
            if !wanted.can_match(&rows) {
                return false;
            }
            rows = wanted.accept(&rows, byte);
        }
        wanted.is_match(&rows)
    }

    proptest! {
        #[test]
        fn the_automaton_agrees_with_the_distance(name in "[abcé]{0,8}", other in "[abcé]{0,8}", reach in 0_usize..4) {
            prop_assert_eq!(accepts(&name, reach, &other), strsim::osa_distance(&name, &other) <= reach);
        }
    }
}
