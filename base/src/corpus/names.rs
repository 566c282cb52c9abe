//! Name tables of a corpus: resolve a name in a file to a voice, work, concept, kind, facet or relation.

use super::{
    CONTRASTS_WITH, ConceptId, Corpus, FacetId, KindId, RelationId, RelationKind, SAME_AS,
    SUBSET_OF, SchemeId, VoiceId, VoiceKindId, WorkId, read::UnreadableFiles,
};
use crate::{
    diagnostic::{Fault, Name, Place},
    text::Interner,
};

/// Beyond so many unknown names, no nearest one is sought: a corpus of many thousands would take too long.
const MAX_SUGGESTIONS: usize = 100;

/// The names of one sort of thing: of concepts there may be very many.
#[derive(Debug)]
pub(super) struct NameTable<I> {
    what: &'static str,
    names: Interner,
    /// Whose each name is.
    ids: Vec<I>,
    /// Whether a file that may declare more of them could not be read.
    pub(super) cut: bool,
}

impl<I: Copy> NameTable<I> {
    fn new<'n>(what: &'static str, all: impl IntoIterator<Item = (&'n String, I)>) -> Self {
        let mut table = Self { what, names: Interner::default(), ids: vec![], cut: false };
        all.into_iter().for_each(|(name, id)| table.insert(name, id));
        table
    }

    /// The thing of this name, if there is one.
    pub(super) fn get(&self, name: &str) -> Option<I> {
        self.ids.get(self.names.find(name)? as usize).copied()
    }

    /// Adds a name.
    pub(super) fn insert(&mut self, name: &str, id: I) {
        let number = self.names.intern(name) as usize;
        match self.ids.get_mut(number) {
            Some(known) => *known = id,
            None => self.ids.push(id),
        }
    }

    /// Every name, in the order in which they came.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.texts()
    }

    /// The thing of this name; if there is none, a fault with the nearest name, unless another fault explains it.
    pub(super) fn find_or_report(&self, name: &Name, faults: &mut Vec<Fault>) -> Option<I> {
        let found = self.get(&name.value);
        if found.is_none() && !self.cut && name.place != Place::NOWHERE {
            let fault = Fault::new(name.place, format!("unknown {} `{}`", self.what, name.value));
            let suggest = faults.len() < MAX_SUGGESTIONS;
            faults.push(if suggest {
                fault.suggest_nearest(&name.value, self.names())
            } else {
                fault
            });
        }
        found
    }
}

/// The names of a corpus.
#[derive(Debug)]
pub(super) struct NameTables {
    pub(super) voices: NameTable<VoiceId>,
    pub(super) works: NameTable<WorkId>,
    pub(super) concepts: NameTable<ConceptId>,
    pub(super) kinds: NameTable<KindId>,
    pub(super) facets: NameTable<FacetId>,
    pub(super) relations: NameTable<RelationId>,
    pub(super) inverses: NameTable<RelationId>,
    pub(super) voice_kinds: NameTable<VoiceKindId>,
    pub(super) schemes: NameTable<SchemeId>,
}

impl NameTables {
    /// Every name that a corpus holds so far; a corpus that has no relations yet gets the built-in ones.
    pub(super) fn from_corpus(corpus: &mut Corpus) -> Self {
        if corpus.relation_kinds.is_empty() {
            corpus.relation_kinds = built_in_relations();
        }
        let mut names = Self {
            voices: NameTable::new(
                "voice",
                number_names(corpus.voices.iter().map(|it| &it.id), VoiceId::of),
            ),
            works: NameTable::new(
                "work",
                number_names(corpus.works.iter().map(|it| &it.id), WorkId::of),
            ),
            concepts: NameTable::new(
                "concept",
                number_names(corpus.concepts.iter().map(|it| &it.id), ConceptId::of),
            ),
            kinds: NameTable::new(
                "kind",
                number_names(corpus.kinds.iter().map(|it| &it.id), KindId::of),
            ),
            facets: NameTable::new(
                "facet",
                number_names(corpus.facets.iter().map(|it| &it.id), FacetId::of),
            ),
            relations: NameTable::new("relation", []),
            inverses: NameTable::new("relation", []),
            voice_kinds: NameTable::new(
                "kind of voice",
                number_names(corpus.settings.voice_kinds.iter(), VoiceKindId::of),
            ),
            schemes: NameTable::new(
                "scheme",
                number_names(corpus.schemes.iter().map(|it| &it.id), SchemeId::of),
            ),
        };
        for (index, relation) in corpus.relation_kinds.iter().enumerate() {
            names.insert_relation(relation, RelationId::of(index));
        }
        names
    }

    /// Remembers which files could not be read: what they may declare is not held against others.
    pub(super) fn mark_unreadable(&mut self, cut: UnreadableFiles) {
        (self.voices.cut, self.works.cut) = (cut.sources, cut.sources);
        (self.kinds.cut, self.facets.cut, self.relations.cut) =
            (cut.manifest, cut.manifest, cut.manifest);
        (self.voice_kinds.cut, self.schemes.cut) = (cut.manifest, cut.manifest);
        self.concepts.cut = cut.entries;
    }

    /// Adds a relation and its inverse.
    pub(super) fn insert_relation(&mut self, relation: &RelationKind, id: RelationId) {
        self.relations.insert(&relation.id, id);
        if !relation.is_symmetric() {
            self.inverses.insert(&relation.inverse, id);
        }
    }
}

fn number_names<'n, I>(
    names: impl Iterator<Item = &'n String>,
    of: fn(usize) -> I,
) -> impl Iterator<Item = (&'n String, I)> {
    names.enumerate().map(move |(index, name)| (name, of(index)))
}

impl RelationKind {
    /// The relations that are always there.
    pub fn built_in() -> Vec<Self> {
        built_in_relations()
    }
}

fn built_in_relations() -> Vec<RelationKind> {
    let relation =
        |[id, inverse, means]: [&str; 3], [verb, back, asked]: [&str; 3], excludes| RelationKind {
            id: id.to_owned(),
            inverse: inverse.to_owned(),
            means: means.to_owned(),
            excludes,
            verb: Some(verb.to_owned()),
            inverse_verb: Some(back.to_owned()),
            asked: Some(asked.to_owned()),
        };
    vec![
        relation(
            ["subset-of", "superset-of", "is under, as a kind or a part of it"],
            ["under", "includes", "Is A under B?"],
            vec![SAME_AS],
        ),
        relation(
            ["contrasts-with", "contrasts-with", "is told apart from"],
            ["differs from", "differs from", "Do A and B differ?"],
            vec![SAME_AS],
        ),
        relation(
            ["same-as", "same-as", "is another name for"],
            ["the same as", "the same as", "Are A and B the same thing?"],
            vec![SUBSET_OF, CONTRASTS_WITH],
        ),
    ]
}
