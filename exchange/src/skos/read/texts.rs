//! What is said of a concept in words: definitions and notes?

use super::{Reader, cased};
use crate::skos::{
    graph::{Node, Object},
    names::{cx, rdf, skos},
};
use cxterms_base::corpus::{ClaimedText, ConceptId, Definition, Note, NoteKind};

/// The note kinds that SKOS has a word for.
pub(super) const NOTES: [(&str, NoteKind); 6] = [
    (skos::NOTE, NoteKind::Remark),
    (skos::SCOPE, NoteKind::Scope),
    (skos::EXAMPLE, NoteKind::Example),
    (skos::HISTORY, NoteKind::History),
    (skos::CHANGE, NoteKind::Change),
    (skos::EDITORIAL, NoteKind::Remark),
];

impl Reader<'_> {
    pub(super) fn definition(&mut self, id: ConceptId, object: &Object) {
        let (text, language) = match object {
            Object::Text(text, language) => (self.tidy(text), language.as_deref().map(cased)),
            // A definition that is a thing of its own.
            Object::Node(node) => {
                let Some((text, language)) = self.graph.texts(*node, rdf::VALUE).next() else {
                    return self.lost("definitions without a text", *node);
                };
                let (text, language) = (self.tidy(text), language.map(cased));
                let said = self.said(*node);
                if language.as_ref().is_none_or(|language| *language == self.language) {
                    return self
                        .with(id, |concept| concept.definitions.push(ClaimedText { text, said }));
                }
                (text, language)
            }
        };
        let voice = self.draft.corpus.settings.editors.first().copied().unwrap_or_default();
        let said = self.draft.own();
        let own = language.as_ref().is_none_or(|language| *language == self.language);
        let mut twice = false;
        self.with(id, |concept| match (language, &concept.definition) {
            _ if text.is_empty() => {}
            (_, None) if own => {
                concept.definition = Some(Definition { text, voice, place: <_>::default() });
            }
            (_, Some(_)) if own => concept.definitions.push(ClaimedText { text, said }),
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

    pub(super) fn note(
        &mut self,
        node: Node,
        id: ConceptId,
        predicate: &str,
        kind: NoteKind,
        object: &Object,
    ) {
        if predicate == skos::EDITORIAL {
            self.losses.one("that a note is editorial", self.graph.name(node));
        }
        let (text, language, said, with, kind) = match object {
            Object::Text(text, language) => {
                (self.tidy(text), language.as_deref().map(cased), self.draft.own(), vec![], kind)
            }
            Object::Node(own) => {
                let Some((text, language)) = self.graph.texts(*own, rdf::VALUE).next() else {
                    return self.lost("notes without a text", *own);
                };
                let (text, language) = (self.tidy(text), language.map(cased));
                let said = self.said(*own);
                let with = self
                    .graph
                    .nodes(*own, cx::ALSO_OF)
                    .filter_map(|node| self.entries.get(&node).copied())
                    .collect();
                let named = self.graph.text(*own, cx::NOTE_KIND);
                let known =
                    named.and_then(|name| NoteKind::ALL.iter().find(|(_, known)| *known == name));
                (text, language, said, with, known.map_or(kind, |(kind, _)| *kind))
            }
        };
        if language.is_some_and(|language| language != self.language) {
            return self.lost("notes in other languages", node);
        }
        self.with(id, |concept| concept.notes.push(Note { kind, text, with, said }));
    }
}
