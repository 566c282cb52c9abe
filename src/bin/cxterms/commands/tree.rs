//! `tree`: the umbrella hierarchy.

use crate::{
    asked::{Asked, ask},
    complete,
    input::one_name,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::answer::{self, AskedScheme, Lookup, TreeExtent};
use cxterms_base::text;

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
            let kind = match &name {
                Some(name) if !self.up => find_kind(asked, name)?,
                _ => None,
            };
            let scheme = match &name {
                Some(name) if !self.up && kind.is_none() => find_scheme(asked, name)?,
                _ => None,
            };
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

/// The kind that a name means, unless it is the very label or the identifier of a term.
fn find_kind(asked: &Asked<'_>, name: &str) -> Result<Option<String>> {
    let Some(kind) = answer::find_kind(asked.base, name)? else { return Ok(None) };
    Ok(if is_whole_name(asked, name)? { None } else { Some(kind) })
}

/// The concept scheme that a name means, unless it is the very label or the identifier of a term.
fn find_scheme(asked: &Asked<'_>, name: &str) -> Result<Option<AskedScheme>> {
    let Some(scheme) = answer::find_scheme(asked.base, name)? else { return Ok(None) };
    Ok(if is_whole_name(asked, name)? { None } else { Some(scheme) })
}

/// Whether a name is the very label or the identifier of a term.
fn is_whole_name(asked: &Asked<'_>, name: &str) -> Result<bool> {
    let found = Lookup::resolve_name_in(asked.base, name, asked.languages)?;
    let terms = found.to_terms(asked.to_ask(false))?;
    let wanted = text::fold(name);
    Ok(terms.iter().any(|term| [term.id, term.label].map(text::fold).contains(&wanted)))
}
