//! Is a corpus sound? What rules find, to standard output; yes or no.

use super::{
    args::{Check, Global},
    corpora,
    progress::Line,
    terminal,
};
use anyhow::{Result, bail, ensure};
use cxterms::{
    builtin,
    check::{self, Explained, Levels, Rule, Rules},
    render::Format,
};
use cxterms_base::{corpus::Reading, diagnostic::Severity};
use cxterms_page::View;
use std::{
    io::{Write, stdout},
    path::{Path, PathBuf},
};

/// How much each rule matters, as the command line says.
pub(crate) fn levels(Check { deny, warn, allow, .. }: &Check) -> Levels {
    let mut levels = Levels::default();
    for (rules, level) in
        [(allow, None), (warn, Some(Severity::Warning)), (deny, Some(Severity::Error))]
    {
        for rule in rules {
            levels.set(rule, level);
        }
    }
    levels
}

/// Checks corpora that lie over those of `--terms`; false if anything is an error.
pub(crate) fn check(global: &Global, wanted: &Check) -> Result<bool> {
    let line = Line::default();
    let reading = read(global, &wanted.paths, &line)?;
    line.says("checking");
    let mut report = check::check(&reading, &levels(wanted));
    report.only_under(&wanted.paths);
    drop(line);
    write(global, wanted.format, &report)?;
    let todo = "check it with `--terms built-in`";
    let lacks = corpora::lacks_built_in(&named(global, &wanted.paths), reading.faults.len(), todo);
    lacks.iter().try_for_each(|lacks| terminal::note(lacks))?;
    Ok(!report.failed())
}

/// Reads folders that lie over those of `--terms`, faults and all.
pub(crate) fn read(global: &Global, paths: &[PathBuf], line: &Line) -> Result<Reading> {
    ensure!(
        global.according_to.is_empty() && global.lang.is_none(),
        "`check` looks at what everybody says: leave `--according-to` and `--lang` out"
    );
    for (at, path) in paths.iter().enumerate() {
        let shown = path.display();
        ensure!(
            path != Path::new(builtin::NAME),
            "`built-in` is what others lie over: `cxterms check DIR --terms built-in`"
        );
        ensure!(
            !corpora::is_built(path),
            "`{shown}` is no folder; check the folder that it was built from; `check DIR --terms {shown}` checks what lies over it"
        );
        ensure!(path.is_dir(), "`{shown}` is no folder");
        ensure!(!paths.iter().take(at).any(|it| it == path), "`{shown}` is named twice");
    }
    let mut reading = corpora::reading(&below(global, paths))?;
    let found = reading.diagnostics();
    if !found.is_empty() {
        bail!("what lies below has {}; nothing was checked over it", corpora::show(&found)?);
    }
    for path in paths {
        let name = format!("reading {}", path.display());
        reading.folder_telling(path, &|read, all| line.tell(&name, read, Some(all)));
    }
    Ok(reading)
}

fn named(global: &Global, paths: &[PathBuf]) -> Vec<PathBuf> {
    [&*below(global, paths), paths].concat()
}

/// What lies below: the corpora of `--terms` or, where the environment lists the first of these folders, those before it.
fn below(global: &Global, paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut named = corpora::named(&global.terms);
    if global.terms.is_empty() {
        let whole = |path: &Path| std::fs::canonicalize(path).ok();
        let first = paths.first().and_then(|path| whole(path));
        let at = named.iter().position(|path| first.is_some() && whole(path) == first);
        named.truncate(at.unwrap_or_default());
    }
    named
}

/// Tells what a rule is for, or lists them all.
pub(crate) fn explain(global: &Global, rule: Option<&'static Rule>) -> Result<()> {
    match rule {
        Some(rule) => write(global, global.format, &Explained(rule)),
        None => write(global, global.format, &Rules),
    }
}

/// Writes an answer to standard output.
pub(crate) fn write(global: &Global, format: Format, view: &dyn View) -> Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    format.write(view, terminal::style(global), &mut out)?;
    Ok(out.flush()?)
}
