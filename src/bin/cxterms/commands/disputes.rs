//! `disputes`: where voices disagree.

use crate::{
    asked::ask,
    complete,
    options::{ExtentOptions, QuestionOptions},
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::answer::{self, MissingTerms};
use cxterms_page::VERSION;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms disputes
  cxterms disputes success
  cxterms disputes success service
  cxterms disputes customer-success.stage
  cxterms disputes --according-to franz --according-to wieberneit")]
pub(crate) struct DisputesCommand {
    /// Show only disputes about this term, between these terms or, where there are none, about each, or the one with this identifier or number
    #[arg(value_name = "TERM", add = complete_with(complete::complete_terms))]
    names: Vec<String>,
    #[command(flatten)]
    extent: ExtentOptions,
    #[command(flatten)]
    options: QuestionOptions,
}

impl DisputesCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| {
            if let [one] = &*self.names
                && (one.contains('.') || one.parse::<usize>().is_ok())
                && let Some(dispute) =
                    answer::dispute_by_name(asked.to_ask_with_extent(&self.extent), one)?
            {
                asked.write(&dispute, asked.style)?;
                return Ok(true);
            }
            let names = match self.names.is_empty() {
                true => vec![],
                false => answer::cut_into_names(asked.base, &self.names, 1)?.names,
            };
            let (ids, missing) = asked.look_up_each(&names)?;
            let all_found = missing.is_empty();
            if let ([one], true) = (&*self.names, ids.is_empty())
                && let Some(missing) = answer::find_missing_dispute(asked.to_ask(false), one)?
            {
                asked.write_miss(&missing, asked.style)?;
                return Ok(false);
            }
            if !all_found {
                asked.write_miss(&MissingTerms { version: VERSION, missing }, asked.style)?;
                if ids.is_empty() {
                    return Ok(false);
                }
            }
            let disputes = answer::disputes(asked.to_ask_with_extent(&self.extent), &ids)?;
            asked.write_only(disputes, asked.style)?;
            Ok(all_found)
        })
    }
}
