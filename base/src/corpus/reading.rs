//! The result of reading a corpus: what could be read, layer over layer, and everything that is wrong with it.

use super::{Corpus, Digest, Layer, ProgressCallback, overlay, read::UnreadableFiles};
use crate::diagnostic::{Diagnostic, Fault, Files};
use std::path::Path;

/// A corpus as far as it could be read, and everything that is wrong with it.
#[derive(Debug, Default)]
pub struct CorpusReading {
    /// What could be read.
    pub corpus: Corpus,
    /// The files it was read from.
    pub files: Files,
    /// What is wrong, by place.
    pub faults: Vec<Fault>,
    /// Which bytes it was read from, layer over layer.
    pub digest: Digest,
    cut: UnreadableFiles,
}

impl CorpusReading {
    /// A reading that goes on from a corpus that was compiled before, and from what that was read from.
    pub fn from_corpus(corpus: Corpus, digest: Digest) -> Self {
        Self { corpus, digest, ..Self::default() }
    }

    /// Reads the folder at `path` and lays it over what was read before.
    pub fn add_folder(&mut self, path: &Path) {
        self.add_folder_with_progress(path, &|_, _| ());
    }

    /// The same, telling how far reading its files has come; what follows, laying it over the rest, is the lesser part.
    pub fn add_folder_with_progress(&mut self, path: &Path, tell: ProgressCallback<'_>) {
        let (layer, faults) = Layer::read_with_progress(path, &mut self.files, tell);
        self.faults.extend(faults);
        self.add_layer(layer);
    }

    /// Lays one more layer over what was read before.
    pub fn add_layer(&mut self, mut layer: Layer) {
        layer.cut.carry_over(&mut self.cut);
        self.digest = Digest::of_files(&mut layer.digests).layered_over(self.digest);
        self.faults.extend(overlay::merge_layer(&mut self.corpus, layer, &self.files));
        self.faults.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        self.faults.dedup();
    }

    /// Its faults as findings, by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.faults.iter().map(|fault| self.files.diagnose(fault)).collect()
    }
}
