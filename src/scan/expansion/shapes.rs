//! The shapes in which a long form stands beside its abbreviation, within one sentence.

use super::ExpansionReader;
use cxterms_base::image::ImageError;
use std::ops::Range;

/// What may stand between an abbreviation and its long form, in words.
const STANDS_FOR: &[&str] = &[
    "stands for",
    "stood for",
    "which stands for",
    "is short for",
    "which is short for",
    "short for",
    "abbreviates",
    "means",
    "which means",
    "is an abbreviation for",
    "is an abbreviation of",
    "is the abbreviation for",
    "is the abbreviation of",
    "is an acronym for",
    "refers to",
];

/// The same behind a comma or a bracket.
const THAT_IS: &[&str] = &["i.e", "ie", "that is", "that is to say", "or", "meaning", "for", "e.g"];

/// What may stand between a long form and the abbreviation that follows, by itself.
const CALLED: &[&str] = &[
    "abbreviated",
    "abbreviated as",
    "abbreviated to",
    "abbreviated with",
    "shortened to",
    "aka",
    "a.k.a",
    "also known as",
    "known as",
];

/// The same behind a comma or a bracket.
const OR: &[&str] =
    &["or", "also called", "called", "or just", "or simply", "i.e", "hereafter", "short"];

/// What stands behind an abbreviation that is given for a long form before it.
const FOR_SHORT: &str = "for short";

/// A head that may follow a long form without being part of it.
const HEADS: &[&str] = &[
    "team",
    "department",
    "function",
    "organization",
    "organisation",
    "group",
    "unit",
    "program",
    "role",
    "metric",
    "practice",
];

const OPENERS: &[char] = &['(', '[', '（', '［', '【'];
const CLOSERS: &[char] = &[')', ']', '）', '］', '】'];

impl ExpansionReader<'_, '_> {
    /// The long form of an abbreviation that stands beside it, before or behind.
    pub(super) fn find_beside(
        self,
        at: usize,
        bare: &str,
    ) -> Result<Option<Range<usize>>, ImageError> {
        if let Some(last) = self.find_end_before(at)
            && let Some(first) = self.match_until(last, bare)?
        {
            return Ok(Some(first..last + 1));
        }
        self.find_behind(at, bare)
    }

    /// The last word before an abbreviation in brackets, or behind a comma and `or`.
    fn find_end_before(self, at: usize) -> Option<usize> {
        let called = self.skip_back(at, CALLED);
        let start = called.or_else(|| self.skip_back(at, OR)).unwrap_or(at);
        let gap = self.words.gap_before(self.text, start);
        let opens = gap.chars().count() == 1 && gap.starts_with(OPENERS);
        let closes = || {
            let behind = self.words.gap_before(self.text, at + 1);
            behind.starts_with(CLOSERS)
                || behind.starts_with([',', ';'])
                || self.reads(at + 1, FOR_SHORT)
        };
        let listed = start < at && gap == ",";
        let plain = called.is_some() && gap.is_empty();
        let for_short = matches!(gap, "," | "") && self.reads(at + 1, FOR_SHORT);
        let fits = (opens && closes()) || listed || plain || for_short;
        start.checked_sub(1).filter(|_| fits)
    }

    /// The long form behind an abbreviation: in brackets, behind a sign or behind words that say so.
    fn find_behind(self, at: usize, bare: &str) -> Result<Option<Range<usize>>, ImageError> {
        let gap = self.words.gap_before(self.text, at + 1);
        if at + 1 >= self.words.len() {
            return Ok(None);
        }
        let stands = self.skip_forward(at + 1, STANDS_FOR);
        let that_is = || stands.or_else(|| self.skip_forward(at + 1, THAT_IS));
        let (from, needs_end) = match gap {
            "" => (stands, false),
            "," | ";" => (that_is(), false),
            ":" | "=" | "–" | "—" | "-" | "→" | ".:" if self.words.begins_line(self.text, at) => {
                (Some(that_is().unwrap_or(at + 1)), true)
            }
            gap if gap.chars().count() == 1 && gap.starts_with(OPENERS) => {
                (Some(that_is().unwrap_or(at + 1)), true)
            }
            _ => (None, false),
        };
        let Some(from) = from else { return Ok(None) };
        let first = from + usize::from(["the", "our"].contains(&self.words.folded(from)));
        let end = self.match_from(first, bare)?;
        Ok(end.filter(|end| !needs_end || self.ends_well(*end)).map(|end| first..end))
    }

    /// Whether a long form that ends before a word ends a part of the text there, or stands before a head.
    pub(super) fn ends_well(self, end: usize) -> bool {
        let ends = |last: usize| self.words.ends_part(self.text, last);
        let last = end.saturating_sub(1);
        ends(last) || HEADS.contains(&self.words.folded(end)) && ends(end)
    }

    /// Behind one of some phrases that begins at a word; the longest one.
    fn skip_forward(self, at: usize, phrases: &[&str]) -> Option<usize> {
        let fits = phrases.iter().filter(|phrase| self.reads(at, phrase));
        fits.map(|phrase| at + phrase.split(' ').count()).max()
    }

    /// The first word of one of some phrases that end before a word; the longest one.
    fn skip_back(self, at: usize, phrases: &[&str]) -> Option<usize> {
        let starts = phrases.iter().filter_map(|phrase| {
            let start = at.checked_sub(phrase.split(' ').count())?;
            self.reads(start, phrase).then_some(start)
        });
        starts.min()
    }

    /// Whether a phrase stands at a word.
    fn reads(self, at: usize, phrase: &str) -> bool {
        let mut words = phrase.split(' ').enumerate();
        words
            .all(|(more, word)| self.words.written(self.text, at + more).eq_ignore_ascii_case(word))
    }
}
