//! The names that a document uses, counted.

use super::{
    abbreviation::{LookedLine, may_be_meant, strip_abbreviation},
    block_words::BlockWords,
    facts::{MetNames, UseCounts, flatten_words},
    set_facts::MetName,
    vocabulary::{LabelRole, Vocabulary},
};
use cxterms_base::image::ImageError;
use cxterms_document::words::WordKind;

/// The longest abbreviation that is counted though the base has none such; longer ones are mostly codes.
const MAX_UNKNOWN_LETTERS: usize = 6;

impl MetNames {
    /// Counts a use of a label; single words only where an overlay advises against them.
    pub(super) fn add_name(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        written: &str,
        role: &LabelRole,
    ) -> Result<(), ImageError> {
        let advised = !role.avoided.is_empty() || role.retired.is_some();
        let name = match role.named.first().filter(|_| !advised && !role.is_single()) {
            Some(concept) => MetName::Term(vocabulary.id_of(*concept)?),
            None if role.is_advised_against() => MetName::Label(role.folded.clone()),
            None => return Ok(()),
        };
        count_use(&mut self.names, name, written);
        Ok(())
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
                count_use(&mut self.abbreviations, bare.to_owned(), written);
            }
        }
        Ok(())
    }
}

fn count_use<N: Ord>(counts: &mut UseCounts<N>, name: N, written: &str) {
    *counts.entry(name).or_default().entry(flatten_words(written)).or_default() += 1;
}
