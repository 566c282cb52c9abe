//! Which questions can be asked, and with what?

use super::{
    build::Build,
    check::Check,
    complete,
    exchange::{Export, Import},
    new::New,
    values::{offered, rule, shells},
};
use clap::Subcommand;
use cxterms::check::Rule;
use std::path::PathBuf;

/// A question, or work on a corpus.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a term means, and who says so
    #[command(after_help = "\
Examples:
  cxterms define success
  cxterms define cx cs --brief
  cxterms define engagement --according-to franz
  cut -f1 terms.tsv | cxterms define - --format json")]
    Define {
        /// Names of terms, in any spelling of case, hyphens and plurals; `-` reads one a line
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// One line a term
        #[arg(long)]
        brief: bool,
        /// Everything that is said, not only what most voices say; every sense of a name that has many
        #[arg(long, conflicts_with = "brief")]
        all: bool,
    },
    /// How terms differ, what they share, and where voices disagree about them
    #[command(after_help = "\
Examples:
  cxterms compare cx cs
  cxterms compare support service success
  cxterms compare engagement            the senses of one label
  cxterms compare engagement --according-to franz --according-to wieberneit")]
    Compare {
        /// Two to six terms, or one whose label has several senses
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// Everything that is said, not only what most voices say
        #[arg(long)]
        all: bool,
    },
    /// The umbrella hierarchy: all of it, or from one term
    #[command(after_help = "\
Examples:
  cxterms tree
  cxterms tree experience --depth 1
  cxterms tree success --up
  cxterms tree --according-to franz")]
    Tree {
        /// Where to begin
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        name: Option<String>,
        /// How many levels below the first
        #[arg(long, value_name = "LEVELS")]
        depth: Option<usize>,
        /// Towards the umbrellas
        #[arg(long, requires = "name")]
        up: bool,
        /// Every sense of a name that has many, and every level
        #[arg(long, requires = "name")]
        all: bool,
    },
    /// Where voices disagree: about everything, or about some terms
    #[command(after_help = "\
Examples:
  cxterms disputes
  cxterms disputes success service
  cxterms disputes --according-to franz --according-to wieberneit")]
    Disputes {
        /// Only what concerns one of these
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
    },
    /// Where some words occur: in labels, definitions, facets and notes
    #[command(after_help = "\
Examples:
  cxterms search loyalty
  cxterms search cost centre
  cxterms search touchpoint --kind metric
  cxterms search outcome --voice gainsight")]
    Search {
        /// The words, in any order; `-` reads one query a line
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only what this voice says
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Every term that is found, not only the best
        #[arg(long)]
        all: bool,
    },
    /// How two terms hang together
    #[command(after_help = "\
Examples:
  cxterms path loyalty touchpoint
  cxterms path churn-rate csat --via subset-of")]
    Path {
        /// From this term
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        from: String,
        /// To this one
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        to: String,
        /// Only over this relation; repeatable
        #[arg(long, value_name = "RELATION", add = offered(complete::relations))]
        via: Vec<String>,
    },
    /// Who speaks, or everything that one voice says
    #[command(after_help = "\
Examples:
  cxterms voices
  cxterms voices gainsight
  cxterms voices 'reader 7'")]
    Voices {
        /// A voice's identifier or name, or a work, which means everyone heard in it
        #[arg(value_name = "VOICE", add = offered(complete::voices))]
        name: Option<String>,
    },
    /// Every term, or those that a filter lets through
    #[command(after_help = "\
Examples:
  cxterms list
  cxterms list --kind discipline
  cxterms list --voice gainsight
  cxterms list --facet market=B2B")]
    List {
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only terms of which this voice says something
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Only terms that somebody gives this value of a facet, or any value of it
        #[arg(long, value_name = "FACET[=VALUE]", add = offered(complete::facets))]
        facet: Vec<String>,
    },
    /// Whether a corpus is sound: every fault, and what rules find
    #[command(after_help = "\
Examples:
  cxterms check our-terms
  cxterms check our-terms --terms built-in
  cxterms check our-terms --deny orphan --allow full-stop
  cxterms check our-terms --warn unsourced-claim
  cxterms check our-terms --fix --dry-run
  cxterms check our-terms --fix
  cxterms check our-terms --format sarif > findings.sarif")]
    Check(Check),
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
