//! Loads the corpora that the command line or the environment names.

use crate::{progress::ProgressLine, terminal};
use anyhow::{Result, anyhow, bail, ensure};
use cxterms::builtin;
use cxterms_base::{
    Base,
    corpus::{Corpus, CorpusReading},
    diagnostic::Diagnostic,
    image::{ImageError, InFile},
    text,
};
use cxterms_page::Count;
use std::{
    env,
    fs::File,
    path::{Path, PathBuf},
};

/// How many faults are shown before an answer is refused.
const MAX_FAULTS_SHOWN: usize = 5;

/// Opens the corpora that were named, each lying over those before it; the one that ships if none was named.
pub(crate) fn open_base(terms: &[PathBuf]) -> Result<Base> {
    let named = named_corpora(terms);
    match read_base(&named)? {
        Ok(base) => Ok(base),
        Err(found) => {
            let faults = show_faults(&found)?;
            let lacks = lacks_built_in(&named, found.len(), "put `--terms built-in` first");
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
    match read_base(&named_corpora(terms)) {
        Ok(Ok(base)) => Some(base),
        _ => None,
    }
}

/// What corpora hold, or what is wrong with them.
fn read_base(named: &[PathBuf]) -> Result<Result<Base, Vec<Diagnostic>>> {
    if let Some(base) = open_compiled(named)? {
        return Ok(Ok(base));
    }
    let line = ProgressLine::default();
    let reading = read_layers_showing(named, &line)?;
    let found = reading.diagnostics();
    if !found.is_empty() {
        return Ok(Err(found));
    }
    line.report_step("compiling");
    let base = Base::compile(&reading.corpus)?;
    // An overlay and a large corpus are compiled for each question anew.
    line.finish_with_advice("reading and compiling", "`cxterms build` does that once and for all");
    Ok(Ok(base))
}

/// The base that these name by itself, if it was compiled before: the one that ships, or a built file.
fn open_compiled(named: &[PathBuf]) -> Result<Option<Base>> {
    match named {
        [path] if is_built(path) => Ok(Some(open_built_file(path)?)),
        _ if named.iter().all(|path| path == Path::new(builtin::NAME)) => {
            Ok(Some(builtin::open()?))
        }
        _ => Ok(None),
    }
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

/// Reads corpora, each laid over those before it, faults and all.
pub(crate) fn read_layers(named: &[PathBuf]) -> Result<CorpusReading> {
    read_layers_showing(named, &ProgressLine::default())
}

/// The same, telling on a terminal how far it has come.
pub(crate) fn read_layers_showing(named: &[PathBuf], line: &ProgressLine) -> Result<CorpusReading> {
    let mut reading = CorpusReading::default();
    for (at, path) in named.iter().enumerate() {
        let Some(base) = open_compiled(std::slice::from_ref(path))? else {
            refuse_missing_file(path)?;
            let name = format!("reading {}", path.display());
            reading.add_folder_with_progress(path, &|read, all| {
                line.report_bytes(&name, read, Some(all));
            });
            continue;
        };
        ensure!(at == 0, "`{}` comes before what lies over it", path.display());
        let corpus = base.to_corpus().map_err(|error| blame_file(path, error.into()))?;
        reading = CorpusReading::from_corpus(corpus, base.summary().sources);
    }
    Ok(reading)
}

/// The corpus that was asked for, to be handed over as it is.
pub(crate) fn read_corpus(terms: &[PathBuf]) -> Result<Corpus> {
    let named = named_corpora(terms);
    if let Some(base) = open_compiled(&named)? {
        return name_built_file(terms, base.to_corpus().map_err(Into::into));
    }
    let reading = read_layers(&named)?;
    let found = reading.diagnostics();
    if found.is_empty() {
        return Ok(reading.corpus);
    }
    bail!("the corpus has {}; nothing was written", show_faults(&found)?)
}

/// That some faults are none over the corpus that ships, where it is not among those that were named; and what to do.
pub(crate) fn lacks_built_in(named: &[PathBuf], faults: usize, todo: &str) -> Option<String> {
    if faults == 0 || named.iter().any(|path| path == Path::new(builtin::NAME)) {
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
