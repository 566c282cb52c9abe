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
mod new;
mod onward;
mod progress;
mod replace;
mod sound;
mod terminal;

use anyhow::Result;
use args::{Args, Command};
use ask::Asked;
use cxterms_base::base::Base;
use std::process::ExitCode;

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
        Command::Completions { shell } => {
            args::completions(shell, &mut std::io::stdout().lock())?;
            return Ok(true);
        }
        Command::Man { command } => {
            args::manual(command.as_deref(), &mut std::io::stdout().lock())?;
            return Ok(true);
        }
        Command::Check(wanted) => {
            return match (wanted.fix, wanted.dry_run) {
                (true, true) => mend::show(&args.global, wanted),
                (true, false) => mend::fix_and_check(&args.global, wanted),
                (false, _) => sound::check(&args.global, wanted),
            };
        }
        Command::Diff { old, new, all } => {
            changed::diff(&args.global, [old, new], *all)?;
            return Ok(true);
        }
        Command::Explain { rule } => {
            sound::explain(&args.global, *rule)?;
            return Ok(true);
        }
        Command::Build(wanted) => {
            built::build(&args.global, wanted)?;
            return Ok(true);
        }
        Command::Info { path } => {
            built::info(&args.global, path)?;
            return Ok(true);
        }
        Command::Import(wanted) => return exchange::import(&args.global, wanted),
        Command::Export(wanted) => {
            exchange::export(&args.global, wanted)?;
            return Ok(true);
        }
        Command::New { what } => return new::new(&args.global, what),
        _ => {}
    }
    let base = corpora::open(&args.global)?;
    corpora::answered(&args.global, ask(args, &base))
}

/// Asks a base one of the questions.
fn ask(args: &Args, base: &Base) -> Result<bool> {
    let Some(asked) = Asked::of(&args.global, base)? else { return Ok(false) };
    match &args.command {
        Command::Define { names, brief, all } => asked.define(names, *brief, *all),
        Command::Compare { names, all } => asked.compare(names, *all),
        Command::Tree { name, depth, up, all } => asked.tree(name.as_ref(), *depth, *up, *all),
        Command::Disputes { names } => asked.disputes(names),
        Command::Search { words, kind, voice, all } => asked.search(words, kind, voice, *all),
        Command::Path { from, to, via } => asked.path(from, to, via),
        Command::Voices { name } => asked.voices(name.as_ref()),
        Command::List { kind, voice, facet } => asked.list(kind, voice, facet),
        Command::Build(_)
        | Command::Check(_)
        | Command::Diff { .. }
        | Command::Explain { .. }
        | Command::Import(_)
        | Command::Info { .. }
        | Command::Export(_)
        | Command::New { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(true),
    }
}
