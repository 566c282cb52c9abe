//! Reads the labels of a concept.

use super::{SkosReader, format_language_tag};
use crate::skos::{
    graph::RdfNode,
    names::{skos, skosxl},
};
use cxterms_base::corpus::{Concept, ConceptId, LabelKind};

/// The label kinds, plain and as resources.
pub(super) const LABEL_PREDICATES: [(&str, &str, LabelKind); 3] = [
    (skos::PREF, skosxl::PREF, LabelKind::Preferred),
    (skos::ALT, skosxl::ALT, LabelKind::Synonym),
    (skos::HIDDEN, skosxl::HIDDEN, LabelKind::Avoid),
];

impl SkosReader<'_> {
    /// Labels in all languages. A concept has one preferred label in the corpus's language, whatever it takes.
    pub(super) fn read_labels(&mut self, node: RdfNode, id: ConceptId) {
        let mut all: Vec<(LabelKind, bool, String, Option<String>)> = vec![];
        for (plain, extended, kind) in LABEL_PREDICATES {
            let graph = self.graph;
            let resources = graph
                .object_nodes(node, extended)
                .flat_map(|label| graph.object_texts(label, skosxl::FORM));
            for (text, language) in graph.object_texts(node, plain).chain(resources) {
                let text = self.collapse_spaces(text);
                let untagged = language.is_none();
                let language =
                    language.map(format_language_tag).filter(|language| *language != self.language);
                if text.is_empty() {
                    self.record_loss("empty texts", node);
                } else if !all.iter().any(|(.., known, tag)| *known == text && *tag == language) {
                    all.push((kind, untagged, text, language));
                }
            }
        }
        // A label that says that it is in the corpus's language comes before one that says nothing.
        all.sort_by_key(|(kind, untagged, ..)| (*kind, *untagged));
        let named = |concept: &Concept, language: Option<&str>| {
            concept.labels.iter().any(|label| {
                label.kind == LabelKind::Preferred && label.language.as_deref() == language
            })
        };
        for (kind, _, text, language) in all {
            let Some(concept) = self.draft.concept_mut(id) else { continue };
            let known =
                concept.labels.iter().any(|label| label.text == text && label.language == language);
            if known {
                continue;
            }
            // A second preferred label in one language (S14) is a synonym.
            let again = kind == LabelKind::Preferred && named(concept, language.as_deref());
            let kind = if again { LabelKind::Synonym } else { kind };
            self.draft.add_label(id, kind, &text, language.as_deref());
            let hidden = self.draft.concept_mut(id).and_then(|concept| concept.labels.last_mut());
            if let Some(label) = hidden.filter(|_| kind == LabelKind::Avoid) {
                label.why = Some("a hidden label: found, and not shown".to_owned());
            }
        }
        let Some(concept) = self.draft.concept_mut(id) else { return };
        if named(concept, None) {
            return;
        }
        let other = concept
            .labels
            .iter()
            .find(|label| label.kind == LabelKind::Preferred)
            .or(concept.labels.first());
        let (text, from) = match other {
            Some(label) => (label.text.clone(), "labels taken from another language or kind"),
            None => (concept.id.clone(), "labels made of IRIs"),
        };
        self.record_loss(from, node);
        self.draft.add_label(id, LabelKind::Preferred, &text, None);
    }
}
