//! Sources: voices, works, and who asserts and who denies a claim.

use super::{Aspect, Placement, VoiceId, VoiceKindId, WorkId};
use crate::diagnostic::Place;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
    /// Which kind of voice; one of no kind weighs least.
    pub kind: Option<VoiceKindId>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation<S = String> {
    /// Who says it.
    pub voice: VoiceId,
    /// Where; none for the corpus's own voice.
    pub work: Option<WorkId>,
    /// Who reports it, where that is another voice.
    pub via: Option<VoiceId>,
    /// What that voice adds: a condition or reason.
    pub text: Option<S>,
    /// Its reservation, which changes the claim.
    pub but: Option<S>,
    /// Whether it puts a concept under another as a kind or as a part of it.
    pub placement: Option<Placement>,
    /// Whether it speaks of practice or of an ideal, and not of what the thing is.
    pub aspect: Option<Aspect>,
}

impl<S> Citation<S> {
    /// A voice in a work, without a word of its own.
    pub fn from_voice(voice: VoiceId, work: Option<WorkId>) -> Self {
        let (via, text, but, placement, aspect) = Default::default();
        Self { voice, work, via, text, but, placement, aspect }
    }

    /// The same voice, work and reporter, without a word of its own.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self { via: self.via, ..Self::from_voice(self.voice, self.work) }
    }

    /// Whether nothing but voice, work and reporter is told.
    pub fn is_bare(&self) -> bool {
        self.text.is_none()
            && self.but.is_none()
            && self.placement.is_none()
            && self.aspect.is_none()
    }
}

impl<S: AsRef<str>> Citation<S> {
    /// What the voice adds and its reservation in one text, for formats that do not tell them apart.
    pub fn joined_words(&self) -> Option<Cow<'_, str>> {
        match (self.text.as_ref(), self.but.as_ref()) {
            (Some(text), Some(but)) => Some(format!("{}; {}", text.as_ref(), but.as_ref()).into()),
            (Some(one), None) | (None, Some(one)) => Some(one.as_ref().into()),
            (None, None) => None,
        }
    }
}

/// Who asserts a claim and who denies it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedStance<S = String> {
    /// Who says that it is so.
    pub asserted_by: Vec<Citation<S>>,
    /// Who says that it is not.
    pub denied_by: Vec<Citation<S>>,
    /// Where it is first written.
    pub place: Place,
}

impl<S> CitedStance<S> {
    /// Who asserts it, then who denies it.
    pub fn citations(&self) -> impl Iterator<Item = &Citation<S>> {
        self.asserted_by.iter().chain(&self.denied_by)
    }
}
