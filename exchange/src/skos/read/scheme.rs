//! Finds what a vocabulary is called, and who keeps it.

use super::best_text;
use crate::skos::{
    graph::{RdfGraph, RdfNode},
    names::{dc, dcterms, rdfs, schema, schemas, skos},
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
