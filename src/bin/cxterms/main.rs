//! The command line: arguments in, answers out, an exit code.

mod args;
mod ask;
mod built;
mod changed;
mod complete;
mod corpora;
mod exchange;
mod mend;
mod merge;
mod named;
mod new;
mod onward;
mod progress;
mod replace;
mod sound;
mod terminal;

use anyhow::Result;
use args::{Args, Command, Global, Question, Work};
use ask::Asked;
use cxterms_base::Base;
use std::{io::stdout, process::ExitCode};

/// 0: yes. 1: asked, and the answer is no. 2: could not ask.
fn main() -> ExitCode {
    match run(&Args::read()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&error);
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<bool> {
    match &args.command {
        Command::Question(question) => {
            let base = corpora::open(&args.global)?;
            corpora::answered(&args.global, ask(&args.global, &base, question))
        }
        Command::Check(wanted) => match (wanted.fix, wanted.dry_run) {
            (true, true) => mend::show(&args.global, wanted),
            (true, false) => mend::fix_and_check(&args.global, wanted),
            (false, _) => sound::check(&args.global, wanted),
        },
        Command::Work(work) => done(&args.global, work),
    }
}

/// Asks a base a question; no if it has no answer.
fn ask(global: &Global, base: &Base, question: &Question) -> Result<bool> {
    let Some(asked) = Asked::of(global, base)? else { return Ok(false) };
    match question {
        Question::Define { names, brief, all } => asked.define(names, *brief, *all),
        Question::Compare { names, all } => asked.compare(names, *all),
        Question::Tree { name, depth, up, all } => asked.tree(name.as_ref(), *depth, *up, *all),
        Question::Disputes { names } => asked.disputes(names),
        Question::Search { words, kind, voice, all } => asked.search(words, kind, voice, *all),
        Question::Path { from, to, via } => asked.path(from, to, via),
        Question::Voices { name } => asked.voices(name.as_ref()),
        Question::List { kind, voice, facet } => asked.list(kind, voice, facet),
    }
}

/// Does some work; no if it came to nothing.
fn done(global: &Global, work: &Work) -> Result<bool> {
    match work {
        Work::Import(wanted) => return exchange::import(global, wanted),
        Work::New { what } => return new::new(global, what),
        Work::Diff { old, new, all } => changed::diff(global, [old, new], *all)?,
        Work::Explain { rule } => sound::explain(global, *rule)?,
        Work::Build(wanted) => built::build(global, wanted)?,
        Work::Info { path } => built::info(global, path)?,
        Work::Export(wanted) => exchange::export(global, wanted)?,
        Work::Completions { shell } => args::completions(shell, &mut stdout().lock())?,
        Work::Man { command } => args::manual(command.as_deref(), &mut stdout().lock())?,
    }
    Ok(true)
}
