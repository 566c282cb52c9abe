//! Changes in the claims of one concept.

use super::{
    claims::{ClaimKey, ClaimVersion, ClaimsByKey},
    reworded,
    said::{AttributionChange, ChangeKind, VoiceStance, compare_citations},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A claim that changed.
#[derive(Debug, PartialEq, Serialize)]
pub struct ClaimChange<'c> {
    /// Which way.
    pub change: ChangeKind,
    /// Which claim.
    #[serde(flatten)]
    pub key: ClaimKey<'c>,
    /// As it was; none if it was added.
    pub old: Option<ClaimVersion<'c>>,
    /// As it is; none if it was removed.
    pub new: Option<ClaimVersion<'c>>,
    /// Of a claim that stays, who newly asserts or denies it, who no longer does, and who does in other words.
    pub voices: Vec<AttributionChange<'c>>,
}

impl<'c> ClaimChange<'c> {
    fn added(key: ClaimKey<'c>, new: ClaimVersion<'c>) -> Self {
        Self { change: ChangeKind::Added, key, old: None, new: Some(new), voices: vec![] }
    }

    fn removed(key: ClaimKey<'c>, old: ClaimVersion<'c>) -> Self {
        Self { change: ChangeKind::Removed, key, old: Some(old), new: None, voices: vec![] }
    }

    /// Its place among the changes of a concept: what is said of one thing stands together, what is gone before what is
    /// new in its place.
    fn sort_key(&self) -> impl Ord {
        let ClaimKey { what, language, relation, concept, facet, text, .. } = &self.key;
        // Umbrellas first, contrasts last.
        let place = match *relation {
            Some("subset-of") => 0,
            Some("contrasts-with") => 2,
            _ => 1,
        };
        let kind = self.new.as_ref().or(self.old.as_ref()).and_then(|claim| claim.kind);
        let turn = [ChangeKind::Changed, ChangeKind::Removed, ChangeKind::Added];
        let turn = turn.iter().position(|turn| *turn == self.change);
        (*what, *language, place, *relation, facet.clone(), kind, turn, concept.clone(), *text)
    }

    fn changed(key: ClaimKey<'c>, old: ClaimVersion<'c>, new: ClaimVersion<'c>) -> Self {
        let asserts = compare_citations(VoiceStance::Asserts, &old.asserted_by, &new.asserted_by);
        let voices =
            asserts.chain(compare_citations(VoiceStance::Denies, &old.denied_by, &new.denied_by));
        let voices = voices.collect();
        Self { change: ChangeKind::Changed, key, old: Some(old), new: Some(new), voices }
    }
}

/// What changed from one sheet to another, in the order of reading.
pub(super) fn compare_claims<'c>(
    old: ClaimsByKey<'c>,
    mut new: ClaimsByKey<'c>,
) -> Vec<ClaimChange<'c>> {
    let (mut changes, mut gone) = (vec![], vec![]);
    for (key, claim) in old {
        match new.remove_entry(&key) {
            Some((_, other)) if other == claim => {}
            Some((key, other)) => changes.push(ClaimChange::changed(key, claim, other)),
            None => gone.push((key, claim)),
        }
    }
    let come: Vec<_> = new.into_iter().collect();
    let pairs: BTreeMap<_, _> = reworded::pair_reworded(&gone, &come).into_iter().collect();
    let mut come: Vec<_> = come.into_iter().map(Some).collect();
    for (index, (key, claim)) in gone.into_iter().enumerate() {
        let other = pairs.get(&index).and_then(|other| come.get_mut(*other)?.take());
        changes.push(match other {
            Some((key, other)) => ClaimChange::changed(key, claim, other),
            None => ClaimChange::removed(key, claim),
        });
    }
    changes.extend(come.into_iter().flatten().map(|(key, claim)| ClaimChange::added(key, claim)));
    changes.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    changes
}
