//! What comes next to a concept in a tree, read once where all of it is drawn.

use super::{TreeBuilder, kind, umbrellas::Umbrellas};
use cxterms_base::{
    ConceptId,
    image::{ConceptHead, ImageError, Stance},
};
use std::rc::Rc;

impl<'b> TreeBuilder<'_, 'b> {
    /// Finds what is under each concept by what is above each, which is read anyway where all is drawn.
    pub(super) fn turn_umbrellas(&mut self) -> Result<(), ImageError> {
        let base = self.naming.ask.base;
        let part = self.extent.kind.is_some() || self.extent.scheme.is_some();
        let whole = self.extent.from.is_empty() && !part && !self.extent.up;
        if !whole || !self.umbrellas.keeps_all() {
            return Ok(());
        }
        let mut below = vec![vec![]; base.concept_count()?];
        for id in base.concept_ids()? {
            if self.given_up.is_left_out(id)? {
                self.given_up.count(id);
                continue;
            }
            for (above, _) in &*self.umbrellas.find_umbrellas(id)? {
                if let Some(under) = below.get_mut(above.index()) {
                    under.push(id);
                }
            }
        }
        self.below = Some(below);
        Ok(())
    }

    /// What names a concept, kept where umbrellas are.
    pub(super) fn head(&self, id: ConceptId) -> Result<Rc<ConceptHead<&'b str>>, ImageError> {
        if !self.umbrellas.keeps_all() {
            return Ok(Rc::new(self.naming.ask.base.concept_head(id)?));
        }
        self.naming.head(id)
    }

    /// Who calls a concept a root.
    pub(super) fn hear_root(&self, id: ConceptId) -> Result<Option<Stance>, ImageError> {
        let ask = self.naming.ask;
        ask.perspective.hear_root_stance(ask.base, id, self.head(id)?.root)
    }

    /// What is straight under a concept or, upward, above it, as far as it is of the kind that is drawn.
    pub(super) fn next_concepts(&self, id: ConceptId) -> Result<Umbrellas, ImageError> {
        if let Some(below) = &self.below {
            let mut next = vec![];
            for under in below.get(id.index()).into_iter().flatten() {
                let above = self.umbrellas.find_umbrellas(*under)?;
                let here = above.iter().find(|(above, _)| *above == id);
                next.extend(here.map(|(_, stance)| (*under, Rc::clone(stance))));
            }
            return Ok(next);
        }
        let mut next = match self.extent.up {
            true => self.umbrellas.find_umbrellas(id)?.to_vec(),
            false => {
                let below = self.given_up.find_narrower(id)?;
                below.into_iter().map(|(under, said)| (under, Rc::new(said))).collect()
            }
        };
        if let Some(kind) = &self.extent.kind {
            let mut of_kind = vec![];
            for (id, stance) in next {
                if kind::is_of_kind(self.naming.ask, id, kind)? {
                    of_kind.push((id, stance));
                }
            }
            next = of_kind;
        }
        Ok(next)
    }
}
