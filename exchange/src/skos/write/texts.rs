//! Writes the definitions and notes of a concept as triples.

use super::{SkosConceptWriter, StanceTriples, TripleEnd};
use crate::skos::names::{cx, dcterms, rdf, skos};
use cxterms_base::corpus::{Note, NoteKind, TextDate};

/// A definition that is a thing of its own.
#[derive(Clone, Copy, Default)]
struct DefinitionText<'t> {
    text: &'t str,
    /// Its language, if not the corpus's.
    language: Option<&'t str>,
    leading: bool,
    dates: &'t [TextDate],
}

impl SkosConceptWriter<'_> {
    pub(super) fn add_definitions(&mut self) {
        let concept = self.concept;
        let own = self.corpus.settings.editors.first();
        let mut number = 0;
        if let Some(definition) = &concept.definition {
            if Some(&definition.voice) == own {
                self.add_fact(skos::DEFINITION, self.own_text(&definition.text));
            } else {
                number += 1;
                let who = StanceTriples::from_voice(definition.voice, self.naming);
                let text = &*definition.text;
                let plain = DefinitionText { text, ..DefinitionText::default() };
                self.add_definition(number, plain, &who);
            }
        }
        for definition in &concept.definitions {
            number += 1;
            let who = StanceTriples::from_stance(&definition.said, self.naming);
            let text = DefinitionText {
                text: &definition.text,
                language: definition.language.as_deref(),
                leading: definition.leading,
                dates: &definition.dates,
            };
            self.add_definition(number, text, &who);
        }
        for (language, text) in &concept.translated {
            self.add_fact(
                skos::DEFINITION,
                TripleEnd::Text(text.text.clone(), Some(language.clone())),
            );
        }
    }

    /// Adds a definition as a node: the concept points to it, and it says the text and who says so.
    fn add_definition(
        &mut self,
        number: usize,
        DefinitionText { text, language, leading, dates }: DefinitionText<'_>,
        who: &StanceTriples<'_>,
    ) {
        let mut about = self.new_claim_node("definition", number);
        let own = &*self.corpus.settings.language;
        about.add_text(rdf::VALUE, text, Some(language.unwrap_or(own)));
        about.add_flag(cx::LEADING, leading);
        about.add_dates(dates);
        self.add_fact(skos::DEFINITION, TripleEnd::Node(about.subject.clone()));
        self.push_attributed(about, who);
    }

    pub(super) fn add_notes(&mut self) {
        let notes = &self.concept.notes;
        let by = |note: &Note| (note_predicate(note.kind).0, note.text.clone());
        // Read again, nodes come first, by their numbers, then plain notes in the order of the alphabet.
        let first = notes.iter().take_while(|note| !self.is_plain_note(note)).count();
        let rest = notes.get(first..).unwrap_or_default();
        let plain = rest.iter().all(|note| self.is_plain_note(note)) && rest.is_sorted_by_key(by);
        for (note, number) in notes.iter().zip(1..) {
            let (predicate, exact) = note_predicate(note.kind);
            let own = &self.corpus.settings.language;
            let language = note.language.as_ref().unwrap_or(own);
            if plain && number > first {
                self.add_fact(
                    predicate,
                    TripleEnd::Text(note.text.clone(), Some(language.to_owned())),
                );
                continue;
            }
            let mut about = self.new_claim_node("note", number);
            about.add_text(rdf::VALUE, &note.text, Some(language));
            about.add_text(dcterms::TITLE, note.label.as_deref().unwrap_or_default(), Some(own));
            if !exact {
                about.add_text(cx::NOTE_KIND, note.kind.name(), None);
            }
            about.add_dates(&note.dates);
            for other in &note.with {
                about.add_node(cx::ALSO_OF, self.naming.concept_iri(*other));
            }
            self.add_fact(predicate, TripleEnd::Node(about.subject.clone()));
            self.push_attributed(about, &StanceTriples::from_stance(&note.said, self.naming));
        }
    }

    /// Whether its text, in one of the kinds of SKOS, says all of a note.
    fn is_plain_note(&self, note: &Note) -> bool {
        note.with.is_empty()
            && note.label.is_none()
            && note.dates.is_empty()
            && note_predicate(note.kind).1
            && StanceTriples::from_stance(&note.said, self.naming).is_own()
    }
}

/// The predicate for a kind of note, and whether it says all of it.
fn note_predicate(kind: NoteKind) -> (&'static str, bool) {
    match kind {
        NoteKind::Remark => (skos::NOTE, true),
        NoteKind::Scope => (skos::SCOPE, true),
        NoteKind::Example => (skos::EXAMPLE, true),
        NoteKind::History => (skos::HISTORY, true),
        NoteKind::Change => (skos::CHANGE, true),
        NoteKind::Usage | NoteKind::Figure | NoteKind::Advice => (skos::NOTE, false),
    }
}
