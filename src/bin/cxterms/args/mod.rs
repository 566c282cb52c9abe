//! The command line as types. The only room that knows clap.

mod build;
mod check;
mod command;
mod exchange;
mod new;
mod question;
mod values;
mod work;

use super::complete;
use clap::{Args as Group, CommandFactory, FromArgMatches, Parser, ValueEnum, error::ErrorKind};
use clap_complete::{CompleteEnv, env::Shells};
use cxterms::render::{FORMATS, Format};
use std::{io::Write, path::PathBuf};
pub(crate) use values::Told;
use values::offered;

pub(crate) use build::Build;
pub(crate) use check::Check;
pub(crate) use command::Command;
pub(crate) use exchange::{Export, Import};
pub(crate) use new::{New, NewConcept, NewCorpus, NewOverlay, NewSource};
pub(crate) use question::Question;
pub(crate) use work::Work;

/// What customer terms mean, who says so, and where they disagree
#[derive(Debug, Parser)]
#[command(name = "cxterms", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cxterms define success        what it means, voice by voice
  cxterms compare cx cs         what sets the two apart, and what they share
  cxterms disputes success      where voices disagree about it
  cxterms tree                  the umbrella hierarchy

Exit status: 0 yes; 1 asked, and the answer is no (no such term); 2 could not ask (usage, broken corpus).";

/// What every question takes.
#[derive(Debug, Group)]
#[command(next_help_heading = "For every question")]
pub(crate) struct Global {
    /// Folder of a corpus, `built-in`, or a file from `build`; each further one lies over those before it [env: `CXTERMS_TERMS`, split as PATH]
    #[arg(long, value_name = "PATH", global = true)]
    pub(crate) terms: Vec<PathBuf>,
    /// Hear only this voice, or everyone heard in this work; repeatable
    #[arg(long, value_name = "VOICE", global = true, add = offered(complete::voices))]
    pub(crate) according_to: Vec<String>,
    /// How to write the answer
    #[arg(long, default_value = FORMATS[0].name, value_parser = values::format(), global = true, add = offered(complete::formats))]
    pub(crate) format: Format,
    /// Names and meanings in this language, where there are any
    #[arg(long, value_name = "LANGUAGE", global = true, value_parser = clap::builder::NonEmptyStringValueParser::new(), add = offered(complete::languages))]
    pub(crate) lang: Option<String>,
    /// Whether to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
    /// Columns to wrap at [default: the terminal's; unwrapped when piped]
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// Where a terminal shows it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Args {
    /// Reads the command line; ends the process where it is wrong, asks for help, or is a shell's for completion.
    pub(crate) fn read() -> Self {
        CompleteEnv::with_factory(Self::command).complete();
        let mut command = Self::command();
        let mut matches = command.get_matches_mut();
        let read =
            Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command));
        if let Ok(read) = &read {
            read.refuse_findings_only(&mut command);
        }
        // Nothing needs the definition any more, and taking it apart costs as much as a look-up.
        std::mem::forget(command);
        read.unwrap_or_else(|error| error.exit())
    }
}

impl Args {
    /// Ends the process where an answer is to be written as only findings can be.
    fn refuse_findings_only(&self, command: &mut clap::Command) {
        let asked = self.global.format;
        if !asked.findings_only() || matches!(self.command, Command::Check(_)) {
            return;
        }
        let names = FORMATS.iter().filter(|format| !format.findings_only());
        let names: Vec<_> = names.map(|format| format.name).collect();
        let message = format!(
            "`--format {}` writes what `check` finds, and nothing else\n  [possible values: {}]",
            asked.name,
            names.join(", ")
        );
        command.error(ErrorKind::InvalidValue, message).exit();
    }
}

/// Writes what makes `shell` ask this program for completions.
pub(crate) fn completions(shell: &str, out: &mut dyn Write) -> std::io::Result<()> {
    match Shells::builtins().completer(shell) {
        Some(completer) => {
            completer.write_registration("COMPLETE", "cxterms", "cxterms", "cxterms", out)
        }
        None => Ok(()),
    }
}

/// Writes the manual page of the program, or of one of its commands.
pub(crate) fn manual(of: Option<&str>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut whole = Args::command();
    whole.build();
    let page = match of {
        None => &whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => command,
            None => anyhow::bail!("no command `{name}`; `cxterms --help` lists them"),
        },
    };
    Ok(clap_mangen::Man::new(page.clone()).render(out)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        let whole = Args::command();
        let own = whole.get_subcommands().map(|command| (command, "cxterms"));
        let new = whole.find_subcommand("new").expect("a command");
        for (command, before) in own.chain(new.get_subcommands().map(|it| (it, "cxterms new"))) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let wanted = format!("{before} {}", command.get_name());
            assert!(help.contains(&wanted), "{wanted}");
        }
    }

    #[test]
    fn every_shell_that_is_offered_has_a_completer() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(Shells::builtins().completer(shell).is_some(), "{shell}");
        }
    }
}
