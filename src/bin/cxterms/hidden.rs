//! Hidden files and folders, which take another name once they are whole. A signal leaves none of them behind, and those
//! that a killed process left are removed by the next that writes in their folder.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::{Mutex, Once, PoisonError},
};
use tempfile::{Builder, NamedTempFile, TempDir};

/// How the names begin; letters and digits follow. No corpus takes such a file for its own, and nobody gives one this name.
const PREFIX: &str = ".cxterms-unfinished-";
/// So many letters and digits.
const RANDOM_LETTERS: usize = 6;

/// How often a new name is tried when another process took an unfinished file for a forgotten one.
const MAX_TRIES: usize = 8;

/// What was made under a hidden name and has taken no other.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(vec![]);

/// A hidden file; it is removed unless it takes a name.
pub(crate) struct HiddenFile(NamedTempFile);

impl HiddenFile {
    /// Creates one in a folder.
    pub(crate) fn create_in(folder: &Path) -> io::Result<Self> {
        let create = || {
            builder(0o666).make_in(folder, |path| {
                // A signal finds it in the list, or it is never made.
                let mut list = unfinished();
                list.push(path.to_owned());
                File::options().read(true).write(true).create_new(true).open(path)
            })
        };
        let made = create_locked(folder, create, |made| Ok((made.as_file().lock(), made.path())));
        made.map(Self)
    }

    /// The file itself.
    pub(crate) fn file(&self) -> &File {
        self.0.as_file()
    }

    /// Takes a name, in place of what bears it.
    pub(crate) fn take_name(self, path: &Path) -> io::Result<()> {
        let hidden = self.0.path().to_owned();
        let taken = self.0.persist(path).map(drop).map_err(|error| error.error);
        forget(&hidden);
        taken
    }

    /// Takes a name that nothing bears.
    pub(crate) fn take_free_name(self, path: &Path) -> io::Result<()> {
        let hidden = self.0.path().to_owned();
        let taken = self.0.persist_noclobber(path).map(drop).map_err(|error| error.error);
        forget(&hidden);
        taken
    }
}

impl Write for HiddenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_file_mut().flush()
    }
}

/// A hidden folder; it is removed, with all that is in it, unless it takes a name.
pub(crate) struct HiddenFolder {
    folder: TempDir,
    /// Says that somebody is at work in it, where folders can be locked.
    _lock: Option<File>,
}

impl HiddenFolder {
    /// Creates one in a folder.
    pub(crate) fn create_in(folder: &Path) -> io::Result<Self> {
        let create = || {
            let mut list = unfinished();
            let made = builder(0o777).tempdir_in(folder)?;
            list.push(made.path().to_owned());
            Ok(made)
        };
        let mut held = None;
        let folder = create_locked(folder, create, |made| {
            held = File::open(made.path()).ok();
            Ok((held.as_ref().map_or(Ok(()), File::lock), made.path()))
        })?;
        Ok(Self { folder, _lock: held })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file below it, with the folders on the way. A signal that removes the folder waits for the file, and no
    /// other is begun after that.
    pub(crate) fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let _list = unfinished();
        let file = self.path().join(path);
        match fs::write(&file, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(file.parent().unwrap_or(self.path()))?;
                fs::write(&file, bytes)
            }
            written => written,
        }
    }

    /// Takes a name that nothing bears.
    pub(crate) fn take_name(self, path: &Path) -> io::Result<()> {
        let mut list = unfinished();
        fs::rename(self.path(), path)?;
        // What was made under another name has its place now, so that nothing is left to remove.
        let hidden = self.folder.keep();
        list.retain(|it| *it != hidden);
        Ok(())
    }

    /// Takes the name of another folder, which goes into `aside`; no signal comes between the two.
    pub(crate) fn take_name_of(self, path: &Path, aside: &Self) -> io::Result<()> {
        let mut list = unfinished();
        let old = aside.path().join("old");
        fs::rename(path, &old)?;
        if let Err(error) = fs::rename(self.path(), path) {
            let _ = fs::rename(&old, path);
            return Err(error);
        }
        let hidden = self.folder.keep();
        list.retain(|it| *it != hidden);
        Ok(())
    }

    /// Moves what is in it into a folder; what makes that a corpus comes last. All is moved, or nothing; a signal waits.
    pub(crate) fn empty_into(self, folder: &Path) -> io::Result<()> {
        let _list = unfinished();
        let entries = fs::read_dir(self.path())?.collect::<io::Result<Vec<_>>>()?;
        let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
        names.sort_by_key(|name| name == OsStr::new("corpus.yaml"));
        for (at, name) in names.iter().enumerate() {
            if let Err(error) = fs::rename(self.path().join(name), folder.join(name)) {
                for done in names.iter().take(at) {
                    let _ = fs::rename(folder.join(done), self.path().join(done));
                }
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Whether a file's name is one of ours.
pub(crate) fn is_hidden_name(name: &OsStr) -> bool {
    let rest = name.as_encoded_bytes().strip_prefix(PREFIX.as_bytes());
    rest.is_some_and(|rest| {
        rest.len() == RANDOM_LETTERS && rest.iter().all(u8::is_ascii_alphanumeric)
    })
}

/// Creates something that is locked as long as it is in use. In the moment before that, another process may take it
/// for forgotten.
fn create_locked<T>(
    folder: &Path,
    create: impl Fn() -> io::Result<T>,
    mut lock: impl FnMut(&T) -> io::Result<(io::Result<()>, &Path)>,
) -> io::Result<T> {
    remove_unfinished_on_signals();
    remove_forgotten(folder);
    for _ in 0..MAX_TRIES {
        // Its own path says nothing to whoever named another.
        let made = create().map_err(|error| io::Error::from(error.kind()))?;
        // Not every file system can lock: then nobody takes it for forgotten either.
        let (_, path) = lock(&made)?;
        if fs::symlink_metadata(path).is_ok() {
            return Ok(made);
        }
    }
    Err(ErrorKind::Interrupted.into())
}

/// Removes what killed processes left in a folder: what is hidden, and locked by nobody.
fn remove_forgotten(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_hidden_name(&entry.file_name()) {
            continue;
        }
        let path = entry.path();
        // Opening a pipe would wait for whoever writes into it.
        let known = entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_dir());
        let Some(Ok(file)) = known.then(|| File::open(&path)) else { continue };
        if file.try_lock().is_ok() {
            remove(&path);
        }
    }
}

/// Removes a file, or a folder with all that is in it.
fn remove(path: &Path) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|about| about.is_dir());
    let _ = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// The same while another thread may be removing it as well: until it is gone.
#[cfg(unix)]
fn remove_surely(path: &Path) {
    for _ in 0..MAX_TRIES {
        remove(path);
        if fs::symlink_metadata(path).is_err() {
            return;
        }
    }
}

fn unfinished() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forget(path: &Path) {
    unfinished().retain(|it| it != path);
}

/// With these rights, less what the user's mask takes away.
fn builder(rights: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM_LETTERS);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(rights));
    }
    #[cfg(not(unix))]
    let _ = rights;
    builder
}

/// From now on a signal that ends the process removes first what is unfinished.
#[cfg(unix)]
fn remove_unfinished_on_signals() {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        // Where signals cannot be heard, the next run removes what is left.
        let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                // The list stays locked, so that nothing new begins.
                let left = unfinished();
                left.iter().for_each(|path| remove_surely(path));
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

#[cfg(not(unix))]
fn remove_unfinished_on_signals() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_process_left_is_removed_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let left = at(".cxterms-unfinished-abc123");
        fs::write(&left, "half").unwrap();
        fs::create_dir(at(".cxterms-unfinished-def456")).unwrap();
        fs::write(at(".cxterms-unfinished-def456/a.yaml"), "half").unwrap();
        let own = [
            ".other",
            ".cxterms-history",
            ".cxterms-archive/2024.yaml",
            ".cxterms-unfinished-work.md",
        ];
        fs::create_dir(at(".cxterms-archive")).unwrap();
        for name in own {
            fs::write(at(name), "whole").unwrap();
        }
        let first = HiddenFile::create_in(folder.path()).unwrap();
        assert!(!left.exists());
        let second = HiddenFolder::create_in(folder.path()).unwrap();
        assert!(first.0.path().exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), own.len() + 2);
        drop((first, second));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), own.len());
        assert!(own.iter().all(|name| at(name).is_file()));
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_of_our_name_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join(".cxterms-unfinished-abc123");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        HiddenFile::create_in(folder.path()).unwrap();
        assert!(fs::symlink_metadata(&pipe).is_ok());
    }
}
