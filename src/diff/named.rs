//! A corpus whose numbers are names: what is numbered so here may be numbered otherwise elsewhere.

use super::{
    said::Cited,
    sheet::{Claim, Key, Name, Sheet, What, Wording},
};
use cxterms_base::corpus::{
    Citation, Concept, ConceptId, Corpus, FacetId, LabelKind, Relation, RelationKind, VoiceId,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

/// A corpus, its concepts named as they are the same elsewhere.
pub(super) struct Named<'c> {
    pub(super) corpus: &'c Corpus,
    /// The identifiers of concepts that are the same elsewhere by another.
    same: HashMap<&'c str, &'c str>,
    /// What each concept tells: the relation, and whether it is seen from its far end.
    told: Vec<Vec<(&'c Relation, bool)>>,
}

impl<'c> Named<'c> {
    /// A corpus, how its concepts are named elsewhere, and which are there, by those names.
    pub(super) fn new(
        corpus: &'c Corpus,
        same: HashMap<&'c str, &'c str>,
        elsewhere: &HashSet<&str>,
    ) -> Self {
        let mut named = Self { corpus, same, told: vec![vec![]; corpus.concepts.len()] };
        for relation in &corpus.relations {
            let far = named.told_at_far_end(relation, elsewhere);
            let index = if far { relation.to } else { relation.from }.index();
            if let Some(told) = named.told.get_mut(index) {
                told.push((relation, far));
            }
        }
        named
    }

    /// A relation is told where it is written. A symmetric one may be written at either end: it is told with the
    /// concept that is only here, if one is, and else with the one whose identifier comes first.
    fn told_at_far_end(&self, relation: &Relation, elsewhere: &HashSet<&str>) -> bool {
        let kind = self.corpus.relation_kinds.get(relation.relation.index());
        if !kind.is_some_and(RelationKind::symmetric) {
            return false;
        }
        let ends = [relation.from, relation.to].map(|end| {
            self.corpus.concepts.get(end.index()).map(|concept| {
                let same = self.same_as(&concept.id);
                (elsewhere.contains(same), same)
            })
        });
        let [near, far] = ends;
        far < near
    }

    /// The identifier by which a concept is the same elsewhere.
    pub(super) fn same_as(&self, id: &'c str) -> &'c str {
        self.same.get(id).copied().unwrap_or(id)
    }

    /// A concept by number.
    pub(super) fn concept(&self, id: ConceptId) -> Option<Name<'c>> {
        let concept = self.corpus.concepts.get(id.index())?;
        Some(Name { id: &concept.id, name: name(concept), same: self.same_as(&concept.id) })
    }

    /// A facet by number.
    pub(super) fn facet(&self, id: FacetId) -> Option<Name<'c>> {
        let facet = self.corpus.facets.get(id.index())?;
        Some(Name { id: &facet.id, name: (&*facet.label).into(), same: &facet.id })
    }

    /// Citations, named and in order.
    pub(super) fn cited(&self, citations: &'c [Citation]) -> Vec<Cited<'c>> {
        let cited = |citation: &'c Citation| {
            let work = citation.work.and_then(|work| self.corpus.works.get(work.index()));
            let via = citation.via.and_then(|via| self.corpus.voices.get(via.index()));
            Some(Cited {
                text: citation.text.as_deref(),
                via: via.map(|via| &*via.id),
                work: work.map(|work| &*work.id),
                title: work.map(|work| &*work.title),
                url: work.and_then(|work| work.url.as_deref()),
                ..self.alone(citation.voice)?
            })
        };
        // Each once, in the order of identifiers: who wrote first means nothing.
        let each: BTreeSet<_> = citations.iter().filter_map(cited).collect();
        each.into_iter().collect()
    }

    /// A voice without a work.
    pub(super) fn alone(&self, id: VoiceId) -> Option<Cited<'c>> {
        let voice = self.corpus.voices.get(id.index())?;
        let own = self.corpus.settings.editors.first() == Some(&id);
        let (text, via, work, title, url) = (None, None, None, None, None);
        let (name, short) = (&*voice.name, &*voice.short);
        Some(Cited { voice: &voice.id, name, short, text, via, work, title, url, own })
    }

    /// Adds the relations that are told with a concept, each once with all its wordings.
    pub(super) fn relations(&self, index: usize, sheet: &mut Sheet<'c>) {
        let mut each: BTreeMap<Key<'c>, Vec<&'c Relation>> = BTreeMap::new();
        for (relation, far) in self.told.get(index).into_iter().flatten() {
            let kind = self.corpus.relation_kinds.get(relation.relation.index());
            let concept = self.concept(if *far { relation.from } else { relation.to });
            let facet = relation.facet.and_then(|facet| self.facet(facet));
            let relation_name = kind.map(|kind| &*kind.id);
            let key = Key { relation: relation_name, concept, facet, ..Key::of(What::Relations) };
            each.entry(key).or_default().push(relation);
        }
        for (key, worded) in each {
            sheet.insert(key, self.worded(&worded));
        }
    }

    fn worded(&self, relations: &[&'c Relation]) -> Claim<'c> {
        let everybody = |side: fn(&'c Relation) -> &'c [Citation]| {
            let each = relations.iter().flat_map(|relation| self.cited(side(relation)));
            each.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let wording = |relation: &&'c Relation| {
            let asserted_by = self.cited(&relation.said.asserted_by);
            Some(Wording { text: relation.text.as_deref()?, asserted_by })
        };
        let mut wordings: Vec<_> = relations.iter().filter_map(wording).collect();
        wordings.sort();
        let asserted_by = everybody(|relation| &relation.said.asserted_by);
        let denied_by = everybody(|relation| &relation.said.denied_by);
        Claim { wordings, asserted_by, denied_by, ..Claim::default() }
    }
}

/// A concept's preferred label, else its identifier.
pub(super) fn label(concept: &Concept) -> &str {
    let mut own = concept.labels.iter().filter(|label| label.language.is_none());
    own.find(|label| label.kind == LabelKind::Preferred).map_or(&*concept.id, |label| &label.text)
}

/// Its label with its qualifier: `gear (wheel)`.
fn name(concept: &Concept) -> Cow<'_, str> {
    match &concept.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", label(concept)).into(),
        None => label(concept).into(),
    }
}
