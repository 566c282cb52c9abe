//! Finds the documents of folders: `.gitignore` is obeyed, hidden files are passed over, the order is always the same.

use crate::{
    bounds::{MAX_MARKUP_BYTES, MAX_OFFICE_BYTES},
    format::DocumentFormat,
};
use ignore::{DirEntry, Error, WalkBuilder};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// How many folders deep is looked.
pub const MAX_WALK_DEPTH: usize = 200;

/// With what the names of the files begin that Office has beside a document as long as it is open.
const OFFICE_LOCK: &[u8] = b"~$";

/// Why a file is not read.
#[derive(Debug)]
pub enum SkipReason {
    /// Its ending is none of a document.
    UnknownFormat,
    /// It is larger than its format may be.
    TooLarge {
        /// How many bytes it may have.
        bound: u64,
    },
    /// It is a link; what it leads to is read where it lies.
    Link,
    /// It, or its folder, cannot be read.
    Unreadable(io::Error),
    /// It is too many folders deep.
    TooDeep,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFormat => out.write_str("no document that is read"),
            Self::TooLarge { bound } => {
                write!(out, "larger than the {} MiB that are read", bound >> 20)
            }
            Self::Link => out.write_str("a link"),
            Self::Unreadable(error) => write!(out, "cannot be read: {error}"),
            Self::TooDeep => write!(out, "more than {MAX_WALK_DEPTH} folders deep"),
        }
    }
}

/// What is met in a walk.
#[derive(Debug)]
pub enum WalkEvent {
    /// A document.
    Document(PathBuf, DocumentFormat),
    /// A file or folder that is not read.
    Skipped(PathBuf, SkipReason),
}

/// Walks a folder, or names a file, which is read even where a folder's walk would pass it over.
///
/// Files are met in the order of their names (by bytes), a folder's files where its name stands. Links in a folder are not
/// followed, so that a file is read once. A file is read as `format`, if there is one, else as its ending says.
pub fn walk_documents(
    start: &Path,
    format: Option<DocumentFormat>,
    meet: &mut dyn FnMut(WalkEvent),
) {
    let mut builder = WalkBuilder::new(start);
    // Only what lies in the folders decides, so that the answer is the same on every machine.
    builder.git_global(false).ignore(false).require_git(false).follow_links(false);
    builder.max_depth(Some(MAX_WALK_DEPTH)).sort_by_file_name(Ord::cmp);
    for entry in builder.build() {
        let event = match entry {
            Ok(entry) => classify_entry(entry, format),
            Err(error) => Some(explain_error(start, &error)),
        };
        event.into_iter().for_each(&mut *meet);
    }
}

fn classify_entry(entry: DirEntry, format: Option<DocumentFormat>) -> Option<WalkEvent> {
    let file_type = entry.file_type()?;
    let named = entry.depth() == 0;
    if file_type.is_dir() || (named && entry.path().is_dir()) {
        let deep = entry.depth() >= MAX_WALK_DEPTH;
        return deep.then(|| WalkEvent::Skipped(entry.into_path(), SkipReason::TooDeep));
    }
    if !named && entry.file_name().as_encoded_bytes().starts_with(OFFICE_LOCK) {
        return None;
    }
    if file_type.is_symlink() && !named {
        return Some(WalkEvent::Skipped(entry.into_path(), SkipReason::Link));
    }
    let format = format.filter(|_| named).or_else(|| DocumentFormat::from_path(entry.path()));
    let Some(format) = format else {
        return Some(WalkEvent::Skipped(entry.into_path(), SkipReason::UnknownFormat));
    };
    let bound = match format {
        DocumentFormat::Text => u64::MAX,
        DocumentFormat::Markdown | DocumentFormat::Html => MAX_MARKUP_BYTES,
        _ => MAX_OFFICE_BYTES,
    };
    let size = entry.path().metadata().map(|it| it.len());
    let path = entry.into_path();
    Some(match size {
        Ok(size) if size > bound => WalkEvent::Skipped(path, SkipReason::TooLarge { bound }),
        Ok(_) => WalkEvent::Document(path, format),
        Err(error) => WalkEvent::Skipped(path, SkipReason::Unreadable(error)),
    })
}

fn explain_error(start: &Path, error: &Error) -> WalkEvent {
    let path = find_error_path(error).unwrap_or_else(|| start.to_owned());
    // The system's own words, without those that the walk hangs on to them.
    let plain = fs::symlink_metadata(&path).err().or_else(|| fs::read_dir(&path).err());
    let error = plain.unwrap_or_else(|| io::Error::other(error.to_string()));
    WalkEvent::Skipped(path, SkipReason::Unreadable(error))
}

fn find_error_path(error: &Error) -> Option<PathBuf> {
    match error {
        Error::WithPath { path, .. } => Some(path.clone()),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => find_error_path(err),
        _ => None,
    }
}
