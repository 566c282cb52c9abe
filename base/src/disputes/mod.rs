//! Disputes: where voices disagree, derived from the claims; one dispute kind a file.
//!
//! A dispute kind is a function from a concept to the disputes in which it takes part. The corpus's own voice is a
//! party only where it denies or is denied, or says in what state a concept is. A clash needs a voice on each side that is not on the other; whoever else is on
//! both counts on both. Nothing is derived from what a voice does not say. Claims about practice clash only with others
//! about practice, and likewise for ideals.

mod cyclic;
mod denied;
mod evidence;
mod excluded;
mod facet;
mod identity;
mod marks;
mod mutual;
mod pair;
mod parents;
mod senses;
mod state;

use crate::{base::Base, corpus::ConceptId, perspective::Perspective};
use crate::{
    corpus::{Aspect, Citation, ConceptState, FacetId, RelationId, VoiceId},
    image::ImageError,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use evidence::Evidence;
pub use facet::is_contested;
pub use identity::identify_dispute;
pub use marks::derive_marks;
pub(crate) use marks::list_contested;
use marks::read_disputes;

/// Claims of different voices that clash, or that talk past each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute<'b> {
    /// In which way.
    pub kind: DisputeKind,
    /// The concepts that take part; the one of which most is said first.
    pub about: Vec<ConceptId>,
    /// The facet, where it is one's values.
    pub facet: Option<FacetId>,
    /// Of what all its claims speak, if not of what things are.
    pub aspect: Option<Aspect>,
    /// The sides; those that say the contrary of another behind those.
    #[serde(borrow)]
    pub sides: Vec<Party<'b>>,
}

/// A way of disagreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Whether it is still in use.
    State,
    /// Each of two concepts brings about the other, or holds it, as different voices have it.
    Mutual,
    /// One label, and concepts that different voices define.
    Senses,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party<'b> {
    /// What it holds.
    #[serde(borrow)]
    pub holds: Position<'b>,
    /// Who holds it, and where.
    pub by: Vec<Citation<&'b str>>,
    /// How many independent acts of saying these are.
    pub origins: usize,
}

impl<'b> Party<'b> {
    fn new(holds: Position<'b>, by: Vec<Citation<&'b str>>) -> Self {
        Self { holds, by, origins: 0 }
    }

    /// How many voices hold it.
    pub fn voice_count(&self) -> usize {
        voices_of(&self.by).len()
    }

    /// Whether every voice that holds it has a reservation.
    pub fn is_reserved(&self) -> bool {
        let plain = self.by.iter().filter(|citation| citation.but.is_none());
        plain.count() == 0 && !self.by.is_empty()
    }
}

fn voices_of(citations: &[Citation<&str>]) -> BTreeSet<VoiceId> {
    citations.iter().map(|citation| citation.voice).collect()
}

/// Whether each of two groups has a voice that the other lacks.
fn differ(one: &BTreeSet<VoiceId>, other: &BTreeSet<VoiceId>) -> bool {
    !one.is_subset(other) && !other.is_subset(one)
}

/// What a side of a dispute holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// It is in use.
    InUse(ConceptId),
    /// It is in this state.
    State(ConceptId, ConceptState),
    /// It has this relation to that concept.
    Relation(ConceptId, RelationId, ConceptId),
    /// It is a sense of its label, which those define who are on this side.
    Sense(ConceptId),
    /// It is not so.
    Not(#[serde(borrow)] Box<Position<'b>>),
}

impl DisputeKind {
    /// Every way, clashes before differences.
    pub const ALL: [Self; 8] = [
        Self::Denied,
        Self::Cyclic,
        Self::Excluded,
        Self::Facet,
        Self::Parents,
        Self::State,
        Self::Mutual,
        Self::Senses,
    ];

    /// Whether voices contradict each other; else they use a term differently.
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
            Self::State => state::find_disputes_of(evidence, id),
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
    /// Whether this and another cannot both be held: a denial opposes only what it denies.
    fn opposes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Not(_), Self::Not(_)) => false,
            (Self::Not(held), claim) | (claim, Self::Not(held)) => **held == *claim,
            _ => true,
        }
    }

    /// The concepts of which it is held.
    pub fn concepts(&self) -> Vec<ConceptId> {
        match self {
            Self::Label(id, _)
            | Self::Definition(id, _)
            | Self::Value(id, ..)
            | Self::Note(id, _)
            | Self::Root(id)
            | Self::InUse(id)
            | Self::State(id, _)
            | Self::Sense(id) => vec![*id],
            Self::Relation(from, _, to) => vec![*from, *to],
            Self::Not(held) => held.concepts(),
        }
    }
}

impl<'b> Dispute<'b> {
    fn new(kind: DisputeKind, about: Vec<ConceptId>, sides: Vec<Party<'b>>) -> Self {
        Self { kind, about, facet: None, aspect: None, sides }
    }

    /// Counts the origins of its sides.
    fn weigh_in(mut self, evidence: &Evidence<'_>) -> Result<Self, ImageError> {
        self.aspect = evidence.aspect;
        for side in &mut self.sides {
            side.origins = evidence.base.count_origins(&side.by)?;
        }
        Ok(self)
    }

    /// Whether its first side holds a claim.
    fn is_led_by(&self, claim: &Position<'_>) -> bool {
        self.sides.first().is_some_and(|side| side.holds == *claim)
    }

    /// How many voices are involved.
    pub fn voice_count(&self) -> usize {
        let voices = self.sides.iter().flat_map(|side| &side.by).map(|citation| citation.voice);
        voices.collect::<BTreeSet<_>>().len()
    }

    /// How many origins are involved.
    pub fn origin_count(&self, base: &Base) -> Result<usize, ImageError> {
        let all: Vec<_> = self.sides.iter().flat_map(|side| side.by.iter().cloned()).collect();
        base.count_origins(&all)
    }

    /// The voices that are on several sides which cannot all hold; a contrary of one is not beside another.
    pub fn voices_on_both(&self) -> BTreeSet<VoiceId> {
        let mut both = BTreeSet::new();
        for (index, one) in self.sides.iter().enumerate() {
            for other in self.sides.iter().skip(index + 1) {
                if one.holds.opposes(&other.holds) {
                    both.extend(voices_of(&one.by).intersection(&voices_of(&other.by)));
                }
            }
        }
        both
    }

    /// The two sides by which it is weighed: of a claim, that and the strongest against it; of others, the strongest two.
    pub fn main_sides(&self) -> Option<(&Party<'b>, &Party<'b>)> {
        let weight = |side: &&Party<'_>| (side.origins, side.voice_count());
        let (first, rest) = self.sides.split_first()?;
        if matches!(self.kind, DisputeKind::Denied | DisputeKind::Excluded) {
            return Some((first, rest.first()?));
        }
        let mut sorted: Vec<_> = self.sides.iter().collect();
        sorted.sort_by_key(|side| std::cmp::Reverse(weight(side)));
        Some((*sorted.first()?, *sorted.get(1)?))
    }

    /// Its place: with two origins or more on each side before others, then by origins and voices.
    fn rank(&self) -> impl Ord + use<'b> {
        let sides = self.main_sides();
        let even = sides.is_some_and(|(one, other)| one.origins.min(other.origins) > 1);
        let sums = |(one, other): (&Party<'_>, &Party<'_>)| {
            (one.origins + other.origins, one.voice_count() + other.voice_count())
        };
        let (origins, voices) = sides.map(sums).unwrap_or_default();
        (
            !even,
            std::cmp::Reverse((origins, voices)),
            self.kind,
            self.about.clone(),
            self.facet,
            self.aspect,
            self.sides.iter().map(|side| side.holds.clone()).collect::<Vec<_>>(),
        )
    }
}

/// The disputes in which some concepts take part, or all: those with two origins or more on each side first, then by how
/// many origins and voices the sides have.
pub fn find_disputes<'b>(
    base: &'b Base,
    of: Option<&[ConceptId]>,
    seen_by: &'b Perspective,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    // What everybody disagrees on was derived when the base was built.
    let marks = if seen_by.voices().is_none() { base.marks()? } else { None };
    if let Some(marks) = marks {
        return read_disputes(base, of, &marks);
    }
    let plain = Evidence::new(base, seen_by, None);
    let others = Aspect::ALL.map(|(aspect, _)| Evidence::new(base, seen_by, Some(aspect)));
    let mut found = vec![];
    let mut add_heard = |evidence: &Evidence<'b>, id: ConceptId| {
        for kind in DisputeKind::ALL {
            // A dispute is met from each concept that takes part; it counts at the first that is asked.
            let asked = |other: &ConceptId| of.is_none_or(|of| of.contains(other));
            let first = |dispute: &Dispute<'b>| {
                dispute.about.iter().filter(|other| asked(other)).min() == Some(&id)
            };
            for dispute in kind.find_disputes_of(evidence, id)?.into_iter().filter(first) {
                found.push(dispute.weigh_in(evidence)?);
            }
        }
        Ok::<_, ImageError>(())
    };
    let mut add = |id: ConceptId| {
        add_heard(&plain, id)?;
        if plain.has_aspects(id)? {
            others.iter().try_for_each(|evidence| add_heard(evidence, id))?;
        }
        Ok::<_, ImageError>(())
    };
    match of {
        Some(ids) => {
            ids.iter().copied().collect::<BTreeSet<_>>().into_iter().try_for_each(&mut add)?;
        }
        None => base.concept_ids()?.try_for_each(&mut add)?,
    }
    found.sort_by_cached_key(Dispute::rank);
    Ok(found)
}
