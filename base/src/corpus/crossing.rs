//! Relations that are the same from both ends, and written on the entry of the far one.

use super::{CitedStance, ConceptId, Corpus, FacetId, Relation, RelationId, claims};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A relation as it is written on the entry of one of its ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossRelation {
    /// The near end.
    pub from: ConceptId,
    /// Which relation.
    pub relation: RelationId,
    /// The far end.
    pub to: ConceptId,
    /// Whether it is written on the far one.
    pub at_far_end: bool,
    facet: Option<FacetId>,
    text: Option<String>,
    said: CitedStance,
}

impl CrossRelation {
    /// A relation, and on whose entry it is written.
    pub fn of_relation(written: Relation, at_far_end: bool) -> Self {
        let Relation { from, relation, to, facet, text, said } = written;
        Self { from, relation, to, at_far_end, facet, text, said }
    }

    /// The relation.
    pub fn into_relation(self) -> Relation {
        let Self { from, relation, to, facet, text, said, .. } = self;
        Relation { from, relation, to, facet, text, said }
    }

    /// What is joined, and how.
    pub fn pair(&self) -> (ConceptId, RelationId, ConceptId) {
        (self.from, self.relation, self.to)
    }

    /// The concept on whose entry it is written.
    pub fn writer(&self) -> ConceptId {
        if self.at_far_end { self.to } else { self.from }
    }
}

/// Merges relations as they are written, of which some are at their far ends; returns all those of the same pairs too, as
/// the entry of each end says them.
///
/// What one entry says is merged first, and only then what the other says of the same. So it is all one whether an entry
/// was read with the other or is known from before.
pub(super) fn merge_by_ends(
    written: Vec<Relation>,
    at_far_end: &BTreeSet<usize>,
) -> (Vec<Relation>, Vec<CrossRelation>) {
    let pair = |relation: &Relation| (relation.from, relation.relation, relation.to);
    let pairs: BTreeSet<_> =
        at_far_end.iter().filter_map(|at| written.get(*at)).map(pair).collect();
    if pairs.is_empty() {
        return (claims::merge_relations(written), vec![]);
    }
    let (mut others, mut near, mut far) = (Vec::with_capacity(written.len()), vec![], vec![]);
    for (at, relation) in written.into_iter().enumerate() {
        match pairs.contains(&pair(&relation)) {
            false => others.push(relation),
            true if at_far_end.contains(&at) => far.push(relation),
            true => near.push(relation),
        }
    }
    let mut crossing = vec![];
    for (end, at_far_end) in [(near, false), (far, true)] {
        let merged = claims::merge_relations(end);
        others.extend(merged.iter().cloned());
        crossing.extend(merged.into_iter().map(|it| CrossRelation::of_relation(it, at_far_end)));
    }
    (claims::merge_relations(others), crossing)
}

impl Corpus {
    /// Takes relations as the entry of each end says them, those at the near ends before others, each once.
    pub(crate) fn set_relations(&mut self, mut written: Vec<CrossRelation>) {
        written.sort_by_key(|it| (it.pair(), it.at_far_end));
        let written = written.into_iter().map(CrossRelation::into_relation).collect();
        self.relations = claims::merge_relations(written);
    }
}
