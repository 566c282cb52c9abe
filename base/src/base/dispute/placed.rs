//! Under which umbrellas that nothing joins do voices place a concept that should have one?

use super::{Dispute, Held, Side, Told, Way, told::Umbrella};
use crate::{
    base::{ConceptId, reached_upwards},
    corpus::{SAME_AS, SUBSET_OF, VoiceId},
    image::ImageError,
};
use std::collections::BTreeSet;

/// The disputes over where a concept stands, or where a concept stands of which it is the umbrella or the twin.
pub(super) fn of<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = at(told, id)?;
    let mut last = None;
    for edge in told.base.arriving(id)? {
        // All edges that come from one concept stand beside each other.
        if edge.relation == SUBSET_OF
            && edge.from != id
            && last.replace(edge.from) != Some(edge.from)
        {
            let there =
                at(told, edge.from)?.into_iter().filter(|dispute| dispute.about.contains(&id));
            let new = there.filter(|dispute| !found.contains(dispute)).collect::<Vec<_>>();
            found.extend(new);
        }
    }
    Ok(found)
}

/// The disputes over where a concept or a twin of it stands.
pub(super) fn at<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found: Vec<_> = apart(told, id)?.into_iter().collect();
    for (twin, same) in told.twins(id)? {
        let dispute = match twins(told, id.min(twin), id.max(twin), &same)? {
            None => twins(told, id.max(twin), id.min(twin), &same)?,
            found => found,
        };
        found.extend(dispute.filter(|dispute| !found.contains(dispute)));
    }
    Ok(found)
}

fn wants_one(told: &Told<'_>, id: ConceptId) -> Result<bool, ImageError> {
    let kind = told.base.head(id)?.kind;
    Ok(kind.map(|kind| told.base.kind(kind)).transpose()?.is_some_and(|kind| kind.one_umbrella))
}

fn above(told: &Told<'_>, id: ConceptId) -> Result<BTreeSet<ConceptId>, ImageError> {
    let above = reached_upwards(told.base, id, told.seen_by)?;
    Ok(above.into_iter().map(|(id, _)| id).collect())
}

/// Umbrellas of one concept that no way joins, where no voice names both, and each side speaks of the other's.
fn apart<'b>(told: &Told<'b>, id: ConceptId) -> Result<Option<Dispute<'b>>, ImageError> {
    let umbrellas = told.umbrellas(id)?;
    if umbrellas.len() < 2 || !wants_one(told, id)? {
        return Ok(None);
    }
    let mut involved = BTreeSet::new();
    for (index, one) in umbrellas.iter().enumerate() {
        for (at, other) in umbrellas.iter().enumerate().skip(index + 1) {
            if clash(told, one, other)? {
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
        let by = told.by(id, SUBSET_OF, *above, voices)?;
        sides.push(Side { holds: Held::Relation(id, SUBSET_OF, *above), by });
    }
    Ok(Some(Dispute { way: Way::Placed, about, facet: None, sides }))
}

fn clash(told: &Told<'_>, one: &Umbrella, other: &Umbrella) -> Result<bool, ImageError> {
    Ok(one.1.is_disjoint(&other.1)
        && !above(told, one.0)?.contains(&other.0)
        && !above(told, other.0)?.contains(&one.0)
        && told.speaks(&one.1, other.0)?
        && told.speaks(&other.1, one.0)?)
}

/// That a concept is another, although that other stands, and under none of the umbrellas that others name for it.
fn twins<'b>(
    told: &Told<'b>,
    id: ConceptId,
    twin: ConceptId,
    same: &BTreeSet<VoiceId>,
) -> Result<Option<Dispute<'b>>, ImageError> {
    if same.is_empty() || !wants_one(told, id)? {
        return Ok(None);
    }
    let mut umbrellas = told.umbrellas(id)?.to_vec();
    umbrellas.retain(|(above, voices)| *above != twin && voices.is_disjoint(same));
    let over_twin = above(told, twin)?;
    let stands_under = |(above, _): &Umbrella| over_twin.contains(above);
    // The twin itself counts as reached, so one that stands somewhere reaches two concepts or more.
    if over_twin.len() < 2 || umbrellas.is_empty() || umbrellas.iter().any(stands_under) {
        return Ok(None);
    }
    let (first, second) = (id.min(twin), id.max(twin));
    let by = told.by(first, SAME_AS, second, same)?;
    let mut about = vec![id, twin];
    let mut sides = vec![Side { holds: Held::Relation(id, SAME_AS, twin), by }];
    for (above, voices) in umbrellas {
        about.push(above);
        let by = told.by(id, SUBSET_OF, above, &voices)?;
        sides.push(Side { holds: Held::Relation(id, SUBSET_OF, above), by });
    }
    Ok(Some(Dispute { way: Way::Placed, about, facet: None, sides }))
}
