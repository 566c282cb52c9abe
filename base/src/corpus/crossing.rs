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

/// Of relations as they are written, of which some are at their far ends, all those of the same pairs.
pub(super) fn list_crossing(
    written: &[Relation],
    at_far_end: &BTreeSet<usize>,
) -> Vec<CrossRelation> {
    let pair = |relation: &Relation| (relation.from, relation.relation, relation.to);
    let pairs: BTreeSet<_> =
        at_far_end.iter().filter_map(|at| written.get(*at)).map(pair).collect();
    if pairs.is_empty() {
        return vec![];
    }
    let all = written.iter().enumerate().filter(|(_, relation)| pairs.contains(&pair(relation)));
    all.map(|(at, it)| CrossRelation::of_relation(it.clone(), at_far_end.contains(&at))).collect()
}

impl Corpus {
    /// Takes relations as they are written, those at the near ends before others, each once.
    pub(crate) fn set_relations(&mut self, mut written: Vec<CrossRelation>) {
        written.sort_by_key(|it| (it.pair(), it.at_far_end));
        let written = written.into_iter().map(CrossRelation::into_relation).collect();
        self.relations = claims::merge_relations(written);
    }
}
