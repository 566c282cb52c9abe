//! `check --fix`: which files it fixes, and what it would change.

use super::CheckCommand;
use crate::{
    atomic_write::{Before, lock_folder, replace_file},
    progress::ProgressLine,
    terminal,
};
use anstyle::{AnsiColor, Style as Ansi};
use anyhow::{Context, Result, bail, ensure};
use cxterms::{
    check::{FixedFile, Fixer},
    render::FORMATS,
};
use cxterms_base::{
    corpus::list_yaml_files,
    diagnostic::{Diagnostic, Files},
    text,
};
use cxterms_page::Count;
use similar::TextDiff;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, IsTerminal, Write, stdout},
    path::{Path, PathBuf},
};

/// Fixes the files of corpora, then checks what is left; false if any of that is an error.
pub(super) fn fix_and_check(wanted: &CheckCommand) -> Result<bool> {
    let paths = wanted.checked_paths()?;
    let _locks: Vec<_> = paths.iter().filter_map(|path| lock_folder(path)).collect();
    let reading = wanted.read_corpora(&paths, &ProgressLine::default())?;
    let fixer = Fixer::for_corpus(&reading, &wanted.levels());
    let (files, _) = find_files(&paths)?; // what is wrong with folders, checking tells
    let (mut changed, mut failed) = (0, 0);
    for file in files {
        match file.write_fixed(&fixer) {
            Ok(is_changed) => changed += usize::from(is_changed),
            Err(error) => {
                failed += 1;
                terminal::print_error(&error);
            }
        }
    }
    if failed > 0 {
        bail!("{} not fixed, {changed} fixed; nothing was checked", Count(failed, "file"));
    }
    wanted.check_corpora()
}

/// Shows as a unified diff what would be fixed; false if anything would, or if not all could be looked at.
pub(super) fn print_diff(wanted: &CheckCommand) -> Result<bool> {
    let plain = FORMATS.first().is_some_and(|format| format.name == wanted.format.name);
    ensure!(plain, "`--dry-run` writes a unified diff, and no {}", wanted.format.name);
    let paths = wanted.checked_paths()?;
    let reading = wanted.read_corpora(&paths, &ProgressLine::default())?;
    let fixer = Fixer::for_corpus(&reading, &wanted.levels());
    let (files, faults) = find_files(&paths)?;
    let color = wanted.terminal.choose_style().color;
    let mut out = wanted.terminal.open_output(wanted.format);
    let (mut differing, mut changes) = (0, 0);
    for file in files {
        let (old, new) = file.read_and_fix(&fixer)?;
        file.report_unfixed(&new)?;
        if new.changes > 0 {
            differing += 1;
            changes += new.changes;
            let old = String::from_utf8_lossy(&old);
            write_diff(&file.path.to_string_lossy(), &old, &new.text, color, &mut out)?;
        }
    }
    out.finish()?;
    terminal::print_findings(&faults)?;
    let would = match differing {
        0 => "nothing would be fixed".to_owned(),
        _ => format!("{} would be fixed: {}", Count(differing, "file"), Count(changes, "change")),
    };
    terminal::print_note(&would)?;
    Ok(differing == 0 && faults.is_empty())
}

/// A file of a corpus: where it is, and its name in the corpus's folder.
struct CorpusFile {
    path: PathBuf,
    name: PathBuf,
}

impl CorpusFile {
    /// What the file holds, and what it would hold once fixed.
    fn read_and_fix(&self, fixer: &Fixer) -> Result<(Vec<u8>, FixedFile)> {
        let read = fs::read(&self.path);
        let bytes = read.with_context(|| format!("cannot read {}", self.path.display()))?;
        let new = fixer.fix_file(&self.name, &bytes);
        Ok((bytes, new))
    }

    /// Fixes the file; false if there was nothing to fix.
    fn write_fixed(&self, fixer: &Fixer) -> Result<bool> {
        let path = self.path.display();
        let (old, new) = self.read_and_fix(fixer)?;
        if new.changes == 0 {
            self.report_unfixed(&new)?;
            return Ok(false);
        }
        let names = count_names(&self.path);
        replace_file(&self.path, new.text.as_bytes(), Before::Read(&old))
            .with_context(|| format!("cannot write {path}"))?;
        terminal::print_note(&format!("fixed {path}: {}", Count(new.changes, "change")))?;
        if names > 1 {
            let others = Count(usize::try_from(names - 1).unwrap_or(usize::MAX), "other name");
            terminal::print_note(&format!(
                "{path} was one file under {others} too (hard links), which still hold what it was"
            ))?;
        }
        // Lines are told as they now stand.
        self.report_unfixed(&fixer.fix_file(&self.name, new.text.as_bytes()))?;
        Ok(true)
    }

    /// Reports what cannot be fixed.
    fn report_unfixed(&self, fixed: &FixedFile) -> Result<()> {
        for left in &fixed.left {
            let place = match left.place {
                (0, _) => String::new(),
                (line, column) => format!(":{line}:{column}"),
            };
            let path = self.path.display();
            terminal::print_note(&format!("left alone {path}{place}: {}", left.why))?;
        }
        Ok(())
    }
}

/// How many names a file has, where they can be counted.
fn count_names(path: &Path) -> u64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).map_or(1, |file| file.nlink())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        1
    }
}

/// The files below some folders, each once, and what is wrong with the folders. A link is followed only to what lies
/// below them too: what lies elsewhere nobody asked to fix.
fn find_files(folders: &[PathBuf]) -> Result<(Vec<CorpusFile>, Vec<Diagnostic>)> {
    let (mut found, mut seen) = (vec![], BTreeSet::new());
    let (mut files, mut faults) = (Files::default(), vec![]);
    let roots: Vec<_> = folders.iter().map(fs::canonicalize).collect::<io::Result<_>>()?;
    for folder in folders {
        // Elsewhere are files of others, which only look like entries.
        let corpus = folder.join("corpus.yaml").is_file();
        ensure!(corpus, "`{}` holds no corpus.yaml, so nothing is mended", folder.display());
        let (paths, wrong) = list_yaml_files(folder, &mut files);
        faults.extend(wrong);
        for path in paths.into_iter().filter(|path| path.is_file()) {
            let real = fs::canonicalize(&path)?;
            if !roots.iter().any(|root| real.starts_with(root)) {
                let (path, real) = (path.display(), real.display());
                terminal::print_note(&format!("left alone {path}: it is a link to {real}"))?;
            } else if seen.insert(real) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
                found.push(CorpusFile { path, name });
            }
        }
    }
    let faults = faults.iter().map(|fault| files.diagnose(fault)).collect();
    Ok((found, faults))
}

/// Writes how a file differs, as `patch` reads it.
pub(crate) fn write_diff(
    path: &str,
    old: &str,
    new: &str,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(old, new).unified_diff().header(path, path).to_string();
    let terminal = stdout().is_terminal();
    for line in diff.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Ansi::new(),
        };
        let style = if color { style } else { Ansi::new() };
        let content = line.strip_suffix('\n').unwrap_or(line);
        // A program gets every byte, such as `patch`; a terminal must not obey any.
        let shown =
            if terminal { text::to_safe(content.trim_end_matches('\r')) } else { content.into() };
        writeln!(out, "{style}{shown}{style:#}")?;
    }
    Ok(())
}
