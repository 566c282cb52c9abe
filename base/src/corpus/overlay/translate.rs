//! Brings the entry of a layer in another language into that of the corpus: its own texts become translations, and its
//! translations into the corpus's language its own texts.

use super::LayerMerge;
use crate::{language::is_same_tag, schema::ConceptEntry};

impl LayerMerge<'_> {
    /// Names the language of what an entry says in its layer's own.
    pub(super) fn translate_entry(&self, entry: &mut ConceptEntry) {
        let corpus = self.corpus.settings.language.as_str();
        let name_language = |language: &mut Option<String>| {
            let there = language.take().or_else(|| self.language.clone());
            *language = there.filter(|there| !is_same_tag(there, corpus));
        };
        let notes = entry.notes.iter_mut().map(|note| &mut note.written);
        for text in entry.definitions.iter_mut().chain(notes) {
            name_language(&mut text.language);
        }
        let Some(own) = &self.language else { return };
        for label in &mut entry.labels {
            name_language(&mut label.language);
        }
        // The corpus's own come first, as a reader of files puts them.
        entry.labels.sort_by_key(|label| label.language.is_some());
        let translated = std::mem::take(&mut entry.translated);
        let spoken = entry.definition.take().map(|text| (own.clone(), text));
        for (language, text) in spoken.into_iter().chain(translated) {
            if is_same_tag(&language, corpus) {
                entry.definition = Some(text);
            } else {
                entry.translated.push((language, text));
            }
        }
    }
}

/// Whether two labels are in one language; none is the corpus's own.
pub(super) fn is_same_language(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same_tag(one, other),
        (one, other) => one == other,
    }
}
