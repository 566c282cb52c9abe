//! Reads labels that are nodes of their own (SKOS-XL), where they say more than their text: who uses them, above all.

use super::{LABEL_PREDICATES, PlainFact, SkosReader};
use crate::skos::{
    ABBREVIATION,
    graph::{RdfNode, RdfObject},
    names::{cx, rdf, skosxl},
};
use cxterms_base::{
    corpus::{CitedStance, ConceptId, Label, LabelKind},
    language::format_tag,
};
use std::collections::HashSet;

impl SkosReader<'_> {
    /// Adds the labels that are nodes and say more than their text, or are numbered as we do, in the order of the nodes, and
    /// adds the plain facts that they stand for to what is told. All others are read as what is said plainly.
    pub(super) fn read_label_nodes(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        told: &mut HashSet<PlainFact>,
    ) {
        let graph = self.graph;
        let mut all = vec![];
        for (_, extended, kind) in LABEL_PREDICATES {
            all.extend(graph.object_nodes(node, extended).map(|label| (label, kind)));
        }
        all.sort_unstable();
        for (label, kind) in all {
            self.count_node_iri(node, label, "labels");
            let Some(form) = graph.objects(label, skosxl::FORM).find(|it| it.is_text()) else {
                continue;
            };
            graph.mark_fact_read(label, skosxl::FORM, form);
            let class = graph.find_node(skosxl::LABEL).map(RdfObject::Node);
            if let Some(class) = &class {
                graph.mark_fact_read(label, rdf::TYPE, class);
            }
            let says_more = graph.triples_about(label).iter().any(|(_, predicate, _)| {
                ![skosxl::FORM, rdf::TYPE].contains(&graph.node_name(*predicate))
            });
            if says_more || self.own_number(node, label).is_some() {
                self.read_label_node(node, label, kind, form, told);
            } else {
                self.record_loss("labels that are nodes and say no more than their text", label);
            }
        }
        let mut numbered = std::mem::take(&mut self.numbered_labels);
        numbered.sort_by_key(|(number, _)| *number);
        let labels = numbered.into_iter().map(|(_, label)| label);
        self.edit_concept(id, |concept| concept.labels.extend(labels));
    }

    fn read_label_node(
        &mut self,
        concept: RdfNode,
        node: RdfNode,
        kind: LabelKind,
        form: &RdfObject,
        told: &mut HashSet<PlainFact>,
    ) {
        let (graph, said) = (self.graph, self.read_stance(node));
        let secondary = graph.is_flagged(node, cx::SECONDARY);
        let [why, instead] =
            [cx::WHY, cx::INSTEAD].map(|predicate| self.read_words(node, predicate));
        let kind = match kind {
            LabelKind::Synonym if graph.first_text(node, cx::LABEL_KIND) == Some(ABBREVIATION) => {
                told.extend(
                    graph.find_node(cx::ABBREVIATION).map(|abbreviation| (abbreviation, *form)),
                );
                LabelKind::Abbreviation
            }
            LabelKind::Hidden if why.is_some() || instead.is_some() => LabelKind::Avoid,
            kind => kind,
        };
        let language = graph.text_of(form).and_then(|(_, language)| language).map(format_tag);
        let language = language.filter(|language| *language != self.language);
        let text = self.read_text(form);
        if text.is_empty() {
            return;
        }
        if kind == LabelKind::Preferred {
            // Read with the plain labels, of which one a language is preferred.
            return self.label_users.push((text, language, said));
        }
        let [why, instead] = [why, instead].map(|words| words.map(Box::new));
        let label = Label { text, kind, language, secondary, why, instead, said };
        self.add_numbered_label(concept, node, label);
    }

    /// Who uses a preferred label, as far as nodes say so; they are not asked again.
    pub(super) fn take_label_users(
        &mut self,
        text: &str,
        language: Option<&str>,
    ) -> Option<CitedStance> {
        let users = self
            .label_users
            .extract_if(.., |(known, spoken, _)| known == text && spoken.as_deref() == language);
        let mut sides = [vec![], vec![]];
        for (.., said) in users {
            let said = said.into_citations();
            for (all, more) in sides.iter_mut().zip([said.asserted_by, said.denied_by]) {
                for citation in more {
                    if !all.contains(&citation) {
                        all.push(citation);
                    }
                }
            }
        }
        let [asserted_by, denied_by] = sides;
        let said = !asserted_by.is_empty() || !denied_by.is_empty();
        said.then(|| CitedStance::new(asserted_by, denied_by))
    }

    /// Keeps a label that is a node or a statement until all of a concept are there.
    pub(super) fn add_numbered_label(&mut self, concept: RdfNode, node: RdfNode, label: Label) {
        let number = self.own_number(concept, node).unwrap_or(usize::MAX);
        self.numbered_labels.push((number, label));
    }
}
