//! Compiles of corpora only what changed since they were compiled, where that is much less than all.

use crate::cache_key::CacheKey;
use anyhow::Result;
use cxterms_base::{
    Base, EditedFiles, Remade,
    corpus::{CorpusReading, Layer, LayerStack},
    diagnostic::Files,
    image::FileOrigins,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Fewer concepts are compiled whole at once.
const MIN_CONCEPTS: usize = 2_000;
/// Fewer bytes of files are read whole at once.
pub(crate) const MIN_BYTES: u64 = 1 << 20;
/// If one in so many concepts changed, or more, all are compiled.
const MAX_SHARE: usize = 4;
/// The files on which all others depend.
const DECLARATIONS: [&str; 2] = ["corpus.yaml", "sources.yaml"];

/// From which files concepts come, to be kept with what is compiled of them; none for few.
pub(crate) fn find_origins(reading: &CorpusReading, key: &CacheKey) -> Option<FileOrigins> {
    let many = reading.corpus.concepts.len() >= MIN_CONCEPTS && are_told_apart(key);
    let origins = reading.file_origins(&key.files).filter(|_| many)?;
    Some(FileOrigins { name: key.name, ..origins })
}

/// Opens what lies below a layer, if it was compiled before or is large enough to be kept by itself.
pub(crate) type OpenBelow<'o> = &'o dyn Fn(&[PathBuf]) -> Result<Option<Base>>;

/// The image of a stack by what changed since it was compiled, or since what lies below its top was; none where that
/// cannot be told, or is too much.
pub(crate) fn compile_changes(
    stack: &LayerStack,
    key: &CacheKey,
    stale: Option<Base>,
    open_below: OpenBelow<'_>,
) -> Result<Option<Vec<u8>>> {
    if !stack.is_sound() {
        return Ok(None);
    }
    let remade = match (&*stack.paths(), stale) {
        ([folder], Some(stale)) => compile_files(folder, key, &stale)?,
        ([lower @ .., top], _) if !lower.is_empty() => match open_below(lower)? {
            Some(below) => compile_top(&below, top, key)?,
            None => None,
        },
        _ => None,
    };
    let Some(Remade { mut draft, origins }) = remade else { return Ok(None) };
    if let Some(origins) = origins {
        draft.add_origins(&origins)?;
    }
    Ok(Some(draft.to_bytes()?))
}

/// Whether no two files have one path, as those may have whose names are no text.
fn are_told_apart(key: &CacheKey) -> bool {
    let paths: BTreeSet<_> = key.files.iter().map(|(path, _)| path).collect();
    paths.len() == key.files.len()
}

/// Compiles the files of a folder that changed.
fn compile_files(folder: &Path, key: &CacheKey, stale: &Base) -> Result<Option<Remade>> {
    let count = stale.concept_count()?;
    let Some(origins) = stale.origins()?.filter(|it| it.name == key.name) else { return Ok(None) };
    let before: BTreeMap<_, _> = origins.files.iter().map(|(path, it)| (path, it)).collect();
    let now: BTreeMap<_, _> = key.files.iter().map(|(path, it)| (path, it)).collect();
    let both = || before.keys().chain(now.keys());
    let changed = both().filter(|path| before.get(**path) != now.get(**path));
    let changed: BTreeSet<String> = changed.map(|path| (*path).clone()).collect();
    let is_declaration = |path: &str| DECLARATIONS.contains(&path);
    if changed.iter().any(|path| is_declaration(path)) || !are_told_apart(key) {
        return Ok(None);
    }
    let (layer, paths, faults) =
        Layer::read_some(folder, |path| is_declaration(path) || changed.contains(path));
    let files = paths.into_iter().map(|path| {
        let facts = **now.get(&path)?;
        Some((path, facts))
    });
    let Some(files) = files.collect::<Option<Vec<_>>>() else { return Ok(None) };
    if !faults.is_empty() || layer.entries.len() > count / MAX_SHARE {
        return Ok(None);
    }
    let edited = EditedFiles { layer, changed, files };
    Ok(stale.remake_with(edited, origins, key.digest)?)
}

/// Compiles the top layer of a stack over the others.
fn compile_top(below: &Base, top: &Path, key: &CacheKey) -> Result<Option<Remade>> {
    let count = below.concept_count()?;
    if count < MIN_CONCEPTS || !top.is_dir() {
        return Ok(None);
    }
    let (layer, faults) = Layer::read_folder(top, &mut Files::default());
    if !faults.is_empty() || layer.entries.len() > count / MAX_SHARE {
        return Ok(None);
    }
    Ok(below.remake_under(layer, key.digest)?)
}
