//! A corpus with names in place of numbers, because the same concept may have another number in the other corpus.

use cxterms_base::corpus::{
    Aspect, Citation, ConceptId, Corpus, FacetId, Placement, Relation, RelationKind, VoiceId,
};
use cxterms_page::NamedCitation;
use serde::{Serialize, Serializer};
use std::{
    borrow::Cow,
    cmp::Ordering,
    collections::{BTreeSet, HashMap, HashSet},
};

/// A facet or a concept, named. Two are the same by their identifiers, or where one is taken for the other.
#[derive(Clone, Debug)]
pub struct NamedItem<'c> {
    /// Its identifier.
    pub id: &'c str,
    /// Its name.
    pub name: Cow<'c, str>,
    /// The identifier by which it is the same elsewhere.
    same: &'c str,
}

/// A corpus, its concepts named as they are the same elsewhere.
pub(super) struct NamedCorpus<'c> {
    pub(super) corpus: &'c Corpus,
    /// The identifiers of concepts that are the same elsewhere by another.
    same: HashMap<&'c str, &'c str>,
    /// What each concept tells: the relation, and whether it is seen from its far end.
    told: Vec<Vec<(&'c Relation, bool)>>,
}

impl<'c> NamedCorpus<'c> {
    /// A corpus, how its concepts are named elsewhere, and which are there, by those names.
    pub(super) fn new(
        corpus: &'c Corpus,
        same: HashMap<&'c str, &'c str>,
        elsewhere: &HashSet<&str>,
    ) -> Self {
        let mut named = Self { corpus, same, told: vec![vec![]; corpus.concepts.len()] };
        for relation in &corpus.relations {
            let far = named.belongs_to_far_end(relation, elsewhere);
            let index = if far { relation.to } else { relation.from }.index();
            if let Some(told) = named.told.get_mut(index) {
                told.push((relation, far));
            }
        }
        named
    }

    /// A relation is told where it is written. A symmetric one may be written at either end: it is told with the
    /// concept that is only here, if one is, and else with the one whose identifier comes first.
    fn belongs_to_far_end(&self, relation: &Relation, elsewhere: &HashSet<&str>) -> bool {
        let kind = self.corpus.relation_kind(relation.relation);
        if !kind.is_some_and(RelationKind::is_symmetric) {
            return false;
        }
        let ends = [relation.from, relation.to].map(|end| {
            self.corpus.concept(end).map(|concept| {
                let same = self.common_id(&concept.id);
                (elsewhere.contains(same), same)
            })
        });
        let [near, far] = ends;
        far < near
    }

    /// The identifier by which a concept is the same elsewhere.
    pub(super) fn common_id(&self, id: &'c str) -> &'c str {
        self.same.get(id).copied().unwrap_or(id)
    }

    /// A concept by number.
    pub(super) fn concept_name(&self, id: ConceptId) -> Option<NamedItem<'c>> {
        let concept = self.corpus.concept(id)?;
        Some(NamedItem {
            id: &concept.id,
            name: concept.display_name(),
            same: self.common_id(&concept.id),
        })
    }

    /// A facet by number.
    pub(super) fn facet_name(&self, id: FacetId) -> Option<NamedItem<'c>> {
        let facet = self.corpus.facet(id)?;
        Some(NamedItem { id: &facet.id, name: (&*facet.label).into(), same: &facet.id })
    }

    /// Citations, named and in order.
    pub(super) fn resolve_citations(&self, citations: &'c [Citation]) -> Vec<NamedCitation<'c>> {
        let cited = |citation: &'c Citation| {
            let work = citation.work.and_then(|work| self.corpus.work(work));
            let via = citation.via.and_then(|via| self.corpus.voice(via));
            Some(NamedCitation {
                text: citation.text.as_deref(),
                but: citation.but.as_deref(),
                placement: citation.placement.map(Placement::name),
                aspect: citation.aspect.map(Aspect::name),
                via: via.map(|via| &*via.id),
                work: work.map(|work| &*work.id),
                title: work.map(|work| &*work.title),
                url: work.and_then(|work| work.url.as_deref()),
                ..self.cite_voice(citation.voice)?
            })
        };
        // Each once, in the order of identifiers: who wrote first means nothing.
        let each: BTreeSet<_> = citations.iter().filter_map(cited).collect();
        each.into_iter().collect()
    }

    /// A voice without a work.
    pub(super) fn cite_voice(&self, id: VoiceId) -> Option<NamedCitation<'c>> {
        let voice = self.corpus.voice(id)?;
        let own = self.corpus.settings.editors.first() == Some(&id);
        let (name, short) = (&*voice.name, &*voice.short);
        Some(NamedCitation { voice: &voice.id, name, short, own, ..NamedCitation::default() })
    }

    /// The relations that are told with the concept at an index, each with whether it is seen from its far end.
    pub(super) fn told_relations(&self, index: usize) -> &[(&'c Relation, bool)] {
        self.told.get(index).map(Vec::as_slice).unwrap_or_default()
    }
}

impl PartialEq for NamedItem<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.same == other.same
    }
}

impl Eq for NamedItem<'_> {}

impl PartialOrd for NamedItem<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NamedItem<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.same.cmp(other.same)
    }
}

impl Serialize for NamedItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
