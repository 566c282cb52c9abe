//! `compute`: a metric by every voice's formula, on values or on a table.

use crate::{
    asked::{Asked, ask},
    complete,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::answer::{self, ComputePlan};
use std::{
    fs::File,
    io::{Read, stdin},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Amounts may have a percent sign, commas between thousands, a currency, k, M or B, and units of time: 8%, 1,200, $1.2M, 1h30m.
A bare number is counted in the unit of its input; (5) is −5. Of hours, 7:30 is hours and minutes, else minutes and seconds.

Examples:
  cxterms compute nrr
  cxterms compute nrr start=1.2M churn=80k contraction=20k expansion=150k
  cxterms compute nps answer=10,9,8,3
  cxterms compute nps --from answers.csv
  cxterms compute grr --from accounts.csv --column start=ARR_begin")]
pub(crate) struct ComputeCommand {
    /// The metric, with or without quotes, and values for inputs of its formulas
    #[arg(required = true, value_name = "METRIC NAME=VALUE", add = complete_with(complete::complete_terms))]
    words: Vec<String>,
    /// Read values from this table, a CSV file with a row for each period, segment or answer (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Take an input from a column of another name (repeatable)
    #[arg(long, value_name = "INPUT=COLUMN", requires = "from")]
    column: Vec<String>,
    /// Show the figures of every row of the table
    #[arg(long, requires = "from")]
    all: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl ComputeCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        let words = join_pairs(&self.words);
        let (given, names): (Vec<_>, Vec<_>) = words.iter().partition(|it| it.contains('='));
        let names: Vec<_> = names.into_iter().cloned().collect();
        ensure!(
            !names.is_empty(),
            "which metric? name it before the values, as in `compute nrr start=100`"
        );
        ask(&self.options, |asked| self.compute(asked, &names, &given))
    }

    fn compute(&self, asked: &Asked<'_>, names: &[String], given: &[&String]) -> Result<bool> {
        let cut = answer::cut_into_names(asked.base, names, 1)?.names;
        let [name] = &*cut else {
            let quoted: Vec<_> = cut.iter().map(|name| format!("`{name}`")).collect();
            bail!("one metric is computed at a time; here stand {}", quoted.join(", "));
        };
        let Some(ids) = asked.find_concepts([name])? else { return Ok(false) };
        let question = asked.to_ask(self.all);
        let Some(mut plan) = answer::plan_computation(question, name, &ids)? else {
            return Ok(false);
        };
        if plan.is_computable() {
            for written in given {
                let (input, value) = split_pair(written)?;
                plan.give_value(&input, &value)?;
            }
            if let Some(file) = &self.from {
                self.read_table(&mut plan, file)?;
            }
        }
        let answer = plan.compute()?;
        asked.write(&answer, asked.style)?;
        Ok(answer.has_figure())
    }

    fn read_table(&self, plan: &mut ComputePlan<'_>, file: &Path) -> Result<()> {
        let columns = self.column.iter().map(|written| split_pair(written));
        let columns = columns.collect::<Result<Vec<_>>>()?;
        let shown = file.display().to_string();
        let input: Box<dyn Read> = match &*shown {
            "-" => Box::new(stdin().lock()),
            _ => Box::new(File::open(file).with_context(|| format!("{shown}: cannot be read"))?),
        };
        let name = if shown == "-" { "standard input" } else { &shown };
        Ok(plan.read_table(input, name, &columns)?)
    }
}

/// The words, with what stands around a lone `=` as one: `start = 100`.
fn join_pairs(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = vec![];
    for word in words {
        match joined.last_mut() {
            Some(last) if word.starts_with('=') || last.ends_with('=') && !word.contains('=') => {
                last.push_str(word);
            }
            _ => joined.push(word.clone()),
        }
    }
    joined
}

/// What stands before and behind `=`.
fn split_pair(written: &str) -> Result<(String, String)> {
    let pair = written.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    match pair {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => bail!("`{written}` is no NAME=VALUE"),
    }
}
