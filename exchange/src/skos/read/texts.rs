//! Reads the definitions and notes of a concept.

use super::{SkosReader, text_nodes::GraphText};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{cx, skos},
};
use cxterms_base::corpus::{ClaimedText, ConceptId, Definition, Note, NoteKind};

/// The note kinds that SKOS has a word for.
pub(super) const NOTE_PREDICATES: [(&str, NoteKind); 6] = [
    (skos::NOTE, NoteKind::Remark),
    (skos::SCOPE, NoteKind::Scope),
    (skos::EXAMPLE, NoteKind::Example),
    (skos::HISTORY, NoteKind::History),
    (skos::CHANGE, NoteKind::Change),
    (skos::EDITORIAL, NoteKind::Remark),
];

impl<'g> SkosReader<'g> {
    pub(super) fn read_definition(&mut self, node: RdfNode, id: ConceptId, object: &'g RdfObject) {
        let Some(GraphText { literal, node: own, language }) = self.find_text(object) else {
            return self.record_textless("definitions without a text", node, object);
        };
        let text = self.read_prose(literal);
        if text.is_empty() {
            return self.record_loss("empty texts", node);
        }
        let Some(own) = own else { return self.add_own_definition(id, text, language) };
        self.count_node_iri(node, own, "definitions");
        let (said, dates) = (self.read_stance(own), self.read_dates(own));
        let leading = self.graph.is_flagged(own, cx::LEADING);
        self.add_comment(id, own);
        self.edit_concept(id, |concept| {
            concept.definitions.push(ClaimedText { text, leading, language, dates, said });
        });
    }

    /// Adds a plain definition: the first in each language is the corpus's own.
    fn add_own_definition(&mut self, id: ConceptId, text: String, language: Option<String>) {
        let voice = self.draft.corpus.settings.editors.first().copied().unwrap_or_default();
        let said = self.draft.own_stance();
        self.edit_concept(id, |concept| {
            let free = match &language {
                None => concept.definition.is_none(),
                Some(spoken) => !concept.translated.iter().any(|(known, _)| known == spoken),
            };
            if !free {
                let (leading, dates) = Default::default();
                return concept.definitions.push(ClaimedText {
                    text,
                    leading,
                    language,
                    dates,
                    said,
                });
            }
            let definition = Definition { text, voice, place: <_>::default() };
            match language {
                None => concept.definition = Some(definition),
                Some(spoken) => concept.translated.push((spoken, definition)),
            }
        });
    }

    pub(super) fn read_note(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        predicate: &str,
        kind: NoteKind,
        object: &'g RdfObject,
    ) {
        let Some(GraphText { literal, node: own, language }) = self.find_text(object) else {
            return self.record_textless("notes without a text", node, object);
        };
        let text = self.read_prose(literal);
        if text.is_empty() {
            return self.record_loss("empty texts", node);
        }
        if predicate == skos::EDITORIAL {
            self.losses.add_example("that a note is editorial", self.graph.node_name(node));
        }
        let Some(own) = own else {
            let (dates, with) = Default::default();
            let (label, said) = (None, self.draft.own_stance());
            return self.edit_concept(id, |concept| {
                concept.notes.push(Note { kind, text, label, language, dates, with, said });
            });
        };
        self.count_node_iri(node, own, "notes");
        let (said, dates) = (self.read_stance(own), self.read_dates(own));
        let also = self.graph.object_nodes(own, cx::ALSO_OF);
        let with = also.filter_map(|node| self.entries.get(&node).copied()).collect();
        let kind = self.read_named(own, cx::NOTE_KIND, &NoteKind::ALL).unwrap_or(kind);
        let label = self.read_text_title(own, literal);
        self.edit_concept(id, |concept| {
            concept.notes.push(Note { kind, text, label, language, dates, with, said });
        });
        self.add_comment(id, own);
    }

    /// Adds what is remarked on a text as a note of its own, by those who say the text.
    fn add_comment(&mut self, id: ConceptId, own: RdfNode) {
        let Some(GraphText { literal, language, .. }) = self.read_text_comment(own) else { return };
        let (text, said) = (self.read_prose(literal), self.read_stance(own));
        let (kind, label, dates, with) = Default::default();
        self.edit_concept(id, |concept| {
            concept.notes.push(Note { kind, text, label, language, dates, with, said });
        });
    }
}
