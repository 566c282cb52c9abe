//! Finds the labels of a corpus in a text.

use super::Subject;
use cxterms_base::{
    corpus::{ConceptId, Label, LabelKind},
    text::{self, Interner},
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

/// How many words a name may have that is looked for in texts; what is longer is a sentence, and never found in another.
const MAX_WORDS_IN_NAME: usize = 64;

/// The labels of a corpus in its own language, to be found in texts: a trie over words, so that a text is left as soon as
/// no label goes on as it does.
#[derive(Debug)]
pub(super) struct LabelFinder<'c> {
    /// The words that are in labels.
    words: Interner,
    /// Where a word leads from a node; the first node is before every word.
    next: HashMap<LabelStep, usize, BuildHasherDefault<StepHasher>>,
    /// What the labels that end at each node name: where it stands in small letters, and in capitals.
    named: Vec<[Option<LabelInText<'c>>; 2]>,
}

/// A node and the number of a word, the node in the higher half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct LabelStep(u64);

impl LabelStep {
    fn new(node: usize, word: u32) -> Self {
        Self((node as u64) << 32 | u64::from(word))
    }
}

/// The hash of a step by multiplication: the numbers in it are given here, so that nobody can choose them to collide.
#[derive(Debug, Default)]
struct StepHasher(u64);

impl Hasher for StepHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // The golden ratio, as in Fibonacci hashing.
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
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
        let mut labels = Self {
            words: Interner::default(),
            next: HashMap::default(),
            named: vec![[None, None]],
        };
        for (id, concept) in seen.concepts() {
            let shown = concept.labels.iter().filter(|label| label.kind != LabelKind::Hidden);
            for label in shown.filter(|label| label.language.is_none()) {
                labels.add_label(id, label);
            }
        }
        labels
    }

    fn add_label(&mut self, id: ConceptId, label: &'c Label) {
        let tokens = text::folded_words(&label.text).take(MAX_WORDS_IN_NAME + 1);
        let tokens: Vec<_> = tokens.map(|(_, word)| word).collect();
        // What is one token, such as R&D, may be several words.
        let words: Vec<_> = tokens.iter().flat_map(|token| token.split(' ')).collect();
        if words.is_empty() || words.len() > MAX_WORDS_IN_NAME {
            return;
        }
        let mut node = 0;
        for word in words {
            let step = LabelStep::new(node, self.words.intern(word));
            node = *self.next.entry(step).or_insert_with(|| {
                self.named.push([None, None]);
                self.named.len() - 1
            });
        }
        let Some([small, capital]) = self.named.get_mut(node) else { return };
        if !is_all_capitals(&label.text) {
            *small = Some(LabelInText::merge_label(*small, id, label));
        }
        *capital = Some(LabelInText::merge_label(*capital, id, label));
    }

    /// The names that stand in a text; of those that begin at one word the longest.
    pub(super) fn find_in_text(&self, text: &str) -> Vec<LabelInText<'c>> {
        let (mut words, mut tokens) = (vec![], vec![]);
        for (range, token) in text::folded_words(text) {
            let start = words.len();
            words.extend(token.split(' ').map(|word| self.words.find(word)));
            tokens.push((range.start, start..words.len()));
        }
        let (mut found, mut at) = (vec![], 0);
        while let Some((written, _)) = tokens.get(at) {
            let capitals = text.get(*written..).is_some_and(starts_in_capitals);
            let name = self.longest_name(tokens.get(at..).unwrap_or_default(), &words, capitals);
            at += name.as_ref().map_or(1, |(count, _)| *count);
            found.extend(name.map(|(_, named)| named));
        }
        found
    }

    /// The longest name with which some tokens begin, each of some of the words, and how many of them it takes.
    fn longest_name(
        &self,
        tokens: &[(usize, Range<usize>)],
        words: &[Option<u32>],
        capitals: bool,
    ) -> Option<(usize, LabelInText<'c>)> {
        let (mut node, mut longest) = (0, None);
        for ((_, range), count) in tokens.iter().zip(1..) {
            let step =
                |node, word: &Option<u32>| self.next.get(&LabelStep::new(node, (*word)?)).copied();
            let own = words.get(range.clone()).unwrap_or_default();
            let Some(there) = own.iter().try_fold(node, step) else { break };
            node = there;
            let [small, capital] = self.named.get(node)?;
            let named = if capitals { capital } else { small };
            longest = named.map(|named| (count, named)).or(longest);
        }
        longest
    }
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

    #[test]
    fn long_labels_and_long_texts_take_no_longer_than_their_words() {
        let repeated = |count: usize, end: &str| format!("{}{end}", "set ".repeat(count));
        let entries = format!(
            "[{{id: a, label: {}}}, {{id: b, label: {}}}, {{id: c, label: set set}}]",
            repeated(60, "tandem"),
            repeated(4_000, "wheel"),
        );
        let (mut reading, mut layer) = (CorpusReading::default(), Layer::default());
        layer.parse_file(Path::new("entries.yaml"), 0, entries.as_bytes(), &mut vec![]);
        reading.add_layer(layer);
        let seen = Subject::from_reading(&reading);
        let labels = LabelFinder::index_labels(&seen);
        let found = labels.find_in_text(&repeated(40_001, ""));
        assert_eq!(found.len(), 20_000);
        assert!(found.iter().all(|named| named.first.text == "set set"));
        let long = labels.find_in_text(&repeated(60, "tandem"));
        assert_eq!(long.len(), 1);
    }
}
