//! Flattens overlays: layered corpora become one corpus, whose own voice is that of the lowest layer.

use super::{Losses, draft::make_identifier};
use cxterms_base::corpus::{Citation, CitedStance, ClaimedText, Corpus, VoiceId, Work, WorkId};

/// One corpus in which what the upper ones say in their own voices they say in a work, since only a corpus's own voice
/// needs none; and what no citation can stand beside.
pub(super) fn flatten_overlays(corpus: &Corpus) -> (Corpus, Losses) {
    let (mut flat, mut losses) = (corpus.clone(), Losses::default());
    let own = flat.settings.editors.first().copied().unwrap_or_default();
    for voice in flat.settings.editors.split_off(1.min(flat.settings.editors.len())) {
        let work = work_for_voice(&mut flat, voice);
        let meet = |said: &mut CitedStance| {
            let said = &mut **said;
            let all = said.asserted_by.iter_mut().chain(&mut said.denied_by);
            for it in all.filter(|it| it.voice == voice && it.work.is_none()) {
                it.work = Some(work);
            }
        };
        for concept in &mut flat.concepts {
            concept.labels.iter_mut().for_each(|it| meet(&mut it.said));
            concept.definitions.iter_mut().for_each(|it| meet(&mut it.said));
            concept.facets.iter_mut().for_each(|it| meet(&mut it.said));
            concept.notes.iter_mut().for_each(|it| meet(&mut it.said));
            concept.root.iter_mut().for_each(meet);
            if let Some(definition) = concept.definition.take_if(|it| it.voice == voice) {
                let by = Citation::from_voice(voice, Some(work));
                let said = CitedStance::asserted(vec![by]);
                concept.definitions.insert(
                    0,
                    ClaimedText {
                        text: definition.text,
                        leading: false,
                        language: None,
                        dates: <_>::default(),
                        said,
                    },
                );
            }
            for by in [&mut concept.kind_by, &mut concept.qualifier_by].into_iter().flatten() {
                if *by == voice {
                    losses.add_example("whose kind or qualifier it is", &concept.id);
                    *by = own;
                }
            }
            for (language, definition) in
                concept.translated.extract_if(.., |(_, it)| it.voice == voice)
            {
                let by = Citation::from_voice(voice, Some(work));
                let said = CitedStance::asserted(vec![by]);
                let (text, language) = (definition.text, Some(language));
                concept.definitions.push(ClaimedText {
                    text,
                    leading: false,
                    language,
                    dates: <_>::default(),
                    said,
                });
            }
        }
        flat.relations.iter_mut().for_each(|relation| meet(&mut relation.said));
    }
    flat.overrides.clear();
    flat.denials.clear();
    (flat, losses)
}

/// The work in which a voice says what its own corpus said.
fn work_for_voice(corpus: &mut Corpus, voice: VoiceId) -> WorkId {
    let known = corpus.voices.get(voice.index());
    let (id, name) = known.map(|it| (&*it.id, &*it.name)).unwrap_or_default();
    let title = format!("Words of {name}");
    let free = |id: &str| {
        corpus.works.iter().all(|it| it.id != id) && corpus.voices.iter().all(|it| it.id != id)
    };
    let own = make_identifier(&format!("{id} words"), free);
    corpus.works.push(Work { id: own, by: vec![voice], title, ..Work::default() });
    WorkId(u32::try_from(corpus.works.len() - 1).unwrap_or(u32::MAX))
}
