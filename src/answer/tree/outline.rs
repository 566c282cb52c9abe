//! Outline of the hierarchy: each concept once, in the place that most voices give it.

use super::{BranchEnd, TreeAnswer, TreeNode};
use crate::answer::{counted_voices::CountedVoices, term::Term};
use std::collections::{BTreeMap, btree_map::Entry};

/// A concept in its place in the hierarchy.
#[derive(Clone, Debug)]
pub struct OutlineRow<'b> {
    /// How many rows stand above it on the way to its root.
    pub depth: usize,
    /// The concept.
    pub term: Term<'b>,
    /// What its umbrella is called; none at the top.
    pub umbrella: Option<String>,
    /// Who place it here, or call it a root.
    pub voices: CountedVoices<'b>,
    /// How many other voices place it elsewhere.
    pub elsewhere: usize,
    /// Whether voices disagree about one of its places.
    pub disputed: bool,
    /// How many rows are under it.
    pub under: usize,
}

/// What is known of a concept from all the places where it is drawn.
struct DrawnPlaces<'b> {
    /// The node that stands for it.
    home: usize,
    disputed: bool,
    voices: CountedVoices<'b>,
}

impl OutlineRow<'_> {
    /// The concept with who place it here and how many place it elsewhere.
    pub fn describe(&self) -> String {
        let statement = match &self.umbrella {
            Some(umbrella) => format!("{} is under {umbrella}", self.term.capitalized_label()),
            None => self.term.capitalized_label(),
        };
        let told = self.voices.attribute_statement(&statement, self.disputed);
        match self.elsewhere {
            0 => told,
            1 => told + "; one voice places it elsewhere",
            others => format!("{told}; {others} voices place it elsewhere"),
        }
    }
}

impl<'b> TreeAnswer<'b> {
    /// The hierarchy with each concept once, in the order of reading.
    pub fn outline(&self) -> Vec<OutlineRow<'b>> {
        let mut places: BTreeMap<_, DrawnPlaces<'b>> = BTreeMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            match places.entry(node.concept) {
                Entry::Vacant(free) => {
                    let voices = CountedVoices::of_claim(&node.said);
                    free.insert(DrawnPlaces { home: at, disputed: node.disputed, voices });
                }
                Entry::Occupied(known) => {
                    let known = known.into_mut();
                    let home = self.nodes.get(known.home);
                    if home.is_some_and(|home| home.rank() < node.rank()) {
                        known.home = at;
                    }
                    known.disputed |= node.disputed;
                    known.voices.add_claim(&node.said);
                }
            }
        }
        let mut rows: Vec<OutlineRow<'b>> = vec![];
        // The rows on the way to the one that is added.
        let mut way: Vec<usize> = vec![];
        for (at, node) in self.nodes.iter().enumerate() {
            let place = places.get(&node.concept).filter(|place| place.home == at);
            let Some(DrawnPlaces { disputed, voices, .. }) = place else { continue };
            way.truncate(node.depth);
            for above in &way {
                if let Some(above) = rows.get_mut(*above) {
                    above.under += 1;
                }
            }
            let here = CountedVoices::of_claim(&node.said);
            let umbrella = way.last().and_then(|above| rows.get(*above));
            let umbrella = umbrella.map(|above| above.term.name().into_owned());
            way.push(rows.len());
            rows.push(OutlineRow {
                depth: node.depth,
                term: node.term.clone(),
                umbrella,
                elsewhere: here.count_others(voices),
                voices: here,
                disputed: *disputed,
                under: 0,
            });
        }
        rows
    }

    /// How many concepts that are no longer in use are left out.
    pub fn count_left_out(&self) -> usize {
        self.left_out.count
    }

    /// Whose tree it is, where it is not everybody's.
    pub fn according_to(&self) -> &[&'b str] {
        &self.according_to
    }
}

impl TreeNode<'_> {
    /// How well it stands for its concept: spelled out, at the top, by how many voices.
    fn rank(&self) -> (bool, bool, usize) {
        (
            self.ends.is_none_or(|end| end == BranchEnd::Cut),
            self.depth == 0,
            self.said.asserted_by.len(),
        )
    }
}
