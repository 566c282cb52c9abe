//! Reads the declarations of a graph: kinds, facets, relations, voices and works.

use super::SkosReader;
use crate::{
    ImportOptions,
    skos::{
        graph::{RdfNode, RdfObject},
        names::{cx, dcterms, foaf, rdf, rdfs},
    },
};
use cxterms_base::corpus::RelationId;

/// Reads what the manifest and the sources of a corpus hold.
pub(super) fn read_declarations(
    reader: &mut SkosReader<'_>,
    scheme: Option<RdfNode>,
    options: &ImportOptions,
) {
    let graph = reader.graph;
    if let Some(scheme) = scheme {
        let settings = &mut reader.draft.corpus.settings;
        settings.edition = graph.first_text(scheme, cx::EDITION).map(str::to_owned);
        let kinds = graph.first_text(scheme, cx::VOICE_KINDS).unwrap_or_default();
        let rules = graph.first_text(scheme, cx::RULES).unwrap_or_default();
        settings.rules = split_lines(rules).map(str::to_owned).collect();
        settings.voice_kinds = split_lines(kinds).map(str::to_owned).collect();
    }
    for kind in reader.nodes_of_class(cx::KIND) {
        let id = reader.identifier_of(kind);
        let id = reader.draft.find_or_add_kind(&id);
        if let Some(known) = reader.draft.corpus.kinds.get_mut(id.index()) {
            graph.first_text(kind, rdfs::COMMENT).unwrap_or_default().clone_into(&mut known.means);
            known.one_umbrella = graph.is_flagged(kind, cx::ONE_UMBRELLA);
        }
    }
    for facet in reader.nodes_of_class(cx::FACET) {
        let id = reader.identifier_of(facet);
        let id = reader.draft.find_or_add_facet(&id);
        if let Some(known) = reader.draft.corpus.facets.get_mut(id.index()) {
            if let Some(label) = graph.first_text(facet, rdfs::LABEL) {
                label.clone_into(&mut known.label);
            }
            graph.first_text(facet, rdfs::COMMENT).unwrap_or_default().clone_into(&mut known.means);
            known.single_valued = graph.is_flagged(facet, cx::SINGLE_VALUED);
            known.defining = graph.is_flagged(facet, cx::DEFINING);
            let values = graph.first_text(facet, cx::VALUES).unwrap_or_default();
            known.values = split_lines(values).map(str::to_owned).collect();
            known.question = graph.first_text(facet, cx::QUESTION).map(str::to_owned);
            let words = graph.first_text(facet, cx::VALUE_WORDS).unwrap_or_default();
            let words = split_lines(words).filter_map(|line| line.split_once('\t'));
            known.value_words =
                words.map(|(value, words)| (value.to_owned(), words.to_owned())).collect();
            known.verb = graph.first_text(facet, cx::VERB).map(str::to_owned);
        }
    }
    read_relations(reader);
    // In the order of the corpus: the first editor is whose words unattributed statements are.
    let editors =
        scheme.and_then(|scheme| graph.first_text(scheme, cx::EDITORS)).unwrap_or_default();
    let voices = reader.nodes_of_class(foaf::AGENT);
    let first = editors.split(' ').next().unwrap_or_default();
    let own = voices.iter().copied().find(|voice| reader.identifier_of(*voice) == first);
    if let Some(own) = own.filter(|_| options.voice.is_none()) {
        if let Some(scheme) = scheme {
            graph.object_nodes(scheme, dcterms::CREATOR).for_each(drop);
        }
        reader.draft.forget_voices();
        let own = reader.read_voice(&RdfObject::Node(own));
        reader.draft.corpus.settings.editors = vec![own];
    }
    for voice in voices {
        reader.read_voice(&RdfObject::Node(voice));
    }
    for work in reader.nodes_of_class(foaf::DOCUMENT) {
        reader.read_described_work(work, &[]);
    }
    if let Some(scheme) = scheme {
        let words = graph.read_objects(scheme, cx::IMPLIED_WORD);
        let words = words.filter_map(|word| graph.text_of(word)).map(|(word, _)| word.to_owned());
        reader.draft.corpus.settings.implied_words = words.collect();
    }
}

fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(|line| !line.is_empty())
}

fn read_relations(reader: &mut SkosReader<'_>) {
    let graph = reader.graph;
    let declared = reader.nodes_of_class(cx::RELATION);
    for relation in &declared {
        let id = reader.identifier_of(*relation);
        let inverse = graph.first_text(*relation, cx::INVERSE);
        let means = graph.first_text(*relation, rdfs::COMMENT).unwrap_or_default();
        let known = reader.draft.find_or_add_relation(&id, inverse, means);
        if let Some(kind) = reader.draft.corpus.relation_kinds.get_mut(known.index()) {
            let words = |name| graph.first_text(*relation, name).map(str::to_owned);
            kind.verb = words(cx::VERB).or(kind.verb.take());
            kind.inverse_verb = words(cx::INVERSE_VERB).or(kind.inverse_verb.take());
            kind.asked = words(cx::ASKED).or(kind.asked.take());
        }
        reader.declare_relation(*relation, known);
    }
    for relation in declared {
        let excluded: Vec<RelationId> = graph
            .object_nodes(relation, cx::EXCLUDES)
            .filter_map(|other| reader.relation_of(other))
            .collect();
        if let Some(id) = reader.relation_of(relation)
            && let Some(kind) = reader.draft.corpus.relation_kinds.get_mut(id.index())
        {
            kind.excludes = excluded;
        }
    }
}

impl SkosReader<'_> {
    /// Nodes of a class of ours, in the order that they say they have.
    fn nodes_of_class(&self, class: &str) -> Vec<RdfNode> {
        let Some(class) = self.graph.find_node(class).map(RdfObject::Node) else { return vec![] };
        let all =
            self.graph.subjects_and_objects(rdf::TYPE).filter(|(_, object)| **object == class);
        let all = all.map(|(node, _)| node);
        let at = |node: RdfNode| {
            self.graph.first_text(node, cx::POSITION).and_then(|at| at.parse::<u32>().ok())
        };
        let mut all: Vec<_> = all.map(|node| (at(node), node)).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, node)| node).collect()
    }
}
