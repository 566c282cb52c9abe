//! `compare`: how terms differ, what they share, and where voices disagree about them.

use crate::{
    asked::{Asked, ask, print_remarks},
    complete,
    options::{ExtentOptions, QuestionOptions},
    suggest::WithArguments,
    terminal,
    value_parsers::complete_with,
};
use anyhow::{Result, bail, ensure};
use clap::Args;
use cxterms::answer::{
    self, Ask, MissingTerms,
    compare::{self, ComparisonChoice},
};
use cxterms_base::ConceptId;
use cxterms_page::VERSION;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms compare cx cs
  cxterms compare customer support vs customer service
  cxterms compare support service success
  cxterms compare engagement            the senses of one label
  cxterms compare engagement --according-to franz --according-to wieberneit")]
pub(crate) struct CompareCommand {
    /// Two to six terms, or one whose label has several senses
    #[arg(required = true, value_name = "TERM", add = complete_with(complete::complete_terms))]
    names: Vec<String>,
    #[command(flatten)]
    extent: ExtentOptions,
    #[command(flatten)]
    options: QuestionOptions,
}

impl CompareCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| self.compare_concepts(asked))
    }

    fn compare_concepts(&self, asked: &Asked<'_>) -> Result<bool> {
        let names = &answer::cut_into_names(asked.base, &self.names, 2)?.names;
        let ask = asked.to_ask_with_extent(&self.extent);
        let (ids, remarks) = match compare::choose_concepts(ask, names)? {
            ComparisonChoice::Concepts(ids, remarks) => (ids, remarks),
            ComparisonChoice::Missing(missing) => {
                asked.write_miss(&MissingTerms { version: VERSION, missing }, asked.style)?;
                return Ok(false);
            }
        };
        let (count, most) = (ids.len(), compare::MAX_COMPARED);
        let views = names.len() == 1 && asked.each.len() > 1;
        if views && (count <= most || asked.format.for_programs) {
            return compare_views(asked, ask, &ids);
        }
        ensure!(
            names.len() > 1 || count > 1,
            "`{}` has one meaning here{}: name a second term",
            names.join(" "),
            remarks.first().map(|remark| format!(" ({remark})")).unwrap_or_default()
        );
        if count > most {
            let crowd = compare::gather_ambiguous(ask, names)?;
            if crowd.has_choice() {
                terminal::print_answer_aside(&WithArguments {
                    view: &crowd,
                    arguments: &asked.arguments,
                })?;
            }
            bail!("these are {count} concepts; compare at most {most}");
        }
        print_remarks(&remarks)?;
        if let Some(unheard) = compare::find_unheard(ask, &ids)? {
            asked.write_miss(&unheard, asked.style)?;
            return Ok(false);
        }
        asked.write_only(compare::compare(ask, &ids, names)?, asked.style)?;
        Ok(true)
    }
}

/// Sets what several perspectives say of one term side by side.
fn compare_views(asked: &Asked<'_>, ask: Ask<'_>, ids: &[ConceptId]) -> Result<bool> {
    let views = compare::compare_perspectives(ask, ids, &asked.each)?;
    match views.has_views() {
        true => asked.write(&views, asked.style)?,
        false => asked.write_miss(&views, asked.style)?,
    }
    Ok(views.has_views())
}
