//! The claims of a definition: labels, facets, notes and concepts elsewhere, as the JSON has them.

use crate::answer::{
    attribution::{NamedAttribution, ValueClaim},
    text_dates::TextDates,
};
use serde::Serialize;
use std::borrow::Cow;

/// A name that is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabelClaim<'b> {
    /// The name.
    pub text: &'b str,
    /// Its language, if not the corpus's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'b str>,
    /// Whether the field mostly means another concept by it.
    pub secondary: bool,
    /// Why it is to be avoided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'b str>,
    /// What to say in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'b str>,
    /// Who uses it.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
    /// Whether the first corpus's own voice does not.
    #[serde(skip)]
    pub(super) foreign: bool,
}

/// The values of one facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValues<'b> {
    /// The facet's name.
    pub facet: &'b str,
    /// How it is shown.
    pub label: &'b str,
    /// Whether voices clash over it.
    pub disputed: bool,
    /// The values.
    pub values: Vec<ValueClaim<'b>>,
    /// What may be given.
    #[serde(skip)]
    pub rules: FacetRules,
    /// Its place in reading order.
    #[serde(skip)]
    pub order: u32,
}

/// What values a facet takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetRules {
    /// Whether they exclude each other.
    pub single_valued: bool,
    /// Whether only listed ones may be given.
    pub closed: bool,
    /// Whether they are part of what a concept is.
    pub defining: bool,
}

/// A note that is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteClaim<'b> {
    /// What sort of thing it is.
    pub kind: &'static str,
    /// The note.
    pub text: &'b str,
    /// What it is called in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'b str>,
    /// Its language, if not the corpus's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'b str>,
    /// Its language, where a reader is to be told.
    #[serde(skip)]
    pub(super) marked: Option<&'b str>,
    /// When it was written or changed.
    #[serde(skip_serializing_if = "TextDates::is_empty")]
    pub dates: TextDates<'b>,
    /// The other concepts of which it is said.
    pub with: Vec<&'b str>,
    /// How these are called.
    #[serde(skip)]
    pub(super) with_names: Vec<Cow<'b, str>>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// A concept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExternalMatch<'b> {
    /// exact, close, broad, narrow or related.
    pub kind: &'b str,
    /// Its IRI.
    pub iri: &'b str,
}
