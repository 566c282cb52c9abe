//! Sources: voices, works, and who asserts and who denies a claim.

use super::{Aspect, Placement, VoiceId, VoiceKindId, WorkId};
use crate::diagnostic::Place;
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    ops::{Deref, DerefMut},
    sync::Arc,
};

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

/// Who asserts a claim and who denies it, and where that is written.
///
/// Most claims of a corpus have the same citations as the one before them; such claims share them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedStance<S = String> {
    cited: Arc<ClaimCitations<S>>,
    /// Where it is first written.
    pub place: Place,
}

/// Who asserts a claim and who denies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCitations<S = String> {
    /// Who says that it is so.
    pub asserted_by: Vec<Citation<S>>,
    /// Who says that it is not.
    pub denied_by: Vec<Citation<S>>,
}

impl<S> Default for ClaimCitations<S> {
    fn default() -> Self {
        Self { asserted_by: vec![], denied_by: vec![] }
    }
}

impl<S> Default for CitedStance<S> {
    fn default() -> Self {
        Self::new(vec![], vec![])
    }
}

impl<S> Deref for CitedStance<S> {
    type Target = ClaimCitations<S>;

    fn deref(&self) -> &ClaimCitations<S> {
        &self.cited
    }
}

impl<S: Clone> DerefMut for CitedStance<S> {
    fn deref_mut(&mut self) -> &mut ClaimCitations<S> {
        Arc::make_mut(&mut self.cited)
    }
}

impl<S> CitedStance<S> {
    /// A stance that is written nowhere yet.
    pub fn new(asserted_by: Vec<Citation<S>>, denied_by: Vec<Citation<S>>) -> Self {
        let cited = Arc::new(ClaimCitations { asserted_by, denied_by });
        Self { cited, place: Place::default() }
    }

    /// A claim that is written at a place, and that nobody asserts or denies yet.
    pub(super) fn from_place(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// What these voices assert and nobody denies.
    pub fn asserted(asserted_by: Vec<Citation<S>>) -> Self {
        Self::new(asserted_by, vec![])
    }

    /// Who asserts it, then who denies it.
    pub fn citations(&self) -> impl Iterator<Item = &Citation<S>> {
        self.asserted_by.iter().chain(&self.denied_by)
    }
}

impl<S: PartialEq> CitedStance<S> {
    /// A stance that is written at a place; where its citations are those of `known`, they are shared.
    pub fn like(
        known: &Self,
        asserted_by: Vec<Citation<S>>,
        denied_by: Vec<Citation<S>>,
        place: Place,
    ) -> Self {
        if known.asserted_by == asserted_by && known.denied_by == denied_by {
            Self { cited: Arc::clone(&known.cited), place }
        } else {
            Self { place, ..Self::new(asserted_by, denied_by) }
        }
    }
}

impl<S: Clone> CitedStance<S> {
    /// Its citations.
    pub fn into_citations(self) -> ClaimCitations<S> {
        Arc::unwrap_or_clone(self.cited)
    }
}
