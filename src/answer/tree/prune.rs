//! Pruning of a tree that starts at many senses of a name: only senses with branches are drawn, up to a limit.

use super::TreeExtent;
use crate::answer::{ask::Ask, digest};
use cxterms_base::image::ImageError;

/// From how many senses of a name it is drawn, unless all are wanted.
const MAX_SENSES_DRAWN: usize = 12;

/// Senses of a name from which a tree could be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrunedSenses {
    /// How many there are.
    pub(super) senses: usize,
    /// From how many of them anything hangs.
    pub(super) bearing: usize,
    /// How many of these are left out.
    pub(super) more: usize,
}

impl TreeExtent {
    /// Leaves out the senses from which nothing hangs, and more of the others than a person reads.
    pub(super) fn prune_senses(&mut self, ask: Ask<'_>) -> Result<PrunedSenses, ImageError> {
        let senses = self.from.len();
        let step = if self.up { cxterms_base::find_umbrellas } else { cxterms_base::find_narrower };
        let mut bearing = vec![];
        for id in &self.from {
            if !step(ask.base, *id, ask.perspective)?.is_empty() {
                bearing.push(*id);
            }
        }
        let count = bearing.len();
        bearing.truncate(digest::count_shown(count, MAX_SENSES_DRAWN));
        let more = count - bearing.len();
        self.from = bearing;
        self.depth = self.depth.or(Some(1));
        Ok(PrunedSenses { senses, bearing: count, more })
    }
}
