//! Pruning of a tree that starts at many senses of a name: only senses with branches are drawn, up to a limit.

use super::{digest, tree::TreeExtent};
use cxterms_base::{Base, Perspective, image::ImageError};

/// From how many senses of a name it is drawn, unless all are wanted.
const MAX_SENSES_DRAWN: usize = 12;

/// Senses of a name from which a tree could be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrunedSenses {
    /// How many there are.
    senses: usize,
    /// From how many of them anything hangs.
    bearing: usize,
    /// How many of these are left out.
    pub(super) more: usize,
}

impl TreeExtent {
    /// Leaves out the senses from which nothing hangs, and more of the others than a person reads.
    pub(super) fn prune_senses(
        &mut self,
        base: &Base,
        seen_by: &Perspective,
    ) -> Result<PrunedSenses, ImageError> {
        let senses = self.from.len();
        let step = if self.up { cxterms_base::find_umbrellas } else { cxterms_base::find_narrower };
        let mut bearing = vec![];
        for id in &self.from {
            if !step(base, *id, seen_by)?.is_empty() {
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

impl PrunedSenses {
    /// How many senses there are, and from how many anything hangs.
    pub(super) fn describe_senses(&self, up: bool) -> String {
        let verbs = if up { ["falls under", "fall under"] } else { ["takes in", "take in"] };
        let [one, several] = verbs;
        match (self.bearing, self.senses) {
            (0, senses) => {
                format!("None of the {senses} concepts that are meant {one} others here.")
            }
            (1, senses) => format!("Of the {senses} concepts that are meant, 1 {one} others."),
            (bearing, senses) => {
                format!("Of the {senses} concepts that are meant, {bearing} {several} others.")
            }
        }
    }
}
