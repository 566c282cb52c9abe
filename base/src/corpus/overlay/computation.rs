//! Resolves the concepts that a formula's inputs name, and records a formula that replaces another.

use super::LayerMerge;
use crate::{
    corpus::{Computation, Concept, ConceptId, FacetId},
    diagnostic::Name,
};

impl LayerMerge<'_> {
    /// Reports input concepts that do not exist, and lists that another formula stood with this value.
    pub(super) fn check_computation(
        &mut self,
        id: ConceptId,
        concept: &Concept,
        (facet, value): (FacetId, &str),
        computation: &Computation,
    ) {
        for input in &computation.inputs {
            if let Some(concept) = &input.concept {
                let name = Name { value: concept.clone(), place: input.place };
                self.names.concepts.find_or_report(&name, &mut self.faults);
            }
        }
        let mut known = concept.facets.iter().filter(|it| it.facet == facet && it.value == value);
        let known = known.find_map(|it| it.computation.as_ref()?.formula.clone());
        let new = computation.formula.clone().filter(|new| known.as_ref() != Some(new));
        if let Some(new) = new {
            let new = Name { value: new, place: computation.place };
            self.record_override(id, "formula", known, &new);
        }
    }
}
