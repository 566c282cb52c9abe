//! What could be read of a corpus, and what is wrong with it?

use super::{Corpus, Digest, Layer, Tell, lay, read::Cut};
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
    /// Which bytes it was read from, layer over layer.
    pub digest: Digest,
    cut: Cut,
}

impl Reading {
    /// A reading that goes on from a corpus that was compiled before, and from what that was read from.
    pub fn from_corpus(corpus: Corpus, digest: Digest) -> Self {
        Self { corpus, digest, ..Self::default() }
    }

    /// Reads the folder at `path` and lays it over what was read before.
    pub fn folder(&mut self, path: &Path) {
        self.folder_telling(path, &|_, _| ());
    }

    /// The same, telling how far reading its files has come; what follows, laying it over the rest, is the lesser part.
    pub fn folder_telling(&mut self, path: &Path, tell: Tell<'_>) {
        let (layer, faults) = Layer::read_telling(path, &mut self.files, tell);
        self.faults.extend(faults);
        self.lay(layer);
    }

    /// Lays one more layer over what was read before.
    pub fn lay(&mut self, mut layer: Layer) {
        layer.cut.join(&mut self.cut);
        self.digest = Digest::of_files(&mut layer.digests).over(self.digest);
        self.faults.extend(lay::lay(&mut self.corpus, layer, &self.files));
        self.faults.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        self.faults.dedup();
    }

    /// Its faults as findings, by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.faults.iter().map(|fault| self.files.diagnose(fault)).collect()
    }
}
