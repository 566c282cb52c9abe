//! The edges between concepts that graph formats draw, and whether anybody denies them.

use super::{Coverage, Losses, Part, named};
use cxterms_base::corpus::{Citation, Concept, ConceptId, Corpus, RelationId, RelationKind, Voice};

/// A relation between two concepts, in all its wordings.
pub(super) struct GraphEdge<'c> {
    /// The numbers of its two concepts.
    pub(super) ends: [ConceptId; 2],
    pub(super) from: &'c Concept,
    pub(super) to: &'c Concept,
    pub(super) relation: RelationId,
    pub(super) kind: &'c RelationKind,
    /// Who asserts it, each once.
    pub(super) asserted_by: Vec<&'c Voice>,
    /// Who denies it, each once.
    pub(super) denied_by: Vec<&'c Voice>,
    /// In words, each with the facet on which it differs before it.
    pub(super) wordings: Vec<String>,
}

/// Whether those who speak of a relation agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// All say so.
    Asserted,
    /// Some say so, others that it is not so.
    Contested,
    /// All say that it is not so.
    Denied,
}

impl Agreement {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Contested => "contested",
            Self::Denied => "denied",
        }
    }
}

impl GraphEdge<'_> {
    pub(super) fn agreement(&self) -> Agreement {
        match (self.asserted_by.is_empty(), self.denied_by.is_empty()) {
            (true, _) => Agreement::Denied,
            (false, true) => Agreement::Asserted,
            (false, false) => Agreement::Contested,
        }
    }

    /// Its name as it is read: `leads to`.
    pub(super) fn verb(&self) -> String {
        self.kind.id.replace('-', " ")
    }
}

/// Every relation of a corpus, once however often it is worded.
pub(super) fn collect_edges(corpus: &Corpus) -> impl Iterator<Item = GraphEdge<'_>> {
    let same = corpus.relations.chunk_by(|one, other| {
        (one.from, one.relation, one.to) == (other.from, other.relation, other.to)
    });
    same.filter_map(|wordings| {
        let first = wordings.first()?;
        let asserted = wordings.iter().flat_map(|it| &it.said.asserted_by);
        let denied = wordings.iter().flat_map(|it| &it.said.denied_by);
        let words = wordings.iter().filter_map(|it| {
            let facet = it.facet.and_then(|facet| corpus.facets.get(facet.index()));
            match (facet, &it.text) {
                (Some(facet), Some(text)) => Some(format!("{}: {text}", facet.label)),
                (Some(facet), None) => Some(facet.label.clone()),
                (None, text) => text.clone(),
            }
        });
        Some(GraphEdge {
            ends: [first.from, first.to],
            from: corpus.concepts.get(first.from.index())?,
            to: corpus.concepts.get(first.to.index())?,
            relation: first.relation,
            kind: corpus.relation_kinds.get(first.relation.index())?,
            asserted_by: distinct_voices(corpus, asserted),
            denied_by: distinct_voices(corpus, denied),
            wordings: words.collect(),
        })
    })
}

fn distinct_voices<'c>(
    corpus: &'c Corpus,
    cited: impl Iterator<Item = &'c Citation>,
) -> Vec<&'c Voice> {
    let mut voices: Vec<&Voice> = vec![];
    for voice in cited.filter_map(|citation| corpus.voices.get(citation.voice.index())) {
        if !voices.iter().any(|known| known.id == voice.id) {
            voices.push(voice);
        }
    }
    voices
}

/// What is lost of what a drawing carries: denials, but for those of relations, and names that are only denied.
pub(super) fn count_undrawn(corpus: &Corpus, carries: &[(Part, Coverage)]) -> Losses {
    let drawn: usize = corpus.relations.iter().map(|relation| relation.said.denied_by.len()).sum();
    let mut losses = Losses::default();
    losses.add(Part::Denials.name(), Part::Denials.count(corpus) - drawn);
    named::count_denied(corpus, carries, &mut losses);
    losses
}

/// What a node says: the concept's names, and its kind on a line of its own, each as `escape` has it.
pub(super) fn format_node(
    corpus: &Corpus,
    concept: &Concept,
    escape: fn(&str) -> String,
    line: &str,
) -> String {
    let kind = concept.kind.and_then(|kind| corpus.kinds.get(kind.index()));
    let kind = kind.map(|kind| format!("{line}{}", escape(&kind.id))).unwrap_or_default();
    escape(&named::label_with_abbreviations(concept)) + &kind
}
