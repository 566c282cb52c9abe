//! Which documents are read, and which of them make a set.

use super::STDIN_NAME;
use anyhow::{Result, bail, ensure};
use cxterms::scan::{DocumentFile, SetName};
use cxterms_base::{corpus::LayerStack, text};
use cxterms_document::{DocumentFormat, SkipReason, WalkEvent, walk_documents};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
};

/// How many files beside a missing one are looked at.
const MAX_NEIGHBORS: usize = 10_000;

/// How many documents are read in one run.
const MAX_DOCUMENTS: usize = 1_000_000;

/// The documents of a run.
#[derive(Debug, Default)]
pub(super) struct ScanPlan {
    pub(super) sets: Vec<PlannedSet>,
    /// What a folder holds and is not read, though a person may look for it.
    pub(super) skipped: Vec<(PathBuf, SkipReason)>,
}

/// The documents of a set.
#[derive(Debug, Default)]
pub(super) struct PlannedSet {
    pub(super) name: SetName,
    /// Its folder; none for a file by itself.
    folder: Option<PathBuf>,
    /// The overlay whose words are its own.
    pub(super) overlay: Option<PathBuf>,
    pub(super) files: Vec<DocumentFile>,
    pub(super) has_stdin: bool,
    named: BTreeSet<PathBuf>,
    evidence: BTreeSet<PathBuf>,
}

impl PlannedSet {
    /// Whether a file was named by itself.
    pub(super) fn is_named(&self, file: &DocumentFile) -> bool {
        self.named.contains(&file.path)
    }

    /// Whether a file is read for what others mean.
    pub(super) fn is_evidence(&self, file: &DocumentFile) -> bool {
        self.evidence.contains(&file.path)
    }
}

/// Gathers sets by their folders.
#[derive(Debug, Default)]
struct Planner {
    sets: BTreeMap<(SetName, Option<PathBuf>), PlannedSet>,
    overlays: BTreeMap<PathBuf, bool>,
    seen: BTreeSet<PathBuf>,
    skipped: Vec<(PathBuf, SkipReason)>,
    /// The folder of the set of which all paths are a part.
    whole: Option<PathBuf>,
    /// The folders that are named: as given, and where they lie.
    folders: Vec<(PathBuf, PathBuf)>,
}

impl ScanPlan {
    /// The documents of files, folders and standard input; `set` is the folder that files by themselves belong to. Of a part
    /// of a set, nothing else of the set is read.
    pub(super) fn of_paths(
        paths: &[PathBuf],
        set: Option<&Path>,
        format: Option<DocumentFormat>,
        is_part: bool,
    ) -> Result<Self> {
        let whole = set.map(Path::to_owned).filter(|_| is_part);
        let folders = paths.iter().filter(|path| path.is_dir());
        let folders = folders.map(|folder| (folder.clone(), resolve_path(folder))).collect();
        let mut planner = Planner { whole, folders, ..Planner::default() };
        if let Some(set) = set {
            ensure!(set.is_dir(), "`{}` is no folder", set.display());
        }
        // Named files first: as a folder's they would be evidence only if they were not named.
        for path in paths.iter().filter(|path| !path.is_dir()) {
            if path == Path::new("-") {
                let overlay = set.and_then(|set| planner.find_overlay(set));
                planner.set_of(set, overlay, path).has_stdin = true;
            } else {
                planner.add_file(path, set, format)?;
            }
        }
        for path in paths.iter().filter(|path| path.is_dir()) {
            planner.add_folder(path)?;
        }
        if !is_part {
            planner.add_evidence();
        }
        let sets: Vec<_> = planner.sets.into_values().collect();
        let count: usize = sets.iter().map(|set| set.files.len()).sum();
        ensure!(count <= MAX_DOCUMENTS, "there are more than {MAX_DOCUMENTS} documents");
        if count == 0 && !sets.iter().any(|set| set.has_stdin) {
            let named: Vec<_> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
            bail!("no document lies in {}", named.join(", "));
        }
        Ok(Self { sets, skipped: planner.skipped })
    }
}

/// The overlay that the folder of a set is, or lies in.
pub(in crate::commands) fn find_overlay_of_set(set: &Path) -> Result<Option<PathBuf>> {
    ensure!(set.is_dir(), "`{}` is no folder", set.display());
    Ok(Planner::default().find_overlay(set))
}

impl Planner {
    /// The set of a folder; without one, that of a file by itself.
    fn set_of(
        &mut self,
        folder: Option<&Path>,
        overlay: Option<PathBuf>,
        file: &Path,
    ) -> &mut PlannedSet {
        let name = match folder {
            Some(folder) => SetName::Set(folder.to_string_lossy().into_owned()),
            None if file == Path::new("-") => SetName::File(STDIN_NAME.to_owned()),
            None => SetName::File(file.to_string_lossy().into_owned()),
        };
        let folder = folder.map(Path::to_owned);
        let key = (name.clone(), overlay.clone());
        let new = || PlannedSet { name, folder, overlay, ..PlannedSet::default() };
        self.sets.entry(key).or_insert_with(new)
    }

    fn add_file(
        &mut self,
        path: &Path,
        set: Option<&Path>,
        format: Option<DocumentFormat>,
    ) -> Result<()> {
        let mut met = vec![];
        walk_documents(path, format, &mut |event| met.push(event));
        for event in met {
            match event {
                WalkEvent::Document(path, format) => {
                    let whole = self.whole.clone();
                    let near = set.filter(|_| whole.is_none()).or(path.parent());
                    let overlay = self.find_overlay(near.unwrap_or(&path));
                    let folder = match &whole {
                        Some(whole) => Some(choose_home(whole, overlay.as_deref())),
                        None => {
                            let holder = self.find_named_folder(&path);
                            let home = holder.map(|it| choose_home(it, overlay.as_deref()));
                            set.map(Path::to_owned).or(home).or_else(|| overlay.clone())
                        }
                    };
                    if self.is_new(&path) {
                        let set = self.set_of(folder.as_deref(), overlay, &path);
                        set.named.insert(path.clone());
                        set.files.push(DocumentFile { path, format });
                    }
                }
                WalkEvent::Skipped(path, SkipReason::UnknownFormat) => {
                    let names: Vec<_> = DocumentFormat::list_names().collect();
                    let (path, names) = (path.display(), names.join(", "));
                    bail!("`{path}` has the ending of no document; say `--input-format` ({names})");
                }
                WalkEvent::Skipped(path, why) => {
                    let near = find_nearest_file(&path).filter(|_| !path.exists());
                    let near = near.map(|near| format!("; did you mean `{}`?", near.display()));
                    bail!("`{}`: {why}{}", path.display(), near.unwrap_or_default())
                }
            }
        }
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let mut met = vec![];
        walk_documents(folder, None, &mut |event| met.push(event));
        for event in met {
            match event {
                WalkEvent::Document(path, format) => {
                    if self.is_new(&path) {
                        let overlay = self.find_overlay(path.parent().unwrap_or(folder));
                        let whole = self.whole.as_deref().unwrap_or(folder);
                        let home = choose_home(whole, overlay.as_deref());
                        let set = self.set_of(Some(&home), overlay, &path);
                        set.files.push(DocumentFile { path, format });
                    }
                }
                WalkEvent::Skipped(_, SkipReason::UnknownFormat | SkipReason::Link) => {}
                WalkEvent::Skipped(path, SkipReason::Unreadable(error)) if path == folder => {
                    bail!("`{}` cannot be read: {error}", path.display())
                }
                WalkEvent::Skipped(path, why) => self.skipped.push((path, why)),
            }
        }
        Ok(())
    }

    /// Adds to the sets of files by themselves the other documents of their folders.
    fn add_evidence(&mut self) {
        for set in self.sets.values_mut() {
            let alone = set.has_stdin || !set.named.is_empty();
            let Some(folder) = set.folder.clone().filter(|_| alone) else { continue };
            let seen = &mut self.seen;
            walk_documents(&folder, None, &mut |event| {
                if let WalkEvent::Document(path, format) = event
                    && seen.insert(resolve_path(&path))
                {
                    set.evidence.insert(path.clone());
                    set.files.push(DocumentFile { path, format });
                }
            });
            set.files.sort();
        }
    }

    /// The first of the named folders that a file lies in.
    fn find_named_folder(&self, file: &Path) -> Option<&Path> {
        let above = file.parent().filter(|above| *above != Path::new(""));
        let home = resolve_path(above.unwrap_or(Path::new(".")));
        let found = self.folders.iter().find(|(_, whole)| home.starts_with(whole));
        found.map(|(folder, _)| folder.as_path())
    }

    /// Whether a file was not met yet under this or another name.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(resolve_path(path))
    }

    /// The nearest folder, from one upwards, that is an overlay; none beyond the one that git keeps.
    fn find_overlay(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut here = if folder == Path::new("") { PathBuf::from(".") } else { folder.to_owned() };
        loop {
            let known = self.overlays.get(&here).copied();
            let is_overlay = known.unwrap_or_else(|| lies_over_another(&here));
            self.overlays.insert(here.clone(), is_overlay);
            if is_overlay {
                return Some(here);
            }
            if here.join(".git").exists() {
                return None;
            }
            here = find_folder_above(&here)?;
        }
    }
}

/// Where a path leads in full; itself, if that cannot be told.
fn resolve_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder above one: `..` above `.`, and so on up to the first of all.
fn find_folder_above(here: &Path) -> Option<PathBuf> {
    if !here.components().all(|part| matches!(part, Component::CurDir | Component::ParentDir)) {
        let above = here.parent()?;
        let bare = above == Path::new("");
        return Some(if bare { PathBuf::from(".") } else { above.to_owned() });
    }
    let above = match here == Path::new(".") {
        true => PathBuf::from(".."),
        false => here.join(".."),
    };
    // Above the first folder is that folder itself.
    let [one, other] = [here, &above].map(|path| fs::canonicalize(path).ok());
    (one.is_some() && one != other).then_some(above)
}

/// The document or folder beside a missing one whose name is nearest to its name.
fn find_nearest_file(missing: &Path) -> Option<PathBuf> {
    let folder = missing.parent()?;
    let shown = if folder == Path::new("") { Path::new(".") } else { folder };
    let entries = fs::read_dir(shown).ok()?.take(MAX_NEIGHBORS).filter_map(Result::ok);
    let known = |path: &Path| path.is_dir() || DocumentFormat::from_path(path).is_some();
    let entries = entries.filter(|entry| known(&entry.path()));
    let names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let wanted = missing.file_name()?.to_str()?;
    let near = text::find_nearest(wanted, names.iter().map(String::as_str))?;
    Some(folder.join(near))
}

/// The folder of the set of a document: that of its overlay, if it lies within the whole.
fn choose_home(whole: &Path, overlay: Option<&Path>) -> PathBuf {
    overlay.filter(|overlay| overlay.starts_with(whole)).unwrap_or(whole).to_owned()
}

/// Whether a folder holds a corpus that says what it lies over.
fn lies_over_another(folder: &Path) -> bool {
    folder.join("corpus.yaml").is_file()
        && LayerStack::from_named(&[folder.to_owned()]).paths().len() > 1
}
