//! What every question is asked with.

use super::digest::Detail;
use cxterms_base::{Base, Perspective, language};
use std::sync::LazyLock;

/// What is asked, whose claims count, in which language, and how much is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'b> {
    /// The base that is asked.
    pub base: &'b Base,
    /// Whose claims count.
    pub perspective: &'b Perspective,
    /// The languages of labels and definitions, the first of these in which there are any; else the corpus's own.
    pub languages: &'b [String],
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
            languages: &[],
            detail: Detail::Digest,
            sources: false,
        }
    }

    /// The corpus's language, where another was asked for: what is in it is marked.
    pub(super) fn own_language_if_unasked(&self) -> Option<&'b str> {
        if self.languages.is_empty() {
            return None;
        }
        let own: &'b str = self.base.settings().language.as_str();
        let wanted = self.languages.iter().map(String::as_str);
        let asked = language::look_up_tag(wanted, &std::iter::once(own)).is_some();
        Some(own).filter(|_| !asked)
    }

    /// The language among `known`, in which something is said besides the corpus's own, that serves best; none where the
    /// own one does.
    pub(super) fn choose_language<'k>(
        &self,
        known: &(impl Iterator<Item = &'k str> + Clone),
    ) -> Option<&'k str>
    where
        'b: 'k,
    {
        if self.languages.is_empty() {
            return None;
        }
        let own: &'k str = self.base.settings().language.as_str();
        let wanted = self.languages.iter().map(String::as_str);
        let at = language::look_up_tag(wanted, &std::iter::once(own).chain(known.clone()))?;
        known.clone().nth(at.checked_sub(1)?)
    }
}
