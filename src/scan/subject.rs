//! What rules look at: a document, or the sum of what those of a set say.

use super::{
    facts::DocumentFacts, hit::ScanHit, set_facts::SetFacts, set_name::SetName, spot::Spot,
    vocabulary::Vocabulary,
};

/// A document with the base that it is read against.
#[derive(Clone, Copy, Debug)]
pub(super) struct DocumentSubject<'s, 'b> {
    pub(super) vocabulary: &'s Vocabulary<'b>,
    pub(super) facts: &'s DocumentFacts,
}

/// A set of documents with the base that they are read against.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetSubject<'s, 'b> {
    pub(super) vocabulary: &'s Vocabulary<'b>,
    pub(super) facts: &'s SetFacts,
    pub(super) name: &'s SetName,
    /// Whether what a set has once is told of each file.
    pub(super) each_file: bool,
}

impl DocumentSubject<'_, '_> {
    /// What a rule found at a span.
    pub(super) fn hit(&self, spot: &Spot, message: String, rule: &str) -> ScanHit {
        ScanHit::at_spot(&self.facts.file, spot, message, rule)
    }
}
