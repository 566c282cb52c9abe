//! `explain`: what a rule finds and why, with an example.

use crate::{asked::print_answer, options::OutputOptions, value_parsers::rule_name};
use anyhow::Result;
use clap::Args;
use cxterms::check::{Rule, RuleExplanation, RuleList};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms explain
  cxterms explain self-definition")]
pub(crate) struct ExplainCommand {
    /// Explain this rule
    #[arg(value_name = "RULE", value_parser = rule_name())]
    rule: Option<&'static Rule>,
    #[command(flatten)]
    output: OutputOptions,
}

impl ExplainCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        match self.rule {
            Some(rule) => print_answer(&self.output, &RuleExplanation(rule))?,
            None => print_answer(&self.output, &RuleList)?,
        }
        Ok(true)
    }
}
