//! `check`: every fault of a corpus, and what rules find in it.

pub(crate) mod fix;
use crate::{
    asked::print_answer_as,
    load,
    options::{CorpusOptions, TerminalOptions},
    progress::ProgressLine,
    terminal,
    value_parsers::{findings_format, rule_name},
};
use anyhow::{Result, bail, ensure};
use clap::Args;
use cxterms::{
    builtin,
    check::{self, Rule, RuleLevels},
    render::{FORMATS, OutputFormat},
};
use cxterms_base::{
    corpus::{CorpusReading, LayerStack},
    diagnostic::Severity,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms check our-terms
  cxterms check our-words --terms built-in      what lies over a corpus and does not say so itself
  cxterms check --terms our-terms
  cxterms check our-terms --deny orphan --allow full-stop
  cxterms check our-terms --warn unsourced-claim
  cxterms check our-terms --fix --dry-run
  cxterms check our-terms --fix
  cxterms check our-terms --format sarif > findings.sarif")]
pub(crate) struct CheckCommand {
    /// Folders of corpora, each laid over those before it and over `--terms` [default: those of `--terms`]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Report what this rule finds as an error; `cxterms explain` lists the rules
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = rule_name())]
    deny: Vec<&'static Rule>,
    /// Report it as a warning, also where the rule is off by default
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = rule_name())]
    warn: Vec<&'static Rule>,
    /// Do not report it
    #[arg(hide_possible_values = true, long, value_name = "RULE", value_parser = rule_name())]
    allow: Vec<&'static Rule>,
    /// Write findings in this format
    #[arg(long, default_value = FORMATS[0].name, value_parser = findings_format())]
    format: OutputFormat,
    /// Fix first what needs no decision: the order of keys, spaces, full stops of definitions
    #[arg(long)]
    fix: bool,
    /// Only show what `--fix` would change, as a unified diff; exit status 1 if it would change anything
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

impl CheckCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        match (self.fix, self.dry_run) {
            (true, true) => fix::print_diff(self),
            (true, false) => fix::fix_and_check(self),
            (false, _) => self.check_corpora(),
        }
    }

    /// How much each rule matters, as the command line says.
    fn levels(&self) -> RuleLevels {
        let Self { deny, warn, allow, .. } = self;
        let mut levels = RuleLevels::default();
        for (rules, level) in
            [(allow, None), (warn, Some(Severity::Warning)), (deny, Some(Severity::Error))]
        {
            for rule in rules {
                levels.set_level(rule, level);
            }
        }
        levels
    }

    /// Checks corpora that lie over those of `--terms`; false if anything is an error.
    fn check_corpora(&self) -> Result<bool> {
        let paths = self.checked_paths()?;
        let line = ProgressLine::default();
        let reading = self.read_corpora(&paths, &line)?;
        line.report_step("checking");
        let mut report = check::run_rules(&reading, &self.levels());
        report.only_under(&paths);
        drop(line);
        print_answer_as(self.format, &self.terminal, &report)?;
        let todo = "check it with `--terms built-in`, or write `over: built-in` in its corpus.yaml";
        let all = [&*self.lower_layers(&paths), &*paths].concat();
        let lacks = load::lacks_built_in(&all, reading.faults.len(), todo);
        lacks.iter().try_for_each(|lacks| terminal::print_note(lacks))?;
        Ok(!report.has_errors())
    }

    /// The folders that are checked: those that were named or, if none were, those of `--terms` or the environment.
    fn checked_paths(&self) -> Result<Vec<PathBuf>> {
        let built_in = Path::new(builtin::NAME);
        let mut paths = self.paths.clone();
        if paths.is_empty() {
            paths = load::named_corpora(&self.corpus.terms);
            ensure!(!paths.is_empty(), "name the folder of a corpus: `cxterms check DIR`");
            let below = |path: &PathBuf| path == built_in || load::is_built(path);
            if !paths.iter().all(below) {
                paths.retain(|path| !below(path));
            }
        }
        for (at, path) in paths.iter().enumerate() {
            let shown = path.display();
            ensure!(
                path != built_in,
                "`built-in` is what others lie over: `cxterms check DIR --terms built-in`"
            );
            ensure!(
                !load::is_built(path),
                "`{shown}` is no folder; check the folder that it was built from; `check DIR --terms {shown}` checks what lies over it"
            );
            ensure!(path.is_dir(), "`{shown}` is no folder");
            let same = |it: &PathBuf| fs::canonicalize(it).ok() == fs::canonicalize(path).ok();
            ensure!(!paths.iter().take(at).any(same), "`{shown}` is named twice");
        }
        Ok(paths)
    }

    /// Reads folders over what they lie over, faults and all.
    fn read_corpora(&self, paths: &[PathBuf], line: &ProgressLine) -> Result<CorpusReading> {
        let named = [&*self.lower_layers(paths), paths].concat();
        let stack = LayerStack::from_named(&named).up_to(paths);
        let mut reading = CorpusReading::default();
        reading.add_stack_faults(&stack);
        for path in stack.paths() {
            load::add_layer(&mut reading, &path, line)?;
            let mut below = reading.diagnostics();
            below
                .retain(|found| !paths.iter().any(|path| Path::new(&found.file).starts_with(path)));
            if !below.is_empty() {
                let faults = load::show_faults(&below)?;
                bail!("what lies below has {faults}; nothing was checked over it");
            }
        }
        Ok(reading)
    }

    /// What `--terms` puts below: its corpora or, where the environment lists the first of these folders, those before it.
    fn lower_layers(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut named = load::named_corpora(&self.corpus.terms);
        if self.corpus.terms.is_empty() && !self.paths.is_empty() {
            let whole = |path: &Path| fs::canonicalize(path).ok();
            let first = paths.first().and_then(|path| whole(path));
            let at = named.iter().position(|path| first.is_some() && whole(path) == first);
            named.truncate(at.unwrap_or_default());
        }
        named
    }
}
