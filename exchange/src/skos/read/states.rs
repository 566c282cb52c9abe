//! Reads the state of a concept: our own nodes, or the words of OWL, Dublin Core and vocabularies of states.

use super::{SkosReader, claims::PlainFact};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{adms, bibo, cx, dcterms, owl, vs},
};
use cxterms_base::{
    corpus::{CitedStance, ConceptId, ConceptState, StateClaim},
    schema::is_date,
};
use std::collections::HashSet;

/// What says in a word, or in the last part of an IRI, in which state a concept is.
const STATUS_PREDICATES: [&str; 3] = [vs::TERM_STATUS, adms::STATUS, bibo::STATUS];

/// These words in small letters without spaces, and the states that they mean here.
const STATE_WORDS: [(ConceptState, &[&str]); 5] = [
    (ConceptState::Draft, &["draft", "unstable", "underdevelopment", "unpublished"]),
    (ConceptState::Proposed, &["proposed", "testing", "candidate", "submitted", "experimental"]),
    (
        ConceptState::Approved,
        &["approved", "stable", "completed", "accepted", "published", "current", "valid"],
    ),
    (ConceptState::Deprecated, &["deprecated", "archaic", "obsolete", "superseded"]),
    (ConceptState::Retired, &["retired", "withdrawn", "rejected"]),
];

impl SkosReader<'_> {
    /// Adds the states of a concept and what replaces it; returns the plain facts that tell them.
    pub(super) fn read_states(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        claimed: &HashSet<PlainFact>,
    ) -> HashSet<PlainFact> {
        let graph = self.graph;
        let mut told = HashSet::new();
        let own_nodes = self.has_state_nodes(node);
        for (_, predicate, object) in graph.triples_about(node) {
            if claimed.contains(&(*predicate, *object)) {
                continue;
            }
            let read = match graph.node_name(*predicate) {
                cx::STATUS => self.read_state_node(id, object),
                // Our own nodes say more.
                owl::DEPRECATED => self.read_flag(node, id, object, own_nodes),
                name if STATUS_PREDICATES.contains(&name) => {
                    self.read_status_word(node, id, object, own_nodes)
                }
                dcterms::IS_REPLACED_BY => self.read_replacement(node, node, object),
                dcterms::REPLACES => match object.as_node() {
                    Some(old) => self.read_replacement(node, old, &RdfObject::Node(node)),
                    None => false,
                },
                _ => false,
            };
            if read {
                told.insert((*predicate, *object));
            }
        }
        told
    }

    fn has_state_nodes(&self, node: RdfNode) -> bool {
        self.graph.objects(node, cx::STATUS).any(|object| object.as_node().is_some())
    }

    fn push_state(
        &mut self,
        id: ConceptId,
        value: ConceptState,
        replaced_by: Vec<String>,
        said: CitedStance,
    ) {
        self.edit_concept(id, |concept| {
            concept.states.push(StateClaim { value, replaced_by, since: None, said });
        });
    }

    /// A node that says all of one state; false if that is no node.
    fn read_state_node(&mut self, id: ConceptId, object: &RdfObject) -> bool {
        let Some(node) = object.as_node() else { return false };
        let Some(value) = self.read_named(node, cx::STATE, &ConceptState::ALL) else {
            self.record_loss("states without a value", node);
            return true;
        };
        let since = self.read_words(node, cx::SINCE);
        if since.as_deref().is_some_and(|since| !is_date(since)) {
            self.record_loss("dates of states", node);
        }
        let since = since.filter(|since| is_date(since));
        let replacing: Vec<_> = self.graph.read_objects(node, cx::REPLACED_BY).copied().collect();
        let replaced_by = replacing.iter().filter_map(|it| self.name_replacement(node, id, it));
        let replaced_by = replaced_by.collect();
        let said = self.read_stance(node);
        self.edit_concept(id, |concept| {
            concept.states.push(StateClaim { value, replaced_by, since, said });
        });
        true
    }

    /// The identifier of a concept that stands in the place of another; what is none of this vocabulary is lost.
    fn name_replacement(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        object: &RdfObject,
    ) -> Option<String> {
        let there = self.find_entry(object).filter(|there| *there != id);
        let named = there.and_then(|there| self.draft.corpus.concepts.get(there.index()));
        let named = named.map(|concept| concept.id.clone());
        if named.is_none() {
            self.record_loss("replacements that are no other concepts", node);
        }
        named
    }

    /// Whether a concept is given up; false if it is told otherwise than by a truth value.
    fn read_flag(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        object: &RdfObject,
        told_by_nodes: bool,
    ) -> bool {
        let Some(given_up) = self.flag_of(object) else { return false };
        if told_by_nodes {
            return true;
        }
        let own = self.draft.own_stance();
        let said = match given_up {
            true => own,
            // That it is not deprecated is a denial.
            false => CitedStance::new(vec![], own.asserted_by.clone()),
        };
        self.push_state(id, ConceptState::Deprecated, vec![], said);
        if !given_up && self.has_flag(node, true) {
            self.record_loss("concepts that are deprecated and are not", node);
        }
        let plain = self.graph.text_of(object).is_some_and(|(text, _)| text.len() > 1);
        if !plain {
            self.record_loss("spellings of truth values", node);
        }
        true
    }

    fn flag_of(&self, object: &RdfObject) -> Option<bool> {
        match self.graph.text_of(object)?.0.trim() {
            "true" | "1" | "True" | "TRUE" => Some(true),
            "false" | "0" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    fn read_status_word(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        object: &RdfObject,
        told_by_nodes: bool,
    ) -> bool {
        let Some(value) = self.state_of_word(object) else { return false };
        if !told_by_nodes {
            let own = self.draft.own_stance();
            self.push_state(id, value, vec![], own);
            self.record_loss("other words for states", node);
        }
        true
    }

    /// The state that a word or an IRI means.
    fn state_of_word(&self, object: &RdfObject) -> Option<ConceptState> {
        let iri =
            |node| self.graph.node_name(node).trim_end_matches('/').rsplit(['/', '#', ':']).next();
        let word = match object.as_node() {
            Some(node) => iri(node)?,
            None => self.graph.text_of(object)?.0,
        };
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let letters = letters.to_lowercase();
        let known = STATE_WORDS.iter().find(|(_, words)| words.contains(&&*letters));
        known.map(|(state, _)| *state)
    }

    /// The state in which a concept is no longer in use, if it is said to be in one otherwise than by our own nodes.
    fn find_given_up(&self, node: RdfNode) -> Option<ConceptState> {
        if self.has_flag(node, true) {
            return Some(ConceptState::Deprecated);
        }
        let words = STATUS_PREDICATES.iter().flat_map(|it| self.graph.objects(node, it));
        words.filter_map(|it| self.state_of_word(it)).find(|state| state.is_given_up())
    }

    fn has_flag(&self, node: RdfNode, wanted: bool) -> bool {
        let mut flags = self.graph.objects(node, owl::DEPRECATED);
        flags.any(|it| self.flag_of(it) == Some(wanted))
    }

    /// That one concept stands in the place of another: a part of that one's state where it is given up, else a relation.
    fn read_replacement(&mut self, teller: RdfNode, old: RdfNode, new: &RdfObject) -> bool {
        if new.as_node().is_none() {
            return false;
        }
        let Some(id) = self.entries.get(&old).copied() else {
            self.record_loss("replacements that are no other concepts", teller);
            return true;
        };
        let Some(name) = self.name_replacement(teller, id, new) else { return true };
        let own = self.draft.own_stance();
        if self.is_told_by_node(old, new) {
            return true;
        }
        if teller != old {
            self.record_loss("replacements told from their far ends", teller);
        }
        let given_up = self.find_given_up(old).filter(|_| !self.has_state_nodes(old));
        if let Some(state) = given_up {
            self.push_state(id, state, vec![name], own);
        } else if let Some(to) = self.find_entry(new) {
            let relation = self.replacement_relation();
            self.draft.add_relation(id, relation, to, own);
        }
        true
    }

    /// Whether a node of ours says so already.
    fn is_told_by_node(&self, old: RdfNode, new: &RdfObject) -> bool {
        let nodes = self.graph.objects(old, cx::STATUS).filter_map(RdfObject::as_node);
        let mut named = nodes.flat_map(|node| self.graph.objects(node, cx::REPLACED_BY));
        named.any(|it| it == new)
    }
}
