//! `scan`: words of customer terms in people's own documents.

mod changed;
mod documents;
mod fix;
mod known;
mod line_batches;
mod plan;

use crate::{
    asked::print_answer_as,
    cache::{self, CorpusCache},
    load,
    options::{CorpusOptions, TerminalOptions},
    terminal,
    value_parsers::{document_format, findings_format, scan_rule_name},
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::{
    render::{FORMATS, OutputFormat},
    scan::{
        self, DocumentFacts, DocumentSet, ScanLevels, ScanOptions, ScanReport, ScanRule, Vocabulary,
    },
};
use cxterms_base::diagnostic::Severity;
use cxterms_document::{DocumentFormat, MAX_MARKUP_BYTES, read_bytes};
use plan::{PlannedSet, ScanPlan};
use std::{
    collections::BTreeMap,
    io::{Read, stdin},
    path::{Path, PathBuf},
};

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
        conflicts_with_all = ["each_file", "baseline", "diff", "fix"]
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
    /// Write findings in this format
    #[arg(long, default_value = FORMATS[0].name, value_parser = findings_format())]
    format: OutputFormat,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

impl ScanCommand {
    /// Scans documents; false if anything is an error.
    pub(crate) fn run(&self) -> Result<bool> {
        if self.documents.is_some() {
            return documents::answer_documents(self);
        }
        match (self.fix, self.dry_run) {
            (true, true) => return fix::print_diff(self),
            (true, false) => fix::fix_documents(self)?,
            (false, _) => {}
        }
        let report = self.scan_documents()?;
        print_answer_as(self.format, &self.terminal, &report)?;
        Ok(!report.has_errors())
    }

    fn scan_documents(&self) -> Result<ScanReport> {
        let from_stdin = self.paths.iter().any(|path| path == Path::new("-"));
        let piped = if from_stdin { Some(read_stdin()?) } else { None };
        let plan = ScanPlan::of_paths(&self.paths, self.set.as_deref(), self.input_format)?;
        for (path, why) in &plan.skipped {
            terminal::print_note(&format!("passed over {}: {why}", path.display()))?;
        }
        let mut by_base: BTreeMap<Option<PathBuf>, Vec<PlannedSet>> = BTreeMap::new();
        let named = load::named_corpora(&self.corpus.terms);
        for set in plan.sets {
            let overlay = set.overlay.clone().filter(|_| named.is_empty());
            by_base.entry(overlay).or_default().push(set);
        }
        let mut report = ScanReport::default();
        for (overlay, sets) in by_base {
            let terms = overlay.map_or_else(|| self.corpus.terms.clone(), |overlay| vec![overlay]);
            self.scan_with_terms(&terms, &sets, piped.as_deref(), &mut report)?;
        }
        if let Some(known) = &self.baseline {
            known::drop_known(&mut report, known)?;
        }
        if let Some(commit) = &self.diff {
            changed::keep_changed(&mut report, commit)?;
        }
        show_lines(&mut report, piped.as_deref());
        Ok(report)
    }

    fn scan_with_terms(
        &self,
        terms: &[PathBuf],
        sets: &[PlannedSet],
        piped: Option<&[u8]>,
        report: &mut ScanReport,
    ) -> Result<()> {
        let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
        let opened = load::open_base(terms, cache.as_ref())?;
        let mut run = || -> Result<()> {
            let vocabulary = Vocabulary::open(&opened.base)?;
            let read = sets.iter().map(|set| self.read_set(&vocabulary, set, piped));
            let read = read.collect::<Result<Vec<_>>>()?;
            Ok(scan::scan_sets(&vocabulary, &read, &self.options(), report)?)
        };
        load::name_built_file(terms, run())
    }

    fn read_set(
        &self,
        vocabulary: &Vocabulary<'_>,
        set: &PlannedSet,
        piped: Option<&[u8]>,
    ) -> Result<DocumentSet> {
        let mut documents: Vec<DocumentFacts> = vec![];
        for (read, file) in
            scan::read_documents(vocabulary, &set.files)?.into_iter().zip(&set.files)
        {
            match read.fault {
                Some(fault) if set.is_named(file) => bail!("`{}` {fault}", file.path.display()),
                Some(fault) => {
                    terminal::print_note(&format!(
                        "passed over {}: it {fault}",
                        file.path.display()
                    ))?;
                }
                None if set.is_evidence(file) => documents.push(read.facts.as_evidence()),
                None => documents.push(read.facts),
            }
        }
        if let Some(bytes) = piped.filter(|_| set.has_stdin) {
            let format = self.input_format.unwrap_or(DocumentFormat::Markdown);
            let (facts, read) = scan::gather_document(vocabulary, STDIN_NAME, |emit| {
                read_bytes(bytes, format, emit)
            })?;
            read.map_err(|fault| anyhow::anyhow!("standard input {fault}"))?;
            documents.push(facts);
        }
        Ok(DocumentSet { name: set.name.clone(), documents })
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

/// What standard input holds, up to the bound of a document.
fn read_stdin() -> Result<Vec<u8>> {
    let mut bytes = vec![];
    stdin().lock().take(MAX_MARKUP_BYTES + 1).read_to_end(&mut bytes).context("standard input")?;
    let bound = MAX_MARKUP_BYTES >> 20;
    ensure!(bytes.len() as u64 <= MAX_MARKUP_BYTES, "standard input has more than {bound} MiB");
    Ok(bytes)
}

/// Reads the lines that are shown; a file that has gone since is shown without.
fn show_lines(report: &mut ScanReport, piped: Option<&[u8]>) {
    let mut lines = BTreeMap::new();
    for (file, wanted) in report.wanted_lines() {
        let read = match piped.filter(|_| file == STDIN_NAME) {
            Some(mut bytes) => scan::read_lines(&mut bytes, &wanted),
            None => scan::read_lines_of_file(Path::new(&file), &wanted),
        };
        lines.insert(file, read.unwrap_or_default());
    }
    report.show_lines(&lines);
}
