//! `scan`: words of customer terms in people's own documents.

mod changed;
mod documents;
mod fix;
mod known;
mod line_batches;
pub(super) mod merge;
mod piped;
mod plan;
pub(super) mod sets;

use crate::{
    asked::print_answer_as,
    options::{CorpusOptions, TerminalOptions},
    value_parsers::{document_format, findings_format, scan_rule_name},
};
use anyhow::{Result, ensure};
use clap::Args;
use cxterms::{
    render::{FORMATS, OutputFormat},
    scan::{self, ScanLevels, ScanOptions, ScanReport, ScanRule},
};
use cxterms_base::diagnostic::Severity;
use cxterms_document::DocumentFormat;
use cxterms_page::Count;
use piped::PipedDocument;
pub(super) use plan::find_overlay_of_set;
use sets::ScanInput;
use std::path::{Path, PathBuf};

/// What a document from standard input is called.
const STDIN_NAME: &str = "<stdin>";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms scan handbook
  cxterms scan handbook --terms our-terms       with the words of an overlay
  cxterms scan plan.docx --set handbook         one file, with what its set says of its words
  cxterms scan - --input-format html < page.html
  cxterms scan handbook --deny name-to-avoid --allow joined-contrast
  cxterms scan handbook --fix --dry-run
  cxterms scan handbook --diff origin/main      only what changed since
  cxterms scan handbook --format json > known.json; cxterms scan handbook --baseline known.json
  cxterms scan --documents jsonl --format jsonl - < tickets.jsonl
  cxterms scan part1 --facts > 1; cxterms scan part2 --facts > 2; cxterms scan --merge 1 2

Exit status: 0 nothing worse than a warning; 1 an error; 2 could not read.")]
pub(crate) struct ScanCommand {
    /// Files and folders: Markdown, HTML, plain text, .docx, .pptx, .odt; `-` reads standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The set that single files belong to: what its documents say of abbreviations counts for them
    #[arg(long, value_name = "DIR")]
    set: Option<PathBuf>,
    /// Read files that are named, and standard input, as this format [default: by the file's ending; markdown]
    #[arg(long, value_name = "FORMAT", value_parser = document_format())]
    input_format: Option<DocumentFormat>,
    /// Read documents, one a line, each by itself: `{"id", "text", "format"}`; answer each with a line
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = ["jsonl"],
        conflicts_with_all = ["baseline", "diff", "fix", "merge"]
    )]
    documents: Option<String>,
    /// Tell of every file what a set is told once
    #[arg(long)]
    each_file: bool,
    /// Report what this rule finds as an error; `cxterms explain` lists the rules
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = scan_rule_name())]
    deny: Vec<&'static ScanRule>,
    /// Report it as a warning, also where the rule is off by default
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = scan_rule_name())]
    warn: Vec<&'static ScanRule>,
    /// Do not report it
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = scan_rule_name())]
    allow: Vec<&'static ScanRule>,
    /// Report only what this file does not have, an earlier `--format json`
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Report only lines that changed since this commit, as git has it
    #[arg(long, value_name = "COMMIT")]
    diff: Option<String>,
    /// Put names to avoid right first, where that touches nothing but words
    #[arg(long)]
    fix: bool,
    /// Only show what `--fix` would change, as a unified diff; exit status 1 if it would change anything
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    sums: SumOptions,
    /// Write findings in this format
    #[arg(long, default_value = FORMATS[0].name, value_parser = findings_format())]
    format: OutputFormat,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

// How documents are scanned in parts.
#[derive(Debug, Args)]
struct SumOptions {
    /// Write what the documents say, as JSON Lines, for `--merge`; all paths are then a part of `--set`
    #[arg(long, conflicts_with_all = ["fix", "baseline", "diff", "format"])]
    facts: bool,
    /// Read files of facts instead of documents, and sum them up
    #[arg(long, conflicts_with_all = ["fix", "set", "input_format"])]
    merge: bool,
}

impl ScanCommand {
    /// Scans documents; false if anything is an error.
    pub(crate) fn run(&self) -> Result<bool> {
        if self.documents.is_some() {
            return documents::answer_documents(self);
        }
        if self.sums.facts {
            return merge::write_facts(self);
        }
        match (self.fix, self.dry_run) {
            (true, true) => return fix::print_diff(self),
            (true, false) => fix::fix_documents(self)?,
            (false, _) => {}
        }
        let report = self.scan_documents()?;
        print_answer_as(self.format, &self.terminal, &report)?;
        ensure_all_read(report.summary.unread)?;
        Ok(!report.has_errors())
    }

    fn scan_documents(&self) -> Result<ScanReport> {
        if self.sums.merge {
            let mut report = merge::report_facts(self)?;
            self.show_report(&mut report, None)?;
            return Ok(report);
        }
        let piped = read_piped(&self.paths, self.input_format)?;
        let mut report = ScanReport::default();
        let unread = sets::scan_paths(&self.input(), piped.as_ref(), &mut |vocabulary, set| {
            Ok(scan::report_set(vocabulary, set, &self.options(), &mut report)?)
        })?;
        report.summary.unread = unread;
        report.finish();
        self.show_report(&mut report, piped.as_ref())?;
        Ok(report)
    }

    /// What is read.
    fn input(&self) -> ScanInput<'_> {
        ScanInput {
            paths: &self.paths,
            set: self.set.as_deref(),
            format: self.input_format,
            terms: &self.corpus.terms,
            options: self.options(),
            counts_names: self.sums.facts,
            is_part: self.sums.facts,
        }
    }

    /// Leaves out what is not wanted, and shows the lines of the rest.
    fn show_report(&self, report: &mut ScanReport, piped: Option<&PipedDocument>) -> Result<()> {
        if let Some(known) = &self.baseline {
            // Which of several like ones is known is told by its line.
            let lines = sets::read_wanted_lines(report.wanted_lines(), piped);
            report.show_lines(&lines);
            known::drop_known(report, known)?;
        }
        if let Some(commit) = &self.diff {
            changed::keep_changed(report, commit)?;
        }
        let lines = sets::read_wanted_lines(report.wanted_lines(), piped);
        report.show_lines(&lines);
        Ok(())
    }

    fn options(&self) -> ScanOptions {
        let Self { deny, warn, allow, each_file, .. } = self;
        let mut levels = ScanLevels::default();
        for (rules, level) in
            [(allow, None), (warn, Some(Severity::Warning)), (deny, Some(Severity::Error))]
        {
            for rule in rules {
                levels.set_level(rule, level);
            }
        }
        ScanOptions { levels, each_file: *each_file }
    }
}

/// Fails if some documents could not be read, which were told one by one.
pub(super) fn ensure_all_read(unread: usize) -> Result<()> {
    ensure!(unread == 0, "{} could not be read", Count(unread, "file"));
    Ok(())
}

/// What standard input holds, if it is among the paths; Markdown, if no format was named.
pub(super) fn read_piped(
    paths: &[PathBuf],
    format: Option<DocumentFormat>,
) -> Result<Option<PipedDocument>> {
    let from_stdin = paths.iter().any(|path| path == Path::new("-"));
    let format = format.unwrap_or(DocumentFormat::Markdown);
    from_stdin.then(|| PipedDocument::open(format)).transpose()
}
