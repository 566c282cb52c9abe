//! Which concept does a person mean?

use crate::{base::Base, corpus::ConceptId};
use crate::{
    image::{ImageError, Posting, Reach},
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
/// less the implied words, a label to be avoided, in this order.
///
/// Ties are all answers. A secondary reading is one only where every reading is secondary; but an identifier, as it is
/// written, means its own concept whatever lies over it.
///
/// # Errors
/// When the image is damaged.
pub fn resolve(base: &Base, name: &str) -> Result<Resolution, ImageError> {
    let folded = text::fold(name);
    let mut postings = base.labels().get(&folded)?;
    if postings.is_empty() {
        postings = base.labels().get(&less_implied(base, &folded))?;
    }
    let mut written = None;
    for posting in postings.iter().filter(|it| it.reach == Reach::Id && it.secondary) {
        if base.head(posting.concept)?.id == name.trim() {
            written = Some(posting.concept);
        }
    }
    let primary = postings.iter().any(|posting| !posting.secondary);
    let counts =
        |posting: &&Posting| !posting.secondary || !primary || written == Some(posting.concept);
    // An identifier is most often its label's spelling: it does not hide another sense of that label.
    let class = |posting: &Posting| posting.reach.max(Reach::Preferred);
    let Some(best) = postings.iter().filter(counts).map(class).min() else {
        return Ok(Resolution::default());
    };
    let (mut answers, others): (Vec<_>, _) =
        postings.iter().partition(|posting| counts(posting) && class(posting) == best);
    if answers.len() > 1 {
        answers = as_written(base, name, answers)?;
    }
    Ok(Resolution { answers, others })
}

/// Those first whose label is the name but for case: `AIDS` is not first of all the plural of `aid`.
fn as_written(base: &Base, name: &str, answers: Vec<Posting>) -> Result<Vec<Posting>, ImageError> {
    let name = name.trim().to_lowercase();
    let (mut first, mut rest) = (vec![], vec![]);
    for posting in answers {
        let label = base.head(posting.concept)?.label;
        if label.to_lowercase() == name { first.push(posting) } else { rest.push(posting) }
    }
    first.append(&mut rest);
    Ok(first)
}

/// Up to three concepts, with the label, that a person may have meant by a name that means nothing here.
///
/// # Errors
/// When the image is damaged.
pub fn suggest(base: &Base, name: &str) -> Result<Vec<(ConceptId, String)>, ImageError> {
    let folded = text::fold(name);
    let labels = base.labels();
    let mut found = Suggestions::default();
    let mut near = labels.near(&folded, text::reach(&folded), 1)?;
    near.sort_by_cached_key(|(label, _)| strsim::osa_distance(label, &folded));
    for (label, postings) in near {
        found.add(&label, postings);
    }
    if folded.chars().count() >= 3 {
        found.add_beginning(base, &folded)?;
    }
    let words: Vec<_> = folded.split(' ').collect();
    if words.len() == 1 {
        return Ok(found.concepts);
    }
    for length in (1..words.len()).rev() {
        let (start, end) = words.split_at(length);
        for part in [start, end].map(|part| part.join(" ")) {
            if !found.full() && !is_implied(base, &part) {
                found.add(&part, labels.get(&part)?);
            }
        }
    }
    if found.concepts.is_empty() {
        for word in words.iter().filter(|word| word.chars().count() >= 4 && !is_implied(base, word))
        {
            for (label, postings) in labels.near(word, text::reach(word).min(1), 1)? {
                found.add(&label, postings);
            }
            found.add_beginning(base, word)?;
        }
    }
    if found.concepts.is_empty() {
        // A name with a misspelt word is often a label all the same.
        let hits = super::search(base, name)?.hits;
        for hit in hits.iter().filter(|hit| hit.in_labels == words.len()).take(3) {
            let (reach, concept) = (Reach::Preferred, hit.concept);
            let posting = Posting { secondary: false, reach, concept };
            found.add(base.head(concept)?.label, vec![posting]);
        }
    }
    Ok(found.concepts)
}

fn less_implied(base: &Base, folded: &str) -> String {
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
    fn full(&self) -> bool {
        self.concepts.len() >= 3
    }

    fn add(&mut self, label: &str, postings: Vec<Posting>) {
        for posting in postings {
            if !self.full() && self.seen.insert(posting.concept) {
                self.concepts.push((posting.concept, label.to_owned()));
            }
        }
    }

    fn add_beginning(&mut self, base: &Base, start: &str) -> Result<(), ImageError> {
        if self.full() {
            return Ok(());
        }
        base.labels().beginning(start, |label, postings| {
            self.add(label, postings);
            Ok(if self.full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }
}
