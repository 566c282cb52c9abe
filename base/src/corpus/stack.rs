//! The stack of layers: for each corpus that is named, what it lies over (`over` in its manifest), then itself.

use super::{CorpusReading, read::UnreadableFiles};
use crate::{
    diagnostic::{Fault, Name},
    schema, text, yaml,
};
use std::{
    fs,
    path::{Component, Path, PathBuf},
};

/// The name of the corpus that ships, for `--terms` and for `over`.
pub const BUILT_IN: &str = "built-in";

/// So many corpora may lie over each other by their manifests.
pub const MAX_LAYERS: usize = 64;

/// Layers in their order, lowest first, each once.
#[derive(Debug, Default)]
pub struct LayerStack {
    layers: Vec<StackLayer>,
    faults: Vec<StackFault>,
}

/// A corpus in a stack.
#[derive(Debug)]
struct StackLayer {
    path: PathBuf,
    /// Where it really is, whatever way its path goes.
    real: PathBuf,
}

/// What is wrong with the `over` of a manifest.
#[derive(Debug)]
struct StackFault {
    manifest: PathBuf,
    text: String,
    fault: Fault,
}

impl LayerStack {
    /// The stack of some corpora, in their order; the one that ships is always the lowest.
    pub fn from_named(named: &[PathBuf]) -> Self {
        let mut stack = Self::default();
        for path in named {
            stack.add_layer(path, &mut vec![]);
        }
        stack.layers.sort_by_key(|layer| layer.path != Path::new(BUILT_IN));
        stack
    }

    /// The layers, lowest first.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.layers.iter().map(|layer| layer.path.clone()).collect()
    }

    /// The layers below the corpus at a path.
    pub fn paths_below(&self, path: &Path) -> Vec<PathBuf> {
        let real = find_real_path(path);
        let below = self.layers.iter().take_while(|layer| layer.real != real);
        below.map(|layer| layer.path.clone()).collect()
    }

    /// The layers up to the last of some, these by the paths that are given for them.
    #[must_use]
    pub fn up_to(mut self, paths: &[PathBuf]) -> Self {
        for path in paths {
            let real = find_real_path(path);
            let same = self.layers.iter_mut().filter(|layer| layer.real == real);
            same.for_each(|layer| layer.path.clone_from(path));
        }
        let last = self.layers.iter().rposition(|layer| paths.contains(&layer.path));
        self.layers.truncate(last.map_or(0, |last| last + 1));
        self
    }

    /// Whether each `over` names a corpus, and none of them itself.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Adds a corpus over what it lies over; `open` are those that are being added, each over the next.
    fn add_layer(&mut self, path: &Path, open: &mut Vec<OpenLayer>) {
        let real = find_real_path(path);
        if self.layers.iter().any(|layer| layer.real == real) {
            return;
        }
        let manifest = path.join("corpus.yaml");
        if let Some((over, text)) = read_over(&manifest) {
            open.push(OpenLayer { real: real.clone(), manifest, text, over });
            self.add_lower_layer(path, open);
            open.pop();
        }
        self.layers.push(StackLayer { path: path.to_owned(), real });
    }

    /// Adds what the last of the open layers says that it lies over.
    fn add_lower_layer(&mut self, path: &Path, open: &mut Vec<OpenLayer>) {
        let Some(OpenLayer { over, .. }) = open.last() else { return };
        if over.value == BUILT_IN {
            return self.add_layer(Path::new(BUILT_IN), open);
        }
        let lower = shorten_path(path.join(&over.value));
        let real = find_real_path(&lower);
        let fault = if let Some(first) = open.iter().find(|layer| layer.real == real) {
            Some(first.fault("a circle: this corpus lies over itself", "leave one `over` out"))
        } else if !lower.exists() {
            let message = format!("there is no corpus `{}`", lower.display());
            let hint = match text::find_nearest(&over.value, [BUILT_IN]) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `built-in`, or a path from the folder of this file".to_owned(),
            };
            open.last().map(|layer| layer.fault(&message, &hint))
        } else if open.len() >= MAX_LAYERS {
            let message = format!("more than {MAX_LAYERS} corpora lie over each other");
            open.last().map(|layer| layer.fault(&message, "join some of them"))
        } else {
            return self.add_layer(&lower, open);
        };
        self.faults.extend(fault);
    }
}

/// A corpus that is being added.
struct OpenLayer {
    real: PathBuf,
    manifest: PathBuf,
    /// What the manifest says.
    text: String,
    over: Name,
}

impl OpenLayer {
    /// A fault of its `over`.
    fn fault(&self, message: &str, hint: &str) -> StackFault {
        let fault = Fault::new(self.over.place, message).hint(hint);
        StackFault { manifest: self.manifest.clone(), text: self.text.clone(), fault }
    }
}

impl CorpusReading {
    /// Adds what is wrong with a stack. What the missing layers may declare is not held against those that are there.
    pub fn add_stack_faults(&mut self, stack: &LayerStack) {
        for StackFault { manifest, text, fault } in &stack.faults {
            let file = self.files.add_file(manifest.display().to_string(), text.clone());
            let mut fault = fault.clone();
            fault.place.file = file;
            self.faults.push(fault);
            self.cut =
                UnreadableFiles { manifest: true, sources: true, entries: true, below: true };
        }
    }
}

/// The `over` of a manifest, and the manifest's text. What else is wrong with it, reading the layer tells.
fn read_over(manifest: &Path) -> Option<(Name, String)> {
    if !manifest.is_file() {
        return None;
    }
    let text = fs::read_to_string(manifest).ok()?;
    let (nodes, _) = yaml::parse_document(0, text.as_bytes());
    let read = |node| schema::read_manifest(node, &mut vec![]);
    let over = nodes.into_iter().next().and_then(read)?.over?;
    Some((over, text))
}

/// Where a corpus really is; its path where that is nowhere.
fn find_real_path(path: &Path) -> PathBuf {
    let known = Some(path).filter(|path| *path != Path::new(BUILT_IN));
    known.and_then(|path| fs::canonicalize(path).ok()).unwrap_or_else(|| path.to_owned())
}

/// A path less the folders that it enters only to leave them, if it leads to the same place.
fn shorten_path(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let named = matches!(short.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if named => _ = short.pop(),
            Component::CurDir => {}
            part => short.push(part),
        }
    }
    if short.as_os_str().is_empty() {
        short.push(".");
    }
    if !path.exists() || find_real_path(&short) == find_real_path(&path) { short } else { path }
}
