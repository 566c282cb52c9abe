//! The program: arguments in, answers out, an exit code.

mod asked;
mod atomic_write;
mod cache;
mod cache_key;
mod cli;
mod command;
mod commands;
mod complete;
mod hidden;
mod input;
mod load;
mod options;
mod pager;
mod patch;
mod progress;
mod remake;
mod shells;
mod site_folder;
mod suggest;
mod terminal;
mod value_parsers;

use anyhow::Result;
use clap::CommandFactory;
use cli::Cli;
use command::Command;
use std::process::ExitCode;

/// 0: yes. 1: asked, and the answer is no. 2: could not ask.
fn main() -> ExitCode {
    let command = Cli::read().command;
    let answer = match run(&command) {
        // As if there were no cache.
        Err(error) if cache::may_ask_again(&error) => run(&command),
        answer => answer,
    };
    match answer {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::print_error(&error);
            ExitCode::from(2)
        }
    }
}

/// Runs a command; false if the answer is no.
fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Define(define) => define.run(),
        Command::Compare(compare) => compare.run(),
        Command::Tree(tree) => tree.run(),
        Command::Disputes(disputes) => disputes.run(),
        Command::Search(search) => search.run(),
        Command::Path(path) => path.run(),
        Command::Voices(voices) => voices.run(),
        Command::List(list) => list.run(),
        Command::Map(map) => map.run(),
        Command::Compute(compute) => compute.run(),
        Command::Match(names) => names.run(),
        Command::Scan(scan) => scan.run(),
        Command::Audit(audit) => audit.run(),
        Command::Check(check) => check.run(),
        Command::Diff(diff) => diff.run(),
        Command::Explain(explain) => explain.run(),
        Command::New(new) => new.run(),
        Command::Build(build) => build.run(),
        Command::Info(info) => info.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Site(site) => site.run(),
        Command::Mcp(mcp) => mcp.run(),
        Command::Lsp(lsp) => lsp.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(Cli::command()),
    }
}
