//! `diff`: what changed between two corpora; with faults in either, nothing is compared.

use crate::{
    asked::print_answer,
    load,
    options::{CorpusOptions, LayerOptions, OutputOptions},
    progress::ProgressLine,
    suggest::{WithArguments, repeated_corpora},
};
use anyhow::{Result, bail};
use clap::Args;
use cxterms::diff;
use cxterms_base::corpus::LayerStack;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  git archive v1 terms | tar -x -C /tmp/v1
  cxterms diff /tmp/v1/terms terms
  cxterms diff /tmp/v1/terms terms --format markdown --all > CHANGES.md
  cxterms diff ours-v1 ours --terms built-in      two versions of what lies over a corpus
  cxterms diff built-in ours --terms built-in     what it changes there

Exit status: 0 whether or not anything changed, which `summary` in the JSON tells a program; 2 could not compare.")]
pub(crate) struct DiffCommand {
    /// The folder of a corpus, `built-in`, or a file from `build`, laid over those of `--terms`
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The one that it is compared with, laid over the same
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Show every claim that changed, and all that is said of concepts that are new or gone
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    layers: LayerOptions,
    #[command(flatten)]
    output: OutputOptions,
}

impl DiffCommand {
    /// Compares two corpora, each laid over those of `--terms`; the last of those may be one of the two itself.
    pub(crate) fn run(&self) -> Result<bool> {
        let mut broken = vec![];
        let mut corpora = vec![];
        for name in [&self.old, &self.new] {
            let mut layers = self.corpus.terms.clone();
            if layers.last() != Some(name) {
                layers.push(name.clone());
            }
            let reading = load::read_wanted(
                &LayerStack::from_named(&layers),
                self.layers.layer,
                &ProgressLine::default(),
            )?;
            let found = reading.diagnostics();
            if !found.is_empty() {
                broken.push(format!("`{}` has {}", name.display(), load::show_faults(&found)?));
            }
            corpora.push((name.to_string_lossy(), reading.corpus));
        }
        match &*corpora {
            [(before, old), (after, new)] if broken.is_empty() => {
                let view = diff::compare_corpora((before, old), (after, new), self.all);
                // Corpora that stand in the environment are not below these two.
                let below = !self.corpus.terms.is_empty();
                let arguments = if below { repeated_corpora(&self.corpus) } else { String::new() };
                print_answer(&self.output, &WithArguments { view: &view, arguments: &arguments })?;
                Ok(true)
            }
            _ => bail!("{}; nothing was compared", broken.join("; ")),
        }
    }
}
