//! Merges the states of an entry into its concept.

use super::LayerMerge;
use crate::{
    corpus::{Concept, ConceptId, state},
    diagnostic::{Fault, Place},
    schema::StateEntry,
};

impl LayerMerge<'_> {
    pub(super) fn merge_states(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        states: Vec<StateEntry>,
    ) {
        for mut entry in states {
            entry.replaced_by.retain(|name| {
                let known = self.names.concepts.find_or_report(name, &mut self.faults);
                if known == Some(id) {
                    let fault = Fault::new(name.place, "a concept cannot replace itself");
                    self.faults.push(fault.hint("name the concept that stands in its place"));
                }
                known.is_some_and(|known| known != id)
            });
            let said = self.resolve_attribution(&entry.said, entry.text.as_deref(), entry.place);
            if entry.place == Place::NOWHERE {
                continue;
            }
            self.record_denial(id, &said, || format!("status {}", entry.value.name()));
            concept.states.push(state::StateClaim::from_entry(entry, said));
        }
        state::settle_states(&mut concept.states);
    }
}
