//! Merging of equal claims: each claim is kept once, with everybody who asserts or denies it.
//!
//! A relation is one claim by concept, name, target and facet; a facet value by concept, facet and value; a label by its
//! text and its language; definitions and notes by these and their dates, for what is said of when is their voice's alone.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};
use thin_vec::ThinVec;

use super::{Citation, CitedStance, Concept, FacetValue, Label, LabelKind, Relation, TextDate};

/// Up to so many claims are compared one by one; that is cheaper than a table of them.
const MAX_CLAIMS_COMPARED: usize = 16;

impl CitedStance {
    /// Adds those of `other`, each once.
    pub(super) fn merge_citations(&mut self, other: Self) {
        if **self != *other {
            let other = other.into_citations();
            extend_unique(&mut self.asserted_by, other.asserted_by);
            extend_unique(&mut self.denied_by, other.denied_by);
        }
    }
}

/// A text, its language and its dates.
pub(super) type TextKey<'t> = (&'t String, &'t Option<String>, &'t [TextDate]);

/// Where texts stand among the claims of a concept, which may have very many: a table, once there are more than a few.
pub(super) struct TextIndex(Option<HashMap<u64, Vec<usize>>>);

impl TextIndex {
    /// The places of these texts, each in its language.
    pub(super) fn index_texts<'t>(all: impl ExactSizeIterator<Item = TextKey<'t>>) -> Self {
        if all.len() <= MAX_CLAIMS_COMPARED {
            return Self(None);
        }
        let mut table: HashMap<_, Vec<_>> = HashMap::new();
        for (at, key) in all.enumerate() {
            table.entry(hash_text(key)).or_default().push(at);
        }
        Self(Some(table))
    }

    /// Adds a claim behind the others.
    pub(super) fn push_claim<C>(
        &mut self,
        claims: &mut ThinVec<C>,
        new: C,
        text_of: fn(&C) -> TextKey<'_>,
    ) {
        claims.push(new);
        match (&mut self.0, claims.last()) {
            (Some(table), Some(new)) => {
                let places = table.entry(hash_text(text_of(new))).or_default();
                places.push(claims.len() - 1);
            }
            _ => *self = Self::index_texts(claims.iter().map(text_of)),
        }
    }

    /// The first claim of these that is the same as one with this text.
    pub(super) fn find_claim<'c, C>(
        &self,
        claims: &'c mut [C],
        key: TextKey<'_>,
        is_same: impl Fn(&C) -> bool,
    ) -> Option<&'c mut C> {
        let Some(table) = &self.0 else { return claims.iter_mut().find(|claim| is_same(claim)) };
        let mut places = table.get(&hash_text(key)).into_iter().flatten();
        let at = places.find(|at| claims.get(**at).is_some_and(&is_same))?;
        claims.get_mut(*at)
    }
}

fn hash_text(key: TextKey<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

pub(super) fn extend_unique<T: PartialEq>(into: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !into.contains(&item) {
            into.push(item);
        }
    }
}

/// Puts dates in the place of those that tell the same.
fn replace_dates(known: &mut ThinVec<TextDate>, new: ThinVec<TextDate>) {
    for date in new {
        known.retain(|old| old.kind != date.kind);
        known.push(date);
        known.sort();
    }
}

/// Puts dates in their order; of two that tell the same the last stays.
pub(super) fn order_dates(dates: &mut ThinVec<TextDate>) {
    let all = std::mem::take(dates);
    replace_dates(dates, all);
}

/// Adds a facet value to those claimed.
pub(super) fn add_facet(values: &mut ThinVec<FacetValue>, value: FacetValue) {
    match values.iter_mut().find(|known| known.facet == value.facet && known.value == value.value) {
        Some(known) => {
            known.computation = value.computation.or(known.computation.take());
            known.said.merge_citations(value.said);
        }
        None => values.push(value),
    }
}

/// Adds a label; what it says of an old one replaces that. A synonym may become the preferred one.
pub(super) fn add_label(labels: &mut ThinVec<Label>, index: &mut TextIndex, label: Label) {
    let rises =
        |known: &Label| label.kind == LabelKind::Preferred && known.kind == LabelKind::Synonym;
    let same = |known: &Label| {
        let alike = known.language == label.language && known.text == label.text;
        alike && (known.kind == label.kind || rises(known))
    };
    match index.find_claim(labels, label.key(), same) {
        Some(known) => {
            known.kind = label.kind;
            known.secondary = label.secondary;
            known.why = label.why.or(known.why.take());
            known.instead = label.instead.or(known.instead.take());
            known.said.merge_citations(label.said);
        }
        None => index.push_claim(labels, label, Label::key),
    }
}

impl Label {
    /// By what it is found; it has no dates.
    pub(super) fn key(&self) -> TextKey<'_> {
        (&self.text, &self.language, &[])
    }
}

/// Denies a text that is named by one of its citations; false if there is none.
pub(super) fn deny_cited<'t>(
    said: impl Iterator<Item = &'t mut CitedStance>,
    named: &[Citation],
    denied_by: &[Citation],
) -> bool {
    let mut met = false;
    for said in said {
        let meant = |known: &Citation| {
            named.iter().any(|it| it.voice == known.voice && it.work == known.work)
        };
        if said.asserted_by.iter().any(meant) {
            extend_unique(&mut said.denied_by, denied_by.to_vec());
            met = true;
        }
    }
    met
}

/// Puts facet values into the facets' reading order, and what is in other languages into the order of their tags.
pub(super) fn order_claims(concept: &mut Concept) {
    concept.facets.sort_by_key(|value| value.facet);
    concept.labels.sort_by(|one, other| one.language.cmp(&other.language));
    concept.translated.sort_by(|(one, _), (other, _)| one.cmp(other));
}

/// The relation claims, each once and in order. A denial meets every wording of its relation between two concepts;
/// where nobody asserts that, the denial alone remains.
pub(super) fn merge_relations(mut relations: Vec<Relation>) -> Vec<Relation> {
    let pair = |relation: &Relation| (relation.from, relation.relation, relation.to);
    relations.sort_by_key(pair);
    let alike = |one: &Relation, other: &Relation| {
        pair(one) == pair(other) && one.facet == other.facet && one.text == other.text
    };
    relations.dedup_by(|next, known| {
        let same = alike(next, known);
        if same {
            known.said.merge_citations(std::mem::take(&mut next.said));
        }
        same
    });
    if relations.is_sorted_by(|one, other| pair(one) < pair(other)) {
        // No pair is joined in two wordings, as in most corpora: no second list is needed.
        for only in relations.iter_mut().filter(|only| only.said.denied_by.len() > 1) {
            let mut denied_by = vec![];
            extend_unique(&mut denied_by, std::mem::take(&mut only.said.denied_by));
            only.said.denied_by = denied_by;
        }
        return relations;
    }
    let mut all: Vec<Relation> = Vec::with_capacity(relations.len());
    let mut wordings: Vec<Relation> = vec![];
    for relation in relations {
        if wordings.first().is_some_and(|first| pair(first) != pair(&relation)) {
            share_denials(&mut wordings);
            all.append(&mut wordings);
        }
        match wordings
            .iter_mut()
            .find(|known| known.facet == relation.facet && known.text == relation.text)
        {
            Some(known) => known.said.merge_citations(relation.said),
            None => wordings.push(relation),
        }
    }
    share_denials(&mut wordings);
    all.append(&mut wordings);
    all
}

fn share_denials(wordings: &mut Vec<Relation>) {
    if matches!(&**wordings, [one] if one.said.denied_by.len() < 2) {
        return;
    }
    let mut denied_by = vec![];
    for wording in &*wordings {
        extend_unique(&mut denied_by, wording.said.denied_by.clone());
    }
    if wordings.iter().any(|wording| !wording.said.asserted_by.is_empty()) {
        wordings.retain(|wording| !wording.said.asserted_by.is_empty());
    } else {
        wordings.truncate(1);
    }
    for wording in wordings {
        wording.said.denied_by.clone_from(&denied_by);
    }
}
