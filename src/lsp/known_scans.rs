//! What was found in open documents, kept until something changes.

use crate::scan::{DocumentFacts, ScanFinding, ScannedSet};
use std::{collections::BTreeMap, path::PathBuf, rc::Rc};

/// What was found in a document.
#[derive(Debug)]
pub(super) struct ProseScan {
    pub(super) facts: DocumentFacts,
    pub(super) findings: Vec<ScanFinding>,
}

/// What was found in open documents, and what the others of their sets say.
#[derive(Debug, Default)]
pub(super) struct KnownScans {
    pub(super) found: BTreeMap<String, (i32, u64, Rc<ProseScan>)>,
    pub(super) evidence: BTreeMap<PathBuf, (u64, ScannedSet)>,
}

impl KnownScans {
    /// Forgets what files on the disk say.
    pub(super) fn forget_files(&mut self) {
        self.evidence.clear();
        self.found.clear();
    }

    /// Forgets what was found.
    pub(super) fn forget_findings(&mut self) {
        self.found.clear();
    }
}
