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
    "we mean",
];

/// What may stand there too, if the base has the long form: `CS is customer success`.
const IS: &[&str] = &["is", "is our", "is the"];

/// Articles, which may stand before a long form or an abbreviation, as they are folded.
const ARTICLES: &[&str] = &["the", "our", "a", "an"];

/// Words with which a sentence goes on about a long form: `Ideal customer profile is the one …`.
const GOES_ON: &[&str] = &["is", "are", "means", "that", "which", "who", "where", "when"];

/// The same behind a comma or a bracket.
const THAT_IS: &[&str] = &["i.e", "ie", "that is", "that is to say", "or", "meaning", "for", "e.g"];

/// What may stand between a long form and the abbreviation that follows, by itself.
const CALLED: &[&str] = &[
    "abbreviated",
    "abbreviated as",
    "abbreviated to",
    "abbreviated with",
    "abbr",
    "abbrev",
    "acronym",
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
    "org",
    "dept",
    "division",
    "organisation",
    "group",
    "unit",
    "program",
    "role",
    "metric",
    "practice",
];

/// What may part the two halves of a line that is nothing but a long form and its abbreviation.
const PARTS: &[&str] = &[":", "=", "–", "—", "-", "→"];

const OPENERS: &[char] = &['(', '[', '（', '［', '【'];
const CLOSERS: &[char] = &[')', ']', '）', '］', '】'];

/// What may stand behind an abbreviation within brackets, before more is said.
const GOES_ON_SIGNS: &[char] = &[',', ';', ':', '–', '—', '-', '/', '&', '+', '='];

impl ExpansionReader<'_, '_> {
    /// The long form of an abbreviation that stands beside it, before or behind.
    pub(super) fn find_beside(
        self,
        at: usize,
        bare: &str,
    ) -> Result<Option<Range<usize>>, ImageError> {
        if let Some(last) = self.find_end_before(at) {
            if let Some(first) = self.match_until(last, bare)? {
                return Ok(Some(first..last + 1));
            }
            // `Customer success team (CS)`.
            let inner = last.checked_sub(1).filter(|_| self.is_head(last));
            if let Some(inner) = inner
                && let Some(first) = self.match_until(inner, bare)?
            {
                return Ok(Some(first..inner + 1));
            }
        }
        if let Some(span) = self.find_in_line(at, bare)? {
            return Ok(Some(span));
        }
        self.find_behind(at, bare)
    }

    /// The long form of a line that holds nothing but it and its abbreviation: `Customer success: CS`.
    fn find_in_line(self, at: usize, bare: &str) -> Result<Option<Range<usize>>, ImageError> {
        let gap = self.words.gap_before(self.text, at);
        let Some(last) = at.checked_sub(1).filter(|_| PARTS.contains(&gap)) else {
            return Ok(None);
        };
        if !self.words.ends_line(self.text, at) {
            return Ok(None);
        }
        let begins = |first: usize| self.words.begins_line(self.text, first);
        let first = self.match_until(last, bare)?;
        let first = first.filter(|first| *first < last).filter(|first| {
            begins(*first)
                || first.checked_sub(1).is_some_and(|it| self.is_article(it) && begins(it))
        });
        Ok(first.map(|first| first..last + 1))
    }

    fn is_article(self, at: usize) -> bool {
        ARTICLES.contains(&self.words.folded(at))
    }

    /// Whether a word is a head that may follow a long form without being part of it.
    pub(super) fn is_head(self, at: usize) -> bool {
        HEADS.contains(&self.words.folded(at))
    }

    /// A word, or the one behind it if it is an article.
    pub(super) fn skip_article(self, at: usize) -> usize {
        at + usize::from(self.is_article(at))
    }

    /// Whether a sentence goes on behind a long form with what it is.
    pub(super) fn goes_on_about(self, end: usize) -> bool {
        GOES_ON.contains(&&*self.words.written(self.text, end).to_lowercase())
    }

    /// The last word before an abbreviation in brackets, or behind a comma and `or`.
    fn find_end_before(self, at: usize) -> Option<usize> {
        let called = self.skip_back(at, CALLED);
        let article = || at.checked_sub(1).filter(|before| self.is_article(*before));
        let phrase = called.or_else(|| self.skip_back(at, OR));
        let start = phrase.or_else(article).unwrap_or(at);
        let gap = self.words.gap_before(self.text, start);
        let opens = gap.chars().count() == 1 && gap.starts_with(OPENERS);
        let closes = || {
            let gap = |next: usize| self.words.gap_before(self.text, next);
            gap(at + 1).starts_with(CLOSERS)
                || gap(at + 1).starts_with(GOES_ON_SIGNS)
                || self.words.written(self.text, at + 1) == "&"
                || self.is_head(at + 1) && gap(at + 2).starts_with(CLOSERS)
                || self.reads(at + 1, FOR_SHORT)
        };
        let listed = phrase.is_some() && gap == ",";
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
            ":" | "=" | "–" | "—" | "-" | "→" | ".:" | "]:"
                if self.words.begins_line(self.text, at) =>
            {
                (Some(that_is().unwrap_or(at + 1)), true)
            }
            gap if gap.chars().count() == 1 && gap.starts_with(OPENERS) => {
                (Some(that_is().unwrap_or(at + 1)), true)
            }
            _ => (None, false),
        };
        let Some(from) = from else { return self.find_known_behind(at, bare) };
        let first = self.skip_article(from);
        let end = self.match_from(first, bare)?;
        Ok(end.filter(|end| !needs_end || self.ends_well(*end)).map(|end| first..end))
    }

    /// The long form that the base has under an abbreviation, behind it and `is`.
    fn find_known_behind(self, at: usize, bare: &str) -> Result<Option<Range<usize>>, ImageError> {
        if !self.words.gap_before(self.text, at + 1).is_empty() {
            return Ok(None);
        }
        let Some(first) = self.skip_forward(at + 1, IS) else { return Ok(None) };
        let end = self.match_known_from(first, bare)?;
        Ok(end.filter(|end| self.ends_well(*end)).map(|end| first..end))
    }

    /// Whether a long form that ends before a word ends a part of the text there, or stands before a head.
    pub(super) fn ends_well(self, end: usize) -> bool {
        let ends = |last: usize| self.words.ends_part(self.text, last);
        let last = end.saturating_sub(1);
        ends(last) || self.is_head(end) && ends(end)
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
