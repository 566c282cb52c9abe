//! What could be read of a corpus, and what is wrong with it?

use super::{Corpus, Layer, lay, read::Cut};
use crate::diagnostic::{Diagnostic, Fault, Files};
use std::path::Path;

/// A corpus as far as it could be read, and everything that is wrong with it.
#[derive(Debug, Default)]
pub struct Reading {
    /// What could be read.
    pub corpus: Corpus,
    /// The files it was read from.
    pub files: Files,
    /// What is wrong, by place.
    pub faults: Vec<Fault>,
    cut: Cut,
}

impl Reading {
    /// A reading that goes on from a corpus that was compiled before.
    pub fn from_corpus(corpus: Corpus) -> Self {
        Self { corpus, ..Self::default() }
    }

    /// Reads the folder at `path` and lays it over what was read before.
    pub fn folder(&mut self, path: &Path) {
        let (layer, faults) = Layer::read(path, &mut self.files);
        self.faults.extend(faults);
        self.lay(layer);
    }

    /// Lays one more layer over what was read before.
    pub fn lay(&mut self, mut layer: Layer) {
        layer.cut.join(&mut self.cut);
        self.faults.extend(lay::lay(&mut self.corpus, layer, &self.files));
        self.faults.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        self.faults.dedup();
    }

    /// Its faults as findings, by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.faults.iter().map(|fault| self.files.diagnose(fault)).collect()
    }
}
