//! The entry of a concept as written, names unresolved.

use super::{
    attribution::AttributionEntry, computation::Computation, dates::TextDate, state::StateEntry,
};
use crate::diagnostic::{Name, Place};
use serde::{Deserialize, Serialize};

/// A concept as written.
///
/// A name that should be there and could not be read is empty and stands nowhere: its fault was told, and must not hide
/// those of what stands beside it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ConceptEntry {
    /// Its identifier.
    pub id: Name,
    /// Its IRI, where that is not the corpus's own with its identifier.
    pub iri: Option<Name>,
    /// Whether it has no `label`, not even a faulty one.
    pub unlabelled: bool,
    /// Every label, the preferred one first; languages other than the corpus's from `translations`.
    pub labels: Vec<LabelEntry>,
    /// What tells it from another concept of the same label.
    pub qualifier: Option<Name>,
    /// Its kind.
    pub kind: Option<Name>,
    /// What it means, in the words of the corpus's own voice.
    pub definition: Option<Name>,
    /// Such definitions in other languages, by language.
    pub translated: Vec<(String, Name)>,
    /// What others say it means.
    pub definitions: Vec<ClaimEntry>,
    /// Its facet values.
    pub facets: Vec<FacetEntry>,
    /// Its relations to other concepts.
    pub relations: Vec<RelationEntry>,
    /// Whether, and according to whom, nothing is above it.
    pub root: Option<ClaimEntry>,
    /// The schemes of which it is part.
    pub schemes: Vec<Name>,
    /// Whether it says that it is part of none.
    pub in_no_scheme: bool,
    /// The schemes of which it is a top concept, and so part.
    pub top_of: Vec<Name>,
    /// What else is said.
    pub notes: Vec<NoteEntry>,
    /// Codes from classification schemes.
    pub notations: Vec<Name>,
    /// Concepts elsewhere.
    pub matches: Vec<MatchEntry>,
    /// Whether it is in use.
    pub states: Vec<StateEntry>,
    /// When it was written or changed.
    pub dates: Vec<TextDate<Name>>,
    /// Rules that `check` is not to hold against it.
    pub allow: Vec<Name>,
}

/// A text that is claimed, and by whom.
#[derive(Debug, Serialize, Deserialize)]
pub struct ClaimEntry {
    /// The text; none where only a citation tells which claim is meant.
    pub text: Option<String>,
    /// Whether the editors show it before others; only a definition is so marked.
    pub leading: bool,
    /// Its language, if that is named.
    pub language: Option<String>,
    /// When it was written or changed; of a definition or a note.
    pub dates: Vec<TextDate>,
    /// Who says so.
    pub said: AttributionEntry,
    /// Where.
    pub place: Place,
}

/// How a label names its concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LabelKind {
    /// The name that this corpus uses.
    Preferred,
    /// A short form.
    Abbreviation,
    /// Another name (SKOS altLabel).
    Synonym,
    /// A name better not used, with the reason.
    Avoid,
    /// A name by which it is found and under which it is never shown (SKOS hiddenLabel).
    Hidden,
}

/// A label as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct LabelEntry {
    /// How it names the concept.
    pub kind: LabelKind,
    /// The label.
    pub text: Name,
    /// Its language, if not the corpus's.
    pub language: Option<String>,
    /// Whether the field mostly means another concept by it.
    pub secondary: bool,
    /// Why it is to be avoided.
    pub why: Option<String>,
    /// What to say in its place.
    pub instead: Option<String>,
    /// Who says so.
    pub said: AttributionEntry,
}

/// A facet value as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct FacetEntry {
    /// The facet.
    pub facet: Name,
    /// The value.
    pub value: Name,
    /// A hedge or condition.
    pub text: Option<String>,
    /// How it is computed.
    #[serde(skip)]
    pub computation: Option<Box<Computation>>,
    /// Who says so.
    pub said: AttributionEntry,
}

/// A relation as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct RelationEntry {
    /// The relation.
    pub relation: Name,
    /// The other concept.
    pub concept: Name,
    /// The facet on which they differ.
    pub facet: Option<Name>,
    /// In words.
    pub text: Option<String>,
    /// Who says so.
    pub said: AttributionEntry,
}

/// What sort of thing a note is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(
    missing_docs,
    reason = "the names are the field's own (SKOS note kinds and three of ours)"
)]
pub enum NoteKind {
    #[default]
    Remark,
    Usage,
    Scope,
    Example,
    History,
    Figure,
    Advice,
    Change,
}

impl NoteKind {
    /// Every kind and its name.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Remark, "remark"),
        (Self::Usage, "usage"),
        (Self::Scope, "scope"),
        (Self::Example, "example"),
        (Self::History, "history"),
        (Self::Figure, "figure"),
        (Self::Advice, "advice"),
        (Self::Change, "change"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("remark", |(_, name)| name)
    }
}

/// A note as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteEntry {
    /// What sort of thing it is.
    pub kind: NoteKind,
    /// The note.
    pub written: ClaimEntry,
    /// What it is called in a few words.
    pub label: Option<String>,
    /// Concepts of which it is said too.
    pub with: Vec<Name>,
}

/// A concept elsewhere, as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct MatchEntry {
    /// exact, close, broad, narrow or related (SKOS mapping relations).
    pub kind: Name,
    /// Its IRI.
    pub iri: Name,
}
