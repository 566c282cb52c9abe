//! Gives the voices and works of a corpus the identifiers that they have in another.

use super::CorpusMerge;
use crate::draft::make_identifier;
use cxterms_base::{
    corpus::{Citation, CitedStance, ClaimedText, Corpus, Voice, VoiceId, Work, WorkId},
    text,
};
use std::collections::{HashMap, HashSet};

impl CorpusMerge<'_> {
    /// Gives voices the identifiers that they have there. Where another voice than the corpus's own speaks unattributed,
    /// it does so in a work from now on.
    pub(super) fn map_voices(&mut self) {
        let into = self.into;
        let by_name: HashMap<_, _> =
            into.voices.iter().map(|voice| (text::fold(&voice.name), &voice.id)).collect();
        let mut taken = taken_identifiers(into);
        for voice in &mut self.corpus.voices {
            let same =
                |it: &&Voice| it.id == voice.id && text::fold(&it.name) == text::fold(&voice.name);
            let known = into.voices.iter().find(same).map(|it| &it.id);
            match known.or_else(|| by_name.get(&text::fold(&voice.name)).copied()) {
                Some(id) => voice.id.clone_from(id),
                None => voice.id = free_identifier(&mut taken, &voice.id),
            }
        }
        let own = self.corpus.settings.editors.first().copied();
        let own_id = own.and_then(|own| self.corpus.voices.get(own.index())).map(|it| &it.id);
        let there = into.settings.editors.last().and_then(|it| into.voices.get(it.index()));
        if let Some(own) = own.filter(|_| own_id != there.map(|voice| &voice.id)) {
            self.attribute_to_work(own);
        }
    }

    /// Has a voice say in a work what it says without one.
    fn attribute_to_work(&mut self, voice: VoiceId) {
        let corpus = &mut self.corpus;
        let title = corpus.settings.title.clone();
        let same = |work: &Work| work.title == title && work.by == [voice];
        let known = corpus.works.iter().position(same);
        let at = known.unwrap_or_else(|| {
            let free = |id: &str| {
                corpus.works.iter().all(|it| it.id != id)
                    && corpus.voices.iter().all(|it| it.id != id)
            };
            let id = make_identifier(&title, free);
            corpus.works.push(Work { id, title, by: vec![voice], ..Work::default() });
            corpus.works.len() - 1
        });
        let work = Some(WorkId(u32::try_from(at).unwrap_or(u32::MAX)));
        self.file_work = work;
        for concept in &mut corpus.concepts {
            if let Some(own) = concept.definition.take() {
                let by = Citation::from_voice(own.voice, None);
                let said = CitedStance::asserted(vec![by]);
                let own = ClaimedText {
                    text: own.text,
                    leading: false,
                    language: None,
                    dates: <_>::default(),
                    said,
                };
                concept.definitions.insert(0, own);
            }
            for (language, there) in std::mem::take(&mut concept.translated) {
                let by = Citation::from_voice(there.voice, None);
                let said = CitedStance::asserted(vec![by]);
                let (text, language) = (there.text, Some(language));
                concept.definitions.push(ClaimedText {
                    text,
                    leading: false,
                    language,
                    dates: <_>::default(),
                    said,
                });
            }
        }
        for said in stances_mut(corpus) {
            let said = &mut **said;
            let citations = said.asserted_by.iter_mut().chain(&mut said.denied_by);
            for citation in citations.filter(|it| it.work.is_none() && it.voice == voice) {
                citation.work = work;
            }
        }
        corpus.settings.editors.clear();
    }

    /// Gives works the identifiers that they have there: those of one title and the same authors are one.
    pub(super) fn map_works(&mut self) {
        let into = self.into;
        let authors = |corpus: &Corpus, work: &Work| -> Vec<String> {
            let voices = work.by.iter().filter_map(|by| corpus.voices.get(by.index()));
            voices.map(|voice| voice.id.clone()).collect()
        };
        let key = |corpus: &Corpus, work: &Work| (text::fold(&work.title), authors(corpus, work));
        let there: HashMap<_, _> =
            into.works.iter().map(|work| (key(into, work), work.id.clone())).collect();
        let mut taken = taken_identifiers(into);
        taken.extend(self.corpus.voices.iter().map(|voice| voice.id.clone()));
        let ids: Vec<_> = self
            .corpus
            .works
            .iter()
            .map(|work| {
                let known = there.get(&key(&self.corpus, work)).cloned();
                known.unwrap_or_else(|| free_identifier(&mut taken, &work.id))
            })
            .collect();
        for (work, id) in self.corpus.works.iter_mut().zip(ids) {
            work.id = id;
        }
    }
}

/// The identifiers of voices and works: no two may be alike.
fn taken_identifiers(corpus: &Corpus) -> HashSet<String> {
    let voices = corpus.voices.iter().map(|voice| voice.id.clone());
    voices.chain(corpus.works.iter().map(|work| work.id.clone())).collect()
}

/// An identifier that nothing else has, as near to the wanted one as can be.
pub(super) fn free_identifier(taken: &mut HashSet<String>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}

/// Who says what in a corpus, to be changed.
fn stances_mut(corpus: &mut Corpus) -> impl Iterator<Item = &mut CitedStance> {
    let concepts = corpus.concepts.iter_mut().flat_map(|concept| {
        let labels = concept.labels.iter_mut().map(|label| &mut label.said);
        let definitions = concept.definitions.iter_mut().map(|text| &mut text.said);
        let facets = concept.facets.iter_mut().map(|value| &mut value.said);
        let notes = concept.notes.iter_mut().map(|note| &mut note.said);
        let states = concept.states.iter_mut().map(|state| &mut state.said);
        labels.chain(definitions).chain(facets).chain(&mut concept.root).chain(notes).chain(states)
    });
    concepts.chain(corpus.relations.iter_mut().map(|relation| &mut relation.said))
}
