//! Full-text search: concepts ranked by the words of a query.
//!
//! The score is BM25 (Robertson and Zaragoza 2009, with the usual k1 = 1.2, b = 0.75) over the weighted words of each
//! concept. First come the concepts that have the query as a name, then those with all of its words in a label, then
//! those with more of the words; the score decides the rest.

use crate::{base::Base, corpus::ConceptId};
use crate::{
    image::{ImageError, Mention},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What a word counts that is not the one asked for, but near it or longer.
const APPROXIMATE_MATCH_FACTOR: f64 = 0.5;

/// What some words were found to be, and where.
#[derive(Clone, Debug, Default)]
pub struct SearchResult {
    /// The concepts, the best first.
    pub hits: Vec<Hit>,
    /// The folded words that count as found.
    pub words: BTreeSet<String>,
    /// Words that occur nowhere, each with those that were taken for it.
    pub taken: Vec<(String, Vec<String>)>,
}

/// A concept that speaks of some of the words.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The concept.
    pub concept: ConceptId,
    /// How many of the words it has.
    pub words: usize,
    /// How many of the words its labels have.
    pub in_labels: usize,
    /// Its score.
    pub score: f64,
}

/// Finds the concepts that speak of some words; a word that occurs nowhere is taken for those that begin with it or, if
/// there are none, for those that it may be a misspelling of.
pub fn search_concepts(base: &Base, query: &str) -> Result<SearchResult, ImageError> {
    let mut found = SearchResult::default();
    let mut hits: Vec<Hit> = vec![];
    let asked: BTreeSet<_> = text::folded_words(query).map(|(_, word)| word).collect();
    for word in &asked {
        let (mentions, factor) = found.find_mentions(base, word)?;
        score_mentions(base, &mentions, factor, &mut hits)?;
    }
    let count = asked.len();
    // What was found for each word stands by concept already, so that this is a merge.
    hits.sort_by_key(|hit| hit.concept);
    hits.dedup_by(|more, hit| more.concept == hit.concept && hit.add_word(more));
    found.hits = hits;
    let named = base.label_index().get(&text::fold(query))?;
    let named: BTreeSet<_> = named.iter().map(|posting| posting.concept).collect();
    found.hits.sort_by(|a, b| {
        let key = |hit: &Hit| (named.contains(&hit.concept), hit.in_labels == count, hit.words);
        key(b).cmp(&key(a)).then(b.score.total_cmp(&a.score)).then(a.concept.cmp(&b.concept))
    });
    Ok(found)
}

impl Hit {
    /// Takes in what another word adds; says that it did.
    fn add_word(&mut self, more: &Self) -> bool {
        self.words += more.words;
        self.in_labels += more.in_labels;
        self.score += more.score;
        true
    }
}

impl SearchResult {
    /// Where a word is mentioned, or those that it is taken for, and how much that counts.
    fn find_mentions(
        &mut self,
        base: &Base,
        word: &str,
    ) -> Result<(Vec<Mention>, f64), ImageError> {
        let exact = base.word_index().get(word)?;
        if !exact.is_empty() {
            self.words.insert(word.to_owned());
            return Ok((exact, 1.0));
        }
        let long = word.chars().count() >= 3;
        let mut others = if long { base.word_index().find_with_prefix(word)? } else { vec![] };
        if others.is_empty() {
            // One edit in four letters: a text has many more words than a corpus has labels.
            others = base.word_index().find_nearest(word, (word.chars().count() / 4).min(2))?;
        }
        let names: Vec<_> = others.iter().map(|(other, _)| other.clone()).collect();
        self.words.extend(names.iter().cloned());
        self.taken.push((word.to_owned(), names));
        let mut joined: BTreeMap<ConceptId, Mention> = BTreeMap::new();
        for mention in others.into_iter().flat_map(|(_, mentions)| mentions) {
            let known = joined.entry(mention.concept).or_insert(Mention { weight: 0, ..mention });
            known.weight += mention.weight;
            known.in_label |= mention.in_label;
        }
        Ok((joined.into_values().collect(), APPROXIMATE_MATCH_FACTOR))
    }
}

fn score_mentions(
    base: &Base,
    mentions: &[Mention],
    factor: f64,
    hits: &mut Vec<Hit>,
) -> Result<(), ImageError> {
    let all = to_float(base.concept_count()?);
    let with = to_float(mentions.len());
    let rare = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
    #[expect(clippy::cast_precision_loss, reason = "an average need not be exact")]
    let average = (base.word_index().total_weight()? as f64 / all).max(1.0);
    for mention in mentions {
        let weight = f64::from(mention.weight);
        let length = f64::from(base.word_index().concept_weight(mention.concept)?);
        let saturated = weight * (K1 + 1.0) / (weight + K1 * (1.0 - B + B * length / average));
        hits.push(Hit {
            concept: mention.concept,
            words: 1,
            in_labels: usize::from(mention.in_label),
            score: factor * rare * saturated,
        });
    }
    Ok(())
}

fn to_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
