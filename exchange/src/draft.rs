//! How does a corpus grow out of what a foreign file says, name by name?

use super::Wishes;
use cxterms_base::{
    corpus::{
        Citation, CitedStance, Concept, ConceptId, Corpus, Facet, FacetId, Kind, KindId, Label,
        LabelKind, Relation, RelationId, RelationKind, Voice, VoiceId, Work, WorkId,
        capitalize_first,
    },
    schema, text,
};
use std::collections::{HashMap, HashSet};

/// A corpus that grows. Its first voice is its own: whose words unattributed statements are.
#[derive(Debug)]
pub struct Draft {
    /// As far as it has grown; concepts in the order in which they came.
    pub corpus: Corpus,
    concepts: Names<ConceptId>,
    voices: Names<VoiceId>,
    works: Names<WorkId>,
    kinds: Names<KindId>,
    facets: Names<FacetId>,
}

/// What an identifier is made of.
#[derive(Clone, Copy, Debug)]
pub enum Id<'n> {
    /// An identifier, kept if it can be.
    Is(&'n str),
    /// A name, whose words are joined.
    From(&'n str),
}

/// Which thing a foreign name stands for, and which identifiers are taken.
#[derive(Debug)]
struct Names<I> {
    known: HashMap<String, I>,
    taken: HashSet<String>,
}

impl<I> Default for Names<I> {
    fn default() -> Self {
        Self { known: HashMap::new(), taken: HashSet::new() }
    }
}

impl<I> Names<I> {
    /// An identifier that nothing else has.
    fn identifier(&mut self, wanted: Id<'_>) -> String {
        let mut take = |id: &str| self.taken.insert(id.to_owned());
        match wanted {
            Id::Is(id) if schema::is_identifier(id) && !id.starts_with('.') => {
                numbered(id, &mut take)
            }
            Id::Is(name) | Id::From(name) => identifier(name, take),
        }
    }
}

/// An identifier made of a name that is no identifier; what `take` has taken already gets a number.
pub(super) fn identifier(name: &str, mut take: impl FnMut(&str) -> bool) -> String {
    // What is neither letter nor digit, as the plus signs of “C++”, stands in no identifier.
    let letters = |word: String| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words = text::split_words(name).map(letters).filter(|word| !word.is_empty());
    let plain = words.collect::<Vec<_>>().join("-");
    numbered(if plain.is_empty() { "unnamed" } else { &plain }, &mut take)
}

/// The identifier or, where it is taken, the first with a number behind it that is not.
fn numbered(plain: &str, take: &mut dyn FnMut(&str) -> bool) -> String {
    let mut id = plain.to_owned();
    let mut next = 2;
    while !take(&id) {
        id = format!("{plain}-{next}");
        next += 1;
    }
    id
}

impl Draft {
    /// A corpus of this title, unless wished otherwise, in which nothing is said yet.
    pub fn new(title: &str, language: &str, voice: &str, wishes: &Wishes) -> Self {
        let mut draft = Self {
            corpus: Corpus::default(),
            concepts: Names::default(),
            voices: Names::default(),
            works: Names::default(),
            kinds: Names::default(),
            facets: Names::default(),
        };
        draft.corpus.relation_kinds = RelationKind::built_in();
        let own = draft.voice(wishes.voice.as_deref().unwrap_or(voice));
        let settings = &mut draft.corpus.settings;
        settings.editors = vec![own];
        wishes.title.as_deref().unwrap_or(title).clone_into(&mut settings.title);
        wishes.language.as_deref().unwrap_or(language).clone_into(&mut settings.language);
        draft
    }

    /// The concept of a foreign name, which gets an identifier made of `wanted`; whether it is new.
    pub fn concept(&mut self, name: &str, wanted: Id<'_>) -> (ConceptId, bool) {
        if let Some(id) = self.concepts.known.get(name) {
            return (*id, false);
        }
        let id = ConceptId(number(self.corpus.concepts.len()));
        self.concepts.known.insert(name.to_owned(), id);
        let concept = Concept { id: self.concepts.identifier(wanted), ..Concept::default() };
        self.corpus.concepts.push(concept);
        (id, true)
    }

    /// The concept of a foreign name, if there is one.
    pub fn known(&self, name: &str) -> Option<ConceptId> {
        self.concepts.known.get(name).copied()
    }

    /// A concept, to add to.
    pub fn edit(&mut self, id: ConceptId) -> Option<&mut Concept> {
        self.corpus.concepts.get_mut(id.index())
    }

    /// The voice of a name.
    pub fn voice(&mut self, name: &str) -> VoiceId {
        self.voice_as(name, Id::From(name), name)
    }

    /// The voice of a foreign name; a new one gets this identifier and is called `name`.
    pub fn voice_as(&mut self, foreign: &str, wanted: Id<'_>, name: &str) -> VoiceId {
        if let Some(id) = self.voices.known.get(foreign) {
            return *id;
        }
        let id = VoiceId(number(self.corpus.voices.len()));
        self.voices.known.insert(foreign.to_owned(), id);
        let own = self.voices.identifier(wanted);
        let (name, short) = (name.to_owned(), name.to_owned());
        self.corpus.voices.push(Voice { id: own, name, short, ..Voice::default() });
        id
    }

    /// The work of a foreign name; a new one gets this identifier, title and authors.
    pub fn work(&mut self, foreign: &str, wanted: Id<'_>, title: &str, by: Vec<VoiceId>) -> WorkId {
        if let Some(id) = self.works.known.get(foreign) {
            return *id;
        }
        let id = WorkId(number(self.corpus.works.len()));
        self.works.known.insert(foreign.to_owned(), id);
        // Citations name works and voices alike, so that no identifier may serve both.
        let mut own = self.works.identifier(wanted);
        while self.voices.taken.contains(&own) {
            own = self.works.identifier(Id::From(&format!("{own} work")));
        }
        self.voices.taken.insert(own.clone());
        self.corpus.works.push(Work { id: own, title: title.to_owned(), by, ..Work::default() });
        id
    }

    /// The work of a foreign name, if there is one.
    pub fn known_work(&self, foreign: &str) -> Option<WorkId> {
        self.works.known.get(foreign).copied()
    }

    /// Lets no voice have spoken yet, so that the next is the corpus's own.
    pub fn forget_voices(&mut self) {
        self.voices = Names::default();
        self.corpus.voices.clear();
    }

    /// The work in which this corpus itself is found: where a voice says what it says, if nothing else is named.
    pub fn itself(&mut self) -> WorkId {
        let title = self.corpus.settings.title.clone();
        let by = self.corpus.settings.editors.iter().take(1).copied().collect();
        self.work("\u{0}itself", Id::From(&title), &title, by)
    }

    /// The kind of a name.
    pub fn kind(&mut self, name: &str) -> KindId {
        if let Some(id) = self.kinds.known.get(name) {
            return *id;
        }
        let id = KindId(number(self.corpus.kinds.len()));
        self.kinds.known.insert(name.to_owned(), id);
        let kind = Kind {
            id: self.kinds.identifier(Id::Is(name)),
            means: String::new(),
            one_umbrella: false,
        };
        self.corpus.kinds.push(kind);
        id
    }

    /// The facet of a name.
    pub fn facet(&mut self, name: &str) -> FacetId {
        if let Some(id) = self.facets.known.get(name) {
            return *id;
        }
        let id = FacetId(number(self.corpus.facets.len()));
        self.facets.known.insert(name.to_owned(), id);
        let own = self.facets.identifier(Id::Is(name));
        let label = capitalize_first(&own.replace('-', " "));
        let (means, values) = (String::new(), vec![]);
        let facet = Facet { id: own, label, means, single_valued: false, defining: false, values };
        self.corpus.facets.push(facet);
        id
    }

    /// The relation of a name, and of its inverse if it has a direction.
    pub fn relation(&mut self, name: &str, inverse: Option<&str>, means: &str) -> RelationId {
        let known = self.corpus.relation_kinds.iter().position(|kind| kind.id == name);
        let index = known.unwrap_or_else(|| {
            let (id, inverse) = (name.to_owned(), inverse.unwrap_or(name).to_owned());
            let kind = RelationKind { id, inverse, means: means.to_owned(), excludes: vec![] };
            self.corpus.relation_kinds.push(kind);
            self.corpus.relation_kinds.len() - 1
        });
        RelationId(number(index))
    }

    /// What the corpus's own voice says.
    pub fn own(&self) -> CitedStance {
        let voice = self.corpus.settings.editors.first().copied().unwrap_or_default();
        let by = Citation { voice, work: None, via: None, text: None };
        CitedStance { asserted_by: vec![by], ..CitedStance::default() }
    }

    /// Adds a label that the corpus itself uses; `language` none for the corpus's own.
    pub fn label(&mut self, id: ConceptId, kind: LabelKind, text: &str, language: Option<&str>) {
        let said = self.own();
        let language =
            language.filter(|it| *it != self.corpus.settings.language).map(str::to_owned);
        let avoided = kind == LabelKind::Avoid;
        let (why, instead) = if avoided { (Some("deprecated"), None) } else { (None, None) };
        let label = Label {
            text: text.to_owned(),
            kind,
            language,
            secondary: false,
            why: why.map(str::to_owned),
            instead,
            said,
        };
        if let Some(concept) = self.edit(id) {
            concept.labels.push(label);
        }
    }

    /// Adds a relation.
    pub fn relate(
        &mut self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
        said: CitedStance,
    ) {
        self.corpus.relations.push(Relation { from, relation, to, facet: None, text: None, said });
    }

    /// The corpus, as if it had been read from files.
    pub fn finish(self) -> Corpus {
        self.corpus.into_normalized()
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
