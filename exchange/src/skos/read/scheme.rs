//! Reads what the one scheme of a graph says, and counts what nothing else has read.

use super::{SkosReader, best_text};
use crate::skos::{
    graph::{RdfGraph, RdfNode},
    names::{dc, dcterms, foaf, rdf, rdfs, schema, schemas, shorten_iri, skos, skosxl},
};

/// What names a thing, the best first, where SKOS gives it no preferred label.
pub(super) const NAME_PREDICATES: [&str; 5] =
    [rdfs::LABEL, dcterms::TITLE, dc::TITLE, schema::NAME, schemas::NAME];

/// What names a scheme, the best first.
const TITLE_PREDICATES: [&str; 6] =
    [dcterms::TITLE, dc::TITLE, skos::PREF, rdfs::LABEL, schema::NAME, schemas::NAME];

/// Who keeps a scheme, the best first.
const KEEPER_PREDICATES: [&str; 4] =
    [dcterms::PUBLISHER, dc::PUBLISHER, dcterms::CREATOR, dc::CREATOR];

/// Whether a class is among those that what is read may have.
fn is_own(class: &str) -> bool {
    [foaf::AGENT, foaf::DOCUMENT, rdf::STATEMENT, skosxl::LABEL].contains(&class)
        || shorten_iri(class).starts_with("cx:")
}

/// The title of a scheme, which is read with it.
pub(super) fn read_title<'g>(
    graph: &'g RdfGraph,
    scheme: RdfNode,
    language: &str,
) -> Option<&'g str> {
    read_best(graph, scheme, &TITLE_PREDICATES, language)
}

/// The name of who keeps a scheme, which is read with it.
pub(super) fn read_keeper<'g>(
    graph: &'g RdfGraph,
    scheme: RdfNode,
    language: &str,
) -> Option<&'g str> {
    read_best(graph, scheme, &KEEPER_PREDICATES, language)
}

fn read_best<'g>(
    graph: &'g RdfGraph,
    scheme: RdfNode,
    predicates: &[&str],
    language: &str,
) -> Option<&'g str> {
    predicates.iter().find_map(|predicate| {
        let object = best_text(graph, scheme, predicate, language)?;
        graph.mark_fact_read(scheme, predicate, object);
        graph.text_of(object).map(|(text, _)| text)
    })
}

impl SkosReader<'_> {
    /// What the one scheme says beyond title and voice.
    pub(super) fn read_scheme(&mut self, scheme: RdfNode) {
        let graph = self.graph;
        for top in graph.object_nodes(scheme, skos::HAS_TOP) {
            let own = self.draft.own_stance();
            if let Some(top) = self.entries.get(&top).copied() {
                self.edit_concept(top, |concept| {
                    concept.root.get_or_insert(own);
                });
            }
        }
        for language in graph.objects(scheme, dcterms::LANGUAGE) {
            if self.graph.text_of(language).is_some_and(|(tag, _)| tag == self.language) {
                graph.mark_fact_read(scheme, dcterms::LANGUAGE, language);
            }
        }
    }

    /// Counts as lost each text that nothing has read, and all that is said of what nothing has read.
    pub(super) fn record_unread(&mut self, one: Option<RdfNode>) {
        let graph = self.graph;
        let is_known = |node| {
            graph.triples_about(node).iter().any(|triple| graph.is_read(triple))
                || self.entries.contains_key(&node)
        };
        let mut subject: Option<(RdfNode, bool)> = None;
        for (node, predicate, object) in graph.unread_triples() {
            let known = match subject.filter(|(seen, _)| seen == node) {
                Some((_, known)) => known,
                None => is_known(*node) && one != Some(*node),
            };
            subject = Some((*node, known));
            let iri = graph.node_name(*predicate);
            let of_scheme = one == Some(*node);
            let what = match object.as_node() {
                // It says how a list goes on, and nothing of its own.
                Some(_) if iri == rdf::REST => continue,
                Some(_) if iri == rdf::TYPE && of_scheme => continue,
                Some(class) if known && iri == rdf::TYPE && is_own(graph.node_name(class)) => {
                    continue;
                }
                Some(class) if iri == rdf::TYPE => {
                    format!("the type {}", shorten_iri(graph.node_name(class)))
                }
                _ if of_scheme => format!("{} of the scheme", shorten_iri(iri)),
                _ => shorten_iri(iri),
            };
            self.losses.add_example(&what, graph.node_name(*node));
        }
    }
}
