//! Canonical order: turns a corpus that was not read from files into what reading its files would give.

use super::{
    Concept, ConceptId, Corpus, Label, LabelKind, RelationKind, VoiceId, claims, dated_texts,
    scheme, state,
};
use crate::{language::look_up_tag, text};
use std::collections::HashSet;

impl Corpus {
    /// The same corpus with its concepts in the order of their identifiers, and every claim once and where a reader of
    /// files would put it.
    #[must_use]
    pub fn into_normalized(mut self) -> Self {
        let mut order: Vec<usize> = (0..self.concepts.len()).collect();
        order.sort_by_key(|index| self.concepts.get(*index).map(|concept| &concept.id));
        let mut numbers = vec![ConceptId::default(); order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = numbers.get_mut(*old) {
                *slot = ConceptId::of(new);
            }
        }
        let number = |id: ConceptId| numbers.get(id.index()).copied().unwrap_or_default();
        drop(order);
        move_to(&mut self.concepts, numbers.clone());
        let own = self.settings.editors.first().copied();
        for concept in &mut self.concepts {
            *concept = normalize_concept(std::mem::take(concept), own, number);
        }
        for relation in &mut self.relations {
            (relation.from, relation.to) = (number(relation.from), number(relation.to));
            let kind = self.relation_kinds.get(relation.relation.index());
            if kind.is_some_and(RelationKind::is_symmetric) && relation.to < relation.from {
                std::mem::swap(&mut relation.from, &mut relation.to);
            }
        }
        self.relations.retain(|relation| relation.from != relation.to);
        self.relations = claims::merge_relations(self.relations);
        self
    }
}

/// Moves each item to the place that is named for it, without a second list of them.
fn move_to<T>(items: &mut [T], mut places: Vec<ConceptId>) {
    for at in 0..items.len() {
        while let Some(place) = places.get(at).copied().map(ConceptId::index).filter(|it| *it != at)
        {
            items.swap(at, place);
            places.swap(at, place);
        }
    }
}

/// A concept with each claim once and in its place.
fn normalize_concept(
    mut concept: Concept,
    own: Option<VoiceId>,
    number: impl Fn(ConceptId) -> ConceptId,
) -> Concept {
    concept.kind_by = concept.kind_by.or(own.filter(|_| concept.kind.is_some()));
    concept.qualifier_by = concept.qualifier_by.or(own.filter(|_| concept.qualifier.is_some()));
    let none = || claims::TextIndex::index_texts(std::iter::empty());
    let mut index = none();
    for label in std::mem::take(&mut concept.labels) {
        claims::add_label(&mut concept.labels, &mut index, label);
    }
    concept.labels.sort_by_key(|label| label.kind);
    index = none();
    for text in std::mem::take(&mut concept.definitions) {
        dated_texts::add_text(&mut concept.definitions, &mut index, text);
    }
    dated_texts::settle_texts(&mut concept.definitions);
    for value in std::mem::take(&mut concept.facets) {
        claims::add_facet(&mut concept.facets, value);
    }
    claims::order_claims(&mut concept);
    scheme::order_memberships(&mut concept.schemes);
    index = none();
    for mut note in std::mem::take(&mut concept.notes) {
        note.with.iter_mut().for_each(|id| *id = number(*id));
        dated_texts::add_note(&mut concept.notes, &mut index, note);
    }
    dated_texts::settle_texts(&mut concept.notes);
    state::settle_states(&mut concept.states);
    fill_advice(&mut concept.labels);
    claims::order_dates(&mut concept.dates);
    concept
}

/// Why a label is avoided that does not say why.
const UNEXPLAINED: &str = "no reason is given";

/// Advises what to say in place of each label to avoid, and says of one that does not say why that it does not: a label that is itself not to be avoided, in the same language
/// if there is one. A concept that has no such label can only be called by the one it has.
fn fill_advice(labels: &mut [Label]) {
    let of_kind = |kind| labels.iter().filter(move |label| label.kind == kind);
    let avoided: HashSet<_> =
        of_kind(LabelKind::Avoid).map(|label| text::fold(&label.text)).collect();
    if avoided.is_empty() {
        return;
    }
    let shown = labels.iter().filter(|it| !matches!(it.kind, LabelKind::Avoid | LabelKind::Hidden));
    let shown: Vec<_> = shown.map(|it| (it.language.clone(), it.text.clone())).collect();
    let good: Vec<_> =
        shown.iter().filter(|(_, name)| !avoided.contains(&text::fold(name))).collect();
    for label in labels.iter_mut().filter(|label| label.kind == LabelKind::Avoid) {
        let told = label.instead.take();
        let told = told.filter(|it| good.is_empty() || !avoided.contains(&text::fold(it)));
        let same = || find_in_language(&good, label.language.as_deref());
        let best = || same().or(good.first().copied()).or(shown.first());
        label.instead = told.or_else(|| best().map(|(_, name)| Box::new(name.clone())));
        let why = label.why.take().filter(|why| !why.trim().is_empty());
        label.why = why.or_else(|| Some(Box::new(UNEXPLAINED.to_owned())));
    }
}

/// The first name in a language, which none stands for the corpus's own, or else in the one that serves for it.
fn find_in_language<'n>(
    names: &[&'n (Option<String>, String)],
    language: Option<&str>,
) -> Option<&'n (Option<String>, String)> {
    let Some(language) = language else {
        return names.iter().copied().find(|(known, _)| known.is_none());
    };
    let spoken: Vec<_> = names.iter().copied().filter(|(known, _)| known.is_some()).collect();
    let tags = spoken.iter().filter_map(|(known, _)| known.as_deref());
    spoken.get(look_up_tag([language], &tags)?).copied()
}
