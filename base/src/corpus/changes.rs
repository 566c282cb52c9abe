//! Effects of an overlay on the layers below it: replaced values and denied claims.

use super::{Citation, ConceptId, VoiceId};
use crate::diagnostic::Place;
use serde::{Deserialize, Serialize};

/// What a later layer has replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Of which concept.
    pub concept: ConceptId,
    /// Which field.
    pub field: String,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// Whose layer replaced it.
    pub voice: VoiceId,
    /// Where.
    #[serde(skip)]
    pub place: Place,
}

/// What a later layer denies of a concept below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Of which concept.
    pub concept: ConceptId,
    /// Which claim, as the YAML names it: `subset-of bicycle`.
    pub claim: String,
    /// Who denies it.
    pub denied_by: Vec<Citation>,
    /// Where.
    pub place: Place,
}
