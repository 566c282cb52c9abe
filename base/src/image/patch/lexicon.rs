//! A lexicon with some words more and some fewer: the maps of the other stretches stay as they are.

use super::super::{
    ImageError,
    lexicon::{Lexicon, Shard, WORDS_PER_SHARD, build_map},
};
use fst::Streamer;
use std::ops::Range;

/// What there is of a word from now on; none if the word is gone.
pub(super) type WordChange<L> = (String, Option<L>);

/// A lexicon that was changed.
pub(super) struct PatchedLexicon<L> {
    pub(super) shards: Vec<Shard>,
    pub(super) maps: Vec<u8>,
    /// Where what there is of its words comes from, in their order.
    pub(super) lists: Vec<ListRun<L>>,
    /// How many words these are.
    words: usize,
}

/// What there is of some words.
pub(super) enum ListRun<L> {
    /// That of these words before.
    Old(Range<usize>),
    /// That of one word.
    New(L),
}

impl<L> PatchedLexicon<L> {
    /// Makes changes, in the order of their words, to a lexicon of so many words.
    pub(super) fn patch(
        old: Lexicon<'_>,
        words: usize,
        changes: Vec<WordChange<L>>,
    ) -> Result<Self, ImageError> {
        let mut patched = Self { shards: vec![], maps: vec![], lists: vec![], words: 0 };
        let mut changes = changes.into_iter().peekable();
        let shards = old.load_shards()?;
        for (at, shard) in shards.iter().enumerate() {
            let next = shards.get(at + 1);
            let end = next.map_or(words, |next| next.number as usize);
            let mut own = vec![];
            while let Some(change) =
                changes.next_if(|(word, _)| next.is_none_or(|it| *word < it.first))
            {
                own.push(change);
            }
            patched.add_shard(old, shard, shard.number as usize..end, own)?;
        }
        // Where there was no word at all.
        let new: Vec<_> = changes.filter_map(|(word, list)| Some((word, list?))).collect();
        patched.add_words(&new.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>())?;
        patched.add_lists(new.into_iter().map(|(_, list)| ListRun::New(list)));
        Ok(patched)
    }

    fn add_lists(&mut self, lists: impl IntoIterator<Item = ListRun<L>>) {
        for run in lists {
            self.words += match &run {
                ListRun::Old(range) => range.len(),
                ListRun::New(_) => 1,
            };
            self.lists.push(run);
        }
    }

    /// Adds a stretch of the words with its changes.
    fn add_shard(
        &mut self,
        old: Lexicon<'_>,
        shard: &Shard,
        range: Range<usize>,
        changes: Vec<WordChange<L>>,
    ) -> Result<(), ImageError> {
        if changes.is_empty() {
            self.add_map(shard.first.clone(), old.map_bytes(shard)?)?;
            self.add_lists([ListRun::Old(range)]);
            return Ok(());
        }
        let before = list_words(old, shard)?;
        let mut words: Vec<&str> = Vec::with_capacity(before.len() + changes.len());
        let mut lists = vec![];
        let (spelled, news): (Vec<_>, Vec<_>) = changes.into_iter().unzip();
        let mut at = 0;
        for (word, new) in spelled.iter().zip(news) {
            let start = at;
            while before.get(at).is_some_and(|known| known < word) {
                at += 1;
            }
            words.extend(before.get(start..at).unwrap_or_default().iter().map(String::as_str));
            lists.push(ListRun::Old(range.start + start..range.start + at));
            at += usize::from(before.get(at) == Some(word));
            if let Some(new) = new {
                words.push(word);
                lists.push(ListRun::New(new));
            }
        }
        words.extend(before.get(at..).unwrap_or_default().iter().map(String::as_str));
        lists.push(ListRun::Old(range.start + at..range.end));
        if words == before {
            self.add_map(shard.first.clone(), old.map_bytes(shard)?)?;
        } else {
            self.add_words(&words)?;
        }
        self.add_lists(lists);
        Ok(())
    }

    /// Adds maps of words in order; a stretch that has grown to twice its size is cut.
    fn add_words(&mut self, words: &[&str]) -> Result<(), ImageError> {
        let size = if words.len() < 2 * WORDS_PER_SHARD { words.len() } else { WORDS_PER_SHARD };
        let mut number = self.words;
        for part in words.chunks(size.max(1)) {
            let start = self.maps.len() as u64;
            self.maps.extend(build_map(part)?);
            let first = part.first().map_or_else(String::new, |first| (*first).to_owned());
            let range = start..self.maps.len() as u64;
            let own = u32::try_from(number).map_err(|_| ImageError::TooLarge)?;
            self.shards.push(Shard { first, number: own, range });
            number += part.len();
        }
        Ok(())
    }

    /// Adds the map of a stretch that stays as it was.
    fn add_map(&mut self, first: String, map: &[u8]) -> Result<(), ImageError> {
        let number = u32::try_from(self.words).map_err(|_| ImageError::TooLarge)?;
        let start = self.maps.len() as u64;
        self.maps.extend_from_slice(map);
        self.shards.push(Shard { first, number, range: start..self.maps.len() as u64 });
        Ok(())
    }
}

/// The words of a stretch, in order.
fn list_words(lexicon: Lexicon<'_>, shard: &Shard) -> Result<Vec<String>, ImageError> {
    let map = lexicon.open_map(shard)?;
    let mut words = Vec::with_capacity(map.len());
    let mut stream = map.keys();
    while let Some(word) = stream.next() {
        words.push(String::from_utf8(word.to_vec()).map_err(|_| ImageError::Damaged)?);
    }
    Ok(words)
}
