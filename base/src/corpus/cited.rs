//! The voices and works that a corpus cites, and dropping the others.

use super::{CitedStance, ClaimCitations, Concept, Corpus, VoiceId, WorkId};
use std::collections::{BTreeMap, BTreeSet};

impl<S> Concept<S> {
    /// Who says what of it: labels, definitions, facet values, that it is a root, notes, states.
    pub fn cited_stances(&self) -> impl Iterator<Item = &CitedStance<S>> {
        let labels = self.labels.iter().map(|label| &label.said);
        let definitions = self.definitions.iter().map(|text| &text.said);
        let facets = self.facets.iter().map(|value| &value.said);
        let notes = self.notes.iter().map(|note| &note.said);
        let states = self.states.iter().map(|state| &state.said);
        labels.chain(definitions).chain(facets).chain(&self.root).chain(notes).chain(states)
    }
}

impl Corpus {
    /// Drops the voices and works that nothing cites any more, and numbers the others again. Those after the first so many,
    /// as a top layer declares them, stay.
    pub(super) fn keep_cited_sources(&mut self, lower_voices: usize, lower_works: usize) {
        let mut voices: BTreeSet<_> = added_since(lower_voices, self.voices.len()).collect();
        let mut works: BTreeSet<_> = added_since(lower_works, self.works.len()).collect();
        self.visit_sources(&mut |voice| voices.extend([voice.0]), &mut |work| {
            works.extend([work.0]);
        });
        for work in works.iter().filter_map(|number| self.works.get(*number as usize)) {
            voices.extend(work.by.iter().map(|voice| voice.0));
        }
        keep_numbered(&mut self.voices, &voices);
        keep_numbered(&mut self.works, &works);
        let (voices, works) = (number_anew(&voices), number_anew(&works));
        for voice in self.works.iter_mut().flat_map(|work| &mut work.by) {
            voice.0 = voices.get(&voice.0).copied().unwrap_or(voice.0);
        }
        self.visit_sources(
            &mut |voice| voice.0 = voices.get(&voice.0).copied().unwrap_or(voice.0),
            &mut |work| work.0 = works.get(&work.0).copied().unwrap_or(work.0),
        );
    }

    /// Visits every mention of a voice or a work but those in works.
    fn visit_sources(
        &mut self,
        voice: &mut dyn FnMut(&mut VoiceId),
        work: &mut dyn FnMut(&mut WorkId),
    ) {
        self.settings.editors.iter_mut().for_each(&mut *voice);
        for concept in &mut self.concepts {
            concept.qualifier_by.iter_mut().chain(&mut concept.kind_by).for_each(&mut *voice);
            let translated = concept.translated.iter_mut().map(|(_, there)| there);
            for own in concept.definition.iter_mut().chain(translated) {
                voice(&mut own.voice);
            }
            let labels = concept.labels.iter_mut().map(|label| &mut label.said);
            let definitions = concept.definitions.iter_mut().map(|text| &mut text.said);
            let facets = concept.facets.iter_mut().map(|value| &mut value.said);
            let notes = concept.notes.iter_mut().map(|note| &mut note.said);
            let states = concept.states.iter_mut().map(|state| &mut state.said);
            let all = labels.chain(definitions).chain(facets).chain(&mut concept.root).chain(notes);
            all.chain(states).for_each(|said| visit_stance(said, voice, work));
        }
        for relation in &mut self.relations {
            visit_stance(&mut relation.said, voice, work);
        }
    }
}

fn visit_stance(
    said: &mut ClaimCitations,
    voice: &mut dyn FnMut(&mut VoiceId),
    work: &mut dyn FnMut(&mut WorkId),
) {
    for citation in said.asserted_by.iter_mut().chain(&mut said.denied_by) {
        voice(&mut citation.voice);
        citation.via.iter_mut().for_each(&mut *voice);
        citation.work.iter_mut().for_each(&mut *work);
    }
}

/// The numbers of what came after so many.
fn added_since(before: usize, now: usize) -> impl Iterator<Item = u32> {
    (before..now).filter_map(|at| u32::try_from(at).ok())
}

fn keep_numbered<T>(all: &mut Vec<T>, kept: &BTreeSet<u32>) {
    let mut numbers = 0..;
    all.retain(|_| numbers.next().is_some_and(|number| kept.contains(&number)));
}

fn number_anew(kept: &BTreeSet<u32>) -> BTreeMap<u32, u32> {
    kept.iter().copied().zip(0..).collect()
}
