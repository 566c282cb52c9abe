//! The umbrellas of concepts, each read once: all of them, and the one that most voices name.

use super::given_up::{GivenUp, Umbrellas};
use crate::answer::Ask;
use cxterms_base::{ConceptId, image::ImageError};
use std::{cell::RefCell, rc::Rc};

/// Of so many concepts the umbrellas are kept once they were read. In a larger corpus they would take much memory, and only
/// the one that most voices name is kept.
const MAX_KEPT: usize = 10_000;

/// What was read of umbrellas, by the number of the concept under them.
pub(super) struct UmbrellaCache<'b> {
    given_up: Rc<GivenUp<'b>>,
    all: RefCell<Vec<Option<Rc<Umbrellas>>>>,
    most_named: RefCell<Vec<MostNamed>>,
}

/// The umbrella of a concept that most voices name.
#[derive(Clone, Copy)]
enum MostNamed {
    /// It was not asked for yet.
    Unread,
    /// No voice names any.
    Nothing,
    /// This one.
    Umbrella(ConceptId),
}

impl<'b> UmbrellaCache<'b> {
    pub(super) fn new(ask: Ask<'b>, given_up: &Rc<GivenUp<'b>>) -> Result<Self, ImageError> {
        let concepts = ask.base.concept_count()?;
        let kept = if concepts <= MAX_KEPT { concepts } else { 0 };
        let (all, most_named) = (vec![None; kept], vec![MostNamed::Unread; concepts]);
        let given_up = Rc::clone(given_up);
        Ok(Self { given_up, all: RefCell::new(all), most_named: RefCell::new(most_named) })
    }

    /// Whether all of them are kept.
    pub(super) fn keeps_all(&self) -> bool {
        !self.all.borrow().is_empty()
    }

    /// The umbrellas that voices give a concept.
    pub(super) fn find_umbrellas(&self, id: ConceptId) -> Result<Rc<Umbrellas>, ImageError> {
        if let Some(Some(known)) = self.all.borrow().get(id.index()) {
            return Ok(Rc::clone(known));
        }
        let found = Rc::new(self.given_up.find_umbrellas(id)?);
        if let Some(slot) = self.all.borrow_mut().get_mut(id.index()) {
            *slot = Some(Rc::clone(&found));
        }
        Ok(found)
    }

    /// The umbrella that most voices name, the first of equals; none if no voice names any.
    pub(super) fn find_most_named(&self, id: ConceptId) -> Result<Option<ConceptId>, ImageError> {
        match self.most_named.borrow().get(id.index()) {
            Some(MostNamed::Nothing) => return Ok(None),
            Some(MostNamed::Umbrella(known)) => return Ok(Some(*known)),
            Some(MostNamed::Unread) | None => {}
        }
        let above = self.find_umbrellas(id)?;
        let most = above.iter().rev().max_by_key(|(_, stance)| stance.asserted_by.len());
        let most = most.map(|(above, _)| *above);
        if let Some(slot) = self.most_named.borrow_mut().get_mut(id.index()) {
            *slot = most.map_or(MostNamed::Nothing, MostNamed::Umbrella);
        }
        Ok(most)
    }
}
