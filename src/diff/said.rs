//! Changes in attribution: citations added, citations removed, and citations whose hedge changed.

use serde::Serialize;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A voice in a work, named. Two are the same by identifiers and words, whatever voice and work are called.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CitedVoice<'c> {
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

impl<'c> CitedVoice<'c> {
    /// Who says it, where, and who reports it.
    fn citation_key(&self) -> (&'c str, Option<&'c str>, Option<&'c str>) {
        (self.voice, self.work, self.via)
    }
}

impl PartialEq for CitedVoice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for CitedVoice<'_> {}

impl PartialOrd for CitedVoice<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CitedVoice<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.citation_key().cmp(&other.citation_key()).then(self.text.cmp(&other.text))
    }
}

/// What a voice does about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceStance {
    /// It says so.
    Asserts,
    /// It says that it is not so.
    Denies,
}

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is only in the new corpus.
    Added,
    /// It is only in the old one.
    Removed,
    /// It is in both, and not alike.
    Changed,
}

/// A change in who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AttributionChange<'c> {
    /// Whether the voice newly does so, no longer does, or does so in other words.
    pub change: ChangeKind,
    /// What it does.
    pub stance: VoiceStance,
    /// Who, where, and in which words now.
    #[serde(flatten)]
    pub cited: CitedVoice<'c>,
    /// In which words before, where these are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'c str>,
}

/// What changed in who takes a stance. What one voice says in one work in several words is paired in their order.
pub(super) fn compare_citations<'c>(
    stance: VoiceStance,
    old: &[CitedVoice<'c>],
    new: &[CitedVoice<'c>],
) -> impl Iterator<Item = AttributionChange<'c>> {
    let mut apart: BTreeMap<_, [Vec<CitedVoice<'c>>; 2]> = BTreeMap::new();
    for (side, these, those) in [(0, old, new), (1, new, old)] {
        let those: BTreeSet<_> = those.iter().collect();
        for cited in these.iter().filter(|cited| !those.contains(cited)) {
            let sides = apart.entry(cited.citation_key()).or_default();
            sides.iter_mut().skip(side).take(1).for_each(|list| list.push(*cited));
        }
    }
    apart.into_values().flat_map(move |[gone, come]| {
        let both = gone.len().min(come.len());
        let changed = gone.iter().zip(&come);
        let changed = changed.map(|(old, new)| (ChangeKind::Changed, *new, old.text));
        let removed = gone.iter().skip(both).map(|cited| (ChangeKind::Removed, *cited, None));
        let added = come.iter().skip(both).map(|cited| (ChangeKind::Added, *cited, None));
        let all: Vec<_> = changed.chain(removed).chain(added).collect();
        all.into_iter().map(move |(change, cited, was)| AttributionChange {
            change,
            stance,
            cited,
            was,
        })
    })
}
