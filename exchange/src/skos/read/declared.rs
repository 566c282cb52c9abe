//! Which kinds, facets, relations, voices and works does a graph declare?

use super::Reader;
use crate::{
    Wishes,
    skos::{
        graph::{Node, Object},
        names::{cx, foaf, rdf, rdfs},
    },
};
use cxterms_base::corpus::RelationId;

/// Reads what the manifest and the sources of a corpus hold.
pub(super) fn read(reader: &mut Reader<'_>, scheme: Option<Node>, wishes: &Wishes) {
    let graph = reader.graph;
    for kind in reader.typed(cx::KIND) {
        let id = reader.identifier(kind);
        let id = reader.draft.kind(&id);
        if let Some(known) = reader.draft.corpus.kinds.get_mut(id.index()) {
            graph.text(kind, rdfs::COMMENT).unwrap_or_default().clone_into(&mut known.means);
            known.one_umbrella = graph.text(kind, cx::ONE_UMBRELLA) == Some("true");
        }
    }
    for facet in reader.typed(cx::FACET) {
        let id = reader.identifier(facet);
        let id = reader.draft.facet(&id);
        if let Some(known) = reader.draft.corpus.facets.get_mut(id.index()) {
            if let Some(label) = graph.text(facet, rdfs::LABEL) {
                label.clone_into(&mut known.label);
            }
            graph.text(facet, rdfs::COMMENT).unwrap_or_default().clone_into(&mut known.means);
            known.single_valued = graph.text(facet, cx::SINGLE_VALUED) == Some("true");
            known.defining = graph.text(facet, cx::DEFINING) == Some("true");
            let values = graph.text(facet, cx::VALUES).unwrap_or_default();
            known.values =
                values.split('\n').filter(|value| !value.is_empty()).map(str::to_owned).collect();
        }
    }
    relations(reader);
    // In the order of the corpus: the first editor is whose words unattributed statements are.
    let editors = scheme.and_then(|scheme| graph.text(scheme, cx::EDITORS)).unwrap_or_default();
    let voices = reader.typed(foaf::AGENT);
    let first = editors.split(' ').next().unwrap_or_default();
    let own = voices.iter().copied().find(|voice| reader.identifier(*voice) == first);
    if let Some(own) = own.filter(|_| wishes.voice.is_none()) {
        reader.draft.forget_voices();
        let own = reader.voice(&Object::Node(own));
        reader.draft.corpus.settings.editors = vec![own];
    }
    for voice in voices {
        reader.voice(&Object::Node(voice));
    }
    for work in reader.typed(foaf::DOCUMENT) {
        reader.described_work(work, &[]);
    }
    if let Some(scheme) = scheme {
        let words = graph.texts(scheme, cx::IMPLIED_WORD).map(|(word, _)| word.to_owned());
        reader.draft.corpus.settings.implied_words = words.collect();
    }
}

fn relations(reader: &mut Reader<'_>) {
    let graph = reader.graph;
    let declared = reader.typed(cx::RELATION);
    for relation in &declared {
        let id = reader.identifier(*relation);
        let inverse = graph.text(*relation, cx::INVERSE);
        let means = graph.text(*relation, rdfs::COMMENT).unwrap_or_default();
        let known = reader.draft.relation(&id, inverse, means);
        reader.declare(*relation, known);
    }
    for relation in declared {
        let excluded: Vec<RelationId> = graph
            .nodes(relation, cx::EXCLUDES)
            .filter_map(|other| reader.relation_of(other))
            .collect();
        if let Some(id) = reader.relation_of(relation)
            && let Some(kind) = reader.draft.corpus.relation_kinds.get_mut(id.index())
        {
            kind.excludes = excluded;
        }
    }
}

impl Reader<'_> {
    /// Nodes of a class of ours, in the order that they say they have.
    fn typed(&self, class: &str) -> Vec<Node> {
        let Some(class) = self.graph.node(class).map(Object::Node) else { return vec![] };
        let all = self.graph.pairs(rdf::TYPE).filter(|(_, object)| **object == class);
        let mut all: Vec<_> = all.map(|(node, _)| node).collect();
        let at = |node: &Node| {
            self.graph.text(*node, cx::POSITION).and_then(|at| at.parse::<u32>().ok())
        };
        all.sort_by_key(|node| (at(node), *node));
        all
    }
}
