//! A file of a corpus with its mentions, kept until it changes.

use super::{document_text::DocumentText, id_mentions::IdMention};
use std::{collections::BTreeMap, path::PathBuf, rc::Rc, time::SystemTime};

/// A file of a corpus.
#[derive(Debug)]
pub(super) struct IndexedFile {
    pub(super) path: PathBuf,
    pub(super) text: DocumentText,
    pub(super) mentions: Vec<IdMention>,
}

/// In which state a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileStamp {
    Open(i32),
    Saved(Option<SystemTime>, u64),
}

/// The files that were read.
#[derive(Debug, Default)]
pub(super) struct KnownIndexes(pub(super) BTreeMap<PathBuf, (FileStamp, Rc<IndexedFile>)>);
