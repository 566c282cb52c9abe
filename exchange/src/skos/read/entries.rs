//! Names the entries of a graph, and reads each with all that is said of it.

use super::{LABEL_PREDICATES, NAME_PREDICATES, SkosReader};
use crate::{
    IdentifierSource,
    skos::{
        graph::{RdfNode, RdfTriple},
        names::{skos, skosxl},
        roles::NodeRoles,
        write::placeholder_namespace,
    },
};
use cxterms_base::corpus::{COLLECTION, ConceptId};
use std::collections::{BTreeSet, HashSet};

impl SkosReader<'_> {
    /// Gives every concept and collection an entry, so that all can be referred to.
    pub(super) fn name_entries(&mut self, roles: &NodeRoles) {
        let all: BTreeSet<RdfNode> = &roles.concepts | &roles.collections;
        let space = self.draft.corpus.settings.iri.clone().unwrap_or_default();
        let is_blank = |node: &RdfNode| self.graph.node_name(*node).starts_with("_:");
        let (blank, named): (Vec<_>, Vec<_>) = all.into_iter().partition(is_blank);
        for node in named {
            let name = self.graph.node_name(node);
            let local = name.strip_prefix(&*space).filter(|it| !space.is_empty() && !it.is_empty());
            let last =
                || name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
            let wanted = IdentifierSource::Is(local.unwrap_or_else(last));
            let (id, _) = self.draft.find_or_add_concept(name, wanted);
            match name.starts_with("file:") {
                true => self.name_nowhere(id, &space),
                false => self.edit_concept(id, |concept| {
                    let own = format!("{space}{}", concept.id) == name;
                    concept.iri = (!own).then(|| name.to_owned());
                }),
            }
            self.entries.insert(node, id);
        }
        // Those without an IRI are named after their labels, once those with one have theirs.
        for node in blank {
            let label = self.first_name(node).unwrap_or_default().to_owned();
            let name = self.graph.node_name(node);
            let (id, _) = self.draft.find_or_add_concept(name, IdentifierSource::From(&label));
            self.name_nowhere(id, &space);
            self.entries.insert(node, id);
        }
    }

    /// Names a concept that has no IRI in a namespace of ours, and not in that of the others.
    fn name_nowhere(&mut self, id: ConceptId, space: &str) {
        if !space.is_empty() {
            let ours = placeholder_namespace(&self.draft.corpus.settings.title);
            self.edit_concept(id, |concept| concept.iri = Some(format!("{ours}{}", concept.id)));
        }
    }

    /// The name that a node has, first in the corpus's language.
    fn first_name(&self, node: RdfNode) -> Option<&str> {
        let graph = self.graph;
        let best = |node, predicate| super::best_text(graph, node, predicate, &self.language);
        let resource = || {
            let label = graph.object_nodes(node, skosxl::PREF).next()?;
            best(label, skosxl::FORM)
        };
        let others = || NAME_PREDICATES.iter().find_map(|predicate| best(node, predicate));
        let found = best(node, skos::PREF).or_else(resource).or_else(others);
        found
            .or_else(|| best(node, skos::ALT))
            .map(|object| self.graph.text_of(object).map_or("", |it| it.0))
    }

    /// The entries in the order of their IRIs, which is the graph's own.
    pub(super) fn ordered_entries(&self) -> Vec<(RdfNode, ConceptId)> {
        let mut all: Vec<_> = self.entries.iter().map(|(node, id)| (*node, *id)).collect();
        all.sort_unstable();
        all
    }

    pub(super) fn read_concept(&mut self, node: RdfNode, id: ConceptId, roles: &NodeRoles) {
        let mut told = self.read_claims(node, id);
        let states = self.read_states(node, id, &told);
        told.extend(states);
        self.read_labels(node, id);
        // Of a scheme that is a concept as well they are the scheme's.
        if !roles.schemes.contains(&node) {
            let dates = self.read_dates(node);
            self.edit_concept(id, |concept| concept.dates = dates);
        }
        if roles.collections.contains(&node) && !roles.concepts.contains(&node) {
            self.set_kind(id, COLLECTION, "a set of concepts that belong together");
        }
        let graph = self.graph;
        let is_label =
            |iri: &str| LABEL_PREDICATES.iter().any(|(plain, xl, _)| *plain == iri || *xl == iri);
        // A scheme may be a concept as well; what it says as a scheme is read already.
        let is_read = |triple: &RdfTriple| roles.schemes.contains(&node) && graph.is_read(triple);
        let untold = |triple: &&RdfTriple| {
            let (_, predicate, object) = triple;
            !is_label(graph.node_name(*predicate))
                && !told.contains(&(*predicate, *object))
                && !is_read(triple)
        };
        let mut facts: Vec<_> = graph.triples_about(node).iter().filter(untold).collect();
        // What has a node of its own is numbered, across all kinds of notes.
        facts.sort_by_key(|(.., object)| (object.as_node().is_none(), object.as_node()));
        let mut left = HashSet::new();
        for triple in facts {
            if !self.read_fact(node, id, triple.1, &triple.2) {
                left.insert(triple);
            }
        }
        let all = graph.triples_about(node).iter();
        all.filter(|triple| !left.contains(triple)).for_each(|triple| graph.mark_read(triple));
    }
}
