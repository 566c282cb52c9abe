//! What does one file of a folder say, and how far has reading them come?

use super::{Layer, folder::unreadable};
use crate::diagnostic::{Fault, Files, Place};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

/// Who is told how many bytes have been read so far, and how many there are. It is told from several threads, so that a
/// later call may say less than an earlier one.
pub type Tell<'t> = &'t (dyn Fn(u64, u64) + Sync);

/// A file that is to be read.
pub(super) struct Source {
    path: PathBuf,
    /// Its path below the folder, which tells manifest, sources and entries apart.
    pub(super) name: PathBuf,
    /// Its number among those read.
    pub(super) file: u32,
    /// How many bytes it holds; none if it is no file.
    size: Option<u64>,
}

impl Source {
    /// What is to be read of a folder's path, which gets the next number.
    pub(super) fn of(path: PathBuf, folder: &Path, files: &mut Files) -> Self {
        let file = files.add(path.display().to_string(), String::new());
        let size = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|it| it.len());
        let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        Self { path, name, file, size }
    }
}

/// What one file says.
#[derive(Default)]
pub(super) struct Part {
    pub(super) layer: Layer,
    pub(super) faults: Vec<Fault>,
    /// As it was read, without the mark at its beginning.
    pub(super) text: String,
}

impl Part {
    /// Reads one file.
    pub(super) fn read(source: &Source, progress: &Progress<'_>) -> Self {
        let Source { path, name, file, size } = source;
        let mut part = Self::default();
        if size.is_none() {
            part.layer.cut(name);
            let fault = Fault::new(Place::whole(*file), "this is not a file that can be read");
            part.faults.push(fault);
            return part;
        }
        match fs::read(path) {
            Ok(bytes) => part.take(name, *file, bytes, progress),
            Err(error) => {
                part.layer.cut(name);
                part.faults.push(unreadable(*file, &error));
            }
        }
        part
    }

    fn take(&mut self, name: &Path, file: u32, bytes: Vec<u8>, progress: &Progress<'_>) {
        let mut told = 0;
        let mut tell = |behind: usize| {
            progress.add(behind - told);
            told = behind;
        };
        self.layer.text_telling(name, file, &bytes, &mut self.faults, &mut tell);
        tell(bytes.len());
        let lossy = |error: std::string::FromUtf8Error| {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        };
        self.text = String::from_utf8(bytes).unwrap_or_else(lossy);
        if self.text.starts_with('\u{feff}') {
            self.text = self.text.trim_start_matches('\u{feff}').to_owned();
        }
    }
}

/// How far reading has come.
pub(super) struct Progress<'t> {
    tell: Tell<'t>,
    done: AtomicU64,
    all: u64,
}

impl<'t> Progress<'t> {
    /// None of these files read yet.
    pub(super) fn over(sources: &[Source], tell: Tell<'t>) -> Self {
        let all = sources.iter().filter_map(|source| source.size).sum();
        Self { tell, done: AtomicU64::new(0), all }
    }

    /// How many bytes there are.
    pub(super) fn all(&self) -> u64 {
        self.all
    }

    fn add(&self, bytes: usize) {
        let bytes = bytes as u64;
        let done = self.done.fetch_add(bytes, Relaxed) + bytes;
        // A file may have grown since it was measured.
        (self.tell)(done.min(self.all), self.all);
    }
}
