//! `audit`: what documents say of abbreviations and names, for those who decide on words.

use super::scan::{
    ensure_all_read, merge, read_piped,
    sets::{self, ScanInput},
};
use crate::{
    asked::print_answer_as,
    atomic_write,
    options::{CorpusOptions, TerminalOptions},
    terminal,
    value_parsers::document_format,
};
use anyhow::{Result, bail, ensure};
use clap::{Args, ValueEnum};
use cxterms::{
    answer::shell_word,
    render::OutputFormat,
    scan::{
        ScanOptions, ScannedSet, ScannedSets, Vocabulary,
        audit::{AuditReport, AuditedSet, SideBySide, audit_set, compare_sides},
    },
};
use cxterms_document::DocumentFormat;
use cxterms_exchange::{ExchangeFormat, PlainTable};
use cxterms_page::View;
use std::{
    io::{IsTerminal, Write, stdout},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms audit handbook
  cxterms audit handbook --all
  cxterms audit handbook --format xlsx -o audit.xlsx
  cxterms audit handbook --against ../their-handbook
  cxterms audit --merge part1 part2              over files of `scan --facts`

Exit status: 0; 2 could not read.")]
pub(crate) struct AuditCommand {
    /// Files and folders, as `scan` reads them; `-` reads standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Set these documents beside the others: what they explain differently, and what one alone uses
    #[arg(long, value_name = "PATH")]
    against: Option<PathBuf>,
    /// Read files of facts instead of documents, and sum them up
    #[arg(long, conflicts_with_all = ["set", "input_format"])]
    merge: bool,
    /// The set that single files belong to
    #[arg(long, value_name = "DIR")]
    set: Option<PathBuf>,
    /// Read files that are named, and standard input, as this format [default: by the file's ending; markdown]
    #[arg(long, value_name = "FORMAT", value_parser = document_format())]
    input_format: Option<DocumentFormat>,
    /// Show everything, not only what fits a screen
    #[arg(long)]
    all: bool,
    /// Write the audit in this format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: AuditFormat,
    /// Write this file, which must not exist yet [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

/// How an audit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AuditFormat {
    /// For a terminal, the most telling first
    Human,
    /// Everything, in tables
    #[value(alias = "md")]
    Markdown,
    /// For a program: everything
    Json,
    /// A row for each name
    Csv,
    /// The same as a workbook
    Xlsx,
}

impl AuditFormat {
    fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What a sheet is called that is of several sets.
const UNTITLED: &str = "Audit";

/// An audit, or two sets side by side.
struct AuditTable {
    /// What its sheet is called in a workbook.
    title: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl AuditCommand {
    /// Writes the audit.
    pub(crate) fn run(&self) -> Result<bool> {
        let is_whole = self.all || self.format != AuditFormat::Human;
        if let Some(other) = &self.against {
            let (compared, unread) = self.compare(other, is_whole)?;
            let title = UNTITLED.to_owned();
            let table = || AuditTable { title, header: compared.header(), rows: compared.rows() };
            self.write(&compared, table)?;
            ensure_all_read(unread)?;
            return Ok(true);
        }
        let mut audited = vec![];
        let unread = self.visit_sets(&self.paths, &mut |vocabulary, mut set| {
            if self.format == AuditFormat::Json {
                // Facts have the lines with them.
                let lines = sets::read_wanted_lines(set.wanted_lines(), None);
                set.show_lines(&lines);
            }
            audited.push(audit_set(vocabulary, &set)?);
            Ok(())
        })?;
        let mut report = AuditReport::new(audited, is_whole);
        report.follow_ups = self.list_follow_ups(is_whole);
        let title = title_table(&report.sets);
        let table = || AuditTable { title, header: AuditReport::header(), rows: report.rows() };
        self.write(&report, table)?;
        ensure_all_read(unread)?;
        Ok(true)
    }

    /// Sets two paths side by side; and how many documents could not be read.
    fn compare(&self, other: &Path, is_whole: bool) -> Result<(SideBySide, usize)> {
        let mut unread = 0;
        let mut gather = |paths: &[PathBuf]| -> Result<Vec<ScannedSet>> {
            let mut sets = vec![];
            unread += self.visit_sets(paths, &mut |_, set| {
                sets.push(set);
                Ok(())
            })?;
            Ok(sets)
        };
        let name = |paths: &[PathBuf]| {
            let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            names.join(" ")
        };
        let others = [other.to_owned()];
        let sides = [(name(&self.paths), gather(&self.paths)?), (name(&others), gather(&others)?)];
        let mut compared = None;
        sets::open_vocabulary(&self.corpus.terms, None, false, |vocabulary| {
            compared = Some(compare_sides(vocabulary, sides, is_whole)?);
            Ok(())
        })?;
        match compared {
            Some(compared) => Ok((compared, unread)),
            None => bail!("nothing was compared"),
        }
    }

    /// Hands over each set of documents, or of files of facts. How many documents could not be read.
    fn visit_sets(
        &self,
        paths: &[PathBuf],
        give: &mut dyn FnMut(&Vocabulary<'_>, ScannedSet) -> Result<()>,
    ) -> Result<usize> {
        if self.merge {
            let facts: ScannedSets = merge::read_facts(paths)?;
            // What could not be read was told as the facts were gathered.
            merge::visit_sets(facts, &self.corpus.terms, give)?;
            return Ok(0);
        }
        let piped = read_piped(paths, self.input_format)?;
        let input = ScanInput {
            paths,
            set: self.set.as_deref(),
            format: self.input_format,
            terms: &self.corpus.terms,
            options: ScanOptions::default(),
            counts_names: true,
            is_part: false,
        };
        sets::scan_paths(&input, piped.as_ref(), give)
    }

    /// The commands that lead on from an audit.
    fn list_follow_ups(&self, is_whole: bool) -> Vec<String> {
        let paths: Vec<_> =
            self.paths.iter().map(|path| shell_word(&path.to_string_lossy())).collect();
        let merge = if self.merge { "--merge " } else { "" };
        let paths = format!("{merge}{}", paths.join(" "));
        let terms = self.corpus.terms.iter();
        let terms = terms.map(|path| format!(" --terms {}", shell_word(&path.to_string_lossy())));
        let mut commands = vec![];
        if !is_whole {
            commands.push(format!("cxterms audit {paths} --all{}", terms.collect::<String>()));
        }
        if let ([path], false, AuditFormat::Human) = (&*self.paths, self.merge, self.format)
            && path.is_dir()
            && self.corpus.terms.is_empty()
        {
            commands.push(format!("cxterms new overlay our-terms --voice NAME --from {paths}"));
        }
        commands
    }

    fn write(&self, view: &dyn View, table: impl FnOnce() -> AuditTable) -> Result<()> {
        let output = self.output.as_deref().filter(|path| *path != Path::new("-"));
        if let (AuditFormat::Csv | AuditFormat::Xlsx, Some(format)) =
            (self.format, ExchangeFormat::from_name(self.format.name()))
        {
            let AuditTable { title, header, rows } = table();
            let table = PlainTable::from_texts(&title, header, rows);
            let is_screen = format.is_workbook() && stdout().is_terminal() && output.is_none();
            ensure!(!is_screen, "a workbook is no text: name a file by `-o`");
            return write_to(output, |out| Ok(table.write(&format, out).map(drop)?));
        }
        let Some(format) = OutputFormat::find_by_name(self.format.name()) else {
            bail!("no format is called `{}`", self.format.name())
        };
        match output {
            None => print_answer_as(format, &self.terminal, view),
            Some(_) => write_to(output, |out| {
                let style = cxterms::render::OutputStyle::default();
                Ok(format.write(view, style, out)?)
            }),
        }
    }
}

/// What the sheet of some sets is called: by the set, where it is one.
fn title_table(sets: &[AuditedSet]) -> String {
    let [set] = sets else { return UNTITLED.to_owned() };
    let name = Path::new(&set.title).file_name();
    name.map_or_else(|| UNTITLED.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Writes a file that must not be there yet, or standard output.
fn write_to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    match path {
        Some(path) => {
            atomic_write::create_file(path, write)?;
            terminal::print_note(&format!("wrote {}", path.display()))?;
            Ok(())
        }
        None => {
            let mut out = std::io::BufWriter::new(stdout().lock());
            write(&mut out)?;
            Ok(out.flush()?)
        }
    }
}

/// What the documents of a folder say, read against the corpus that ships.
pub(super) fn audit_folder(folder: &Path) -> Result<Vec<AuditedSet>> {
    ensure!(folder.is_dir(), "`{}` is no folder", folder.display());
    let (paths, terms) = ([folder.to_owned()], [PathBuf::from(cxterms::builtin::NAME)]);
    let input = ScanInput {
        paths: &paths,
        set: None,
        format: None,
        terms: &terms,
        options: ScanOptions::default(),
        counts_names: true,
        is_part: false,
    };
    let mut audited = vec![];
    sets::scan_paths(&input, None, &mut |vocabulary, set| {
        audited.push(audit_set(vocabulary, &set)?);
        Ok(())
    })?;
    Ok(audited)
}
