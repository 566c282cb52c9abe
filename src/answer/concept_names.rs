//! Cache of records by number: voices, works, concepts, relations and facets, each read once for an answer.

use super::{ask::Ask, attribution::NamedAttribution, digest, term::Term, wording::RelationVerb};
use cxterms_base::{
    ConceptId, End,
    corpus::{
        self, Aspect, Citation, Facet, FacetId, Placement, RelationId, RelationKind, VoiceId,
        VoiceKindId, WorkId,
    },
    image::{ConceptHead, DisputeMarks, ImageError, Stance},
};
use cxterms_page::NamedCitation;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};

/// Names voices, works, concepts, relations and facets, each read once, as a perspective hears them.
#[derive(Debug)]
pub(super) struct NameCache<'b> {
    /// What is asked.
    pub(super) ask: Ask<'b>,
    /// The voice that speaks throughout and need not be named.
    speaker: Option<VoiceId>,
    /// Whether it is told in which work something is said; else works only tell acts of saying apart.
    tells_works: bool,
    voices: CachedRecords<corpus::Voice<&'b str>>,
    works: CachedRecords<corpus::Work<&'b str>>,
    heads: CachedRecords<ConceptHead<&'b str>>,
    relations: CachedRecords<RelationKind<&'b str>>,
    facets: CachedRecords<Facet<&'b str>>,
    /// The relations as verbs, by relation and end.
    verbs: RefCell<Vec<(RelationId, End, Rc<RelationVerb>)>>,
    /// Everybody's marks, or all that a perspective's claims get.
    marks: RefCell<Option<Rc<DisputeMarks>>>,
    /// Of how many concepts they were derived one by one.
    marked: Cell<usize>,
    /// The voices that were cited so far, where a perspective was chosen by years and not by names.
    heard: RefCell<BTreeSet<VoiceId>>,
}

/// Of how many concepts marks are derived one by one, before it is quicker to derive all: what is above is shared then.
const MAX_MARKED_SINGLY: usize = 200;

/// How many voices the head of a column names.
const MAX_SHORT_NAMES: usize = 2;

/// Records by number, each read when it is first asked for.
type CachedRecords<T> = RefCell<Vec<Option<Rc<T>>>>;

/// The authors of a work that was read.
struct WorkAuthors<'b>(Rc<corpus::Work<&'b str>>);

impl AsRef<[VoiceId]> for WorkAuthors<'_> {
    fn as_ref(&self) -> &[VoiceId] {
        &self.0.by
    }
}

/// A record, read before or now.
fn read_once<T>(
    known: &CachedRecords<T>,
    number: u32,
    read: impl FnOnce() -> Result<T, ImageError>,
) -> Result<Rc<T>, ImageError> {
    let index = number as usize;
    if let Some(Some(record)) = known.borrow().get(index) {
        return Ok(Rc::clone(record));
    }
    let record = Rc::new(read()?);
    let mut known = known.borrow_mut();
    if known.len() <= index {
        // Grown by halves at least: numbers come in no order.
        let length = (index + 1).max(known.len() * 3 / 2);
        known.resize(length, None);
    }
    if let Some(slot) = known.get_mut(index) {
        *slot = Some(Rc::clone(&record));
    }
    Ok(record)
}

impl<'b> NameCache<'b> {
    /// Naming for one answer.
    pub(super) fn new(ask: Ask<'b>) -> Self {
        let (voices, works, heads, relations, facets, marks) = Default::default();
        let (speaker, verbs, marked, heard) = Default::default();
        let tells_works = true;
        Self {
            ask,
            speaker,
            tells_works,
            voices,
            works,
            heads,
            relations,
            facets,
            verbs,
            marks,
            marked,
            heard,
        }
    }

    /// The same for an answer that cites no work.
    pub(super) fn without_works(self) -> Self {
        Self { tells_works: false, ..self }
    }

    /// Naming for what one voice says, which need not be named.
    pub(super) fn with_speaker(ask: Ask<'b>, voice: VoiceId) -> Self {
        Self { speaker: Some(voice), ..Self::new(ask) }
    }

    /// Naming for what a perspective says; its voice need not be named where it has only one.
    pub(super) fn with_sole_speaker(ask: Ask<'b>) -> Self {
        let mut voices = ask.perspective.voices().into_iter().flatten();
        match (voices.next(), voices.next()) {
            (Some(only), None) => Self::with_speaker(ask, *only),
            _ => Self::new(ask),
        }
    }

    /// A voice.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn voice(&self, id: VoiceId) -> Result<Rc<corpus::Voice<&'b str>>, ImageError> {
        read_once(&self.voices, id.0, || self.ask.base.voice(id))
    }

    /// The name of a voice whose statement is none of the first corpus's own, as far as the perspective hears it.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn name_if_foreign(
        &self,
        voice: Option<VoiceId>,
    ) -> Result<Option<&'b str>, ImageError> {
        let told = voice
            .filter(|voice| !self.ask.base.is_own(*voice) && self.ask.perspective.includes(*voice));
        told.map(|voice| Ok(self.voice(voice)?.name)).transpose()
    }

    /// A work.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn work(&self, id: WorkId) -> Result<Rc<corpus::Work<&'b str>>, ImageError> {
        read_once(&self.works, id.0, || self.ask.base.work(id))
    }

    /// What names a concept.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn head(&self, id: ConceptId) -> Result<Rc<ConceptHead<&'b str>>, ImageError> {
        read_once(&self.heads, id.0, || self.ask.base.concept_head(id))
    }

    /// A relation.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn relation(&self, id: RelationId) -> Result<Rc<RelationKind<&'b str>>, ImageError> {
        read_once(&self.relations, id.0, || self.ask.base.relation_kind(id))
    }

    /// A relation as a verb, from one of its ends.
    pub(super) fn verb(
        &self,
        kind: &RelationKind<&'b str>,
        id: RelationId,
        side: End,
    ) -> Rc<RelationVerb> {
        let mut known = self.verbs.borrow_mut();
        if let Some((.., verb)) = known.iter().find(|it| (it.0, it.1) == (id, side)) {
            return Rc::clone(verb);
        }
        let verb = Rc::new(RelationVerb::of_kind(kind, side));
        known.push((id, side, Rc::clone(&verb)));
        verb
    }

    /// A facet.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn facet(&self, id: FacetId) -> Result<Rc<Facet<&'b str>>, ImageError> {
        read_once(&self.facets, id.0, || self.ask.base.facet(id))
    }

    /// A concept, named.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn term(&self, id: ConceptId) -> Result<Term<'b>, ImageError> {
        Term::from_head(self.ask, &*self.head(id)?)
    }

    /// The same, in the state that it has for those who are heard.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn heard_term(&self, id: ConceptId) -> Result<Term<'b>, ImageError> {
        Term::from_heard(self.ask, id, &*self.head(id)?)
    }

    /// The names of the voices that are heard; none where all are.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn perspective_names(&self) -> Result<Vec<&'b str>, ImageError> {
        // Years choose many voices, of which few speak of what was asked; who is silent is named where all are.
        let heard = self.heard.borrow();
        let named = self.ask.perspective.voices().into_iter().flatten();
        let named = named.filter(|id| heard.is_empty() || heard.contains(id));
        named.map(|id| Ok(self.voice(*id)?.name)).collect()
    }

    /// The short names of the voices that are heard, as one text; at most three of them.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn short_perspective_names(&self) -> Result<String, ImageError> {
        let voices: Vec<_> = self.ask.perspective.voices().into_iter().flatten().collect();
        let shown = voices.iter().take(digest::count_shown(voices.len(), MAX_SHORT_NAMES));
        let shown =
            shown.map(|id| Ok(self.voice(**id)?.short)).collect::<Result<Vec<_>, ImageError>>()?;
        let others = voices.len() - shown.len();
        let more = if others > 0 { format!(" and {others} others") } else { String::new() };
        Ok(shown.join(", ") + &more)
    }

    /// Which claims of a concept clash with others.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn dispute_marks(&self, of: ConceptId) -> Result<Rc<DisputeMarks>, ImageError> {
        if self.speaker.is_some() {
            // A voice that is alone clashes with nobody.
            return Ok(Rc::default());
        }
        if let Some(known) = &*self.marks.borrow() {
            return Ok(Rc::clone(known));
        }
        let everyone = self.ask.perspective.voices().is_none();
        let mut known = if everyone { self.ask.base.marks()? } else { None };
        if known.is_none() && self.marked.get() == MAX_MARKED_SINGLY {
            known = Some(cxterms_base::derive_marks(self.ask.base, None, self.ask.perspective)?);
        }
        let Some(known) = known.map(Rc::new) else {
            self.marked.set(self.marked.get() + 1);
            return Ok(Rc::new(cxterms_base::derive_marks(
                self.ask.base,
                Some(&[of]),
                self.ask.perspective,
            )?));
        };
        *self.marks.borrow_mut() = Some(Rc::clone(&known));
        Ok(known)
    }

    /// Notes that a voice was cited, where a perspective was chosen by years.
    pub(super) fn note_heard(&self, voice: VoiceId) {
        if self.ask.perspective.is_dated() {
            self.heard.borrow_mut().insert(voice);
        }
    }

    /// Every work that was read so far.
    pub(super) fn works_read(&self) -> Vec<Rc<corpus::Work<&'b str>>> {
        self.works.borrow().iter().flatten().map(Rc::clone).collect()
    }

    /// Who says something, as far as the perspective hears them; none if it hears nobody.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn visible_attribution(
        &self,
        said: corpus::CitedStance<&'b str>,
    ) -> Result<Option<NamedAttribution<'b>>, ImageError> {
        self.ask
            .perspective
            .filter_citations(said)
            .map(|heard| self.name_attribution(&heard))
            .transpose()
    }

    /// Who says something, named.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn name_attribution(
        &self,
        said: &corpus::CitedStance<&'b str>,
    ) -> Result<NamedAttribution<'b>, ImageError> {
        let asserted_by = self.name_citations(&said.asserted_by)?;
        let denied_by = self.name_citations(&said.denied_by)?;
        Ok(NamedAttribution {
            asserted_by,
            denied_by,
            asserted_origins: Some(self.count_origins(&said.asserted_by)?),
            denied_origins: Some(self.count_origins(&said.denied_by)?),
            ..NamedAttribution::default()
        })
    }

    /// How many independent acts of saying stand behind citations.
    fn count_origins(&self, citations: &[Citation<&'b str>]) -> Result<usize, ImageError> {
        if citations.len() < 2 {
            return Ok(citations.len());
        }
        let kinds = &self.ask.base.settings().voice_kinds;
        corpus::count_origins(
            citations,
            |work| Ok(WorkAuthors(self.work(work)?)),
            |voice| {
                let kind = self.voice(voice)?.kind.and_then(|kind| kinds.get(kind.index()));
                Ok(kind.is_some_and(|kind| kind == corpus::COMMENTER))
            },
        )
    }

    /// Citations, named.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn name_citations(
        &self,
        citations: &[Citation<&'b str>],
    ) -> Result<Vec<NamedCitation<'b>>, ImageError> {
        // One voice alone is told apart from nobody.
        let in_works = self.tells_works || citations.len() > 1;
        let mut named = Vec::with_capacity(citations.len());
        for citation in citations {
            named.push(self.name_citation(citation, in_works)?);
        }
        Ok(named)
    }

    /// Who takes a stance, by voice alone.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn name_stance(&self, stance: &Stance) -> Result<NamedAttribution<'b>, ImageError> {
        let name = |voices: &[VoiceId]| {
            let alone = |voice: &VoiceId| Citation::from_voice(*voice, None);
            voices
                .iter()
                .map(|voice| self.name_citation(&alone(voice), true))
                .collect::<Result<_, _>>()
        };
        Ok(NamedAttribution {
            asserted_by: name(&stance.asserted_by)?,
            denied_by: name(&stance.denied_by)?,
            ..NamedAttribution::default()
        })
    }

    /// The name of a kind of voice.
    pub(super) fn voice_kind(&self, kind: Option<VoiceKindId>) -> Option<&'b str> {
        let kinds = &self.ask.base.settings().voice_kinds;
        kind.and_then(|kind| kinds.get(kind.index())).map(String::as_str)
    }

    fn name_citation(
        &self,
        citation: &Citation<&'b str>,
        in_work: bool,
    ) -> Result<NamedCitation<'b>, ImageError> {
        self.note_heard(citation.voice);
        let voice = self.voice(citation.voice)?;
        let via = citation.via.map(|via| self.voice(via)).transpose()?;
        let work = citation.work.filter(|_| in_work);
        let work = work.map(|work| self.work(work)).transpose()?;
        Ok(NamedCitation {
            voice: voice.id,
            kind: self.voice_kind(voice.kind),
            kind_rank: voice.kind.map_or(usize::MAX, VoiceKindId::index),
            name: voice.name,
            short: voice.short,
            text: citation.text,
            but: citation.but,
            placement: citation.placement.map(Placement::name),
            aspect: citation.aspect.map(Aspect::name),
            via: via.map(|via| via.id),
            work: work.as_ref().map(|work| work.id),
            title: work.as_ref().map(|work| work.title),
            url: work.and_then(|work| work.url),
            overlaid: self.ask.base.is_overlay_voice(citation.voice),
            own: self.ask.base.is_own(citation.voice) || self.speaker == Some(citation.voice),
        })
    }
}
