//! Reads the terms of a language section into labels.

use super::{
    super::{
        attribution::to_one_line,
        categories::{Category, SHORT_TERM_TYPES, TermStatus},
        xml::XmlElement,
    },
    ClaimPosition, TbxReader,
    statement::collect_statements,
};
use cxterms_base::corpus::{ConceptId, Label, LabelKind, NoteKind};

impl TbxReader<'_> {
    /// The terms of a language section. Where nothing says which is preferred, the first is.
    pub(super) fn read_terms(&mut self, concept: ConceptId, language: &str, section: &XmlElement) {
        let mut free = None;
        let mut preferred = false;
        for element in term_sections(section) {
            let Some(text) = self.term_text(element) else { continue };
            let (kind, told) = self.add_term(concept, language, element, text);
            preferred |= kind == LabelKind::Preferred;
            if !told && kind == LabelKind::Synonym {
                let last = self.draft().concept_mut(concept).map_or(0, |it| it.labels.len() - 1);
                free = free.or(Some(last));
            }
        }
        if let Some(index) = free.filter(|_| !preferred) {
            self.edit_concept(concept, |concept| {
                if let Some(label) = concept.labels.get_mut(index) {
                    label.kind = LabelKind::Preferred;
                }
            });
        }
    }

    fn term_text(&mut self, element: &XmlElement) -> Option<String> {
        let inside = element.element("termGrp").unwrap_or(element);
        let text = self.element_text(inside.element("term")?);
        Some(text).filter(|text| !text.is_empty())
    }

    /// Adds a term; as what, and whether the file says so.
    fn add_term(
        &mut self,
        concept: ConceptId,
        language: &str,
        element: &XmlElement,
        text: String,
    ) -> (LabelKind, bool) {
        let told = self.read_term_details(concept, language, element);
        let kind = told.label_kind();
        if let Some(short) = told.short.filter(|_| kind != LabelKind::Abbreviation) {
            self.losses.add_example(Category::TermType.name(), &short);
        }
        let mut why = None;
        if kind == LabelKind::Avoid {
            let bare = match told.status {
                Some(TermStatus::Superseded) => "superseded",
                _ => "deprecated",
            };
            let said = Some(told.notes.join(" ")).filter(|said| !said.is_empty());
            why = said.or_else(|| Some(bare.to_owned()));
        } else {
            for note in told.notes {
                self.losses.add_example("which term a note is of", &text);
                self.add_note(concept, NoteKind::default(), note);
            }
        }
        let said = self.draft().own_stance();
        let language = Some(language.to_owned());
        let label = Label { text, kind, language, secondary: false, why, instead: None, said };
        let mut index = 0;
        self.edit_concept(concept, |concept| {
            index = concept.labels.len();
            concept.labels.push(label);
        });
        self.add_sources(concept, ClaimPosition::Label(index), told.named);
        (kind, told.status.is_some())
    }

    /// What a term section says of its term; what it says of the concept goes there.
    fn read_term_details(
        &mut self,
        concept: ConceptId,
        language: &str,
        element: &XmlElement,
    ) -> TermDetails {
        let mut told = TermDetails::default();
        let group = element.element("termGrp").map(collect_statements).unwrap_or_default();
        for statement in group.into_iter().chain(collect_statements(element)) {
            let value = to_one_line(&statement.element.text());
            match Category::from_name(statement.category) {
                Some(Category::AdministrativeStatus)
                    if TermStatus::from_value(&value).is_some() =>
                {
                    told.status = TermStatus::from_value(&value);
                }
                Some(Category::TermType) if SHORT_TERM_TYPES.contains(&&*value) => {
                    told.short = Some(value);
                }
                Some(Category::Source) => {
                    let target = statement.element.attribute("target").map(str::to_owned);
                    told.named.push((self.element_text(statement.element), target));
                }
                None if statement.category == "note" => {
                    told.notes.push(self.element_text(statement.element));
                }
                _ => {
                    self.read_statement(concept, Some(language), &statement);
                    continue;
                }
            }
            statement.with.iter().for_each(|with| self.record_lost_statement(with));
        }
        told
    }
}

/// What a term section says of its term.
#[derive(Default)]
struct TermDetails {
    status: Option<TermStatus>,
    /// The value by which it is a short name.
    short: Option<String>,
    notes: Vec<String>,
    /// Who uses it.
    named: Vec<(String, Option<String>)>,
}

impl TermDetails {
    fn label_kind(&self) -> LabelKind {
        match (self.status, &self.short) {
            (Some(TermStatus::Preferred), _) => LabelKind::Preferred,
            (Some(TermStatus::Deprecated | TermStatus::Superseded), _) => LabelKind::Avoid,
            (Some(TermStatus::Admitted) | None, Some(_)) => LabelKind::Abbreviation,
            (Some(TermStatus::Admitted) | None, None) => LabelKind::Synonym,
        }
    }
}

/// The term sections of a language section.
pub(super) fn term_sections(section: &XmlElement) -> impl Iterator<Item = &XmlElement> {
    section.elements().filter(|it| matches!(&*it.name, "termSec" | "tig" | "ntig"))
}

/// The term of a term section.
pub(super) fn term_of_section(element: &XmlElement) -> Option<String> {
    let inside = element.element("termGrp").unwrap_or(element);
    let text = to_one_line(&inside.element("term")?.text());
    Some(text).filter(|text| !text.is_empty())
}
