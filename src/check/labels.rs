//! Which labels stand in a text?

use super::Seen;
use cxterms_base::{
    corpus::{ConceptId, Label},
    text,
};
use std::collections::HashMap;

/// The labels of a corpus in its own language, to be found in texts.
#[derive(Debug)]
pub(super) struct Labels<'c> {
    /// Whose labels fold to the same words.
    by_words: HashMap<String, Vec<Named<'c>>>,
    /// How many words a label has at most that begins with this one.
    longest: HashMap<String, usize>,
}

/// A concept and a label of it.
pub(super) type Named<'c> = (ConceptId, &'c Label);

impl<'c> Labels<'c> {
    /// All of them, those to avoid included: what belongs to a longer name is no name of its own.
    pub(super) fn of(seen: &Seen<'c>) -> Self {
        let mut labels = Self { by_words: HashMap::new(), longest: HashMap::new() };
        for (id, concept) in seen.concepts() {
            for label in concept.labels.iter().filter(|label| label.language.is_none()) {
                let words: Vec<_> = text::tokens(&label.text).map(|(_, word)| word).collect();
                if let Some(first) = words.first() {
                    let longest = labels.longest.entry(first.clone()).or_default();
                    *longest = words.len().max(*longest);
                    labels.by_words.entry(words.join(" ")).or_default().push((id, label));
                }
            }
        }
        labels
    }

    /// The names that stand in a text, each with all whose it is; of those that begin at one word the longest.
    pub(super) fn within(&self, text: &str) -> Vec<Vec<Named<'c>>> {
        let (mut folded, mut ends, mut tokens) = (String::new(), vec![], vec![]);
        for (range, word) in text::tokens(text) {
            let start = folded.len();
            folded.push_str(&word);
            ends.push(folded.len());
            folded.push(' ');
            tokens.push((start, range.start, word));
        }
        let (mut found, mut at) = (vec![], 0);
        while let Some((start, written, first)) = tokens.get(at) {
            let longest = self.longest.get(first).copied().unwrap_or_default();
            let name = (1..=longest).rev().find_map(|words| {
                let named = self.by_words.get(folded.get(*start..*ends.get(at + words - 1)?)?)?;
                let as_written = text.get(*written..)?;
                let meant = |named: &&Named<'_>| !shouted(&named.1.text) || shouted_at(as_written);
                let meant: Vec<_> = named.iter().filter(meant).copied().collect();
                (!meant.is_empty()).then_some((words, meant))
            });
            at += name.as_ref().map_or(1, |(words, _)| *words);
            found.extend(name.map(|(_, named)| named));
        }
        found
    }
}

/// Whether a name is written in capitals: the abbreviation IT is not the word “it”.
fn shouted(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn shouted_at(text: &str) -> bool {
    let word = text.chars().take_while(|c| c.is_alphanumeric());
    word.take(2).all(|c| !c.is_lowercase())
}
