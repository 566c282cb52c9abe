//! Attribution: a voice that is cited, with the names that people see, and how many more there are.

use crate::{Prose, Role};
use serde::Serialize;
use std::cmp::Ordering;

/// A voice in a work, named. Two are the same by identifiers and words, whatever voice and work are called.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct NamedCitation<'b> {
    /// The voice's identifier.
    pub voice: &'b str,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'b str>,
    /// The place of its kind in the manifest's order; those of no kind come last.
    #[serde(skip)]
    pub kind_rank: usize,
    /// Its name.
    pub name: &'b str,
    /// What it is called in running text.
    #[serde(skip)]
    pub short: &'b str,
    /// What that voice adds: a condition or reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'b str>,
    /// Its reservation, which changes the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub but: Option<&'b str>,
    /// `kind` or `part`, where it says as what a concept is under another.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub placement: Option<&'b str>,
    /// `practice` or `ideal`, where it does not speak of what the thing is.
    #[serde(rename = "of", skip_serializing_if = "Option::is_none")]
    pub aspect: Option<&'b str>,
    /// The identifier of the voice that reports it, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<&'b str>,
    /// The work's identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<&'b str>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'b str>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'b str>,
    /// Whether it is left unsaid who speaks: the first corpus's own voice, or the one of which all is told.
    #[serde(skip)]
    pub own: bool,
    /// Whether it is the own voice of a corpus that lies over the first: no digest leaves it out.
    #[serde(skip)]
    pub overlaid: bool,
}

impl<'b> NamedCitation<'b> {
    /// Whether it comments under somebody else's work, so that short answers only count it.
    pub fn is_commenter(&self) -> bool {
        self.kind == Some("commenter")
    }

    /// Who says it, where, and who reports it.
    pub fn key(&self) -> (&'b str, Option<&'b str>, Option<&'b str>) {
        (self.voice, self.work, self.via)
    }

    /// Its reservation or, where it has none, what it adds.
    pub fn words(&self) -> Option<&'b str> {
        self.but.or(self.text)
    }

    /// The same without a word of the voice.
    #[must_use]
    pub fn without_words(self) -> Self {
        Self { text: None, but: None, ..self }
    }
}

impl PartialEq for NamedCitation<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for NamedCitation<'_> {}

impl PartialOrd for NamedCitation<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NamedCitation<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let said = |cited: &Self| (cited.text, cited.but, cited.placement, cited.aspect);
        self.key().cmp(&other.key()).then(said(self).cmp(&said(other)))
    }
}

/// Adds how many further voices there are.
pub fn and_others(prose: Prose<'_>, others: usize) -> Prose<'_> {
    if others > 0 { prose.and(Role::Voice, format!(" and {others} others")) } else { prose }
}
