//! Writes a concept as a TBX entry.

use super::{TbxWriter, display_label, out::LANGUAGE, relation_part};
use crate::{
    Part,
    tbx::{
        CROSS_REFERENCE, RELATION_PHRASES, SUBJECT_FIELD, attribution::is_own,
        categories::Category, detail::parse_detail,
    },
    term_status::TermStatus,
};
use cxterms_base::corpus::{
    CitedStance, Concept, ConceptId, ConceptState, Label, LabelKind, Match, Note, NoteKind,
    Relation,
};
use std::io;

impl TbxWriter<'_> {
    pub(super) fn write_entry(
        &mut self,
        id: ConceptId,
        concept: &Concept,
        relations: &[Relation],
    ) -> io::Result<()> {
        let languages = self.labels_by_language(concept);
        let Some(name) = self.concepts.get(id.index()).filter(|_| !languages.is_empty()) else {
            return Ok(());
        };
        let words = self.element_names();
        self.out.open_element(words.entry, &[("id", name)])?;
        if self.has_category(Category::SubjectField) {
            self.write_subject_fields(concept)?;
        }
        if self.has_category(Category::CrossReference) {
            for relation in relations.iter().filter(|it| !it.said.asserted_by.is_empty()) {
                self.write_relation(relation)?;
            }
        }
        if self.has_category(Category::ExternalCrossReference) {
            self.write_matches(concept)?;
        }
        if self.has_category(Category::TransactionType) {
            self.write_dates(concept)?;
        }
        let contexts: Vec<_> =
            languages.iter().flat_map(|it| self.label_contexts(concept, it)).collect();
        let details: Vec<_> =
            languages.iter().flat_map(|it| self.term_details(concept, it)).collect();
        let apart = |note: &Note| {
            let context = contexts.iter().any(|(_, it)| std::ptr::eq(*it, note));
            context || details.iter().any(|(_, it, _)| std::ptr::eq(*it, note))
        };
        for note in asserted_notes(&concept.notes) {
            if !apart(note) {
                let own = self.own_voice();
                let attributed = self.attribution.attribute_text(&note.text, &note.said, own);
                let Some((text, said)) = attributed else { continue };
                self.tally.add_stance(&said, Some(Part::NoteSources), true);
                self.tally.add_one(Part::Notes);
                self.tally.add_text_language(note.language.as_deref());
                let language = note.language.as_deref().map(|language| (LANGUAGE, language));
                self.out.write_leaf("note", language.as_slice(), &text)?;
            }
        }
        let given_up = self.status_of_all_terms(concept, &languages);
        for (language, labels) in &languages {
            let tag = if language.is_empty() { &*self.corpus.settings.language } else { language };
            self.out.open_element(words.language, &[("xml:lang", tag)])?;
            self.write_definitions(concept, language)?;
            let implied = labels.iter().find(|it| it.kind == LabelKind::Preferred);
            let implied = implied.map(|label| &*label.text);
            for label in labels {
                let own = contexts.iter().filter(|(it, _)| std::ptr::eq(*it, *label));
                let said = details.iter().filter(|(it, ..)| std::ptr::eq(*it, *label));
                let said = said.map(|(.., detail)| *detail).collect();
                let own = own.map(|(_, note)| *note).collect();
                self.write_term(label, said, own, implied, given_up)?;
            }
            self.out.close_element(words.language)?;
        }
        self.out.close_element(words.entry)
    }

    /// What the terms of a concept are that the corpus's own voice gives up, and nobody else speaks of: without other names
    /// than synonyms, which a reader could not tell from names to avoid.
    fn status_of_all_terms(
        &mut self,
        concept: &Concept,
        languages: &[(&str, Vec<&Label>)],
    ) -> Option<TermStatus> {
        let [state] = &*concept.states else { return None };
        let status = match state.value {
            ConceptState::Deprecated => TermStatus::Deprecated,
            ConceptState::Retired => TermStatus::Superseded,
            _ => return None,
        };
        let named = |(_, labels): &(&str, Vec<&Label>)| {
            let simple = |it: &&Label| matches!(it.kind, LabelKind::Preferred | LabelKind::Synonym);
            labels.first().is_some_and(|it| it.kind == LabelKind::Preferred)
                && labels.iter().all(simple)
        };
        let told = is_own(&state.said, self.own_voice())
            && state.said.denied_by.is_empty()
            && languages.iter().all(named)
            && self.has_category(Category::AdministrativeStatus);
        told.then(|| self.tally.add_one(Part::States));
        Some(status).filter(|_| told)
    }

    /// Whether a label has a place in the dialect, and anybody stands by it.
    pub(super) fn is_label_written(&self, label: &Label) -> bool {
        let avoided = label.kind == LabelKind::Avoid;
        // Without a status, a name to avoid would pass for one to use.
        let told = !avoided || self.has_category(Category::AdministrativeStatus);
        // It has no status for a label that is only found.
        told && label.kind != LabelKind::Hidden && !label.said.asserted_by.is_empty()
    }

    /// The labels that are written, by language, the corpus's own first and in each the preferred first.
    fn labels_by_language<'c>(&self, concept: &'c Concept) -> Vec<(&'c str, Vec<&'c Label>)>
    where
        Self: 'c,
    {
        let mut languages: Vec<(&str, Vec<&Label>)> = vec![];
        for label in &concept.labels {
            if !self.is_label_written(label) {
                continue;
            }
            let own = &*self.corpus.settings.language;
            let language = label.language.as_deref().filter(|it| *it != own).unwrap_or("");
            match languages.iter_mut().find(|(known, _)| *known == language) {
                Some((_, labels)) => labels.push(label),
                None => languages.push((language, vec![label])),
            }
        }
        languages
    }

    /// Usage notes that a category of a term can hold, each with the label of which it says something.
    fn term_details<'c>(
        &self,
        concept: &'c Concept,
        (language, labels): &(&str, Vec<&'c Label>),
    ) -> Vec<(&'c Label, &'c Note, (Category, &'c str))> {
        let own = &*self.corpus.settings.language;
        let language = if language.is_empty() { own } else { language };
        let usage = asserted_notes(&concept.notes).filter(|note| {
            let plain = note.said.denied_by.is_empty() && note.with.is_empty();
            note.kind == NoteKind::Usage
                && plain
                && note.language.is_none()
                && is_own(&note.said, self.own_voice())
        });
        let found = usage.filter_map(|note| {
            labels.iter().find_map(|label| {
                let (category, value) = parse_detail(&note.text, &label.text, language)?;
                self.has_category(category).then_some((*label, note, (category, value)))
            })
        });
        found.collect()
    }

    /// Examples that name the concept, each with the label that occurs in it.
    fn label_contexts<'c>(
        &self,
        concept: &'c Concept,
        (language, labels): &(&str, Vec<&'c Label>),
    ) -> Vec<(&'c Label, &'c Note)> {
        if !self.has_category(Category::Context) {
            return vec![];
        }
        let examples = asserted_notes(&concept.notes).filter(|note| {
            note.kind == NoteKind::Example && note.language.as_deref().unwrap_or("") == *language
        });
        let found = examples.filter_map(|note| {
            let text = note.text.to_lowercase();
            let named = labels.iter().find(|label| text.contains(&label.text.to_lowercase()))?;
            note.said.denied_by.is_empty().then_some((*named, note))
        });
        found.collect()
    }

    fn write_subject_fields(&mut self, concept: &Concept) -> io::Result<()> {
        let facets = &self.corpus.facets;
        let is_field = |index: usize| facets.get(index).is_some_and(|it| it.id == SUBJECT_FIELD);
        let own = self.own_voice();
        for value in concept.facets.iter().filter(|value| is_field(value.facet.index())) {
            if is_own(&value.said, own) {
                self.tally.add_one(Part::Facets);
                self.out.write_category(Category::SubjectField, None, &value.value)?;
            }
        }
        Ok(())
    }

    fn write_relation(&mut self, relation: &Relation) -> io::Result<()> {
        let corpus = self.corpus;
        let to = corpus.concepts.get(relation.to.index()).map_or("", display_label);
        let kind = corpus.relation_kinds.get(relation.relation.index());
        let named = RELATION_PHRASES.iter().find(|(known, _)| *known == relation.relation);
        let phrase = match (named, kind) {
            (Some((_, phrase)), _) => (*phrase).to_owned(),
            (None, Some(kind)) if kind.id != CROSS_REFERENCE.0 => kind.id.replace('-', " "),
            (None, _) => String::new(),
        };
        let words = match (&*phrase, &relation.text) {
            ("", Some(text)) => text.clone(),
            ("", None) => to.to_owned(),
            (phrase, Some(text)) => format!("{phrase} {to}: {text}"),
            (phrase, None) => format!("{phrase} {to}"),
        };
        // Who denies one relation denies no other, and these come back as one.
        let denied_by = if named.is_some() { relation.said.denied_by.clone() } else { vec![] };
        let said = CitedStance::new(relation.said.asserted_by.clone(), denied_by);
        let attributed = self.attribution.attribute_text(&words, &said, self.own_voice());
        let Some((text, said)) = attributed else { return Ok(()) };
        let target = self.concepts.get(relation.to.index()).map(String::as_str);
        self.tally.add_one(relation_part(relation));
        if relation.text.is_some() && relation.facet.is_none() {
            self.tally.add_one(Part::Wordings);
        }
        self.tally.add_stance(&said, Some(Part::RelationSources), true);
        self.out.write_category(Category::CrossReference, target, &text)
    }

    fn write_matches(&mut self, concept: &Concept) -> io::Result<()> {
        let web = |iri: &str| iri.starts_with("http://") || iri.starts_with("https://");
        for Match { kind, iri, .. } in concept.matches.iter().filter(|it| web(&it.iri)) {
            self.tally.add_one(Part::Matches);
            let text = format!("{kind} match");
            self.out.write_category(Category::ExternalCrossReference, Some(iri), &text)?;
        }
        Ok(())
    }
}

/// The notes that somebody stands by.
fn asserted_notes(notes: &[Note]) -> impl Iterator<Item = &Note> {
    notes.iter().filter(|note| !note.said.asserted_by.is_empty())
}
