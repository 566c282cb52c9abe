//! Reads a TBX entry into a concept.

use super::{
    super::{
        SUBJECT_FIELD,
        categories::Category,
        detail::{describe_detail, is_detail},
        identifier::decode_identifier,
        xml::XmlElement,
    },
    ClaimPosition, ClaimSources, EntryReference, TbxReader,
    statement::{TbxStatement, collect_statements, is_language_tag},
    term::{term_of_section, term_sections},
};
use crate::IdentifierSource;
use cxterms_base::{
    corpus::{
        CitedStance, ClaimedText, Concept, ConceptId, Definition, FacetValue, Match, Note,
        NoteKind, SUBSET_OF, VoiceId,
    },
    diagnostic::Place,
    schema::MATCH_KINDS,
};

impl TbxReader<'_> {
    pub(super) fn read_entry(&mut self, entry: &XmlElement) {
        let sections = || entry.elements().filter(|it| matches!(&*it.name, "langSec" | "langSet"));
        let Some(first) = sections().flat_map(term_sections).find_map(term_of_section) else {
            let id = entry.attribute("id").map_or_else(String::new, |id| format!(" `{id}`"));
            self.add_warning(entry.place, format!("the entry{id} has no term and was left out"));
            self.losses.add("texts of entries without a term", count_texts(entry));
            return;
        };
        let concept = self.entry_concept(entry, &first);
        for statement in collect_statements(entry) {
            self.read_statement(concept, None, &statement);
        }
        let mut spoken: Vec<String> = vec![];
        for section in sections() {
            let language = self.section_language(entry, section);
            for statement in collect_statements(section) {
                self.read_statement(concept, Some(&language), &statement);
            }
            self.read_terms(concept, &language, section);
            if !spoken.contains(&language) {
                spoken.push(language);
            }
        }
        for language in spoken {
            match self.languages.iter_mut().find(|(known, _)| *known == language) {
                Some((_, count)) => *count += 1,
                None => self.languages.push((language, 1)),
            }
        }
    }

    /// The concept of an entry, by its identifier or else by its first term.
    fn entry_concept(&mut self, entry: &XmlElement, term: &str) -> ConceptId {
        let number = self.file.number;
        let name = entry.attribute("id").filter(|id| !id.is_empty());
        let wanted = name.map_or(term, decode_identifier).to_owned();
        let mut key = match name {
            Some(name) => format!("{number}\n{name}"),
            None => format!("{number}\n\n{}", self.entries.len()),
        };
        if self.draft().known_concept(&key).is_some() {
            self.add_warning(entry.place, format!("a second entry with the id `{wanted}`"));
        }
        loop {
            let (concept, new) =
                self.draft().find_or_add_concept(&key, IdentifierSource::Is(&wanted));
            if new {
                self.entries.push((number, entry.place));
                match name {
                    Some(_) => self.identifiers.push((concept, wanted)),
                    None => self.made.push(concept),
                }
                return concept;
            }
            key.push('\n');
        }
    }

    fn section_language(&mut self, entry: &XmlElement, section: &XmlElement) -> String {
        let written = section.attribute("lang").or_else(|| entry.attribute("lang"));
        let written =
            written.map(cxterms_base::language::format_tag).or_else(|| self.file.language.clone());
        match written {
            Some(tag) if is_language_tag(&tag) => tag,
            other => {
                let what = other.map_or_else(
                    || "a language section that does not name its language".to_owned(),
                    |tag| format!("`{tag}` is no language tag"),
                );
                self.add_warning(
                    section.place,
                    format!("{what}; its terms are taken for undetermined (`und`)"),
                );
                "und".to_owned()
            }
        }
    }

    pub(super) fn edit_concept(&mut self, concept: ConceptId, edit: impl FnOnce(&mut Concept)) {
        if let Some(concept) = self.draft().concept_mut(concept) {
            edit(concept);
        }
    }

    /// Takes in a statement about a concept, or a part of it in a language.
    pub(super) fn read_statement(
        &mut self,
        concept: ConceptId,
        language: Option<&str>,
        statement: &TbxStatement<'_>,
    ) {
        let category = Category::from_name(statement.category);
        match (category, statement.category) {
            (Some(Category::Definition), _) => self.add_definition(concept, language, statement),
            (Some(Category::Context), _) => self.add_context(concept, language, statement),
            (Some(Category::SubjectField), _) => self.add_subject_field(concept, statement),
            (Some(Category::CrossReference), _) | (None, RELATED_CONCEPT) => {
                self.add_reference(concept, None, statement);
            }
            (None, "superordinateConceptGeneric") => {
                self.add_reference(concept, Some(false), statement);
            }
            (None, "subordinateConceptGeneric") => {
                self.add_reference(concept, Some(true), statement);
            }
            (Some(Category::ExternalCrossReference), _) => {
                self.add_external_match(concept, statement);
            }
            (Some(Category::TransactionType), _) | (None, "transac") => {
                let dated = language.is_none() && self.add_date(concept, statement);
                if !dated {
                    self.add_transaction(concept, statement);
                }
            }
            (Some(category), _) if is_detail(category) => {
                let value = self.element_text(statement.element);
                if value.is_empty() {
                    return self.losses.add_example("empty texts", statement.category);
                }
                let note = describe_detail(category, None, &value);
                self.add_note(concept, NoteKind::Usage, note, None);
                self.read_rest_of_group(concept, language, statement);
            }
            (None, "note") => {
                let text = self.element_prose(statement.element);
                let spoken = text_language(language, statement);
                self.add_note(concept, NoteKind::default(), text, spoken);
                self.read_rest_of_group(concept, language, statement);
            }
            _ => self.record_lost_statement(statement),
        }
    }

    /// Takes in what stands in a group with a statement, but for its sources, which are returned.
    fn read_rest_of_group(
        &mut self,
        concept: ConceptId,
        language: Option<&str>,
        statement: &TbxStatement<'_>,
    ) -> Vec<(String, Option<String>)> {
        let mut named = vec![];
        for with in &statement.with {
            if with.category == Category::Source.name() {
                let target = with.element.attribute("target").map(str::to_owned);
                named.push((self.element_text(with.element), target));
            } else {
                self.read_statement(concept, language, with);
            }
        }
        named
    }

    /// A change to the entry, with its date and who is responsible.
    fn add_transaction(&mut self, concept: ConceptId, statement: &TbxStatement<'_>) {
        let mut parts = vec![self.element_text(statement.element)];
        for with in &statement.with {
            match with.category {
                "date" | "responsibility" => parts.push(self.element_text(with.element)),
                _ => self.record_lost_statement(with),
            }
        }
        parts.retain(|part| !part.is_empty());
        self.add_note(concept, NoteKind::Change, parts.join(", "), None);
    }

    fn add_definition(
        &mut self,
        concept: ConceptId,
        language: Option<&str>,
        statement: &TbxStatement<'_>,
    ) {
        let text = self.element_prose(statement.element);
        let named = self.read_rest_of_group(concept, language, statement);
        if text.is_empty() {
            return self.losses.add_example("empty texts", statement.category);
        }
        let language = text_language(language, statement).unwrap_or_default();
        if named.is_empty() {
            let own = Definition { text, voice: VoiceId::default(), place: Place::NOWHERE };
            return self.edit_concept(concept, |concept| concept.translated.push((language, own)));
        }
        let mut index = 0;
        self.edit_concept(concept, |concept| {
            index = concept.definitions.len();
            concept.definitions.push(ClaimedText {
                text,
                leading: false,
                language: Some(language),
                dates: <_>::default(),
                said: CitedStance::default(),
            });
        });
        self.add_sources(concept, ClaimPosition::Definition(index), named);
    }

    fn add_context(
        &mut self,
        concept: ConceptId,
        language: Option<&str>,
        statement: &TbxStatement<'_>,
    ) {
        let text = self.element_prose(statement.element);
        let named = self.read_rest_of_group(concept, language, statement);
        let spoken = text_language(language, statement);
        if let Some(index) = self.add_note(concept, NoteKind::Example, text, spoken) {
            self.add_sources(concept, ClaimPosition::Note(index), named);
        }
    }

    /// Adds a note of the corpus's own voice; its place among the others, unless it is empty.
    pub(super) fn add_note(
        &mut self,
        concept: ConceptId,
        kind: NoteKind,
        text: String,
        language: Option<String>,
    ) -> Option<usize> {
        if text.is_empty() {
            self.losses.add_example("empty texts", "note");
            return None;
        }
        let said = self.draft().own_stance();
        let note =
            Note { kind, text, label: None, language, dates: <_>::default(), with: vec![], said };
        let concept = self.draft().concept_mut(concept)?;
        concept.notes.push(note);
        Some(concept.notes.len() - 1)
    }

    pub(super) fn add_sources(
        &mut self,
        concept: ConceptId,
        of: ClaimPosition,
        named: Vec<(String, Option<String>)>,
    ) {
        if !named.is_empty() {
            let file = self.file.number;
            self.sources.push(ClaimSources { concept, of, file, named });
        }
    }

    fn add_subject_field(&mut self, concept: ConceptId, statement: &TbxStatement<'_>) {
        let value = self.element_text(statement.element);
        if value.is_empty() {
            return self.losses.add_example("empty texts", statement.category);
        }
        let facet = self.draft().find_or_add_facet(SUBJECT_FIELD);
        let said = self.draft().own_stance();
        self.edit_concept(concept, |concept| {
            concept.facets.push(FacetValue { facet, value, computation: None, said });
        });
        statement.with.iter().for_each(|with| self.record_lost_statement(with));
    }

    /// A reference to another entry; `generic` says from which end it speaks of what falls under what.
    fn add_reference(
        &mut self,
        from: ConceptId,
        generic: Option<bool>,
        statement: &TbxStatement<'_>,
    ) {
        let target = statement.element.attribute("target").map(|it| it.trim_start_matches('#'));
        let Some(target) = target.filter(|target| !target.is_empty()) else {
            return self.record_lost_statement(statement);
        };
        let target = target.to_owned();
        let text = self.element_text(statement.element);
        statement.with.iter().for_each(|with| self.record_lost_statement(with));
        let relation = generic.map(|reversed| (SUBSET_OF, reversed));
        let file = self.file.number;
        let place = statement.element.place;
        self.references.push(EntryReference { from, relation, file, target, text, place });
    }

    fn add_external_match(&mut self, concept: ConceptId, statement: &TbxStatement<'_>) {
        let target = statement.element.attribute("target").filter(|target| !target.is_empty());
        let Some(iri) = target.map(str::to_owned) else {
            return self.record_lost_statement(statement);
        };
        let text = self.element_text(statement.element);
        let kind = text.strip_suffix(" match").filter(|kind| MATCH_KINDS.contains(kind));
        if kind.is_none() && !text.is_empty() {
            self.losses.add_example("texts of external references", &text);
        }
        let kind = kind.unwrap_or("related").to_owned();
        self.edit_concept(concept, |concept| concept.matches.push(Match::without_place(kind, iri)));
        statement.with.iter().for_each(|with| self.record_lost_statement(with));
    }
}

/// The language of a text: its element's own, or else that of the section in which it stands; a tag that is none is not kept.
fn text_language(section: Option<&str>, statement: &TbxStatement<'_>) -> Option<String> {
    let own = statement.element.attribute("lang").map(cxterms_base::language::format_tag);
    own.filter(|tag| is_language_tag(tag)).or_else(|| section.map(str::to_owned))
}

/// How many elements in one hold a text and nothing else.
fn count_texts(element: &XmlElement) -> usize {
    let inner: Vec<_> = element.elements().collect();
    match inner.is_empty() {
        true => usize::from(!element.text().trim().is_empty()),
        false => inner.into_iter().map(count_texts).sum(),
    }
}

/// What full TBX calls a reference to another concept.
const RELATED_CONCEPT: &str = "relatedConcept";
