//! Reads the labels of a concept.

use super::{NAME_PREDICATES, SkosReader};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{skos, skosxl},
    write::placeholder_namespace,
};
use cxterms_base::corpus::{Concept, ConceptId, Label, LabelKind};
use cxterms_base::language::format_tag;
use std::collections::{HashMap, HashSet};

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
        // A preferred label that says that it is in the corpus's language comes before one that says nothing. A graph has no
        // order: but for preferred labels, of which the first that is read remains one, the alphabet gives it.
        all.sort_by(|one, other| {
            let text = |it: &GraphLabel| {
                (it.kind != LabelKind::Preferred).then(|| (it.language.clone(), it.text.clone()))
            };
            let untagged = |it: &GraphLabel| it.untagged && it.kind == LabelKind::Preferred;
            let ranks = [one, other].map(|label| (label.kind, untagged(label)));
            ranks[0].cmp(&ranks[1]).then_with(|| text(one).cmp(&text(other)))
        });
        let labels = self.draft.concept_mut(id).map(|it| &*it.labels).unwrap_or_default();
        let label = |it: &Label| (it.text.clone(), it.language.clone());
        let mut known: HashSet<_> = labels.iter().map(label).collect();
        for GraphLabel { kind, text, language, .. } in all {
            if !known.insert((text.clone(), language.clone())) {
                continue;
            }
            let Some(concept) = self.draft.concept_mut(id) else { continue };
            // A second preferred label in one language (S14) is a synonym.
            let again = kind == LabelKind::Preferred && is_named(concept, language.as_deref());
            let kind = if again { LabelKind::Synonym } else { kind };
            if again {
                self.record_loss("that a synonym is a second preferred label", node);
            }
            let users = self.take_label_users(&text, language.as_deref());
            self.draft.add_label(id, kind, &text, language.as_deref());
            self.edit_concept(id, |concept| {
                if let Some((label, said)) = concept.labels.last_mut().zip(users) {
                    label.said = said;
                }
            });
        }
        self.label_users.clear();
        let named = self.draft.concept_mut(id).is_none_or(|concept| is_named(concept, None));
        // What is its name in another language, or its synonym, is not made a label that nobody gave it.
        if !named {
            self.leave_unnamed(node, id);
        }
    }

    /// Lets a concept that has no preferred label in the corpus's language be known by its IRI: what is made of that is nobody's label.
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
            let objects = graph.objects(node, plain).chain(resources);
            all.extend(objects.filter_map(|object| self.gather_label(node, kind, object)));
        }
        // What says that it is in a language is there of its kind (S13); what says nothing, and is taken to be in the
        // corpus's language, must not be of another.
        let mut met = HashMap::new();
        let mut kept = |label: &GraphLabel| {
            let known = met.entry((label.text.clone(), label.language.clone()));
            let known = *known.or_insert(label.kind);
            if known != label.kind {
                self.record_loss("labels that are of another kind already (S13)", node);
            }
            known == label.kind
        };
        let (untagged, tagged): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.untagged);
        tagged.into_iter().chain(untagged).filter(&mut kept).collect()
    }

    fn gather_label(
        &mut self,
        node: RdfNode,
        kind: LabelKind,
        object: &RdfObject,
    ) -> Option<GraphLabel> {
        let Some((_, language)) = self.graph.text_of(object) else {
            self.record_textless("labels that are no texts", node, object);
            return None;
        };
        let untagged = language.is_none();
        self.count_untagged(object);
        let language = language.map(format_tag).filter(|tag| *tag != self.language);
        let text = self.read_text(object);
        if text.is_empty() {
            self.record_loss("empty texts", node);
            return None;
        }
        Some(GraphLabel { kind, untagged, text, language })
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
                let Some((text, language)) = self.graph.text_of(object) else { continue };
                let tag = language.map(format_tag).filter(|tag| *tag != self.language);
                let blank = text.trim().is_empty();
                if !blank && !is_preferred(all, &tag) {
                    let label = self.gather_label(node, LabelKind::Preferred, object);
                    let known = |it: &GraphLabel| {
                        all.iter().any(|old| old.text == it.text && old.language == it.language)
                    };
                    let label = label.filter(|it| !known(it));
                    all.extend(label);
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
