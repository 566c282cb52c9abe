//! `path`: how two terms are related, step by step.

use crate::{
    asked::{Asked, ask},
    complete,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::{Result, bail, ensure};
use clap::Args;
use cxterms::answer::{self, DeclaredLookup};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms path loyalty touchpoint
  cxterms path churn-rate csat --via subset-of")]
pub(crate) struct PathCommand {
    /// From this term to that one, with or without quotes
    #[arg(required = true, value_name = "TERM", add = complete_with(complete::complete_terms))]
    ends: Vec<String>,
    /// Follow only this relation (repeatable)
    #[arg(long, value_name = "RELATION", add = complete_with(complete::complete_relations))]
    via: Vec<String>,
    /// Show every shortest way, up to 64
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl PathCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| self.find_path(asked))
    }

    fn find_path(&self, asked: &Asked<'_>) -> Result<bool> {
        let via = match answer::parse_relations(asked.base, &self.via)? {
            DeclaredLookup::Known(via) => via,
            DeclaredLookup::Unknown(unknown) => {
                asked.write_miss(&unknown, asked.style)?;
                return Ok(false);
            }
        };
        let names = answer::cut_into_names(asked.base, &self.ends, 2)?.names;
        let [from, to] = &*names else {
            let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            bail!("a path leads from one term to another; here stands {}", quoted.join(", "));
        };
        let (Some(from_ids), Some(to_ids)) =
            (asked.find_concepts([from])?, asked.find_concepts([to])?)
        else {
            return Ok(false);
        };
        let same = if from_ids.len() == 1 { "are one concept" } else { "mean the same" };
        ensure!(from_ids != to_ids, "`{from}` and `{to}` {same}: name another");
        let ends = (&*from_ids, &*to_ids);
        let ask = asked.to_ask(self.all);
        let [people, programs] = answer::MAX_PAIRS;
        let most = if asked.format.for_programs { programs } else { people };
        let paths = match from_ids.len() * to_ids.len() > most {
            true => answer::nearest_paths(ask, [from, to], ends, &via)?,
            false => answer::path(ask, ends, &via)?,
        };
        match paths.is_found() {
            true => asked.write(&paths, asked.style)?,
            false => asked.write_miss(&paths, asked.style)?,
        }
        Ok(paths.is_found())
    }
}
