//! Reads the definitions and notes of a concept.

use super::{SkosReader, format_language_tag};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{cx, rdf, skos},
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

impl SkosReader<'_> {
    pub(super) fn read_definition(&mut self, id: ConceptId, object: &RdfObject) {
        let (text, language) = match object {
            RdfObject::Text(text, language) => {
                (self.collapse_spaces(text), language.as_deref().map(format_language_tag))
            }
            // A definition that is a thing of its own.
            RdfObject::Node(node) => {
                let Some((text, language)) = self.graph.object_texts(*node, rdf::VALUE).next()
                else {
                    return self.record_loss("definitions without a text", *node);
                };
                let (text, language) =
                    (self.collapse_spaces(text), language.map(format_language_tag));
                let said = self.read_stance(*node);
                if language.as_ref().is_none_or(|language| *language == self.language) {
                    return self.edit_concept(id, |concept| {
                        concept.definitions.push(ClaimedText { text, leading: false, said });
                    });
                }
                (text, language)
            }
        };
        let voice = self.draft.corpus.settings.editors.first().copied().unwrap_or_default();
        let said = self.draft.own_stance();
        let own = language.as_ref().is_none_or(|language| *language == self.language);
        let mut twice = false;
        self.edit_concept(id, |concept| match (language, &concept.definition) {
            _ if text.is_empty() => {}
            (_, None) if own => {
                concept.definition = Some(Definition { text, voice, place: <_>::default() });
            }
            (_, Some(_)) if own => {
                concept.definitions.push(ClaimedText { text, leading: false, said });
            }
            (Some(language), _) => {
                twice = concept.translated.iter().any(|(known, _)| *known == language);
                if !twice {
                    concept
                        .translated
                        .push((language, Definition { text, voice, place: <_>::default() }));
                }
            }
            (None, _) => {}
        });
        if twice {
            self.losses.add("second definitions in another language", 1);
        }
    }

    pub(super) fn read_note(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        predicate: &str,
        kind: NoteKind,
        object: &RdfObject,
    ) {
        if predicate == skos::EDITORIAL {
            self.losses.add_example("that a note is editorial", self.graph.node_name(node));
        }
        let (text, language, said, with, kind) = match object {
            RdfObject::Text(text, language) => (
                self.collapse_spaces(text),
                language.as_deref().map(format_language_tag),
                self.draft.own_stance(),
                vec![],
                kind,
            ),
            RdfObject::Node(own) => {
                let Some((text, language)) = self.graph.object_texts(*own, rdf::VALUE).next()
                else {
                    return self.record_loss("notes without a text", *own);
                };
                let (text, language) =
                    (self.collapse_spaces(text), language.map(format_language_tag));
                let said = self.read_stance(*own);
                let with = self
                    .graph
                    .object_nodes(*own, cx::ALSO_OF)
                    .filter_map(|node| self.entries.get(&node).copied())
                    .collect();
                let named = self.graph.first_text(*own, cx::NOTE_KIND);
                let known =
                    named.and_then(|name| NoteKind::ALL.iter().find(|(_, known)| *known == name));
                (text, language, said, with, known.map_or(kind, |(kind, _)| *kind))
            }
        };
        if language.is_some_and(|language| language != self.language) {
            return self.record_loss("notes in other languages", node);
        }
        self.edit_concept(id, |concept| {
            concept.notes.push(Note { kind, text, label: None, with, said });
        });
    }
}
