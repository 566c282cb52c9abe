//! Changes in attribution: citations added, citations removed, and citations whose hedge changed.

use cxterms_page::NamedCitation;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    pub cited: NamedCitation<'c>,
    /// In which words before, where these are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'c str>,
}

/// What changed in who takes a stance. What one voice says in one work in several words is paired in their order.
pub(super) fn compare_citations<'c>(
    stance: VoiceStance,
    old: &[NamedCitation<'c>],
    new: &[NamedCitation<'c>],
) -> impl Iterator<Item = AttributionChange<'c>> {
    let mut apart: BTreeMap<_, [Vec<NamedCitation<'c>>; 2]> = BTreeMap::new();
    for (side, these, those) in [(0, old, new), (1, new, old)] {
        let those: BTreeSet<_> = those.iter().collect();
        for cited in these.iter().filter(|cited| !those.contains(cited)) {
            let sides = apart.entry(cited.key()).or_default();
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
