//! `explain`: what a rule finds and why, with an example.

use crate::{
    asked::print_answer,
    options::OutputOptions,
    value_parsers::{EitherRule, either_rule_name},
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    check::RuleExplanation,
    scan::{AllRules, ScanRuleExplanation},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms explain
  cxterms explain self-definition")]
pub(crate) struct ExplainCommand {
    /// Explain this rule
    #[arg(value_name = "RULE", value_parser = either_rule_name())]
    rule: Option<EitherRule>,
    #[command(flatten)]
    output: OutputOptions,
}

impl ExplainCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        match self.rule {
            Some(EitherRule::Corpus(rule)) => print_answer(&self.output, &RuleExplanation(rule))?,
            Some(EitherRule::Documents(rule)) => {
                print_answer(&self.output, &ScanRuleExplanation(rule))?;
            }
            None => print_answer(&self.output, &AllRules)?,
        }
        Ok(true)
    }
}
