//! Lookup of a table's concepts by identifier or label.

use cxterms_base::{corpus::ConceptId, text};
use std::collections::HashMap;

/// The concepts of a table by identifier and by label.
#[derive(Default)]
pub(super) struct TableNames {
    ids: HashMap<String, ConceptId>,
    labels: HashMap<String, Vec<ConceptId>>,
    written: Vec<String>,
}

/// By what two names of one concept are the same.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum NameSpelling {
    /// Under the very same letters.
    Exact(String),
    /// But for case, hyphens and the like.
    Folded(String),
}

/// Why a name stands for no concept.
pub(super) enum NameFailure {
    /// Nothing has it.
    Unknown,
    /// Several have it.
    Several,
}

impl TableNames {
    /// Adds a concept under its identifier.
    pub(super) fn add_identifier(&mut self, id: &str, concept: ConceptId) {
        self.written.push(id.to_owned());
        self.ids.insert(id.to_owned(), concept);
    }

    /// Adds a concept under its label, with its qualifier too if it has one.
    pub(super) fn add_label(&mut self, label: &str, qualifier: &str, concept: ConceptId) {
        self.written.push(label.to_owned());
        let whole = text::fold(&format!("{label} {qualifier}"));
        for name in [text::fold(label), whole] {
            let known = self.labels.entry(name).or_default();
            if !known.contains(&concept) {
                known.push(concept);
            }
        }
    }

    /// The concept of a name.
    pub(super) fn find_concept(&self, name: &str) -> Result<ConceptId, NameFailure> {
        if let Some(id) = self.ids.get(name) {
            return Ok(*id);
        }
        match self.labels.get(&text::fold(name)).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(_) => Err(NameFailure::Several),
            None => Err(NameFailure::Unknown),
        }
    }

    /// What may have been meant by a name that nothing has.
    pub(super) fn nearest_name(&self, name: &str) -> Option<&str> {
        text::find_nearest(name, self.written.iter().map(String::as_str))
    }
}
