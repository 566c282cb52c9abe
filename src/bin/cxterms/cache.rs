//! The cache of compiled corpora: a folder that is asked again answers like a built file.
//!
//! What questions compile is kept in the user's cache folder, under a name that tells which corpora it is of and which
//! program compiled it. Within is the digest of all that it depends on: of each file of the corpora its path, size, times
//! and number on the disk. If that is another than the files have now, it answers nothing, but may serve to compile them
//! again. What was saved so shortly before it was read that a second change might not show in its times is not kept. A
//! cache that cannot be read or written, that is damaged, or that somebody else could have written is as if there were
//! none.

use crate::{cache_key::CacheKey, hidden::HiddenFile};
use anyhow::{Result, ensure};
use cxterms_base::{
    Base,
    corpus::LayerStack,
    image::{InFile, ReadAt},
};
use etcetera::BaseStrategy;
use std::{
    env, fmt,
    fs::{self, DirBuilder, File, Permissions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, SystemTime},
};

/// The variable that turns the cache off, or names its folder.
const CACHE_VARIABLE: &str = "CXTERMS_CACHE";
/// The values that turn it off, in letters of any case.
const OFF: [&str; 5] = ["off", "no", "none", "false", "0"];
/// How the names of its files end.
const ENDING: &str = "cxterms";
/// How many hexadecimal digits are before that.
const NAME_DIGITS: usize = 64;
/// So much is kept at most.
const MAX_CACHE_BYTES: u64 = 1 << 30;
/// Of so many corpora.
const MAX_ENTRIES: usize = 256;
/// What is larger is verified only where it is read.
const MAX_VERIFIED_BYTES: u64 = 1 << 24;
/// How far apart the times of two changes are that every file system tells apart.
const CLOCK_TICK: Duration = Duration::from_secs(2);

/// Where compiled corpora are kept.
#[derive(Debug)]
pub(crate) struct CorpusCache {
    folder: PathBuf,
}

/// What the cache has of some corpora.
pub(crate) enum KeptBase {
    /// Of their files as they are, and where it lies.
    Current(Base, PathBuf),
    /// Of their files as they were.
    Stale(Base),
}

/// A compiled corpus in the cache that turned out to be damaged while it was read.
#[derive(Debug)]
pub(crate) struct DamagedCache {
    /// Whether nothing was written or read yet, so that the same can be asked of the files.
    pub(crate) again: bool,
}

/// Whether something in the cache was damaged in this process.
static DISTRUSTED: AtomicBool = AtomicBool::new(false);

/// Asks the files from now on.
pub(crate) fn distrust() {
    DISTRUSTED.store(true, Ordering::Relaxed);
}

/// Whether the files are asked, since something in the cache was damaged.
pub(crate) fn is_distrusted() -> bool {
    DISTRUSTED.load(Ordering::Relaxed)
}

/// Whether a question failed for a damaged cache alone, and may be asked again.
pub(crate) fn may_ask_again(error: &anyhow::Error) -> bool {
    error.downcast_ref::<DamagedCache>().is_some_and(|damaged| damaged.again)
}

impl fmt::Display for DamagedCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was kept in the cache is damaged; ask again with `--no-cache`")
    }
}

impl std::error::Error for DamagedCache {}

impl CorpusCache {
    /// The user's, unless the environment turns it off.
    ///
    /// # Errors
    /// When the environment names a folder by a path from the working folder: each would have its own.
    pub(crate) fn open() -> Result<Option<Self>> {
        let named = env::var_os(CACHE_VARIABLE).filter(|value| !value.is_empty());
        let Some(named) = named else {
            let strategy = etcetera::choose_base_strategy().ok();
            let folder = strategy.map(|it| it.cache_dir().join(env!("CARGO_PKG_NAME")));
            return Ok(folder.map(|folder| Self { folder }));
        };
        if OFF.iter().any(|off| named.eq_ignore_ascii_case(off)) {
            return Ok(None);
        }
        let folder = PathBuf::from(named);
        let shown = folder.display();
        ensure!(
            folder.is_absolute(),
            "{CACHE_VARIABLE} is `{shown}`; it must be `off` or the path of a folder from the root"
        );
        Ok(Some(Self { folder }))
    }

    /// What was compiled of the same corpora before.
    pub(crate) fn find_base(&self, key: &CacheKey) -> Option<KeptBase> {
        let path = self.path_of(key);
        if !is_private(&self.folder) || !is_private(&path) {
            return None;
        }
        let file = File::open(&path).ok()?;
        // What is used stays longest.
        let _ = file.set_modified(SystemTime::now());
        let known = InFile::from_file(file).ok().and_then(|file| {
            let small = file.size() <= MAX_VERIFIED_BYTES;
            let base = Base::open(Box::new(file)).ok()?;
            (!small || base.verify().is_ok()).then_some(base)
        });
        let Some(base) = known else {
            let _ = fs::remove_file(&path);
            return None;
        };
        match base.summary().sources == key.digest {
            true => Some(KeptBase::Current(base, path)),
            false => Some(KeptBase::Stale(base)),
        }
    }

    /// Keeps what was compiled of files whose key was taken before they were read, if it is still theirs.
    pub(crate) fn keep_base(&self, before: &CacheKey, stack: &LayerStack, bytes: &[u8]) {
        let settled = before.newest + CLOCK_TICK < SystemTime::now();
        let room = bytes.len() as u64 <= MAX_CACHE_BYTES / 2;
        // In a corpus, it would be one of the files on which it depends.
        let apart = !stack.paths().iter().any(|path| self.lies_in(path));
        if settled && room && apart && CacheKey::of_stack(stack).as_ref() == Some(before) {
            // Where nothing can be written, nothing is kept.
            let _ = self.write_file(before, bytes).and_then(|()| self.remove_oldest());
        }
    }

    fn path_of(&self, key: &CacheKey) -> PathBuf {
        self.folder.join(key.name.to_string()).with_extension(ENDING)
    }

    /// Whether it lies in a folder, or would once it is made.
    fn lies_in(&self, folder: &Path) -> bool {
        let Ok(folder) = fs::canonicalize(folder) else { return false };
        let mut made = self.folder.ancestors().filter_map(|path| fs::canonicalize(path).ok());
        made.next().is_some_and(|own| own.starts_with(folder))
    }

    fn write_file(&self, key: &CacheKey, bytes: &[u8]) -> io::Result<()> {
        create_private_folder(&self.folder)?;
        if !is_private(&self.folder) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut new = HiddenFile::create_in(&self.folder)?;
        keep_private(new.file())?;
        new.write_all(bytes)?;
        new.take_name(&self.path_of(key))
    }

    /// Removes what was used longest ago, until the rest is not too much.
    fn remove_oldest(&self) -> io::Result<()> {
        let mut kept = vec![];
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if is_entry(&path) {
                let about = fs::symlink_metadata(&path)?;
                kept.push((about.modified()?, about.len(), path));
            }
        }
        kept.sort();
        let mut bytes: u64 = kept.iter().map(|(_, bytes, _)| bytes).sum();
        let mut count = kept.len();
        for (_, own, path) in kept {
            if bytes <= MAX_CACHE_BYTES && count <= MAX_ENTRIES {
                break;
            }
            // Another process may have been quicker.
            let _ = fs::remove_file(path);
            (bytes, count) = (bytes - own, count - 1);
        }
        Ok(())
    }
}

/// Whether a file is named as those of the cache are.
fn is_entry(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().as_encoded_bytes();
    let digits = name.len() == NAME_DIGITS && name.iter().all(u8::is_ascii_hexdigit);
    digits && path.extension().is_some_and(|ending| ending == ENDING)
}

/// Whether a file or folder is there, is no link or pipe, and belongs to the user, with nobody else allowed to write it.
#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(path).is_ok_and(|about| {
        let plain = about.is_file() || about.is_dir();
        plain && about.uid() == user && about.mode() & 0o022 == 0
    })
}

#[cfg(not(unix))]
fn is_private(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file() || about.is_dir())
}

/// Creates a folder that nobody else can look into.
fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Lets nobody else read a file.
fn keep_private(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    let private: Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    #[cfg(not(unix))]
    let private: Permissions = file.metadata()?.permissions();
    file.set_permissions(private)
}
