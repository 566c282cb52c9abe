//! Concepts that a person may have meant by a name that means nothing here.

use crate::{
    base::Base,
    corpus::ConceptId,
    image::{ImageError, LookupKind, Posting},
    resolve::is_implied,
    search, text,
};
use std::{collections::BTreeSet, ops::ControlFlow};

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
        let hits = search::search_concepts(base, name)?.hits;
        for hit in hits.iter().filter(|hit| hit.in_labels == words.len()).take(3) {
            let (reach, concept) = (LookupKind::Preferred, hit.concept);
            let posting = Posting { secondary: false, reach, concept };
            found.add_postings(base.concept_head(concept)?.label, vec![posting]);
        }
    }
    Ok(found.concepts)
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
