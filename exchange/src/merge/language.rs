//! Lets a corpus be in another language than it was: its own texts name theirs from then on.

use crate::Losses;
use cxterms_base::{
    corpus::{Concept, Corpus, Definition, FactForm, Label, LabelKind, is_worded},
    language::is_same_tag,
};

/// Puts a corpus into a language: texts in it are the corpus's own, and what was its own becomes a translation.
pub(super) fn change_language(corpus: &mut Corpus, language: &str, losses: &mut Losses) {
    if is_same_tag(&corpus.settings.language, language) {
        return;
    }
    let old = std::mem::replace(&mut corpus.settings.language, language.to_owned());
    let change = LanguageChange { old: &old, new: language };
    for concept in &mut corpus.concepts {
        change.change_concept(concept);
        // It tells labels apart that are none here.
        if !has_own_label(concept) && concept.qualifier.take().is_some() {
            losses.add_example("qualifiers in another language", &concept.id);
        }
    }
    for fact in corpus.schemes.iter_mut().flat_map(|scheme| &mut scheme.facts) {
        match &fact.form {
            FactForm::Plain if is_worded(&fact.property) => {
                fact.form = FactForm::Language(old.clone());
            }
            FactForm::Language(tag) if is_same_tag(tag, language) && is_worded(&fact.property) => {
                fact.form = FactForm::Plain;
            }
            _ => {}
        }
    }
}

/// Whether a concept has a preferred label in the corpus's language.
pub(super) fn has_own_label(concept: &Concept) -> bool {
    let is_own = |it: &Label| it.kind == LabelKind::Preferred && it.language.is_none();
    concept.labels.iter().any(is_own)
}

/// From one language to another.
#[derive(Clone, Copy)]
struct LanguageChange<'l> {
    old: &'l str,
    new: &'l str,
}

impl LanguageChange<'_> {
    fn change_concept(self, concept: &mut Concept) {
        concept.labels.iter_mut().for_each(|label| self.change_tag(&mut label.language));
        concept.definitions.iter_mut().for_each(|text| self.change_tag(&mut text.language));
        concept.notes.iter_mut().for_each(|note| self.change_tag(&mut note.language));
        let own = concept.translated.iter().position(|(tag, _)| is_same_tag(tag, self.new));
        let own: Option<Definition> = own.map(|at| concept.translated.remove(at).1);
        let other = std::mem::replace(&mut concept.definition, own);
        concept.translated.extend(other.map(|definition| (self.old.to_owned(), definition)));
    }

    fn change_tag(self, tag: &mut Option<String>) {
        *tag = match tag.take() {
            None => Some(self.old.to_owned()),
            Some(tag) if is_same_tag(&tag, self.new) => None,
            other => other,
        };
    }
}
