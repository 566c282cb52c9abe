//! `tree`: the umbrella hierarchy.

use crate::{
    asked::ask, complete, input::one_name, options::QuestionOptions, value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::answer::{self, TreeExtent};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms tree
  cxterms tree experience --depth 1
  cxterms tree success --up
  cxterms tree --according-to franz")]
pub(crate) struct TreeCommand {
    /// Start at this term
    #[arg(value_name = "TERM", add = complete_with(complete::complete_terms))]
    words: Vec<String>,
    /// Show this many levels below the first
    #[arg(long, value_name = "LEVELS")]
    depth: Option<usize>,
    /// Go up towards the umbrellas
    #[arg(long, requires = "words")]
    up: bool,
    /// Show every term with those who place it, and every sense of a name that has many
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl TreeCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| {
            let Some(from) = asked.find_concepts(&one_name(&self.words))? else { return Ok(false) };
            let extent = TreeExtent { from, up: self.up, depth: self.depth };
            let tree = answer::tree(asked.to_ask(self.all), extent)?;
            asked.write(&tree, asked.style)?;
            // As of a definition: the process ends soon.
            std::mem::forget(tree);
            Ok(true)
        })
    }
}
