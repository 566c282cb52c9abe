//! Full-text search: concepts ranked by the words of a query.
//!
//! The score is BM25 (Robertson and Zaragoza 2009, with the usual k1 = 1.2, b = 0.75) over the weighted words of each
//! concept. First come the concepts that the query means as a name, then those that it may mean, those with all of its
//! words in a label, those of which one text has the words side by side, or has them all, and those with more of the words;
//! whether it is in use and then the score decide the rest. Words that say nothing of what a text is about find nothing alone, and beside others
//! neither do those that names imply. A phrase keeps only the concepts of which something is said with it.

mod nearness;
mod pattern;
mod phrase;
mod stop_words;

use crate::{
    base::Base,
    corpus::ConceptId,
    image::{ImageError, Mention},
    resolve::resolve_name,
    text,
};
use nearness::{MAX_HITS_READ, SoughtWord, measure_nearness, measure_text};
use pattern::{ANY_LETTERS, find_fitting, join_starred};
use phrase::find_phrases;
use std::collections::BTreeSet;
use stop_words::is_stop_word;

pub use phrase::{MAX_PHRASE_CANDIDATES, Phrase};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What a word counts that is not the one asked for, but near it or longer.
const APPROXIMATE_MATCH_FACTOR: f64 = 0.5;

/// How many words a word with a star is taken for at most.
pub const MAX_WORDS_FITTING: usize = 1000;

/// What some words were found to be, and where.
#[derive(Clone, Debug, Default)]
pub struct SearchResult {
    /// The concepts, the best first.
    pub hits: Vec<Hit>,
    /// How many words were asked for.
    pub asked: usize,
    /// Whether any of them says what a text is about: others find nothing alone.
    pub telling: bool,
    /// The folded words that count as found.
    pub words: BTreeSet<String>,
    /// Words that occur nowhere, each with those that were taken for it.
    pub taken: Vec<(String, Vec<String>)>,
    /// Words with stars that fit more than [`MAX_WORDS_FITTING`], of which the first were searched.
    pub cut: Vec<String>,
    /// Phrases in quotes that are somewhere.
    pub phrases: Vec<Phrase>,
    /// Phrases that are nowhere, so that their words were searched one by one.
    pub scattered: Vec<Phrase>,
    /// Phrases whose words are in more than [`MAX_PHRASE_CANDIDATES`] concepts, of which the first were searched.
    pub cut_phrases: Vec<Phrase>,
    /// The words, in their order.
    sought: Vec<SoughtWord>,
}

/// A concept that speaks of some of the words.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The concept.
    pub concept: ConceptId,
    /// How many of the words it has, those left out that say nothing alone.
    pub words: usize,
    /// How many of the words its labels have.
    pub in_labels: usize,
    /// Its score.
    pub score: f64,
}

/// Finds the concepts that speak of some words; a word that occurs nowhere is taken for those that are spelled like it but
/// for marks and number, else those that begin with it or, if there are none, those that it may be a misspelling of. A star
/// in a word stands for any letters.
pub fn search_concepts(base: &Base, query: &str) -> Result<SearchResult, ImageError> {
    let mut found = SearchResult::default();
    let mut hits = found.score_words(base, query)?;
    let count = found.asked;
    let named = resolve_name(base, query)?;
    let meant: BTreeSet<_> = named.answers.iter().map(|posting| posting.concept).collect();
    let other: BTreeSet<_> = named.others.iter().map(|posting| posting.concept).collect();
    let kept = found.keep_phrases(base, query, &mut hits)?;
    hits.retain(|hit| {
        let named = meant.contains(&hit.concept) || other.contains(&hit.concept);
        hit.words > 0 || hit.in_labels == count || named || kept
    });
    let named = |hit: &Hit| {
        let (meant, other) = (meant.contains(&hit.concept), other.contains(&hit.concept));
        (meant, other, hit.in_labels == count)
    };
    let by_score = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.concept.cmp(&b.concept));
    hits.sort_by(|a, b| (named(b), b.words).cmp(&(named(a), a.words)).then(by_score(a, b)));
    let near = measure_nearness(base, &found.sought, &hits)?;
    let mut ranked: Vec<_> = near.into_iter().zip(hits).collect();
    // Those that were not read are further behind.
    ranked.sort_by(|(near_a, a), (near_b, b)| {
        let keys = ((named(b), near_b, b.words), (named(a), near_a, a.words));
        keys.0.cmp(&keys.1).then(by_score(a, b))
    });
    found.hits = ranked.iter().map(|(_, hit)| *hit).collect();
    let match_of = |at: usize| ranked.get(at).map(|(near, it)| (named(it), *near, it.words));
    put_current_first(base, &mut found.hits, match_of)?;
    Ok(found)
}

/// Puts those of the best hits that are no longer in use behind others of an equal match.
fn put_current_first<K: PartialEq>(
    base: &Base,
    hits: &mut [Hit],
    match_of: impl Fn(usize) -> K,
) -> Result<(), ImageError> {
    let mut start = 0;
    let read = hits.len().min(MAX_HITS_READ);
    let mut given_up = Vec::with_capacity(read);
    for hit in hits.iter().take(read) {
        given_up.push((base.is_given_up(hit.concept)?, *hit));
    }
    while start < read {
        let alike = (start..read).take_while(|at| match_of(*at) == match_of(start)).count();
        if let Some(group) = given_up.get_mut(start..start + alike) {
            group.sort_by_key(|(gone, _)| *gone);
        }
        start += alike;
    }
    for (slot, (_, hit)) in hits.iter_mut().zip(given_up) {
        *slot = hit;
    }
    Ok(())
}

impl Hit {
    /// Adds what another word found; says that it did.
    fn add_word(&mut self, more: &Self) -> bool {
        self.words += more.words;
        self.in_labels += more.in_labels;
        self.score += more.score;
        true
    }
}

impl SearchResult {
    /// How near the words stand to each other in a text: the nearer, the more.
    pub fn measure_nearness(&self, text: &str) -> usize {
        if self.sought.len() < 2 { 0 } else { measure_text(&self.sought, text) as usize }
    }

    /// The concepts that have any of the words, by their number, each with its score.
    fn score_words(&mut self, base: &Base, query: &str) -> Result<Vec<Hit>, ImageError> {
        let mut hits: Vec<Hit> = vec![];
        let settings = base.settings();
        let joined = join_starred(base, query)?;
        let mut words = text::query_words(&joined);
        words.retain(|(word, _)| !word.chars().all(|c| c == ANY_LETTERS));
        let says_nothing =
            |parts: &[String]| parts.iter().all(|part| is_stop_word(part, &settings.language));
        let implied: BTreeSet<_> = settings.implied_words.iter().map(|it| text::fold(it)).collect();
        let is_implied = |parts: &[String]| parts.iter().all(|part| implied.contains(part));
        let telling = words.iter().any(|(_, parts)| !says_nothing(parts));
        // What most names imply tells little beside a word that none does.
        let beyond = |parts: &[String]| !says_nothing(parts) && !is_implied(parts);
        let any_beyond = words.iter().any(|(_, parts)| beyond(parts));
        self.telling = telling;
        let (mut sought, known) = (vec![], std::mem::take(&mut self.words));
        for (word, parts) in words {
            self.asked += 1;
            let stop = says_nothing(&parts);
            let silent = stop || any_beyond && is_implied(&parts);
            let (mentions, factor) = match &*parts {
                _ if word.contains(ANY_LETTERS) => (self.find_pattern(base, word)?, 1.0),
                [part] if stop => (self.find_stop_word(base, part, telling)?, 1.0),
                [part] => self.find_mentions(base, part)?,
                parts => self.find_run(base, word, parts)?,
            };
            score_mentions(base, &mentions, factor, &mut hits)?;
            if silent {
                let start = hits.len() - mentions.len();
                hits.iter_mut().skip(start).for_each(|hit| hit.words = 0);
            }
            let counted = std::mem::take(&mut self.words);
            let forms = counted.iter().cloned().chain(parts).collect();
            sought.push((SoughtWord { forms, silent, stop }, counted));
        }
        self.words = known;
        self.words.extend(sought.iter().flat_map(|(_, counted)| counted).cloned());
        // What was found for each word stands by concept already, so that this is a merge.
        hits.sort_by_key(|hit| hit.concept);
        hits.dedup_by(|more, hit| more.concept == hit.concept && hit.add_word(more));
        self.sought = sought.into_iter().map(|(word, _)| word).collect();
        Ok(hits)
    }

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
        let others = find_instead(base, word)?;
        self.taken.push((word.to_owned(), others.iter().map(|(other, _)| other.clone()).collect()));
        Ok((self.join_mentions(others), APPROXIMATE_MATCH_FACTOR))
    }

    /// Where a word occurs that says nothing of what a text is about: no other is taken for it, and beside words that do
    /// say something it does not count as found.
    fn find_stop_word(
        &mut self,
        base: &Base,
        word: &str,
        telling: bool,
    ) -> Result<Vec<Mention>, ImageError> {
        let mentions = base.word_index().get(word)?;
        if !telling && !mentions.is_empty() {
            self.words.insert(word.to_owned());
        }
        Ok(mentions)
    }

    /// Keeps the concepts of which something is said with each phrase of the query that is anywhere; whether there is one.
    fn keep_phrases(
        &mut self,
        base: &Base,
        query: &str,
        hits: &mut Vec<Hit>,
    ) -> Result<bool, ImageError> {
        for phrase in find_phrases(query) {
            let (with, cut) = phrase.find_concepts(base)?;
            if cut {
                self.cut_phrases.push(phrase.clone());
            }
            if !hits.iter().any(|hit| with.contains(&hit.concept)) {
                self.scattered.push(phrase);
                continue;
            }
            hits.retain(|hit| with.contains(&hit.concept));
            for word in &phrase.words {
                self.words.remove(word);
            }
            self.phrases.push(phrase);
        }
        Ok(!self.phrases.is_empty())
    }

    /// Where words occur that a word with stars stands for.
    fn find_pattern(&mut self, base: &Base, word: &str) -> Result<Vec<Mention>, ImageError> {
        let mut found = find_fitting(base, word)?;
        if found.len() > MAX_WORDS_FITTING {
            found.truncate(MAX_WORDS_FITTING);
            self.cut.push(word.to_owned());
        }
        if found.is_empty() {
            self.taken.push((word.to_owned(), vec![]));
        }
        Ok(self.join_mentions(found))
    }

    /// Where letters of a script without spaces stand together, by the words that each two of them make; where nothing has
    /// all of these, what has some.
    fn find_run(
        &mut self,
        base: &Base,
        word: &str,
        parts: &[String],
    ) -> Result<(Vec<Mention>, f64), ImageError> {
        let each = parts.iter().map(|part| base.word_index().get(part));
        let each = each.collect::<Result<Vec<_>, _>>()?;
        let with_all = |mention: &Mention| {
            let has = |known: &Vec<Mention>| {
                known.binary_search_by_key(&mention.concept, |it| it.concept).is_ok()
            };
            each.iter().all(has)
        };
        let all: Vec<_> = each.iter().flatten().filter(|it| with_all(it)).copied().collect();
        let (mentions, factor) = match all.is_empty() {
            true => (each.concat(), APPROXIMATE_MATCH_FACTOR),
            false => (all, 1.0),
        };
        let known = parts.iter().zip(&each).filter(|(_, known)| !known.is_empty());
        let known: Vec<_> = known.map(|(part, _)| part.clone()).collect();
        if factor < 1.0 {
            self.taken.push((word.to_owned(), known.clone()));
        }
        self.words.extend(known);
        Ok((merge_mentions(mentions), factor))
    }

    /// Takes words as found; where they occur.
    fn join_mentions(&mut self, words: Vec<(String, Vec<Mention>)>) -> Vec<Mention> {
        let mut all = vec![];
        for (word, mentions) in words {
            self.words.insert(word);
            all.extend(mentions);
        }
        merge_mentions(all)
    }
}

/// The words that another which occurs nowhere may stand for, and where they occur.
fn find_instead(base: &Base, word: &str) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
    let index = base.word_index();
    let spelled = index.find_spellings(&text::word_skeleton(word))?;
    if !spelled.is_empty() {
        return Ok(spelled);
    }
    // A letter of a script without spaces begins the pairs in which it stands.
    let long = word.chars().count() >= 3 || text::is_unspaced(word);
    let mut others = if long { index.find_with_prefix(word)? } else { vec![] };
    if others.is_empty() && long {
        others = index.find_spellings_with_prefix(&text::bare(word))?;
    }
    if others.is_empty() {
        // One edit in four letters: a text has many more words than a corpus has labels.
        others = index.find_nearest(word, (word.chars().count() / 4).min(2))?;
    }
    Ok(others)
}

/// One mention a concept, by concept.
fn merge_mentions(mut mentions: Vec<Mention>) -> Vec<Mention> {
    // Those of one word are in order, and what is in order is not moved.
    mentions.sort_by_key(|mention| mention.concept);
    mentions.dedup_by(|next, known| {
        let same = next.concept == known.concept;
        if same {
            known.weight += next.weight;
            known.in_label |= next.in_label;
        }
        same
    });
    mentions
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
