//! Disputes about unrelated umbrellas of a concept that should have one.

use super::{Dispute, DisputeKind, Evidence, Party, Position, evidence::Umbrella};
use crate::{corpus::ConceptId, corpus::SUBSET_OF, graph::find_ancestors, image::ImageError};
use std::collections::BTreeSet;

/// The disputes over where a concept stands, or where a concept stands of which it is the umbrella.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = find_disputes_at(evidence, id)?;
    let mut last = None;
    for edge in evidence.base.edges_to(id)? {
        // All edges that come from one concept stand beside each other.
        if edge.relation == SUBSET_OF
            && edge.from != id
            && last.replace(edge.from) != Some(edge.from)
        {
            let there = find_disputes_at(evidence, edge.from)?
                .into_iter()
                .filter(|dispute| dispute.about.contains(&id));
            let new = there.filter(|dispute| !found.contains(dispute)).collect::<Vec<_>>();
            found.extend(new);
        }
    }
    Ok(found)
}

/// The dispute over where a concept stands.
pub(super) fn find_disputes_at<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    Ok(find_parent_dispute(evidence, id)?.into_iter().collect())
}

fn expects_one_umbrella(evidence: &Evidence<'_>, id: ConceptId) -> Result<bool, ImageError> {
    let kind = evidence.base.concept_head(id)?.kind;
    Ok(kind.map(|kind| evidence.base.kind(kind)).transpose()?.is_some_and(|kind| kind.one_umbrella))
}

fn collect_ancestors(
    evidence: &Evidence<'_>,
    id: ConceptId,
) -> Result<BTreeSet<ConceptId>, ImageError> {
    let above = find_ancestors(evidence.base, id, evidence.seen_by)?;
    Ok(above.into_iter().map(|(id, _)| id).collect())
}

/// Umbrellas of one concept that no way joins, where no voice names both, and each side speaks of the other's.
fn find_parent_dispute<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Option<Dispute<'b>>, ImageError> {
    let umbrellas = evidence.umbrellas(id)?;
    if umbrellas.len() < 2 || !expects_one_umbrella(evidence, id)? {
        return Ok(None);
    }
    let mut involved = BTreeSet::new();
    for (index, one) in umbrellas.iter().enumerate() {
        for (at, other) in umbrellas.iter().enumerate().skip(index + 1) {
            if do_umbrellas_clash(evidence, one, other)? {
                involved.extend([index, at]);
            }
        }
    }
    if involved.is_empty() {
        return Ok(None);
    }
    let mut about = vec![id];
    let mut sides = vec![];
    for (above, voices) in involved.into_iter().filter_map(|index| umbrellas.get(index)) {
        about.push(*above);
        let by = evidence.citations_among(id, SUBSET_OF, *above, voices)?;
        sides.push(Party::new(Position::Relation(id, SUBSET_OF, *above), by));
    }
    Ok(Some(Dispute::new(DisputeKind::Parents, about, sides)))
}

fn do_umbrellas_clash(
    evidence: &Evidence<'_>,
    one: &Umbrella,
    other: &Umbrella,
) -> Result<bool, ImageError> {
    Ok(one.1.is_disjoint(&other.1)
        && !collect_ancestors(evidence, one.0)?.contains(&other.0)
        && !collect_ancestors(evidence, other.0)?.contains(&one.0)
        && evidence.speak_of(&one.1, other.0)?
        && evidence.speak_of(&other.1, one.0)?)
}
