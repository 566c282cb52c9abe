//! Gathers of each of several concepts what a comparison of them shows, and nothing else.

use super::{
    DefinedConcept,
    gather::{gather_definitions, gather_facets, gather_notes, is_unnamed, own_words},
    status::gather_status,
};
use crate::answer::{
    concept_names::NameCache,
    metric::MetricFormulas,
    relation::{self, EndEdge},
    worked_example::WorkedExample,
};
use cxterms_base::{
    ConceptId, End,
    corpus::{RelationId, SUBSET_OF},
    image::ImageError,
};

/// A relation to a concept, from one end.
type EdgeKey = (RelationId, End, ConceptId);

/// What a comparison shows of each concept: its meaning, its facets, its umbrellas, its relations to the others and to what
/// all are related to in the same way, the notes that are said of others too.
pub(in crate::answer) fn gather_compared<'b>(
    naming: &NameCache<'b>,
    ids: &[ConceptId],
) -> Result<Vec<DefinedConcept<'b>>, ImageError> {
    let edges = ids.iter().map(|id| relation::list_edges(naming, *id));
    let edges = edges.collect::<Result<Vec<_>, _>>()?;
    let key = |edge: &EndEdge| -> EdgeKey { (edge.edge.relation, edge.side, edge.other) };
    let common =
        |wanted: &EndEdge| edges.iter().all(|all| all.iter().any(|edge| key(edge) == key(wanted)));
    let shown = |edge: &EndEdge| {
        let umbrella = (edge.edge.relation, edge.side) == (SUBSET_OF, End::Near);
        umbrella || ids.contains(&edge.other) || common(edge)
    };
    let all = ids.iter().zip(&edges);
    all.map(|(id, edges)| {
        let edges = edges.iter().filter(|edge| shown(edge)).copied().collect();
        gather_one(naming, *id, ids, edges)
    })
    .collect()
}

fn gather_one<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    ids: &[ConceptId],
    edges: Vec<EndEdge>,
) -> Result<DefinedConcept<'b>, ImageError> {
    let base = naming.ask.base;
    let record = base.concept_record(id)?;
    let mut concept = record.concept;
    let own =
        own_words(naming, concept.definition, concept.translated, is_unnamed(&concept.labels));
    // Others' words are shown where there are none of the corpus's own.
    let definitions = match &own {
        Some(_) => vec![],
        None => gather_definitions(naming, concept.definitions)?,
    };
    let of_others =
        |with: &[ConceptId]| with.iter().any(|other| *other != id && ids.contains(other));
    concept.notes.retain(|note| of_others(&note.with));
    let shared = record.shared_notes.iter().copied();
    let shared: Vec<_> = shared
        .map(|number| {
            let (from, note) = base.shared_note(number)?;
            Ok((number, ids.contains(&from) || of_others(&note.with)))
        })
        .filter(|read: &Result<_, ImageError>| !matches!(read, Ok((_, false))))
        .map(|read| read.map(|(number, _)| number))
        .collect::<Result<_, _>>()?;
    let computation = MetricFormulas::gather_formulas(naming, &concept.facets)?;
    Ok(DefinedConcept {
        definition: own.as_ref().map(|it| it.text),
        definition_by: naming.name_if_foreign(own.map(|it| it.voice))?,
        definitions,
        computation: computation.map(WorkedExample::from_metric),
        facets: gather_facets(naming, concept.facets)?,
        relations: relation::name_edges(naming, id, edges)?,
        notes: gather_notes(naming, id, concept.notes, &shared)?,
        status: gather_status(naming, id, concept.states)?,
        ..DefinedConcept::from_term(naming.heard_term(id)?)
    })
}
