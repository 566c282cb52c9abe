//! Which work can be done on corpora, and with what?

use super::{
    build::Build,
    exchange::{Export, Import},
    new::New,
    values::{rule, shells},
};
use clap::Subcommand;
use cxterms::check::Rule;
use std::path::PathBuf;

/// Work on corpora, or for a shell.
#[derive(Debug, Subcommand)]
#[command(defer = true)] // what the others take is described only when it is asked for
pub(crate) enum Work {
    /// What changed between two corpora, claim by claim, and who says so
    #[command(after_help = "\
Examples:
  git archive v1 terms | tar -x -C /tmp/v1
  cxterms diff /tmp/v1/terms terms
  cxterms diff /tmp/v1/terms terms --format markdown --all > CHANGES.md
  cxterms diff ours-v1 ours --terms built-in      two versions of what lies over a corpus
  cxterms diff built-in ours --terms built-in     what it changes there

Exit status: 0 whether or not anything changed, which `summary` in the JSON tells a program; 2 could not compare.")]
    Diff {
        /// The folder of a corpus, `built-in`, or a file from `build`, laid over those of `--terms`
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The one that it is compared with, laid over the same
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// Every claim that changed, and all that is said of concepts that are new or gone
        #[arg(long)]
        all: bool,
    },
    /// What a rule finds, why, and an example: of one, or a list of all
    #[command(after_help = "\
Examples:
  cxterms explain
  cxterms explain self-definition")]
    Explain {
        /// Which rule
        #[arg(value_name = "RULE", value_parser = rule())]
        rule: Option<&'static Rule>,
    },
    /// A corpus of your own, a term or a source in it: files to begin with
    #[command(after_help = "\
Examples:
  cxterms new corpus our-terms
  cxterms new overlay our-words --voice Acme
  cxterms new concept agenda --in our-terms --kind document
  cxterms new source --in our-terms --voice 'Ann Smith'")]
    New {
        /// What to begin
        #[command(subcommand)]
        what: New,
    },
    /// One file of a corpus, from which every question is answered at once
    #[command(after_help = "\
Examples:
  cxterms build our-terms -o our-terms.cxterms
  cxterms define agenda --terms our-terms.cxterms
  cxterms build our-words --terms built-in -o ours.cxterms      what lies over a corpus, with it

A small corpus needs no building; of a hundred thousand terms, a question reads only the few blocks that it needs.")]
    Build(Build),
    /// What a built file says of itself: its title, how much it holds, which files it was made from
    #[command(after_help = "\
Examples:
  cxterms info our-terms.cxterms
  cxterms info our-terms                the same of a folder: where `Sources` differs, it has changed since
  cxterms info built-in --format json")]
    Info {
        /// A file from `build`, the folder of a corpus, or `built-in`
        #[arg(value_name = "FILE")]
        path: PathBuf,
    },
    /// Takes what other tools hold into a folder of YAML
    #[command(after_help = "\
Examples:
  cxterms import thesaurus.ttl -o our-terms
  cxterms import terms.csv -o our-terms --column label=Term --column definition=Meaning
  cxterms import base.tbx -o our-terms --voice 'Acme' --losses json")]
    Import(Import),
    /// Writes a corpus for other tools
    #[command(after_help = "\
Examples:
  cxterms export --to turtle -o terms.ttl
  cxterms export --to csv --terms our-terms > terms.csv
  cxterms export --to tbx-basic --losses json -o terms.tbx")]
    Export(Export),
    /// What a shell needs to complete commands
    #[command(after_help = "\
Examples:
  source <(cxterms completions bash)
  cxterms completions fish > ~/.config/fish/completions/cxterms.fish")]
    Completions {
        /// Which shell
        #[arg(value_parser = shells())]
        shell: String,
    },
    /// The manual page, in roff
    #[command(after_help = "\
Examples:
  cxterms man | man -l -
  cxterms man define > cxterms-define.1")]
    Man {
        /// Of which command [default: of all]
        command: Option<String>,
    },
}
