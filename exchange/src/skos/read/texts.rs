//! Reads the definitions and notes of a concept.

use super::{SkosReader, best_text};
use crate::skos::{
    graph::{RdfGraph, RdfNode, RdfObject},
    names::{cx, rdf, skos},
};
use cxterms_base::corpus::{ClaimedText, ConceptId, Definition, Note, NoteKind};
use cxterms_base::language::format_tag;

/// The note kinds that SKOS has a word for.
pub(super) const NOTE_PREDICATES: [(&str, NoteKind); 6] = [
    (skos::NOTE, NoteKind::Remark),
    (skos::SCOPE, NoteKind::Scope),
    (skos::EXAMPLE, NoteKind::Example),
    (skos::HISTORY, NoteKind::History),
    (skos::CHANGE, NoteKind::Change),
    (skos::EDITORIAL, NoteKind::Remark),
];

/// A text that stands in a graph, plainly or as a thing of its own.
struct GraphText<'g> {
    /// The literal.
    literal: &'g RdfObject,
    /// The node that holds it, and may say who says so.
    node: Option<RdfNode>,
    /// Its language, if not the corpus's.
    language: Option<String>,
}

/// The text that an object is or holds; of one that holds several that in the corpus's language.
fn find_text<'g>(
    graph: &'g RdfGraph,
    object: &'g RdfObject,
    language: &str,
) -> Option<GraphText<'g>> {
    let node = object.as_node();
    let literal = match node {
        None => object,
        Some(node) => best_text(graph, node, rdf::VALUE, language)?,
    };
    let tag = graph.text_of(literal).and_then(|(_, tag)| tag);
    let tag = tag.map(format_tag).filter(|tag| tag != language);
    if let Some(node) = node {
        graph.mark_fact_read(node, rdf::VALUE, literal);
    }
    Some(GraphText { literal, node, language: tag })
}

impl SkosReader<'_> {
    pub(super) fn read_definition(&mut self, node: RdfNode, id: ConceptId, object: &RdfObject) {
        let Some(GraphText { literal, node: own, language }) =
            find_text(self.graph, object, &self.language)
        else {
            return self.record_textless("definitions without a text", node, object);
        };
        let text = self.read_prose(literal);
        if text.is_empty() {
            return self.record_loss("empty texts", node);
        }
        let voice = self.draft.corpus.settings.editors.first().copied().unwrap_or_default();
        let said = match own {
            Some(own) => self.read_stance(own),
            None => self.draft.own_stance(),
        };
        let leading = own.is_some_and(|own| self.graph.is_flagged(own, cx::LEADING));
        self.edit_concept(id, |concept| {
            // The first plain text in each language is the corpus's own.
            let free = own.is_none()
                && match &language {
                    None => concept.definition.is_none(),
                    Some(spoken) => !concept.translated.iter().any(|(known, _)| known == spoken),
                };
            if !free {
                return concept.definitions.push(ClaimedText { text, leading, language, said });
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
        object: &RdfObject,
    ) {
        let Some(GraphText { literal, node: own, language }) =
            find_text(self.graph, object, &self.language)
        else {
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
            let (said, with) = (self.draft.own_stance(), vec![]);
            return self.edit_concept(id, |concept| {
                concept.notes.push(Note { kind, text, label: None, language, with, said });
            });
        };
        let said = self.read_stance(own);
        let also = self.graph.object_nodes(own, cx::ALSO_OF);
        let with = also.filter_map(|node| self.entries.get(&node).copied()).collect();
        let kind = self.read_named(own, cx::NOTE_KIND, &NoteKind::ALL).unwrap_or(kind);
        let label = self.read_words(own, cx::NOTE_LABEL);
        self.edit_concept(id, |concept| {
            concept.notes.push(Note { kind, text, label, language, with, said });
        });
    }
}
