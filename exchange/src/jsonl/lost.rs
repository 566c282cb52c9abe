//! Counts the texts of faulty lines that the corpus does not hold.

use crate::Losses;
use cxterms_base::{corpus::Corpus, diagnostic::Diagnostic};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the lines of files say, text by text.
#[derive(Default)]
pub(super) struct LineTexts(Vec<LineText>);

/// A line, by the name of its file and its number, and its texts.
struct LineText {
    file: String,
    number: u32,
    texts: Vec<String>,
}

impl LineTexts {
    /// Adds a line; one that is no JSON is one text.
    pub(super) fn add_line(&mut self, file: &str, number: u32, line: &str) {
        let texts = match serde_json::from_str::<Value>(line) {
            Ok(value) => collect_scalars(&value),
            Err(_) => vec![line.trim().to_owned()],
        };
        self.0.push(LineText { file: file.to_owned(), number, texts });
    }

    /// Counts each text of a line with faults that came in more often than a corpus holds it that then dropped some.
    pub(super) fn count_lost(
        &self,
        held: Vec<String>,
        dropped: &[String],
        findings: &[Diagnostic],
        losses: &mut Losses,
    ) {
        let faulty: HashSet<_> = findings.iter().map(|it| (it.file.as_str(), it.line)).collect();
        let is_faulty = |line: &&LineText| faulty.contains(&(line.file.as_str(), line.number));
        let mut left: HashMap<String, usize> = HashMap::new();
        for text in held {
            *left.entry(text).or_default() += 1;
        }
        for text in dropped {
            left.entry(text.clone()).and_modify(|count| *count = count.saturating_sub(1));
        }
        // What stands in lines without faults is there, whatever stands in the others.
        let (wrong, right): (Vec<_>, Vec<_>) = self.0.iter().partition(|line| is_faulty(line));
        for text in right.iter().flat_map(|line| &line.texts) {
            left.entry(text.clone()).and_modify(|count| *count = count.saturating_sub(1));
        }
        let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
        for text in wrong.iter().flat_map(|line| &line.texts) {
            match left.get_mut(text).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => *lost.entry(text).or_default() += 1,
            }
        }
        for (text, count) in lost {
            (0..count).for_each(|_| losses.add_example("texts with faults", text));
        }
    }
}

/// Every text that a corpus would say in JSON Lines.
pub(super) fn corpus_scalars(corpus: &Corpus) -> Vec<String> {
    let first = [corpus.manifest_to_yaml(), corpus.sources_to_yaml()];
    let all = first.into_iter().chain(corpus.entries_to_yaml());
    let values = all.filter_map(|value| serde_json::to_value(value).ok());
    values.flat_map(|value| collect_scalars(&value)).collect()
}

/// The texts, numbers and truths in a value; keys are none of them.
fn collect_scalars(value: &Value) -> Vec<String> {
    match value {
        Value::Null => vec![],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(collect_scalars).collect(),
        Value::Object(map) => map.values().flat_map(collect_scalars).collect(),
    }
}
