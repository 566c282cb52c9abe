//! Integrity conditions of the SKOS Reference (W3C Recommendation of 18 August 2009, S9 to S58), and their breaches.

use super::{
    graph::{RdfGraph, RdfNode, RdfObject, RdfPlace, RdfTriple},
    names::{rdf, shorten_iri, skos, skosxl},
    roles::NodeRoles,
};
use std::collections::{BTreeMap, BTreeSet};

/// A breach: the condition's number in the Reference, and what breaches it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ConditionBreach {
    pub(super) condition: &'static str,
    /// Where it is breached.
    pub(super) place: RdfPlace,
    pub(super) message: String,
}

/// Every breach, by condition.
pub(super) fn find_breaches(graph: &RdfGraph, roles: &NodeRoles) -> Vec<ConditionBreach> {
    let mut found = vec![];
    let mut tell = |condition, place, message| {
        found.push(ConditionBreach { condition, place, message });
    };
    check_disjoint_classes(graph, roles, &mut tell);
    check_labels(graph, &mut tell);
    check_related(graph, &mut tell);
    check_exact_matches(graph, &mut tell);
    check_label_resources(graph, &mut tell);
    found.sort();
    found.dedup();
    found
}

type ReportBreach<'t> = &'t mut dyn FnMut(&'static str, RdfPlace, String);

fn check_disjoint_classes(graph: &RdfGraph, roles: &NodeRoles, tell: ReportBreach<'_>) {
    for node in roles.concepts.intersection(&roles.schemes) {
        let place = graph.place_of_node(*node);
        tell(
            "S9",
            place,
            format!("`{}` is a concept and a concept scheme", graph.node_name(*node)),
        );
    }
    for node in &roles.collections {
        for (others, what) in [(&roles.concepts, "concept"), (&roles.schemes, "concept scheme")] {
            if others.contains(node) {
                let place = graph.place_of_node(*node);
                tell(
                    "S37",
                    place,
                    format!("`{}` is a collection and a {what}", graph.node_name(*node)),
                );
            }
        }
    }
}

/// S13: no text is a label of two kinds. S14: one preferred label a language.
fn check_labels(graph: &RdfGraph, tell: ReportBreach<'_>) {
    let kinds = [skos::PREF, skos::ALT, skos::HIDDEN].map(|kind| (kind, graph.find_node(kind)));
    let kind_of = |triple: &RdfTriple| kinds.iter().position(|(_, node)| *node == Some(triple.1));
    for about in graph.triples().chunk_by(|one, other| one.0 == other.0) {
        let labels = about.iter().filter_map(|triple| Some((kind_of(triple)?, triple)));
        let name = about.first().map_or("", |(node, ..)| graph.node_name(*node));
        let mut preferred: BTreeMap<Option<&str>, &str> = BTreeMap::new();
        let mut seen: BTreeMap<&RdfObject, usize> = BTreeMap::new();
        for (kind, triple) in labels {
            let (.., object) = triple;
            let Some((text, language)) = graph.text_of(object) else { continue };
            let place = graph.place_of(triple);
            if kind == 0
                && let Some(first) = preferred.insert(language, text)
            {
                let tag = language.unwrap_or("no language");
                tell(
                    "S14",
                    place,
                    format!("`{name}` has two preferred labels ({tag}): {first}; {text}"),
                );
            }
            let before = seen.insert(object, kind).filter(|before| *before != kind);
            if let Some(before) = before {
                let what = |kind: usize| {
                    kinds.get(kind).map_or(String::new(), |(name, _)| shorten_iri(name))
                };
                tell(
                    "S13",
                    place,
                    format!("`{text}` is {} and {} of `{name}`", what(before), what(kind)),
                );
            }
        }
    }
}

/// S27: what is related is not above or below each other.
fn check_related(graph: &RdfGraph, tell: ReportBreach<'_>) {
    let mut above: BTreeMap<RdfNode, BTreeSet<RdfNode>> = BTreeMap::new();
    for (predicate, up) in [
        (skos::BROADER, true),
        (skos::BROAD_MATCH, true),
        (skos::BROADER_TRANSITIVE, true),
        (skos::NARROWER, false),
        (skos::NARROW_MATCH, false),
        (skos::NARROWER_TRANSITIVE, false),
    ] {
        for (subject, object) in graph.subjects_and_objects(predicate) {
            let Some(object) = object.as_node() else { continue };
            let (low, high) = if up { (subject, object) } else { (object, subject) };
            above.entry(low).or_default().insert(high);
        }
    }
    let mut told = BTreeSet::new();
    for name in [skos::RELATED, skos::RELATED_MATCH] {
        for (one, object) in graph.subjects_and_objects(name) {
            let Some(other) = object.as_node() else { continue };
            let related = is_reachable(&above, one, other) || is_reachable(&above, other, one);
            // It holds both ways, whoever of the two says so.
            if related && told.insert((one.min(other), one.max(other))) {
                let place = graph.place_of_fact(one, name, object);
                let (one, other) = (graph.node_name(one), graph.node_name(other));
                let relation = shorten_iri(name);
                let message =
                    format!("`{one}` and `{other}` are {relation} and stand above each other");
                tell("S27", place, message);
            }
        }
    }
}

/// Whether one or more steps lead from a node to another.
fn is_reachable(next: &BTreeMap<RdfNode, BTreeSet<RdfNode>>, from: RdfNode, to: RdfNode) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(node) = waiting.pop() {
        for onward in next.get(&node).into_iter().flatten() {
            if *onward == to {
                return true;
            }
            if seen.insert(*onward) {
                waiting.push(*onward);
            }
        }
    }
    false
}

/// S46: what matches exactly, in whatever steps, matches in no other direction.
fn check_exact_matches(graph: &RdfGraph, tell: ReportBreach<'_>) {
    let mut joined: BTreeMap<RdfNode, BTreeSet<RdfNode>> = BTreeMap::new();
    for (one, other) in graph.subjects_and_objects(skos::EXACT) {
        let Some(other) = other.as_node() else { continue };
        joined.entry(one).or_default().insert(other);
        joined.entry(other).or_default().insert(one);
    }
    for predicate in [skos::BROAD_MATCH, skos::NARROW_MATCH, skos::RELATED_MATCH] {
        for (one, object) in graph.subjects_and_objects(predicate) {
            let Some(other) = object.as_node() else { continue };
            if is_reachable(&joined, one, other) {
                let place = graph.place_of_fact(one, predicate, object);
                let (one, other) = (graph.node_name(one), graph.node_name(other));
                tell(
                    "S46",
                    place,
                    format!(
                        "`{one}` has the exact match `{other}` and the {}",
                        shorten_iri(predicate)
                    ),
                );
            }
        }
    }
}

/// S48, S52, S58: what holds of labels that are resources.
fn check_label_resources(graph: &RdfGraph, tell: ReportBreach<'_>) {
    let kinds = [skosxl::PREF, skosxl::ALT, skosxl::HIDDEN];
    let mut used: BTreeMap<RdfNode, BTreeSet<(RdfNode, usize)>> = BTreeMap::new();
    // With where each is used first.
    let mut all = BTreeMap::new();
    for (kind, predicate) in kinds.iter().enumerate() {
        for (subject, object) in graph.subjects_and_objects(predicate) {
            let Some(label) = object.as_node() else { continue };
            used.entry(label).or_default().insert((subject, kind));
            all.entry(label).or_insert_with(|| graph.place_of_fact(subject, predicate, object));
        }
    }
    for (label, uses) in used {
        for (subject, kind) in &uses {
            if uses.iter().any(|(other, also)| other == subject && also > kind) {
                tell(
                    "S58",
                    graph.place_of_node(label),
                    format!(
                        "`{}` is a label of `{}` in two ways",
                        graph.node_name(label),
                        graph.node_name(*subject)
                    ),
                );
            }
        }
    }
    let class = |name: &str| graph.find_node(name).map(RdfObject::Node);
    let label = class(skosxl::LABEL);
    for (node, object) in graph.subjects_and_objects(rdf::TYPE) {
        if Some(object) == label.as_ref() {
            all.entry(node).or_insert_with(|| graph.place_of_node(node));
        }
    }
    for (node, used) in all {
        let forms = graph.object_texts(node, skosxl::FORM).count();
        if forms != 1 {
            let told = !graph.triples_about(node).is_empty();
            let place = if told { graph.place_of_node(node) } else { used };
            tell(
                "S52",
                place,
                format!("the label `{}` has {forms} literal forms", graph.node_name(node)),
            );
        }
        for other in [skos::CONCEPT, skos::SCHEME, skos::COLLECTION] {
            if graph.objects(node, rdf::TYPE).any(|object| Some(object) == class(other).as_ref()) {
                tell(
                    "S48",
                    graph.place_of_node(node),
                    format!("`{}` is a label and a {}", graph.node_name(node), shorten_iri(other)),
                );
            }
        }
    }
}
