//! Writes the contents of a language section: definitions and terms.

use super::TbxWriter;
use crate::{
    Part, named,
    tbx::{
        SAY_INSTEAD,
        attribution::{CitationText, is_own},
        categories::Category,
    },
    term_status::TermStatus,
};
use cxterms_base::corpus::{CitedStance, Concept, Label, LabelKind, Note};
use std::io;

impl TbxWriter<'_> {
    /// The definitions in a language, `""` for the corpus's own.
    pub(super) fn write_definitions(
        &mut self,
        concept: &Concept,
        language: &str,
    ) -> io::Result<()> {
        if !self.has_category(Category::Definition) {
            return Ok(());
        }
        if !language.is_empty() {
            for (_, text) in concept.translated.iter().filter(|(known, _)| known == language) {
                self.tally.add_one(Part::TranslatedDefinitions);
                self.out.write_category(Category::Definition, None, &text.text)?;
            }
        } else if let Some(definition) = &concept.definition {
            self.tally.add_one(Part::Definitions);
            if self.own_voice() == Some(definition.voice) {
                self.out.write_category(Category::Definition, None, &definition.text)?;
            } else {
                self.out.open_element("descripGrp", &[])?;
                self.out.write_category(Category::Definition, None, &definition.text)?;
                let voice = self.attribution.voice_name(definition.voice);
                self.out.write_category(Category::Source, None, voice)?;
                self.out.close_element("descripGrp")?;
            }
        }
        // What is in a language without a section stands in the first one.
        let has_section = |spoken: &String| {
            concept.labels.iter().any(|label| {
                label.language.as_ref() == Some(spoken) && self.is_label_written(label)
            })
        };
        let here = |spoken: &Option<String>| match spoken {
            Some(spoken) if has_section(spoken) => spoken == language,
            _ => language.is_empty(),
        };
        let others = concept.definitions.iter().filter(|it| !it.said.asserted_by.is_empty());
        let others: Vec<_> = others.filter(|it| here(&it.language)).collect();
        for definition in others {
            let Some(named) = self.attribution.format_citations(&definition.said.asserted_by)
            else {
                continue;
            };
            self.tally.add_one(Part::OtherDefinitions);
            let spoken = definition.language.as_deref().filter(|it| *it != language);
            if spoken.is_none() || self.out.names_language(Category::Definition) {
                self.tally.add_text_language(definition.language.as_deref());
            }
            self.write_group(
                (Category::Definition, spoken),
                &definition.text,
                &named,
                Part::DefinitionSources,
            )?;
        }
        Ok(())
    }

    /// A description and who gives it.
    fn write_group(
        &mut self,
        (category, language): (Category, Option<&str>),
        text: &str,
        named: &[CitationText],
        part: Part,
    ) -> io::Result<()> {
        self.out.open_element("descripGrp", &[])?;
        self.out.write_category_in(category, None, language, text)?;
        self.write_sources(named, part)?;
        self.out.close_element("descripGrp")
    }

    fn write_sources(&mut self, all: &[CitationText], part: Part) -> io::Result<()> {
        for CitationText { words, work, meant } in all {
            let said = CitedStance::asserted(meant.clone());
            self.tally.add_stance(&said, Some(part), false);
            let target = work.and_then(|work| self.works.get(work.index())).map(String::as_str);
            self.out.write_category(Category::Source, target, words)?;
        }
        Ok(())
    }

    /// A term with what is said of it; `implied` is what a reader says in its place who is told nothing, and
    /// `given_up` the status of every term of a concept that is no longer in use.
    pub(super) fn write_term(
        &mut self,
        label: &Label,
        details: Vec<(Category, &str)>,
        contexts: Vec<&Note>,
        implied: Option<&str>,
        given_up: Option<TermStatus>,
    ) -> io::Result<()> {
        named::parts_of_label(label).for_each(|part| self.tally.add_one(part));
        let section = self.element_names().term;
        self.out.open_element(section, &[])?;
        self.out.write_leaf("term", &[], &label.text)?;
        if label.kind == LabelKind::Abbreviation && self.has_category(Category::TermType) {
            self.out.write_category(Category::TermType, None, "abbreviation")?;
        }
        if self.has_category(Category::AdministrativeStatus) {
            let status = match label.kind {
                _ if let Some(status) = given_up => status,
                LabelKind::Preferred => TermStatus::Preferred,
                LabelKind::Synonym | LabelKind::Abbreviation => TermStatus::Admitted,
                LabelKind::Avoid | LabelKind::Hidden => TermStatus::Deprecated,
            };
            self.out.write_category(Category::AdministrativeStatus, None, status.value())?;
        }
        for (category, value) in details {
            self.out.write_category(category, None, value)?;
            self.tally.add_one(Part::Notes);
            self.tally.add_one(Part::NoteKinds);
        }
        if self.has_category(Category::Source) && !is_own(&label.said, self.own_voice()) {
            let named =
                self.attribution.format_citations(&label.said.asserted_by).unwrap_or_default();
            self.write_sources(&named, Part::LabelSources)?;
        }
        for note in contexts {
            if is_own(&note.said, self.own_voice()) {
                self.out.write_category(Category::Context, None, &note.text)?;
            } else {
                let Some(named) = self.attribution.format_citations(&note.said.asserted_by) else {
                    continue;
                };
                self.write_group((Category::Context, None), &note.text, &named, Part::NoteSources)?;
            }
            self.tally.add_one(Part::Notes);
            self.tally.add_one(Part::NoteKinds);
            self.tally.add_text_language(note.language.as_deref());
        }
        let why = label.why();
        let misread = why.is_some_and(|why| why.starts_with(SAY_INSTEAD));
        let instead = label
            .instead
            .as_ref()
            .map(|it| it.as_str())
            .filter(|it| misread || Some(*it) != implied);
        let instead = instead.map(|instead| format!("{SAY_INSTEAD}{instead}"));
        for note in why.into_iter().chain(instead.as_deref()) {
            self.out.write_leaf("note", &[], note)?;
        }
        self.out.close_element(section)
    }
}
