//! Disputes about cycles of umbrellas, and about roots that other voices place under an umbrella.

use super::{Dispute, DisputeKind, Evidence, Party, Position};
use crate::{
    corpus::ConceptId,
    corpus::{SUBSET_OF, VoiceId},
    image::ImageError,
};
use std::collections::{BTreeMap, BTreeSet};

/// The cycle that a concept is part of, and the roots that others place, of which it is one side or the other.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found: Vec<_> = find_cycle_dispute(evidence, id)?
        .into_iter()
        .chain(find_root_dispute(evidence, id)?)
        .collect();
    for edge in evidence.base.edges_to(id)? {
        let new = |dispute: &Dispute<'_>| dispute.about.first() == Some(&edge.from);
        if edge.relation == SUBSET_OF && !found.iter().any(new) {
            let over = find_root_dispute(evidence, edge.from)?
                .filter(|dispute| dispute.about.contains(&id));
            found.extend(over);
        }
    }
    Ok(found)
}

/// The cycle of which a concept is the first part, and that it is called a root and placed.
pub(super) fn find_disputes_at<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let first = evidence.find_cycle(id)?.is_some_and(|cycle| cycle.first() == Some(&id));
    let cycle = if first { find_cycle_dispute(evidence, id)? } else { None };
    Ok(cycle.into_iter().chain(find_root_dispute(evidence, id)?).collect())
}

/// That one voice says that nothing is above a concept and another puts it under something.
fn find_root_dispute<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(root) = evidence.root_citations(id)? else { return Ok(None) };
    let mut rooting = root.asserted_by;
    rooting.retain(|citation| !evidence.base.is_own(citation.voice));
    let called: BTreeSet<_> = rooting.iter().map(|citation| citation.voice).collect();
    let umbrellas = evidence.umbrellas(id)?;
    let placing: BTreeSet<_> = umbrellas.iter().flat_map(|(_, voices)| voices).copied().collect();
    let apart = |one: &BTreeSet<VoiceId>, other: &BTreeSet<VoiceId>| {
        one.difference(other).copied().collect::<BTreeSet<_>>()
    };
    let (only_call, only_place) = (apart(&called, &placing), apart(&placing, &called));
    if only_call.is_empty() || only_place.is_empty() {
        return Ok(None);
    }
    rooting.retain(|citation| only_call.contains(&citation.voice));
    let mut about = vec![id];
    let mut sides = vec![Party { holds: Position::Root(id), by: rooting }];
    for (above, voices) in umbrellas.iter() {
        let by = evidence.citations_among(id, SUBSET_OF, *above, &apart(voices, &called))?;
        if !by.is_empty() {
            about.push(*above);
            sides.push(Party { holds: Position::Relation(id, SUBSET_OF, *above), by });
        }
    }
    Ok(Some(Dispute { kind: DisputeKind::Cyclic, about, facet: None, sides }))
}

/// The concepts that are above each other, of which this is one, with everything that puts one of them above another.
fn find_cycle_dispute<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(cycle) = evidence.find_cycle(id)? else { return Ok(None) };
    let mut sides = vec![];
    for from in cycle.iter() {
        for (to, voices) in evidence.umbrellas(*from)?.iter().filter(|(to, _)| cycle.contains(to)) {
            let by = evidence.citations_among(*from, SUBSET_OF, *to, voices)?;
            sides.push(Party { holds: Position::Relation(*from, SUBSET_OF, *to), by });
        }
    }
    // First those that stand above each other straight, side by side.
    let ends = |side: &Party<'_>| match side.holds {
        Position::Relation(from, _, to) => (from.min(to), from.max(to)),
        _ => (id, id),
    };
    let mut straight: BTreeMap<_, usize> = BTreeMap::new();
    for side in &sides {
        *straight.entry(ends(side)).or_default() += 1;
    }
    sides
        .sort_by_key(|side| (straight.get(&ends(side)).is_none_or(|known| *known < 2), ends(side)));
    let about = cycle.iter().copied().collect();
    Ok(Some(Dispute { kind: DisputeKind::Cyclic, about, facet: None, sides }))
}
