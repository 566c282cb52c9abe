//! Which corpora were named, and can they be read?

use super::{args::Global, terminal};
use anyhow::Result;
use cxterms::builtin;
use cxterms_base::{base::Base, corpus::Reading};
use std::{
    env,
    path::{Path, PathBuf},
};

/// How many faults are shown before an answer is refused.
const SHOWN: usize = 5;

/// Opens the corpora that were named, each lying over those before it; the one that ships if none was named.
pub(crate) fn open(global: &Global) -> Result<Base> {
    let named = named(global);
    if named.iter().all(|path| path == Path::new(builtin::NAME)) {
        return Ok(builtin::open()?);
    }
    let mut reading = Reading::default();
    for path in named {
        if path == Path::new(builtin::NAME) {
            anyhow::ensure!(
                reading.corpus.concepts.is_empty(),
                "`built-in` comes before what lies over it"
            );
            reading = Reading::from_corpus(builtin::open()?.corpus()?);
        } else {
            reading.folder(&path);
        }
    }
    let found = reading.diagnostics();
    if found.is_empty() {
        return Ok(Base::compile(&reading.corpus)?);
    }
    terminal::findings(found.get(..SHOWN).unwrap_or(&found))?;
    terminal::gap()?;
    anyhow::bail!("{}", refusal(found.len()));
}

/// The corpora that `--terms` names or, if it was not given, the environment.
pub(crate) fn named(global: &Global) -> Vec<PathBuf> {
    let environment =
        env::var_os("CXTERMS_TERMS").filter(|_| global.terms.is_empty()).unwrap_or_default();
    let all = global.terms.iter().cloned().chain(env::split_paths(&environment));
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
