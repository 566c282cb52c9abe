//! Names that are given up: the labels of concepts that are no longer in use, and what stands in their place.

use crate::named;
use cxterms_base::corpus::{Concept, Corpus, StateClaim};
use std::collections::HashMap;

/// From how many concepts one may lead to the next until one is in use.
const MAX_STEPS: usize = 8;

/// A concept that is no longer in use, and has a replacement that is.
pub(crate) struct GivenUpConcept<'c> {
    pub(crate) concept: &'c Concept,
    /// Who gives it up.
    pub(crate) states: Vec<&'c StateClaim>,
    /// The labels of what stands in its place, each once.
    pub(crate) instead: Vec<&'c str>,
}

/// The concepts of a corpus by their identifiers.
#[derive(Debug)]
pub(crate) struct ReplacementFinder<'c> {
    corpus: &'c Corpus,
    named: HashMap<&'c str, &'c Concept>,
}

impl<'c> ReplacementFinder<'c> {
    pub(crate) fn from_corpus(corpus: &'c Corpus) -> Self {
        let stated = corpus.concepts.iter().any(|concept| !concept.states.is_empty());
        let concepts = corpus.concepts.iter().filter(|_| stated);
        Self { corpus, named: concepts.map(|concept| (&*concept.id, concept)).collect() }
    }

    /// Who gives a concept up and what stands in its place, if it is no longer in use.
    pub(crate) fn find_given_up(&self, concept: &'c Concept) -> Option<GivenUpConcept<'c>> {
        if !self.corpus.is_given_up(concept) {
            return None;
        }
        let given_up = |it: &&StateClaim| it.value.is_given_up() && !it.said.asserted_by.is_empty();
        let states = concept.states.iter().filter(given_up).collect();
        let mut instead = vec![];
        self.collect_instead(concept, MAX_STEPS, &mut instead);
        Some(GivenUpConcept { concept, states, instead })
    }

    fn collect_instead(&self, concept: &'c Concept, steps: usize, into: &mut Vec<&'c str>) {
        let states = concept.states.iter().filter(|it| it.value.is_given_up());
        let asserted = states.filter(|it| !it.said.asserted_by.is_empty());
        for name in asserted.flat_map(|it| &it.replaced_by) {
            let Some(there) = self.named.get(&**name) else { continue };
            let label = named::preferred_label(there);
            match self.corpus.is_given_up(there) {
                true if steps > 0 => self.collect_instead(there, steps - 1, into),
                false if !into.contains(&label) => into.push(label),
                _ => {}
            }
        }
    }
}
