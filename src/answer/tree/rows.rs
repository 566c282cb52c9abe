//! The rows of a hierarchy as other drawings take them: each concept in its place, who puts it there, and what ends there.

use super::{BranchEnd, TreeAnswer};
use crate::answer::{attribution::NamedAttribution, term::Term};

/// A concept in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DrawnRow<'t, 'b> {
    /// How many concepts stand above it on the way to its root.
    pub(crate) depth: usize,
    /// The concept.
    pub(crate) term: &'t Term<'b>,
    /// Who puts it here, or calls it a root.
    pub(crate) said: &'t NamedAttribution<'b>,
    /// Whether voices disagree about this place.
    pub(crate) disputed: bool,
    /// Why nothing follows although something could, in words.
    pub(crate) ends: Option<&'static str>,
}

impl<'b> TreeAnswer<'b> {
    /// Its rows, in the order of reading.
    pub(crate) fn rows(&self) -> impl Iterator<Item = DrawnRow<'_, 'b>> {
        self.nodes.iter().map(|node| DrawnRow {
            depth: node.depth,
            term: &node.term,
            said: &node.said,
            disputed: node.disputed,
            ends: node.ends.map(|end| match end {
                BranchEnd::Repeated => "shown elsewhere",
                BranchEnd::Cycle => "a loop",
                BranchEnd::Cut => "…",
                BranchEnd::Reversed => "more voices say the reverse",
            }),
        })
    }
}
