//! The top layer by itself: what a corpus says beyond what lies below it.

use super::{
    CitedStance, Concept, ConceptId, Corpus, LabelKind, Relation, Settings, claims, state,
};
use crate::schema::{Manifest, Profile};
use std::collections::{BTreeMap, BTreeSet};

impl Corpus {
    /// What the last layer adds to `lower`, over which it was laid. Of the concepts below, those stay of which it speaks
    /// or to which it refers, with their names; what it only repeats, with the same citation, is not told apart.
    pub(super) fn into_top_layer(mut self, lower: &Self, own: Option<LayerSettings>) -> Self {
        self.settings = replace_settings(self.settings, own);
        self.overrides.clear();
        self.denials.clear();
        subtract_relations(&mut self.relations, lower);
        let mut kept: BTreeSet<ConceptId> =
            self.relations.iter().flat_map(|relation| [relation.from, relation.to]).collect();
        let numbers = self.number_replacements();
        for (at, concept) in self.concepts.iter_mut().enumerate() {
            let known = lower.concepts.get(at);
            if known.is_none_or(|known| subtract_concept(concept, known)) {
                kept.insert(ConceptId::of(at));
                kept.extend(concept.notes.iter().flat_map(|note| &note.with));
                let names = concept.states.iter().flat_map(|state| &state.replaced_by);
                kept.extend(names.filter_map(|name| numbers.get(name)));
            }
        }
        self.keep_concepts(&kept);
        self.keep_cited_sources(lower.voices.len(), lower.works.len());
        self
    }
}

/// What a layer's manifest says of that layer alone.
pub(super) struct LayerSettings {
    title: Option<String>,
    implied_words: Vec<String>,
    profile: Profile,
    rules: Vec<String>,
}

impl From<&Manifest> for LayerSettings {
    fn from(manifest: &Manifest) -> Self {
        let (title, implied_words) = (manifest.title.clone(), manifest.implied_words.clone());
        let rules = manifest.rules.iter().map(|rule| rule.value.clone()).collect();
        Self { title, implied_words, profile: manifest.profile, rules }
    }
}

/// The settings with those of the last layer; its concepts keep the IRIs that they have in the stack.
fn replace_settings(all: Settings, own: Option<LayerSettings>) -> Settings {
    let Some(LayerSettings { title, implied_words, profile, rules }) = own else { return all };
    let (title, editors) = (title.unwrap_or(all.title), all.editors.last().copied());
    Settings { title, implied_words, profile, rules, editors: editors.into_iter().collect(), ..all }
}

/// Leaves of a concept what is said beyond `lower`, and its names; false if that is nothing.
fn subtract_concept(concept: &mut Concept, lower: &Concept) -> bool {
    let preferred = |label: &super::Label| label.kind == LabelKind::Preferred;
    let names: Vec<_> = concept.labels.iter().filter(|it| preferred(it)).cloned().collect();
    concept.labels.retain_mut(|label| {
        let mut known = lower.labels.iter();
        let known = known.find(|it| it.text == label.text && it.language == label.language);
        let risen = preferred(label) && known.is_some_and(|known| !preferred(known));
        subtract_stance(&mut label.said, known.map(|it| &it.said)) || risen
    });
    concept.definitions.retain_mut(|text| {
        let mut known = lower.definitions.iter();
        let known = known.find(|it| it.key() == text.key());
        subtract_stance(&mut text.said, known.map(|it| &it.said))
    });
    concept.facets.retain_mut(|value| {
        let mut known = lower.facets.iter();
        let known = known.find(|it| it.facet == value.facet && it.value == value.value);
        subtract_stance(&mut value.said, known.map(|it| &it.said))
    });
    concept.notes.retain_mut(|note| {
        let mut known = lower.notes.iter();
        let known = known.find(|it| it.key() == note.key());
        subtract_stance(&mut note.said, known.map(|it| &it.said))
    });
    state::subtract_states(concept, lower, subtract_stance);
    concept.root.take_if(|root| !subtract_stance(root, lower.root.as_ref()));
    concept
        .definition
        .take_if(|own| lower.definition.as_ref().is_some_and(|it| it.text == own.text));
    concept.translated.retain(|(language, own)| {
        !lower.translated.iter().any(|(known, it)| known == language && it.text == own.text)
    });
    concept.kind.take_if(|kind| lower.kind == Some(*kind));
    concept.notations.retain(|own| !lower.notations.iter().any(|it| it.code == own.code));
    concept
        .matches
        .retain(|own| !lower.matches.iter().any(|it| it.kind == own.kind && it.iri == own.iri));
    concept.schemes.retain(|own| !lower.schemes.contains(own));
    concept.dates.retain(|own| !lower.dates.contains(own));
    let says = says_more(concept, lower);
    for name in names {
        if !concept.labels.iter().any(|it| preferred(it) && it.language == name.language) {
            concept.labels.push(name);
        }
    }
    concept.labels.sort_by_key(|label| label.kind);
    claims::order_claims(concept);
    says
}

/// Whether anything is left of what a concept says beyond what a lower layer says of it.
fn says_more(concept: &Concept, lower: &Concept) -> bool {
    !concept.labels.is_empty()
        || concept.cited_stances().next().is_some()
        || concept.definition.is_some()
        || !concept.translated.is_empty()
        || concept.kind.is_some()
        || concept.qualifier != lower.qualifier
        || concept.iri != lower.iri
        || !concept.notations.is_empty()
        || !concept.matches.is_empty()
        || !concept.schemes.is_empty()
        || !concept.dates.is_empty()
}

fn subtract_relations(relations: &mut Vec<Relation>, lower: &Corpus) {
    let mut known: BTreeMap<_, Vec<&Relation>> = BTreeMap::new();
    for relation in &lower.relations {
        let ends = (relation.from, relation.relation, relation.to);
        known.entry(ends).or_default().push(relation);
    }
    relations.retain_mut(|relation| {
        let there = known.get(&(relation.from, relation.relation, relation.to));
        let mut there = there.into_iter().flatten();
        let there = there.find(|it| it.facet == relation.facet && it.text == relation.text);
        subtract_stance(&mut relation.said, there.map(|it| &it.said))
    });
    *relations = claims::merge_relations(std::mem::take(relations));
}

/// Leaves the citations that are not there below; false if none are left.
fn subtract_stance(said: &mut CitedStance, lower: Option<&CitedStance>) -> bool {
    if let Some(lower) = lower {
        said.asserted_by.retain(|it| !lower.asserted_by.contains(it));
        said.denied_by.retain(|it| !lower.denied_by.contains(it));
    }
    !said.asserted_by.is_empty() || !said.denied_by.is_empty()
}
