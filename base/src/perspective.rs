//! Whose words count?

use crate::base::Base;
use crate::{
    corpus::{Citation, Said, VoiceId, WorkId},
    image::{ImageError, Stance},
    text,
};
use std::collections::BTreeSet;

/// The graph as chosen voices see it; all of them by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Perspective {
    voices: Option<BTreeSet<VoiceId>>,
}

/// Who goes by a name that `--according-to` was given.
#[derive(Debug, PartialEq, Eq)]
pub enum Speakers {
    /// These voices.
    Known(Vec<VoiceId>),
    /// Nobody; the nearest names.
    Unknown(Vec<String>),
}

impl Perspective {
    /// The perspective of some voices.
    pub fn of(voices: impl IntoIterator<Item = VoiceId>) -> Self {
        Self { voices: Some(voices.into_iter().collect()) }
    }

    /// The chosen voices; none if all count.
    pub fn voices(&self) -> Option<&BTreeSet<VoiceId>> {
        self.voices.as_ref()
    }

    /// Whether a voice's words count.
    pub fn hears(&self, voice: VoiceId) -> bool {
        self.voices.as_ref().is_none_or(|voices| voices.contains(&voice))
    }

    /// What of a claim is said by voices that count; none if nothing is.
    pub fn said<S>(&self, mut said: Said<S>) -> Option<Said<S>> {
        if self.voices.is_none() {
            return Some(said);
        }
        let heard = |citation: &Citation<S>| self.hears(citation.voice);
        said.asserted_by.retain(heard);
        said.denied_by.retain(heard);
        (!said.asserted_by.is_empty() || !said.denied_by.is_empty()).then_some(said)
    }

    /// Which of a stance's voices count; none if none does.
    pub fn stance(&self, mut stance: Stance) -> Option<Stance> {
        stance.asserted_by.retain(|voice| self.hears(*voice));
        stance.denied_by.retain(|voice| self.hears(*voice));
        (!stance.asserted_by.is_empty() || !stance.denied_by.is_empty()).then_some(stance)
    }

    /// The voices that go by a name: a voice's identifier, name or short name, or a work's identifier or title, which
    /// means every voice heard in it.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn speakers(base: &Base, name: &str) -> Result<Speakers, ImageError> {
        let wanted = text::fold(name);
        // Each name with whose it is, so that nobody is suggested twice.
        let mut names = vec![];
        let mut names_of = 0_usize;
        let mut voices = vec![];
        for id in (0..base.voices()?).map(VoiceId::of) {
            let voice = base.voice(id)?;
            let goes_by = [voice.id, voice.name, voice.short];
            if goes_by.iter().any(|known| text::fold(known) == wanted) {
                voices.push(id);
            }
            names.extend(goes_by.map(|name| (names_of, name)));
            names_of += 1;
        }
        for id in (0..base.works()?).map(WorkId::of) {
            let work = base.work(id)?;
            if voices.is_empty()
                && [work.id, work.title].iter().any(|known| text::fold(known) == wanted)
            {
                return heard_in(base, id).map(Speakers::Known);
            }
            names.extend([work.id, work.title].map(|name| (names_of, name)));
            names_of += 1;
        }
        if voices.is_empty() {
            return Ok(Speakers::Unknown(near(name, names)));
        }
        Ok(Speakers::Known(voices))
    }
}

/// Up to three names near to one, each somebody else's.
fn near(name: &str, mut names: Vec<(usize, &str)>) -> Vec<String> {
    let mut found = vec![];
    while let Some(best) = text::nearest(name, names.iter().map(|(_, name)| *name)) {
        let whose = names.iter().find(|(_, name)| *name == best).map(|(whose, _)| *whose);
        names.retain(|(other, _)| Some(*other) != whose);
        found.push(best.to_owned());
        if found.len() == 3 {
            break;
        }
    }
    found
}

/// Every voice heard in a work, its authors included.
fn heard_in(base: &Base, work: WorkId) -> Result<Vec<VoiceId>, ImageError> {
    let mut voices: BTreeSet<_> = base.work(work)?.by.into_iter().collect();
    each_said(base, |said| {
        let citations = said.asserted_by.iter().chain(&said.denied_by);
        let here = citations.filter(|citation| citation.work == Some(work));
        voices.extend(here.map(|citation| citation.voice));
    })?;
    Ok(voices.into_iter().collect())
}

/// Looks at who makes and denies every claim there is, one after the other.
///
/// # Errors
/// When the image is damaged.
pub fn each_said(base: &Base, mut look: impl FnMut(&Said<&str>)) -> Result<(), ImageError> {
    for id in base.ids()? {
        base.concept(id)?.concept.said().for_each(&mut look);
        for edge in base.leaving(id)? {
            look(&base.claim(&edge)?.said);
        }
    }
    Ok(())
}
