//! What does `check` take?

use super::values::{findings_format, rule};
use clap::Args;
use cxterms::{
    check::Rule,
    render::{FORMATS, Format},
};
use std::path::PathBuf;

/// What `check` takes.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Folders of corpora, each laid over those before it and over `--terms`
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take what this rule finds for an error
    #[arg(long, value_name = "RULE", value_parser = rule())]
    pub(crate) deny: Vec<&'static Rule>,
    /// Take it for a warning, also where the rule is off until it is asked for
    #[arg(long, value_name = "RULE", value_parser = rule())]
    pub(crate) warn: Vec<&'static Rule>,
    /// Leave it out
    #[arg(long, value_name = "RULE", value_parser = rule())]
    pub(crate) allow: Vec<&'static Rule>,
    /// How to write what is found
    #[arg(long, default_value = FORMATS[0].name, value_parser = findings_format())]
    pub(crate) format: Format,
    /// First mend what needs no thought: order of keys, spaces, full stops of definitions
    #[arg(long)]
    pub(crate) fix: bool,
    /// Only show what `--fix` would change, as a unified diff; exit status 1 if it would change anything
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
}
