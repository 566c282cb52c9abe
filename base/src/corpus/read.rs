//! Reads the folder of a corpus into a layer with unresolved names.
//!
//! Files are read, parsed and turned into entries in parallel where there is enough to read. They are then joined in
//! the order of their paths, so the result is the same as on one core. A single file cannot be split: the meaning of a
//! line depends on the lines before it.

use super::{
    digest::Digest,
    file::{ParsedFile, ProgressCallback, ReadProgress, SourceFile, UnsavedTexts},
    folder::{list_yaml_files, missing_folder_fault},
};
use crate::{
    diagnostic::{Fault, Files, Place},
    parallel,
    schema::{self, Manifest, PackedEntries, SourceEntries},
    yaml::{self, DocumentContent},
};
use std::path::{Component, Path};

/// Below so many bytes in a folder, one thread has read them before others have begun.
const MIN_PARALLEL_BYTES: u64 = 256 * 1024;

/// So many files a thread are read before what they say is joined to the rest: each takes much memory until then.
const FILES_PER_THREAD: usize = 4;

/// The texts of so many bytes in a folder are kept, to show the lines of faults; of more, a file is read again for that.
const MAX_KEPT_BYTES: u64 = 1024 * 1024;

/// What one folder says, names unresolved.
#[derive(Debug, Default)]
pub struct Layer {
    /// `corpus.yaml`, if it could be read.
    pub manifest: Option<Manifest>,
    /// `sources.yaml`.
    pub sources: SourceEntries,
    /// Every other file's entries.
    pub entries: PackedEntries,
    /// Which of these could not be read whole.
    pub(super) cut: UnreadableFiles,
    /// The files that these were read from, each with its path.
    pub(super) digests: Vec<(String, Digest)>,
    /// The numbers of these files.
    pub(super) files: Vec<u32>,
}

/// Which sorts of file could not be read at all: what they may have declared is not known to be missing.
#[expect(clippy::struct_excessive_bools, reason = "each is of another sort of file")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnreadableFiles {
    pub(super) manifest: bool,
    pub(super) sources: bool,
    pub(super) entries: bool,
    /// Whole corpora below this one.
    pub(super) below: bool,
}

impl UnreadableFiles {
    /// Adds what could not be read before, and remembers both for what comes after.
    pub(super) fn carry_over(&mut self, before: &mut Self) {
        self.manifest |= before.manifest;
        self.sources |= before.sources;
        self.entries |= before.entries;
        self.below |= before.below;
        *before = *self;
    }
}

impl Layer {
    /// Reads every `*.yaml` file below `folder`, in the order of their paths; hidden files are left alone.
    pub fn read_folder(folder: &Path, files: &mut Files) -> (Self, Vec<Fault>) {
        Self::read_with_progress(folder, files, &|_, _| ())
    }

    /// The same, telling how far it has come.
    pub fn read_with_progress(
        folder: &Path,
        files: &mut Files,
        tell: ProgressCallback<'_>,
    ) -> (Self, Vec<Fault>) {
        Self::read_as_edited(folder, files, tell, &UnsavedTexts::new())
    }

    /// The same, with texts that count in place of what files on the disk hold.
    pub(super) fn read_as_edited(
        folder: &Path,
        files: &mut Files,
        tell: ProgressCallback<'_>,
        unsaved: &UnsavedTexts,
    ) -> (Self, Vec<Fault>) {
        let mut layer = Self::default();
        // First, so that what is wrong with the folder is told before what is wrong in it.
        let own = files.add_file(folder.display().to_string(), String::new());
        if !folder.is_dir() {
            return (layer, vec![missing_folder_fault(folder, own)]);
        }
        let (mut paths, mut faults) = list_yaml_files(folder, files);
        let new = unsaved.keys().filter(|path| path.starts_with(folder) && !paths.contains(path));
        let new: Vec<_> = new.cloned().collect();
        paths.extend(new);
        paths.sort();
        let sources: Vec<_> = paths
            .into_iter()
            .map(|path| SourceFile::from_path(path, folder, files).with_unsaved(unsaved))
            .collect();
        let progress = ReadProgress::for_files(&sources, tell);
        let keep = progress.total_bytes() <= MAX_KEPT_BYTES;
        let alone = sources.len() < 2 || progress.total_bytes() < MIN_PARALLEL_BYTES;
        let read = |source| ParsedFile::read_file(source, keep, &progress);
        // Threads are only started where there is work for them.
        let threads = if alone { 1 } else { parallel::count_threads() };
        for some in sources.chunks(FILES_PER_THREAD * threads) {
            let parts: Vec<_> = match alone {
                true => some.iter().map(read).collect(),
                false => parallel::map_items(some, read),
            };
            for (source, part) in some.iter().zip(parts) {
                match keep {
                    true => files.set_text(source.file, part.text),
                    false => source.read_text_later(part.layer.digests.last(), files),
                }
                faults.extend(part.faults);
                layer.append_file(part.layer);
            }
        }
        let corpus = |source: &SourceFile| source.name == Path::new("corpus.yaml");
        if layer.manifest.is_none() && !sources.iter().any(corpus) {
            layer.cut.manifest = true;
            let fault = Fault::new(Place::whole_file(own), "this folder holds no corpus.yaml");
            faults
                .push(fault.hint(
                    "a corpus is a folder with a corpus.yaml: title, language, voice, kinds",
                ));
        }
        (layer, faults)
    }

    /// Reads those files below `folder` that are wanted, by their paths below it, written with `/`; returns the paths of
    /// all files, too.
    pub fn read_some(
        folder: &Path,
        wanted: impl Fn(&str) -> bool,
    ) -> (Self, Vec<String>, Vec<Fault>) {
        let mut files = Files::default();
        let (paths, mut faults) = list_yaml_files(folder, &mut files);
        let (mut layer, mut names) = (Self::default(), vec![]);
        let progress = ReadProgress::for_files(&[], &|_, _| ());
        for path in paths {
            let source = SourceFile::from_path(path, folder, &mut files);
            let name = to_portable_path(&source.name);
            if wanted(&name) {
                let part = ParsedFile::read_file(&source, false, &progress);
                faults.extend(part.faults);
                layer.append_file(part.layer);
            }
            names.push(name);
        }
        (layer, names, faults)
    }

    /// Adds what the files say that come next.
    fn append_file(&mut self, mut next: Self) {
        self.manifest = self.manifest.take().or(next.manifest);
        self.sources.voices.append(&mut next.sources.voices);
        self.sources.works.append(&mut next.sources.works);
        self.entries.append(next.entries);
        self.cut.carry_over(&mut next.cut);
        self.digests.append(&mut next.digests);
        self.files.append(&mut next.files);
    }

    /// Adds what the bytes of one file say; its name tells manifest, sources and entries apart.
    pub fn parse_file(&mut self, name: &Path, file: u32, bytes: &[u8], faults: &mut Vec<Fault>) {
        self.parse_with_progress(name, file, bytes, faults, &mut |_| ());
    }

    /// The same, telling now and then how many of the bytes are behind it.
    pub(super) fn parse_with_progress(
        &mut self,
        name: &Path,
        file: u32,
        bytes: &[u8],
        faults: &mut Vec<Fault>,
        tell: &mut dyn FnMut(usize),
    ) {
        self.digests.push((to_portable_path(name), Digest::of_bytes(bytes)));
        self.files.push(file);
        match name.to_str() {
            Some("corpus.yaml" | "sources.yaml") => {
                self.parse_declarations(name, file, bytes, faults);
            }
            _ => self.parse_concepts(file, bytes, faults, tell),
        }
    }

    fn parse_declarations(
        &mut self,
        name: &Path,
        file: u32,
        bytes: &[u8],
        faults: &mut Vec<Fault>,
    ) {
        let (nodes, found) = yaml::parse_document(file, bytes);
        let said = |node: &yaml::YamlNode| !matches!(node.value, yaml::NodeValue::Null);
        let node = nodes.into_iter().find(said);
        if node.is_none() {
            if !found.is_empty() {
                self.mark_unreadable(name);
            } else if name == Path::new("corpus.yaml") {
                self.mark_unreadable(name);
                let fault = Fault::new(Place::whole_file(file), "corpus.yaml says nothing");
                faults.push(
                    fault.hint(
                        "it needs at least a `voice`: whose words unattributed statements are",
                    ),
                );
            }
        }
        faults.extend(found);
        if name == Path::new("corpus.yaml") {
            self.manifest = node.and_then(|node| schema::read_manifest(node, faults));
            self.cut.manifest |= self.manifest.is_none();
        } else {
            let sources = node.map(|node| schema::read_sources(node, faults));
            self.cut.sources |= matches!(sources, Some(None));
            self.sources = sources.flatten().unwrap_or_default();
        }
    }

    fn parse_concepts(
        &mut self,
        file: u32,
        bytes: &[u8],
        faults: &mut Vec<Fault>,
        tell: &mut dyn FnMut(usize),
    ) {
        let (before, mut own) = (self.entries.len(), vec![]);
        let mut take = |node| {
            if let Some(entry) = schema::read_entry(node, &mut own) {
                self.entries.push(entry);
            }
        };
        let (held, found) = yaml::parse_each(file, bytes, &mut take, tell);
        if held == DocumentContent::Cut {
            self.entries.truncate(before);
            own.clear();
        }
        self.cut.entries |= held != DocumentContent::Something && !found.is_empty();
        faults.extend(found);
        faults.append(&mut own);
    }

    /// The numbers of its files with their paths below the folder, written with `/`.
    pub(super) fn list_files(&self) -> Vec<(u32, String)> {
        let paths = self.digests.iter().map(|(path, _)| path.clone());
        self.files.iter().copied().zip(paths).collect()
    }

    /// Remembers that a file could not be read.
    pub(super) fn mark_unreadable(&mut self, name: &Path) {
        match name.to_str() {
            Some("corpus.yaml") => self.cut.manifest = true,
            Some("sources.yaml") => self.cut.sources = true,
            _ => self.cut.entries = true,
        }
    }
}

/// A path as it is written on every system.
pub fn to_portable_path(path: &Path) -> String {
    let parts = path.components().map(Component::as_os_str).map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
