//! What is a word's number, and which words are near a misspelt one?
//!
//! Words in order as finite-state maps, in shards of some thousands so that a question loads one of them.

use super::{Image, ImageError, Section, misspelling::Misspelling, parts};
use fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};
use std::ops::Range;

/// Words in a shard: loading one costs what it weighs.
const SHARD: usize = 4096;

/// A shard's first word and its range within the maps' section.
pub(super) type Shard<S = String> = (S, Range<u64>);

/// Writes words in order, each with its number, into shards.
pub(super) fn pack(words: &[&str]) -> Result<(Vec<Shard>, Vec<u8>), ImageError> {
    let maps = parts::each(words, SHARD, |number, part| {
        let mut builder = MapBuilder::memory();
        for (word, number) in part.iter().zip(number as u64..) {
            builder.insert(word, number)?;
        }
        Ok::<_, ImageError>(builder.into_inner()?)
    });
    let mut shards = vec![];
    let mut data = vec![];
    for (part, map) in words.chunks(SHARD).zip(maps) {
        let start = data.len() as u64;
        data.extend(map?);
        let first = part.first().map_or_else(String::new, |first| (*first).to_owned());
        shards.push((first, start..data.len() as u64));
    }
    Ok((shards, data))
}

/// The words of an image that are listed in one section and mapped in another.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'i> {
    pub(super) image: &'i Image,
    pub(super) shards: Section,
    pub(super) maps: Section,
}

impl<'i> Lexicon<'i> {
    /// A word's number, if it is there.
    pub(super) fn number(self, word: &str) -> Result<Option<usize>, ImageError> {
        let shards = self.shards()?;
        let after = shards.partition_point(|(first, _)| *first <= word);
        let Some((_, range)) = after.checked_sub(1).and_then(|index| shards.get(index)) else {
            return Ok(None);
        };
        self.map(range)?.get(word).map(index).transpose()
    }

    /// Every word within `reach` edits of another, a swap of neighbours being one, with its number.
    pub(super) fn near(self, word: &str, reach: usize) -> Result<Vec<(String, usize)>, ImageError> {
        self.matching(&Misspelling::of(word, reach))
    }

    /// Every word that begins as another, with its number.
    pub(super) fn beginning(self, word: &str) -> Result<Vec<(String, usize)>, ImageError> {
        self.matching(&fst::automaton::Str::new(word).starts_with())
    }

    fn matching(self, wanted: &impl Automaton) -> Result<Vec<(String, usize)>, ImageError> {
        let mut found = vec![];
        for (_, range) in self.shards()? {
            let map = self.map(&range)?;
            let mut stream = map.search(wanted).into_stream();
            while let Some((word, number)) = stream.next() {
                let word = String::from_utf8(word.to_vec()).map_err(|_| ImageError::Damaged)?;
                found.push((word, index(number)?));
            }
        }
        Ok(found)
    }

    fn shards(self) -> Result<Vec<Shard<&'i str>>, ImageError> {
        self.image.alone(self.shards)
    }

    fn map(self, range: &Range<u64>) -> Result<Map<&'i [u8]>, ImageError> {
        Ok(Map::new(self.image.within(self.maps, range)?)?)
    }
}

fn index(number: u64) -> Result<usize, ImageError> {
    usize::try_from(number).map_err(|_| ImageError::Damaged)
}
