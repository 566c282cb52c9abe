//! Mappings to concepts outside the corpus, and notations: codes from classification schemes.

use crate::{diagnostic::Place, schema};
use serde::{Deserialize, Serialize};

/// A code from a classification scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notation<S = String> {
    /// The code.
    pub code: S,
    /// Where.
    #[serde(skip)]
    pub place: Place,
}

/// A concept of another corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match<S = String> {
    /// How it matches: exact, close, broad, narrow or related.
    pub kind: S,
    /// Its IRI.
    pub iri: S,
    /// Where.
    #[serde(skip)]
    pub place: Place,
}

impl Notation {
    /// A code that stands in no file.
    pub fn without_place(code: impl Into<String>) -> Self {
        Self { code: code.into(), place: Place::NOWHERE }
    }
}

impl Match {
    /// A match that stands in no file.
    pub fn without_place(kind: impl Into<String>, iri: impl Into<String>) -> Self {
        Self { kind: kind.into(), iri: iri.into(), place: Place::NOWHERE }
    }
}

impl From<schema::MatchEntry> for Match {
    fn from(schema::MatchEntry { kind, iri }: schema::MatchEntry) -> Self {
        Self { kind: kind.value, place: iri.place, iri: iri.value }
    }
}
