//! A builder of corpora from foreign files: finds or adds concepts, voices, works and declarations by name.

use super::{ImportOptions, Losses, losses::add_changed_identifier};
use cxterms_base::{
    corpus::{
        Citation, CitedStance, Concept, ConceptId, Corpus, Facet, FacetId, Kind, KindId, Label,
        LabelKind, Relation, RelationId, RelationKind, Voice, VoiceId, Work, WorkId,
        capitalize_first,
    },
    schema,
    text::{self, Interner},
};
use std::collections::{HashMap, HashSet};

/// A corpus that grows. Its first voice is its own: whose words unattributed statements are.
#[derive(Debug)]
pub struct CorpusDraft {
    /// As far as it has grown; concepts in the order in which they came.
    pub corpus: Corpus,
    /// What its own voice says: nearly all claims share it.
    own: CitedStance,
    concepts: ForeignNames<ConceptId>,
    voices: ForeignNames<VoiceId>,
    works: ForeignNames<WorkId>,
    kinds: ForeignNames<KindId>,
    facets: ForeignNames<FacetId>,
    /// The identifiers of concepts that could not be kept.
    changed: Losses,
    /// The identifiers of concepts that are made of names, and given by no file.
    pub made: HashSet<String>,
}

/// What an identifier is made of.
#[derive(Clone, Copy, Debug)]
pub enum IdentifierSource<'n> {
    /// An identifier, kept if it can be.
    Is(&'n str),
    /// A name, whose words are joined.
    From(&'n str),
}

/// The number behind the second of equal identifiers.
pub(super) const FIRST_NUMBER: usize = 2;

/// Which thing a foreign name stands for, and which identifiers are taken.
#[derive(Debug)]
struct ForeignNames<I> {
    known: Interner,
    /// What each known name stands for.
    ids: Vec<I>,
    taken: Interner,
    /// The number with which the search for a free one goes on, by what it stands behind.
    next: HashMap<String, usize>,
}

impl<I> Default for ForeignNames<I> {
    fn default() -> Self {
        let (known, taken, next) = Default::default();
        Self { known, ids: vec![], taken, next }
    }
}

impl<I: Copy> ForeignNames<I> {
    /// What a foreign name stands for, if that is known.
    fn get(&self, name: &str) -> Option<I> {
        self.ids.get(self.known.find(name)? as usize).copied()
    }

    /// Lets a new foreign name stand for something.
    fn insert(&mut self, name: &str, id: I) {
        if self.known.intern(name) as usize == self.ids.len() {
            self.ids.push(id);
        }
    }
}

impl<I> ForeignNames<I> {
    /// An identifier that nothing else has.
    fn new_identifier(&mut self, wanted: IdentifierSource<'_>) -> String {
        let plain = match wanted {
            IdentifierSource::Is(id) if schema::is_identifier(id) && !id.starts_with('.') => {
                id.to_owned()
            }
            IdentifierSource::Is(name) | IdentifierSource::From(name) => join_words(name),
        };
        let mut next = self.next.get(&plain).copied().unwrap_or(FIRST_NUMBER);
        let mut take = |id: &str| {
            let before = self.taken.len();
            self.taken.intern(id) as usize == before
        };
        let id = number_until_free(&plain, &mut next, &mut take);
        if next > FIRST_NUMBER {
            self.next.insert(plain, next);
        }
        id
    }
}

/// An identifier made of a name that is no identifier; what `take` has taken already gets a number.
pub(super) fn make_identifier(name: &str, mut take: impl FnMut(&str) -> bool) -> String {
    number_until_free(&join_words(name), &mut { FIRST_NUMBER }, &mut take)
}

/// The words of a name with hyphens between them.
fn join_words(name: &str) -> String {
    // What is neither letter nor digit, as the plus signs of “C++”, stands in no identifier.
    let letters = |word: String| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words = text::split_words(name).map(letters).filter(|word| !word.is_empty());
    let plain = words.collect::<Vec<_>>().join("-");
    if plain.is_empty() { "unnamed".to_owned() } else { plain }
}

/// The identifier or, where it is taken, the first with a number behind it that is not.
pub(super) fn number_until_free(
    plain: &str,
    next: &mut usize,
    take: &mut dyn FnMut(&str) -> bool,
) -> String {
    let mut id = plain.to_owned();
    while !take(&id) {
        id = format!("{plain}-{next}");
        *next += 1;
    }
    id
}

impl CorpusDraft {
    /// A corpus of this title, unless wished otherwise, in which nothing is said yet.
    pub fn new(title: &str, language: &str, voice: &str, options: &ImportOptions) -> Self {
        let mut draft = Self {
            corpus: Corpus::default(),
            own: CitedStance::default(),
            concepts: ForeignNames::default(),
            voices: ForeignNames::default(),
            works: ForeignNames::default(),
            kinds: ForeignNames::default(),
            facets: ForeignNames::default(),
            changed: Losses::default(),
            made: HashSet::new(),
        };
        draft.corpus.relation_kinds = RelationKind::built_in();
        let own = draft.find_or_add_voice(options.voice.as_deref().unwrap_or(voice));
        let settings = &mut draft.corpus.settings;
        settings.editors = vec![own];
        draft.own = CitedStance::asserted(vec![Citation::from_voice(own, None)]);
        let settings = &mut draft.corpus.settings;
        options.title.as_deref().unwrap_or(title).clone_into(&mut settings.title);
        options.language.as_deref().unwrap_or(language).clone_into(&mut settings.language);
        draft
    }

    /// The concept of a foreign name, which gets an identifier made of `wanted`; whether it is new.
    pub fn find_or_add_concept(
        &mut self,
        name: &str,
        wanted: IdentifierSource<'_>,
    ) -> (ConceptId, bool) {
        if let Some(id) = self.concepts.get(name) {
            return (id, false);
        }
        let id = ConceptId(index_to_u32(self.corpus.concepts.len()));
        self.concepts.insert(name, id);
        let own = self.concepts.new_identifier(wanted);
        match wanted {
            IdentifierSource::Is(given) if given != own => {
                add_changed_identifier(&mut self.changed, given, &own);
            }
            IdentifierSource::Is(_) => {}
            IdentifierSource::From(_) => _ = self.made.insert(own.clone()),
        }
        self.corpus.concepts.push(Concept { id: own, ..Concept::default() });
        (id, true)
    }

    /// The identifiers of concepts that could not be kept, with what they became.
    pub fn changed_identifiers(&self) -> &Losses {
        &self.changed
    }

    /// The concept of a foreign name, if there is one.
    pub fn known_concept(&self, name: &str) -> Option<ConceptId> {
        self.concepts.get(name)
    }

    /// A concept, to add to.
    pub fn concept_mut(&mut self, id: ConceptId) -> Option<&mut Concept> {
        self.corpus.concepts.get_mut(id.index())
    }

    /// The voice of a name.
    pub fn find_or_add_voice(&mut self, name: &str) -> VoiceId {
        self.find_or_add_voice_as(name, IdentifierSource::From(name), name)
    }

    /// The voice of a foreign name, if there is one.
    pub fn known_voice(&self, foreign: &str) -> Option<VoiceId> {
        self.voices.get(foreign)
    }

    /// Lets another name stand for a voice, if it stands for none.
    pub fn call_voice(&mut self, name: &str, voice: VoiceId) {
        self.voices.insert(name, voice);
    }

    /// The same for a work.
    pub fn call_work(&mut self, name: &str, work: WorkId) {
        self.works.insert(name, work);
    }

    /// The voice of a foreign name; a new one gets this identifier and is called `name`.
    pub fn find_or_add_voice_as(
        &mut self,
        foreign: &str,
        wanted: IdentifierSource<'_>,
        name: &str,
    ) -> VoiceId {
        if let Some(id) = self.voices.get(foreign) {
            return id;
        }
        let id = VoiceId(index_to_u32(self.corpus.voices.len()));
        self.voices.insert(foreign, id);
        let own = self.voices.new_identifier(wanted);
        let (name, short) = (name.to_owned(), name.to_owned());
        self.corpus.voices.push(Voice { id: own, name, short, ..Voice::default() });
        id
    }

    /// The work of a foreign name; a new one gets this identifier, title and authors.
    pub fn find_or_add_work(
        &mut self,
        foreign: &str,
        wanted: IdentifierSource<'_>,
        title: &str,
        by: Vec<VoiceId>,
    ) -> WorkId {
        if let Some(id) = self.works.get(foreign) {
            return id;
        }
        let id = WorkId(index_to_u32(self.corpus.works.len()));
        self.works.insert(foreign, id);
        // Citations name works and voices alike, so that no identifier may serve both.
        let mut own = self.works.new_identifier(wanted);
        while self.voices.taken.find(&own).is_some() {
            own = self.works.new_identifier(IdentifierSource::From(&format!("{own} work")));
        }
        self.voices.taken.intern(&own);
        self.corpus.works.push(Work { id: own, title: title.to_owned(), by, ..Work::default() });
        id
    }

    /// The work of a foreign name, if there is one.
    pub fn known_work(&self, foreign: &str) -> Option<WorkId> {
        self.works.get(foreign)
    }

    /// Lets no voice have spoken yet, so that the next is the corpus's own.
    pub fn forget_voices(&mut self) {
        self.voices = ForeignNames::default();
        self.corpus.voices.clear();
    }

    /// The work in which this corpus itself is found: where a voice says what it says, if nothing else is named.
    pub fn corpus_work(&mut self) -> WorkId {
        let title = self.corpus.settings.title.clone();
        let by: Vec<_> = self.corpus.settings.editors.iter().take(1).copied().collect();
        let told = self.works.get(&title);
        let known = told.and_then(|it| self.corpus.works.get(it.index()));
        if let (Some(told), Some(true)) = (told, known.map(|it| it.by == by)) {
            return told;
        }
        self.find_or_add_work("\u{0}itself", IdentifierSource::From(&title), &title, by)
    }

    /// The kind of a name.
    pub fn find_or_add_kind(&mut self, name: &str) -> KindId {
        if let Some(id) = self.kinds.get(name) {
            return id;
        }
        let id = KindId(index_to_u32(self.corpus.kinds.len()));
        self.kinds.insert(name, id);
        let kind = Kind {
            id: self.kinds.new_identifier(IdentifierSource::Is(name)),
            means: String::new(),
            one_umbrella: false,
        };
        self.corpus.kinds.push(kind);
        id
    }

    /// The facet of a name.
    pub fn find_or_add_facet(&mut self, name: &str) -> FacetId {
        if let Some(id) = self.facets.get(name) {
            return id;
        }
        let id = FacetId(index_to_u32(self.corpus.facets.len()));
        self.facets.insert(name, id);
        let own = self.facets.new_identifier(IdentifierSource::Is(name));
        let label = capitalize_first(&own.replace('-', " "));
        let (means, values) = (String::new(), vec![]);
        let facet = Facet {
            id: own,
            label,
            means,
            single_valued: false,
            defining: false,
            values,
            question: None,
            value_words: vec![],
            verb: None,
        };
        self.corpus.facets.push(facet);
        id
    }

    /// The relation of a name, and of its inverse if it has a direction.
    pub fn find_or_add_relation(
        &mut self,
        wanted: &str,
        inverse: Option<&str>,
        means: &str,
    ) -> RelationId {
        let name = |name: &str| match schema::is_identifier(name) {
            true => name.to_owned(),
            false => join_words(name),
        };
        let (id, inverse) = (name(wanted), name(inverse.unwrap_or(wanted)));
        let known = self.corpus.relation_kinds.iter().position(|kind| kind.id == id);
        let index = known.unwrap_or_else(|| {
            let kind = RelationKind {
                id,
                inverse,
                means: means.to_owned(),
                excludes: vec![],
                verb: None,
                inverse_verb: None,
                asked: None,
            };
            self.corpus.relation_kinds.push(kind);
            self.corpus.relation_kinds.len() - 1
        });
        RelationId(index_to_u32(index))
    }

    /// What the corpus's own voice says.
    pub fn own_stance(&self) -> CitedStance {
        let voice = self.corpus.settings.editors.first().copied().unwrap_or_default();
        let by = Citation::from_voice(voice, None);
        CitedStance::like(&self.own, vec![by], vec![], <_>::default())
    }

    /// Adds a label that the corpus itself uses; `language` none for the corpus's own.
    pub fn add_label(
        &mut self,
        id: ConceptId,
        kind: LabelKind,
        text: &str,
        language: Option<&str>,
    ) {
        let said = self.own_stance();
        let language =
            language.filter(|it| *it != self.corpus.settings.language).map(str::to_owned);
        let avoided = kind == LabelKind::Avoid;
        let (why, instead) = if avoided { (Some("deprecated"), None) } else { (None, None) };
        let label = Label {
            text: text.to_owned(),
            kind,
            language,
            secondary: false,
            why: why.map(|why| Box::new(why.to_owned())),
            instead,
            said,
        };
        if let Some(concept) = self.concept_mut(id) {
            concept.labels.push(label);
        }
    }

    /// Adds a relation.
    pub fn add_relation(
        &mut self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
        said: CitedStance,
    ) {
        self.corpus.relations.push(Relation { from, relation, to, facet: None, text: None, said });
    }

    /// The corpus, as if it had been read from files.
    pub fn into_corpus(mut self) -> Corpus {
        let corpus = std::mem::take(&mut self.corpus);
        // Its names are not needed any more, and there may be very many.
        drop(self);
        corpus.into_normalized()
    }
}

fn index_to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
