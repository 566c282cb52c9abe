//! Which concepts are new, gone or changed?

use super::{
    Changes, Count,
    claims::{Change, changes},
    named::{Named, label},
    renamed::{ids, same},
    said::Turn,
    sheet::{Sheet, sheet},
};
use cxterms_base::corpus::{Concept, Corpus, LabelKind};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A concept, and what changed in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Entry<'c> {
    /// Its identifier.
    pub id: &'c str,
    /// Its identifier before, where that was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'c str>,
    /// Its preferred label.
    pub label: &'c str,
    /// What tells it from another concept of the same label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'c str>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'c str>,
    /// Its first abbreviation.
    #[serde(skip)]
    pub abbreviation: Option<&'c str>,
    /// What changed: of a concept that is new or gone, all that it says.
    pub changes: Vec<Change<'c>>,
}

impl<'c> Entry<'c> {
    fn of(named: &Named<'c>, concept: &'c Concept, changes: Vec<Change<'c>>) -> Self {
        let kind = concept.kind.and_then(|kind| named.corpus.kinds.get(kind.index()));
        let mut short = concept.labels.iter().filter(|label| label.language.is_none());
        let short = short.find(|label| label.kind == LabelKind::Abbreviation && !label.secondary);
        Self {
            id: &concept.id,
            was: None,
            label: label(concept),
            qualifier: concept.qualifier.as_deref(),
            kind: kind.map(|kind| &*kind.id),
            abbreviation: short.map(|label| &*label.text),
            changes,
        }
    }

    /// How many of its claims changed.
    pub fn claims(&self) -> usize {
        self.changes.iter().filter(|change| change.key.what.claimed()).count()
    }
}

/// Compares the concepts of two corpora.
pub(super) fn concepts<'c>(old: &'c Corpus, new: &'c Corpus) -> Changes<Entry<'c>> {
    let [before, after] = same(old, new);
    let (olds, news) = (common(old, &before), common(new, &after));
    let (before, after) = (Named::new(old, before, &news), Named::new(new, after, &olds));
    let mut known: HashMap<_, _> = (0..)
        .zip(&old.concepts)
        .map(|(index, concept)| (before.same_as(&concept.id), (index, concept)))
        .collect();
    let (mut added, mut removed, mut changed) = (vec![], vec![], vec![]);
    for (index, concept) in new.concepts.iter().enumerate() {
        let now = sheet(&after, index, concept);
        let Some((index, was)) = known.remove(after.same_as(&concept.id)) else {
            added.push(Entry::of(&after, concept, changes(Sheet::new(), now)));
            continue;
        };
        let entry = Entry::of(&after, concept, changes(sheet(&before, index, was), now));
        let was = (was.id != concept.id).then_some(&*was.id);
        if was.is_some() || !entry.changes.is_empty() {
            changed.push(Entry { was, ..entry });
        }
    }
    for (index, concept) in known.into_values() {
        let was = sheet(&before, index, concept);
        removed.push(Entry::of(&before, concept, changes(was, Sheet::new())));
    }
    for entries in [&mut added, &mut removed, &mut changed] {
        entries.sort_by_cached_key(|entry| (entry.label.to_lowercase(), entry.id));
    }
    Changes { added, removed, changed }
}

/// The identifiers of a corpus's concepts, by which they are the same elsewhere.
fn common<'c>(corpus: &'c Corpus, same: &HashMap<&'c str, &'c str>) -> HashSet<&'c str> {
    ids(corpus).into_iter().map(|id| same.get(id).copied().unwrap_or(id)).collect()
}

/// How many claims are new, gone or changed.
pub(super) fn claims(concepts: &Changes<Entry<'_>>) -> Count {
    let Changes { added, removed, changed } = concepts;
    let changes = added.iter().chain(removed).chain(changed).flat_map(|entry| &entry.changes);
    let mut count = Count::default();
    for change in changes.filter(|change| change.key.what.claimed()) {
        match change.change {
            Turn::Added => count.added += 1,
            Turn::Removed => count.removed += 1,
            Turn::Changed => count.changed += 1,
        }
    }
    count
}
