//! Disputes: where voices disagree, derived from the claims; one dispute kind a file.
//!
//! A dispute kind is a function from a concept to the disputes in which it takes part. The corpus's own voice is a
//! party only where it denies or is denied. A voice that holds both sides of a clash is on neither.

mod cyclic;
mod denied;
mod evidence;
mod excluded;
mod facet;
mod mutual;
mod parents;
mod senses;

use crate::{base::Base, corpus::ConceptId, perspective::Perspective};
use crate::{
    corpus::{Citation, FacetId, RelationId, SAME_AS},
    image::{DisputeMarks, ImageError},
};
use serde::Serialize;
use std::collections::BTreeSet;

use evidence::Evidence;
pub use facet::is_contested;

/// Claims of different voices that clash, or that talk past each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute<'b> {
    /// In which way.
    pub kind: DisputeKind,
    /// The concepts that take part; the one of which most is said first.
    pub about: Vec<ConceptId>,
    /// The facet, where it is one's values.
    pub facet: Option<FacetId>,
    /// The sides.
    pub sides: Vec<Party<'b>>,
}

/// A way of disagreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeKind {
    /// One asserts what another denies.
    Denied,
    /// Umbrellas that go round, or one above what others call a root.
    #[serde(rename = "round")]
    Cyclic,
    /// Two relations of one pair that exclude each other.
    Excluded,
    /// Different values of a facet that takes one.
    #[serde(rename = "valued")]
    Facet,
    /// Umbrellas of a concept that should have one, and that nothing joins.
    #[serde(rename = "placed")]
    Parents,
    /// Each of two concepts brings about the other, or holds it, as different voices have it.
    Mutual,
    /// One label, and concepts that different voices define.
    Senses,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party<'b> {
    /// What it holds.
    pub holds: Position<'b>,
    /// Who holds it, and where.
    pub by: Vec<Citation<&'b str>>,
}

/// What a side of a dispute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position<'b> {
    /// The concept goes by this label.
    Label(ConceptId, &'b str),
    /// It means this.
    Definition(ConceptId, &'b str),
    /// It has this value of the facet.
    Value(ConceptId, FacetId, &'b str),
    /// This is so of it.
    Note(ConceptId, &'b str),
    /// Nothing is above it.
    Root(ConceptId),
    /// It has this relation to that concept.
    Relation(ConceptId, RelationId, ConceptId),
    /// It is a sense of its label, which those define who are on this side.
    Sense(ConceptId),
    /// It is not so.
    Not(Box<Position<'b>>),
}

impl DisputeKind {
    /// Every way, clashes before differences.
    pub const ALL: [Self; 7] = [
        Self::Denied,
        Self::Cyclic,
        Self::Excluded,
        Self::Facet,
        Self::Parents,
        Self::Mutual,
        Self::Senses,
    ];

    /// Whether the claims cannot all hold; else voices talk past each other.
    pub fn is_clash(self) -> bool {
        self < Self::Mutual
    }

    /// The disputes of this way in which a concept takes part.
    fn find_disputes_of<'b>(
        self,
        evidence: &Evidence<'b>,
        id: ConceptId,
    ) -> Result<Vec<Dispute<'b>>, ImageError> {
        match self {
            Self::Denied => denied::find_disputes_of(evidence, id),
            Self::Cyclic => cyclic::find_disputes_of(evidence, id),
            Self::Excluded => excluded::find_disputes_of(evidence, id),
            Self::Facet => facet::find_disputes_of(evidence, id),
            Self::Parents => parents::find_disputes_of(evidence, id),
            Self::Mutual => mutual::find_disputes_of(evidence, id),
            Self::Senses => senses::find_disputes_of(evidence, id),
        }
    }

    /// The disputes of this way that are told at a concept, where all concepts are asked; fewer than those in which it
    /// takes part, but every dispute is told at one of its concepts.
    fn find_disputes_at<'b>(
        self,
        evidence: &Evidence<'b>,
        id: ConceptId,
    ) -> Result<Vec<Dispute<'b>>, ImageError> {
        match self {
            Self::Cyclic => cyclic::find_disputes_at(evidence, id),
            Self::Parents => parents::find_disputes_at(evidence, id),
            _ => self.find_disputes_of(evidence, id),
        }
    }
}

impl Position<'_> {
    /// The concepts of which it is held.
    pub fn concepts(&self) -> Vec<ConceptId> {
        match self {
            Self::Label(id, _)
            | Self::Definition(id, _)
            | Self::Value(id, ..)
            | Self::Note(id, _)
            | Self::Root(id)
            | Self::Sense(id) => vec![*id],
            Self::Relation(from, _, to) => vec![*from, *to],
            Self::Not(held) => held.concepts(),
        }
    }
}

impl Dispute<'_> {
    /// How many voices are involved.
    pub fn voice_count(&self) -> usize {
        let voices = self.sides.iter().flat_map(|side| &side.by).map(|citation| citation.voice);
        voices.collect::<BTreeSet<_>>().len()
    }
}

/// The disputes in which some concepts take part, or all; clashes first, then by how many voices are involved.
pub fn find_disputes<'b>(
    base: &'b Base,
    of: Option<&[ConceptId]>,
    seen_by: &'b Perspective,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let evidence = Evidence::new(base, seen_by);
    let mut found = vec![];
    let mut add = |id: ConceptId, kind: DisputeKind| {
        // A dispute is met from each concept that takes part; it counts at the first that is asked.
        let asked = |other: &ConceptId| of.is_none_or(|of| of.contains(other));
        let first = |dispute: &Dispute<'b>| {
            dispute.about.iter().filter(|other| asked(other)).min() == Some(&id)
        };
        found.extend(kind.find_disputes_of(&evidence, id)?.into_iter().filter(first));
        Ok::<_, ImageError>(())
    };
    match of {
        Some(ids) => {
            for id in ids.iter().copied().collect::<BTreeSet<_>>() {
                DisputeKind::ALL.into_iter().try_for_each(|kind| add(id, kind))?;
            }
        }
        None => {
            for id in base.concept_ids()? {
                DisputeKind::ALL.into_iter().try_for_each(|kind| add(id, kind))?;
            }
        }
    }
    found.sort_by_cached_key(|dispute| {
        let clash = dispute.kind.is_clash();
        (!clash, std::cmp::Reverse(dispute.voice_count()), dispute.kind, dispute.about.clone())
    });
    Ok(found)
}

/// The claims of some concepts, or of all, that cannot hold beside others and that no denial shows to be disputed:
/// relations and roots. Everybody's are in an image that was built ahead ([`Base::marks`]).
pub fn derive_marks(
    base: &Base,
    of: Option<&[ConceptId]>,
    seen_by: &Perspective,
) -> Result<DisputeMarks, ImageError> {
    let evidence = Evidence::new(base, seen_by);
    let mut marks = DisputeMarks::default();
    let mut add = |id: ConceptId| {
        for kind in [DisputeKind::Cyclic, DisputeKind::Excluded, DisputeKind::Parents] {
            let found = if of.is_some() {
                kind.find_disputes_of(&evidence, id)
            } else {
                kind.find_disputes_at(&evidence, id)
            };
            for dispute in found? {
                // Where a twin is in question, the umbrellas that others name are not.
                let twin =
                    |side: &Party<'_>| matches!(side.holds, Position::Relation(_, SAME_AS, _));
                let twins = kind == DisputeKind::Parents && dispute.sides.iter().any(twin);
                for side in dispute.sides.iter().filter(|side| !twins || twin(side)) {
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

impl DisputeMarks {
    /// Whether a relation is marked; a symmetric one from either end.
    pub fn has_relation(&self, from: ConceptId, relation: RelationId, to: ConceptId) -> bool {
        self.relations.binary_search(&(from, relation, to)).is_ok()
    }

    /// Whether it is marked that a concept is called a root.
    pub fn has_root(&self, id: ConceptId) -> bool {
        self.roots.binary_search(&id).is_ok()
    }
}
