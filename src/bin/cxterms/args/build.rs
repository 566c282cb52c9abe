//! What does `build` take?

use clap::Args;
use std::path::PathBuf;

/// What `build` takes.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folders of corpora, each lying over those before it, and all of them over those of `--terms`
    #[arg(value_name = "DIR")]
    pub(crate) paths: Vec<PathBuf>,
    /// The file to write; one that was built before is replaced in one step
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}
