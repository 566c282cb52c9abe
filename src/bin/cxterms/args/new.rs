//! What can be begun, and with what?

use super::{complete, values::offered};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// A corpus, a term or a source.
#[derive(Debug, Subcommand)]
pub(crate) enum New {
    /// A corpus of your own: a folder with its words, its sources and an example
    #[command(after_help = "\
Examples:
  cxterms new corpus our-terms
  cxterms new corpus our-terms --title 'Terms of the workshop' --voice 'the workshop'")]
    Corpus(NewCorpus),
    /// A corpus that lies over the one that ships: it adds to that, and may deny it
    #[command(after_help = "\
Examples:
  cxterms new overlay our-words --voice Acme
  cxterms check our-words --terms built-in")]
    Overlay(NewOverlay),
    /// A term in a corpus of yours: a file with its entry
    #[command(after_help = "\
Examples:
  cxterms new concept 'agenda' --in our-terms
  cxterms new concept 'red list' --in our-words --terms built-in --kind document --under working-document
  cxterms new concept 'stand-up' --in our-terms --under meeting --definition 'a short one, on foot'")]
    Concept(NewConcept),
    /// A voice or a work, or both, in the sources.yaml of a corpus of yours
    #[command(after_help = "\
Examples:
  cxterms new source --in our-terms --voice 'Ann Smith' --short Smith
  cxterms new source --in our-terms --title 'How we meet' --by ann-smith --year 2024
  cxterms new source --in our-terms --voice 'Bob Jones' --title 'On letters' --url https://example.org/letters")]
    Source(NewSource),
}

/// What a corpus is made from.
#[derive(Debug, Args)]
pub(crate) struct NewCorpus {
    /// Its folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// What it is called [default: the folder's name]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Who speaks where no one is cited
    #[arg(long, value_name = "NAME", default_value = "the editors")]
    pub(crate) voice: String,
    /// The language of its texts, a BCP 47 tag [default: en]
    #[arg(long)]
    pub(crate) language: Option<String>,
}

/// What an overlay is made from.
#[derive(Debug, Args)]
pub(crate) struct NewOverlay {
    /// Its folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Who speaks in it where no one is cited: your house
    #[arg(long, value_name = "NAME")]
    pub(crate) voice: String,
    /// What it is called [default: “Words of” that voice]
    #[arg(long)]
    pub(crate) title: Option<String>,
}

/// What a term is made from.
#[derive(Debug, Args)]
pub(crate) struct NewConcept {
    /// Its preferred label
    #[arg(value_name = "LABEL")]
    pub(crate) label: String,
    /// The folder of the corpus
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Its identifier [default: the words of the label, joined by hyphens]
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// What tells it from another term of the same label
    #[arg(long)]
    pub(crate) qualifier: Option<String>,
    /// Its kind
    #[arg(long, add = offered(complete::kinds))]
    pub(crate) kind: Option<String>,
    /// What it falls under; repeatable
    #[arg(long, value_name = "TERM", add = offered(complete::terms))]
    pub(crate) under: Vec<String>,
    /// Nothing is above it
    #[arg(long, conflicts_with = "under")]
    pub(crate) root: bool,
    /// What it means, in the corpus's own words; repeatable
    #[arg(long, value_name = "TEXT")]
    pub(crate) definition: Vec<String>,
}

/// What a voice and a work are made from.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct NewSource {
    /// The folder of the corpus
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The identifier of what is added [default: the words of its name or title, joined by hyphens]
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// A voice to add: the name of a person or organisation
    #[arg(long, value_name = "NAME")]
    pub(crate) voice: Option<String>,
    /// What the voice is called in running text
    #[arg(long, value_name = "NAME", requires = "voice")]
    pub(crate) short: Option<String>,
    /// Who the voice is
    #[arg(long, value_name = "TEXT", requires = "voice")]
    pub(crate) about: Option<String>,
    /// A work to add
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Its author: a voice by identifier or name; repeatable [default: the voice that is added]
    #[arg(long, value_name = "VOICE", requires = "title", add = offered(complete::voices))]
    pub(crate) by: Vec<String>,
    /// Where it was published
    #[arg(long, value_name = "WHERE", requires = "title")]
    pub(crate) published: Option<String>,
    /// When
    #[arg(long, requires = "title")]
    pub(crate) year: Option<String>,
    /// Its address
    #[arg(long, requires = "title")]
    pub(crate) url: Option<String>,
}
