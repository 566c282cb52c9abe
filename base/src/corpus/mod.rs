//! The corpus in memory: its types, with names resolved and layers merged.
//!
//! `S` is the text: owned in a corpus, borrowed from the image in a base.

mod advice;
mod changes;
mod cited;
mod claimed_texts;
mod claims;
mod computation;
mod crossing;
mod dated_texts;
mod digest;
mod file;
mod files;
mod folder;
mod formulas;
mod ids;
mod languages;
mod mapping;
mod names;
mod normalize;
mod origins;
mod overlay;
mod part;
mod read;
mod reading;
mod scheme;
mod scheme_yaml;
mod source;
mod stack;
mod state;
mod texts;
mod top;
mod write;
mod write_entry;
mod yaml_map;

use crate::diagnostic::{Name, Place};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::schema::{
    Aspect, Computation, ConceptState, DateKind, FactForm, FormulaInput, LabelKind, NoteKind,
    Placement, Profile, TextDate,
};
pub use advice::is_only_avoided;
pub use changes::{Denial, Override};
pub use claimed_texts::{ClaimedText, Note};
pub use crossing::CrossRelation;
pub use digest::Digest;
pub use file::{ProgressCallback, UnsavedTexts};
pub use files::is_device_name;
pub use folder::list_yaml_files;
pub use formulas::{ExampleError, StatedFormula, declared_inputs, stated_formulas};
pub use ids::{ConceptId, FacetId, KindId, RelationId, SchemeId, VoiceId, VoiceKindId, WorkId};
pub use mapping::{Match, Notation};
pub use origins::{COMMENTER, count_origins, find_origins};
pub use read::{Layer, to_portable_path};
pub use reading::{CorpusReading, LayerOrigins};
pub use scheme::{COLLECTION, Scheme, SchemeFact, SchemeMembership, is_single_valued, is_worded};
pub use source::{Citation, CitedStance, ClaimCitations, Voice, Work};
pub use stack::{BUILT_IN, LayerStack, MAX_LAYERS};
pub use state::{StateClaim, find_state};
pub use texts::{TextPlace, TextsBeyondEntries};
pub use thin_vec::ThinVec;

/// A corpus in memory: what its files say, resolved, merged and still located.
///
/// ```
/// use cxterms_base::corpus::CorpusReading;
///
/// let mut reading = CorpusReading::default();
/// reading.add_folder("../terms".as_ref());
/// assert!(reading.faults.is_empty());
///
/// let corpus = &reading.corpus;
/// let success = corpus.concepts.iter().find(|it| it.id == "customer-success").unwrap();
/// assert_eq!(success.preferred_label(), "customer success");
/// let kind = success.kind.and_then(|kind| corpus.kind(kind)).unwrap();
/// assert_eq!(kind.id, "discipline");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// What the manifests say of the corpus itself.
    pub settings: Settings,
    /// The kinds that its concepts may be of.
    pub kinds: Vec<Kind>,
    /// The facets on which they are compared, in reading order.
    pub facets: Vec<Facet>,
    /// The relations that may join them, the built-in ones first.
    pub relation_kinds: Vec<RelationKind>,
    /// Who speaks.
    pub voices: Vec<Voice>,
    /// In which works.
    pub works: Vec<Work>,
    /// The schemes of which its concepts are part; where none is declared, the corpus is one scheme by itself.
    pub schemes: Vec<Scheme>,
    /// Its concepts; those of one layer in the order of their identifiers.
    pub concepts: Vec<Concept>,
    /// Every relation claim, in the order of (from, relation, to).
    pub relations: Vec<Relation>,
    /// What a later layer has replaced.
    pub overrides: Vec<Override>,
    /// What a later layer denies of concepts below; an image does not keep it apart from other denials.
    pub denials: Vec<Denial>,
}

impl Corpus {
    /// A kind, if there is such a number.
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.get(id.index())
    }

    /// A facet, if there is such a number.
    pub fn facet(&self, id: FacetId) -> Option<&Facet> {
        self.facets.get(id.index())
    }

    /// A relation's declaration, if there is such a number.
    pub fn relation_kind(&self, id: RelationId) -> Option<&RelationKind> {
        self.relation_kinds.get(id.index())
    }

    /// A voice, if there is such a number.
    pub fn voice(&self, id: VoiceId) -> Option<&Voice> {
        self.voices.get(id.index())
    }

    /// A work, if there is such a number.
    pub fn work(&self, id: WorkId) -> Option<&Work> {
        self.works.get(id.index())
    }

    /// The independent act of saying in which each voice of citations is heard, as the voice that stands for it.
    pub fn find_origins<'c>(
        &self,
        citations: impl IntoIterator<Item = &'c Citation>,
    ) -> BTreeMap<VoiceId, VoiceId> {
        let authors = |work| Ok(self.work(work).map_or(&[][..], |work| &work.by));
        let is_commenter = |voice| {
            let kind = self.voice(voice).and_then(|voice| voice.kind);
            let kind = kind.and_then(|kind| self.settings.voice_kinds.get(kind.index()));
            Ok(kind.is_some_and(|kind| kind == COMMENTER))
        };
        let found =
            find_origins::<_, std::convert::Infallible, _>(citations, authors, is_commenter);
        found.unwrap_or_else(|never| match never {})
    }

    /// How many independent acts of saying stand behind citations.
    pub fn count_origins(&self, citations: &[Citation]) -> usize {
        self.find_origins(citations).into_values().collect::<BTreeSet<_>>().len()
    }

    /// A concept, if there is such a number.
    pub fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(id.index())
    }
}

/// What the manifests say of the corpus itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// What the corpus is called; under overlays, the first layer's title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// What the IRIs of its concepts begin with, where they have any.
    pub iri: Option<String>,
    /// Words that a label may leave out when it is asked for.
    pub implied_words: Vec<String>,
    /// Whose words unattributed statements are, layer by layer.
    pub editors: Vec<VoiceId>,
    /// Which rules it is held to; under overlays, the first layer.
    pub profile: Profile,
    /// The rules that it asks for beyond those; under overlays, the first layer.
    pub rules: Vec<String>,
    /// When this state of it was made; under overlays, the first layer's.
    pub edition: Option<String>,
    /// The kinds of voice, those that weigh most first.
    pub voice_kinds: Vec<String>,
    /// Whether it is no concept scheme, though it declares none; under overlays, the first layer.
    pub in_no_scheme: bool,
}

/// A kind of concept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kind<S = String> {
    /// Its name.
    pub id: S,
    /// What it means.
    pub means: S,
    /// Whether a concept of it is expected to stand under one umbrella.
    pub one_umbrella: bool,
}

/// A dimension on which concepts are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet<S = String> {
    /// Its name.
    pub id: S,
    /// How it is shown.
    pub label: S,
    /// What it means.
    pub means: S,
    /// Whether its values exclude each other.
    pub single_valued: bool,
    /// Whether its values are part of what a concept is, so that a comparison shows them whoever gives them.
    pub defining: bool,
    /// The values that it may take; any, if none are listed.
    pub values: Vec<S>,
    /// Words of a value in a question, in which `V` stands for it.
    pub question: Option<S>,
    /// Values that have words of their own.
    pub value_words: Vec<(S, S)>,
    /// What stands before such words in a statement.
    pub verb: Option<S>,
}

/// A named kind of link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationKind<S = String> {
    /// Its name, a verb.
    pub id: S,
    /// What it is called from the far end; its own name if it is symmetric.
    pub inverse: S,
    /// What it means.
    pub means: S,
    /// Relations that cannot hold of the same pair.
    pub excludes: Vec<RelationId>,
    /// What is said of it in a statement; its name, if nothing else.
    pub verb: Option<S>,
    /// The same, from the far end.
    pub inverse_verb: Option<S>,
    /// How it is asked for, with `A` and `B` for its ends.
    pub asked: Option<S>,
}

impl<S: PartialEq> RelationKind<S> {
    /// Whether it holds both ways however written.
    pub fn is_symmetric(&self) -> bool {
        self.id == self.inverse
    }
}

/// The relation of a concept to its umbrella.
pub const SUBSET_OF: RelationId = RelationId(0);
/// The relation between concepts that are told apart.
pub const CONTRASTS_WITH: RelationId = RelationId(1);
/// The relation between two names of one thing.
pub const SAME_AS: RelationId = RelationId(2);

/// One thing that has a meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept<S = String> {
    /// Its identifier.
    pub id: S,
    /// Its IRI, where that is not the corpus's own with its identifier.
    pub iri: Option<S>,
    /// Its labels, the preferred one of the corpus's language first.
    pub labels: ThinVec<Label<S>>,
    /// What tells it from another concept of the same label.
    pub qualifier: Option<S>,
    /// Whose layer says so.
    pub qualifier_by: Option<VoiceId>,
    /// Its kind.
    pub kind: Option<KindId>,
    /// Whose layer says so.
    pub kind_by: Option<VoiceId>,
    /// What it means, in the words of a corpus's own voice.
    pub definition: Option<Definition<S>>,
    /// Such definitions in other languages, by language.
    pub translated: ThinVec<(S, Definition<S>)>,
    /// What others say it means.
    pub definitions: ThinVec<ClaimedText<S>>,
    /// Its facet values, in the facets' reading order.
    pub facets: ThinVec<FacetValue<S>>,
    /// Who says that nothing is above it, or denies that.
    pub root: Option<CitedStance<S>>,
    /// The schemes of which it is part, in their order.
    pub schemes: ThinVec<SchemeMembership>,
    /// What else is said.
    pub notes: ThinVec<Note<S>>,
    /// Codes from classification schemes.
    pub notations: ThinVec<Notation<S>>,
    /// Concepts elsewhere.
    pub matches: ThinVec<Match<S>>,
    /// Whether it is in use.
    pub states: ThinVec<StateClaim<S>>,
    /// When its entry was written or changed, one date of each sort.
    pub dates: ThinVec<TextDate<S>>,
    /// Rules that are not held against it, each with where its entry says so.
    pub allow: ThinVec<Name>,
    /// Where its entry begins.
    pub place: Place,
    /// Where the entries of later layers begin that speak of it.
    pub further: ThinVec<Place>,
}

impl<S> Concept<S> {
    /// A place in its entry; the entry itself where that is nowhere.
    pub fn place_or_entry(&self, place: Place) -> Place {
        if place == Place::NOWHERE { self.place } else { place }
    }
}

/// A name of a concept.
#[derive(Clone, Debug, PartialEq)]
pub struct Label<S = String> {
    /// The name.
    pub text: S,
    /// How it names the concept.
    pub kind: LabelKind,
    /// Its language, if not the corpus's.
    pub language: Option<S>,
    /// Whether the field mostly means another concept by it.
    pub secondary: bool,
    /// Why it is to be avoided.
    pub why: Option<Box<S>>,
    /// What to say in its place.
    pub instead: Option<Box<S>>,
    /// Who uses it.
    pub said: CitedStance<S>,
}

/// What a concept means, in the words of a corpus's own voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition<S = String> {
    /// The words.
    pub text: S,
    /// Whose.
    pub voice: VoiceId,
    /// Where.
    #[serde(skip)]
    pub place: Place,
}

/// A facet value that is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue<S = String> {
    /// The facet.
    pub facet: FacetId,
    /// The value.
    pub value: S,
    /// How it is computed, or why no formula says so.
    pub computation: Option<Box<Computation<S>>>,
    /// Who says so.
    pub said: CitedStance<S>,
}

/// A relation that is claimed, in one wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation<S = String> {
    /// The concept on whose entry it is written.
    pub from: ConceptId,
    /// Which relation.
    pub relation: RelationId,
    /// The other concept.
    pub to: ConceptId,
    /// The facet on which they differ.
    pub facet: Option<FacetId>,
    /// In words.
    pub text: Option<S>,
    /// Who says so; who denies it denies every wording.
    pub said: CitedStance<S>,
}

/// A text with its first letter in upper case.
pub fn capitalize_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
