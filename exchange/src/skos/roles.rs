//! The roles of nodes in a SKOS graph: concept, scheme or collection, stated or entailed.

use super::{
    graph::{RdfGraph, RdfNode, RdfObject},
    names::{cx, rdf, skos, skosxl},
};
use std::collections::BTreeSet;

/// What nodes are.
#[derive(Debug, Default)]
pub(super) struct NodeRoles {
    pub(super) concepts: BTreeSet<RdfNode>,
    pub(super) schemes: BTreeSet<RdfNode>,
    pub(super) collections: BTreeSet<RdfNode>,
}

/// Relations that only concepts have (S19–S24).
pub(super) const SEMANTIC_RELATIONS: [&str; 5] = [
    skos::BROADER,
    skos::NARROWER,
    skos::RELATED,
    skos::BROADER_TRANSITIVE,
    skos::NARROWER_TRANSITIVE,
];

/// Relations to concepts elsewhere (S39).
pub(super) const MAPPING_RELATIONS: [&str; 5] =
    [skos::EXACT, skos::CLOSE, skos::BROAD_MATCH, skos::NARROW_MATCH, skos::RELATED_MATCH];

/// The node that stands for a corpus as a whole, if the graph is one of ours.
pub(super) fn find_whole(graph: &RdfGraph) -> Option<RdfNode> {
    let said = [cx::EDITORS, cx::EDITION, cx::RULES, cx::VOICE_KINDS, cx::IMPLIED_WORD];
    let all = said.into_iter().flat_map(|it| graph.subjects_and_objects(it));
    let all: BTreeSet<_> = all.map(|(node, _)| node).collect();
    all.first().copied().filter(|_| all.len() == 1)
}

impl NodeRoles {
    /// The scheme, if there is one only.
    pub(super) fn only_scheme(&self) -> Option<RdfNode> {
        let mut all = self.schemes.iter().copied();
        all.next().filter(|_| all.next().is_none())
    }

    /// What the nodes of a graph are. What a match points to is a concept elsewhere, and none of this graph's unless
    /// something else is said of it.
    pub(super) fn from_graph(graph: &RdfGraph) -> Self {
        let typed = |class: &str| -> BTreeSet<RdfNode> {
            let class = graph.find_node(class).map(RdfObject::Node);
            let all = graph
                .subjects_and_objects(rdf::TYPE)
                .filter(|(_, object)| Some(*object) == class.as_ref());
            all.map(|(subject, _)| subject).collect()
        };
        let subjects = |predicate: &'static str| {
            graph.subjects_and_objects(predicate).map(|(subject, _)| subject)
        };
        let objects = |predicate: &'static str| {
            graph.subjects_and_objects(predicate).filter_map(|(_, object)| object.as_node())
        };
        let mut roles = Self {
            concepts: typed(skos::CONCEPT),
            schemes: typed(skos::SCHEME),
            collections: &typed(skos::COLLECTION) | &typed(skos::ORDERED),
        };
        roles.schemes.extend(
            objects(skos::IN_SCHEME).chain(objects(skos::TOP_OF)).chain(subjects(skos::HAS_TOP)),
        );
        roles.collections.extend(subjects(skos::MEMBER).chain(subjects(skos::MEMBER_LIST)));
        roles.concepts.extend(subjects(skos::TOP_OF).chain(objects(skos::HAS_TOP)));
        for predicate in SEMANTIC_RELATIONS {
            roles.concepts.extend(subjects(predicate).chain(objects(predicate)));
        }
        for predicate in MAPPING_RELATIONS {
            roles.concepts.extend(subjects(predicate));
        }
        let labelled =
            [skos::PREF, skos::ALT, skos::HIDDEN, skosxl::PREF, skosxl::ALT, skosxl::HIDDEN];
        let others = &typed(skosxl::LABEL) | &typed(cx::KIND);
        let named = labelled.into_iter().flat_map(subjects);
        let named: Vec<_> = named
            .filter(|node| {
                !roles.schemes.contains(node)
                    && !roles.collections.contains(node)
                    && !others.contains(node)
            })
            .collect();
        roles.concepts.extend(named);
        roles
    }
}
