//! Reads the schemes of a graph, and which entries are part of them.

use super::SkosReader;
use crate::{
    draft::{FIRST_NUMBER, make_identifier, number_until_free},
    skos::{
        graph::{RdfNode, RdfObject, RdfTriple},
        names::{cx, dcterms, foaf, rdf, shorten_iri, skos, skosxl, xsd},
        properties::{datatype_name, property_name},
        roles::NodeRoles,
    },
};
use cxterms_base::{
    corpus::{ConceptId, FactForm, Scheme, SchemeFact, SchemeId, SchemeMembership, is_worded},
    language::format_tag,
    schema, text,
};
use std::collections::BTreeSet;

impl SkosReader<'_> {
    /// Declares each scheme with all that it says of itself; the corpus itself is none of them.
    pub(super) fn declare_schemes(&mut self, roles: &NodeRoles) {
        let mut taken = BTreeSet::new();
        let blank = |node: &RdfNode| self.graph.node_name(*node).starts_with("_:");
        let mut all: Vec<_> =
            roles.schemes.iter().copied().filter(|node| self.itself != Some(*node)).collect();
        // Those without an IRI are named once those with one have their names.
        all.sort_by_key(|node| (blank(node), *node));
        for node in all {
            let mut scheme = Scheme { facts: self.read_facts(node), ..Scheme::default() };
            let name = self.graph.node_name(node);
            let nowhere = name.starts_with("_:") || name.starts_with("file:");
            scheme.iri = (!nowhere).then(|| name.to_owned());
            let last = name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
            // Of one that has neither an IRI nor a name nothing is known but that it is a scheme.
            let wanted = match (blank(&node), scheme.title()) {
                (false, _) => last,
                (true, "") => "scheme",
                (true, title) => title,
            };
            let mut take = |id: &str| taken.insert(id.to_owned());
            let kept = schema::is_identifier(wanted) && !wanted.starts_with('.');
            scheme.id = match kept {
                true => number_until_free(wanted, &mut { FIRST_NUMBER }, &mut take),
                false => make_identifier(wanted, take),
            };
            let id = SchemeId(u32::try_from(self.schemes.len()).unwrap_or(u32::MAX));
            self.schemes.insert(node, id);
            self.draft.corpus.schemes.push(scheme);
        }
        let settings = &mut self.draft.corpus.settings;
        settings.in_no_scheme = roles.schemes.is_empty() && !self.entries.is_empty();
        self.read_tops();
    }

    /// The top concepts that schemes name.
    fn read_tops(&mut self) {
        let schemes: Vec<_> = self.schemes.iter().map(|(node, id)| (*node, *id)).collect();
        for (node, scheme) in schemes {
            for top in self.graph.object_nodes(node, skos::HAS_TOP) {
                if let Some(top) = self.entries.get(&top).copied() {
                    self.add_membership(top, scheme, true);
                }
            }
        }
    }

    /// What a scheme says of itself. Of one that is an entry too, the entry has what SKOS says of concepts.
    fn read_facts(&mut self, node: RdfNode) -> Vec<SchemeFact> {
        let graph = self.graph;
        let is_entry = self.entries.contains_key(&node);
        let mut facts = vec![];
        for triple in graph.triples_about(node) {
            let predicate = graph.node_name(triple.1);
            let of_entry = |space: &str| predicate.starts_with(space);
            if predicate == skos::HAS_TOP
                || is_entry && [skos_space(), skosxl_space(), cx_space()].into_iter().any(of_entry)
                || is_entry && predicate == rdf::TYPE
            {
                continue;
            }
            if self.read_scheme_fact(triple, &mut facts) {
                graph.mark_read(triple);
            }
        }
        facts.dedup();
        facts
    }

    /// Adds a fact, unless it says no more than that the node is a scheme, or is counted as lost. What cannot be held is
    /// left unread: false.
    fn read_scheme_fact(&mut self, triple: &RdfTriple, facts: &mut Vec<SchemeFact>) -> bool {
        let graph = self.graph;
        let (node, predicate, object) = triple;
        let iri = graph.node_name(*predicate);
        let property = property_name(iri).to_owned();
        let Some((words, language)) = graph.text_of(object) else {
            let Some(there) = object.as_node().map(|there| graph.node_name(there)) else {
                return false;
            };
            let held = !there.starts_with("_:") && !there.starts_with("file:");
            if held && (iri != rdf::TYPE || there != skos::SCHEME) {
                let value = there.to_owned();
                facts.push(SchemeFact { property, value, form: FactForm::Iri });
            }
            return held;
        };
        let form = self.find_form(&property, object, language);
        let value = text::normalize_paragraphs(words);
        if value.is_empty() {
            self.record_loss("empty texts", *node);
        } else {
            self.count_rearranged(words, &value);
            facts.push(SchemeFact { property, value, form });
        }
        true
    }

    /// How a text is meant.
    fn find_form(&self, property: &str, object: &RdfObject, language: Option<&str>) -> FactForm {
        let worded = is_worded(property);
        match (language.map(format_tag), self.graph.datatype_of(object)) {
            (Some(language), _) if worded && language == self.language => FactForm::Plain,
            (Some(language), _) => FactForm::Language(language),
            (None, Some(datatype)) => FactForm::Datatype(datatype_name(datatype).to_owned()),
            (None, None) if worded => FactForm::Datatype(datatype_name(xsd::STRING).to_owned()),
            (None, None) => FactForm::Plain,
        }
    }

    /// Makes an entry part of a scheme.
    pub(super) fn add_membership(&mut self, id: ConceptId, scheme: SchemeId, is_top: bool) {
        self.edit_concept(id, |concept| concept.schemes.push(SchemeMembership { scheme, is_top }));
    }

    /// That a concept says it is part of a scheme, or one of its top concepts.
    pub(super) fn read_membership(&mut self, id: ConceptId, object: &RdfObject, is_top: bool) {
        let Some(node) = object.as_node() else { return };
        if let Some(scheme) = self.schemes.get(&node).copied() {
            self.add_membership(id, scheme, is_top);
        } else if is_top {
            self.call_root(id);
        }
    }

    /// That nothing is above a concept, in the corpus's own voice.
    pub(super) fn call_root(&mut self, id: ConceptId) {
        let own = self.draft.own_stance();
        self.edit_concept(id, |concept| {
            concept.root.get_or_insert(own);
        });
    }

    /// What the node that stands for the corpus says beyond what its declarations do.
    pub(super) fn read_whole(&mut self, whole: Option<RdfNode>) {
        let Some(whole) = whole else { return };
        let graph = self.graph;
        for top in graph.object_nodes(whole, skos::HAS_TOP) {
            if let Some(top) = self.entries.get(&top).copied()
                && self.itself == Some(whole)
            {
                self.call_root(top);
            }
        }
        for language in graph.objects(whole, dcterms::LANGUAGE) {
            if graph.text_of(language).is_some_and(|(tag, _)| tag == self.language) {
                graph.mark_fact_read(whole, dcterms::LANGUAGE, language);
            }
        }
    }

    /// Counts as lost each text that nothing has read, and all that is said of what nothing has read.
    pub(super) fn record_unread(&mut self, roles: &NodeRoles) {
        let graph = self.graph;
        let is_known = |node| {
            graph.triples_about(node).iter().any(|triple| graph.is_read(triple))
                || self.entries.contains_key(&node)
        };
        let mut subject: Option<(RdfNode, bool)> = None;
        for (node, predicate, object) in graph.unread_triples() {
            let of_scheme = roles.schemes.contains(node) || self.itself == Some(*node);
            let known = match subject.filter(|(seen, _)| seen == node) {
                Some((_, known)) => known,
                None => is_known(*node) && !of_scheme,
            };
            subject = Some((*node, known));
            let iri = graph.node_name(*predicate);
            let what = match object.as_node() {
                // It says how a list goes on, and nothing of its own.
                Some(_) if iri == rdf::REST => continue,
                Some(class) if iri == rdf::TYPE && is_ours(graph.node_name(class)) => continue,
                Some(class) if known && iri == rdf::TYPE && is_own(graph.node_name(class)) => {
                    continue;
                }
                Some(class) if iri == rdf::TYPE => {
                    format!("the type {}", shorten_iri(graph.node_name(class)))
                }
                _ if of_scheme => format!("{} of the scheme", shorten_iri(iri)),
                _ => shorten_iri(iri),
            };
            self.losses.add_example(&what, graph.node_name(*node));
        }
    }
}

/// Whether a class is among those that what is read may have.
fn is_own(class: &str) -> bool {
    [foaf::AGENT, foaf::DOCUMENT, rdf::STATEMENT, skosxl::LABEL].contains(&class)
        || shorten_iri(class).starts_with("cx:")
}

/// Whether a class says no more than that a node is a scheme, or stands for a corpus.
fn is_ours(class: &str) -> bool {
    class == skos::SCHEME || class == cx::CORPUS
}

fn skos_space() -> &'static str {
    skos::SCHEME.trim_end_matches("ConceptScheme")
}

fn skosxl_space() -> &'static str {
    skosxl::LABEL.trim_end_matches("Label")
}

fn cx_space() -> &'static str {
    cx::CORPUS.trim_end_matches("Corpus")
}
