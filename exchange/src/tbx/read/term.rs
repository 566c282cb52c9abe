//! Reads the terms of a language section into labels.

use super::{
    super::{
        SAY_INSTEAD,
        attribution::to_one_line,
        categories::{Category, SHORT_TERM_TYPES, is_status_category, names_authority},
        detail::{describe_detail, is_detail},
        xml::XmlElement,
    },
    ClaimPosition, TbxReader,
    statement::{TbxStatement, collect_statements},
};
use crate::term_status::TermStatus;
use cxterms_base::{
    corpus::{ConceptId, Label, LabelKind, NoteKind},
    text,
};

impl TbxReader<'_> {
    /// The terms of a language section. Where nothing says which is preferred, the first is.
    pub(super) fn read_terms(&mut self, concept: ConceptId, language: &str, section: &XmlElement) {
        let mut free = None;
        let mut preferred = false;
        for element in term_sections(section) {
            let Some(text) = self.term_text(element) else { continue };
            let Some((kind, told)) = self.add_term(concept, language, element, text) else {
                continue;
            };
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

    /// Adds a term; as what, and whether the file says so. None if it is there already.
    fn add_term(
        &mut self,
        concept: ConceptId,
        language: &str,
        element: &XmlElement,
        text: String,
    ) -> Option<(LabelKind, bool)> {
        let told = self.read_term_details(concept, (&text, language), element);
        let kind = told.label_kind();
        if self.is_term_known(concept, language, &text) {
            self.count_repeated_term(concept, (&text, language), told);
            return None;
        }
        if let Some(short) = told.short.filter(|_| kind != LabelKind::Abbreviation) {
            self.losses.add_example(Category::TermType.name(), &short);
        }
        if let Some(more) = told.status_text.as_ref().filter(|it| names_authority(it)) {
            self.losses.add_example(Category::AdministrativeStatus.name(), more);
        }
        let (mut why, mut instead) = (None, None);
        if kind == LabelKind::Avoid {
            let bare = match (told.status, &told.unknown) {
                (Some(TermStatus::Superseded), _) => "superseded".to_owned(),
                (None, Some(unknown)) => format!("its status is `{unknown}`"),
                _ => "deprecated".to_owned(),
            };
            let mut notes = told.notes;
            let named = notes.iter().rposition(|note| note.starts_with(SAY_INSTEAD));
            let named = named.map(|index| notes.remove(index));
            instead =
                named.as_deref().and_then(|note| note.strip_prefix(SAY_INSTEAD)).map(to_one_line);
            let said = Some(notes.join(" ")).filter(|said| !said.is_empty());
            why = said.or(Some(bare));
        } else {
            for note in told.notes {
                self.losses.add_example("which term a note is of", &text);
                self.add_note(concept, NoteKind::default(), note, Some(language.to_owned()));
            }
        }
        let said = self.draft().own_stance();
        let language = Some(language.to_owned());
        let (why, instead) = (why.map(Box::new), instead.map(Box::new));
        let label = Label { text, kind, language, secondary: false, why, instead, said };
        let mut index = 0;
        self.edit_concept(concept, |concept| {
            index = concept.labels.len();
            concept.labels.push(label);
        });
        self.add_sources(concept, ClaimPosition::Label(index), told.named);
        Some((kind, told.status.is_some()))
    }

    /// Whether a concept has a term already, but for case and the like.
    fn is_term_known(&mut self, concept: ConceptId, language: &str, text: &str) -> bool {
        let wanted = text::fold(text);
        self.draft().concept_mut(concept).is_some_and(|it| {
            let mut own = it.labels.iter().filter(|it| it.language.as_deref() == Some(language));
            own.any(|label| text::fold(&label.text) == wanted)
        })
    }

    /// What is said of a term that stands in its entry twice, in this or that part of speech say.
    fn count_repeated_term(
        &mut self,
        concept: ConceptId,
        (text, language): (&str, &str),
        told: TermDetails,
    ) {
        self.losses.add_example("terms that stand twice in an entry", text);
        for note in told.notes {
            self.losses.add_example("which term a note is of", text);
            self.add_note(concept, NoteKind::default(), note, Some(language.to_owned()));
        }
        for (source, _) in &told.named {
            self.losses.add_example(Category::Source.name(), source);
        }
        for value in told.short.iter().chain(&told.status_text) {
            self.losses.add_example("details of terms that stand twice", value);
        }
    }

    /// What a term section says of its term; what it says of the concept goes there.
    fn read_term_details(
        &mut self,
        concept: ConceptId,
        (term, language): (&str, &str),
        element: &XmlElement,
    ) -> TermDetails {
        let mut told = TermDetails::default();
        let group = element.element("termGrp").map(collect_statements).unwrap_or_default();
        for statement in group.into_iter().chain(collect_statements(element)) {
            let value = to_one_line(&statement.element.text());
            match Category::from_name(statement.category) {
                _ if is_status_category(statement.category) => {
                    self.read_status(&mut told, &statement, value);
                }
                Some(Category::TermType) if SHORT_TERM_TYPES.contains(&&*value) => {
                    told.short = Some(value);
                }
                Some(Category::Source) => {
                    let target = statement.element.attribute("target").map(str::to_owned);
                    told.named.push((self.element_text(statement.element), target));
                }
                Some(category) if is_detail(category) && !value.is_empty() => {
                    let value = self.element_text(statement.element);
                    let note = describe_detail(category, Some((term, language)), &value);
                    self.add_note(concept, NoteKind::Usage, note, None);
                }
                None if statement.category != "note" && names_ban(&value) => {
                    let message = format!(
                        "`{value}` under `{}` is taken to say that its term is one to avoid",
                        statement.category
                    );
                    self.add_warning(statement.element.place, message);
                    self.read_status(&mut told, &statement, value);
                }
                None if statement.category == "note" => {
                    told.notes.push(self.element_prose(statement.element));
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

    /// Whether a term is to be used. What is not understood is told, and the term is none of good standing.
    fn read_status(&mut self, told: &mut TermDetails, statement: &TbxStatement<'_>, value: String) {
        if value.is_empty() {
            return;
        }
        let status = TermStatus::from_value(&value);
        if status.is_none() {
            let message = format!(
                "`{value}` is no status that is known here; its term is taken for one to avoid"
            );
            self.add_error(statement.element.place, message);
            told.unknown.get_or_insert_with(|| value.clone());
        }
        // Of several, the one that speaks most against the term counts.
        if told.status_text.is_none() || status.is_none_or(|it| Some(it) > told.status) {
            told.status = status.max(told.status);
        }
        if let Some(before) = told.status_text.replace(value).filter(|_| told.unknown.is_none()) {
            self.losses.add_example(statement.category, &before);
        }
    }
}

/// Whether a value is a word that forbids a term.
fn names_ban(value: &str) -> bool {
    let status = TermStatus::from_value(value);
    matches!(status, Some(TermStatus::Deprecated | TermStatus::Superseded))
}

/// What a term section says of its term.
#[derive(Default)]
struct TermDetails {
    status: Option<TermStatus>,
    /// The value of its status, and one that is not known.
    status_text: Option<String>,
    unknown: Option<String>,
    /// The value by which it is a short name.
    short: Option<String>,
    notes: Vec<String>,
    /// Who uses it.
    named: Vec<(String, Option<String>)>,
}

impl TermDetails {
    fn label_kind(&self) -> LabelKind {
        if self.unknown.is_some() {
            return LabelKind::Avoid;
        }
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
