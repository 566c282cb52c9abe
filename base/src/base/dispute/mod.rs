//! Where do voices disagree? Derived from the claims, one way of disagreeing a file.
//!
//! A way is a function from a concept to the disputes in which it takes part. The corpus's own voice is a side only where
//! it denies or is denied, and a voice that holds both sides of a clash is on neither.

mod denied;
mod excluded;
mod knot;
mod mutual;
mod placed;
mod round;
mod senses;
mod told;
mod valued;

use super::{Base, ConceptId, Perspective};
use crate::{
    corpus::{Citation, FacetId, RelationId, SAME_AS},
    image::{ImageError, Marks},
};
use serde::Serialize;
use std::collections::BTreeSet;

use told::Told;
pub use valued::contested;

/// Claims of different voices that clash, or that talk past each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute<'b> {
    /// In which way.
    pub way: Way,
    /// The concepts that take part; the one of which most is said first.
    pub about: Vec<ConceptId>,
    /// The facet, where it is one's values.
    pub facet: Option<FacetId>,
    /// The sides.
    pub sides: Vec<Side<'b>>,
}

/// A way of disagreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// One asserts what another denies.
    Denied,
    /// Umbrellas that go round, or one above what others call a root.
    Round,
    /// Two relations of one pair that exclude each other.
    Excluded,
    /// Different values of a facet that takes one.
    Valued,
    /// Umbrellas of a concept that should have one, and that nothing joins.
    Placed,
    /// Each of two concepts brings about the other, or holds it, as different voices have it.
    Mutual,
    /// One label, and concepts that different voices define.
    Senses,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side<'b> {
    /// What it holds.
    pub holds: Held<'b>,
    /// Who holds it, and where.
    pub by: Vec<Citation<&'b str>>,
}

/// What a side of a dispute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held<'b> {
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
    Not(Box<Held<'b>>),
}

impl Way {
    /// Every way, clashes before differences.
    pub const ALL: [Self; 7] = [
        Self::Denied,
        Self::Round,
        Self::Excluded,
        Self::Valued,
        Self::Placed,
        Self::Mutual,
        Self::Senses,
    ];

    /// Whether the claims cannot all hold; else voices talk past each other.
    pub fn clashes(self) -> bool {
        self < Self::Mutual
    }

    /// The disputes of this way in which a concept takes part.
    fn of<'b>(self, told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
        match self {
            Self::Denied => denied::of(told, id),
            Self::Round => round::of(told, id),
            Self::Excluded => excluded::of(told, id),
            Self::Valued => valued::of(told, id),
            Self::Placed => placed::of(told, id),
            Self::Mutual => mutual::of(told, id),
            Self::Senses => senses::of(told, id),
        }
    }

    /// The disputes of this way that are told at a concept, where all concepts are asked; fewer than those in which it
    /// takes part, but every dispute is told at one of its concepts.
    fn at<'b>(self, told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
        match self {
            Self::Round => round::at(told, id),
            Self::Placed => placed::at(told, id),
            _ => self.of(told, id),
        }
    }
}

impl Held<'_> {
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
    pub fn voices(&self) -> usize {
        let voices = self.sides.iter().flat_map(|side| &side.by).map(|citation| citation.voice);
        voices.collect::<BTreeSet<_>>().len()
    }
}

/// The disputes in which some concepts take part, or all; clashes first, then by how many voices are involved.
///
/// # Errors
/// When the image is damaged.
pub fn disputes<'b>(
    base: &'b Base,
    of: Option<&[ConceptId]>,
    seen_by: &'b Perspective,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let told = Told::new(base, seen_by);
    let mut found = vec![];
    let mut add = |id: ConceptId, way: Way| {
        // A dispute is met from each concept that takes part; it counts at the first that is asked.
        let asked = |other: &ConceptId| of.is_none_or(|of| of.contains(other));
        let first = |dispute: &Dispute<'b>| {
            dispute.about.iter().filter(|other| asked(other)).min() == Some(&id)
        };
        found.extend(way.of(&told, id)?.into_iter().filter(first));
        Ok::<_, ImageError>(())
    };
    match of {
        Some(ids) => {
            for id in ids.iter().copied().collect::<BTreeSet<_>>() {
                Way::ALL.into_iter().try_for_each(|way| add(id, way))?;
            }
        }
        None => {
            for id in base.ids()? {
                Way::ALL.into_iter().try_for_each(|way| add(id, way))?;
            }
        }
    }
    found.sort_by_cached_key(|dispute| {
        let clash = dispute.way.clashes();
        (!clash, std::cmp::Reverse(dispute.voices()), dispute.way, dispute.about.clone())
    });
    Ok(found)
}

/// The claims of some concepts, or of all, that cannot hold beside others and that no denial shows to be disputed:
/// relations and roots. Everybody's are in an image that was built ahead ([`crate::image::Image::marks`]).
///
/// # Errors
/// When the image is damaged.
pub fn marks(
    base: &Base,
    of: Option<&[ConceptId]>,
    seen_by: &Perspective,
) -> Result<Marks, ImageError> {
    let told = Told::new(base, seen_by);
    let mut marks = Marks::default();
    let mut add = |id: ConceptId| {
        for way in [Way::Round, Way::Excluded, Way::Placed] {
            let found = if of.is_some() { way.of(&told, id) } else { way.at(&told, id) };
            for dispute in found? {
                // Where a twin is in question, the umbrellas that others name are not.
                let twin = |side: &Side<'_>| matches!(side.holds, Held::Relation(_, SAME_AS, _));
                let twins = way == Way::Placed && dispute.sides.iter().any(twin);
                for side in dispute.sides.iter().filter(|side| !twins || twin(side)) {
                    match side.holds {
                        Held::Relation(from, relation, to) => {
                            marks.relations.push((from, relation, to));
                        }
                        Held::Root(id) => marks.roots.push(id),
                        _ => {}
                    }
                }
            }
        }
        Ok::<_, ImageError>(())
    };
    match of {
        Some(ids) => ids.iter().copied().try_for_each(&mut add)?,
        None => base.ids()?.try_for_each(&mut add)?,
    }
    marks.relations.sort_unstable();
    marks.relations.dedup();
    marks.roots.sort_unstable();
    marks.roots.dedup();
    Ok(marks)
}

impl Marks {
    /// Whether a relation is marked; a symmetric one from either end.
    pub fn relation(&self, from: ConceptId, relation: RelationId, to: ConceptId) -> bool {
        self.relations.binary_search(&(from, relation, to)).is_ok()
    }

    /// Whether it is marked that a concept is called a root.
    pub fn root(&self, id: ConceptId) -> bool {
        self.roots.binary_search(&id).is_ok()
    }
}
