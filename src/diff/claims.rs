//! Which claims of a concept changed, and how?

use super::{
    reworded,
    said::{Shift, Stance, Turn, shifts},
    sheet::{Claim, Key, Sheet},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A claim that changed.
#[derive(Debug, PartialEq, Serialize)]
pub struct Change<'c> {
    /// Which way.
    pub change: Turn,
    /// Which claim.
    #[serde(flatten)]
    pub key: Key<'c>,
    /// As it was; none if it was added.
    pub old: Option<Claim<'c>>,
    /// As it is; none if it was removed.
    pub new: Option<Claim<'c>>,
    /// Of a claim that stays, who newly asserts or denies it, who no longer does, and who does in other words.
    pub voices: Vec<Shift<'c>>,
}

impl<'c> Change<'c> {
    fn added(key: Key<'c>, new: Claim<'c>) -> Self {
        Self { change: Turn::Added, key, old: None, new: Some(new), voices: vec![] }
    }

    fn removed(key: Key<'c>, old: Claim<'c>) -> Self {
        Self { change: Turn::Removed, key, old: Some(old), new: None, voices: vec![] }
    }

    /// Its place among the changes of a concept: what is said of one thing stands together, what is gone before what is
    /// new in its place.
    fn order(&self) -> impl Ord {
        let Key { what, language, relation, concept, facet, text, .. } = &self.key;
        // Umbrellas first, contrasts last.
        let place = match *relation {
            Some("subset-of") => 0,
            Some("contrasts-with") => 2,
            _ => 1,
        };
        let kind = self.new.as_ref().or(self.old.as_ref()).and_then(|claim| claim.kind);
        let turn = [Turn::Changed, Turn::Removed, Turn::Added];
        let turn = turn.iter().position(|turn| *turn == self.change);
        (*what, *language, place, *relation, facet.clone(), kind, turn, concept.clone(), *text)
    }

    fn changed(key: Key<'c>, old: Claim<'c>, new: Claim<'c>) -> Self {
        let asserts = shifts(Stance::Asserts, &old.asserted_by, &new.asserted_by);
        let voices = asserts.chain(shifts(Stance::Denies, &old.denied_by, &new.denied_by));
        let voices = voices.collect();
        Self { change: Turn::Changed, key, old: Some(old), new: Some(new), voices }
    }
}

/// What changed from one sheet to another, in the order of reading.
pub(super) fn changes<'c>(old: Sheet<'c>, mut new: Sheet<'c>) -> Vec<Change<'c>> {
    let (mut changes, mut gone) = (vec![], vec![]);
    for (key, claim) in old {
        match new.remove_entry(&key) {
            Some((_, other)) if other == claim => {}
            Some((key, other)) => changes.push(Change::changed(key, claim, other)),
            None => gone.push((key, claim)),
        }
    }
    let come: Vec<_> = new.into_iter().collect();
    let pairs: BTreeMap<_, _> = reworded::pairs(&gone, &come).into_iter().collect();
    let mut come: Vec<_> = come.into_iter().map(Some).collect();
    for (index, (key, claim)) in gone.into_iter().enumerate() {
        let other = pairs.get(&index).and_then(|other| come.get_mut(*other)?.take());
        changes.push(match other {
            Some((key, other)) => Change::changed(key, claim, other),
            None => Change::removed(key, claim),
        });
    }
    changes.extend(come.into_iter().flatten().map(|(key, claim)| Change::added(key, claim)));
    changes.sort_by(|a, b| a.order().cmp(&b.order()));
    changes
}
