//! `tree`: the umbrella hierarchy.

use crate::{
    asked::{ask, print_remarks},
    complete,
    input::one_name,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::answer::{self, TreeExtent, TreeMeaning};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms tree
  cxterms tree experience --depth 1
  cxterms tree success --up
  cxterms tree metrics
  cxterms tree --according-to franz")]
pub(crate) struct TreeCommand {
    /// Start at this term or concept scheme, or show the terms of this kind
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
    /// Draw also terms that are no longer in use
    #[arg(long)]
    deprecated: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl TreeCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| {
            let name = one_name(&self.words);
            let TreeMeaning { kind, scheme, others } = match &name {
                Some(name) if !self.up => answer::read_tree_name(asked.to_ask(false), name)?,
                _ => TreeMeaning::default(),
            };
            for (what, command) in others {
                let name = name.as_deref().unwrap_or_default();
                let arguments = &asked.arguments;
                print_remarks(&[format!("`{name}` {what}: {command}{arguments}")])?;
            }
            let name = name.filter(|_| kind.is_none() && scheme.is_none());
            let Some(from) = asked.find_concepts(&name)? else { return Ok(false) };
            let extent = TreeExtent {
                from,
                up: self.up,
                depth: self.depth,
                kind,
                scheme,
                deprecated: self.deprecated,
            };
            let tree = answer::tree(asked.to_ask(self.all), extent)?;
            asked.write_only(tree, asked.style)?;
            Ok(true)
        })
    }
}
