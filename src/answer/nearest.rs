//! Nearest senses of two names, by a breadth-first search from both ends at once.

use super::{
    digest::{self, describe_rest},
    path::{MAX_NEAREST_PAIRS, by_way_of},
    term::Term,
};
use cxterms_base::{Base, ConceptId, Perspective, corpus::RelationId, image::ImageError};
use cxterms_page::Page;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    base: &Base,
    ends: (&[ConceptId], &[ConceptId]),
    via: &dyn Fn(RelationId) -> bool,
    seen_by: &Perspective,
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
            for link in cxterms_base::find_joining_links(base, id, via, seen_by)? {
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

impl NearestSenses<'_> {
    /// How many senses the names have, and which of them follow.
    pub(super) fn lay_out_lead(&self, page: &mut Page<'_>, shown: usize) {
        if !self.shared.is_empty() {
            let count = self.shared.len();
            let named = self.shared.iter().take(digest::count_shown(count, MAX_NEAREST_PAIRS));
            let named: Vec<_> = named.map(Term::name_with_id).collect();
            let and_more = describe_rest(count - named.len()).map(|more| format!(" {more}"));
            let and_more = and_more.unwrap_or_default();
            page.text(format!("Both names mean {}{and_more}.", named.join(", ")));
        } else if shown == 0 {
            let [from, to] = self.names.each_ref().map(|(name, count)| {
                format!("the {}", describe_senses(*count, &format!("`{name}`")))
            });
            let via = by_way_of(&self.via);
            page.text(format!("nothing joins {from} to {to} here{via}"));
        }
        if shown > 0 {
            let as_near = match self.more {
                0 => String::new(),
                more => format!(" {more} more pairs are as near."),
            };
            let [from, to] = self
                .names
                .each_ref()
                .map(|(name, count)| describe_senses(*count, &format!("“{name}”")));
            page.text(format!("Of the {from} and the {to}, the nearest to each other.{as_near}"));
        }
    }
}

/// So many concepts that a name means.
fn describe_senses(count: usize, name: &str) -> String {
    match count {
        1 => format!("concept that {name} means"),
        several => format!("{several} concepts that {name} means"),
    }
}
