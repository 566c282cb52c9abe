//! The names that a document uses, counted.

use super::{
    abbreviation::{LookedLine, may_be_meant, strip_abbreviation},
    block_words::BlockWords,
    facts::{MetNames, UseCounts, flatten_words},
    vocabulary::{LabelRole, Vocabulary},
};
use cxterms_base::image::ImageError;
use cxterms_document::words::WordKind;
use std::ops::Range;

/// The longest abbreviation that is counted though the base has none such; longer ones are mostly codes.
const MAX_UNKNOWN_LETTERS: usize = 6;

impl MetNames {
    /// Counts a use of a label; single words only where an overlay advises against them.
    pub(super) fn add_name(&mut self, text: &str, span: Range<usize>, role: &LabelRole) {
        if !role.is_single() || role.is_advised_against() {
            count_use(&mut self.names, &role.folded, text.get(span).unwrap_or_default());
        }
    }

    /// Counts the abbreviations in a text, those too that the base does not know.
    pub(super) fn add_abbreviations(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        text: &str,
        words: &BlockWords,
    ) -> Result<(), ImageError> {
        let mut line = LookedLine::default();
        for at in 0..words.len() {
            let Some(word) = words.get(at).filter(|word| word.kind == WordKind::Plain) else {
                continue;
            };
            let written = words.written(text, at);
            let Some(bare) = strip_abbreviation(written) else { continue };
            let role = vocabulary.role_of_text(bare)?;
            let known = role.is_some_and(|it| it.readings.iter().any(|it| it.text == bare));
            let counts = match known {
                true => may_be_meant(text, words, at, bare),
                false => {
                    bare.chars().count() <= MAX_UNKNOWN_LETTERS
                        && bare.chars().all(|c| c.is_alphabetic() || c == '&')
                }
            };
            if counts && !line.is_shouted(text, word.start) {
                count_use(&mut self.abbreviations, bare, written);
            }
        }
        Ok(())
    }
}

fn count_use(counts: &mut UseCounts, name: &str, written: &str) {
    let of_name = counts.entry(name.to_owned()).or_default();
    *of_name.entry(flatten_words(written)).or_default() += 1;
}
