//! How is a file replaced, so that whoever reads it finds the old or the new one whole?

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
    process,
};

/// Replaces what a file holds: written beside it first, then renamed. Behind a link, what it leads to is replaced.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that nobody takes it for a file of the corpus.
    let beside = path.with_file_name(format!(".{name}.{}", process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let done = fill(&mut file, &path, bytes).and_then(|()| fs::rename(&beside, &path));
    if done.is_err() {
        // What could not be finished is of no use; if it cannot be removed either, the first error tells more.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn fill(file: &mut File, like: &Path, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.set_permissions(fs::metadata(like)?.permissions())?;
    file.sync_all()
}
