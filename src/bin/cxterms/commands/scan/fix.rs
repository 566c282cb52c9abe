//! `scan --fix`: names to avoid put right in the files, or the difference that would make.

use super::ScanCommand;
use crate::{
    atomic_write::{Before, replace_file},
    patch::write_diff,
    terminal,
};
use anyhow::{Context, Result, ensure};
use cxterms::{
    render::FORMATS,
    scan::{FixedProse, ScanFinding, ScanReport, fix_document},
};
use cxterms_document::DocumentFormat;
use cxterms_page::Count;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A file with names that may be put right.
struct FixedDocument {
    path: PathBuf,
    old: Vec<u8>,
    new: FixedProse,
}

/// Puts right what can be, and writes the files.
pub(super) fn fix_documents(wanted: &ScanCommand) -> Result<()> {
    for file in fix_files(wanted)? {
        let path = file.path.display();
        if file.new.changes > 0 {
            replace_file(&file.path, &file.new.bytes, Before::Read(&file.old))
                .with_context(|| format!("cannot write {path}"))?;
            terminal::print_note(&format!("fixed {path}: {}", Count(file.new.changes, "name")))?;
        }
        file.report_left()?;
    }
    Ok(())
}

/// Shows as a unified diff what would be put right; false if anything would.
pub(super) fn print_diff(wanted: &ScanCommand) -> Result<bool> {
    let plain = FORMATS.first().is_some_and(|format| format.name == wanted.format.name);
    ensure!(plain, "`--dry-run` writes a unified diff, and no {}", wanted.format.name);
    let color = wanted.terminal.choose_style().color;
    let files = fix_files(wanted)?;
    let mut out = wanted.terminal.open_output(wanted.format);
    let (mut differing, mut changes) = (0, 0);
    for file in &files {
        if file.new.changes > 0 {
            differing += 1;
            changes += file.new.changes;
            let path = file.path.to_string_lossy();
            let [old, new] = [&file.old, &file.new.bytes].map(|text| String::from_utf8_lossy(text));
            write_diff(&path, Some(&old), &new, color, &mut out)?;
        }
    }
    out.finish()?;
    files.iter().try_for_each(FixedDocument::report_left)?;
    terminal::print_note(&match differing {
        0 => "nothing would be fixed".to_owned(),
        _ => format!("{} would be fixed: {}", Count(differing, "file"), Count(changes, "name")),
    })?;
    Ok(differing == 0)
}

/// The files in which names were found, as they are and as they would be.
fn fix_files(wanted: &ScanCommand) -> Result<Vec<FixedDocument>> {
    let stdin = wanted.paths.iter().any(|path| path == Path::new("-"));
    ensure!(!stdin, "`--fix` writes files; standard input is none");
    let report: ScanReport = wanted.scan_documents()?;
    let mut by_file: BTreeMap<&str, Vec<&ScanFinding>> = BTreeMap::new();
    for found in &report.findings {
        by_file.entry(&found.place.file).or_default().push(found);
    }
    let mut files = vec![];
    for (file, found) in by_file {
        let path = PathBuf::from(file);
        let named = wanted.input_format.filter(|_| wanted.paths.contains(&path));
        let format = named.or_else(|| DocumentFormat::from_path(&path));
        let Some(format) = format else { continue };
        let old = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let new = fix_document(&old, format, &found);
        files.push(FixedDocument { path, old, new });
    }
    Ok(files)
}

impl FixedDocument {
    /// Reports the names that stay as they are.
    fn report_left(&self) -> Result<()> {
        for left in &self.new.left {
            let place = match (left.line, left.column) {
                (Some(line), Some(column)) => format!(":{line}:{column}"),
                _ => String::new(),
            };
            let (path, text, why) = (self.path.display(), &left.text, left.why);
            terminal::print_note(&format!("left alone {path}{place}: “{text}”: {why}"))?;
        }
        Ok(())
    }
}
