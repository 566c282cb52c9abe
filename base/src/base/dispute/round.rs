//! Which umbrellas go round, and what stands above a root?

use super::{Dispute, Held, Side, Told, Way};
use crate::{
    base::ConceptId,
    corpus::{SUBSET_OF, VoiceId},
    image::ImageError,
};
use std::collections::{BTreeMap, BTreeSet};

/// The knot that a concept is part of, and the roots that others place, of which it is one side or the other.
pub(super) fn of<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found: Vec<_> = knot(told, id)?.into_iter().chain(root(told, id)?).collect();
    for edge in told.base.arriving(id)? {
        let new = |dispute: &Dispute<'_>| dispute.about.first() == Some(&edge.from);
        if edge.relation == SUBSET_OF && !found.iter().any(new) {
            let over = root(told, edge.from)?.filter(|dispute| dispute.about.contains(&id));
            found.extend(over);
        }
    }
    Ok(found)
}

/// The knot of which a concept is the first part, and that it is called a root and placed.
pub(super) fn at<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let first = told.knot(id)?.is_some_and(|knot| knot.first() == Some(&id));
    let knot = if first { knot(told, id)? } else { None };
    Ok(knot.into_iter().chain(root(told, id)?).collect())
}

/// That one voice says that nothing is above a concept and another puts it under something.
fn root<'b>(told: &Told<'b>, id: ConceptId) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(root) = told.root(id)? else { return Ok(None) };
    let mut rooting = root.asserted_by;
    rooting.retain(|citation| !told.base.is_own(citation.voice));
    let called: BTreeSet<_> = rooting.iter().map(|citation| citation.voice).collect();
    let umbrellas = told.umbrellas(id)?;
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
    let mut sides = vec![Side { holds: Held::Root(id), by: rooting }];
    for (above, voices) in umbrellas.iter() {
        let by = told.by(id, SUBSET_OF, *above, &apart(voices, &called))?;
        if !by.is_empty() {
            about.push(*above);
            sides.push(Side { holds: Held::Relation(id, SUBSET_OF, *above), by });
        }
    }
    Ok(Some(Dispute { way: Way::Round, about, facet: None, sides }))
}

/// The concepts that are above each other, of which this is one, with everything that puts one of them above another.
fn knot<'b>(told: &Told<'b>, id: ConceptId) -> Result<Option<Dispute<'b>>, ImageError> {
    let Some(knot) = told.knot(id)? else { return Ok(None) };
    let mut sides = vec![];
    for from in knot.iter() {
        for (to, voices) in told.umbrellas(*from)?.iter().filter(|(to, _)| knot.contains(to)) {
            let by = told.by(*from, SUBSET_OF, *to, voices)?;
            sides.push(Side { holds: Held::Relation(*from, SUBSET_OF, *to), by });
        }
    }
    // First those that stand above each other straight, side by side.
    let ends = |side: &Side<'_>| match side.holds {
        Held::Relation(from, _, to) => (from.min(to), from.max(to)),
        _ => (id, id),
    };
    let mut straight: BTreeMap<_, usize> = BTreeMap::new();
    for side in &sides {
        *straight.entry(ends(side)).or_default() += 1;
    }
    sides
        .sort_by_key(|side| (straight.get(&ends(side)).is_none_or(|known| *known < 2), ends(side)));
    let about = knot.iter().copied().collect();
    Ok(Some(Dispute { way: Way::Round, about, facet: None, sides }))
}
