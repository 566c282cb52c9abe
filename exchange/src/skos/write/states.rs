//! Writes the states of a concept as triples.

use super::{SkosConceptWriter, StanceTriples, TripleEnd};
use crate::skos::names::{cx, dcterms, owl, xsd};
use cxterms_base::corpus::{ConceptState, StateClaim};

impl SkosConceptWriter<'_> {
    /// What the corpus's own voice says in words that other tools know, and a node for each state that says more.
    pub(super) fn add_states(&mut self) {
        let concept = self.concept;
        if concept.states.is_empty() {
            return;
        }
        let own = self.corpus.settings.editors.first().copied();
        let asserts =
            |state: &StateClaim| state.said.asserted_by.iter().any(|it| Some(it.voice) == own);
        let denies = |state: &StateClaim| {
            (state.said.asserted_by.is_empty() || asserts(state))
                && state.said.denied_by.iter().any(|it| Some(it.voice) == own)
        };
        let given_up = |it: &&StateClaim| it.value.is_given_up() && asserts(it);
        let holds = self.corpus.is_given_up(concept);
        let plain: Vec<_> = concept.states.iter().filter(given_up).filter(|_| holds).collect();
        // A voice that says both contradicts itself; so it came.
        let both = |state: &StateClaim| asserts(state) && denies(state);
        let contradicts = concept.states.iter().any(|it| it.value.is_given_up() && both(it));
        if !plain.is_empty() || contradicts {
            self.add_fact(
                owl::DEPRECATED,
                TripleEnd::Typed("true".to_owned(), xsd::BOOLEAN.to_owned()),
            );
        }
        if plain.is_empty() && concept.states.iter().any(|it| it.value.is_given_up() && denies(it))
        {
            self.add_fact(
                owl::DEPRECATED,
                TripleEnd::Typed("false".to_owned(), xsd::BOOLEAN.to_owned()),
            );
        }
        for name in plain.iter().flat_map(|state| &state.replaced_by) {
            let iri = self.naming.iri_of(name);
            self.add_fact(dcterms::IS_REPLACED_BY, TripleEnd::Node(iri));
        }
        if !self.is_told_plainly() {
            for (state, number) in concept.states.iter().zip(1..) {
                self.add_state_node(state, number);
            }
        }
    }

    /// Whether words that other tools know say all of it: that the corpus's own voice gives it up, or denies that.
    fn is_told_plainly(&self) -> bool {
        let [state] = &*self.concept.states else { return false };
        let said = &state.said;
        let own = StanceTriples::of_citations(&said.asserted_by, self.naming);
        let denied = StanceTriples::of_citations(&said.denied_by, self.naming);
        let alone = state.replaced_by.is_empty();
        state.value == ConceptState::Deprecated
            && state.since.is_none()
            && match (said.asserted_by.is_empty(), said.denied_by.is_empty()) {
                (false, true) => own.is_own(),
                (true, _) => alone && denied.is_own(),
                (false, false) => alone && own.is_own() && denied.is_own(),
            }
    }

    fn add_state_node(&mut self, state: &StateClaim, number: usize) {
        let mut about = self.new_claim_node("status", number);
        about.add_text(cx::STATE, state.value.name(), None);
        about.add_text(cx::SINCE, state.since.as_deref().unwrap_or_default(), None);
        for name in &state.replaced_by {
            about.add_node(cx::REPLACED_BY, self.naming.iri_of(name));
        }
        self.add_fact(cx::STATUS, TripleEnd::Node(about.subject.clone()));
        self.push_attributed(about, &StanceTriples::from_stance(&state.said, self.naming));
    }
}
