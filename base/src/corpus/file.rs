//! Reads one file of a corpus folder and reports the progress in bytes.

use super::{Digest, Layer, folder::unreadable_fault};
use crate::diagnostic::{Fault, Files, Place, TextReader};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

/// Who is told how many bytes have been read so far, and how many there are. It is told from several threads, so that a
/// later call may say less than an earlier one.
pub type ProgressCallback<'t> = &'t (dyn Fn(u64, u64) + Sync);

/// Texts that an editor has and the disk has not, by path.
pub type UnsavedTexts = BTreeMap<PathBuf, String>;

/// A file that is to be read.
pub(super) struct SourceFile {
    path: PathBuf,
    /// Its path below the folder, which tells manifest, sources and entries apart.
    pub(super) name: PathBuf,
    /// Its number among those read.
    pub(super) file: u32,
    /// How many bytes it holds; none if it is no file.
    size: Option<u64>,
    /// Its text as an editor has it, which counts in place of what the disk holds.
    unsaved: Option<String>,
}

impl SourceFile {
    /// What is to be read of a folder's path, which gets the next number.
    pub(super) fn from_path(path: PathBuf, folder: &Path, files: &mut Files) -> Self {
        let file = files.add_file(path.display().to_string(), String::new());
        let size = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|it| it.len());
        let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        Self { path, name, file, size, unsaved: None }
    }

    /// The same, read as an editor has it, if it does.
    pub(super) fn with_unsaved(self, unsaved: &UnsavedTexts) -> Self {
        let unsaved = unsaved.get(&self.path).cloned();
        let size = unsaved.as_ref().map(|text| text.len() as u64).or(self.size);
        Self { size, unsaved, ..self }
    }

    /// Lets the text be read again when a line of it is shown. Lines of a file that has changed meanwhile are not.
    pub(super) fn read_text_later(&self, read: Option<&(String, Digest)>, files: &mut Files) {
        let Some((_, digest)) = read.cloned() else { return };
        let path = self.path.clone();
        let read = move || {
            let bytes = fs::read(&path).ok().filter(|bytes| Digest::of_bytes(bytes) == digest);
            bytes.map(decode_text).unwrap_or_default()
        };
        files.set_reader(self.file, TextReader(Box::new(read)));
    }
}

/// What one file says.
#[derive(Default)]
pub(super) struct ParsedFile {
    pub(super) layer: Layer,
    pub(super) faults: Vec<Fault>,
    /// As it was read, without the mark at its beginning; empty if it is not to be kept.
    pub(super) text: String,
}

impl ParsedFile {
    /// Reads one file.
    pub(super) fn read_file(source: &SourceFile, keep: bool, progress: &ReadProgress<'_>) -> Self {
        let SourceFile { path, name, file, size, unsaved } = source;
        let mut part = Self::default();
        if let Some(text) = unsaved {
            part.parse_bytes(name, *file, text.as_bytes(), progress);
            part.text = decode_text(text.clone().into_bytes());
            return part;
        }
        if size.is_none() {
            part.layer.mark_unreadable(name);
            let fault = Fault::new(Place::whole_file(*file), "this is not a file that can be read");
            part.faults.push(fault);
            return part;
        }
        match fs::read(path) {
            Ok(bytes) => {
                part.parse_bytes(name, *file, &bytes, progress);
                if keep {
                    part.text = decode_text(bytes);
                }
            }
            Err(error) => {
                part.layer.mark_unreadable(name);
                part.faults.push(unreadable_fault(*file, &error));
            }
        }
        part
    }

    fn parse_bytes(&mut self, name: &Path, file: u32, bytes: &[u8], progress: &ReadProgress<'_>) {
        let mut told = 0;
        let mut tell = |behind: usize| {
            progress.add_bytes(behind - told);
            told = behind;
        };
        self.layer.parse_with_progress(name, file, bytes, &mut self.faults, &mut tell);
        tell(bytes.len());
    }
}

/// The text of a file, without the mark at its beginning.
fn decode_text(bytes: Vec<u8>) -> String {
    let lossy =
        |error: std::string::FromUtf8Error| String::from_utf8_lossy(error.as_bytes()).into_owned();
    let text = String::from_utf8(bytes).unwrap_or_else(lossy);
    match text.starts_with('\u{feff}') {
        true => text.trim_start_matches('\u{feff}').to_owned(),
        false => text,
    }
}

/// How far reading has come.
pub(super) struct ReadProgress<'t> {
    tell: ProgressCallback<'t>,
    done: AtomicU64,
    all: u64,
}

impl<'t> ReadProgress<'t> {
    /// None of these files read yet.
    pub(super) fn for_files(sources: &[SourceFile], tell: ProgressCallback<'t>) -> Self {
        let all = sources.iter().filter_map(|source| source.size).sum();
        Self { tell, done: AtomicU64::new(0), all }
    }

    /// How many bytes there are.
    pub(super) fn total_bytes(&self) -> u64 {
        self.all
    }

    fn add_bytes(&self, bytes: usize) {
        let bytes = bytes as u64;
        let done = self.done.fetch_add(bytes, Relaxed) + bytes;
        // A file may have grown since it was measured.
        (self.tell)(done.min(self.all), self.all);
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::CorpusReading;
    use std::fs;

    #[test]
    fn a_line_of_a_large_folder_is_read_again_unless_its_file_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("corpus.yaml", "{voice: v}\n");
        write("a.yaml", "- id: a\n  label: a\n  bogus: of a\n");
        write("b.yaml", "- id: b\n  label: b\n  bogus: of b\n");
        write("large.yaml", &"# a line that says nothing\n".repeat(60_000));
        let mut reading = CorpusReading::default();
        reading.add_folder(folder.path());
        write("b.yaml", "- id: b\n  label: b\n  bogus: now\n");
        let shown: Vec<_> = reading.diagnostics().into_iter().map(|it| it.excerpt).collect();
        assert_eq!(shown, [Some("  bogus: of a".to_owned()), None]);
    }
}
