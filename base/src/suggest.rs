//! Suggestions: the concepts that a person may have meant by a name that means nothing here.
//!
//! Labels that share words with the name come first, then those that differ from it by a few letters.

use crate::{
    base::Base,
    corpus::{ConceptId, LabelKind},
    image::{ImageError, LookupKind},
    resolve::resolve_name,
    text,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

/// How many concepts are suggested.
const MAX_SUGGESTIONS: usize = 3;
/// Of how many concepts the labels are looked at.
const MAX_CANDIDATES: usize = 64;
/// How many words of a name are looked at.
const MAX_WORDS: usize = 12;
/// How many letters a word has at least, of which longer words are sought anywhere in a label.
const MIN_LONGER_CHARS: usize = 5;
/// What a word counts that stands in a label.
const WHOLE: usize = 100;
/// What it counts if it is the beginning of one there.
const BEGINNING: usize = 80;
/// What it counts if one there is its beginning, as `map` of `mapping`; alone this is nothing.
const STEM: usize = 50;

/// How much less each word of a label may count than in the nearest.
const LEEWAY: usize = 20;

/// Words that say nothing by themselves, or that ask.
const STOP_WORDS: [&str; 22] = [
    "a", "an", "and", "are", "by", "define", "do", "does", "for", "from", "how", "in", "is",
    "mean", "meaning", "of", "on", "or", "the", "to", "what", "with",
];

/// Up to three concepts, each with the folded label that is near, that a person may have meant by a name that means
/// nothing here.
pub fn suggest_concepts(base: &Base, name: &str) -> Result<Vec<(ConceptId, String)>, ImageError> {
    let folded = text::fold(name);
    let asked = AskedWords::from_folded(base, &folded);
    let mut named = asked.find_named()?;
    if !named.is_empty() {
        put_current_first(base, &mut named)?;
        return Ok(named);
    }
    let mut ranked = asked.find_by_words()?;
    if let Some(((Reverse(most), least), ..)) = ranked.first().cloned() {
        // Beside what is near, what is further off is silly.
        let leeway = LEEWAY * asked.telling.len();
        ranked.retain(|((Reverse(told), more), ..)| told + leeway >= most && *more <= least);
    }
    // Where all that was asked for stands in a label, nothing is misspelt.
    let whole = Reverse(asked.telling.len() * WHOLE);
    let known = ranked.first().is_some_and(|((told, _), ..)| *told <= whole);
    let mut found: Vec<_> =
        ranked.into_iter().map(|(_, concept, label)| (concept, label)).collect();
    if found.len() < MAX_SUGGESTIONS && !known {
        let reach = text::max_edits(&folded);
        let mut near = base.label_index().find_near(&folded, reach, 1)?;
        near.retain(|(label, _)| count_edits(&folded, label).is_some());
        near.sort_by_cached_key(|(label, _)| strsim::osa_distance(label, &folded));
        for (label, postings) in near {
            // A hidden label is never shown.
            let shown = postings.iter().filter(|posting| posting.reach != LookupKind::Hidden);
            found.extend(shown.map(|posting| (posting.concept, label.clone())));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|(concept, _)| seen.insert(*concept));
    put_current_first(base, &mut found)?;
    found.truncate(MAX_SUGGESTIONS);
    Ok(found)
}

/// Puts what is no longer in use behind the others.
fn put_current_first(base: &Base, found: &mut [(ConceptId, String)]) -> Result<(), ImageError> {
    let mut given_up = BTreeSet::new();
    for (concept, _) in &*found {
        if base.is_given_up(*concept)? {
            given_up.insert(*concept);
        }
    }
    found.sort_by_key(|(concept, _)| given_up.contains(concept));
    Ok(())
}

/// Whether a name is a label but for its spelling: by a few letters, or by the endings and the letters of its words.
pub fn is_nearly_label(base: &Base, name: &str) -> Result<bool, ImageError> {
    let folded = text::fold(name);
    let near = base.label_index().find_near(&folded, text::max_edits(&folded), 1)?;
    if near.iter().any(|(label, _)| count_edits(&folded, label).is_some()) {
        return Ok(true);
    }
    let asked = AskedWords::from_folded(base, &folded);
    let has_all = |(_, _, label): &(LabelRank, ConceptId, String)| {
        let has = |word: &String| label.split(' ').any(|other| compare_words(word, other) > 0);
        asked.words.iter().all(has)
    };
    Ok(asked.find_by_words()?.iter().any(has_all))
}

/// How many edits lead from a word or name to another, if a person may have made them: at most one in three letters, and
/// several only where the first letter is right.
fn count_edits(asked: &str, there: &str) -> Option<usize> {
    if STOP_WORDS.contains(&there) {
        return None;
    }
    let most = text::max_edits(asked).min(asked.chars().count() / 3);
    if asked.chars().count().abs_diff(there.chars().count()) > most {
        return None;
    }
    let edits = strsim::osa_distance(asked, there);
    let begins_alike = asked.chars().next() == there.chars().next();
    (edits <= most && (edits < 2 || begins_alike)).then_some(edits)
}

/// What a word of a name counts beside one of a label.
fn compare_words(asked: &str, there: &str) -> usize {
    if asked == there {
        return WHOLE;
    }
    let long = |word: &str| word.chars().count() >= 3;
    if there.starts_with(asked) && long(asked) {
        return BEGINNING;
    }
    if let Some(edits) = count_edits(asked, there) {
        return BEGINNING + 15 - 15 * edits.min(3);
    }
    let stem = asked.strip_prefix(there).filter(|_| long(there));
    if stem.is_some_and(|ending| ending.chars().count() <= 4) { STEM } else { 0 }
}

/// The words of a name.
struct AskedWords<'b> {
    base: &'b Base,
    /// All of them.
    words: Vec<String>,
    /// Those that tell something.
    telling: Vec<String>,
}

/// How near a label is, the nearest first: what its words count, and how many telling ones were not asked for.
type LabelRank = (Reverse<usize>, usize);

impl<'b> AskedWords<'b> {
    fn from_folded(base: &'b Base, folded: &str) -> Self {
        let words: Vec<_> = folded.split(' ').take(MAX_WORDS).map(str::to_owned).collect();
        let telling: Vec<_> = words.iter().filter(|word| is_telling(base, word)).cloned().collect();
        let telling = if telling.is_empty() { words.clone() } else { telling };
        Self { base, words, telling }
    }

    /// The concepts that are meant by the words that tell something, where others only ask: `what is nps`.
    fn find_named(&self) -> Result<Vec<(ConceptId, String)>, ImageError> {
        let asks = |word: &&String| !STOP_WORDS.contains(&word.as_str());
        let told: Vec<_> = self.words.iter().filter(asks).map(String::as_str).collect();
        if told.is_empty() || told.len() == self.words.len() {
            return Ok(vec![]);
        }
        let name = told.join(" ");
        let found = resolve_name(self.base, &name)?;
        let shown = found.answers.iter().filter(|posting| posting.reach != LookupKind::Hidden);
        let found = shown.take(MAX_SUGGESTIONS).map(|posting| (posting.concept, name.clone()));
        Ok(found.collect())
    }

    /// The concepts one of whose labels shares words with the name, the nearest first.
    fn find_by_words(&self) -> Result<Vec<(LabelRank, ConceptId, String)>, ImageError> {
        let mut ranked = vec![];
        for concept in self.find_candidates()? {
            let labels = self.base.concept_labels(concept)?;
            let labels = labels.iter().filter(|label| label.kind != LabelKind::Hidden);
            let labels = labels.map(|label| text::fold(label.text));
            let near = labels.filter_map(|label| Some((self.rank_label(&label)?, label)));
            if let Some((rank, label)) = near.min() {
                ranked.push((rank, concept, label));
            }
        }
        ranked.sort();
        Ok(ranked)
    }

    /// Concepts whose labels have words of the name; if there are none, longer ones; if there are none, misspelt ones.
    fn find_candidates(&self) -> Result<Vec<ConceptId>, ImageError> {
        let index = self.base.word_index();
        let mut found = vec![];
        for word in &self.telling {
            found.extend(index.get(word)?.iter().filter(|it| it.in_label).map(|it| it.concept));
        }
        if found.is_empty() {
            for word in &self.telling {
                found.extend(self.find_longer(word)?);
                let reach = text::max_edits(word).min(word.chars().count() / 3);
                for (near, mentions) in index.find_nearest(word, reach)? {
                    let near = count_edits(word, &near).is_some();
                    let labeled = mentions.iter().filter(|it| near && it.in_label);
                    found.extend(labeled.map(|it| it.concept));
                }
            }
        }
        let mut shared: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for concept in found {
            *shared.entry(concept).or_default() += 1;
        }
        let mut candidates: Vec<_> = shared.into_iter().collect();
        candidates.sort_by_key(|(concept, count)| (Reverse(*count), *concept));
        candidates.truncate(MAX_CANDIDATES);
        Ok(candidates.into_iter().map(|(concept, _)| concept).collect())
    }

    /// Concepts whose labels have longer words than one; of a short one, those whose labels begin with it.
    fn find_longer(&self, word: &str) -> Result<Vec<ConceptId>, ImageError> {
        let mut found = vec![];
        match word.chars().count() {
            0..3 => {}
            3..MIN_LONGER_CHARS => {
                let mut labels = 0;
                self.base.label_index().visit_prefix(word, |_, postings| {
                    found.extend(postings.iter().map(|posting| posting.concept));
                    labels += 1;
                    let full = labels == MAX_SUGGESTIONS;
                    Ok(if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
                })?;
            }
            _ => {
                for (_, mentions) in self.base.word_index().find_with_prefix(word)? {
                    let labeled = mentions.iter().filter(|it| it.in_label);
                    found.extend(labeled.map(|it| it.concept));
                }
            }
        }
        Ok(found)
    }

    /// How near a folded label is; none if half of what was asked for is not in it, and more than that is.
    fn rank_label(&self, label: &str) -> Option<LabelRank> {
        let there: Vec<_> = label.split(' ').collect();
        let best = |word: &String| {
            there.iter().map(|other| compare_words(word, other)).max().unwrap_or_default()
        };
        let count = self.telling.iter().map(best);
        let told: usize = count.clone().sum();
        let matched = count.max().unwrap_or_default() > STEM;
        let more = there.iter().filter(|other| {
            let asked_for = |word: &String| compare_words(word, other) > 0;
            is_telling(self.base, other) && !self.words.iter().any(asked_for)
        });
        let more = more.count();
        let near = matched && (told * 2 >= self.telling.len() * WHOLE || more == 0);
        near.then_some((Reverse(told), more))
    }
}

/// Whether a word says something by itself.
fn is_telling(base: &Base, word: &str) -> bool {
    let implied = &base.settings().implied_words;
    !STOP_WORDS.contains(&word) && !implied.iter().any(|implied| text::fold(implied) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_is_of_a_third_of_the_letters_at_most() {
        assert_eq!(count_edits("succes", "success"), Some(1));
        assert_eq!(count_edits("evangelise", "evangelist"), Some(1));
        assert_eq!(count_edits("bond", "band"), Some(1));
        assert_eq!(count_edits("bond", "bold"), Some(1));
        assert_eq!(count_edits("value", "valet"), None, "two of five");
        assert_eq!(count_edits("reference", "adherence"), None, "the first letter is wrong too");
        assert_eq!(count_edits("nps", "aps"), Some(1));
        assert_eq!(count_edits("it", "is"), None);
        assert_eq!(count_edits("tre", "the"), None, "which says nothing");
    }

    #[test]
    fn a_word_counts_most_where_it_stands() {
        assert_eq!(compare_words("map", "map"), WHOLE);
        assert_eq!(compare_words("deflect", "deflection"), BEGINNING);
        assert_eq!(compare_words("mapping", "map"), STEM);
        assert_eq!(compare_words("sucess", "success"), BEGINNING);
        assert_eq!(compare_words("agency", "success"), 0);
    }
}
