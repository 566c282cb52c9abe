//! What stands in the place of a concept that is given up, followed to what is in use.

use super::Subject;
use cxterms_base::corpus::{Concept, ConceptId};
use std::collections::{BTreeMap, BTreeSet};

/// The replacements of a corpus.
pub(super) struct Successors<'s, 'c> {
    pub(super) seen: &'s Subject<'c>,
    numbers: BTreeMap<&'c str, ConceptId>,
}

impl<'s, 'c> Successors<'s, 'c> {
    pub(super) fn new(seen: &'s Subject<'c>) -> Self {
        let numbers = seen.concepts().map(|(id, concept)| (concept.id.as_str(), id)).collect();
        Self { seen, numbers }
    }

    /// The concept with an identifier.
    pub(super) fn find(&self, name: &str) -> Option<ConceptId> {
        self.numbers.get(name).copied()
    }

    /// A concept and all that is said to stand in its place, in the place of that, and so on.
    pub(super) fn follow(&self, id: ConceptId) -> BTreeSet<ConceptId> {
        Subject::reachable_from([id], |id| {
            let named = self.seen.concept(id).into_iter().flat_map(list_replacements);
            named.filter_map(|(name, _)| self.find(name))
        })
    }

    /// Those of them that are in use, by identifier.
    pub(super) fn list_current(&self, id: ConceptId) -> Vec<&'c str> {
        let all = self.follow(id);
        let current = all.iter().filter(|it| **it != id).filter_map(|it| self.seen.concept(*it));
        let current = current.filter(|it| !self.seen.corpus.is_given_up(it));
        current.map(|concept| concept.id.as_str()).collect()
    }
}

/// What is said to stand in a concept's place where it is given up, each with the number of the state.
pub(super) fn list_replacements(concept: &Concept) -> impl Iterator<Item = (&str, usize)> {
    let states = concept.states.iter().enumerate();
    let given_up = states.filter(|(_, it)| it.value.is_given_up());
    let asserted = given_up.filter(|(_, it)| !it.said.asserted_by.is_empty());
    asserted.flat_map(|(at, state)| state.replaced_by.iter().map(move |name| (&**name, at)))
}
