//! What do `import` and `export` take?

use super::values::{Told, column, exchanged};
use clap::Args;
use cxterms_exchange::Format;
use std::path::PathBuf;

/// What `import` takes.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files to read as one corpus; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The folder to make
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// In which format the files are [default: as their names end]
    #[arg(long, value_name = "FORMAT", value_parser = exchanged(|format| format.read.is_some()))]
    pub(crate) from: Option<Format>,
    /// Add to a folder that is there: concepts that it does not hold yet
    #[arg(long)]
    pub(crate) merge: bool,
    /// What the corpus is called
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Whose words unattributed statements are
    #[arg(long, value_name = "NAME")]
    pub(crate) voice: Option<String>,
    /// The language of its texts [default: the one that most labels have]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Which column of a table holds which key of an entry
    #[arg(long, value_name = "KEY=COLUMN", value_parser = column)]
    pub(crate) column: Vec<(String, String)>,
    /// How to tell what was lost
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) losses: Told,
}

/// What `export` takes.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// In which format
    #[arg(long, value_name = "FORMAT", value_parser = exchanged(|format| format.write.is_some()))]
    pub(crate) to: Format,
    /// The file to write, which must not be there yet [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How to tell what was lost
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) losses: Told,
}
