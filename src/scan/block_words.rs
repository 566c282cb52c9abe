//! The words of a block of prose, each folded as the index folds names.

use cxterms_base::{image::WalkWord, text};
use cxterms_document::words::{Joint, TextWord, WordKind, split_words};
use std::ops::Range;

/// Signs that quote a word or mark it as somebody's, which say nothing of what it is.
const QUOTES: &[char] =
    &['"', '\'', '“', '”', '‘', '’', '«', '»', '„', '*', '_', '`', '™', '®', '©'];

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct BlockWords {
    pub(super) words: Vec<TextWord>,
    folded: String,
    ends: Vec<usize>,
}

impl BlockWords {
    /// Reads another text in place of what was read.
    pub(super) fn read_text(&mut self, text: &str) {
        self.words.clear();
        self.folded.clear();
        self.ends.clear();
        self.words.extend(split_words(text));
        for word in &self.words {
            if word.kind != WordKind::Larger {
                let written = text.get(word.start..word.end).unwrap_or_default();
                self.folded.push_str(&text::fold(written));
            }
            self.ends.push(self.folded.len());
        }
    }

    /// The words of a text.
    pub(super) fn from_text(text: &str) -> Self {
        let mut words = Self::default();
        words.read_text(text);
        words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<TextWord> {
        self.words.get(at).copied()
    }

    /// A word as it is written.
    pub(super) fn written<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.get(at).and_then(|word| text.get(word.start..word.end)).unwrap_or_default()
    }

    /// A word, folded.
    pub(super) fn folded(&self, at: usize) -> &str {
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or_default();
        self.folded.get(start..end).unwrap_or_default()
    }

    /// The words of a name that may begin at a word.
    pub(super) fn walk_from(&self, at: usize) -> impl Iterator<Item = WalkWord<'_>> + Clone {
        let reachable = (at..self.len()).take_while(move |next| {
            let Some(word) = self.get(*next) else { return false };
            word.kind != WordKind::Larger && (*next == at || joins_names(word.joint))
        });
        reachable.map(|next| WalkWord {
            folded: self.folded(next),
            spaced: self.get(next).is_some_and(|word| word.joint != Joint::Unspaced),
        })
    }

    /// Whether some words could be one name.
    pub(super) fn is_joined(&self, span: Range<usize>) -> bool {
        let behind = span.clone().skip(1);
        span.clone().all(|at| self.get(at).is_some_and(|word| word.kind != WordKind::Larger))
            && behind.into_iter().all(|at| self.get(at).is_some_and(|it| joins_names(it.joint)))
    }

    /// The bytes of some words, from the first to the last.
    pub(super) fn bytes(&self, span: Range<usize>) -> Range<usize> {
        let start = self.get(span.start).map_or(0, |word| word.start);
        let end = span.end.checked_sub(1).and_then(|last| self.get(last));
        start..end.map_or(start, |word| word.end.max(start))
    }

    /// What stands before a word, without white space and quotation marks.
    pub(super) fn gap_before<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let start = at.checked_sub(1).and_then(|before| self.get(before)).map_or(0, |it| it.end);
        let end = self.get(at).map_or(text.len(), |word| word.start);
        trim_gap(text.get(start..end).unwrap_or_default())
    }

    /// Whether a name may end with a word: the next begins another line, or a sign stands between.
    pub(super) fn ends_part(&self, text: &str, at: usize) -> bool {
        let Some(next) = self.get(at + 1) else { return true };
        let from = self.get(at).map_or(0, |word| word.end);
        let gap = text.get(from..next.start).unwrap_or_default();
        gap.contains('\n') || next.joint == Joint::Other
    }

    /// Whether a word is the last of its line.
    pub(super) fn ends_line(&self, text: &str, at: usize) -> bool {
        let from = self.get(at).map_or(0, |word| word.end);
        let to = self.get(at + 1).map_or(text.len(), |word| word.start);
        at + 1 >= self.len() || text.get(from..to).is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether a word is the first of its line.
    pub(super) fn begins_line(&self, text: &str, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.get(at)) else { return true };
        let to = self.get(at).map_or(text.len(), |word| word.start);
        text.get(before.end..to).is_some_and(|gap| gap.contains('\n'))
    }
}

fn trim_gap(gap: &str) -> &str {
    gap.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c))
}

/// Whether a name goes on over what stands between two words.
fn joins_names(joint: Joint) -> bool {
    matches!(joint, Joint::Space | Joint::Hyphen | Joint::Unspaced)
}
