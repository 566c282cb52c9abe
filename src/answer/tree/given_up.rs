//! What a tree leaves out, with what is under it shown under what is above it: what is no longer in use, and what is not
//! of the scheme that is drawn.

use super::TreeExtent;
use crate::answer::ask::Ask;
use cxterms_base::{
    ConceptId,
    corpus::SchemeId,
    image::{ImageError, Stance},
};
use cxterms_page::Count;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

/// What is straight above or under a concept, and who puts it there.
type Placements = Vec<(ConceptId, Stance)>;

/// Which concepts a tree leaves out.
pub(super) struct GivenUp<'b> {
    ask: Ask<'b>,
    /// Whether they are drawn with the others, or there are none.
    drawn: bool,
    /// Whether the tree grows towards the umbrellas.
    up: bool,
    /// The concepts with which it begins, which are drawn whatever they are.
    asked: BTreeSet<ConceptId>,
    /// Those of the scheme that is drawn; none if none is.
    members: Option<BTreeSet<ConceptId>>,
    /// Those that were left out so far because they are no longer in use.
    left_out: RefCell<BTreeSet<ConceptId>>,
    /// The same because they are not of the scheme.
    outside: RefCell<BTreeSet<ConceptId>>,
    /// Whether anything is shown in the place of one of them.
    moved: Cell<bool>,
}

/// How many concepts a tree leaves out, and whether anything is shown in their place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    pub(super) count: usize,
    /// How many it leaves out that are not of the scheme.
    pub(super) outside: usize,
    moved: bool,
}

impl<'b> GivenUp<'b> {
    pub(super) fn new(ask: Ask<'b>, extent: &TreeExtent) -> Result<Self, ImageError> {
        let asked = extent.from.iter().copied().collect();
        let drawn = extent.deprecated || !ask.base.has_states();
        let members = extent.scheme.as_ref();
        let members = members.map(|it| find_members(ask, it.number)).transpose()?;
        let (left_out, outside, moved) = Default::default();
        Ok(Self { ask, drawn, up: extent.up, asked, members, left_out, outside, moved })
    }

    /// Whether a concept is left out.
    pub(super) fn is_left_out(&self, id: ConceptId) -> Result<bool, ImageError> {
        if self.is_outside(id) {
            return Ok(true);
        }
        if self.drawn || self.asked.contains(&id) {
            return Ok(false);
        }
        let mark = self.ask.base.concept_head(id)?.state;
        self.ask.perspective.is_given_up(self.ask.base, id, mark)
    }

    /// Whether a concept is not of the scheme that is drawn.
    fn is_outside(&self, id: ConceptId) -> bool {
        self.members.as_ref().is_some_and(|members| !members.contains(&id))
    }

    /// The concepts of the scheme that is drawn.
    pub(super) fn members(&self) -> impl Iterator<Item = ConceptId> {
        self.members.iter().flatten().copied()
    }

    /// Counts a concept among those that were left out.
    pub(super) fn count(&self, id: ConceptId) {
        let counted = if self.is_outside(id) { &self.outside } else { &self.left_out };
        counted.borrow_mut().insert(id);
    }

    /// How many were left out.
    pub(super) fn count_left_out(&self) -> LeftOut {
        let (count, outside) = (self.left_out.borrow().len(), self.outside.borrow().len());
        LeftOut { count, outside, moved: self.moved.get() }
    }

    /// The umbrellas of a concept, in the place of those that are left out what is above them.
    pub(super) fn find_umbrellas(&self, id: ConceptId) -> Result<Placements, ImageError> {
        let found = cxterms_base::find_umbrellas(self.ask.base, id, self.ask.perspective)?;
        self.pass_over(id, found, self.up, cxterms_base::find_umbrellas)
    }

    /// What is under a concept, in the place of what is left out what is under that.
    pub(super) fn find_narrower(&self, id: ConceptId) -> Result<Placements, ImageError> {
        let found = cxterms_base::find_narrower(self.ask.base, id, self.ask.perspective)?;
        self.pass_over(id, found, true, cxterms_base::find_narrower)
    }

    /// Puts what comes behind those that are left out in their place.
    pub(super) fn pass_over(
        &self,
        from: ConceptId,
        mut found: Placements,
        counted: bool,
        step: NextStep,
    ) -> Result<Placements, ImageError> {
        let (mut passed, mut raised) = (BTreeSet::new(), BTreeSet::new());
        loop {
            let mut at = None;
            for (index, (id, _)) in found.iter().enumerate() {
                if self.is_left_out(*id)? {
                    at = Some(index);
                    break;
                }
            }
            let Some(at) = at else {
                let moved = found.iter().any(|(id, _)| raised.contains(id));
                self.moved.set(self.moved.get() || moved);
                return Ok(found);
            };
            let (gone, _) = found.remove(at);
            if counted {
                self.count(gone);
            }
            if !passed.insert(gone) {
                continue;
            }
            for (id, _) in step(self.ask.base, gone, self.ask.perspective)? {
                // Nobody says so: each voice places it under what is left out, or that under this.
                if id != from && !found.iter().any(|(known, _)| *known == id) {
                    found.push((id, Stance::default()));
                    raised.insert(id);
                }
            }
        }
    }

    /// The tops of a tree: of those that are left out, what is under them and under nothing else.
    pub(super) fn replace_tops(
        &self,
        tops: Vec<(ConceptId, Stance)>,
    ) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
        let (mut kept, mut gone) = (vec![], vec![]);
        for (id, stance) in tops {
            let out = self.is_left_out(id)?;
            if out { &mut gone } else { &mut kept }.push((id, stance));
        }
        let mut known: BTreeSet<_> = kept.iter().map(|(id, _)| *id).collect();
        for (id, _) in gone {
            self.count(id);
            for (below, _) in self.find_narrower(id)? {
                if self.find_umbrellas(below)?.is_empty() && known.insert(below) {
                    kept.push((below, Stance::default()));
                    self.moved.set(true);
                }
            }
        }
        Ok(kept)
    }
}

impl LeftOut {
    /// What a person is told of it.
    pub(super) fn describe(self) -> Option<String> {
        let apart = "in another scheme or none";
        let told = match (self.count, self.outside) {
            (0, 0) => return None,
            (0, outside) => format!("{} {apart}", Count(outside, "term")),
            (count, 0) => format!("{} no longer in use", Count(count, "term")),
            (count, outside) => {
                format!("{} no longer in use, {outside} {apart}", Count(count, "term"))
            }
        };
        let it = if self.count + self.outside == 1 { "it" } else { "them" };
        let moved =
            if self.moved { format!(" (what is under {it} moves up)") } else { String::new() };
        let drawn = if self.count > 0 { "; --deprecated" } else { "" };
        Some(format!("Left out: {told}{moved}{drawn}"))
    }
}

/// The concepts of a scheme, without its collections.
fn find_members(ask: Ask<'_>, scheme: SchemeId) -> Result<BTreeSet<ConceptId>, ImageError> {
    let mut members = BTreeSet::new();
    let collection = ask.base.collection_kind()?;
    for id in ask.base.concept_ids()? {
        let head = ask.base.concept_head(id)?;
        let is_concept = collection.is_none() || head.kind != collection;
        if is_concept && head.schemes.iter().any(|it| it.scheme == scheme) {
            members.insert(id);
        }
    }
    Ok(members)
}

/// What stands next to a concept, above or below.
type NextStep = fn(
    &cxterms_base::Base,
    ConceptId,
    &cxterms_base::Perspective,
) -> Result<Placements, ImageError>;
