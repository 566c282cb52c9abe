//! What do the files of a folder say?
//!
//! What is parallel: each file is read, parsed and turned into entries on its own, on all cores where there is enough to
//! read; then they are joined in the order of their paths, so that the outcome is that of one core. Within one file
//! there is no such way: what a line means is known only from those before it.

use super::{
    digest::Digest,
    folder::{no_folder, yaml_files},
    part::{Part, Progress, Source, Tell},
};
use crate::{
    diagnostic::{Fault, Files, Place},
    schema::{self, Entry, Manifest, Sources},
    yaml::{self, Held},
};
use rayon::prelude::*;
use std::path::{Component, Path};

/// Below so many bytes in a folder, one thread has read them before others have begun.
const MANY: u64 = 256 * 1024;

/// What one folder says, names unresolved.
#[derive(Debug, Default)]
pub struct Layer {
    /// `corpus.yaml`, if it could be read.
    pub manifest: Option<Manifest>,
    /// `sources.yaml`.
    pub sources: Sources,
    /// Every other file's entries; boxed, so that they are sorted without being moved, and each is gone once it is laid.
    pub entries: Vec<Box<Entry>>,
    /// Which of these could not be read whole.
    pub(super) cut: Cut,
    /// The files that these were read from, each with its path.
    pub(super) digests: Vec<(String, Digest)>,
}

/// Which sorts of file could not be read at all: what they may have declared is not known to be missing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cut {
    pub(super) manifest: bool,
    pub(super) sources: bool,
    pub(super) entries: bool,
}

impl Cut {
    /// Adds what could not be read before, and remembers both for what comes after.
    pub(super) fn join(&mut self, before: &mut Self) {
        self.manifest |= before.manifest;
        self.sources |= before.sources;
        self.entries |= before.entries;
        *before = *self;
    }
}

impl Layer {
    /// Reads every `*.yaml` file below `folder`, in the order of their paths; hidden files are left alone.
    pub fn read(folder: &Path, files: &mut Files) -> (Self, Vec<Fault>) {
        Self::read_telling(folder, files, &|_, _| ())
    }

    /// The same, telling how far it has come.
    pub fn read_telling(folder: &Path, files: &mut Files, tell: Tell<'_>) -> (Self, Vec<Fault>) {
        let mut layer = Self::default();
        // First, so that what is wrong with the folder is told before what is wrong in it.
        let own = files.add(folder.display().to_string(), String::new());
        if !folder.is_dir() {
            return (layer, vec![no_folder(folder, own)]);
        }
        let (paths, mut faults) = yaml_files(folder, files);
        let sources: Vec<_> =
            paths.into_iter().map(|path| Source::of(path, folder, files)).collect();
        let progress = Progress::over(&sources, tell);
        let parts: Vec<_> = if sources.len() < 2 || progress.all() < MANY {
            sources.iter().map(|source| Part::read(source, &progress)).collect()
        } else {
            let each = sources.par_iter().with_max_len(1);
            each.map(|source| Part::read(source, &progress)).collect()
        };
        for (source, part) in sources.iter().zip(parts) {
            files.fill(source.file, part.text);
            faults.extend(part.faults);
            layer.join(part.layer);
        }
        let corpus = |source: &Source| source.name == Path::new("corpus.yaml");
        if layer.manifest.is_none() && !sources.iter().any(corpus) {
            layer.cut.manifest = true;
            let fault = Fault::new(Place::whole(own), "this folder holds no corpus.yaml");
            faults
                .push(fault.hint(
                    "a corpus is a folder with a corpus.yaml: title, language, voice, kinds",
                ));
        }
        (layer, faults)
    }

    /// Adds what the files say that come next.
    fn join(&mut self, mut next: Self) {
        self.manifest = self.manifest.take().or(next.manifest);
        self.sources.voices.append(&mut next.sources.voices);
        self.sources.works.append(&mut next.sources.works);
        self.entries.append(&mut next.entries);
        self.cut.join(&mut next.cut);
        self.digests.append(&mut next.digests);
    }

    /// Adds what the bytes of one file say; its name tells manifest, sources and entries apart.
    pub fn text(&mut self, name: &Path, file: u32, bytes: &[u8], faults: &mut Vec<Fault>) {
        self.text_telling(name, file, bytes, faults, &mut |_| ());
    }

    /// The same, telling now and then how many of the bytes are behind it.
    pub(super) fn text_telling(
        &mut self,
        name: &Path,
        file: u32,
        bytes: &[u8],
        faults: &mut Vec<Fault>,
        tell: &mut dyn FnMut(usize),
    ) {
        self.digests.push((slashed(name), Digest::of(bytes)));
        match name.to_str() {
            Some("corpus.yaml" | "sources.yaml") => self.declarations(name, file, bytes, faults),
            _ => self.concepts(file, bytes, faults, tell),
        }
    }

    fn declarations(&mut self, name: &Path, file: u32, bytes: &[u8], faults: &mut Vec<Fault>) {
        let (nodes, found) = yaml::parse(file, bytes);
        let said = |node: &yaml::Node| !matches!(node.value, yaml::Value::Null);
        let node = nodes.into_iter().find(said);
        if node.is_none() {
            if !found.is_empty() {
                self.cut(name);
            } else if name == Path::new("corpus.yaml") {
                self.cut(name);
                let fault = Fault::new(Place::whole(file), "corpus.yaml says nothing");
                faults.push(
                    fault.hint(
                        "it needs at least a `voice`: whose words unattributed statements are",
                    ),
                );
            }
        }
        faults.extend(found);
        if name == Path::new("corpus.yaml") {
            self.manifest = node.and_then(|node| schema::manifest(node, faults));
            self.cut.manifest |= self.manifest.is_none();
        } else {
            let sources = node.map(|node| schema::sources(node, faults));
            self.cut.sources |= matches!(sources, Some(None));
            self.sources = sources.flatten().unwrap_or_default();
        }
    }

    fn concepts(
        &mut self,
        file: u32,
        bytes: &[u8],
        faults: &mut Vec<Fault>,
        tell: &mut dyn FnMut(usize),
    ) {
        let (before, mut own) = (self.entries.len(), vec![]);
        let mut take = |node| self.entries.extend(schema::entry(node, &mut own).map(Box::new));
        let (held, found) = yaml::each(file, bytes, &mut take, tell);
        if held == Held::Cut {
            self.entries.truncate(before);
            own.clear();
        }
        self.cut.entries |= held != Held::Something && !found.is_empty();
        faults.extend(found);
        faults.append(&mut own);
    }

    /// Remembers that a file could not be read.
    pub(super) fn cut(&mut self, name: &Path) {
        match name.to_str() {
            Some("corpus.yaml") => self.cut.manifest = true,
            Some("sources.yaml") => self.cut.sources = true,
            _ => self.cut.entries = true,
        }
    }
}

/// A path as it is written on every system.
fn slashed(path: &Path) -> String {
    let parts = path.components().map(Component::as_os_str).map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
