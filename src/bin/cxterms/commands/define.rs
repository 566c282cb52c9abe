//! `define`: what a term means, and who says so.

use crate::{
    asked::{Asked, ask, print_remarks},
    complete,
    input::each_name,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    answer::{self, Ask, BriefDefinition, Detail},
    render::OutputStyle,
};
use std::io::{IsTerminal, stdin};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms define success
  cxterms define cx cs --brief
  cxterms define engagement --according-to franz
  cut -f1 terms.tsv | cxterms define - --format json")]
pub(crate) struct DefineCommand {
    /// Names of terms, in any spelling of case, hyphens and plurals; `-` reads one a line
    #[arg(required = true, value_name = "TERM", add = complete_with(complete::complete_terms))]
    names: Vec<String>,
    /// Print one line a term
    #[arg(long)]
    brief: bool,
    /// Show everything that is said, not only what most voices say, and every sense of a name that has many
    #[arg(long, conflicts_with = "brief")]
    all: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl DefineCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| self.define_each(asked))
    }

    fn define_each(&self, asked: &Asked<'_>) -> Result<bool> {
        let (mut all_found, mut first) = (true, true);
        let piped = self.names.iter().any(|name| name == "-");
        if piped && stdin().is_terminal() {
            asked.answer_at_once()?;
        }
        let many = self.names.len() > 1 || piped;
        let style = OutputStyle { one_line: many, ..asked.style };
        let line = self.brief && !asked.format.for_programs;
        let ask = asked.to_ask(self.all);
        let ask = if line { Ask { detail: Detail::Line, ..ask } } else { ask };
        each_name(&self.names, |name| {
            let definition = answer::define(ask, name)?;
            all_found &= definition.is_found();
            print_remarks(&definition.remarks)?;
            if !definition.is_found() {
                return asked.write_miss(&definition, style);
            }
            if !std::mem::take(&mut first) && !self.brief && !asked.format.for_programs {
                asked.write_text("\n")?;
            }
            match self.brief {
                true => asked.write(&BriefDefinition(&definition), style)?,
                false => asked.write(&definition, style)?,
            }
            // The process ends soon: giving its memory back piece by piece would take a tenth of its time.
            std::mem::forget(definition);
            Ok(())
        })?;
        Ok(all_found)
    }
}
