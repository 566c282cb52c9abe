//! `import`: terms out of another tool's files, into a folder: whole or not at all.

mod changed_file;
mod entries;
mod merge;
mod readable;
mod report;

use super::export::print_losses;
use crate::{
    asked::print_answer,
    atomic_write::{self, FilledFolder, keep_if_told},
    options::{CorpusOptions, OutputOptions},
    patch::write_diff,
    progress::ProgressReader,
    terminal,
    value_parsers::{LossFormat, exchange_format, key_and_column},
};
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use cxterms::diff;
use cxterms_base::{
    corpus::{Corpus, Profile},
    diagnostic::Severity,
};
use cxterms_exchange::{ExchangeFormat, ImportOptions, ImportedCorpus, InputFile, LossReport};
use cxterms_page::Count;
use merge::{MergeTarget, PlannedMerge};
use report::{ImportReport, MergedConcepts};
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write, stdin, stdout},
    path::{Path, PathBuf},
};

/// How many bytes are read at once.
const READ_BUFFER: usize = 1 << 16;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms import thesaurus.ttl -o our-terms
  cxterms import terms.csv -o our-terms --column label=Term --column definition=Meaning
  cxterms import base.tbx -o our-terms --voice 'Acme' --losses json
  cxterms import thesaurus.ttl -o our-terms --merge --dry-run
  cxterms import thesaurus.ttl -o our-terms --merge --dry-run=patch

Exit status: 0 imported; 1 nothing found, or imported with errors, which are told; 2 nothing imported.")]
pub(crate) struct ImportCommand {
    /// Read these files as one corpus; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Create the corpus in this folder
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Read the files in this format [default: by how their names end]
    #[arg(long, value_name = "FORMAT", value_parser = exchange_format(|format| format.read.is_some()))]
    from: Option<ExchangeFormat>,
    /// Add to an existing folder what its corpus does not say yet: concepts, and claims of concepts that are there
    #[arg(long)]
    merge: bool,
    /// Write nothing: tell what would change in words, concept by concept, or with `=patch` as a unified diff of files
    #[arg(long, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "words")]
    dry_run: Option<DryRun>,
    /// Give the corpus this title
    #[arg(long)]
    title: Option<String>,
    /// Attribute statements without a source to this voice
    #[arg(long, value_name = "NAME")]
    voice: Option<String>,
    /// Take its texts to be in this language [default: the one that most labels have]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Read this column of a table as this key of an entry
    #[arg(long, value_name = "KEY=COLUMN", value_parser = key_and_column)]
    column: Vec<(String, String)>,
    /// Read a table in this encoding, such as windows-1252, if it is not in UTF-8
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Read this sheet of a workbook [default: the first that has labels]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Show all that is wrong with the files, all that was lost and all that changes, not only a screenful
    #[arg(long)]
    all: bool,
    /// Report in this format what was lost
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    losses: LossFormat,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    report: OutputOptions,
}

impl ImportCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        import_files(self)
    }
}

/// Reads files and writes a folder, or adds to one; false if they hold errors, or no concept, and then nothing is written.
fn import_files(wanted: &ImportCommand) -> Result<bool> {
    let occupied = is_occupied(wanted)?;
    refuse_idle_options(wanted, occupied)?;
    let inputs =
        wanted.files.iter().map(|path| open_file(wanted, path)).collect::<Result<Vec<_>>>()?;
    let Some(format) = inputs.first().map(|input| input.format) else { return Ok(false) };
    // Tables speak with the voice of the corpus, but what else is read as one has one voice, named after the first.
    let in_own_voice = format.is_table() && wanted.voice.is_none();
    ensure!(
        !occupied || inputs.len() == 1 || in_own_voice,
        "`{}` would speak for all of these files: merge them one by one, so that each speaks for itself",
        wanted.files.first().map_or(Path::new(""), PathBuf::as_path).display()
    );
    let target = occupied.then(|| MergeTarget::open(&wanted.corpus, &wanted.output)).transpose()?;
    let options = collect_wishes(wanted);
    let options =
        target.as_ref().map_or(options.clone(), |it| it.complete_options(&format, options));
    let mut imported = read_files(inputs, format, &options)?;
    // What others keep is held to integrity, not to our style.
    imported.corpus.settings.profile = Profile::Foreign;
    let lost = std::mem::take(&mut imported.losses);
    let findings = std::mem::take(&mut imported.findings);
    let found = !imported.corpus.concepts.is_empty();
    let sound = findings.iter().all(|found| found.severity != Severity::Error);
    if let Some(target) = target.filter(|_| found) {
        let losses = LossReport::new(&imported.corpus, &format.as_read(), lost, findings);
        let first = wanted.files.first().map_or(Path::new(""), PathBuf::as_path);
        let planned = target.plan_merge(imported, &format, first)?;
        return Ok(finish_merge(wanted, losses, &planned)? && sound);
    }
    let corpus = imported.corpus;
    let report = LossReport::new(&corpus, &format.as_read(), lost, findings);
    let (note, undo): (_, UndoImport<'_>) = match wanted.dry_run {
        None if found => (None, write_folder(wanted, corpus, &report)?),
        Some(_) if found => (Some("nothing was written"), Box::new(|| Ok(()))),
        _ => (Some("no concept was found, so nothing was written"), Box::new(|| Ok(()))),
    };
    let report = LossReport { shows_all: wanted.all, ..report };
    let report = ImportReport { losses: &report, merged: None };
    keep_if_told(print_report(wanted, &report, note), undo)?;
    Ok(found && sound)
}

/// Makes the folder, whole or not at all; what is returned takes it back.
fn write_folder<'i>(
    wanted: &'i ImportCommand,
    corpus: Corpus,
    report: &LossReport,
) -> Result<UndoImport<'i>> {
    let mut names = vec![];
    let was_there = wanted.output.is_dir();
    let files = corpus.to_yaml_files().inspect(|(name, _)| names.push(name.clone()));
    let folder = FilledFolder::fill_beside(&wanted.output, files)?;
    // What was read needs no room while its files are read again.
    drop(corpus);
    readable::check_readable(folder.path(), &report.findings)?;
    folder.take_place()?;
    let undo = move || {
        let names = names.iter().map(PathBuf::as_path);
        atomic_write::remove_created(&wanted.output, was_there, names)
    };
    Ok(Box::new(undo))
}

/// Carries out a merge unless it is only tried, and tells what changed; false if an entry could not be added to.
fn finish_merge(
    wanted: &ImportCommand,
    mut losses: LossReport,
    planned: &PlannedMerge<'_>,
) -> Result<bool> {
    losses.losses.add_all(&planned.addition.losses);
    let sound = planned.findings.is_empty();
    losses.findings.extend(planned.findings.iter().cloned());
    losses.shows_all = wanted.all;
    let is_tried = wanted.dry_run.is_some();
    if !is_tried {
        planned.write_changes()?;
    }
    let shown = wanted.output.to_string_lossy();
    let PlannedMerge { addition, grown, folder, old, merged, .. } = planned;
    let compare = |new| diff::compare_corpora((&shown, old), (&shown, new), wanted.all);
    let merged = MergedConcepts {
        new: addition.count(),
        changed: addition.changed().len(),
        unchanged: addition.count_unchanged(),
        renamed: &addition.renamed,
        shows_all: wanted.all,
        changes: merged.as_ref().map(compare),
    };
    let report = ImportReport { losses: &losses, merged: Some(merged) };
    let note = describe_place(planned, is_tried);
    let told = match wanted.dry_run {
        Some(DryRun::Patch) => print_patch(wanted, planned, &report, &note),
        _ => print_report(wanted, &report, Some(&note)),
    };
    let undo = || if is_tried { Ok(()) } else { grown.undo(folder.as_deref()) };
    keep_if_told(told, undo)?;
    Ok(sound)
}

/// Where what is added stands.
fn describe_place(planned: &PlannedMerge<'_>, is_tried: bool) -> String {
    if planned.merged.is_none() && !planned.findings.is_empty() {
        return "what is new cannot be added to the entries that are shown, so nothing was written"
            .to_owned();
    }
    if planned.merged.is_none() {
        return "every concept says it all already, so nothing was written".to_owned();
    }
    let changed = planned.grown.changed().count();
    let changed = (changed > 0).then(|| format!("{} changed", Count(changed, "file")));
    let folder = planned.folder.as_ref();
    let new = folder.map(|folder| format!("what is new stands in `{}`", folder.display()));
    let told: Vec<_> = new.into_iter().chain(changed).collect();
    if is_tried { "nothing was written".to_owned() } else { told.join("; ") }
}

/// Shows what would change in files, as a unified diff; all else goes where it is no part of that.
fn print_patch(
    wanted: &ImportCommand,
    planned: &PlannedMerge<'_>,
    report: &ImportReport<'_>,
    note: &str,
) -> Result<()> {
    let color = wanted.report.terminal.choose_style().color;
    let mut out = wanted.report.terminal.open_output(wanted.report.format);
    for file in planned.grown.changed() {
        let old = file.old.as_deref();
        write_diff(&file.path.to_string_lossy(), old, &file.new, color, &mut out)?;
    }
    for (name, text) in &planned.files {
        let path = planned.folder.as_deref().unwrap_or(Path::new("")).join(name);
        write_diff(&path.to_string_lossy(), None, text, color, &mut out)?;
    }
    out.finish()?;
    terminal::print_findings(&report.losses.findings)?;
    let lost = report.losses.losses.describe_losses();
    terminal::print_note(&format!("lost: {lost}"))?;
    Ok(terminal::print_note(note)?)
}

/// What is told of an import that is only tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DryRun {
    /// In words, concept by concept, as `cxterms diff` does
    Words,
    /// As a unified diff of files
    Patch,
}

/// Takes back what was written.
type UndoImport<'i> = Box<dyn FnOnce() -> io::Result<()> + 'i>;

/// Tells what became of the files.
fn print_report(
    wanted: &ImportCommand,
    report: &ImportReport<'_>,
    note: Option<&str>,
) -> Result<()> {
    match wanted.losses {
        LossFormat::Json => {
            terminal::print_findings(&report.losses.findings)?;
            let mut out = BufWriter::new(stdout().lock());
            print_losses(report.losses, &mut out)?;
            out.flush()?;
        }
        LossFormat::Human => print_answer(&wanted.report, report)?,
    }
    Ok(note.into_iter().try_for_each(terminal::print_note)?)
}

/// Whether something stands where the folder is to be made, which only a merge may add to.
fn is_occupied(ImportCommand { output, merge, .. }: &ImportCommand) -> Result<bool> {
    let shown = output.display();
    ensure!(
        output != Path::new("-"),
        "a corpus is a folder, which cannot be written to standard output"
    );
    let occupied = fs::symlink_metadata(output).is_ok() && !atomic_write::is_empty_folder(output);
    ensure!(!occupied || output.is_dir(), "`{shown}` is no folder");
    ensure!(
        !occupied || *merge,
        "`{shown}` is there already; `--merge` adds to it what it does not hold yet"
    );
    Ok(occupied)
}

/// Refuses options that nothing would obey: the title is that of a new corpus, and only what is added to lies over others.
fn refuse_idle_options(wanted: &ImportCommand, occupied: bool) -> Result<()> {
    let shown = wanted.output.display();
    ensure!(
        occupied || wanted.corpus.terms.is_empty(),
        "`--terms` names what lies below a folder that `--merge` adds to; `{shown}` is to be made"
    );
    ensure!(
        !occupied || wanted.title.is_none(),
        "`--title` is that of a corpus to be made; `{shown}` has one, in its corpus.yaml"
    );
    Ok(())
}

fn collect_wishes(wanted: &ImportCommand) -> ImportOptions {
    ImportOptions {
        title: wanted.title.clone(),
        voice: wanted.voice.clone(),
        language: wanted.language.clone(),
        columns: wanted.column.clone(),
        encoding: wanted.encoding.clone(),
        sheet: wanted.sheet.clone(),
        ..ImportOptions::default()
    }
}

/// Reads files of one family; what is broken is shown.
fn read_files(
    inputs: Vec<InputFile<'_>>,
    format: ExchangeFormat,
    options: &ImportOptions,
) -> Result<ImportedCorpus> {
    let Some(read) = format.read else { bail!("`{}` is only written", format.name) };
    ensure!(
        inputs.iter().all(|input| input.format.family == format.family),
        "the files are of formats that cannot be read as one corpus: import them one by one"
    );
    ensure!(
        options.columns.is_empty() || format.is_table(),
        "`--column` names a column of a table, and `{}` has none",
        format.name
    );
    ensure!(
        options.encoding.is_none() || format.is_table() && !format.is_workbook(),
        "`--encoding` is that of a table of text; `{}` says its own",
        format.name
    );
    ensure!(
        options.sheet.is_none() || format.is_workbook(),
        "`--sheet` names a sheet of a workbook, and `{}` has none",
        format.name
    );
    match read(inputs, options) {
        Ok(imported) => Ok(imported),
        Err(broken) => {
            terminal::print_findings(&[*broken.0])?;
            terminal::print_gap()?;
            bail!("nothing was imported");
        }
    }
}

fn open_file(wanted: &ImportCommand, path: &Path) -> Result<InputFile<'static>> {
    let name = path.display().to_string();
    let Some(format) = wanted.from.or_else(|| ExchangeFormat::from_file_name(&name)) else {
        bail!("how `{name}` is to be read does not show in its name: `--from` says it");
    };
    open_file_as(path, format)
}

/// Opens a file of a format; `-` is standard input.
pub(super) fn open_file_as(path: &Path, format: ExchangeFormat) -> Result<InputFile<'static>> {
    let name = path.display().to_string();
    let input = |name: String, total, text: Box<dyn Read>| {
        let text = Box::new(BufReader::with_capacity(
            READ_BUFFER,
            ProgressReader::new(text, &name, total),
        ));
        InputFile { name, format, text }
    };
    if path == Path::new("-") {
        return Ok(input("standard input".to_owned(), None, Box::new(stdin())));
    }
    let file = File::open(path).with_context(|| format!("`{name}` cannot be read"))?;
    let about = file.metadata()?;
    ensure!(!about.is_dir(), "`{name}` is a folder; name the files in it");
    Ok(input(name, Some(about.len()), Box::new(file)))
}
