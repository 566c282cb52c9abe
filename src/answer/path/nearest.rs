//! Nearest senses of two names, by a breadth-first search from both ends at once.

use crate::answer::{ask::Ask, term::Term};
use cxterms_base::{ConceptId, corpus::RelationId, image::ImageError};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many of the nearest pairs are told.
pub(super) const MAX_NEAREST_PAIRS: usize = 3;

/// Senses of two names of which only the nearest pairs are told.
#[derive(Debug, Serialize)]
pub(super) struct NearestSenses<'b> {
    /// The names, and how many senses each has.
    #[serde(rename = "senses")]
    pub(super) names: [(String, usize); 2],
    /// The senses that both names have.
    pub(super) shared: Vec<Term<'b>>,
    /// The relations that were let through, where not all were.
    #[serde(skip)]
    pub(super) via: Vec<&'b str>,
    /// How many pairs more are as near.
    pub(super) more: usize,
}

/// Concepts at one distance from an end, each with those of the end that lie so near.
type Frontier = BTreeMap<ConceptId, BTreeSet<ConceptId>>;

/// The pairs of a concept of the first end and one of the second between which the shortest ways lie; none if nothing
/// joins the two. What belongs to both ends is left aside.
///
/// # Errors
/// When the base is damaged.
pub(super) fn find_nearest_pairs(
    ask: Ask<'_>,
    ends: (&[ConceptId], &[ConceptId]),
    via: &dyn Fn(RelationId) -> bool,
) -> Result<BTreeSet<(ConceptId, ConceptId)>, ImageError> {
    let alone = |of: &[ConceptId], other: &[ConceptId]| -> Frontier {
        let own = of.iter().filter(|id| !other.contains(id));
        own.map(|id| (*id, BTreeSet::from([*id]))).collect()
    };
    let mut near = alone(ends.0, ends.1);
    let mut far = alone(ends.1, ends.0);
    let mut seen_near: BTreeSet<_> = near.keys().copied().collect();
    let mut seen_far: BTreeSet<_> = far.keys().copied().collect();
    while !near.is_empty() && !far.is_empty() {
        let met: BTreeSet<_> = near
            .iter()
            .filter_map(|(id, from)| Some((from, far.get(id)?)))
            .flat_map(|(from, to)| from.iter().flat_map(|one| to.iter().map(|two| (*one, *two))))
            .collect();
        if !met.is_empty() {
            return Ok(met);
        }
        // The smaller rim grows, whole, so that every way of this length is met.
        let (rim, seen) = match near.len() <= far.len() {
            true => (&mut near, &mut seen_near),
            false => (&mut far, &mut seen_far),
        };
        let mut next = Frontier::new();
        for (id, origins) in std::mem::take(rim) {
            for link in cxterms_base::find_joining_links(ask.base, id, via, ask.perspective)? {
                if !seen.contains(&link.concept) {
                    next.entry(link.concept).or_default().extend(&origins);
                }
            }
        }
        seen.extend(next.keys());
        *rim = next;
    }
    Ok(BTreeSet::new())
}
