//! Reads the labels of a concept.

use super::{NAME_PREDICATES, SkosReader, format_language_tag};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{skos, skosxl},
    write::placeholder_namespace,
};
use cxterms_base::corpus::{Concept, ConceptId, LabelKind};

/// The label kinds, plain and as resources.
pub(super) const LABEL_PREDICATES: [(&str, &str, LabelKind); 3] = [
    (skos::PREF, skosxl::PREF, LabelKind::Preferred),
    (skos::ALT, skosxl::ALT, LabelKind::Synonym),
    (skos::HIDDEN, skosxl::HIDDEN, LabelKind::Hidden),
];

impl SkosReader<'_> {
    /// Labels in all languages. A concept has one preferred label in the corpus's language, whatever it takes.
    pub(super) fn read_labels(&mut self, node: RdfNode, id: ConceptId) {
        let mut all = self.gather_labels(node);
        self.gather_names(node, &mut all);
        // A label that says that it is in the corpus's language comes before one that says nothing.
        all.sort_by_key(|label| (label.kind, label.untagged));
        for GraphLabel { kind, text, language, .. } in all {
            let Some(concept) = self.draft.concept_mut(id) else { continue };
            let known =
                concept.labels.iter().any(|label| label.text == text && label.language == language);
            if known {
                continue;
            }
            // A second preferred label in one language (S14) is a synonym.
            let again = kind == LabelKind::Preferred && is_named(concept, language.as_deref());
            let kind = if again { LabelKind::Synonym } else { kind };
            self.draft.add_label(id, kind, &text, language.as_deref());
        }
        let Some(concept) = self.draft.concept_mut(id) else { return };
        if is_named(concept, None) {
            return;
        }
        let other = concept
            .labels
            .iter()
            .find(|label| label.kind == LabelKind::Preferred)
            .or(concept.labels.first());
        match other.map(|label| label.text.clone()) {
            Some(text) => {
                self.record_loss("labels taken from another language or kind", node);
                self.draft.add_label(id, LabelKind::Preferred, &text, None);
            }
            None => self.leave_unnamed(node, id),
        }
    }

    /// Lets a concept that nobody has named be known by its IRI alone: what is made of that is nobody's label.
    fn leave_unnamed(&mut self, node: RdfNode, id: ConceptId) {
        let name = self.graph.node_name(node);
        let nowhere = name.starts_with("_:") || name.starts_with("file:");
        let space = placeholder_namespace(&self.draft.corpus.settings.title);
        self.edit_concept(id, |concept| {
            let own = if nowhere { format!("{space}{}", concept.id) } else { name.to_owned() };
            concept.iri = Some(own);
        });
    }

    /// What SKOS gives as labels, each once in each language.
    fn gather_labels(&mut self, node: RdfNode) -> Vec<GraphLabel> {
        let (graph, mut all) = (self.graph, vec![]);
        for (plain, extended, kind) in LABEL_PREDICATES {
            // Where a resource belongs that holds the text.
            graph.object_texts(node, extended).for_each(|_| self.record_loss(extended, node));
            let resources = graph.object_nodes(node, extended);
            let resources = resources.flat_map(|label| graph.read_objects(label, skosxl::FORM));
            for object in graph.objects(node, plain).chain(resources) {
                self.gather_label(node, kind, object, &mut all);
            }
        }
        all
    }

    fn gather_label(
        &mut self,
        node: RdfNode,
        kind: LabelKind,
        object: &RdfObject,
        all: &mut Vec<GraphLabel>,
    ) {
        let Some((_, language)) = object.as_text() else {
            return self.record_loss("labels that are no texts", node);
        };
        let untagged = language.is_none();
        let language = language.map(format_language_tag).filter(|tag| *tag != self.language);
        let text = self.read_text(object);
        if text.is_empty() {
            self.record_loss("empty texts", node);
        } else if !all.iter().any(|it| it.text == text && it.language == language) {
            all.push(GraphLabel { kind, untagged, text, language });
        }
    }

    /// Names from other vocabularies, where SKOS gives no preferred label in the corpus's language: one a language.
    fn gather_names(&mut self, node: RdfNode, all: &mut Vec<GraphLabel>) {
        let is_preferred = |all: &[GraphLabel], language: &Option<String>| {
            all.iter().any(|it| it.kind == LabelKind::Preferred && it.language == *language)
        };
        if is_preferred(all, &None) {
            return;
        }
        for predicate in NAME_PREDICATES {
            for object in self.graph.objects(node, predicate) {
                let Some((text, language)) = object.as_text() else { continue };
                let tag = language.map(format_language_tag).filter(|tag| *tag != self.language);
                let blank = text.trim().is_empty();
                if !blank && !is_preferred(all, &tag) {
                    self.gather_label(node, LabelKind::Preferred, object, all);
                }
            }
        }
    }
}

/// A label as the graph has it.
struct GraphLabel {
    kind: LabelKind,
    /// Whether it names no language.
    untagged: bool,
    text: String,
    /// Its language, if not the corpus's.
    language: Option<String>,
}

/// Whether a concept has a preferred label in a language.
fn is_named(concept: &Concept, language: Option<&str>) -> bool {
    let labels = concept.labels.iter();
    labels
        .into_iter()
        .any(|label| label.kind == LabelKind::Preferred && label.language.as_deref() == language)
}
