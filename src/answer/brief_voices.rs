//! Voices in few words: how many say something, and the first of them by name.

use super::attribution::NamedAttribution;
use cxterms_page::NamedCitation;
use std::collections::BTreeSet;

/// How many distinct voices are cited, the corpus's own among them only where it is the only one.
pub(super) fn count_voices(citations: &[NamedCitation<'_>]) -> usize {
    citations.iter().map(|cited| cited.voice).collect::<BTreeSet<_>>().len()
}

impl NamedAttribution<'_> {
    /// How many distinct voices assert it.
    pub(super) fn count_asserting(&self) -> usize {
        count_voices(&self.asserted_by)
    }

    /// How many distinct voices deny it.
    pub(super) fn count_denying(&self) -> usize {
        count_voices(&self.denied_by)
    }
}

/// Who says so: one or two voices by name, of more the first and how many others; commenters are only counted.
///
/// `Totango`, `ChurnZero and a reader`, `IBM and 2 more`
pub(super) fn name_voices_briefly(citations: &[NamedCitation<'_>]) -> String {
    let mut seen = BTreeSet::new();
    let each: Vec<_> = citations.iter().filter(|cited| seen.insert(cited.voice)).collect();
    let (readers, named): (Vec<&NamedCitation<'_>>, Vec<_>) =
        each.into_iter().partition(|cited| cited.is_commenter());
    let readers_alone = match readers.len() {
        0 => String::new(),
        1 => "a reader".to_owned(),
        several => format!("{several} readers"),
    };
    match (&*named, readers.len()) {
        ([], _) => readers_alone,
        ([one], 0) => one.short.to_owned(),
        ([one], 1) => format!("{} and a reader", one.short),
        ([one, other], 0) => format!("{} and {}", one.short, other.short),
        ([first, rest @ ..], more) => format!("{} and {} more", first.short, rest.len() + more),
    }
}
