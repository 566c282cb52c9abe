//! What does a language section hold: definitions, and terms?

use super::Writing;
use crate::{
    Part,
    tbx::{
        attribution::{Named, is_own},
        categories::{Category, Status},
    },
};
use cxterms_base::corpus::{CitedStance, Concept, Label, LabelKind, Note};
use std::io;

impl Writing<'_> {
    /// The definitions in a language, `""` for the corpus's own.
    pub(super) fn definitions(&mut self, concept: &Concept, language: &str) -> io::Result<()> {
        if !self.has(Category::Definition) {
            return Ok(());
        }
        if !language.is_empty() {
            for (_, text) in concept.translated.iter().filter(|(known, _)| known == language) {
                self.tally.one(Part::TranslatedDefinitions);
                self.out.datum(Category::Definition, None, &text.text)?;
            }
            return Ok(());
        }
        if let Some(definition) = &concept.definition {
            self.tally.one(Part::Definitions);
            if self.own() == Some(definition.voice) {
                self.out.datum(Category::Definition, None, &definition.text)?;
            } else {
                self.out.open("descripGrp", &[])?;
                self.out.datum(Category::Definition, None, &definition.text)?;
                let voice = self.attribution.voice(definition.voice);
                self.out.datum(Category::Source, None, voice)?;
                self.out.close("descripGrp")?;
            }
        }
        let others = concept.definitions.iter().filter(|it| !it.said.asserted_by.is_empty());
        for definition in others {
            let Some(named) = self.attribution.list(&definition.said.asserted_by) else { continue };
            self.tally.one(Part::OtherDefinitions);
            self.grouped(Category::Definition, &definition.text, &named, Part::DefinitionSources)?;
        }
        Ok(())
    }

    /// A description and who gives it.
    fn grouped(
        &mut self,
        category: Category,
        text: &str,
        named: &[Named],
        part: Part,
    ) -> io::Result<()> {
        self.out.open("descripGrp", &[])?;
        self.out.datum(category, None, text)?;
        self.sources(named, part)?;
        self.out.close("descripGrp")
    }

    fn sources(&mut self, all: &[Named], part: Part) -> io::Result<()> {
        for Named { words, work, meant } in all {
            let said = CitedStance { asserted_by: meant.clone(), ..CitedStance::default() };
            self.tally.said(&said, Some(part), false);
            let target = work.and_then(|work| self.works.get(work.index())).map(String::as_str);
            self.out.datum(Category::Source, target, words)?;
        }
        Ok(())
    }

    pub(super) fn term(&mut self, label: &Label, contexts: Vec<&Note>) -> io::Result<()> {
        self.count(label);
        let section = self.words().term;
        self.out.open(section, &[])?;
        self.out.leaf("term", &[], &label.text)?;
        if label.kind == LabelKind::Abbreviation && self.has(Category::TermType) {
            self.out.datum(Category::TermType, None, "abbreviation")?;
        }
        if self.has(Category::AdministrativeStatus) {
            let status = match label.kind {
                LabelKind::Preferred => Status::Preferred,
                LabelKind::Synonym | LabelKind::Abbreviation => Status::Admitted,
                LabelKind::Avoid => Status::Deprecated,
            };
            self.out.datum(Category::AdministrativeStatus, None, status.value())?;
        }
        if self.has(Category::Source) && !is_own(&label.said, self.own()) {
            let named = self.attribution.list(&label.said.asserted_by).unwrap_or_default();
            self.sources(&named, Part::LabelSources)?;
        }
        for note in contexts {
            if is_own(&note.said, self.own()) {
                self.out.datum(Category::Context, None, &note.text)?;
            } else {
                let Some(named) = self.attribution.list(&note.said.asserted_by) else { continue };
                self.grouped(Category::Context, &note.text, &named, Part::NoteSources)?;
            }
            self.tally.one(Part::Notes);
            self.tally.one(Part::NoteKinds);
        }
        if let Some(why) = &label.why {
            self.out.leaf("note", &[], why)?;
        }
        self.out.close(section)
    }

    fn count(&mut self, label: &Label) {
        if label.language.is_some() {
            self.tally.one(Part::Translations);
            return;
        }
        self.tally.one(match label.kind {
            LabelKind::Preferred => Part::Labels,
            LabelKind::Synonym => Part::Synonyms,
            LabelKind::Abbreviation => Part::Abbreviations,
            LabelKind::Avoid => Part::Avoided,
        });
        if label.kind == LabelKind::Avoid {
            self.tally.one(Part::Advice);
        }
    }
}
