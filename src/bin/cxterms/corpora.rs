//! Which corpora were named, and can they be read?

use super::{args::Global, terminal};
use anyhow::{Result, bail, ensure};
use cxterms::builtin;
use cxterms_base::{
    base::Base,
    corpus::{Corpus, Digest, Reading},
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
    let named = named(&global.terms);
    match read(&named)? {
        Read::Base(base) => Ok(base),
        Read::Faults(found) => {
            let faults = show(&found)?;
            let lacks = lacks_built_in(&named, found.len(), "put `--terms built-in` first");
            lacks.iter().try_for_each(|lacks| terminal::note(lacks))?;
            bail!("the corpus has {faults}; nothing was asked of it");
        }
    }
}

/// Opens what was read to add to it. With faults, nothing can be; they may come of another corpus that was not named.
pub(crate) fn open_to_add(reading: &Reading, may_lie_over: bool) -> Result<Base> {
    let found = reading.diagnostics();
    if found.is_empty() {
        return Ok(Base::compile(&reading.corpus)?);
    }
    let faults = show(&found)?;
    let below = "; if it lies over another corpus, name that with `--terms`";
    let below = if may_lie_over { below } else { "" };
    bail!("the corpus has {faults}; nothing was written{below}");
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
            ensure!(
                reading.corpus.concepts.is_empty(),
                "`built-in` comes before what lies over it"
            );
            reading = Reading::from_corpus(builtin::open()?.corpus()?, Digest::default());
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
    if found.is_empty() {
        return Ok(reading.corpus);
    }
    bail!("the corpus has {}; nothing was written", show(&found)?)
}

/// That some faults are none over the corpus that ships, where it is not among those that were named; and what to do.
pub(crate) fn lacks_built_in(named: &[PathBuf], faults: usize, todo: &str) -> Option<String> {
    if faults == 0 || named.iter().any(|path| path == Path::new(builtin::NAME)) {
        return None;
    }
    let over = reading(&[&[PathBuf::from(builtin::NAME)], named].concat()).ok()?;
    match faults.saturating_sub(over.faults.len()) {
        0 => None,
        1 => Some(format!("one fault is none over the corpus that ships: {todo}")),
        mended => Some(format!("{mended} faults are none over the corpus that ships: {todo}")),
    }
}

/// The corpora that `--terms` names or, if it was not given, the environment.
pub(crate) fn named(terms: &[PathBuf]) -> Vec<PathBuf> {
    let environment = env::var_os("CXTERMS_TERMS").filter(|_| terms.is_empty()).unwrap_or_default();
    let all = terms.iter().cloned().chain(env::split_paths(&environment));
    all.filter(|path| !path.as_os_str().is_empty()).collect()
}

/// Shows the first of some faults, and tells how many there are.
pub(crate) fn show(found: &[Diagnostic]) -> Result<String> {
    terminal::findings(found.get(..SHOWN).unwrap_or(found))?;
    terminal::gap()?;
    let more = found.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(", of which {SHOWN} are shown") } else { String::new() };
    let faults = found.len();
    Ok(format!("{faults} fault{}{rest}", if faults == 1 { "" } else { "s" }))
}
