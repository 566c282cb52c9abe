//! The key of a compiled corpus in the cache: all on which it depends.

use cxterms::builtin;
use cxterms_base::{
    corpus::{Digest, LayerStack, to_portable_path},
    image::FORMAT_VERSION,
};
use std::{
    env,
    fmt::Write as _,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// Of so many files and folders the times are read at most.
const MAX_FILES: usize = 1 << 17;
/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 64;

/// All that a compiled corpus depends on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CacheKey {
    /// Of which corpora it is, and by which program: what stays when a file changes.
    pub(crate) name: Digest,
    /// All that it depends on.
    pub(crate) digest: Digest,
    /// When the last of its files changed.
    pub(crate) newest: SystemTime,
    /// The files of a corpus of one layer by their paths below its folder, each with all that is told of it.
    pub(crate) files: Vec<(String, Digest)>,
    /// How many bytes all files hold.
    pub(crate) bytes: u64,
}

impl CacheKey {
    /// That of a stack's files, as they are now; none if it cannot be told.
    pub(crate) fn of_stack(stack: &LayerStack) -> Option<Self> {
        let mut facts = FileFacts::default();
        writeln!(facts.text, "{} {FORMAT_VERSION}", env!("CARGO_PKG_VERSION")).ok()?;
        facts.add_program().ok()?;
        let mut name = facts.text.clone();
        let paths = stack.paths();
        for path in &paths {
            if path == Path::new(builtin::NAME) {
                let sources = builtin::open().ok()?.summary().sources;
                writeln!(facts.text, "{sources}").ok()?;
                writeln!(name, "{}", builtin::NAME).ok()?;
                continue;
            }
            let real = fs::canonicalize(path).ok()?;
            writeln!(name, "{}", quote_path(&real)).ok()?;
            facts.root.clone_from(&real);
            facts.add_path(&real, 0).ok()?;
        }
        let FileFacts { text, newest, yaml, bytes, .. } = facts;
        let [name, digest] = [name, text].map(|text| Digest::of_bytes(text.as_bytes()));
        let newest = newest.unwrap_or(SystemTime::UNIX_EPOCH);
        let files = if paths.len() == 1 { yaml } else { vec![] };
        Some(Self { name, digest, newest, files, bytes })
    }
}

/// What file systems tell of files: all that changes where their content does.
#[derive(Debug, Default)]
struct FileFacts {
    text: String,
    newest: Option<SystemTime>,
    files: usize,
    /// The folder below which files are named.
    root: PathBuf,
    /// The files of entries by their paths below it, each with what is told of it.
    yaml: Vec<(String, Digest)>,
    bytes: u64,
}

impl FileFacts {
    /// Adds the program that runs: another build may compile otherwise.
    fn add_program(&mut self) -> io::Result<()> {
        let about = fs::metadata(env::current_exe()?)?;
        let times = self.newest;
        self.add_metadata(Path::new(""), &about)?;
        self.newest = times;
        Ok(())
    }

    /// Adds a file, or a folder with all that is in it and not hidden.
    fn add_path(&mut self, path: &Path, depth: usize) -> io::Result<()> {
        self.files += 1;
        if self.files > MAX_FILES || depth > MAX_DEPTH {
            return Err(io::Error::other("too many files"));
        }
        let own = fs::symlink_metadata(path)?;
        let start = self.text.len();
        self.add_metadata(path, &own)?;
        if own.is_symlink() {
            let to = fs::read_link(path)?;
            let _ = writeln!(self.text, "{}", quote_path(&to));
            if let Ok(target) = fs::metadata(path) {
                self.add_metadata(path, &target)?;
            }
        }
        if own.is_dir() {
            let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
            let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
            entries.retain(|entry| !is_hidden(entry));
            entries.sort();
            entries.iter().try_for_each(|entry| self.add_path(entry, depth + 1))?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let facts = Digest::of_bytes(self.text.get(start..).unwrap_or_default().as_bytes());
            let below = path.strip_prefix(&self.root).unwrap_or(path);
            self.yaml.push((to_portable_path(below), facts));
            self.bytes += own.len();
        }
        Ok(())
    }

    fn add_metadata(&mut self, path: &Path, about: &Metadata) -> io::Result<()> {
        let _ = write!(self.text, "{} {:?}", quote_path(path), about.file_type());
        // A folder's own size and times change where hidden files come and go.
        if !about.is_dir() {
            let modified = about.modified()?;
            let changed = find_change_time(about).unwrap_or(modified);
            self.newest = self.newest.max(Some(modified)).max(Some(changed));
            let _ = write!(self.text, " {} {modified:?} {changed:?}", about.len());
        }
        let _ = writeln!(self.text, " {:?}", find_disk_number(about));
        Ok(())
    }
}

/// A path in which no line ends, and no two are written alike.
fn quote_path(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.escape_ascii().to_string()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// When a file's content, name or permissions last changed, which no program can set.
#[cfg(unix)]
fn find_change_time(about: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(u64::try_from(about.ctime()).ok()?);
    let nanos = Duration::from_nanos(u64::try_from(about.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds + nanos)
}

#[cfg(not(unix))]
fn find_change_time(about: &Metadata) -> Option<SystemTime> {
    about.created().ok()
}

/// Which file it is, on which disk.
#[cfg(unix)]
fn find_disk_number(about: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
fn find_disk_number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
