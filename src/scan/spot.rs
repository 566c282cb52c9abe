//! A span of a document: where it stands, and its words.

use cxterms_document::{Crossing, SourcePlace};
use std::ops::Range;

/// A span of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) start: SourcePlace,
    pub(super) end: SourcePlace,
    /// Its bytes in the file; none in an Office file.
    pub(super) bytes: Option<Range<u64>>,
    /// What it runs over.
    pub(super) crossing: Crossing,
    /// The bytes of its parts, where markup stands between them.
    pub(super) pieces: Vec<Range<u64>>,
    /// The words, without markup.
    pub(super) text: String,
    /// The words around it, where a file has no lines to show.
    pub(super) around: Option<String>,
    /// The number of its block.
    pub(super) block: usize,
}
