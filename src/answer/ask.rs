//! What every question is asked with.

use super::digest::Detail;
use cxterms_base::{Base, Perspective};
use std::sync::LazyLock;

/// What is asked, whose claims count, in which language, and how much is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'b> {
    /// The base that is asked.
    pub base: &'b Base,
    /// Whose claims count.
    pub perspective: &'b Perspective,
    /// The language of labels and definitions, where there are any in it; the corpus's own if it is none.
    pub language: Option<&'b str>,
    /// How much is wanted.
    pub detail: Detail,
    /// Whether a person wants the works that are cited.
    pub sources: bool,
}

static EVERYONE: LazyLock<Perspective> = LazyLock::new(Perspective::default);

impl<'b> Ask<'b> {
    /// Asks for a digest of what everybody says, in the corpus's own language.
    pub fn new(base: &'b Base) -> Self {
        Self {
            base,
            perspective: &EVERYONE,
            language: None,
            detail: Detail::Digest,
            sources: false,
        }
    }
}
