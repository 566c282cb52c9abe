//! What do rules ask of a corpus? Lists and look-ups over what was read, with places.

use super::{Finding, Rule};
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Citation, Concept, ConceptId, Corpus, Label, LabelKind, Relation,
        SUBSET_OF, VoiceId,
    },
    diagnostic::Place,
};
use std::collections::{BTreeMap, BTreeSet};

/// A corpus, seen by rules.
#[derive(Debug)]
pub struct Seen<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
}

impl<'c> Seen<'c> {
    /// Sees a corpus.
    pub fn of(corpus: &'c Corpus) -> Self {
        Self { corpus }
    }

    /// Every concept, with its number; those of which a later layer speaks come last, so that of two that clash what
    /// lies below is the first.
    pub fn concepts(&self) -> impl Iterator<Item = (ConceptId, &'c Concept)> {
        let untouched = numbered(self.corpus).filter(|(_, concept)| concept.further.is_empty());
        untouched.chain(numbered(self.corpus).filter(|(_, concept)| !concept.further.is_empty()))
    }

    /// A concept by number.
    pub fn concept(&self, id: ConceptId) -> Option<&'c Concept> {
        self.corpus.concepts.get(id.index())
    }

    /// A concept's preferred label, else its identifier.
    pub fn name(&self, id: ConceptId) -> &'c str {
        let Some(concept) = self.concept(id) else { return "" };
        preferred(concept).map_or(&concept.id, |label| &label.text)
    }

    /// The relations of one name that somebody asserts.
    pub fn asserted(&self) -> impl Iterator<Item = &'c Relation> {
        self.corpus.relations.iter().filter(|relation| !relation.said.asserted_by.is_empty())
    }

    /// The contrasts that do not say in what the two differ.
    pub fn bare_contrasts(&self) -> impl Iterator<Item = &'c Relation> {
        let bare = |relation: &&Relation| relation.text.is_none() && relation.facet.is_none();
        self.asserted().filter(|it| it.relation == CONTRASTS_WITH).filter(bare)
    }

    /// What is reached from a concept by one step or more; the concept itself only if a way leads back.
    pub fn reached(
        from: ConceptId,
        next: impl Fn(ConceptId) -> Vec<ConceptId>,
    ) -> BTreeSet<ConceptId> {
        let mut reached = BTreeSet::new();
        let mut waiting = next(from);
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                waiting.extend(next(id));
            }
        }
        reached
    }

    /// For each concept, its umbrellas as one voice names them, each with where.
    pub fn umbrellas_of(&self, voice: VoiceId) -> BTreeMap<ConceptId, Vec<(ConceptId, Place)>> {
        let mut found: BTreeMap<ConceptId, Vec<(ConceptId, Place)>> = BTreeMap::new();
        for relation in self.asserted().filter(|relation| relation.relation == SUBSET_OF) {
            if relation.said.asserted_by.iter().any(|it| it.voice == voice) {
                let place = relation.said.place;
                found.entry(relation.from).or_default().push((relation.to, place));
            }
        }
        found
    }

    /// Every voice that places something.
    pub fn placing(&self) -> BTreeSet<VoiceId> {
        let placing = self.asserted().filter(|relation| relation.relation == SUBSET_OF);
        placing.flat_map(|relation| &relation.said.asserted_by).map(|it| it.voice).collect()
    }

    /// Every citation there is.
    pub fn citations(&self) -> impl Iterator<Item = &'c Citation> {
        let concepts = self.corpus.concepts.iter().flat_map(Concept::said);
        let said = concepts.chain(self.corpus.relations.iter().map(|relation| &relation.said));
        said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by))
    }

    /// Where an entry of a finding's concepts allows the rule.
    pub fn allowed(&self, finding: &Finding, rule: &Rule) -> Option<Place> {
        let entries = finding.concepts.iter().filter_map(|id| self.concept(*id));
        let allow = entries.flat_map(|concept| &concept.allow);
        allow.into_iter().find(|name| name.value == rule.name).map(|name| name.place)
    }
}

fn numbered(corpus: &Corpus) -> impl Iterator<Item = (ConceptId, &Concept)> {
    (0_u32..).map(ConceptId).zip(&corpus.concepts)
}

/// The preferred label of a concept in the corpus's language.
pub(super) fn preferred(concept: &Concept) -> Option<&Label> {
    let own = concept.labels.iter().filter(|label| label.language.is_none());
    own.into_iter().find(|label| label.kind == LabelKind::Preferred)
}
