//! Loads the corpora that the command line or the environment names.

use crate::{
    cache::{CorpusCache, KeptBase},
    cache_key::CacheKey,
    progress::ProgressLine,
    remake, terminal,
};
use anyhow::{Result, anyhow, bail, ensure};
use clap::ValueEnum;
use cxterms::builtin;
use cxterms_base::{
    Base,
    corpus::{Corpus, CorpusReading, Digest, LayerStack},
    diagnostic::Diagnostic,
    image::{ImageError, InFile, InMemory},
    text,
};
use cxterms_page::Count;
use std::{
    env,
    fs::File,
    path::{Path, PathBuf},
};

/// What to do about faults that are none over the corpus that ships.
const LAYING_HINT: &str =
    "put `--terms built-in` first, or write `over: built-in` in its corpus.yaml";

/// Which layers of a stack are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WantedLayer {
    /// Everything, layer over layer
    All,
    /// What the top layer says, with the names of the concepts below to which it refers
    Top,
}

/// How many faults are shown before an answer is refused.
const MAX_FAULTS_SHOWN: usize = 5;

/// A base, and where it lies in the cache if it comes from there.
pub(crate) struct OpenedBase {
    pub(crate) base: Base,
    pub(crate) cached: Option<PathBuf>,
}

/// Opens the corpora that were named, each lying over those before it; the one that ships if none was named.
pub(crate) fn open_base(terms: &[PathBuf], cache: Option<&CorpusCache>) -> Result<OpenedBase> {
    let named = named_corpora(terms);
    match read_base(&named, cache)? {
        Ok(opened) => Ok(opened),
        Err(found) => {
            let faults = show_faults(&found)?;
            let lacks = lacks_built_in(&named, found.len(), LAYING_HINT);
            lacks.iter().try_for_each(|lacks| terminal::print_note(lacks))?;
            bail!("the corpus has {faults}; nothing was asked of it");
        }
    }
}

/// Opens what was read to add to it. With faults, nothing can be; they may come of another corpus that was not named.
pub(crate) fn open_to_add(reading: &CorpusReading, may_lie_over: bool) -> Result<Base> {
    let found = reading.diagnostics();
    if found.is_empty() {
        return Ok(Base::compile(&reading.corpus)?);
    }
    let faults = show_faults(&found)?;
    let below = "; if it lies over another corpus, name that with `--terms`";
    let below = if may_lie_over { below } else { "" };
    bail!("the corpus has {faults}; nothing was written{below}");
}

/// Opens corpora if they can be read without a fault, and tells nothing if not.
pub(crate) fn open_if_sound(terms: &[PathBuf]) -> Option<Base> {
    match read_base(&named_corpora(terms), CorpusCache::open().ok().flatten().as_ref()) {
        Ok(Ok(opened)) => Some(opened.base),
        _ => None,
    }
}

/// What corpora hold, or what is wrong with them.
fn read_base(
    named: &[PathBuf],
    cache: Option<&CorpusCache>,
) -> Result<Result<OpenedBase, Vec<Diagnostic>>> {
    let stack = LayerStack::from_named(named);
    if let Some(base) = open_compiled(&stack)? {
        return Ok(Ok(OpenedBase { base, cached: None }));
    }
    // Taken before anything is read: what changes meanwhile shows.
    let key = cache.and_then(|cache| Some((cache, CacheKey::of_stack(&stack)?)));
    if let Some((cache, key)) = &key {
        let stale = match cache.find_base(key) {
            Some(KeptBase::Current(base, path)) => {
                return Ok(Ok(OpenedBase { base, cached: Some(path) }));
            }
            Some(KeptBase::Stale(base)) => Some(base),
            None => None,
        };
        // What fails here is read whole, and told.
        let open_below = |lower: &[PathBuf]| open_below(lower, cache, key);
        if let Ok(Some(bytes)) = remake::compile_changes(&stack, key, stale, &open_below) {
            cache.keep_base(key, &stack, &bytes);
            let base = Base::open(Box::new(InMemory(bytes)))?;
            return Ok(Ok(OpenedBase { base, cached: None }));
        }
    }
    let line = ProgressLine::default();
    let reading = read_stack(&stack, &line)?;
    let found = reading.diagnostics();
    if !found.is_empty() {
        return Ok(Err(found));
    }
    line.report_step("compiling");
    let Some((cache, key)) = key else {
        let base = Base::compile(&reading.corpus)?;
        line.finish_with_advice("reading and compiling", "`cxterms build` does that once for all");
        return Ok(Ok(OpenedBase { base, cached: None }));
    };
    let origins = remake::find_origins(&reading, &key);
    let bytes = Base::build_image_from(&reading.corpus, key.digest, origins.as_ref())?;
    cache.keep_base(&key, &stack, &bytes);
    Ok(Ok(OpenedBase { base: Base::open(Box::new(InMemory(bytes)))?, cached: None }))
}

/// The digest of the files that corpora were read from, whether they are folders or were built: what `build` would keep.
/// A base that questions compile has none, or that of the times of its files.
pub(crate) fn digest_sources(terms: &[PathBuf]) -> Result<Digest> {
    let stack = LayerStack::from_named(&named_corpora(terms));
    if let Some(base) = open_compiled(&stack)? {
        return Ok(base.summary().sources);
    }
    let mut whole = Digest::default();
    for path in stack.paths() {
        let own = match open_compiled_layer(&path)? {
            Some(base) => base.summary().sources,
            None => Digest::of_folder(&path)?,
        };
        whole = own.layered_over(whole);
    }
    Ok(whole)
}

/// The base of the lower layers of a stack, if they were compiled before or are large enough to be kept by themselves.
fn open_below(lower: &[PathBuf], cache: &CorpusCache, key: &CacheKey) -> Result<Option<Base>> {
    if let [one] = lower
        && let Some(base) = open_compiled_layer(one)?
    {
        return Ok(Some(base));
    }
    let same = LayerStack::from_named(lower).paths() == lower;
    if !same || key.bytes < remake::MIN_BYTES {
        return Ok(None);
    }
    Ok(read_base(lower, Some(cache))?.ok().map(|opened| opened.base))
}

/// The base that a stack is by itself, if it was compiled before: the one that ships, or a built file.
fn open_compiled(stack: &LayerStack) -> Result<Option<Base>> {
    match &*stack.paths() {
        [] => Ok(Some(builtin::open()?)),
        [path] => open_compiled_layer(path),
        _ => Ok(None),
    }
}

/// The base of one layer, if it was compiled before.
fn open_compiled_layer(path: &Path) -> Result<Option<Base>> {
    if path == Path::new(builtin::NAME) {
        return Ok(Some(builtin::open()?));
    }
    is_built(path).then(|| open_built_file(path)).transpose()
}

/// Whether a path stands for a built file, and not for the folder of a corpus or for a file in one.
pub(crate) fn is_built(path: &Path) -> bool {
    path.is_file() && path.extension().is_none_or(|ending| ending != "yaml")
}

/// Refuses a path that is spelled as a file's and is nothing; it may be a built file, misspelt.
fn refuse_missing_file(path: &Path) -> Result<()> {
    if path.exists() || path.extension().is_none() {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let beside = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let beside = beside.map(|entry| entry.path());
    let beside = beside.filter(|it| it.is_dir() || it.extension() == path.extension());
    let names: Vec<_> =
        beside.filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned())).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let near = text::find_nearest(&name, names.iter().map(String::as_str));
    let near =
        near.map(|near| format!("; did you mean `{}`?", path.with_file_name(near).display()));
    bail!("there is no `{}`{}", path.display(), near.unwrap_or_default())
}

/// Opens a built file; of its bytes, each question reads those that it needs.
pub(crate) fn open_built_file(path: &Path) -> Result<Base> {
    let open = || Base::open(Box::new(InFile::from_file(File::open(path)?)?));
    open().map_err(|error| blame_file(path, error.into()))
}

/// Names the built file in which something was met that cannot be.
pub(crate) fn blame_file(path: &Path, error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<ImageError>() {
        Some(_) => anyhow!("`{}`: {error:#}", path.display()),
        None => error,
    }
}

/// Names the built file of which something was asked, where the answer is that it cannot be read.
pub(crate) fn name_built_file<T>(terms: &[PathBuf], answer: Result<T>) -> Result<T> {
    let named = named_corpora(terms);
    match named.iter().find(|path| is_built(path)) {
        Some(path) => answer.map_err(|error| blame_file(path, error)),
        None => answer,
    }
}

/// Reads the stack of some corpora, faults and all.
pub(crate) fn read_layers(named: &[PathBuf]) -> Result<CorpusReading> {
    read_stack(&LayerStack::from_named(named), &ProgressLine::default())
}

/// Reads a stack, telling on a terminal how far it has come.
pub(crate) fn read_stack(stack: &LayerStack, line: &ProgressLine) -> Result<CorpusReading> {
    let mut reading = CorpusReading::default();
    reading.add_stack_faults(stack);
    for path in stack.paths() {
        add_layer(&mut reading, &path, line)?;
    }
    Ok(reading)
}

/// Reads of a stack the layers that are wanted.
pub(crate) fn read_wanted(
    stack: &LayerStack,
    wanted: WantedLayer,
    line: &ProgressLine,
) -> Result<CorpusReading> {
    let paths = stack.paths();
    let ([lower @ .., top], WantedLayer::Top) = (&*paths, wanted) else {
        return read_stack(stack, line);
    };
    if let Some(base) = open_compiled_layer(top)? {
        let merged = base.settings().editors.len() > 1;
        let shown = top.display();
        ensure!(
            !merged,
            "`{shown}` does not keep its layers apart; name the folder of the top one"
        );
        return read_stack(stack, line);
    }
    let mut reading = CorpusReading::default();
    reading.add_stack_faults(stack);
    for path in lower {
        add_layer(&mut reading, path, line)?;
    }
    refuse_missing_file(top)?;
    let name = format!("reading {}", top.display());
    reading.add_top_folder(top, &|read, all| line.report_bytes(&name, read, Some(all)));
    Ok(reading)
}

/// Reads one more layer over those that were read; one that was compiled before can only be the first.
pub(crate) fn add_layer(
    reading: &mut CorpusReading,
    path: &Path,
    line: &ProgressLine,
) -> Result<()> {
    let Some(base) = open_compiled_layer(path)? else {
        refuse_missing_file(path)?;
        let name = format!("reading {}", path.display());
        reading.add_folder_with_progress(path, &|read, all| {
            line.report_bytes(&name, read, Some(all));
        });
        return Ok(());
    };
    let first = reading.corpus.concepts.is_empty() && reading.corpus.voices.is_empty();
    ensure!(first, "`{}` comes before what lies over it", path.display());
    let corpus = base.to_corpus().map_err(|error| blame_file(path, error.into()))?;
    reading.start_with_corpus(corpus, base.summary().sources);
    Ok(())
}

/// The corpus that was asked for, to be handed over as it is.
pub(crate) fn read_corpus(terms: &[PathBuf], wanted: WantedLayer) -> Result<Corpus> {
    let stack = LayerStack::from_named(&named_corpora(terms));
    if let (Some(base), WantedLayer::All) = (open_compiled(&stack)?, wanted) {
        return name_built_file(terms, base.to_corpus().map_err(Into::into));
    }
    let reading = read_wanted(&stack, wanted, &ProgressLine::default())?;
    let found = reading.diagnostics();
    if found.is_empty() {
        return Ok(reading.corpus);
    }
    bail!("the corpus has {}; nothing was written", show_faults(&found)?)
}

/// That some faults are none over the corpus that ships, where it is not among those that were named; and what to do.
pub(crate) fn lacks_built_in(named: &[PathBuf], faults: usize, todo: &str) -> Option<String> {
    let built_in = Path::new(builtin::NAME);
    if faults == 0 || LayerStack::from_named(named).paths().iter().any(|path| path == built_in) {
        return None;
    }
    let over = read_layers(&[&[PathBuf::from(builtin::NAME)], named].concat()).ok()?;
    match faults.saturating_sub(over.faults.len()) {
        0 => None,
        1 => Some(format!("one fault is none over the corpus that ships: {todo}")),
        mended => Some(format!("{mended} faults are none over the corpus that ships: {todo}")),
    }
}

/// The corpora that `--terms` names or, if it was not given, the environment.
pub(crate) fn named_corpora(terms: &[PathBuf]) -> Vec<PathBuf> {
    let environment = env::var_os("CXTERMS_TERMS").filter(|_| terms.is_empty()).unwrap_or_default();
    let all = terms.iter().cloned().chain(env::split_paths(&environment));
    all.filter(|path| !path.as_os_str().is_empty()).collect()
}

/// Shows the first of some faults, and tells how many there are.
pub(crate) fn show_faults(found: &[Diagnostic]) -> Result<String> {
    terminal::print_findings(found.get(..MAX_FAULTS_SHOWN).unwrap_or(found))?;
    terminal::print_gap()?;
    let more = found.len().saturating_sub(MAX_FAULTS_SHOWN);
    let rest =
        if more > 0 { format!(", of which {MAX_FAULTS_SHOWN} are shown") } else { String::new() };
    Ok(format!("{}{rest}", Count(found.len(), "fault")))
}
