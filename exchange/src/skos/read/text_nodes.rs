//! Reads texts that are nodes of their own: the words of a definition or a note, what it is called, and its dates.

use super::{SkosReader, best_text};
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{cx, dc, dcterms, rdf, rdfs, shorten_iri},
    write::OWN_NAMESPACE,
};
use cxterms_base::{
    corpus::{DateKind, TextDate, ThinVec},
    language::format_tag,
    schema::date_shape,
};

/// What holds the words of a text, the best first; what it is called comes last.
const TEXT_PREDICATES: [&str; 5] =
    [rdf::VALUE, rdfs::COMMENT, dcterms::DESCRIPTION, dcterms::TITLE, rdfs::LABEL];

/// What says how a text is called, the best first.
const TITLE_PREDICATES: [&str; 3] = [cx::NOTE_LABEL, dcterms::TITLE, rdfs::LABEL];

/// What holds a date.
const DATE_PREDICATES: [(&str, DateKind); 5] = [
    (dcterms::DATE, DateKind::Date),
    (dcterms::CREATED, DateKind::Created),
    (dcterms::ISSUED, DateKind::Issued),
    (dcterms::MODIFIED, DateKind::Modified),
    (dc::DATE, DateKind::Date),
];

/// A text that stands in a graph, plainly or as a node of its own.
pub(super) struct GraphText<'g> {
    /// The literal.
    pub(super) literal: &'g RdfObject,
    /// The node that holds it, and may say who says so.
    pub(super) node: Option<RdfNode>,
    /// Its language, if not the corpus's.
    pub(super) language: Option<String>,
}

impl<'g> SkosReader<'g> {
    /// The text that an object is or holds; of one that holds several that in the corpus's language.
    pub(super) fn find_text(&mut self, object: &'g RdfObject) -> Option<GraphText<'g>> {
        let node = object.as_node();
        let literal = match node {
            None => object,
            Some(node) => self.find_node_text(node)?,
        };
        self.count_untagged(literal);
        let tag = self.graph.text_of(literal).and_then(|(_, tag)| tag);
        let language = tag.map(format_tag).filter(|tag| *tag != self.language);
        Some(GraphText { literal, node, language })
    }

    /// Counts a text that does not say in which language it is, and goes out in the corpus's.
    pub(super) fn count_untagged(&mut self, literal: &RdfObject) {
        if let Some((text, None)) = self.graph.text_of(literal)
            && self.graph.datatype_of(literal).is_none()
            && !text.trim().is_empty()
        {
            self.losses.add_example("texts that name no language", text);
        }
    }

    /// The words that a node holds; those that stand under another name than `rdf:value` are told.
    fn find_node_text(&mut self, node: RdfNode) -> Option<&'g RdfObject> {
        let graph = self.graph;
        let found = TEXT_PREDICATES.iter().find_map(|predicate| {
            let literal = best_text(graph, node, predicate, &self.language)?;
            let blank = graph.text_of(literal).is_none_or(|(text, _)| text.trim().is_empty());
            Some((*predicate, literal)).filter(|_| !blank || *predicate == rdf::VALUE)
        });
        let (predicate, literal) = found?;
        graph.mark_fact_read(node, predicate, literal);
        if predicate != rdf::VALUE {
            let kind = format!("{} of notes, written as rdf:value", shorten_iri(predicate));
            self.record_loss(&kind, node);
        }
        Some(literal)
    }

    /// What a text is called; one that is in another language than the corpus's is told.
    pub(super) fn read_text_title(&mut self, node: RdfNode, text: &RdfObject) -> Option<String> {
        let graph = self.graph;
        let (predicate, title) = TITLE_PREDICATES.iter().find_map(|predicate| {
            let title = best_text(graph, node, predicate, &self.language)?;
            let free = !graph.is_fact_read(node, predicate, title) && title != text;
            free.then_some((*predicate, title))
        })?;
        graph.mark_fact_read(node, predicate, title);
        if predicate == rdfs::LABEL {
            self.record_loss("rdfs:label of notes, written as dcterms:title", node);
        }
        let tag = graph.text_of(title).and_then(|(_, tag)| tag).map(format_tag);
        if tag.is_some_and(|tag| tag != self.language) {
            self.record_loss("languages of what notes are called", node);
        }
        Some(self.read_text(title)).filter(|title| !title.is_empty())
    }

    /// What is remarked on a text that stands under another name.
    pub(super) fn read_text_comment(&mut self, node: RdfNode) -> Option<GraphText<'g>> {
        let graph = self.graph;
        let comment = best_text(graph, node, rdfs::COMMENT, &self.language)?;
        let (text, tag) = graph.text_of(comment)?;
        if graph.is_fact_read(node, rdfs::COMMENT, comment) || text.trim().is_empty() {
            return None;
        }
        let language = tag.map(format_tag).filter(|tag| *tag != self.language);
        graph.mark_fact_read(node, rdfs::COMMENT, comment);
        self.record_loss("comments on texts, kept as notes of their own", node);
        Some(GraphText { literal: comment, node: Some(node), language })
    }

    /// When a text or an entry was written or changed, one date of each sort; what is no date is left to be counted.
    pub(super) fn read_dates(&mut self, node: RdfNode) -> ThinVec<TextDate> {
        let graph = self.graph;
        let mut dates = ThinVec::<TextDate>::new();
        for (predicate, kind) in DATE_PREDICATES {
            for object in graph.objects(node, predicate) {
                let Some((text, _)) = graph.text_of(object) else { continue };
                let Some(shape) = date_shape(text) else { continue };
                if dates.iter().any(|known| known.kind == kind) {
                    continue;
                }
                graph.mark_fact_read(node, predicate, object);
                if predicate == dc::DATE {
                    self.record_loss("dc:date, written as dcterms:date", node);
                }
                if graph.datatype_of(object) != Some(crate::skos::datatype_of_date(shape)) {
                    self.record_loss("datatypes of dates", node);
                }
                dates.push(TextDate { kind, when: text.to_owned() });
            }
        }
        dates.sort();
        dates
    }

    /// Counts the IRI of a node that comes back under one of ours.
    pub(super) fn count_node_iri(&mut self, concept: RdfNode, node: RdfNode, what: &str) {
        if self.own_number(concept, node).is_none() && !self.graph.node_name(node).starts_with("_:")
        {
            self.record_loss(&format!("IRIs of {what}"), node);
        }
    }

    /// The number of a node that has an IRI as we make them: `<concept>#note-1`, or where the concept's IRI is in the
    /// namespace of others `urn:cxterms:…:<id>#note-1`.
    pub(super) fn own_number(&self, concept: RdfNode, node: RdfNode) -> Option<usize> {
        let name = self.graph.node_name(node);
        let made = match name.strip_prefix(self.graph.node_name(concept)) {
            Some(made) => made.strip_prefix(['#', '-']),
            None if name.starts_with(OWN_NAMESPACE) => name.rsplit_once('#').map(|(_, made)| made),
            None => None,
        };
        let (what, number) = made?.split_once('-')?;
        let known = ["note", "definition", "label", "statement"].contains(&what);
        number.parse().ok().filter(|_| known)
    }
}
