//! A part of a corpus: some of its concepts, with what is said of them.

use super::{ConceptId, Corpus};
use std::collections::{BTreeMap, BTreeSet};

impl Corpus {
    /// Drops all other concepts, relations to them, and the voices and works that nothing cites any more; returns how many
    /// relations of those that stay were dropped.
    pub fn reduce_to_concepts(&mut self, kept: &BTreeSet<ConceptId>) -> usize {
        let mut dropped = 0;
        self.relations.retain(|it| {
            let ends = [it.from, it.to].map(|end| kept.contains(&end));
            dropped += usize::from(ends[0] != ends[1]);
            ends == [true, true]
        });
        for note in self.concepts.iter_mut().flat_map(|concept| &mut concept.notes) {
            note.with.retain(|other| kept.contains(other));
        }
        dropped += self.drop_replacements(kept);
        self.keep_concepts(kept);
        self.keep_cited_sources(self.voices.len(), self.works.len());
        dropped
    }

    /// Drops all other concepts and numbers these again; nothing may refer to the others.
    pub(super) fn keep_concepts(&mut self, kept: &BTreeSet<ConceptId>) {
        let numbers: BTreeMap<_, _> =
            kept.iter().enumerate().map(|(new, old)| (*old, ConceptId::of(new))).collect();
        let renumber = |id: &mut ConceptId| *id = numbers.get(id).copied().unwrap_or(*id);
        let mut at = 0;
        self.concepts.retain(|_| {
            at += 1;
            kept.contains(&ConceptId::of(at - 1))
        });
        let notes = self.concepts.iter_mut().flat_map(|concept| &mut concept.notes);
        notes.flat_map(|note| &mut note.with).for_each(renumber);
        for relation in &mut self.relations {
            renumber(&mut relation.from);
            renumber(&mut relation.to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::CorpusReading;

    #[test]
    fn a_part_refers_to_nothing_outside_it() {
        let mut reading = CorpusReading::default();
        reading.add_folder("../tests/fixtures/small".as_ref());
        let mut corpus = reading.corpus;
        let kept: BTreeSet<_> = (0..)
            .map(ConceptId)
            .zip(&corpus.concepts)
            .filter(|(_, it)| ["bicycle", "gravel-bike"].contains(&&*it.id))
            .map(|(id, _)| id)
            .collect();
        let all = corpus.relations.len();
        let dropped = corpus.reduce_to_concepts(&kept);
        assert_eq!(
            corpus.concepts.iter().map(|it| &*it.id).collect::<Vec<_>>(),
            ["bicycle", "gravel-bike"]
        );
        assert!(dropped > 0 && !corpus.relations.is_empty());
        assert!(
            corpus.relations.len() + dropped < all,
            "others are between those that are left out"
        );
        for relation in &corpus.relations {
            assert!([relation.from, relation.to].iter().all(|id| id.index() < 2));
        }
        let cited = corpus.concepts.iter().flat_map(|it| it.cited_stances().collect::<Vec<_>>());
        for citation in cited.flat_map(|said| &said.asserted_by) {
            assert!(corpus.voice(citation.voice).is_some());
        }
    }
}
