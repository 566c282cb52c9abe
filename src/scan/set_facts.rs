//! What the documents of a set say, summed: sums may be summed again, in any order and of any parts.
//!
//! It grows with the names that documents use, not with the documents: of places only the first are kept.

use super::finding_place::FindingPlace;
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// How many places of a long form are kept: those that a finding names, and the one where it stands.
const MAX_PLACES: usize = 4;

/// How many files that use a name are kept, the first by their names.
const MAX_FILES: usize = 5;

/// How many long forms of an abbreviation are compared, the most usual.
const MAX_LONG_FORMS: usize = 200;

/// What the documents of a set say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetFacts {
    /// How many documents were looked at; those that are read for what others mean are not among them.
    pub(super) files: u64,
    pub(super) abbreviations: BTreeMap<String, AbbreviationFacts>,
    /// The names that were met.
    pub(super) names: BTreeMap<MetName, NameFacts>,
}

/// What a name that was met means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum MetName {
    /// A term, by its identifier: all of its names count together.
    Term(String),
    /// A folded label that somebody advises against, or whose term is given up.
    Label(String),
}

/// A name as it is written, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NameFacts {
    pub(super) count: u64,
    /// In how many files.
    pub(super) files: u64,
    /// The first of them.
    pub(super) first_files: BTreeSet<String>,
    pub(super) written: BTreeMap<String, u64>,
}

/// What a set says of one abbreviation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AbbreviationFacts {
    /// Every use, if uses are counted.
    pub(super) met: NameFacts,
    /// The uses that may mean several things.
    pub(super) unsettled: UseFacts,
    /// How often it is said what it stands for, also where a comment silences that.
    pub(super) explained: u64,
    /// In how many files, where no comment does.
    pub(super) explaining_files: u64,
    /// Its long forms, by what is compared of them.
    pub(super) expansions: BTreeMap<String, ExpansionFacts>,
    /// What stands beside it in lists, folded, with the first place.
    pub(super) beside: BTreeMap<String, FindingPlace>,
}

/// How often something is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UseFacts {
    pub(super) count: u64,
    pub(super) files: u64,
    /// The file that uses it most, of those that are looked at.
    pub(super) most: Option<FileUses>,
    /// Every file that is looked at, if each is to be told.
    pub(super) each: BTreeSet<FileUses>,
}

/// How often one file uses something, and where first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct FileUses {
    pub(super) place: FindingPlace,
    pub(super) count: u64,
}

/// A long form of an abbreviation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ExpansionFacts {
    pub(super) count: u64,
    pub(super) files: u64,
    /// The first places.
    pub(super) places: Vec<FindingPlace>,
    /// The first place in a document that is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) own: Option<FindingPlace>,
    /// As it is written, and how often.
    pub(super) written: BTreeMap<String, u64>,
}

impl SetFacts {
    /// What is said of one abbreviation.
    pub(super) fn of_abbreviation(abbreviation: String, facts: AbbreviationFacts) -> Self {
        Self { abbreviations: [(abbreviation, facts)].into(), ..Self::default() }
    }

    /// Adds what other documents of the set say.
    pub fn add(&mut self, other: Self) {
        self.files = self.files.saturating_add(other.files);
        for (abbreviation, facts) in other.abbreviations {
            self.abbreviations.entry(abbreviation).or_default().add(facts);
        }
        for (label, facts) in other.names {
            self.names.entry(label).or_default().add(facts);
        }
    }

    /// Every place that is kept.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut FindingPlace> {
        self.abbreviations.values_mut().flat_map(|facts| {
            let expansions = facts.expansions.values_mut();
            let long = expansions.flat_map(|it| it.places.iter_mut().chain(&mut it.own));
            let most = facts.unsettled.most.iter_mut().map(|it| &mut it.place);
            long.chain(most).chain(facts.beside.values_mut())
        })
    }

    /// Visits the places of files that are each kept.
    pub(super) fn visit_each(&mut self, visit: &mut impl FnMut(&mut FindingPlace)) {
        for facts in self.abbreviations.values_mut() {
            let each = std::mem::take(&mut facts.unsettled.each);
            facts.unsettled.each = each
                .into_iter()
                .map(|mut uses| {
                    visit(&mut uses.place);
                    uses
                })
                .collect();
        }
    }
}

impl NameFacts {
    /// So many uses in a file, written in one way.
    pub(super) fn of_uses(file: &str, written: BTreeMap<String, u64>) -> Self {
        let (count, first_files) = (written.values().sum(), BTreeSet::from([file.to_owned()]));
        Self { count, files: 1, first_files, written }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.files = self.files.saturating_add(other.files);
        self.first_files.extend(other.first_files);
        while self.first_files.len() > MAX_FILES {
            self.first_files.pop_last();
        }
        add_counts(&mut self.written, other.written);
    }
}

impl AbbreviationFacts {
    /// What its long forms are compared by, in order; of very many the most usual.
    pub(super) fn usual_keys(&self) -> Vec<&str> {
        let mut all: Vec<_> = self.expansions.iter().collect();
        all.sort_by_key(|(_, facts)| Reverse(facts.count));
        let mut keys: Vec<_> =
            all.into_iter().take(MAX_LONG_FORMS).map(|(key, _)| &**key).collect();
        keys.sort_unstable();
        keys
    }

    pub(super) fn add(&mut self, other: Self) {
        self.met.add(other.met);
        self.unsettled.add(other.unsettled);
        self.explained = self.explained.saturating_add(other.explained);
        self.explaining_files = self.explaining_files.saturating_add(other.explaining_files);
        for (key, facts) in other.expansions {
            self.expansions.entry(key).or_default().add(facts);
        }
        for (item, place) in other.beside {
            let known = self.beside.entry(item).or_insert_with(|| place.clone());
            if place < *known {
                *known = place;
            }
        }
    }
}

impl UseFacts {
    fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.files = self.files.saturating_add(other.files);
        self.each.extend(other.each);
        let both = self.most.take().into_iter().chain(other.most);
        self.most = both.min_by_key(|it| (Reverse(it.count), it.place.clone()));
    }
}

impl ExpansionFacts {
    /// The long form at a place; in a document that is looked at, or not.
    pub(super) fn at_place(place: FindingPlace, written: String, is_own: bool) -> Self {
        let own = is_own.then(|| place.clone());
        Self { count: 1, files: 0, places: vec![place], own, written: [(written, 1)].into() }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.files = self.files.saturating_add(other.files);
        self.places.extend(other.places);
        self.places.sort();
        self.places.truncate(MAX_PLACES);
        self.own = self.own.take().into_iter().chain(other.own).min();
        add_counts(&mut self.written, other.written);
    }
}

fn add_counts(counts: &mut BTreeMap<String, u64>, others: BTreeMap<String, u64>) {
    for (written, count) in others {
        let known = counts.entry(written).or_default();
        *known = known.saturating_add(count);
    }
}
