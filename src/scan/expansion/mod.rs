//! Where a text says what an abbreviation stands for: `Long (AB)`, `AB (Long)`, `AB stands for Long`, `| AB | Long |`.

mod heading;
mod initials;
mod shapes;
mod variants;

use super::{abbreviation::strip_abbreviation, block_words::BlockWords, vocabulary::Vocabulary};
use cxterms_base::{ConceptId, image::ImageError, text};
use initials::Initials;
use std::{collections::BTreeSet, ops::Range};

pub(super) use initials::may_end_long_form;
use initials::says_nothing;
pub(super) use variants::group_variants;

/// The longest name in the base that is looked for before an abbreviation, in words.
const MAX_NAME_WORDS: usize = 8;

/// Endings of longer words that are no names of people.
const NOUN_ENDINGS: &[&str] = &[
    "ate", "ates", "ics", "ities", "ity", "ive", "ment", "ments", "ness", "ous", "ship", "tion",
    "tions", "ure", "ware",
];

/// How long such a word is at least.
const MIN_NOUN_LETTERS: usize = 7;

/// A long form by the words that it takes, and what it is the long form of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LongForm {
    pub(super) words: Range<usize>,
    pub(super) abbreviation: String,
    /// The word that the abbreviation is.
    pub(super) at: usize,
}

/// A text with what is needed to find long forms in it.
#[derive(Clone, Copy)]
pub(super) struct ExpansionReader<'r, 'b> {
    pub(super) text: &'r str,
    pub(super) words: &'r BlockWords,
    pub(super) vocabulary: &'r Vocabulary<'b>,
}

impl ExpansionReader<'_, '_> {
    /// The long forms that stand in the text itself beside their abbreviations.
    pub(super) fn find_all(self) -> Result<Vec<LongForm>, ImageError> {
        let mut found = vec![];
        for at in 0..self.words.len() {
            if let Some(bare) = strip_abbreviation(self.words.written(self.text, at))
                && let Some(words) = self.find_beside(at, bare)?
                && !self.holds_abbreviation(words.clone(), bare)
            {
                found.push(LongForm { words, abbreviation: bare.to_owned(), at });
            }
        }
        Ok(found)
    }

    /// Whether the abbreviation itself is one of some words, which then are not its long form.
    fn holds_abbreviation(self, mut span: Range<usize>, bare: &str) -> bool {
        span.any(|at| strip_abbreviation(self.words.written(self.text, at)) == Some(bare))
    }

    /// The whole text, if it is the long form of an abbreviation; an article may stand before it, and a head behind.
    pub(super) fn match_whole(self, bare: &str) -> Result<Option<Range<usize>>, ImageError> {
        let first = self.skip_lead();
        let whole = |end: &usize| {
            *end == self.words.len() || self.is_head(*end) && *end + 1 == self.words.len()
        };
        let end = self.match_from(first, bare)?.filter(whole);
        let span = end.map(|end| first..end);
        Ok(span.filter(|span| !self.holds_abbreviation(span.clone(), bare)))
    }

    /// Whether the base has a long form under an abbreviation.
    pub(super) fn is_known(self, long: Range<usize>, bare: &str) -> Result<bool, ImageError> {
        let known = self.known_concepts(bare)?;
        let role = self.vocabulary.role_of_text(&self.fold_words(long))?;
        Ok(role.is_some_and(|role| role.named.iter().any(|concept| known.contains(concept))))
    }

    /// The long form with which the text begins, of an abbreviation that stands before it.
    pub(super) fn match_beginning(self, bare: &str) -> Result<Option<Range<usize>>, ImageError> {
        let first = self.skip_article(0);
        let end = self.match_from(first, bare)?;
        let ends = |end: &usize| self.ends_well(*end) || self.goes_on_about(*end);
        Ok(end.filter(ends).map(|end| first..end))
    }

    /// Behind the long form that begins at a word: by its initials, or since the base has it under the abbreviation.
    fn match_from(self, first: usize, bare: &str) -> Result<Option<usize>, ImageError> {
        let letters = initials::list_letters(bare);
        let initials = Initials { text: self.text, words: self.words };
        if let Some(end) = initials.match_forward(&letters, first)
            && !self.is_person(first..end)?
        {
            return Ok(Some(end));
        }
        self.match_known_from(first, bare)
    }

    /// Behind the name that begins at a word and that the base has under an abbreviation.
    fn match_known_from(self, first: usize, bare: &str) -> Result<Option<usize>, ImageError> {
        let known = self.known_concepts(bare)?;
        if known.is_empty() {
            return Ok(None);
        }
        let Some((count, number)) = self.vocabulary.find_label(self.words, first)? else {
            return Ok(None);
        };
        let folded = self.fold_words(first..first + count);
        let role = self.vocabulary.role_of_label(number, &folded)?;
        Ok(role.named.iter().any(|concept| known.contains(concept)).then_some(first + count))
    }

    /// The first word of the long form that ends with a word.
    fn match_until(self, last: usize, bare: &str) -> Result<Option<usize>, ImageError> {
        let letters = initials::list_letters(bare);
        let initials = Initials { text: self.text, words: self.words };
        if let Some(first) = initials.match_back(&letters, last)
            && !self.is_person(first..last + 1)?
        {
            return Ok(Some(first));
        }
        let known = self.known_concepts(bare)?;
        if known.is_empty() {
            return Ok(None);
        }
        for first in (last + 1).saturating_sub(MAX_NAME_WORDS)..=last {
            let found = self.vocabulary.find_label(self.words, first)?;
            let Some((_, number)) = found.filter(|(count, _)| first + count == last + 1) else {
                continue;
            };
            let role = self.vocabulary.role_of_label(number, &self.fold_words(first..last + 1))?;
            if role.named.iter().any(|concept| known.contains(concept)) {
                return Ok(Some(first));
            }
        }
        Ok(None)
    }

    /// Whether words may be what a person is called: two with capitals, neither a word of the field.
    fn is_person(self, span: Range<usize>) -> Result<bool, ImageError> {
        if span.len() != 2 {
            return Ok(false);
        }
        for at in span {
            let written = self.words.written(self.text, at);
            let named = written.starts_with(char::is_uppercase)
                && written.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
            let is_noun = written.chars().count() >= MIN_NOUN_LETTERS
                && NOUN_ENDINGS.iter().any(|ending| written.ends_with(ending));
            if !named || is_noun || self.vocabulary.is_field_word(self.words.folded(at))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn fold_words(self, span: Range<usize>) -> String {
        text::fold(self.text.get(self.words.bytes(span)).unwrap_or_default())
    }

    /// The concepts that the base knows under an abbreviation.
    fn known_concepts(self, bare: &str) -> Result<BTreeSet<ConceptId>, ImageError> {
        let role = self.vocabulary.role_of_text(bare)?;
        let readings = role.iter().flat_map(|role| &role.readings);
        Ok(readings.filter(|it| it.text == bare).map(|it| it.concept).collect())
    }
}

/// A long form as it is compared with others: case, number and words that say nothing left out.
pub(super) fn derive_key(long: &str) -> String {
    let folded = text::fold(long);
    folded.split(' ').filter(|word| !says_nothing(word)).collect::<Vec<_>>().join(" ")
}
