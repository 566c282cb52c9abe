//! Concepts that were added, removed or changed, each with its changes.

use super::{
    ChangeCount, Changes,
    claim_changes::{ClaimChange, compare_claims},
    claims::{ClaimsByKey, collect_claims},
    named::NamedCorpus,
    renamed::{concept_ids, find_renamed},
    said::ChangeKind,
};
use cxterms_base::corpus::{Concept, Corpus, LabelKind};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A concept, and what changed in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct ConceptChange<'c> {
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
    pub changes: Vec<ClaimChange<'c>>,
}

impl<'c> ConceptChange<'c> {
    fn from_concept(
        named: &NamedCorpus<'c>,
        concept: &'c Concept,
        changes: Vec<ClaimChange<'c>>,
    ) -> Self {
        let kind = concept.kind.and_then(|kind| named.corpus.kind(kind));
        let mut short = concept.labels.iter().filter(|label| label.language.is_none());
        let short = short.find(|label| label.kind == LabelKind::Abbreviation && !label.secondary);
        Self {
            id: &concept.id,
            was: None,
            label: concept.preferred_label(),
            qualifier: concept.qualifier.as_deref(),
            kind: kind.map(|kind| &*kind.id),
            abbreviation: short.map(|label| &*label.text),
            changes,
        }
    }

    /// How many of its claims changed.
    pub fn count_claims(&self) -> usize {
        self.changes.iter().filter(|change| change.key.what.is_claim()).count()
    }
}

/// Compares the concepts of two corpora.
pub(super) fn compare_concepts<'c>(old: &'c Corpus, new: &'c Corpus) -> Changes<ConceptChange<'c>> {
    let [before, after] = find_renamed(old, new);
    let (olds, news) = (common_ids(old, &before), common_ids(new, &after));
    let (before, after) =
        (NamedCorpus::new(old, before, &news), NamedCorpus::new(new, after, &olds));
    let mut known: HashMap<_, _> = (0..)
        .zip(&old.concepts)
        .map(|(index, concept)| (before.common_id(&concept.id), (index, concept)))
        .collect();
    let (mut added, mut removed, mut changed) = (vec![], vec![], vec![]);
    for (index, concept) in new.concepts.iter().enumerate() {
        let now = collect_claims(&after, index, concept);
        let Some((index, was)) = known.remove(after.common_id(&concept.id)) else {
            added.push(ConceptChange::from_concept(
                &after,
                concept,
                compare_claims(ClaimsByKey::new(), now),
            ));
            continue;
        };
        let entry = ConceptChange::from_concept(
            &after,
            concept,
            compare_claims(collect_claims(&before, index, was), now),
        );
        let was = (was.id != concept.id).then_some(&*was.id);
        if was.is_some() || !entry.changes.is_empty() {
            changed.push(ConceptChange { was, ..entry });
        }
    }
    for (index, concept) in known.into_values() {
        let was = collect_claims(&before, index, concept);
        removed.push(ConceptChange::from_concept(
            &before,
            concept,
            compare_claims(was, ClaimsByKey::new()),
        ));
    }
    for entries in [&mut added, &mut removed, &mut changed] {
        entries.sort_by_cached_key(|entry| (entry.label.to_lowercase(), entry.id));
    }
    Changes { added, removed, changed }
}

/// The identifiers of a corpus's concepts, by which they are the same elsewhere.
fn common_ids<'c>(corpus: &'c Corpus, same: &HashMap<&'c str, &'c str>) -> HashSet<&'c str> {
    concept_ids(corpus).into_iter().map(|id| same.get(id).copied().unwrap_or(id)).collect()
}

/// How many claims are new, gone or changed.
pub(super) fn count_claim_changes(concepts: &Changes<ConceptChange<'_>>) -> ChangeCount {
    let Changes { added, removed, changed } = concepts;
    let changes = added.iter().chain(removed).chain(changed).flat_map(|entry| &entry.changes);
    let mut count = ChangeCount::default();
    for change in changes.filter(|change| change.key.what.is_claim()) {
        match change.change {
            ChangeKind::Added => count.added += 1,
            ChangeKind::Removed => count.removed += 1,
            ChangeKind::Changed => count.changed += 1,
        }
    }
    count
}
