//! Losses: how much of each kind an import or export left out, with examples.

use serde::Serialize;
use std::collections::BTreeMap;

/// How many kinds of loss a person is told; the rest are counted.
const MAX_KINDS_SHOWN: usize = 6;

/// How many examples of one kind are kept.
const MAX_EXAMPLES: usize = 3;

/// What was not carried over, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Losses(BTreeMap<String, LossOfKind>);

/// How much of one kind was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct LossOfKind {
    count: usize,
    /// The first few, where they have names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<String>,
}

impl Losses {
    /// Adds so many of a kind.
    pub fn add(&mut self, kind: &str, count: usize) {
        if count > 0 {
            self.0.entry(kind.to_owned()).or_default().count += count;
        }
    }

    /// Adds one of a kind, and which.
    pub fn add_example(&mut self, kind: &str, which: &str) {
        let loss = self.0.entry(kind.to_owned()).or_default();
        loss.count += 1;
        if loss.examples.len() < MAX_EXAMPLES {
            loss.examples.push(which.to_owned());
        }
    }

    /// Adds all of another reckoning.
    pub fn add_all(&mut self, more: &Self) {
        for (kind, loss) in &more.0 {
            let known = self.0.entry(kind.clone()).or_default();
            known.count += loss.count;
            known.examples.extend(loss.examples.iter().cloned());
            known.examples.truncate(MAX_EXAMPLES);
        }
    }

    /// How many of a kind were lost.
    pub fn count(&self, kind: &str) -> usize {
        self.0.get(kind).map_or(0, |loss| loss.count)
    }

    /// The kinds of which anything was lost.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether all was carried over.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In words, the most first.
    pub fn describe_losses(&self) -> String {
        self.describe_most(MAX_KINDS_SHOWN)
    }

    /// The same of every kind.
    pub fn describe_all_losses(&self) -> String {
        self.describe_most(usize::MAX)
    }

    fn describe_most(&self, most: usize) -> String {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_key(|(_, loss)| std::cmp::Reverse(loss.count));
        let more = all.split_off(all.len().min(most));
        let told =
            all.iter().map(|(kind, loss)| format!("{} {}", shorten_addresses(kind), loss.count));
        let rest = (!more.is_empty()).then(|| format!("{} kinds more (--losses json)", more.len()));
        let list: Vec<_> = told.chain(rest).collect();
        if list.is_empty() { "nothing".to_owned() } else { list.join(", ") }
    }
}

/// A kind of loss with the addresses in it cut to what tells them apart: `the type …skos-thes#ConceptGroup`.
fn shorten_addresses(kind: &str) -> String {
    let shorten = |word: &str| {
        let end = word.split_once("://").map(|(_, rest)| rest.trim_end_matches('/'))?;
        let (before, last) = end.rsplit_once('/')?;
        let space = before.rsplit('/').next().unwrap_or(before);
        Some(if last.contains('#') { format!("…{last}") } else { format!("…{space}/{last}") })
    };
    let words = kind.split(' ').map(|word| shorten(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::shorten_addresses;

    #[test]
    fn addresses_are_cut_to_what_tells_them_apart() {
        for (kind, short) in [
            (
                "the type http://purl.org/iso25964/skos-thes#ConceptGroup",
                "the type …skos-thes#ConceptGroup",
            ),
            (
                "http://www.yso.fi/onto/yso-meta/Concept of the scheme",
                "…yso-meta/Concept of the scheme",
            ),
            ("https://example.org/title/", "…example.org/title"),
            ("dcterms:modified", "dcterms:modified"),
            ("https://example.org", "https://example.org"),
        ] {
            assert_eq!(shorten_addresses(kind), short);
        }
    }
}
