//! Disputes about relations between the same two concepts that exclude each other.

use super::{Dispute, DisputeKind, Evidence, Party, Position, differ, voices_of};
use crate::{
    corpus::ConceptId,
    corpus::RelationId,
    graph::{End, Link},
    image::ImageError,
};
use std::collections::{BTreeMap, BTreeSet};

/// The pairs of which a concept is one and whose relations exclude each other, each once.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    if !is_joined_twice(evidence, id)? {
        return Ok(vec![]);
    }
    let mut links = evidence.links(id)?.to_vec();
    links.retain(|link| !evidence.asserting_voices(&link.stance).is_empty());
    links.sort_by_key(|link| link.concept);
    let mut found = vec![];
    for pair in links.chunk_by(|a, b| a.concept == b.concept) {
        let mut involved: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, one) in pair.iter().enumerate() {
            for (at, other) in pair.iter().enumerate().skip(index + 1) {
                let exclude = exclude_each_other(evidence, one, other)?;
                if exclude && differ_in_voices(evidence, one, other) {
                    *involved.entry(index).or_default() += 1;
                    *involved.entry(at).or_default() += 1;
                }
            }
        }
        let Some(other) = pair.first().map(|link| link.concept).filter(|_| !involved.is_empty())
        else {
            continue;
        };
        // First the one that excludes most of the others, or that somebody denies.
        let mut order: Vec<_> = involved.into_iter().collect();
        order.sort_by_key(|(index, excludes)| {
            let denied = pair.get(*index).is_some_and(|link| !link.stance.denied_by.is_empty());
            (std::cmp::Reverse(*excludes), !denied, *index)
        });
        let mut sides = vec![];
        for link in order.into_iter().filter_map(|(index, _)| pair.get(index)) {
            let (from, to) = orient_link(evidence, id, link)?;
            let by = evidence.citations_among(
                from,
                link.relation,
                to,
                &evidence.asserting_voices(&link.stance),
            )?;
            sides.push(Party::new(Position::Relation(from, link.relation, to), by));
        }
        // Some voice must hold the first alone.
        let Some((first, rest)) = sides.split_first() else { continue };
        let others: BTreeSet<_> = rest.iter().flat_map(|side| voices_of(&side.by)).collect();
        if !differ(&voices_of(&first.by), &others) {
            continue;
        }
        // Whoever denies the first is against it too.
        if let Some(Position::Relation(from, relation, to)) =
            sides.first().map(|side| side.holds.clone())
        {
            let mut denied_by =
                evidence.relation_citations(from, relation, to)?.into_citations().denied_by;
            if evidence.base.relation_kind(relation)?.is_symmetric() {
                let mirrored =
                    evidence.relation_citations(to, relation, from)?.into_citations().denied_by;
                let new = mirrored.into_iter().filter(|it| !denied_by.contains(it));
                denied_by.extend(new.collect::<Vec<_>>());
            }
            if !denied_by.is_empty() {
                let not = Position::Not(Box::new(Position::Relation(from, relation, to)));
                sides.insert(1, Party::new(not, denied_by));
            }
        }
        let about = vec![id.min(other), id.max(other)];
        found.push(Dispute::new(DisputeKind::Excluded, about, sides));
    }
    Ok(found)
}

/// Whether more than one relation, or wording, joins a concept to another.
fn is_joined_twice(evidence: &Evidence<'_>, id: ConceptId) -> Result<bool, ImageError> {
    let near = evidence.base.edges_from(id)?.into_iter().map(|edge| edge.to);
    let far = evidence.base.edges_to(id)?.into_iter().map(|edge| edge.from);
    let mut others: Vec<_> = near.chain(far).collect();
    others.sort_unstable();
    Ok(others.chunk_by(|a, b| a == b).any(|same| same.len() > 1))
}

/// From which concept to which a link is evidence: as it runs or, if it runs both ways, from the lower number.
fn orient_link(
    evidence: &Evidence<'_>,
    id: ConceptId,
    link: &Link,
) -> Result<(ConceptId, ConceptId), ImageError> {
    if evidence.base.relation_kind(link.relation)?.is_symmetric() {
        return Ok((id.min(link.concept), id.max(link.concept)));
    }
    Ok(match link.side {
        End::Near => (id, link.concept),
        End::Far => (link.concept, id),
    })
}

/// Whether each of two links has a voice that does not hold the other.
fn differ_in_voices(evidence: &Evidence<'_>, one: &Link, other: &Link) -> bool {
    let (one, other) =
        (evidence.asserting_voices(&one.stance), evidence.asserting_voices(&other.stance));
    !one.is_subset(&other) && !other.is_subset(&one)
}

/// Whether two relations of one pair exclude each other: both the same way round, or one of them symmetric.
fn exclude_each_other(
    evidence: &Evidence<'_>,
    one: &Link,
    other: &Link,
) -> Result<bool, ImageError> {
    let (a, b) =
        (evidence.base.relation_kind(one.relation)?, evidence.base.relation_kind(other.relation)?);
    let same_way = one.side == other.side || a.is_symmetric() || b.is_symmetric();
    let names = |excludes: &[RelationId], it: RelationId| excludes.contains(&it);
    Ok(same_way && (names(&a.excludes, other.relation) || names(&b.excludes, one.relation)))
}
