//! Finds the labels of a corpus in a text.

use super::Subject;
use cxterms_base::{
    corpus::{ConceptId, Label, LabelKind},
    text,
};
use std::collections::HashMap;

/// The labels of a corpus in its own language, to be found in texts.
#[derive(Debug)]
pub(super) struct LabelFinder<'c> {
    /// What the labels that fold to the same words name: where it stands in small letters, and in capitals.
    by_words: HashMap<String, [Option<LabelInText<'c>>; 2]>,
    /// How many words a label has at most that begins with this one.
    longest: HashMap<String, usize>,
}

/// A name that stands in a text: what rules ask of it, so that a word of fifty senses takes no more room than another.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelInText<'c> {
    /// The first of the labels that it may be.
    pub(super) first: &'c Label,
    /// Whether all of them are names to avoid.
    pub(super) avoided: bool,
    /// The concept that it is the preferred label of, or that it is that of several.
    meant: Option<Result<ConceptId, SeveralConcepts>>,
}

/// More than one.
#[derive(Clone, Copy, Debug)]
struct SeveralConcepts;

impl<'c> LabelInText<'c> {
    /// The one concept of which it is the preferred label, if there is just one.
    pub(super) fn meant_concept(&self) -> Option<ConceptId> {
        self.meant?.ok()
    }

    /// What a name is if it is a label of this concept too.
    fn merge_label(known: Option<Self>, id: ConceptId, label: &'c Label) -> Self {
        let mut named = known.unwrap_or(Self { first: label, avoided: true, meant: None });
        named.avoided &= label.kind == LabelKind::Avoid;
        if label.kind == LabelKind::Preferred {
            let alone = named.meant.is_none_or(|meant| meant.is_ok_and(|meant| meant == id));
            named.meant = Some(if alone { Ok(id) } else { Err(SeveralConcepts) });
        }
        named
    }
}

impl<'c> LabelFinder<'c> {
    /// All of them, those to avoid included: what belongs to a longer name is no name of its own.
    pub(super) fn index_labels(seen: &Subject<'c>) -> Self {
        let mut labels = Self { by_words: HashMap::new(), longest: HashMap::new() };
        for (id, concept) in seen.concepts() {
            let shown = concept.labels.iter().filter(|label| label.kind != LabelKind::Hidden);
            for label in shown.filter(|label| label.language.is_none()) {
                let tokens: Vec<_> =
                    text::folded_words(&label.text).map(|(_, word)| word).collect();
                let words = tokens.join(" ");
                let longest = labels.longest.entry(first_word(&words).to_owned()).or_default();
                *longest = words.split(' ').count().max(*longest);
                let [small, capital] = labels.by_words.entry(words).or_default();
                if !is_all_capitals(&label.text) {
                    *small = Some(LabelInText::merge_label(*small, id, label));
                }
                *capital = Some(LabelInText::merge_label(*capital, id, label));
            }
        }
        labels
    }

    /// The names that stand in a text; of those that begin at one word the longest.
    pub(super) fn find_in_text(&self, text: &str) -> Vec<LabelInText<'c>> {
        let (mut folded, mut ends, mut tokens) = (String::new(), vec![], vec![]);
        for (range, word) in text::folded_words(text) {
            let start = folded.len();
            folded.push_str(&word);
            ends.push(folded.len());
            folded.push(' ');
            tokens.push((start, range.start, word));
        }
        let (mut found, mut at) = (vec![], 0);
        while let Some((start, written, word)) = tokens.get(at) {
            let longest = self.longest.get(first_word(word)).copied().unwrap_or_default();
            let name = (1..=longest).rev().find_map(|words| {
                let [small, capital] =
                    self.by_words.get(folded.get(*start..*ends.get(at + words - 1)?)?)?;
                let named = if starts_in_capitals(text.get(*written..)?) { capital } else { small };
                Some((words, (*named)?))
            });
            at += name.as_ref().map_or(1, |(words, _)| *words);
            found.extend(name.map(|(_, named)| named));
        }
        found
    }
}

/// The first word of some; what is one token, such as R&D, may be several.
fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

/// Whether a name is written in capitals: the abbreviation IT is not the word “it”.
fn is_all_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn starts_in_capitals(text: &str) -> bool {
    let word = text.chars().take_while(|c| c.is_alphanumeric());
    word.take(2).all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cxterms_base::corpus::{CorpusReading, Layer};
    use std::path::Path;

    #[test]
    fn the_longest_name_is_meant_and_an_abbreviation_only_in_capitals() {
        let (mut reading, mut layer, mut faults) =
            (CorpusReading::default(), Layer::default(), vec![]);
        let entries = "[{id: a, label: customer}, {id: b, label: customer success, synonyms: [client]}, {id: c, label: information, abbreviations: [IT]}, {id: d, label: R&D}]";
        layer.parse_file(Path::new("entries.yaml"), 0, entries.as_bytes(), &mut faults);
        reading.add_layer(layer);
        let seen = Subject::from_reading(&reading);
        let labels = LabelFinder::index_labels(&seen);
        let named = |text| -> Vec<&str> {
            labels.find_in_text(text).into_iter().map(|named| &*named.first.text).collect()
        };
        assert_eq!(
            named("Customer-success of a customer’s clients"),
            ["customer success", "customer", "client"]
        );
        assert_eq!(named("it is IT, and so on"), ["IT"]);
        assert_eq!(named("R & D, or R&D; a customer"), ["R&D", "R&D", "customer"]);
        assert_eq!(named("the customers"), ["customer"]);
        assert_eq!(named(""), [""; 0]);
    }
}
