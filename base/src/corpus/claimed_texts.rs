//! Texts that are claimed: what voices say that a concept means, and notes.

use super::{CitedStance, ConceptId, NoteKind, TextDate, ThinVec};

/// A text that is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimedText<S = String> {
    /// The text.
    pub text: S,
    /// Whether the editors show it before others.
    pub leading: bool,
    /// Its language, if not the corpus's.
    pub language: Option<S>,
    /// When it was written or changed, one of each sort.
    pub dates: ThinVec<TextDate<S>>,
    /// Who says so.
    pub said: CitedStance<S>,
}

/// A note that is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Note<S = String> {
    /// What sort of thing it is.
    pub kind: NoteKind,
    /// The note.
    pub text: S,
    /// What it is called in a few words.
    pub label: Option<S>,
    /// Its language, if not the corpus's.
    pub language: Option<S>,
    /// When it was written or changed, one of each sort.
    pub dates: ThinVec<TextDate<S>>,
    /// Concepts of which it is said too.
    pub with: Vec<ConceptId>,
    /// Who says so.
    pub said: CitedStance<S>,
}
