//! Disputes about concepts that stand above each other, and about roots that other voices place under an umbrella.

use super::{
    Dispute, DisputeKind, Evidence, Party, Position, differ, evidence::Umbrella, pair, voices_of,
};
use crate::{corpus::ConceptId, corpus::SUBSET_OF, image::ImageError};
use std::collections::BTreeSet;

/// The pairs and the circle that a concept is part of, and the roots that others place, of which it is one side or the
/// other.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = find_disputes_at(evidence, id)?;
    if !found.iter().any(|dispute| dispute.about.len() > 2) {
        found.extend(find_circle_dispute(evidence, id)?);
    }
    let mut last = None;
    for edge in evidence.base.edges_to(id)? {
        // All edges that come from one concept stand beside each other.
        if edge.relation != SUBSET_OF || last.replace(edge.from) == Some(edge.from) {
            continue;
        }
        let pairs = find_pair_disputes(evidence, edge.from)?;
        let root = find_root_dispute(evidence, edge.from)?;
        let there = pairs.into_iter().chain(root).filter(|dispute| dispute.about.contains(&id));
        let new: Vec<_> = there.filter(|dispute| !found.contains(dispute)).collect();
        found.extend(new);
    }
    Ok(found)
}

/// The pairs of which a concept is one, the circle of which it is the first part, and that it is called a root and placed.
pub(super) fn find_disputes_at<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = find_pair_disputes(evidence, id)?;
    if evidence.find_cycle(id)?.is_some_and(|cycle| cycle.first() == Some(&id)) {
        found.extend(find_circle_dispute(evidence, id)?);
    }
    found.extend(find_root_dispute(evidence, id)?);
    Ok(found)
}

/// That one voice says that nothing is above a concept and another puts it under something.
fn find_root_dispute<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(root) = evidence.root_citations(id)? else { return Ok(None) };
    let root = root.into_citations();
    let mut rooting = root.asserted_by;
    rooting.retain(|citation| !evidence.base.is_own(citation.voice));
    let called = voices_of(&rooting);
    let umbrellas = evidence.umbrellas(id)?;
    let clashes = |umbrellas: &[&Umbrella]| {
        let placing: BTreeSet<_> =
            umbrellas.iter().flat_map(|(_, voices)| voices).copied().collect();
        differ(&called, &placing)
    };
    let all: Vec<_> = umbrellas.iter().collect();
    if !clashes(&all) {
        return Ok(None);
    }
    // What two that stand above each other ask is not asked again, if enough is left.
    let mut open = vec![];
    for umbrella in &all {
        if !is_turned_round(evidence, id, umbrella)? {
            open.push(*umbrella);
        }
    }
    let umbrellas = if clashes(&open) { open } else { all };
    let mut about = vec![id];
    let mut sides = vec![Party::new(Position::Root(id), rooting)];
    if !root.denied_by.is_empty() {
        sides.push(Party::new(Position::Not(Box::new(Position::Root(id))), root.denied_by));
    }
    for (above, voices) in umbrellas {
        let by = evidence.citations_among(id, SUBSET_OF, *above, voices)?;
        about.push(*above);
        sides.push(Party::new(Position::Relation(id, SUBSET_OF, *above), by));
    }
    Ok(Some(Dispute::new(DisputeKind::Cyclic, about, sides)))
}

/// The concepts that other voices put above this one than put it above them.
fn find_pair_disputes<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = vec![];
    for umbrella in evidence.umbrellas(id)?.iter() {
        if is_turned_round(evidence, id, umbrella)? {
            let (above, _) = umbrella;
            found.push(pair::build_pair_dispute(
                evidence,
                DisputeKind::Cyclic,
                (id, SUBSET_OF, *above),
            )?);
        }
    }
    Ok(found)
}

/// Whether other voices put a concept above its umbrella than put it under that.
fn is_turned_round(
    evidence: &Evidence<'_>,
    id: ConceptId,
    (above, there): &Umbrella,
) -> Result<bool, ImageError> {
    let back = evidence.umbrellas(*above)?;
    Ok(back.iter().any(|(over, back)| *over == id && differ(there, back)))
}

/// Three concepts or more that are above each other, no two of them straight, of which this is one, with everything that
/// puts one of them above another.
fn find_circle_dispute<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(cycle) = evidence.find_cycle(id)? else { return Ok(None) };
    let mut sides = vec![];
    for from in cycle.iter() {
        for (to, voices) in &evidence.circling_umbrellas(*from)? {
            if cycle.contains(to) {
                let by = evidence.citations_among(*from, SUBSET_OF, *to, voices)?;
                sides.push(Party::new(Position::Relation(*from, SUBSET_OF, *to), by));
            }
        }
    }
    let about = cycle.iter().copied().collect();
    Ok(Some(Dispute::new(DisputeKind::Cyclic, about, sides)))
}
