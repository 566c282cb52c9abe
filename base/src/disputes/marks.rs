//! Marks of disputes: which claims cannot hold beside others, and which concepts take part in a dispute at all.

use super::{DisputeKind, Evidence, Position};
use crate::{
    base::Base,
    corpus::{Aspect, ConceptId, RelationId},
    image::{DisputeMarks, DisputeWays, ImageError},
    perspective::Perspective,
};

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

/// The concepts that take part in everybody's disputes, in order, each with the ways in which they do.
///
/// # Errors
/// When the base is damaged.
pub(crate) fn find_contested(base: &Base) -> Result<Vec<(ConceptId, DisputeWays)>, ImageError> {
    let everyone = Perspective::default();
    let plain = Evidence::new(base, &everyone, None);
    let others = Aspect::ALL.map(|(aspect, _)| Evidence::new(base, &everyone, Some(aspect)));
    let mut found = vec![];
    for id in base.concept_ids()? {
        let mut ways = DisputeWays::default();
        for kind in DisputeKind::ALL {
            if !kind.find_disputes_of(&plain, id)?.is_empty() {
                ways.0 |= DisputeWays::bit(kind);
            }
        }
        if plain.has_aspects(id)? {
            for (kind, evidence) in
                DisputeKind::ALL.iter().flat_map(|it| others.iter().map(move |e| (it, e)))
            {
                if !kind.find_disputes_of(evidence, id)?.is_empty() {
                    ways.0 |= DisputeWays::ASPECTS;
                }
            }
        }
        if ways != DisputeWays::default() {
            found.push((id, ways));
        }
    }
    Ok(found)
}

impl DisputeWays {
    /// Whatever way.
    pub(super) const ANY: Self = Self(u8::MAX);
    /// The bit for disputes about practice or an ideal, in whatever way.
    const ASPECTS: u8 = 1 << 7;

    fn bit(kind: DisputeKind) -> u8 {
        1 << kind as u8
    }

    pub(super) fn has(self, kind: DisputeKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    pub(super) fn has_aspects(self) -> bool {
        self.0 & Self::ASPECTS != 0
    }
}

impl DisputeMarks {
    /// In which ways a concept takes part in disputes.
    pub(super) fn ways_of(&self, id: ConceptId) -> DisputeWays {
        let at = self.contested.binary_search_by_key(&id, |(known, _)| *known);
        let known = at.ok().and_then(|at| self.contested.get(at));
        known.map_or(DisputeWays::default(), |(_, ways)| *ways)
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
