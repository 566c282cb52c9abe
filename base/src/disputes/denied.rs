//! Disputes about claims that some voices make and others deny.

use super::{Dispute, DisputeKind, Evidence, Party, Position, excluded};
use crate::{
    corpus::ConceptId,
    corpus::{Citation, CitedStance},
    graph::End,
    image::ImageError,
};
use std::collections::BTreeSet;

/// The claims of a concept that are both made and denied; those of a facet that takes one value are told as its values.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let record = evidence.concept_record(id)?;
    let concept = &record.concept;
    let mut found = vec![];
    let mut add =
        |about: &dyn Fn() -> Vec<ConceptId>, holds: Position<'b>, said: &CitedStance<&'b str>| {
            if !said.denied_by.is_empty() {
                let heard = evidence.seen_by.filter_citations(said.clone());
                found.extend(heard.and_then(|said| build_denial_dispute(about(), holds, said)));
            }
        };
    let alone = || vec![id];
    for label in &concept.labels {
        add(&alone, Position::Label(id, label.text), &label.said);
    }
    for definition in &concept.definitions {
        add(&alone, Position::Definition(id, definition.text), &definition.said);
    }
    for value in &concept.facets {
        let disputed = !value.said.denied_by.is_empty();
        if disputed && !evidence.base.facet(value.facet)?.single_valued {
            add(&alone, Position::Value(id, value.facet, value.value), &value.said);
        }
    }
    for note in &concept.notes {
        let about = || [&[id][..], &note.with].concat();
        add(&about, Position::Note(id, note.text), &note.said);
    }
    for number in &record.shared_notes {
        let (from, note) = evidence.base.shared_note(*number)?;
        let about = || [&[from][..], &note.with].concat();
        add(&about, Position::Note(from, note.text), &note.said);
    }
    if let Some(said) = &concept.root {
        add(&alone, Position::Root(id), said);
    }
    let mut wider = None;
    for link in evidence.links(id)?.iter() {
        if link.stance.denied_by.is_empty() || link.stance.asserted_by.is_empty() {
            continue;
        }
        let (from, to) = match link.side {
            End::Near => (id, link.concept),
            End::Far => (link.concept, id),
        };
        let mut said = evidence.relation_citations(from, link.relation, to)?;
        let (mut first, mut second) = (from, to);
        if said.asserted_by.is_empty() {
            // A symmetric relation is written at either end.
            said = evidence.relation_citations(to, link.relation, from)?;
            (first, second) = (to, from);
        }
        // Where the relation is one side of a wider clash, its denial is told there.
        if wider.is_none() {
            wider = Some(excluded::find_disputes_of(evidence, id)?);
        }
        let told_there = wider.iter().flatten().any(|wider| {
            wider.sides.first().is_some_and(|side| {
                matches!(side.holds, Position::Relation(a, relation, b)
                    if relation == link.relation && [(a, b), (b, a)].contains(&(first, second)))
            })
        });
        if !told_there {
            let about = || vec![first, second];
            add(&about, Position::Relation(first, link.relation, second), &said);
        }
    }
    Ok(found)
}

/// Those who make a claim and those who deny it. A voice that does both is on neither side, unless it is alone: then it
/// contradicts itself.
fn split_parties(mut said: CitedStance<&str>) -> Option<CitedStance<&str>> {
    let voices =
        |citations: &[Citation<&str>]| citations.iter().map(|it| it.voice).collect::<BTreeSet<_>>();
    let (asserting, denying) = (voices(&said.asserted_by), voices(&said.denied_by));
    if asserting != denying || asserting.len() > 1 {
        said.asserted_by.retain(|it| !denying.contains(&it.voice));
        said.denied_by.retain(|it| !asserting.contains(&it.voice));
    }
    (!said.asserted_by.is_empty() && !said.denied_by.is_empty()).then_some(said)
}

fn build_denial_dispute<'b>(
    about: Vec<ConceptId>,
    holds: Position<'b>,
    said: CitedStance<&'b str>,
) -> Option<Dispute<'b>> {
    let said = split_parties(said)?;
    let not = Party { holds: Position::Not(Box::new(holds.clone())), by: said.denied_by };
    let sides = vec![Party { holds, by: said.asserted_by }, not];
    Some(Dispute { kind: DisputeKind::Denied, about, facet: None, sides })
}
