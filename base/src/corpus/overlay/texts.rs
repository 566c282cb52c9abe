//! Merges the definitions by others and the notes of an entry into its concept.

use super::{LayerMerge, below};
use crate::{
    corpus::{
        ClaimedText, Concept, ConceptId, Note,
        claims::{self, TextIndex},
        dated_texts,
    },
    diagnostic::{Fault, Place},
    schema::{ClaimEntry, NoteEntry},
};

impl LayerMerge<'_> {
    pub(super) fn merge_definitions(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        definitions: Vec<ClaimEntry>,
    ) {
        let (mut texts, denials): (Vec<_>, Vec<_>) =
            definitions.into_iter().partition(|it| it.text.is_some());
        texts.sort_by_key(|it| it.said.by.is_empty() && !it.said.denied_by.is_empty());
        let mut index = TextIndex::index_texts(concept.definitions.iter().map(ClaimedText::key));
        for ClaimEntry { text, leading, language, dates, said, place } in texts {
            let (text, said) =
                (text.unwrap_or_default(), self.resolve_attribution(&said, None, place));
            self.record_denial(id, &said, || format!("definition: {text}"));
            dated_texts::add_text(
                &mut concept.definitions,
                &mut index,
                ClaimedText { text, leading, language, dates: dates.into(), said },
            );
        }
        dated_texts::settle_texts(&mut concept.definitions);
        for ClaimEntry { said, place, .. } in denials {
            let (named, denied_by) =
                (self.resolve_citations(&said.by), self.resolve_citations(&said.denied_by));
            let each = concept.definitions.iter_mut().map(|text| &mut text.said);
            if !claims::deny_cited(each, &named, &denied_by)
                && below::is_denial_resolved(&named, &denied_by)
            {
                self.report_empty_denial("definition", place);
            }
            self.record_denial_by(id, &denied_by, place, || {
                format!("definition by {}", below::format_citations(&said))
            });
        }
    }

    pub(super) fn merge_notes(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        notes: Vec<NoteEntry>,
    ) {
        let (mut texts, denials): (Vec<_>, Vec<_>) =
            notes.into_iter().partition(|it| it.written.text.is_some());
        texts.sort_by_key(|NoteEntry { written: it, .. }| {
            it.said.by.is_empty() && !it.said.denied_by.is_empty()
        });
        let mut index = TextIndex::index_texts(concept.notes.iter().map(Note::key));
        for note in texts {
            let with = note.with.iter();
            let with = with
                .filter_map(|name| self.names.concepts.find_or_report(name, &mut self.faults))
                .collect();
            let said = self.resolve_attribution(&note.written.said, None, note.written.place);
            let text = note.written.text.unwrap_or_default();
            self.record_denial(id, &said, || format!("note: {text}"));
            let (kind, label, language) = (note.kind, note.label, note.written.language);
            let dates = note.written.dates.into();
            dated_texts::add_note(
                &mut concept.notes,
                &mut index,
                Note { kind, text, label, language, dates, with, said },
            );
        }
        dated_texts::settle_texts(&mut concept.notes);
        for denial in denials {
            let ClaimEntry { said, place, .. } = denial.written;
            let (named, denied_by) =
                (self.resolve_citations(&said.by), self.resolve_citations(&said.denied_by));
            let each = concept.notes.iter_mut().map(|note| &mut note.said);
            if !claims::deny_cited(each, &named, &denied_by)
                && below::is_denial_resolved(&named, &denied_by)
            {
                self.report_empty_denial("note", place);
            }
            self.record_denial_by(id, &denied_by, place, || {
                format!("note by {}", below::format_citations(&said))
            });
        }
    }

    pub(super) fn report_empty_denial(&mut self, what: &str, place: Place) {
        if place == Place::NOWHERE {
            return;
        }
        let fault = Fault::new(
            place,
            format!("no {what} of this concept has that voice and work, so nothing is denied"),
        );
        self.faults.push(fault.hint("give its `text`"));
    }
}
