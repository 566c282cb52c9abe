//! Initials: whether the first letters of words that follow each other are an abbreviation.

use crate::scan::block_words::BlockWords;

/// Words that an abbreviation may pass over.
const SKIPPED: &[&str] = &["of", "the", "to", "and", "per", "a", "an", "&"];

/// Of them those that may begin a long form, also in small letters: `to be determined`.
const BEGINNERS: &[&str] = &["to"];

/// Of them those that begin one where they have a capital: `The Information Lab`.
const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that say as little where long forms are compared.
const LITTLE: &[&str] = &["for", "in", "on", "as", "at", "by", "with"];

/// How many such words may follow each other.
const MAX_SKIPPED: usize = 2;

/// The letters of an abbreviation, in lower case.
pub(super) fn list_letters(abbreviation: &str) -> Vec<char> {
    abbreviation.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a word says nothing of what a long form means.
pub(super) fn says_nothing(word: &str) -> bool {
    SKIPPED.contains(&word) || LITTLE.contains(&word)
}

/// Words of a text whose initials are looked at.
#[derive(Clone, Copy)]
pub(super) struct Initials<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t BlockWords,
}

impl Initials<'_> {
    /// The first of the words that end with one and whose initials are the letters.
    pub(super) fn match_back(self, letters: &[char], last: usize) -> Option<usize> {
        let (letter, rest) = letters.split_last()?;
        if !self.begins_with(last, *letter) {
            return None;
        }
        self.go_back(rest, last, 0)
    }

    /// Behind `at`, which took a letter, to the first word.
    fn go_back(self, letters: &[char], at: usize, skipped: usize) -> Option<usize> {
        let Some((letter, rest)) = letters.split_last() else { return Some(at) };
        let before = at.checked_sub(1).filter(|before| self.words.is_joined(*before..at + 1))?;
        let fits = self.begins_with(before, *letter)
            && (!rest.is_empty() || self.may_begin_long_form(before));
        let taken = fits.then(|| self.go_back(rest, before, 0)).flatten();
        taken.or_else(|| {
            let passed = skipped < MAX_SKIPPED && self.is_passed(before);
            passed.then(|| self.go_back(letters, before, skipped + 1)).flatten()
        })
    }

    /// Behind the last of the words that begin with one and whose initials are the letters.
    pub(super) fn match_forward(self, letters: &[char], first: usize) -> Option<usize> {
        let (letter, rest) = letters.split_first()?;
        if !self.begins_with(first, *letter) || !self.may_begin_long_form(first) {
            return None;
        }
        self.go_forward(rest, first, 0)
    }

    fn go_forward(self, letters: &[char], at: usize, skipped: usize) -> Option<usize> {
        let Some((letter, rest)) = letters.split_first() else { return Some(at + 1) };
        let next = Some(at + 1).filter(|next| self.words.is_joined(at..*next + 1))?;
        let taken =
            self.begins_with(next, *letter).then(|| self.go_forward(rest, next, 0)).flatten();
        taken.or_else(|| {
            let passed = skipped < MAX_SKIPPED && self.is_passed(next);
            passed.then(|| self.go_forward(letters, next, skipped + 1)).flatten()
        })
    }

    fn is_passed(self, at: usize) -> bool {
        SKIPPED.contains(&&*self.words.written(self.text, at).to_lowercase())
    }

    /// Whether a long form may begin with a word: not with one that only joins others, as in `of Personnel Management`.
    fn may_begin_long_form(self, at: usize) -> bool {
        let written = self.words.written(self.text, at);
        let small = &*written.to_lowercase();
        let capital = written.starts_with(char::is_uppercase);
        !SKIPPED.contains(&small)
            || BEGINNERS.contains(&small)
            || capital && ARTICLES.contains(&small)
    }

    /// Whether a letter stands for a word: its first, `X` for experience too, and `2` for *to*.
    fn begins_with(self, at: usize, letter: char) -> bool {
        begins_with_letter(&self.words.written(self.text, at).to_lowercase(), letter)
    }
}

fn begins_with_letter(word: &str, letter: char) -> bool {
    match letter {
        'x' => word.starts_with(['x']) || word.starts_with("ex"),
        '2' => word.starts_with("to") || word.starts_with("two") || word.starts_with('2'),
        '4' => word.starts_with("for") || word.starts_with('4'),
        _ => word.starts_with(letter),
    }
}

/// Whether folded words may be a long form of an abbreviation by its initials, or the end of one.
pub(in crate::scan) fn may_end_long_form(abbreviation: &str, words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    list_letters(abbreviation).last().is_some_and(|letter| begins_with_letter(last, *letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_long_form_begins_with_a_word_that_joins() {
        for (abbreviation, text, long) in [
            ("OPM", "Office of Personnel Management", Some("Office of Personnel Management")),
            ("OMB", "the Office of Management and Budget", Some("Office of Management and Budget")),
            ("OPM", "Department of Personnel Management", None),
            ("ACM", "sales and channel marketing", None),
            ("PSC", "cost per support contact", None),
            ("TBD", "a date to be determined", Some("to be determined")),
            ("TIL", "by The Information Lab", Some("The Information Lab")),
            ("TIL", "by the information lab", None),
        ] {
            let words = BlockWords::from_text(text);
            let initials = Initials { text, words: &words };
            let first = initials.match_back(&list_letters(abbreviation), words.len() - 1);
            let found = first.map(|first| &text[words.bytes(first..words.len())]);
            assert_eq!(found, long, "{abbreviation}: {text}");
        }
        let (text, letters) = ("of Personnel Management", list_letters("OPM"));
        let words = BlockWords::from_text(text);
        assert_eq!(Initials { text, words: &words }.match_forward(&letters, 0), None);
    }

    #[test]
    fn initials_are_those_of_words_that_follow_each_other() {
        for (abbreviation, long, fits) in [
            ("CS", "customer success", true),
            ("VoC", "voice of the customer", true),
            ("SOW", "statement of work", true),
            ("CX", "customer experience", true),
            ("B2B", "business to business", true),
            ("SaaS", "software as a service", true),
            ("CS", "customer health scores", false),
            ("AM", "Armenia", false),
            ("ART", "average response-time", true),
            ("CS", "customer, success", false),
            ("CS", "customers in support", false),
            ("CAC", "cost of acquiring a customer", true),
            ("RFP", "request for proposal", true),
        ] {
            let words = BlockWords::from_text(long);
            let initials = Initials { text: long, words: &words };
            let letters = list_letters(abbreviation);
            let back = initials.match_back(&letters, words.len() - 1) == Some(0);
            let forward = initials.match_forward(&letters, 0) == Some(words.len());
            assert_eq!((back, forward), (fits, fits), "{abbreviation}: {long}");
        }
    }
}
