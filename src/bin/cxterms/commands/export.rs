//! `export`: a corpus in another tool's format.

use crate::{
    atomic_write, load,
    options::{CorpusOptions, LayerOptions},
    terminal,
    value_parsers::{LossFormat, exchange_format},
};
use anyhow::{Result, bail};
use clap::Args;
use cxterms_exchange::{ExchangeFormat, LossReport};
use std::{
    io::{self, BufWriter, Write, stderr, stdout},
    path::PathBuf,
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms export --to turtle -o terms.ttl
  cxterms export --to csv --terms our-terms > terms.csv
  cxterms export --to tbx-basic --losses json -o terms.tbx")]
pub(crate) struct ExportCommand {
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = exchange_format(|format| format.write.is_some()))]
    to: ExchangeFormat,
    /// The file to write, which must not exist yet [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Report in this format what was lost
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    losses: LossFormat,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    layers: LayerOptions,
}

impl ExportCommand {
    /// Writes the corpus that was asked for; reports on standard error what was lost.
    pub(crate) fn run(&self) -> Result<bool> {
        let corpus = load::read_corpus(&self.corpus.terms, self.layers.layer)?;
        let write = |out: &mut dyn io::Write| match self.to.export(&corpus, out) {
            Some(written) => Ok(written?),
            None => bail!("`{}` is only read", self.to.name),
        };
        let lost = match &self.output {
            Some(path) => atomic_write::create_file(path, write)?,
            None => {
                let mut out = BufWriter::new(stdout().lock());
                let lost = write(&mut out)?;
                out.flush()?;
                lost
            }
        };
        let report = LossReport::new(&corpus, &self.to, lost, vec![]);
        match self.losses {
            LossFormat::Json => print_losses(&report, &mut stderr().lock())?,
            LossFormat::Human => terminal::print_answer_aside(&report)?,
        }
        Ok(true)
    }
}

/// Prints the losses alone, as JSON.
pub(super) fn print_losses(report: &LossReport, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &report.losses)?;
    Ok(writeln!(out)?)
}
