//! `export`: a corpus in another tool's format.

use crate::{
    atomic_write, complete,
    load::{self, WantedLayer},
    options::{CorpusOptions, LanguageOptions, LayerOptions},
    terminal,
    value_parsers::{LossFormat, complete_with, exchange_format},
};
use anyhow::{Result, bail, ensure};
use clap::Args;
use cxterms::answer::{MatchCertainty, match_name};
use cxterms_base::{
    Base,
    corpus::{Concept, ConceptId, Corpus},
    text,
};
use cxterms_exchange::{ExchangeFormat, LossReport, Losses};
use std::{
    collections::BTreeSet,
    io::{self, BufWriter, IsTerminal, Write, stderr, stdout},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms export --to turtle -o terms.ttl
  cxterms export --to csv --terms our-terms > terms.csv
  cxterms export --to tbx-basic --losses json -o terms.tbx
  cxterms export --to xlsx --kind metric -o metrics.xlsx
  cxterms export --to glossary --only cx cs 'customer service'")]
pub(crate) struct ExportCommand {
    /// Write this format
    #[arg(long, value_name = "FORMAT", value_parser = exchange_format(|format| format.write.is_some()))]
    to: ExchangeFormat,
    /// Write this file, which must not exist yet; `-` is standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write only these terms, and what is said between them
    #[arg(long, value_name = "TERM", num_args = 1.., add = complete_with(complete::complete_terms))]
    only: Vec<String>,
    /// Write only terms of this kind (repeatable)
    #[arg(long, value_name = "KIND", add = complete_with(complete::complete_kinds))]
    kind: Vec<String>,
    /// Report in this format what was lost
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    losses: LossFormat,
    #[command(flatten)]
    language: LanguageOptions,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    layers: LayerOptions,
}

/// The families of formats that are read by people and show names in one language; the others carry every language.
const FAMILIES_IN_ONE_LANGUAGE: [&str; 4] = ["Documents", "Graphs", "Word lists", "Cards"];

impl ExportCommand {
    /// Writes the corpus that was asked for; reports on standard error what was lost.
    pub(crate) fn run(&self) -> Result<bool> {
        let languages = &self.language.lang;
        ensure!(
            languages.is_empty() || FAMILIES_IN_ONE_LANGUAGE.contains(&self.to.family),
            "`{}` carries every language: leave `--lang` out",
            self.to.name
        );
        let output = self.output.as_deref().filter(|path| *path != Path::new("-"));
        if let Some(path) = output {
            self.check_output(path)?;
        }
        let mut corpus = load::read_corpus(&self.corpus.terms, self.layers.layer)?;
        if !languages.is_empty() {
            corpus.speak_in(languages);
        }
        let mut left_out = Losses::default();
        if !self.only.is_empty() || !self.kind.is_empty() {
            let kept = self.choose_concepts(&corpus)?;
            let dropped = corpus.reduce_to_concepts(&kept);
            left_out.add("relations to terms that are left out", dropped);
        }
        let write = |out: &mut dyn io::Write| match self.to.export(&corpus, out) {
            Some(written) => {
                let mut losses = written?;
                losses.add_all(&left_out);
                Ok(losses)
            }
            None => bail!("`{}` is only read", self.to.name),
        };
        let lost = match output {
            Some(path) => atomic_write::create_file(path, write)?,
            None if stdout().is_terminal() => {
                let mut bytes = vec![];
                let lost = write(&mut bytes)?;
                let Ok(text) = String::from_utf8(bytes) else {
                    bail!(
                        "`{}` is no text that a terminal shows: write a file with `-o`",
                        self.to.name
                    )
                };
                show_lines(&text, &mut BufWriter::new(stdout().lock()))?;
                lost
            }
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

impl ExportCommand {
    /// The concepts that are wanted: by name, and of those the ones of a kind.
    fn choose_concepts(&self, corpus: &Corpus) -> Result<BTreeSet<ConceptId>> {
        let mut kept: BTreeSet<_> = (0..).map(ConceptId).take(corpus.concepts.len()).collect();
        if !self.only.is_empty() {
            // The top layer alone lacks most names of what it speaks of.
            let base = match self.layers.layer {
                WantedLayer::All => Base::compile(corpus)?,
                WantedLayer::Top => {
                    Base::compile(&load::read_corpus(&self.corpus.terms, WantedLayer::All)?)?
                }
            };
            let mut named = BTreeSet::new();
            for name in &self.only {
                let found = match_name(&base, name, &self.language.lang)?;
                let is_meant =
                    |concept: &Concept| found.concepts.iter().any(|(id, _)| *id == concept.id);
                if found.certainty > MatchCertainty::Several {
                    let near = found
                        .concepts
                        .first()
                        .map(|(_, label)| format!("; did you mean `{label}`?"));
                    bail!("no term is called `{name}`{}", near.unwrap_or_default());
                }
                if found.certainty == MatchCertainty::Several {
                    let count = found.concepts.len();
                    terminal::print_note(&format!("`{name}` has {count} senses; all are written"))?;
                }
                let all = (0..).map(ConceptId).zip(&corpus.concepts);
                let meant: Vec<_> =
                    all.filter(|(_, concept)| is_meant(concept)).map(|(id, _)| id).collect();
                ensure!(!meant.is_empty(), "the top layer says nothing of `{name}`");
                named.extend(meant);
            }
            kept = named;
        }
        for kind in &self.kind {
            let known = corpus.kinds.iter().any(|it| it.id == *kind);
            if !known {
                let names = corpus.kinds.iter().map(|it| &*it.id);
                let near =
                    text::find_nearest(kind, names).map(|near| format!("; did you mean `{near}`?"));
                bail!("no kind is called `{kind}`{}", near.unwrap_or_default());
            }
        }
        if !self.kind.is_empty() {
            kept.retain(|id| {
                let kind = corpus.concept(*id).and_then(|concept| corpus.kind(concept.kind?));
                kind.is_some_and(|kind| self.kind.contains(&kind.id))
            });
        }
        ensure!(!kept.is_empty(), "no term is left to write");
        Ok(kept)
    }

    /// Refuses a file that a corpus would be read from: one of YAML, but where the format is YAML too and no corpus is around.
    fn check_output(&self, path: &Path) -> Result<()> {
        if !atomic_write::is_corpus_file_name(path) {
            return Ok(());
        }
        let shown = path.display();
        ensure!(
            self.to.endings.iter().any(|ending| path.extension() == Some(ending.as_ref())),
            "`{shown}` would be taken for a file of a corpus; end its name as the format's files end"
        );
        let whole = std::path::absolute(path)?;
        let around = whole.ancestors().skip(1).find(|folder| folder.join("corpus.yaml").exists());
        if let Some(corpus) = around {
            bail!(
                "`{shown}` would be taken for a file of the corpus in `{}`; write it elsewhere",
                corpus.display()
            );
        }
        Ok(())
    }
}

/// Writes lines to a terminal, which must not obey what is in them: a pipe or a file gets every byte.
fn show_lines(text: &str, out: &mut dyn Write) -> Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", text::to_safe(line)))?;
    Ok(out.flush()?)
}

/// Prints the losses alone, as JSON.
pub(super) fn print_losses(report: &LossReport, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &report.losses)?;
    Ok(writeln!(out)?)
}
