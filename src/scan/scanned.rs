//! What scanned documents give: findings of each by itself, and the sum of what they say.

use super::{
    finding_place::FindingPlace, report::ScanFinding, set_facts::SetFacts, set_name::SetName,
};
use std::collections::{BTreeMap, BTreeSet};

/// What one document gives.
#[derive(Clone, Debug, Default)]
pub struct ScannedDocument {
    /// What is found in it by itself.
    pub(super) findings: Vec<ScanFinding>,
    /// What it adds to the facts of its set.
    pub(super) facts: SetFacts,
    /// Whether it has more uses than are looked at, [`MAX_USES`](super::MAX_USES) of a sort.
    pub is_cut: bool,
}

/// What the documents of a set give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScannedSet {
    /// What it is called.
    pub name: SetName,
    /// The folder of the overlay whose words are its own.
    pub overlay: Option<String>,
    /// The digest of the terms that it was read with.
    pub base: String,
    /// The sum of what its documents say.
    pub(super) facts: SetFacts,
    /// What is found in single documents.
    pub(super) findings: Vec<ScanFinding>,
}

impl ScannedSet {
    /// A set without documents.
    pub fn new(name: SetName) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds a document.
    pub fn add_document(&mut self, document: ScannedDocument) {
        self.facts.add(document.facts);
        self.findings.extend(document.findings);
    }

    /// Adds other documents of the set.
    pub fn add_set(&mut self, other: Self) {
        self.facts.add(other.facts);
        self.findings.extend(other.findings);
    }

    /// The lines that are shown of its documents, and not yet at hand.
    pub fn wanted_lines(&mut self) -> BTreeMap<String, BTreeSet<u64>> {
        let mut wanted = BTreeMap::new();
        self.visit_places(&mut |place| place.want_line(&mut wanted));
        wanted
    }

    /// Takes lines of its documents.
    pub fn show_lines(&mut self, lines: &BTreeMap<String, BTreeMap<u64, String>>) {
        self.visit_places(&mut |place| place.show_line(lines));
    }

    fn visit_places(&mut self, visit: &mut impl FnMut(&mut FindingPlace)) {
        self.facts.places_mut().for_each(&mut *visit);
        self.facts.visit_each(visit);
        self.findings.iter_mut().flat_map(ScanFinding::places_mut).for_each(visit);
    }
}
