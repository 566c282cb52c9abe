//! The command line: arguments in, answers out, an exit code.

mod args;
mod ask;
mod complete;
mod corpora;
mod exchange;
mod merge;
mod onward;
mod replace;
mod sound;
mod terminal;

use anyhow::Result;
use args::{Args, Command};
use ask::Asked;
use cxterms::exchange::Wishes;
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
        Command::Check { paths, deny, warn, allow } => {
            return sound::check(&args.global, paths, [deny, warn, allow]);
        }
        Command::Explain { rule } => {
            sound::explain(&args.global, *rule)?;
            return Ok(true);
        }
        Command::Import { files, output, from, merge, title, voice, language, column, losses } => {
            let wishes = Wishes {
                title: title.clone(),
                voice: voice.clone(),
                language: language.clone(),
                columns: column.clone(),
                ..Wishes::default()
            };
            let import = exchange::Import { files, output, from: *from, merge: *merge, wishes };
            return import.run(&args.global, *losses);
        }
        Command::Export { to, output, losses } => {
            exchange::export(&args.global, *to, output.as_deref(), *losses)?;
            return Ok(true);
        }
        _ => {}
    }
    let base = corpora::open(&args.global)?;
    let Some(asked) = Asked::of(&args.global, &base)? else { return Ok(false) };
    match &args.command {
        Command::Define { names, brief, all } => asked.define(names, *brief, *all),
        Command::Compare { names, all } => asked.compare(names, *all),
        Command::Tree { name, depth, up } => asked.tree(name.as_ref(), *depth, *up),
        Command::Disputes { names } => asked.disputes(names),
        Command::Search { words, kind, voice, all } => asked.search(words, kind, voice, *all),
        Command::Path { from, to, via } => asked.path(from, to, via),
        Command::Voices { name } => asked.voices(name.as_ref()),
        Command::List { kind, voice, facet } => asked.list(kind, voice, facet),
        Command::Check { .. }
        | Command::Explain { .. }
        | Command::Import { .. }
        | Command::Export { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(true),
    }
}
