//! The languages of a corpus, and its concepts' names and definitions in each.

use super::{Concept, Corpus, Label, LabelKind, claims};
use crate::language::{is_same_tag, look_up_tag};
use std::borrow::Cow;

impl Corpus {
    /// The languages in which anything is said, that of the manifest first and each once, whatever the case of its tag.
    pub fn languages(&self) -> Vec<&str> {
        let mut found = vec![self.settings.language.as_str()];
        for language in self.concepts.iter().flat_map(Concept::languages) {
            if !found.iter().any(|known| is_same_tag(known, language)) {
                found.push(language);
            }
        }
        found
    }

    /// The same corpus for who reads these languages: each concept's names and definition in the first of them in which
    /// there are any are its own, and what was is a translation. Notes and definitions of others in the first that there is
    /// come first, and name no language. The manifest's language stays what it was.
    pub fn speak_in(&mut self, wanted: &[String]) {
        let own = self.settings.language.clone();
        let spoken = self.languages();
        let page = look_up_tag(wanted.iter().map(String::as_str), &spoken.iter().copied());
        let page = page.and_then(|at| spoken.get(at).copied()).map(str::to_owned);
        let page = page.filter(|page| !is_same_tag(page, &own));
        for concept in &mut self.concepts {
            if let Some(page) = &page {
                concept.translate_texts(&own, page);
            }
            let spoken = concept.labels.iter().filter(|label| label.kind == LabelKind::Preferred);
            let spoken = spoken.map(|label| label.language.as_deref().unwrap_or(&own));
            let chosen = look_up_tag(wanted.iter().map(String::as_str), &spoken);
            let chosen = chosen.and_then(|at| spoken.clone().nth(at)).map(str::to_owned);
            if let Some(chosen) = chosen.filter(|chosen| !is_same_tag(chosen, &own)) {
                concept.translate(&own, &chosen);
            }
        }
    }
}

impl Concept {
    /// Takes what is said in a language for its own, and its own for what is said in another.
    fn translate(&mut self, own: &str, chosen: &str) {
        for label in &mut self.labels {
            turn_language(&mut label.language, own, chosen);
        }
        let at = self.translated.iter().position(|(language, _)| is_same_tag(language, chosen));
        if let Some(at) = at {
            let (_, there) = self.translated.remove(at);
            let before = self.definition.replace(there);
            self.translated.extend(before.map(|before| (own.to_owned(), before)));
        }
        self.labels.sort_by_key(|label| label.kind);
        claims::order_claims(self);
    }

    /// Has notes and definitions of others name their language where that is not `chosen`, those in that first.
    fn translate_texts(&mut self, own: &str, chosen: &str) {
        let turn = |language| turn_language(language, own, chosen);
        self.definitions.iter_mut().for_each(|it| turn(&mut it.language));
        self.notes.iter_mut().for_each(|it| turn(&mut it.language));
        self.definitions.sort_by_key(|it| it.language.is_some());
        self.notes.sort_by_key(|it| it.language.is_some());
    }
}

/// Has what names no language name the corpus's, and what names `chosen` none.
fn turn_language(language: &mut Option<String>, own: &str, chosen: &str) {
    *language = match language.take() {
        None => Some(own.to_owned()),
        there => there.filter(|there| !is_same_tag(there, chosen)),
    };
}

impl<S: AsRef<str>> Concept<S> {
    /// The languages in which anything is said of it, where they are not the corpus's.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.iter().filter_map(|label| label.language.as_ref());
        let translated = self.translated.iter().map(|(language, _)| language);
        let definitions = self.definitions.iter().filter_map(|it| it.language.as_ref());
        let notes = self.notes.iter().filter_map(|it| it.language.as_ref());
        labels.chain(translated).chain(definitions).chain(notes).map(AsRef::as_ref)
    }

    /// Adds those of its languages that are not known yet; tags in another case are the same.
    pub(crate) fn add_languages(&self, known: &mut Vec<String>) {
        for language in self.languages() {
            if !known.iter().any(|known| is_same_tag(known, language)) {
                known.push(language.to_owned());
            }
        }
    }

    /// Its preferred label in the corpus's language, else that of the first other in which it has one, else the first
    /// other name that is shown, else its identifier.
    pub fn preferred_label(&self) -> &str {
        let preferred =
            || self.labels.iter().filter(|label: &&Label<S>| label.kind == LabelKind::Preferred);
        let own = preferred().find(|label| label.language.is_none());
        let shown =
            |label: &&Label<S>| matches!(label.kind, LabelKind::Synonym | LabelKind::Abbreviation);
        let other = || self.labels.iter().find(shown);
        own.or_else(|| preferred().next())
            .or_else(other)
            .map_or(&self.id, |label| &label.text)
            .as_ref()
    }

    /// Its labels of a kind in the corpus's language.
    pub fn own_labels(&self, kind: LabelKind) -> impl Iterator<Item = &Label<S>> {
        self.labels.iter().filter(move |label| label.kind == kind && label.language.is_none())
    }

    /// Its preferred label, with what tells it from another concept of that label: `gear (wheel)`.
    pub fn display_name(&self) -> Cow<'_, str> {
        let label = self.preferred_label();
        match &self.qualifier {
            Some(qualifier) => format!("{label} ({})", qualifier.as_ref()).into(),
            None => label.into(),
        }
    }
}
