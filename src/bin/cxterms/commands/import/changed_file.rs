//! Files of a folder that are to say more: written all together, or put back.

use crate::atomic_write::{self, Before};
use anyhow::{Context, Result};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Files of a folder that were added to.
#[derive(Debug, Default)]
pub(super) struct GrownFiles(pub(super) Vec<ChangedFile>);

impl GrownFiles {
    /// Writes them.
    pub(super) fn write_new(&self) -> Result<()> {
        self.0.iter().try_for_each(ChangedFile::write_new)
    }

    /// Those that say more than they did.
    pub(super) fn changed(&self) -> impl Iterator<Item = &ChangedFile> {
        self.0.iter().filter(|file| !file.is_same())
    }

    /// Takes back what was added, and the new folder if there is one.
    pub(super) fn undo(&self, folder: Option<&Path>) -> io::Result<()> {
        folder.map_or(Ok(()), fs::remove_dir_all)?;
        self.0.iter().try_for_each(ChangedFile::restore_old)
    }
}

/// A file that is to say more.
#[derive(Clone, Debug)]
pub(super) struct ChangedFile {
    /// Its name in the folder.
    pub(super) name: PathBuf,
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it held, if it was there.
    pub(super) old: Option<String>,
    /// What it is to hold.
    pub(super) new: String,
}

impl ChangedFile {
    fn is_same(&self) -> bool {
        self.old.as_deref().unwrap_or_default() == self.new
    }

    fn write_new(&self) -> Result<()> {
        let unwritten = || format!("`{}` cannot be written", self.path.display());
        if self.is_same() {
            Ok(())
        } else {
            let before = Before::of(self.old.as_deref().map(str::as_bytes));
            atomic_write::replace_file(&self.path, self.new.as_bytes(), before)
                .with_context(unwritten)
        }
    }

    /// Undoes [`Self::write_new`], if that has been done.
    fn restore_old(&self) -> io::Result<()> {
        match &self.old {
            _ if self.is_same() => Ok(()),
            // What somebody else has written since is not undone.
            _ if fs::read_to_string(&self.path).ok().as_ref() != Some(&self.new) => Ok(()),
            Some(old) => {
                let before = Before::Read(self.new.as_bytes());
                atomic_write::replace_file(&self.path, old.as_bytes(), before)
            }
            None => fs::remove_file(&self.path),
        }
    }
}
