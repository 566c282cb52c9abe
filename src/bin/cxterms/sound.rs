//! Is a corpus sound? What rules find, to standard output; yes or no.

use super::{args::Global, corpora, terminal};
use anyhow::{Result, ensure};
use cxterms::{
    check::{self, Explained, Levels, Rule, Rules},
    page::View,
};
use cxterms_base::diagnostic::Severity;
use std::{
    io::{Write, stdout},
    path::PathBuf,
};

/// Checks corpora that lie over those of `--terms`; false if anything is an error.
pub(crate) fn check(
    global: &Global,
    paths: &[PathBuf],
    [deny, warn, allow]: [&Vec<&'static Rule>; 3],
) -> Result<bool> {
    for path in paths {
        ensure!(path.is_dir(), "`{}` is no folder", path.display());
    }
    let mut levels = Levels::default();
    for (rules, level) in
        [(allow, None), (warn, Some(Severity::Warning)), (deny, Some(Severity::Error))]
    {
        for rule in rules {
            levels.set(rule, level);
        }
    }
    let reading = corpora::reading(&[&*global.terms, paths].concat())?;
    let mut report = check::check(&reading, &levels);
    report.only_under(paths);
    write(global, &report)?;
    Ok(!report.failed())
}

/// Tells what a rule is for, or lists them all.
pub(crate) fn explain(global: &Global, rule: Option<&'static Rule>) -> Result<()> {
    match rule {
        Some(rule) => write(global, &Explained(rule)),
        None => write(global, &Rules),
    }
}

/// Writes an answer to standard output.
pub(crate) fn write(global: &Global, view: &dyn View) -> Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    global.format.write(view, terminal::style(global), &mut out)?;
    Ok(out.flush()?)
}
