//! Who newly says something, who no longer does, and whose hedge is another?

use serde::Serialize;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A voice in a work, named. Two are the same by identifiers and words, whatever voice and work are called.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Cited<'c> {
    /// The voice's identifier.
    pub voice: &'c str,
    /// Its name.
    pub name: &'c str,
    /// What it is called in running text.
    #[serde(skip)]
    pub short: &'c str,
    /// That voice's own hedge, condition or reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'c str>,
    /// The identifier of the voice that reports it, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<&'c str>,
    /// The work's identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<&'c str>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'c str>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'c str>,
    /// Whether it is left unsaid who speaks: the first corpus's own voice.
    #[serde(skip)]
    pub own: bool,
}

impl<'c> Cited<'c> {
    /// Who says it, where, and who reports it.
    fn who(&self) -> (&'c str, Option<&'c str>, Option<&'c str>) {
        (self.voice, self.work, self.via)
    }
}

impl PartialEq for Cited<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cited<'_> {}

impl PartialOrd for Cited<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cited<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.who().cmp(&other.who()).then(self.text.cmp(&other.text))
    }
}

/// What a voice does about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It says so.
    Asserts,
    /// It says that it is not so.
    Denies,
}

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// It is only in the new corpus.
    Added,
    /// It is only in the old one.
    Removed,
    /// It is in both, and not alike.
    Changed,
}

/// A change in who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Shift<'c> {
    /// Whether the voice newly does so, no longer does, or does so in other words.
    pub change: Turn,
    /// What it does.
    pub stance: Stance,
    /// Who, where, and in which words now.
    #[serde(flatten)]
    pub cited: Cited<'c>,
    /// In which words before, where these are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'c str>,
}

/// What changed in who takes a stance. What one voice says in one work in several words is paired in their order.
pub(super) fn shifts<'c>(
    stance: Stance,
    old: &[Cited<'c>],
    new: &[Cited<'c>],
) -> impl Iterator<Item = Shift<'c>> {
    let mut apart: BTreeMap<_, [Vec<Cited<'c>>; 2]> = BTreeMap::new();
    for (side, these, those) in [(0, old, new), (1, new, old)] {
        let those: BTreeSet<_> = those.iter().collect();
        for cited in these.iter().filter(|cited| !those.contains(cited)) {
            let sides = apart.entry(cited.who()).or_default();
            sides.iter_mut().skip(side).take(1).for_each(|list| list.push(*cited));
        }
    }
    apart.into_values().flat_map(move |[gone, come]| {
        let both = gone.len().min(come.len());
        let changed = gone.iter().zip(&come);
        let changed = changed.map(|(old, new)| (Turn::Changed, *new, old.text));
        let removed = gone.iter().skip(both).map(|cited| (Turn::Removed, *cited, None));
        let added = come.iter().skip(both).map(|cited| (Turn::Added, *cited, None));
        let all: Vec<_> = changed.chain(removed).chain(added).collect();
        all.into_iter().map(move |(change, cited, was)| Shift { change, stance, cited, was })
    })
}
