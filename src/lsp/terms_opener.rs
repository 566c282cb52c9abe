//! Where corpora come from: the program opens them, with its cache.

use cxterms_base::{
    Base,
    corpus::{CorpusReading, UnsavedTexts},
};
use std::path::{Path, PathBuf};

/// Opens corpora.
pub trait TermsOpener {
    /// The overlay whose folder is the one given, or one above it.
    fn find_overlay(&self, folder: &Path) -> Option<PathBuf>;

    /// The base of an overlay, or that of no overlay.
    ///
    /// # Errors
    /// Says why there is none.
    fn open_base(&self, overlay: Option<&Path>) -> Result<Base, String>;

    /// Reads a corpus over what it lies over, faults and all; texts that an editor has count in place of those on the disk.
    ///
    /// # Errors
    /// Says why it cannot be read.
    fn read_corpus(&self, folder: &Path, unsaved: &UnsavedTexts) -> Result<CorpusReading, String>;
}
