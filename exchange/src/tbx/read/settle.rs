//! Chooses the corpus's language, and adapts labels, definitions and identifiers to it.

use super::{
    TbxReader,
    given_up::{explain_label, give_up},
};
use crate::{
    IdentifierOrigin, ImportError, ImportedCorpus, Losses,
    draft::{FIRST_NUMBER, make_identifier, number_until_free},
    losses::add_changed_identifier,
    sound::leave_out_faulty,
};
use cxterms_base::{
    corpus::{CitedStance, ClaimedText, Concept, Corpus, Definition, Label, LabelKind, VoiceId},
    schema,
};
use std::collections::HashSet;

impl TbxReader<'_> {
    /// The corpus, once nothing more is to be read.
    pub(super) fn into_imported(mut self) -> Result<ImportedCorpus, ImportError> {
        self.resolve_sources();
        let language = self.own_language();
        let said = self.draft().own_stance();
        let mut corpus = std::mem::take(&mut self.draft().corpus);
        corpus.settings.language.clone_from(&language);
        let own = OwnLanguage { language: &language, said };
        for (concept, (file, place)) in corpus.concepts.iter_mut().zip(self.entries.clone()) {
            if let Some(what) = own.settle_language(concept, &mut self.losses) {
                self.add_warning_in(file, place, what);
            }
        }
        let number = |file: &String| self.files.iter().position(|known| known == file);
        self.findings.sort_by_key(|found| (number(&found.file), found.line));
        restore_identifiers(&mut corpus, self.identifiers, &mut self.losses);
        let first = self.files.first().cloned().unwrap_or_default();
        let made = self.made.iter().filter_map(|id| corpus.concepts.get(id.index()));
        let made = made.map(|concept| concept.id.clone()).collect();
        let identifiers = IdentifierOrigin { from_iris: false, made };
        let corpus = corpus.into_normalized();
        let (losses, findings) = (self.losses, self.findings);
        let imported =
            ImportedCorpus { corpus, losses, findings, identifiers, guessed_language: false };
        leave_out_faulty(imported, &first)
    }

    /// The language that was wished for, or else that of most entries; among several of these, that of the root.
    fn own_language(&self) -> String {
        if let Some(wished) = &self.options.language {
            return cxterms_base::language::format_tag(wished);
        }
        let most = self.languages.iter().map(|(_, count)| *count).max();
        let of_most = || self.languages.iter().filter(|(_, count)| Some(*count) == most);
        let root = of_most().find(|(language, _)| Some(language) == self.language.as_ref());
        let (language, _) = root.or_else(|| of_most().next()).cloned().unwrap_or_default();
        if language.is_empty() { self.options.fallback_language() } else { language }
    }
}

/// The corpus's own language, and how its own voice says something.
struct OwnLanguage<'o> {
    language: &'o str,
    said: CitedStance,
}

impl OwnLanguage<'_> {
    /// Tells what is in the corpus's own language from what is not; returns what is to be told of a term that has to
    /// stand for a label where there is none.
    fn settle_language(&self, concept: &mut Concept, losses: &mut Losses) -> Option<String> {
        for label in &mut concept.labels {
            label.language.take_if(|it| *it == self.language);
        }
        let mut spoken = HashSet::new();
        for label in concept.labels.iter_mut().filter(|it| it.kind == LabelKind::Preferred) {
            if !spoken.insert(label.language.clone()) {
                losses.add_example("preferred terms beside others", &label.text);
                label.kind = LabelKind::Synonym;
            }
        }
        let notes = concept.notes.iter_mut().map(|note| &mut note.language);
        for language in concept.definitions.iter_mut().map(|it| &mut it.language).chain(notes) {
            language.take_if(|it| *it == self.language || it.is_empty());
        }
        self.settle_definitions(concept);
        self.ensure_label(concept, losses)
    }

    /// The first definition without a source in each language is the corpus's own; more of them stand beside it.
    fn settle_definitions(&self, concept: &mut Concept) {
        let mut spoken = HashSet::new();
        let voice = self.said.asserted_by.first().map_or(VoiceId(0), |by| by.voice);
        for (language, definition) in std::mem::take(&mut concept.translated) {
            let definition = Definition { voice, ..definition };
            let own = language.is_empty() || language == self.language;
            if own && concept.definition.is_none() {
                concept.definition = Some(definition);
            } else if !own && spoken.insert(language.clone()) {
                concept.translated.push((language, definition));
            } else {
                concept.definitions.push(ClaimedText {
                    text: definition.text,
                    leading: false,
                    language: Some(language).filter(|_| !own),
                    dates: <_>::default(),
                    said: self.said.clone(),
                });
            }
        }
    }

    /// Sees to it that there is a label in the corpus's language.
    fn ensure_label(&self, concept: &mut Concept, losses: &mut Losses) -> Option<String> {
        let own = || |label: &&mut Label| label.language.is_none();
        if concept.labels.iter_mut().filter(own()).any(|it| it.kind == LabelKind::Preferred) {
            return None;
        }
        for kind in [LabelKind::Synonym, LabelKind::Abbreviation] {
            let found = concept.labels.iter_mut().filter(own()).find(|it| it.kind == kind);
            if let Some(label) = found {
                label.kind = LabelKind::Preferred;
                return None;
            }
        }
        let good = concept.labels.iter().any(|label| label.kind != LabelKind::Avoid);
        if !good || concept.labels.iter_mut().filter(own()).count() > 0 {
            return use_avoided_label(concept, losses);
        }
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let spoken = |label: &&Label| label.language.as_deref().map(primary);
        let good = || concept.labels.iter().filter(|label| label.kind != LabelKind::Avoid);
        let near = good().find(|it| spoken(it) == Some(primary(self.language)));
        let label = near.or_else(|| good().next()).cloned()?;
        let told = label.language.as_ref().filter(|_| near.is_none()).map(|spoken| {
            format!(
                "`{}` has no term in the corpus’s language, `{}`; its term in `{spoken}` stands for one",
                concept.id, self.language
            )
        });
        let stand_in = Label { kind: LabelKind::Preferred, language: None, why: None, ..label };
        concept.labels.insert(0, stand_in);
        told
    }
}

/// Lets the first of several names to avoid stand for the label that is not there, with what is said of it as a
/// note. So do the others: none of them is to be said in place of another.
fn use_avoided_label(concept: &mut Concept, losses: &mut Losses) -> Option<String> {
    if give_up(concept) {
        if let Some(label) = concept.labels.first() {
            losses
                .add_example("statuses of terms, kept as the state of their concept", &label.text);
        }
        return None;
    }
    let own = |label: &Label| label.language.is_none();
    let any = concept.labels.iter().any(own);
    let (avoided, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut concept.labels).into_iter().partition(|it| !any || own(it));
    concept.labels = rest.into();
    let mut names = avoided.into_iter();
    let first = names.next()?;
    for label in std::iter::once(&first).chain(names.as_slice()) {
        losses.add_example("names to avoid that stand alone", &label.text);
        concept.notes.push(explain_label(label));
    }
    let told = format!(
        "`{}` has no term but those to avoid; `{}` stands for its label",
        concept.id, first.text
    );
    let label =
        Label { kind: LabelKind::Preferred, language: None, why: None, instead: None, ..first };
    concept.labels.insert(0, label);
    Some(told)
}

/// Lets concepts keep the names that their file gives them, where those are identifiers, and nothing have another's.
fn restore_identifiers(
    corpus: &mut Corpus,
    wanted: Vec<(cxterms_base::corpus::ConceptId, String)>,
    losses: &mut Losses,
) {
    let mut taken: HashSet<String> =
        corpus.concepts.iter().map(|concept| concept.id.clone()).collect();
    for (id, name) in wanted {
        let Some(concept) = corpus.concepts.get_mut(id.index()) else { continue };
        if concept.id == name {
            continue;
        }
        if schema::is_identifier(&name) && taken.insert(name.clone()) {
            taken.remove(&std::mem::replace(&mut concept.id, name));
        } else {
            add_changed_identifier(losses, &name, &concept.id);
        }
    }
    let mut taken = HashSet::new();
    let voices = corpus.voices.iter_mut().map(|voice| &mut voice.id);
    for id in voices.chain(corpus.works.iter_mut().map(|work| &mut work.id)) {
        let mut take = |id: &str| taken.insert(id.to_owned());
        *id = match schema::is_identifier(id) {
            true => number_until_free(id, &mut { FIRST_NUMBER }, &mut take),
            false => make_identifier(id, take),
        };
    }
}
