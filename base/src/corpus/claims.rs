//! Merging of equal claims: each claim is kept once, with everybody who asserts or denies it.
//!
//! A relation is one claim by concept, name, target and facet; a facet value by concept, facet and value; the others by
//! their text and its language.

use super::{
    Citation, CitedStance, ClaimedText, Concept, FacetValue, Label, LabelKind, Note, Relation,
};

impl CitedStance {
    /// Adds those of `other`, each once.
    pub(super) fn merge_citations(&mut self, other: Self) {
        extend_unique(&mut self.asserted_by, other.asserted_by);
        extend_unique(&mut self.denied_by, other.denied_by);
    }
}

fn extend_unique<T: PartialEq>(into: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !into.contains(&item) {
            into.push(item);
        }
    }
}

/// Adds a text to those claimed.
pub(super) fn add_text(texts: &mut Vec<ClaimedText>, new: ClaimedText) {
    match texts
        .iter_mut()
        .find(|known| (&known.text, &known.language) == (&new.text, &new.language))
    {
        Some(known) => {
            known.leading |= new.leading;
            known.said.merge_citations(new.said);
        }
        None => texts.push(new),
    }
}

/// Adds a facet value to those claimed.
pub(super) fn add_facet(values: &mut Vec<FacetValue>, value: FacetValue) {
    match values.iter_mut().find(|known| known.facet == value.facet && known.value == value.value) {
        Some(known) => {
            known.computation = value.computation.or(known.computation.take());
            known.said.merge_citations(value.said);
        }
        None => values.push(value),
    }
}

/// Adds a note to those claimed.
pub(super) fn add_note(notes: &mut Vec<Note>, note: Note) {
    match notes
        .iter_mut()
        .find(|known| (&known.text, &known.language) == (&note.text, &note.language))
    {
        Some(known) => {
            known.label = note.label.or(known.label.take());
            known.said.merge_citations(note.said);
            extend_unique(&mut known.with, note.with);
        }
        None => notes.push(note),
    }
}

/// Adds a label; what it says of an old one replaces that. A synonym may become the preferred one.
pub(super) fn add_label(labels: &mut Vec<Label>, label: Label) {
    let rises =
        |known: &Label| label.kind == LabelKind::Preferred && known.kind == LabelKind::Synonym;
    let same = |known: &&mut Label| {
        let alike = known.language == label.language && known.text == label.text;
        alike && (known.kind == label.kind || rises(known))
    };
    match labels.iter_mut().find(same) {
        Some(known) => {
            known.kind = label.kind;
            known.secondary = label.secondary;
            known.why = label.why.or(known.why.take());
            known.instead = label.instead.or(known.instead.take());
            known.said.merge_citations(label.said);
        }
        None => labels.push(label),
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

/// Puts the facet values of every concept into the facets' reading order.
pub(super) fn order_facets(concept: &mut Concept) {
    concept.facets.sort_by_key(|value| value.facet);
}

/// The relation claims, each once and in order. A denial meets every wording of its relation between two concepts;
/// where nobody asserts that, the denial alone remains.
pub(super) fn merge_relations(mut relations: Vec<Relation>) -> Vec<Relation> {
    let pair = |relation: &Relation| (relation.from, relation.relation, relation.to);
    relations.sort_by_key(pair);
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
