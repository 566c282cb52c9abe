//! `define`: what a term means, and who says so.

use crate::{
    asked::{Asked, ask, print_remarks},
    cache::may_ask_again,
    complete,
    input::each_name,
    options::{ExtentOptions, QuestionOptions},
    terminal,
    value_parsers::{cite_style, complete_with},
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    answer::{
        self, Ask, BriefDefinition, CITE_STYLES, CiteStyle, DefineAnswer, Detail, JointDefinition,
        UnknownName,
    },
    render::OutputStyle,
};
use std::io::{IsTerminal, stdin};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms define success
  cxterms define customer health score
  cxterms define cx cs --brief
  cxterms define engagement --according-to franz
  cxterms define success --cite bibtex
  cut -f1 terms.tsv | cxterms define - --format json")]
pub(crate) struct DefineCommand {
    /// Names of terms, in any spelling of case, hyphens and plurals, with or without quotes; `-` reads one a line
    #[arg(required = true, value_name = "TERM", add = complete_with(complete::complete_terms))]
    names: Vec<String>,
    /// Print one line a term
    #[arg(long, conflicts_with_all = ["all", "sources"])]
    brief: bool,
    #[command(flatten)]
    extent: ExtentOptions,
    /// Print what cites a definition: its words, whose they are, where they stand; with `--all` every definition
    #[arg(long, value_name = "STYLE", num_args = 0..=1, default_missing_value = CITE_STYLES[0].name, value_parser = cite_style(), conflicts_with_all = ["brief", "sources", "format"])]
    cite: Option<CiteStyle>,
    /// The word that stands in the place of a command and is none, with the nearest: the words are then taken for a term.
    #[arg(skip)]
    pub(crate) no_command: Option<UnknownName>,
    #[command(flatten)]
    options: QuestionOptions,
}

/// How a hint begins that tells what was meant.
pub(crate) const NEAR_HINT: &str = "did you mean";

impl DefineCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        let answer = ask(&self.options, |asked| self.define_each(asked));
        if answer.as_ref().is_err_and(|error| !may_ask_again(error)) {
            self.no_command.iter().try_for_each(|wrong| terminal::print_miss(wrong))?;
        }
        answer
    }

    fn define_each(&self, asked: &Asked<'_>) -> Result<bool> {
        let cut = answer::cut_into_names(asked.base, &self.names, 1)?;
        if let Some(wrong) = self.no_command.as_ref().filter(|_| !cut.known) {
            let missing = answer::suggest_terms(asked.base, &self.names.join(" "))?;
            let near_term = !missing.suggestions.is_empty() && !wrong.hint.starts_with(NEAR_HINT);
            terminal::print_miss(if near_term { &missing } else { wrong })?;
            std::process::exit(2);
        }
        let names = cut.names;
        let (mut all_found, mut first) = (true, true);
        let piped = names.iter().any(|name| name == "-");
        if piped && stdin().is_terminal() {
            asked.answer_at_once()?;
        }
        if let Some(style) = self.cite {
            return self.cite_each(asked, &names, style);
        }
        let many = names.len() > 1 || piped;
        let style = OutputStyle { one_line: many, ..asked.style };
        let line = self.brief && !asked.format.for_programs;
        let ask = asked.to_ask_with_extent(&self.extent);
        let ask = if line { Ask { detail: Detail::Line, ..ask } } else { ask };
        if many && !piped && !self.brief && !self.extent.sources && ask.detail == Detail::Digest {
            return define_together(asked, ask, &names);
        }
        each_name(&names, |name| {
            let definition = answer::define(ask, name)?;
            all_found &= definition.is_answered();
            print_remarks(&definition.remarks)?;
            if !definition.is_answered() {
                return asked.write_miss(&definition, style);
            }
            if !std::mem::take(&mut first) && !self.brief && !asked.format.for_programs {
                asked.write_text("\n")?;
            }
            match self.brief {
                true => asked.write(&BriefDefinition(&definition), style)?,
                false => asked.write(&definition, style)?,
            }
            // After one the process ends: giving its memory back piece by piece would take a tenth of its time.
            if !many {
                std::mem::forget(definition);
            }
            Ok(())
        })?;
        Ok(all_found)
    }

    /// Writes the citations of all definitions together, as a bibliography; false if a name has none.
    fn cite_each(&self, asked: &Asked<'_>, names: &[String], style: CiteStyle) -> Result<bool> {
        let (mut all_found, mut citations) = (true, vec![]);
        let ask = asked.to_ask_with_extent(&self.extent);
        each_name(names, |name| {
            let cited = answer::cite_definitions(ask, name)?;
            if cited.is_empty() {
                all_found = false;
                let definition = answer::define(ask, name)?;
                return match definition.is_answered() {
                    true => Ok(terminal::print_note(&format!("`{name}` has no definition here"))?),
                    false => asked.write_miss(&definition, asked.style),
                };
            }
            citations.extend(cited);
            Ok(())
        })?;
        asked.write_text(&style.write_citations(&citations))?;
        Ok(all_found)
    }
}

/// Writes what several names mean, cut to one screen; false if one means nothing.
fn define_together(asked: &Asked<'_>, ask: Ask<'_>, names: &[String]) -> Result<bool> {
    let answers = names.iter().map(|name| answer::define(ask, name));
    let answers = answers.collect::<Result<Vec<_>, _>>()?;
    let (answered, missed): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(DefineAnswer::is_answered);
    missed.iter().try_for_each(|missed| asked.write_miss(missed, asked.style))?;
    answered.iter().try_for_each(|answer| print_remarks(&answer.remarks))?;
    match &*answered {
        [] => {}
        [one] => asked.write(one, asked.style)?,
        several if several.iter().any(DefineAnswer::has_many_senses) => {
            for (index, answer) in several.iter().enumerate() {
                asked.write_text(if index > 0 { "\n" } else { "" })?;
                asked.write(answer, asked.style)?;
            }
        }
        several => asked.write(&JointDefinition(several), asked.style)?,
    }
    Ok(missed.is_empty())
}
