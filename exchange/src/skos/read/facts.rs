//! Reads the plain facts of a concept: what is said of it in the corpus's own voice.

use super::{NAME_PREDICATES, SkosReader, texts::NOTE_PREDICATES};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{cx, rdf, shorten_iri, skos},
    roles::MAPPING_RELATIONS,
};
use cxterms_base::{
    corpus::{ConceptId, Match, Notation, RelationId, SUBSET_OF},
    schema::MATCH_KINDS,
};
use std::collections::BTreeSet;

impl<'g> SkosReader<'g> {
    /// One thing that is said of a concept plainly, in the corpus's own voice. A text that has no place here is left to
    /// what else the node may be: false.
    pub(super) fn read_fact(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        predicate: RdfNode,
        object: &'g RdfObject,
    ) -> bool {
        let iri = self.graph.node_name(predicate);
        if let Some(relation) = self.relations.get(&predicate).copied() {
            self.read_relation(node, id, relation, object);
            return true;
        }
        if let Some((_, kind)) = NOTE_PREDICATES.iter().find(|(name, _)| *name == iri) {
            self.read_note(node, id, iri, *kind, object);
            return true;
        }
        if let Some(at) = MAPPING_RELATIONS.iter().position(|name| *name == iri) {
            self.read_match(node, id, at, object);
            return true;
        }
        match iri {
            rdf::TYPE => self.read_type(node, object),
            skos::DEFINITION => self.read_definition(node, id, object),
            skos::NOTATION => self.read_notation(node, id, object),
            skos::BROADER => self.read_relation(node, id, SUBSET_OF, object),
            skos::NARROWER => match self.find_entry(object) {
                Some(below) if below != id => {
                    let own = self.draft.own_stance();
                    self.draft.add_relation(below, SUBSET_OF, id, own);
                }
                Some(_) => self.record_loss("relations of a concept to itself", node),
                None => self.record_loss("relations to what is no concept", node),
            },
            skos::RELATED => {
                let related = self.draft.find_or_add_relation("related", None, "has to do with");
                self.read_relation(node, id, related, object);
            }
            skos::MEMBER => self.read_member(node, id, object),
            skos::MEMBER_LIST => {
                self.losses.add_example("orders of members", self.graph.node_name(node));
                for member in self.list_members(object) {
                    self.read_member(node, id, &RdfObject::Node(member));
                }
            }
            skos::IN_SCHEME | skos::TOP_OF | skos::HAS_TOP if object.as_node().is_none() => {
                self.record_loss("relations to what is no concept", node);
            }
            skos::IN_SCHEME => self.read_membership(id, object, false),
            skos::TOP_OF => self.read_membership(id, object, true),
            cx::ROOT_OF => self.call_root(id),
            // A scheme is read by itself, be it a concept as well.
            skos::HAS_TOP => {}
            _ if NAME_PREDICATES.contains(&iri) && self.is_label_of(id, object) => {}
            _ if object.as_node().is_none() => return false,
            // What else the node is has told of it.
            _ if self.graph.is_read(&(node, predicate, *object)) => {}
            _ => self.record_loss(iri, node),
        }
        true
    }

    /// A code; of two that are spelled alike the corpus holds one.
    fn read_notation(&mut self, node: RdfNode, id: ConceptId, object: &RdfObject) {
        let Some((code, language)) = self.graph.text_of(object) else {
            return self.record_loss(skos::NOTATION, node);
        };
        if language.is_some() {
            self.losses.add_example("languages of notations", code);
        }
        if self.graph.datatype_of(object).is_some() {
            self.losses.add_example("datatypes of notations", code);
        }
        let code = self.collapse_spaces(code);
        if code.is_empty() {
            return self.record_loss("empty texts", node);
        }
        self.edit_concept(id, |concept| {
            if !concept.notations.iter().any(|known| known.code == code) {
                concept.notations.push(Notation::without_place(code));
            }
        });
    }

    fn read_match(&mut self, node: RdfNode, id: ConceptId, at: usize, object: &RdfObject) {
        let Some((kind, there)) = MATCH_KINDS.get(at).zip(object.as_node()) else {
            return self.record_loss("matches that are no IRIs", node);
        };
        let found = Match::without_place(*kind, self.graph.node_name(there));
        self.edit_concept(id, |concept| concept.matches.push(found));
    }

    fn read_member(&mut self, node: RdfNode, id: ConceptId, object: &RdfObject) {
        let belongs = self.draft.find_or_add_relation(
            "member-of",
            Some("has-member"),
            "belongs to the collection",
        );
        match self.find_entry(object) {
            Some(member) if member != id => {
                let own = self.draft.own_stance();
                self.draft.add_relation(member, belongs, id, own);
            }
            _ => self.record_loss(skos::MEMBER, node),
        }
    }

    fn read_relation(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        relation: RelationId,
        object: &RdfObject,
    ) {
        match self.find_entry(object) {
            Some(to) if to == id => self.record_loss("relations of a concept to itself", node),
            Some(to) => {
                let own = self.draft.own_stance();
                self.draft.add_relation(id, relation, to, own);
            }
            None => self.record_loss("relations to what is no concept", node),
        }
    }

    fn read_type(&mut self, node: RdfNode, object: &RdfObject) {
        let Some(class) = object.as_node().map(|class| self.graph.node_name(class)) else {
            return self.record_loss(rdf::TYPE, node);
        };
        if ![skos::CONCEPT, skos::COLLECTION, skos::ORDERED, skos::SCHEME].contains(&class) {
            self.losses.add_example(
                &format!("the type {}", shorten_iri(class)),
                self.graph.node_name(node),
            );
        }
    }

    /// The members of an RDF list; one that goes round ends where it began.
    fn list_members(&self, head: &RdfObject) -> Vec<RdfNode> {
        let (mut members, mut seen) = (vec![], BTreeSet::new());
        let mut next = head.as_node();
        while let Some(cell) = next.filter(|cell| seen.insert(*cell)) {
            members.extend(self.graph.object_nodes(cell, rdf::FIRST).next());
            next = self.graph.object_nodes(cell, rdf::REST).next();
        }
        members
    }

    pub(super) fn set_kind(&mut self, id: ConceptId, kind: &str, means: &str) {
        let kind = self.draft.find_or_add_kind(kind);
        if let Some(kind) = self.draft.corpus.kinds.get_mut(kind.index()) {
            means.clone_into(&mut kind.means);
        }
        self.edit_concept(id, |concept| concept.kind = concept.kind.or(Some(kind)));
    }
}
