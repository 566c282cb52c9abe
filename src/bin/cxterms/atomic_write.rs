//! How does a file or a folder come to be, so that it is the old one or the new one at any moment? Beside its place, then
//! renamed.

use anyhow::{Context, Result, ensure};
use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

/// Writes a file, in place of the one that is there if one is. Its permissions stay, and if it is a link, what that
/// leads to is replaced.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (path, old) = match fs::canonicalize(path) {
        Ok(path) => {
            let old = fs::metadata(&path)?;
            (path, Some(old))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (path.to_owned(), None),
        Err(error) => return Err(error),
    };
    if let Some(old) = &old {
        check_writable(&path, old)?;
    }
    let folder = parent_folder(&path);
    let new = create_file_beside(folder)?;
    new.as_file().write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(new.as_file(), &old);
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    new.persist(&path).map_err(|error| error.error)?;
    // The file is there; only a crash of the whole machine could still bring back the old one.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Makes a file that is not there yet, written by `write`.
pub(crate) fn create_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    ensure!(!path.exists(), "`{}` is there already", path.display());
    let cannot = || format!("`{}` cannot be written", path.display());
    let mut out = BufWriter::new(create_file_beside(parent_folder(path)).with_context(cannot)?);
    let written = write(&mut out)?;
    let new = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    new.as_file().sync_all()?;
    new.persist_noclobber(path).with_context(cannot)?;
    Ok(written)
}

/// Makes a folder of these files; one that is there must be empty, and is filled: somebody may stand in it.
pub(crate) fn create_folder(
    path: &Path,
    files: impl Iterator<Item = (PathBuf, String)>,
) -> Result<()> {
    let cannot = || format!("`{}` cannot be made", path.display());
    let empty = is_empty_folder(path);
    let home = if empty { path } else { parent_folder(path) };
    fs::create_dir_all(home).with_context(cannot)?;
    let new = hidden_name(0o777).tempdir_in(home).with_context(cannot)?;
    for (name, text) in files {
        let file = new.path().join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, text)
            .with_context(|| format!("`{}` cannot be written", file.display()))?;
    }
    if empty {
        return fill_folder(path, new.path()).with_context(cannot);
    }
    fs::rename(new.path(), path).with_context(cannot)?;
    // What was made beside has its place now, so that nothing is left to remove.
    let _ = new.keep();
    Ok(())
}

/// Moves what lies in one folder into another, all of it or nothing.
fn fill_folder(path: &Path, from: &Path) -> io::Result<()> {
    let entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    // Without its manifest a folder is no corpus, so that it comes last.
    let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
    names.sort_by_key(|name| (name == "corpus.yaml", name.clone()));
    for (at, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(from.join(name), path.join(name)) {
            for name in names.iter().take(at) {
                fs::rename(path.join(name), from.join(name))?;
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Whether a path is a folder in which nothing lies.
pub(crate) fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Whether a file may be written at all: to put another in its place, only its folder need be writable.
fn check_writable(path: &Path, old: &Metadata) -> io::Result<()> {
    if old.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
    }
    OpenOptions::new().write(true).open(path).map(drop)
}

/// A file beside another; it is removed unless it takes a name.
fn create_file_beside(folder: &Path) -> io::Result<NamedTempFile> {
    // Its own path says nothing to whoever named another.
    hidden_name(0o666).tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Hidden, so that no corpus takes it for its own, and with these rights less what the user's mask takes away.
fn hidden_name(rights: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".cxterms-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(rights));
    }
    #[cfg(not(unix))]
    let _ = rights;
    builder
}

#[cfg(unix)]
fn keep_owner(new: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    // Only the superuser may give files away; for all others the new file is their own.
    let _ = fchown(new, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        for text in ["old", "new"] {
            replace_file(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_empty_folder_is_filled_and_stays_the_same_folder() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("terms");
        fs::create_dir(&path).unwrap();
        let files = ["corpus.yaml", "a.yaml", "concepts/b.yaml"];
        let within = path.join(".");
        for folder in [&within, &home.path().join("new/terms")] {
            let each = files.iter().map(|name| (PathBuf::from(name), "text".to_owned()));
            create_folder(folder, each).unwrap();
            assert_eq!(fs::read_dir(folder).unwrap().count(), 3);
            assert!(files.iter().all(|name| folder.join(name).is_file()));
        }
    }

    #[test]
    fn a_file_that_is_read_only_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace_file(&path, b"new").unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.yaml", &link).unwrap();
        replace_file(&link, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
