//! Lookup of concepts by name: which concepts does a name mean, and which may have been meant?

use crate::{base::Base, corpus::ConceptId};
use crate::{
    image::{ImageError, LookupKind, Posting},
    text,
};
use std::{collections::BTreeSet, ops::ControlFlow};

/// The concepts that a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Those that it means: one, or several that share the best way of being named.
    pub answers: Vec<Posting>,
    /// Those that it means more seldom, or less directly.
    pub others: Vec<Posting>,
}

/// Finds what a name means: by identifier or preferred label, abbreviation, synonym, labels in other languages, a label
/// less the implied words, a label to be avoided, a hidden one, in this order.
///
/// Ties are all answers. A secondary reading is one only where every reading is secondary; but an identifier, as it is
/// written, means its own concept whatever lies over it.
pub fn resolve_name(base: &Base, name: &str) -> Result<Resolution, ImageError> {
    let folded = text::fold(name);
    let mut postings = base.label_index().get(&folded)?;
    if postings.is_empty() {
        postings = base.label_index().get(&without_implied(base, &folded))?;
    }
    let mut written = None;
    for posting in postings.iter().filter(|it| it.reach == LookupKind::Id && it.secondary) {
        if base.concept_head(posting.concept)?.id == name.trim() {
            written = Some(posting.concept);
        }
    }
    let primary = postings.iter().any(|posting| !posting.secondary);
    let counts =
        |posting: &&Posting| !posting.secondary || !primary || written == Some(posting.concept);
    // An identifier is most often its label's spelling: it does not hide another sense of that label.
    let class = |posting: &Posting| posting.reach.max(LookupKind::Preferred);
    let Some(best) = postings.iter().filter(counts).map(class).min() else {
        return Ok(Resolution::default());
    };
    let (mut answers, others): (Vec<_>, _) =
        postings.iter().partition(|posting| counts(posting) && class(posting) == best);
    if answers.len() > 1 {
        answers = put_exact_first(base, name, answers)?;
    }
    Ok(Resolution { answers, others })
}

/// Those first whose label is the name but for case: `AIDS` is not first of all the plural of `aid`.
fn put_exact_first(
    base: &Base,
    name: &str,
    answers: Vec<Posting>,
) -> Result<Vec<Posting>, ImageError> {
    let name = name.trim().to_lowercase();
    let (mut first, mut rest) = (vec![], vec![]);
    for posting in answers {
        let label = base.concept_head(posting.concept)?.label;
        if label.to_lowercase() == name { first.push(posting) } else { rest.push(posting) }
    }
    first.append(&mut rest);
    Ok(first)
}

/// Up to three concepts, with the label, that a person may have meant by a name that means nothing here.
pub fn suggest_concepts(base: &Base, name: &str) -> Result<Vec<(ConceptId, String)>, ImageError> {
    let folded = text::fold(name);
    let labels = base.label_index();
    let mut found = Suggestions::default();
    let mut near = labels.find_near(&folded, text::max_edits(&folded), 1)?;
    near.sort_by_cached_key(|(label, _)| strsim::osa_distance(label, &folded));
    for (label, postings) in near {
        found.add_postings(&label, postings);
    }
    if folded.chars().count() >= 3 {
        found.add_with_prefix(base, &folded)?;
    }
    let words: Vec<_> = folded.split(' ').collect();
    if words.len() == 1 {
        return Ok(found.concepts);
    }
    for length in (1..words.len()).rev() {
        let (start, end) = words.split_at(length);
        for part in [start, end].map(|part| part.join(" ")) {
            if !found.is_full() && !is_implied(base, &part) {
                found.add_postings(&part, labels.get(&part)?);
            }
        }
    }
    if found.concepts.is_empty() {
        for word in words.iter().filter(|word| word.chars().count() >= 4 && !is_implied(base, word))
        {
            for (label, postings) in labels.find_near(word, text::max_edits(word).min(1), 1)? {
                found.add_postings(&label, postings);
            }
            found.add_with_prefix(base, word)?;
        }
    }
    if found.concepts.is_empty() {
        // A name with a misspelt word is often a label all the same.
        let hits = super::search_concepts(base, name)?.hits;
        for hit in hits.iter().filter(|hit| hit.in_labels == words.len()).take(3) {
            let (reach, concept) = (LookupKind::Preferred, hit.concept);
            let posting = Posting { secondary: false, reach, concept };
            found.add_postings(base.concept_head(concept)?.label, vec![posting]);
        }
    }
    Ok(found.concepts)
}

fn without_implied(base: &Base, folded: &str) -> String {
    folded.split(' ').filter(|word| !is_implied(base, word)).collect::<Vec<_>>().join(" ")
}

fn is_implied(base: &Base, word: &str) -> bool {
    base.settings().implied_words.iter().any(|implied| text::fold(implied) == word)
}

/// Up to three concepts, each once.
#[derive(Default)]
struct Suggestions {
    concepts: Vec<(ConceptId, String)>,
    seen: BTreeSet<ConceptId>,
}

impl Suggestions {
    fn is_full(&self) -> bool {
        self.concepts.len() >= 3
    }

    fn add_postings(&mut self, label: &str, postings: Vec<Posting>) {
        // A hidden label is never shown.
        for posting in postings.into_iter().filter(|it| it.reach != LookupKind::Hidden) {
            if !self.is_full() && self.seen.insert(posting.concept) {
                self.concepts.push((posting.concept, label.to_owned()));
            }
        }
    }

    fn add_with_prefix(&mut self, base: &Base, start: &str) -> Result<(), ImageError> {
        if self.is_full() {
            return Ok(());
        }
        base.label_index().visit_prefix(start, |label, postings| {
            self.add_postings(label, postings);
            Ok(if self.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }
}
