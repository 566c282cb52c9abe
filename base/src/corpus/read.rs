//! Which files does a folder hold, and what do they say?

use crate::{
    diagnostic::{Fault, Files, Place},
    schema::{self, Entry, Manifest, Sources},
    text, yaml,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What one folder says, names unresolved.
#[derive(Debug, Default)]
pub struct Layer {
    /// `corpus.yaml`, if it could be read.
    pub manifest: Option<Manifest>,
    /// `sources.yaml`.
    pub sources: Sources,
    /// Every other file's entries.
    pub entries: Vec<Entry>,
    /// Which of these could not be read whole.
    pub(super) cut: Cut,
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
        let mut layer = Self::default();
        // First, so that what is wrong with the folder is told before what is wrong in it.
        let own = files.add(folder.display().to_string(), String::new());
        if !folder.is_dir() {
            return (layer, vec![no_folder(folder, own)]);
        }
        let (paths, mut faults) = yaml_files(folder, files);
        for path in &paths {
            layer.file(folder, path, files, &mut faults);
        }
        if layer.manifest.is_none() && !paths.contains(&folder.join("corpus.yaml")) {
            layer.cut.manifest = true;
            let fault = Fault::new(Place::whole(own), "this folder holds no corpus.yaml");
            faults
                .push(fault.hint(
                    "a corpus is a folder with a corpus.yaml: title, language, voice, kinds",
                ));
        }
        (layer, faults)
    }

    fn file(&mut self, folder: &Path, path: &Path, files: &mut Files, faults: &mut Vec<Fault>) {
        let shown = path.display().to_string();
        let name = path.strip_prefix(folder).unwrap_or(path);
        if !path.is_file() {
            self.cut(name);
            let file = files.add(shown, String::new());
            return faults
                .push(Fault::new(Place::whole(file), "this is not a file that can be read"));
        }
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.cut(name);
                return faults.push(unreadable(shown, &error, files));
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = files.add(shown, text.trim_start_matches('\u{feff}').to_owned());
        self.text(name, file, &bytes, faults);
    }

    /// Adds what the bytes of one file say; its name tells manifest, sources and entries apart.
    pub fn text(&mut self, name: &Path, file: u32, bytes: &[u8], faults: &mut Vec<Fault>) {
        let (nodes, found) = yaml::parse(file, bytes);
        let said = |node: &yaml::Node| !matches!(node.value, yaml::Value::Null);
        let mut nodes = nodes.into_iter().filter(said).peekable();
        if nodes.peek().is_none() {
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
        match name.to_str() {
            Some("corpus.yaml") => {
                self.manifest = nodes.next().and_then(|node| schema::manifest(node, faults));
                self.cut.manifest |= self.manifest.is_none();
            }
            Some("sources.yaml") => {
                let sources = nodes.next().map(|node| schema::sources(node, faults));
                self.cut.sources |= matches!(sources, Some(None));
                self.sources = sources.flatten().unwrap_or_default();
            }
            _ => self.entries.extend(nodes.flat_map(|node| schema::entries(node, faults))),
        }
    }

    /// Remembers that a file could not be read.
    fn cut(&mut self, name: &Path) {
        match name.to_str() {
            Some("corpus.yaml") => self.cut.manifest = true,
            Some("sources.yaml") => self.cut.sources = true,
            _ => self.cut.entries = true,
        }
    }
}

/// The files of a corpus in a folder, in the order of their paths, and what is wrong with others.
pub fn yaml_files(folder: &Path, files: &mut Files) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut paths, mut faults) = (vec![], vec![]);
    walk(folder, &mut paths, files, &mut faults);
    paths.sort();
    (paths, faults)
}

/// Gathers the YAML files below a folder. Links to folders are not followed, so the walk ends.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>, files: &mut Files, faults: &mut Vec<Fault>) {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = match listed {
        Ok(entries) => entries,
        Err(error) => return faults.push(unreadable(folder.display().to_string(), &error, files)),
    };
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && path.join("corpus.yaml").exists() {
            let file = files.add(path.display().to_string(), String::new());
            let fault = Fault::new(Place::whole(file), "a corpus of its own lies below this one");
            faults.push(fault.hint("name it with a further `--terms`"));
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, paths, files, faults);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            paths.push(path);
        } else if path.extension().is_some_and(|ending| ending == "yml") {
            let file = files.add(path.display().to_string(), String::new());
            let fault = Fault::new(Place::whole(file), "not read: a corpus's files end in `.yaml`");
            faults.push(fault.hint("rename it"));
        }
    }
}

fn no_folder(folder: &Path, file: u32) -> Fault {
    if folder.exists() {
        let fault = Fault::new(Place::whole(file), "this is a file, not the folder of a corpus");
        return fault.hint("name the folder that holds corpus.yaml");
    }
    let fault = Fault::new(Place::whole(file), "there is no such folder");
    let parent =
        folder.parent().filter(|parent| parent != &Path::new("")).unwrap_or(Path::new("."));
    let beside = fs::read_dir(parent).into_iter().flatten().flatten();
    let folders = beside.filter(|entry| entry.path().is_dir());
    let names: Vec<_> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let wanted = folder.file_name().unwrap_or_default().to_string_lossy();
    match text::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(name) => {
            fault.hint(format!("did you mean `{}`?", folder.with_file_name(name).display()))
        }
        None => fault,
    }
}

fn unreadable(path: String, error: &io::Error, files: &mut Files) -> Fault {
    Fault::new(Place::whole(files.add(path, String::new())), format!("cannot be read: {error}"))
}
