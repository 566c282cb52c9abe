//! Losses: how much of each kind an import or export left out, with examples.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// How many kinds of loss a person is told; the rest are counted.
const MAX_KINDS_SHOWN: usize = 6;

/// How many examples of one kind are kept, and how many of them are told where not all was asked for.
const MAX_EXAMPLES: usize = 1000;
const MAX_EXAMPLES_TOLD: usize = 3;

/// What was not carried over, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Losses(BTreeMap<String, LossOfKind>);

/// How much of one kind was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct LossOfKind {
    count: usize,
    /// Those that have names, of very many the first.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "write_few")]
    examples: Vec<String>,
}

/// Writes the first few of examples.
fn write_few<S: Serializer>(examples: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(examples.iter().take(MAX_EXAMPLES_TOLD))
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
        let mut all = self.list_by_count();
        let more = all.split_off(all.len().min(MAX_KINDS_SHOWN));
        let told =
            all.iter().map(|(kind, loss)| format!("{} {}", shorten_addresses(kind), loss.count));
        let rest = (!more.is_empty()).then(|| format!("{} kinds more (--losses json)", more.len()));
        let list: Vec<_> = told.chain(rest).collect();
        if list.is_empty() { "nothing".to_owned() } else { list.join(", ") }
    }

    /// In words, each kind by itself, the most first, with the names of what was lost.
    pub fn list_all_losses(&self) -> Vec<String> {
        let each = self.list_by_count().into_iter().map(|(kind, loss)| {
            let named = loss.examples.join(", ");
            let more = loss.count - loss.examples.len().min(loss.count);
            let kind = shorten_addresses(kind);
            match (named.is_empty(), more) {
                (true, _) => format!("{kind} {}", loss.count),
                (false, 0) => format!("{kind} {}: {named}", loss.count),
                (false, more) => format!("{kind} {}: {named} and {more} more", loss.count),
            }
        });
        let mut list: Vec<_> = each.collect();
        if list.is_empty() {
            list.push("nothing".to_owned());
        }
        list
    }

    fn list_by_count(&self) -> Vec<(&String, &LossOfKind)> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_key(|(_, loss)| std::cmp::Reverse(loss.count));
        all
    }
}

/// Adds an identifier that could not be kept, and what it became.
pub(super) fn add_changed_identifier(losses: &mut Losses, given: &str, own: &str) {
    losses.add_example("identifiers written otherwise", &format!("{given} as {own}"));
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
    use super::{Losses, shorten_addresses};

    #[test]
    fn all_losses_are_told_with_names() {
        let mut losses = Losses::default();
        losses.add("relations", 2);
        for number in 0..5 {
            losses.add_example("identifiers", &format!("{number} as {number}-2"));
        }
        assert_eq!(losses.describe_losses(), "identifiers 5, relations 2");
        let named = "identifiers 5: 0 as 0-2, 1 as 1-2, 2 as 2-2, 3 as 3-2, 4 as 4-2";
        assert_eq!(losses.list_all_losses(), [named, "relations 2"]);
        let json = serde_json::to_value(&losses).unwrap();
        assert_eq!(json["identifiers"]["examples"].as_array().map(Vec::len), Some(3));
        for number in 0..super::MAX_EXAMPLES {
            losses.add_example("identifiers", &number.to_string());
        }
        assert!(losses.list_all_losses()[0].ends_with(" and 5 more"));
    }

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
