//! Walk of the label index: the longest label that begins at a word of a text.

use super::{
    ImageError,
    labels::{LabelIndex, Posting},
    lexicon::Shard,
};
use fst::{Map, raw::Output};
use std::sync::OnceLock;

/// How many words of a text are compared with one label at most.
pub const MAX_LABEL_WORDS: usize = 16;

/// A word of a text, folded, and whether a blank stands before it in a label; between letters of a script without spaces
/// there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkWord<'t> {
    /// The word.
    pub folded: &'t str,
    /// Whether a blank stands before it.
    pub spaced: bool,
}

/// A label that begins at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkedLabel {
    /// How many words it takes.
    pub words: usize,
    /// Its number, by which its postings are found.
    pub number: usize,
}

/// The labels of an image, opened to be walked from every word of many texts, by several threads.
///
/// What it walks is the index as it lies in the image: nothing is built. A shard is opened when the first word leads there.
pub struct LabelWalk<'i> {
    index: LabelIndex<'i>,
    shards: &'i [Shard],
    maps: Vec<OnceLock<Map<&'i [u8]>>>,
}

impl<'i> LabelIndex<'i> {
    /// Opens the labels to be walked.
    pub fn open_walk(self) -> Result<LabelWalk<'i>, ImageError> {
        let shards = self.lexicon().load_shards()?;
        Ok(LabelWalk {
            index: self,
            shards,
            maps: shards.iter().map(|_| OnceLock::new()).collect(),
        })
    }
}

impl<'i> LabelWalk<'i> {
    /// The longest label that begins with the first of some words and ends with one of them.
    pub fn find_longest<'t>(
        &self,
        words: &(impl Iterator<Item = WalkWord<'t>> + Clone),
    ) -> Result<Option<WalkedLabel>, ImageError> {
        let Some(first) = words.clone().next() else { return Ok(None) };
        let mut best: Option<WalkedLabel> = None;
        let after = self.shards.partition_point(|it| it.first.as_str() <= first.folded);
        for at in after.saturating_sub(1)..self.shards.len() {
            let Some(shard) = self.shards.get(at) else { break };
            if at >= after && !shard.first.starts_with(first.folded) {
                break;
            }
            let found = self.walk_shard(at, shard, words.clone())?;
            best = [best, found].into_iter().flatten().max_by_key(|label| label.words);
        }
        Ok(best)
    }

    /// The concepts that go by a label.
    pub fn read_postings(&self, number: usize) -> Result<Vec<Posting>, ImageError> {
        self.index.read_postings(number)
    }

    fn walk_shard<'t>(
        &self,
        at: usize,
        shard: &Shard,
        words: impl Iterator<Item = WalkWord<'t>>,
    ) -> Result<Option<WalkedLabel>, ImageError> {
        let map = self.open_shard(at, shard)?.as_fst();
        let (mut node, mut out, mut best) = (map.root(), Output::zero(), None);
        for (count, word) in words.take(MAX_LABEL_WORDS).enumerate() {
            let blank = (count > 0 && word.spaced).then_some(b' ');
            for byte in blank.into_iter().chain(word.folded.bytes()) {
                let Some(next) = node.find_input(byte) else { return Ok(best) };
                let step = node.transition(next);
                (out, node) = (out.cat(step.out), map.node(step.addr));
            }
            if node.is_final() {
                let number = shard.number_of(out.cat(node.final_output()).value())?;
                best = Some(WalkedLabel { words: count + 1, number });
            }
        }
        Ok(best)
    }

    fn open_shard(&self, at: usize, shard: &Shard) -> Result<&Map<&'i [u8]>, ImageError> {
        let cell = self.maps.get(at).ok_or(ImageError::Damaged)?;
        if cell.get().is_none() {
            // If another thread was first, its map is as good.
            let _ = cell.set(self.index.lexicon().open_map(shard)?);
        }
        cell.get().ok_or(ImageError::Damaged)
    }
}

impl std::fmt::Debug for LabelWalk<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("LabelWalk").field("shards", &self.shards.len()).finish_non_exhaustive()
    }
}
