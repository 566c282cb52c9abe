//! Sources: voices, works, and who asserts and who denies a claim.

use super::{VoiceId, WorkId};
use crate::diagnostic::Place;
use serde::{Deserialize, Serialize};

/// A person or organisation that says something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Voice<S = String> {
    /// By which citations name it.
    pub id: S,
    /// Its name.
    pub name: S,
    /// What it is called in running text.
    pub short: S,
    /// Who that is; may be empty.
    pub about: S,
    /// Where it is declared.
    #[serde(skip)]
    pub place: Place,
}

/// A document in which something is said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Work<S = String> {
    /// By which citations name it.
    pub id: S,
    /// Its authors.
    pub by: Vec<VoiceId>,
    /// Its title.
    pub title: S,
    /// Where it was published; may be empty.
    pub published: S,
    /// When, where it says so.
    pub year: Option<S>,
    /// Its address.
    pub url: Option<S>,
    /// Addresses of copies.
    pub also_at: Vec<S>,
    /// Where it is declared.
    #[serde(skip)]
    pub place: Place,
}

/// A voice in a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation<S = String> {
    /// Who says it.
    pub voice: VoiceId,
    /// Where; none for the corpus's own voice.
    pub work: Option<WorkId>,
    /// Who reports it, where that is another voice.
    pub via: Option<VoiceId>,
    /// That voice's own hedge, condition or reason.
    pub text: Option<S>,
}

/// Who asserts a claim and who denies it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedStance<S = String> {
    /// Who says that it is so.
    pub asserted_by: Vec<Citation<S>>,
    /// Who says that it is not.
    pub denied_by: Vec<Citation<S>>,
    /// Where it is first written.
    #[serde(skip)]
    pub place: Place,
}
