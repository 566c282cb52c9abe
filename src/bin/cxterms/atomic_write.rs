//! Replaces and creates files and folders in one step: each is written beside its place under a hidden name, then
//! renamed, and nothing is replaced that somebody else has changed meanwhile.

use crate::{
    hidden::{HiddenFile, HiddenFolder},
    terminal,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    collections::BTreeSet,
    fs::{self, File, Metadata, OpenOptions},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// How many links may lead from one to the next.
const MAX_LINKS_FOLLOWED: usize = 40;

/// What a file held when it was read, so that what was saved since is not overwritten.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Before<'b> {
    /// It may hold anything.
    Any,
    /// It was not there.
    Missing,
    /// It held this.
    Read(&'b [u8]),
}

impl<'b> Before<'b> {
    /// What was read, or that nothing was there.
    pub(crate) fn of(read: Option<&'b [u8]>) -> Self {
        read.map_or(Self::Missing, Self::Read)
    }

    /// Fails if a file has changed since.
    fn check_unchanged(self, path: &Path) -> io::Result<()> {
        let same = match (self, fs::read(path)) {
            (Self::Any, _) => true,
            (Self::Read(before), Ok(now)) => now == before,
            (Self::Missing, Err(error)) => error.kind() == ErrorKind::NotFound,
            (Self::Read(_), Err(error)) if error.kind() != ErrorKind::NotFound => {
                return Err(error);
            }
            _ => false,
        };
        if same { Ok(()) } else { Err(changed_meanwhile()) }
    }
}

fn changed_meanwhile() -> io::Error {
    io::Error::other("somebody else changed it meanwhile, so it was left alone; try again")
}

/// Writes a file, in place of the one that is there if one is and it still holds what it held before. Its permissions
/// stay, and if it is a link, what that leads to is written.
pub(crate) fn replace_file(path: &Path, bytes: &[u8], before: Before<'_>) -> io::Result<()> {
    let path = follow_links(path)?;
    let old = match fs::metadata(&path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(old) = &old {
        check_writable(&path, old)?;
    }
    let folder = parent_folder(&path);
    let mut new = HiddenFile::create_in(folder)?;
    new.write_all(bytes)?;
    if let Some(old) = &old {
        keep_owner(new.file(), old);
        new.file().set_permissions(old.permissions())?;
    }
    new.file().sync_all()?;
    before.check_unchanged(&path)?;
    match before {
        Before::Missing => new.take_free_name(&path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => changed_meanwhile(),
            _ => error,
        })?,
        Before::Any | Before::Read(_) => new.take_name(&path)?,
    }
    // The file is there; only a crash of the whole machine could still bring back the old one.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Where a path leads, whether or not anything is there.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS_FOLLOWED {
        match fs::read_link(&path) {
            Ok(to) => path = parent_folder(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead round in a circle"))
}

/// Whether a file of this name would be read as part of the corpus in its folder.
pub(crate) fn is_corpus_file_name(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["yaml", "yml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml))
}

/// Makes a file that is not there yet, written by `write`.
pub(crate) fn create_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let there = || format!("`{}` is there already; nothing was written", path.display());
    ensure!(!path.exists(), there());
    let cannot = || format!("`{}` cannot be written", path.display());
    let end = follow_links(path).with_context(cannot)?;
    let folder = parent_folder(&end);
    ensure!(folder.is_dir(), "{}: there is no folder `{}`", cannot(), folder.display());
    let mut out = BufWriter::new(HiddenFile::create_in(folder).with_context(cannot)?);
    let written = write(&mut out)?;
    let new = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(cannot)?;
    new.file().sync_all().with_context(cannot)?;
    match new.take_free_name(&end) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!(there()),
        taken => taken.with_context(cannot)?,
    }
    Ok(written)
}

/// Makes a folder of these files; one that is there must be empty, and stays the same folder, for a shell may stand in it.
pub(crate) fn create_folder(
    path: &Path,
    files: impl Iterator<Item = (PathBuf, String)>,
) -> Result<()> {
    FilledFolder::fill_beside(path, files)?.take_place()
}

/// A folder whose files are written, and that has not taken its place yet.
pub(crate) struct FilledFolder<'p> {
    new: HiddenFolder,
    place: &'p Path,
    there: bool,
}

impl<'p> FilledFolder<'p> {
    /// Writes files into a folder that is to take this place.
    pub(crate) fn fill_beside(
        place: &'p Path,
        files: impl Iterator<Item = (PathBuf, String)>,
    ) -> Result<Self> {
        let cannot = || format!("`{}` cannot be made", place.display());
        let there = place.is_dir();
        let outer = if there { place } else { parent_folder(place) };
        fs::create_dir_all(outer).with_context(cannot)?;
        ensure!(!there || is_empty_folder(place), "`{}` is not empty", place.display());
        let new = HiddenFolder::create_in(outer).with_context(cannot)?;
        for (name, text) in files {
            new.write_file(&name, text.as_bytes())
                .with_context(|| format!("`{}` cannot be written", place.join(&name).display()))?;
        }
        Ok(Self { new, place, there })
    }

    /// Where its files are until then.
    pub(crate) fn path(&self) -> &Path {
        self.new.path()
    }

    /// Takes its place.
    pub(crate) fn take_place(self) -> Result<()> {
        let done = match self.there {
            true => self.new.empty_into(self.place),
            false => self.new.take_name(self.place),
        };
        done.with_context(|| format!("`{}` cannot be made", self.place.display()))
    }
}

/// Removes what [`create_folder`] made of these files; an empty folder that was there before stays.
pub(crate) fn remove_created<'f>(
    path: &Path,
    was_there: bool,
    files: impl Iterator<Item = &'f Path>,
) -> io::Result<()> {
    if !was_there {
        return fs::remove_dir_all(path);
    }
    let tops: BTreeSet<_> = files.filter_map(|file| file.components().next()).collect();
    tops.into_iter().try_for_each(|top| {
        let made = path.join(top);
        if made.is_dir() { fs::remove_dir_all(made) } else { fs::remove_file(made) }
    })
}

/// Undoes what was written where nobody could be told of it: an exit status of 2 says that nothing was done.
pub(crate) fn keep_if_told(told: Result<()>, undo: impl FnOnce() -> io::Result<()>) -> Result<()> {
    let Err(error) = told else { return Ok(()) };
    if terminal::is_closed_pipe(&error) {
        return Err(error);
    }
    match undo() {
        Ok(()) => Err(error.context("nothing was kept, since it could not be told")),
        Err(kept) => Err(error.context(format!("what was written stays ({kept})"))),
    }
}

/// Whether a path is a folder in which nothing lies but what was left of ourselves.
pub(crate) fn is_empty_folder(path: &Path) -> bool {
    let left = |entry: &fs::DirEntry| crate::hidden::is_hidden_name(&entry.file_name());
    fs::read_dir(path).is_ok_and(|mut all| all.all(|entry| entry.as_ref().is_ok_and(left)))
}

/// Waits until nobody else who takes this lock writes in a folder; until the lock is dropped, nobody else does.
///
/// The folder itself is locked, so that no file is left. Where that cannot be done, what was read is still compared.
pub(crate) fn lock_folder(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The folder in which a path lies.
pub(crate) fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Whether a file may be written at all: to put another in its place, only its folder need be writable.
fn check_writable(path: &Path, old: &Metadata) -> io::Result<()> {
    if old.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
    }
    OpenOptions::new().write(true).open(path).map(drop)
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
            replace_file(&path, text.as_bytes(), Before::Any).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_read_only_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(
            replace_file(&path, b"new", Before::Any).unwrap_err().kind(),
            ErrorKind::PermissionDenied
        );
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
        replace_file(&link, b"new", Before::Any).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn what_somebody_else_saved_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        for (there, before) in [
            (Some("theirs"), Before::Read(b"old")),
            (None, Before::Read(b"old")),
            (Some("theirs"), Before::Missing),
        ] {
            let _ = fs::remove_file(&path);
            if let Some(text) = there {
                fs::write(&path, text).unwrap();
            }
            let told = replace_file(&path, b"new", before).unwrap_err().to_string();
            assert!(told.contains("changed it meanwhile"), "{told}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), there);
        }
        fs::write(&path, "old").unwrap();
        replace_file(&path, b"new", Before::Read(b"old")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_to_nothing_is_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let links = ["first", "second"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink("second", &links[0]).unwrap();
        std::os::unix::fs::symlink("end", &links[1]).unwrap();
        create_file(&links[0], |out| Ok(out.write_all(b"made")?)).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("end")).unwrap(), "made");
        fs::remove_file(folder.path().join("end")).unwrap();
        replace_file(&links[0], b"new", Before::Any).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("end")).unwrap(), "new");
        assert!(links.iter().all(|link| fs::symlink_metadata(link).unwrap().is_symlink()));
        std::os::unix::fs::symlink("round", folder.path().join("round")).unwrap();
        assert!(replace_file(&folder.path().join("round"), b"new", Before::Any).is_err());
    }

    #[test]
    fn an_empty_folder_is_filled_and_stays_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            || ["corpus.yaml", "in/a.yaml"].map(|name| (name.into(), name.to_owned())).into_iter();
        let held = File::open(folder.path()).unwrap();
        create_folder(folder.path(), files()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("in/a.yaml")).unwrap(), "in/a.yaml");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        drop(held);
        assert!(create_folder(folder.path(), files()).is_err());
        create_folder(&folder.path().join("new"), files()).unwrap();
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 2);
    }
}
