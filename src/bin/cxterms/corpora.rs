//! Which corpora were named, and can they be read?

use super::{args::Global, terminal};
use anyhow::Result;
use cxterms::builtin;
use cxterms_base::{
    base::Base,
    corpus::{Corpus, Reading},
    diagnostic::Diagnostic,
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// How many faults are shown before an answer is refused.
const SHOWN: usize = 5;

/// Opens the corpora that were named, each lying over those before it; the one that ships if none was named.
pub(crate) fn open(global: &Global) -> Result<Base> {
    match read(&named(&global.terms))? {
        Read::Base(base) => Ok(base),
        Read::Faults(found) => Err(refused(&found)?),
    }
}

/// Opens corpora if they can be read without a fault, and tells nothing if not.
pub(crate) fn readable(terms: &[PathBuf]) -> Option<Base> {
    match read(&named(terms)) {
        Ok(Read::Base(base)) => Some(base),
        _ => None,
    }
}

/// What came of reading corpora.
enum Read {
    Base(Base),
    Faults(Vec<Diagnostic>),
}

fn read(named: &[PathBuf]) -> Result<Read> {
    if named.iter().all(|path| path == Path::new(builtin::NAME)) {
        return Ok(Read::Base(builtin::open()?));
    }
    let reading = reading(named)?;
    let found = reading.diagnostics();
    if !found.is_empty() {
        return Ok(Read::Faults(found));
    }
    Ok(Read::Base(Base::compile(&reading.corpus)?))
}

/// Reads corpora, each laid over those before it, faults and all.
pub(crate) fn reading(named: &[PathBuf]) -> Result<Reading> {
    let mut reading = Reading::default();
    for path in named {
        if path == Path::new(builtin::NAME) {
            anyhow::ensure!(
                reading.corpus.concepts.is_empty(),
                "`built-in` comes before what lies over it"
            );
            reading = Reading::from_corpus(builtin::open()?.corpus()?);
        } else {
            reading.folder(path);
        }
    }
    Ok(reading)
}

/// The corpus that was asked for, to be handed over as it is.
pub(crate) fn whole(global: &Global) -> Result<Corpus> {
    let named = named(&global.terms);
    if named.iter().all(|path| path == Path::new(builtin::NAME)) {
        return Ok(builtin::open()?.corpus()?);
    }
    let reading = reading(&named)?;
    let found = reading.diagnostics();
    if found.is_empty() { Ok(reading.corpus) } else { Err(refused(&found)?) }
}

/// Shows the first faults of a corpus; the error with which it is refused.
pub(crate) fn refused(found: &[Diagnostic]) -> Result<anyhow::Error> {
    terminal::findings(found.get(..SHOWN).unwrap_or(found))?;
    terminal::gap()?;
    Ok(anyhow::anyhow!("{}", refusal(found.len())))
}

/// The corpora that `--terms` names or, if it was not given, the environment.
pub(crate) fn named(terms: &[PathBuf]) -> Vec<PathBuf> {
    let environment = env::var_os("CXTERMS_TERMS").filter(|_| terms.is_empty()).unwrap_or_default();
    let all = terms.iter().cloned().chain(env::split_paths(&environment));
    all.filter(|path| !path.as_os_str().is_empty()).collect()
}

fn refusal(faults: usize) -> String {
    let more = faults.saturating_sub(SHOWN);
    let rest = if more > 0 { format!(", of which {SHOWN} are shown") } else { String::new() };
    format!(
        "the corpus has {faults} fault{}{rest}; nothing was asked of it",
        if faults == 1 { "" } else { "s" }
    )
}
