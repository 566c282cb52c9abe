//! Who says what: gathered while the concepts pass by, a line a voice and concept, and where each work is cited.

use crate::answer::{DefineAnswer, attribution::NamedAttribution, voices::split_by_voice};
use std::collections::{BTreeMap, BTreeSet};

/// What one voice says of one concept.
#[derive(Clone, Debug)]
pub(super) struct HeardLine {
    /// The concept's place in the list by label.
    pub(super) concept: usize,
    /// What it says first.
    pub(super) first: String,
    /// How many claims it makes or denies.
    pub(super) claims: usize,
}

/// What is heard so far.
#[derive(Debug, Default)]
pub(super) struct HeardSoFar<'b> {
    /// By the voice's identifier.
    pub(super) voices: BTreeMap<&'b str, Vec<HeardLine>>,
    /// By the work's identifier: the concepts, by place, and who is heard in it on each.
    pub(super) works: BTreeMap<&'b str, BTreeMap<usize, BTreeSet<&'b str>>>,
}

impl<'b> HeardSoFar<'b> {
    /// Adds what is said of a concept.
    pub(super) fn add_concept(&mut self, place: usize, answer: &DefineAnswer<'b>) {
        let Some(concept) = answer.concepts.first() else { return };
        for told in split_by_voice(concept) {
            let line = HeardLine { concept: place, first: told.first, claims: told.claims };
            self.voices.entry(told.voice).or_default().push(line);
        }
        let labels =
            [&concept.abbreviations, &concept.synonyms, &concept.avoid, &concept.translations];
        labels.into_iter().flatten().for_each(|it| self.add_works(place, &it.said));
        concept.definitions.iter().for_each(|it| self.add_works(place, &it.said));
        let values = concept.facets.iter().flat_map(|facet| &facet.values);
        values.for_each(|it| self.add_works(place, &it.said));
        concept.relations.iter().for_each(|it| self.add_works(place, &it.said));
        concept.notes.iter().for_each(|it| self.add_works(place, &it.said));
        concept.status.iter().for_each(|it| self.add_works(place, &it.said));
        concept.root.iter().for_each(|said| self.add_works(place, said));
    }

    fn add_works(&mut self, place: usize, said: &NamedAttribution<'b>) {
        for cited in said.asserted_by.iter().chain(&said.denied_by) {
            if let Some(work) = cited.work {
                let on = self.works.entry(work).or_default().entry(place).or_default();
                on.insert(cited.voice);
            }
        }
    }
}
