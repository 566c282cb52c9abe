//! Full-text search: concepts ranked by the words of a query.
//!
//! The score is BM25 (Robertson and Zaragoza 2009, with the usual k1 = 1.2, b = 0.75) over the weighted words of each
//! concept. First come the concepts that the query means as a name, then those that it may mean, those with all of its
//! words in a label, and those with more of the words; the score decides the rest. Words that say nothing of what a text
//! is about find nothing alone. A phrase keeps only the concepts of which something is said with it.

mod phrase;
mod stop_words;

use crate::{
    base::Base,
    corpus::ConceptId,
    image::{ImageError, Mention},
    resolve::resolve_name,
    text,
};
use phrase::find_phrases;
use std::collections::{BTreeMap, BTreeSet};
use stop_words::is_stop_word;

pub use phrase::{MAX_PHRASE_CANDIDATES, Phrase};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What a word counts that is not the one asked for, but near it or longer.
const APPROXIMATE_MATCH_FACTOR: f64 = 0.5;

/// What stands for any letters in a word of a query.
const ANY_LETTERS: char = '*';

/// How many words a word with a star is taken for at most.
pub const MAX_WORDS_FITTING: usize = 1000;

/// How a singular ends and how its plural does.
const PLURAL_ENDINGS: [(&str, &str); 5] =
    [("", "s"), ("", "es"), ("y", "ies"), ("is", "es"), ("f", "ves")];

/// How many letters at the end of a plural may be none of its singular.
const MAX_PLURAL_ENDING: usize = 3;

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
    found.hits = hits;
    found.hits.sort_by(|a, b| {
        let key = |hit: &Hit| {
            let (meant, other) = (meant.contains(&hit.concept), other.contains(&hit.concept));
            (meant, other, hit.in_labels == count, hit.words)
        };
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
    /// The concepts that have any of the words, by their number, each with its score.
    fn score_words(&mut self, base: &Base, query: &str) -> Result<Vec<Hit>, ImageError> {
        let mut hits: Vec<Hit> = vec![];
        let language = &base.settings().language;
        let joined = join_starred(base, query)?;
        let mut words = text::query_words(&joined);
        words.retain(|(word, _)| !word.chars().all(|c| c == ANY_LETTERS));
        let says_nothing = |parts: &[String]| parts.iter().all(|part| is_stop_word(part, language));
        let telling = words.iter().any(|(_, parts)| !says_nothing(parts));
        self.telling = telling;
        for (word, parts) in words {
            self.asked += 1;
            let stop = says_nothing(&parts);
            let (mentions, factor) = match &*parts {
                _ if word.contains(ANY_LETTERS) => (self.find_pattern(base, word)?, 1.0),
                [part] if stop => (self.find_stop_word(base, part, telling)?, 1.0),
                [part] => self.find_mentions(base, part)?,
                parts => self.find_run(base, word, parts)?,
            };
            score_mentions(base, &mentions, factor, &mut hits)?;
            if stop {
                let start = hits.len() - mentions.len();
                hits.iter_mut().skip(start).for_each(|hit| hit.words = 0);
            }
        }
        // What was found for each word stands by concept already, so that this is a merge.
        hits.sort_by_key(|hit| hit.concept);
        hits.dedup_by(|more, hit| more.concept == hit.concept && hit.add_word(more));
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
            each.iter().all(|known| known.iter().any(|it| it.concept == mention.concept))
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

/// A query in which each word that has a star and a gap within (`on-board*`) is written without the gap, if words fit it so.
fn join_starred(base: &Base, query: &str) -> Result<String, ImageError> {
    let words = query.split_whitespace().map(|word| {
        let pieces: Vec<_> = text::unfolded_words(word).map(|(_, piece)| piece).collect();
        let joined = pieces.concat();
        let fits = pieces.len() > 1
            && joined.contains(ANY_LETTERS)
            && !joined.chars().all(|c| c == ANY_LETTERS)
            && !find_fitting(base, &joined)?.is_empty();
        Ok(if fits { joined } else { word.to_owned() })
    });
    Ok(words.collect::<Result<Vec<_>, ImageError>>()?.join(" "))
}

/// The words of the index that one with stars stands for, one more of them than are searched at most.
fn find_fitting(base: &Base, word: &str) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
    let lower = text::bare(word);
    let pieces: Vec<_> = lower.split(ANY_LETTERS).collect();
    let start = pieces.first().copied().unwrap_or_default();
    let fits = |word: &str| fits_any_number(word, &pieces);
    let (index, most) = (base.word_index(), MAX_WORDS_FITTING + 1);
    // A plural's last letters are not those of its singular, which stands in the index.
    let stem = start.char_indices().rev().nth(MAX_PLURAL_ENDING - 1).map_or(0, |(at, _)| at);
    let stem = start.get(..stem).unwrap_or_default();
    let found = index.find_fitting(stem, most, fits)?;
    if found.is_empty() && !stem.is_empty() {
        // A mark may stand among its first letters.
        return index.find_fitting("", most, fits);
    }
    Ok(found)
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

/// Whether a word of the index fits a pattern, or a regular plural does that it may have been written as.
fn fits_any_number(word: &str, pieces: &[&str]) -> bool {
    let bare = text::bare(word);
    let plurals = PLURAL_ENDINGS
        .iter()
        .filter_map(|(one, many)| Some(bare.strip_suffix(one)?.to_owned() + many));
    fits_pattern(&bare, pieces)
        || plurals
            .into_iter()
            .any(|plural| fits_pattern(&plural, pieces) && text::bare(&text::fold(&plural)) == bare)
}

/// Whether a word begins with the first of some pieces, ends with the last, and has the others between them, in order.
fn fits_pattern(word: &str, pieces: &[&str]) -> bool {
    let [first, middle @ .., last] = pieces else { return pieces == [word] };
    let Some(mut rest) = word.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    middle.iter().all(|piece| {
        let behind = rest.find(piece).and_then(|at| rest.get(at + piece.len()..));
        behind.map(|behind| rest = behind).is_some()
    })
}

/// One mention a concept, by concept.
fn merge_mentions(mentions: Vec<Mention>) -> Vec<Mention> {
    let mut joined: BTreeMap<ConceptId, Mention> = BTreeMap::new();
    for mention in mentions {
        let known = joined.entry(mention.concept).or_insert(Mention { weight: 0, ..mention });
        known.weight += mention.weight;
        known.in_label |= mention.in_label;
    }
    joined.into_values().collect()
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

#[cfg(test)]
mod tests {
    use super::{fits_any_number, fits_pattern};

    #[test]
    fn a_pattern_fits_the_plural_that_was_written() {
        let fits =
            |word, pattern: &str| fits_any_number(word, &pattern.split('*').collect::<Vec<_>>());
        for (word, pattern, right) in [
            ("customer", "customers*", true),
            ("metric", "*trics", true),
            ("rating", "*ings", true),
            ("company", "compan*ies", true),
            ("rate", "*ings", false),
            ("process", "*sss", false),
        ] {
            assert_eq!(fits(word, pattern), right, "{word} {pattern}");
        }
    }

    #[test]
    fn stars_stand_for_any_letters() {
        let fits =
            |word, pattern: &str| fits_pattern(word, &pattern.split('*').collect::<Vec<_>>());
        for (word, pattern, right) in [
            ("feeling", "feel*", true),
            ("feel", "feel*", true),
            ("return", "*turn", true),
            ("return", "*t*r*", true),
            ("return", "re*tu*rn", true),
            ("return", "ret*turn", false),
            ("tour", "*turn", false),
        ] {
            assert_eq!(fits(word, pattern), right, "{word} {pattern}");
        }
    }
}
