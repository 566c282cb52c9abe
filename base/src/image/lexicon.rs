//! Lexicon: maps words to numbers and finds the words near a misspelled one.
//!
//! Words are kept in order as finite-state maps, in shards of some thousands, so that a query loads only one shard.

use super::{Image, ImageError, ImageSection, misspelling::EditDistanceAutomaton};
use crate::parallel;
use fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};
use serde::{Deserialize, Serialize};
use std::ops::{ControlFlow, Range};

/// Words in a shard: loading one costs what it weighs.
pub(super) const WORDS_PER_SHARD: usize = 4096;

/// A stretch of the words, in a map of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shard {
    /// Its first word.
    pub(super) first: String,
    /// The number of that; the map numbers its own words from 0.
    pub(super) number: u32,
    /// Its range within the maps' section.
    pub(super) range: Range<u64>,
}

/// Writes words in order, each with its number, into shards.
pub(super) fn pack_shards(words: &[&str]) -> Result<(Vec<Shard>, Vec<u8>), ImageError> {
    let maps = parallel::map_chunks(words, WORDS_PER_SHARD, |_, part| build_map(part));
    let mut shards = vec![];
    let mut data = vec![];
    for (at, (part, map)) in words.chunks(WORDS_PER_SHARD).zip(maps).enumerate() {
        let start = data.len() as u64;
        data.extend(map?);
        let first = part.first().map_or_else(String::new, |first| (*first).to_owned());
        let number = u32::try_from(at * WORDS_PER_SHARD).map_err(|_| ImageError::TooLarge)?;
        shards.push(Shard { first, number, range: start..data.len() as u64 });
    }
    Ok((shards, data))
}

/// The map of a shard's words, in order.
pub(super) fn build_map(words: &[&str]) -> Result<Vec<u8>, ImageError> {
    let mut builder = MapBuilder::memory();
    for (word, number) in words.iter().zip(0..) {
        builder.insert(word, number)?;
    }
    Ok(builder.into_inner()?)
}

/// The words of an image that are listed in one section and mapped in another.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'i> {
    pub(super) image: &'i Image,
    pub(super) shards: ImageSection,
    pub(super) maps: ImageSection,
}

impl<'i> Lexicon<'i> {
    /// A word's number, if it is there.
    pub(super) fn word_number(self, word: &str) -> Result<Option<usize>, ImageError> {
        let shards = self.load_shards()?;
        let after = shards.partition_point(|shard| shard.first.as_str() <= word);
        let Some(shard) = after.checked_sub(1).and_then(|index| shards.get(index)) else {
            return Ok(None);
        };
        self.open_map(shard)?.get(word).map(|number| shard.number_of(number)).transpose()
    }

    /// The words within `reach` edits of another, three at most and a swap of neighbours being one; of these the ones
    /// that are at most `slack` edits further than the nearest. Each with its number, in order.
    pub(super) fn find_near(
        self,
        word: &str,
        reach: usize,
        slack: usize,
    ) -> Result<Vec<(String, usize)>, ImageError> {
        let wanted = EditDistanceAutomaton::new(word, reach);
        let mut found = vec![];
        let shards = self.load_shards()?;
        // What begins alike is likely near: found first, it spares most of a look at the others.
        let home = shards.partition_point(|it| it.first.as_str() <= word).saturating_sub(1);
        let others = shards.iter().enumerate().filter(|(at, _)| *at != home).map(|(_, it)| it);
        for shard in shards.get(home).into_iter().chain(others) {
            let map = self.open_map(shard)?;
            let mut stream = map.search(&wanted).into_stream();
            while let Some((near, number)) = stream.next() {
                let near = String::from_utf8(near.to_vec()).map_err(|_| ImageError::Damaged)?;
                let apart = strsim::osa_distance(&near, word);
                wanted.tighten_limit(apart + slack);
                found.push((apart, near, shard.number_of(number)?));
            }
        }
        let nearest = found.iter().map(|(apart, ..)| *apart).min().unwrap_or_default();
        found.retain(|(apart, ..)| *apart <= nearest + slack);
        found.sort_unstable_by(|a, b| a.1.cmp(&b.1));
        Ok(found.into_iter().map(|(_, near, number)| (near, number)).collect())
    }

    /// Looks at the words that begin as another, in order and with their numbers, until told to stop.
    pub(super) fn visit_prefix(
        self,
        word: &str,
        mut look: impl FnMut(&str, usize) -> Result<ControlFlow<()>, ImageError>,
    ) -> Result<(), ImageError> {
        let shards = self.load_shards()?;
        let after = shards.partition_point(|it| it.first.as_str() <= word).saturating_sub(1);
        let wanted = fst::automaton::Str::new(word).starts_with();
        for (at, shard) in shards.iter().enumerate().skip(after) {
            if at > after && !shard.first.starts_with(word) {
                break;
            }
            let map = self.open_map(shard)?;
            let mut stream = map.search(&wanted).into_stream();
            while let Some((word, number)) = stream.next() {
                let word = std::str::from_utf8(word).map_err(|_| ImageError::Damaged)?;
                if look(word, shard.number_of(number)?)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The last word that begins as another, with its number.
    pub(super) fn last_with_prefix(
        self,
        word: &str,
    ) -> Result<Option<(String, usize)>, ImageError> {
        let shards = self.load_shards()?;
        let before = |it: &Shard| it.first.as_str() <= word || it.first.starts_with(word);
        let at = shards.partition_point(before).checked_sub(1);
        let Some(shard) = at.and_then(|at| shards.get(at)) else { return Ok(None) };
        let (map, mut last) = (self.open_map(shard)?, None);
        let mut stream = map.search(fst::automaton::Str::new(word).starts_with()).into_stream();
        while let Some((word, number)) = stream.next() {
            last = Some((word.to_vec(), number));
        }
        let Some((word, number)) = last else { return Ok(None) };
        let word = String::from_utf8(word).map_err(|_| ImageError::Damaged)?;
        Ok(Some((word, shard.number_of(number)?)))
    }

    pub(super) fn load_shards(self) -> Result<&'i [Shard], ImageError> {
        self.image.lexicon_shards(self.shards)
    }

    pub(super) fn open_map(self, shard: &Shard) -> Result<Map<&'i [u8]>, ImageError> {
        Ok(Map::new(self.map_bytes(shard)?)?)
    }

    /// The map of a shard as it is written.
    pub(super) fn map_bytes(self, shard: &Shard) -> Result<&'i [u8], ImageError> {
        self.image.section_bytes(self.maps, &shard.range)
    }
}

impl Shard {
    /// The number of a word among all, from that in the shard's map.
    pub(super) fn number_of(&self, own: u64) -> Result<usize, ImageError> {
        usize::try_from(u64::from(self.number) + own).map_err(|_| ImageError::Damaged)
    }
}
