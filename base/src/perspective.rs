//! Perspectives: the claims as chosen voices see them, and the lookup of voices by name.

use crate::base::Base;
use crate::{
    corpus::{
        Citation, CitedStance, ConceptId, ConceptState, StateClaim, VoiceId, VoiceKindId, WorkId,
        find_state,
    },
    image::{Edge, ImageError, Stance, StateMark},
    text,
};
use std::collections::BTreeSet;

/// The graph as chosen voices see it; all of them by default.
///
/// ```
/// use cxterms_base::{Base, Perspective, VoiceLookup, corpus::CorpusReading};
///
/// let mut reading = CorpusReading::default();
/// reading.add_folder("../terms".as_ref());
/// let base = Base::compile(&reading.corpus)?;
///
/// let VoiceLookup::Known(voices) = Perspective::find_voices(&base, "Annette Franz")? else {
///     panic!("the corpus cites her");
/// };
/// let perspective = Perspective::of_voices(voices.clone());
/// assert!(perspective.includes(voices[0]));
/// assert!(Perspective::default().includes(voices[0]));
/// # Ok::<_, cxterms_base::image::ImageError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Perspective {
    voices: Option<BTreeSet<VoiceId>>,
    /// The works in which they are heard; none if all count.
    works: Option<BTreeSet<WorkId>>,
}

/// What narrows a perspective further.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Only voices of these kinds.
    pub kinds: Option<BTreeSet<VoiceKindId>>,
    /// Only works of this year or later.
    pub since: Option<u16>,
}

/// Who goes by a name that `--according-to` was given.
#[derive(Debug, PartialEq, Eq)]
pub enum VoiceLookup {
    /// These voices.
    Known(Vec<VoiceId>),
    /// Nobody; the nearest names.
    Unknown(Vec<String>),
}

impl Perspective {
    /// The perspective of some voices.
    pub fn of_voices(voices: impl IntoIterator<Item = VoiceId>) -> Self {
        Self { voices: Some(voices.into_iter().collect()), works: None }
    }

    /// The same, but only some kinds of voice, or only works from some year on; and how many works that these voices
    /// are cited from are left out because they do not say their year.
    ///
    /// What is said in no work, as a corpus's own words are, has no year.
    pub fn narrow(
        mut self,
        base: &Base,
        narrowing: &Narrowing,
    ) -> Result<(Self, usize), ImageError> {
        if let Some(kinds) = &narrowing.kinds {
            let mut chosen = BTreeSet::new();
            for id in (0..base.voice_count()?).map(VoiceId::of).filter(|id| self.includes(*id)) {
                if base.voice(id)?.kind.is_some_and(|kind| kinds.contains(&kind)) {
                    chosen.insert(id);
                }
            }
            self.voices = Some(chosen);
        }
        let Some(since) = narrowing.since else { return Ok((self, 0)) };
        let (mut recent, mut undated) = (BTreeSet::new(), BTreeSet::new());
        for id in (0..base.work_count()?).map(WorkId::of) {
            match base.work(id)?.year.and_then(find_year) {
                Some(year) if year >= since => drop(recent.insert(id)),
                Some(_) => {}
                None => drop(undated.insert(id)),
            }
        }
        let (mut voices, mut left_out) = (BTreeSet::new(), BTreeSet::new());
        visit_claims(base, |said| {
            for citation in said.citations().filter(|citation| self.hears(citation)) {
                let Some(work) = citation.work else { continue };
                if recent.contains(&work) {
                    voices.insert(citation.voice);
                } else if undated.contains(&work) {
                    left_out.insert(work);
                }
            }
        })?;
        Ok((Self { voices: Some(voices), works: Some(recent) }, left_out.len()))
    }

    /// The same of one of its voices alone.
    #[must_use]
    pub fn of_voice_alone(&self, voice: VoiceId) -> Self {
        Self { voices: Some(BTreeSet::from([voice])), works: self.works.clone() }
    }

    /// Whether what a corpus says in its own words counts, which is said in no work.
    pub fn hears_own_words(&self, voice: VoiceId) -> bool {
        self.works.is_none() && self.includes(voice)
    }

    /// Whether what a voice says in a work counts.
    pub fn hears<S>(&self, citation: &Citation<S>) -> bool {
        let heard =
            |works: &BTreeSet<WorkId>| citation.work.is_some_and(|work| works.contains(&work));
        self.includes(citation.voice) && self.works.as_ref().is_none_or(heard)
    }

    /// Who asserts and who denies what an edge claims, as far as they count; none if nobody does.
    pub fn hear_edge(&self, base: &Base, edge: &Edge) -> Result<Option<Stance>, ImageError> {
        if self.works.is_none() {
            return Ok(self.filter_stance(base.stance(edge.stance)?));
        }
        let said = self.filter_citations(base.edge_claim(edge)?.said);
        Ok(said.map(|said| Stance::from(&said)))
    }

    /// Who calls a concept a root and who denies it, as far as they count; none if nobody does.
    pub fn hear_root(&self, base: &Base, id: ConceptId) -> Result<Option<Stance>, ImageError> {
        self.hear_root_stance(base, id, base.concept_head(id)?.root)
    }

    /// The same of a concept whose head gives the number of its stance.
    pub fn hear_root_stance(
        &self,
        base: &Base,
        id: ConceptId,
        number: Option<u32>,
    ) -> Result<Option<Stance>, ImageError> {
        let Some(number) = number else { return Ok(None) };
        if self.works.is_none() {
            return Ok(self.filter_stance(base.stance(number)?));
        }
        let said = base.concept_record(id)?.concept.root;
        let said = said.and_then(|said| self.filter_citations(said));
        Ok(said.map(|said| Stance::from(&said)))
    }

    /// The state that holds of a concept whose head gives this mark, as far as voices count that speak of it.
    pub fn hear_state(
        &self,
        base: &Base,
        id: ConceptId,
        mark: Option<StateMark>,
    ) -> Result<Option<ConceptState>, ImageError> {
        let Some(mark) = mark else { return Ok(None) };
        if self.voices.is_none() {
            return Ok(mark.state());
        }
        let states = base.concept_record(id)?.concept.states.into_iter();
        let heard = states.filter_map(|state| {
            let said = self.filter_citations(state.said)?;
            Some(StateClaim { said, ..state })
        });
        Ok(find_state(&heard.collect::<Vec<_>>(), &base.settings().editors))
    }

    /// Whether a concept whose head gives this mark is given up, as far as voices count that speak of it.
    pub fn is_given_up(
        &self,
        base: &Base,
        id: ConceptId,
        mark: Option<StateMark>,
    ) -> Result<bool, ImageError> {
        Ok(self.hear_state(base, id, mark)?.is_some_and(ConceptState::is_given_up))
    }

    /// Whether only works from some year on count.
    pub fn is_dated(&self) -> bool {
        self.works.is_some()
    }

    /// The chosen voices; none if all count.
    pub fn voices(&self) -> Option<&BTreeSet<VoiceId>> {
        self.voices.as_ref()
    }

    /// Whether a voice's words count.
    pub fn includes(&self, voice: VoiceId) -> bool {
        self.voices.as_ref().is_none_or(|voices| voices.contains(&voice))
    }

    /// What of a claim is said by voices that count; none if nothing is.
    pub fn filter_citations<S: Clone>(&self, mut said: CitedStance<S>) -> Option<CitedStance<S>> {
        if self.voices.is_none() {
            return Some(said);
        }
        let heard = |citation: &Citation<S>| self.hears(citation);
        said.asserted_by.retain(heard);
        said.denied_by.retain(heard);
        (!said.asserted_by.is_empty() || !said.denied_by.is_empty()).then_some(said)
    }

    /// Which of a stance's voices count; none if none does.
    fn filter_stance(&self, mut stance: Stance) -> Option<Stance> {
        stance.asserted_by.retain(|voice| self.includes(*voice));
        stance.denied_by.retain(|voice| self.includes(*voice));
        (!stance.asserted_by.is_empty() || !stance.denied_by.is_empty()).then_some(stance)
    }

    /// The voices that go by a name: a voice's identifier, name or short name, or a work's identifier or title, which
    /// means every voice heard in it.
    pub fn find_voices(base: &Base, name: &str) -> Result<VoiceLookup, ImageError> {
        let wanted = text::fold(name);
        // Each name with whose it is, so that nobody is suggested twice.
        let mut names = vec![];
        let mut names_of = 0_usize;
        let mut voices = vec![];
        for id in (0..base.voice_count()?).map(VoiceId::of) {
            let voice = base.voice(id)?;
            let goes_by = [voice.id, voice.name, voice.short];
            if goes_by.iter().any(|known| text::fold(known) == wanted) {
                voices.push(id);
            }
            names.extend(goes_by.map(|name| (names_of, name)));
            names_of += 1;
        }
        for id in (0..base.work_count()?).map(WorkId::of) {
            let work = base.work(id)?;
            if voices.is_empty()
                && [work.id, work.title].iter().any(|known| text::fold(known) == wanted)
            {
                return voices_in_work(base, id).map(VoiceLookup::Known);
            }
            names.extend([work.id, work.title].map(|name| (names_of, name)));
            names_of += 1;
        }
        if voices.is_empty() {
            return Ok(VoiceLookup::Unknown(nearest_names(name, names)));
        }
        Ok(VoiceLookup::Known(voices))
    }
}

/// The first number of four digits in what a work says of its year.
pub fn find_year(text: &str) -> Option<u16> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.find(|number| number.len() == 4)?.parse().ok()
}

/// How many names are suggested.
const MAX_SUGGESTIONS: usize = 3;

/// Up to three names near to one, each somebody else's: those that begin with its words or, if there are none, those that
/// are spelled like it.
fn nearest_names(name: &str, mut names: Vec<(usize, &str)>) -> Vec<String> {
    let start = format!("{} ", text::fold(name));
    let mut found: Vec<String> = vec![];
    let mut last = None;
    for (whose, longer) in &names {
        if !text::fold(longer).starts_with(&start) {
            continue;
        }
        // Of an identifier, a name and a short name the last is the one that people write.
        if last == Some(whose) {
            found.pop();
        }
        found.push((*longer).to_owned());
        last = Some(whose);
    }
    found.truncate(MAX_SUGGESTIONS);
    if !found.is_empty() {
        return found;
    }
    while let Some(best) = text::find_nearest(name, names.iter().map(|(_, name)| *name)) {
        let whose = names.iter().find(|(_, name)| *name == best).map(|(whose, _)| *whose);
        names.retain(|(other, _)| Some(*other) != whose);
        found.push(best.to_owned());
        if found.len() == MAX_SUGGESTIONS {
            break;
        }
    }
    found
}

/// Every voice heard in a work, its authors included.
fn voices_in_work(base: &Base, work: WorkId) -> Result<Vec<VoiceId>, ImageError> {
    let mut voices: BTreeSet<_> = base.work(work)?.by.into_iter().collect();
    visit_claims(base, |said| {
        let citations = said.asserted_by.iter().chain(&said.denied_by);
        let here = citations.filter(|citation| citation.work == Some(work));
        voices.extend(here.map(|citation| citation.voice));
    })?;
    Ok(voices.into_iter().collect())
}

/// Looks at who makes and denies every claim there is, one after the other.
pub fn visit_claims(
    base: &Base,
    mut look: impl FnMut(&CitedStance<&str>),
) -> Result<(), ImageError> {
    for id in base.concept_ids()? {
        base.concept_record(id)?.concept.cited_stances().for_each(&mut look);
        for edge in base.edges_from(id)? {
            look(&base.edge_claim(&edge)?.said);
        }
    }
    Ok(())
}
