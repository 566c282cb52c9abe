//! Marks of disputes: which claims cannot hold beside others, and which concepts take part in a dispute at all.

use super::{Dispute, DisputeKind, Evidence, Position};
use crate::{
    base::Base,
    corpus::{ConceptId, RelationId},
    image::{DisputeMarks, ImageError},
    perspective::Perspective,
};
use std::collections::{BTreeMap, BTreeSet};

/// The claims of some concepts, or of all, that cannot hold beside others and that no denial shows to be disputed:
/// relations and roots. Everybody's are in an image that was built ahead ([`Base::marks`]).
pub fn derive_marks(
    base: &Base,
    of: Option<&[ConceptId]>,
    seen_by: &Perspective,
) -> Result<DisputeMarks, ImageError> {
    let evidence = Evidence::new(base, seen_by, None);
    let mut marks = DisputeMarks::default();
    let mut add = |id: ConceptId| {
        for kind in [DisputeKind::Cyclic, DisputeKind::Excluded, DisputeKind::Parents] {
            let found = if of.is_some() {
                kind.find_disputes_of(&evidence, id)
            } else {
                kind.find_disputes_at(&evidence, id)
            };
            for dispute in found? {
                for side in &dispute.sides {
                    match side.holds {
                        Position::Relation(from, relation, to) => {
                            marks.relations.push((from, relation, to));
                        }
                        Position::Root(id) => marks.roots.push(id),
                        _ => {}
                    }
                }
            }
        }
        Ok::<_, ImageError>(())
    };
    match of {
        Some(ids) => ids.iter().copied().try_for_each(&mut add)?,
        None => base.concept_ids()?.try_for_each(&mut add)?,
    }
    marks.relations.sort_unstable();
    marks.relations.dedup();
    marks.roots.sort_unstable();
    marks.roots.dedup();
    Ok(marks)
}

/// The concepts that take part in disputes, in order, each with the numbers of these.
pub(crate) fn list_contested(disputes: &[Dispute<'_>]) -> Vec<(ConceptId, Vec<u32>)> {
    let mut contested: BTreeMap<ConceptId, Vec<u32>> = BTreeMap::new();
    for (number, dispute) in (0..).zip(disputes) {
        for id in &dispute.about {
            contested.entry(*id).or_default().push(number);
        }
    }
    contested.into_iter().collect()
}

/// Everybody's disputes in which some concepts take part, or all, as they were stored when the base was built.
pub(super) fn read_disputes<'b>(
    base: &'b Base,
    of: Option<&[ConceptId]>,
    marks: &DisputeMarks,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let numbers: BTreeSet<u32> = match of {
        Some(ids) => ids.iter().flat_map(|id| marks.disputes_of(*id)).copied().collect(),
        None => (0..).take(base.stored_dispute_count()?).collect(),
    };
    numbers.into_iter().map(|number| base.stored_dispute(number)).collect()
}

impl DisputeMarks {
    /// The numbers of the disputes in which a concept takes part.
    fn disputes_of(&self, id: ConceptId) -> &[u32] {
        let at = self.contested.binary_search_by_key(&id, |(known, _)| *known);
        let known = at.ok().and_then(|at| self.contested.get(at));
        known.map(|(_, numbers)| numbers.as_slice()).unwrap_or_default()
    }

    /// Whether a relation is marked; a symmetric one from either end.
    pub fn has_relation(&self, from: ConceptId, relation: RelationId, to: ConceptId) -> bool {
        self.relations.binary_search(&(from, relation, to)).is_ok()
    }

    /// Whether it is marked that a concept is called a root.
    pub fn has_root(&self, id: ConceptId) -> bool {
        self.roots.binary_search(&id).is_ok()
    }
}
