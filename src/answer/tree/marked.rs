//! Concepts with a mark, by their numbers.

use cxterms_base::ConceptId;

/// Which concepts have a mark.
pub(super) struct MarkedConcepts(Vec<bool>);

impl MarkedConcepts {
    /// None of so many.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![false; count])
    }

    pub(super) fn mark(&mut self, concept: ConceptId) {
        self.set(concept, true);
    }

    pub(super) fn unmark(&mut self, concept: ConceptId) {
        self.set(concept, false);
    }

    pub(super) fn has(&self, concept: ConceptId) -> bool {
        self.0.get(concept.index()).copied().unwrap_or_default()
    }

    fn set(&mut self, concept: ConceptId, marked: bool) {
        if let Some(mark) = self.0.get_mut(concept.index()) {
            *mark = marked;
        }
    }
}
