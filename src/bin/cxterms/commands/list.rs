//! `list`: every term, or those that match a filter.

use crate::{asked::ask, complete, options::QuestionOptions, value_parsers::complete_with};
use anyhow::Result;
use clap::Args;
use cxterms::answer::{self, DeclaredLookup};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms list
  cxterms list --kind discipline
  cxterms list --voice gainsight
  cxterms list --facet market=B2B")]
pub(crate) struct ListCommand {
    /// Show only terms of this kind
    #[arg(long, value_name = "KIND", add = complete_with(complete::complete_kinds))]
    kind: Vec<String>,
    /// Show only terms of this concept scheme, by its identifier, IRI or title
    #[arg(long, value_name = "SCHEME")]
    scheme: Vec<String>,
    /// Show only terms of which this voice says something
    #[arg(long, value_name = "VOICE", add = complete_with(complete::complete_voices))]
    voice: Vec<String>,
    /// Show only terms with this value of a facet, or with any value of it
    #[arg(long, value_name = "FACET[=VALUE]", add = complete_with(complete::complete_facets))]
    facet: Vec<String>,
    /// List also terms that are no longer in use
    #[arg(long)]
    deprecated: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl ListCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| {
            let Some(mut filter) = asked.filter(&self.kind, &self.facet, &self.voice)? else {
                return Ok(false);
            };
            match answer::parse_schemes(asked.base, &self.scheme)? {
                DeclaredLookup::Known(schemes) => filter.schemes = schemes,
                DeclaredLookup::Unknown(unknown) => {
                    asked.write_miss(&unknown, asked.style)?;
                    return Ok(false);
                }
            }
            filter.deprecated = self.deprecated;
            let list = answer::list(asked.to_ask(false), &filter)?;
            if list.concepts.is_empty() {
                asked.write_miss(&list, asked.style)?;
                return Ok(false);
            }
            asked.write_only(list, asked.style)?;
            Ok(true)
        })
    }
}
