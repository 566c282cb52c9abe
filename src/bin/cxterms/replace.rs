//! How does a file or folder come to be, whole or not at all? Beside its place, then renamed.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Whether a path is a folder in which nothing lies.
pub(crate) fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// Makes a folder of these files; one that is there must be empty.
pub(crate) fn folder(path: &Path, files: impl Iterator<Item = (PathBuf, String)>) -> Result<()> {
    let shown = path.display();
    let parent = parent(path);
    fs::create_dir_all(parent).with_context(|| format!("`{}` cannot be made", parent.display()))?;
    let beside = tempfile::Builder::new().prefix(".cxterms-").tempdir_in(parent);
    let beside = beside.with_context(|| format!("nothing can be written beside `{shown}`"))?;
    for (name, text) in files {
        let file = beside.path().join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, text)
            .with_context(|| format!("`{}` cannot be written", file.display()))?;
    }
    let made = beside.keep();
    readable_by_others(&made)?;
    if is_empty_folder(path) {
        fs::remove_dir(path)?;
    }
    fs::rename(&made, path).with_context(|| {
        let _ = fs::remove_dir_all(&made);
        format!("`{shown}` cannot be made")
    })
}

/// Makes a file that is not there yet, written by `write`.
pub(crate) fn new_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    ensure!(!path.exists(), "`{}` is there already", path.display());
    let folder = parent(path);
    ensure!(folder.is_dir(), "there is no folder `{}`", folder.display());
    let beside = tempfile::Builder::new().prefix(".cxterms-").tempfile_in(folder);
    let beside = beside.with_context(|| format!("`{}` cannot be written", path.display()))?;
    let mut out = BufWriter::new(beside);
    let written = write(&mut out)?;
    let beside = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    beside.as_file().sync_all()?;
    readable_by_others(beside.path())?;
    beside
        .persist_noclobber(path)
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(written)
}

/// Writes a file in place of the one that is there, if one is; its permissions stay.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let path = match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        known => known?,
    };
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut beside = tempfile::Builder::new().prefix(".cxterms-").tempfile_in(parent(&path))?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    match old {
        Some(old) => beside.as_file().set_permissions(old.permissions())?,
        None => readable_by_others(beside.path())?,
    }
    beside.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
}

/// What is made beside is at first its maker's alone; then it gets the rights that a new file has.
#[cfg(unix)]
fn readable_by_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o755 } else { 0o644 };
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> io::Result<()> {
    Ok(())
}
