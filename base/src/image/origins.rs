//! Origins: from which files an image's concepts come, and what was merged from several.

use crate::corpus::{CrossRelation, Digest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// From which files the concepts of a corpus of one layer come: what it takes to compile it again when some of them change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileOrigins {
    /// Of which corpus they are, and by which program it was compiled.
    pub name: Digest,
    /// The files by their paths below the corpus's folder, each with what was known of it.
    pub files: Vec<(String, Digest)>,
    /// Of each concept the number of its file.
    pub concepts: Vec<u32>,
    /// The relations that are the same from both ends, and written at the far one of some; of these pairs all, as written.
    pub crossing: Vec<CrossRelation>,
    /// The concepts that formulas and states name, by their identifiers.
    pub named_by_id: BTreeSet<String>,
}
