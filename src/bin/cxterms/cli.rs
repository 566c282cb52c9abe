//! The command line: the commands, the options that several of them take, and how the words are read.

use crate::{
    commands::{
        build::BuildCommand, check::CheckCommand, compare::CompareCommand,
        completions::CompletionsCommand, define::DefineCommand, diff::DiffCommand,
        disputes::DisputesCommand, explain::ExplainCommand, export::ExportCommand,
        import::ImportCommand, info::InfoCommand, list::ListCommand, man::ManCommand,
        new::NewCommand, path::PathCommand, search::SearchCommand, tree::TreeCommand,
        voices::VoicesCommand,
    },
    complete,
    value_parsers::{answer_format, complete_with},
};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::CompleteEnv;
use cxterms::render::{FORMATS, OutputFormat};
use std::{ffi::OsString, path::PathBuf};

/// Look up customer terms: what they mean, who says so, and where voices disagree
#[derive(Debug, Parser)]
#[command(name = "cxterms", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cxterms define success        what it means, voice by voice
  cxterms compare cx cs         what sets the two apart, and what they share
  cxterms disputes success      where voices disagree about it
  cxterms tree                  the umbrella hierarchy

An option of a command may also stand before it: cxterms --terms our-terms tree

Exit status: 0 yes; 1 asked, and the answer is no (no such term); 2 could not ask (usage, broken corpus).";

/// Every command, with the first line of its help: questions first, then work on corpora, then what a shell needs.
#[derive(Debug, Subcommand)]
#[command(defer = true)] // what the others take is described only when it is asked for
pub(crate) enum Command {
    /// Define a term and show who says so
    Define(DefineCommand),
    /// Compare terms: how they differ, what they share, where voices disagree
    Compare(CompareCommand),
    /// Draw the umbrella hierarchy, whole or from one term
    Tree(TreeCommand),
    /// Show where voices disagree, about everything or about some terms
    Disputes(DisputesCommand),
    /// Search labels, definitions, facets and notes for words
    Search(SearchCommand),
    /// Show how two terms are related, step by step
    Path(PathCommand),
    /// List the voices, or show everything that one voice says
    Voices(VoicesCommand),
    /// List every term, or the terms that match a filter
    List(ListCommand),
    /// Check a corpus for errors and rule violations
    Check(CheckCommand),
    /// Show what changed between two corpora, claim by claim, and who says so
    Diff(DiffCommand),
    /// Explain a rule with an example, or list all rules
    Explain(ExplainCommand),
    /// Create a corpus, an overlay, a term or a source to start from
    New(NewCommand),
    /// Compile a corpus into one file that queries read directly
    Build(BuildCommand),
    /// Describe a built file: its title, how much it holds, the files it was made from
    Info(InfoCommand),
    /// Import terms from another tool's files into a YAML corpus
    Import(ImportCommand),
    /// Export a corpus to another tool's format
    Export(ExportCommand),
    /// Print the script that makes a shell complete commands
    Completions(CompletionsCommand),
    /// Print the manual page, in roff
    Man(ManCommand),
}

// The groups of options have plain comments: clap would take their docs for the help of the command.

// Which corpus is read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct CorpusOptions {
    /// Read this corpus: a folder, `built-in`, or a file from `build`; each further one lies over those before it [env: `CXTERMS_TERMS`, split as PATH]
    #[arg(long, value_name = "PATH")]
    pub(crate) terms: Vec<PathBuf>,
}

// Whose claims count.
#[derive(Debug, Args)]
pub(crate) struct PerspectiveOptions {
    /// Show only claims by this voice, or by anyone cited in this work (repeatable)
    #[arg(long, value_name = "VOICE", add = complete_with(complete::complete_voices))]
    pub(crate) according_to: Vec<String>,
}

// In which language labels and definitions are shown.
#[derive(Debug, Args)]
pub(crate) struct LanguageOptions {
    /// Show labels and definitions in this language where there are any
    #[arg(long, value_name = "LANGUAGE", value_parser = clap::builder::NonEmptyStringValueParser::new(), add = complete_with(complete::complete_languages))]
    pub(crate) lang: Option<String>,
}

// How an answer is written.
#[derive(Debug, Args)]
pub(crate) struct OutputOptions {
    /// Write the answer in this format
    #[arg(long, default_value = FORMATS[0].name, value_parser = answer_format(), add = complete_with(complete::complete_formats))]
    pub(crate) format: OutputFormat,
    #[command(flatten)]
    pub(crate) terminal: TerminalOptions,
}

// How text looks on a terminal.
#[derive(Debug, Args)]
pub(crate) struct TerminalOptions {
    /// When to color the output
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// Wrap at this many columns [default: the terminal's; unwrapped when piped]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
}

// What every question takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every question")]
pub(crate) struct QuestionOptions {
    #[command(flatten)]
    pub(crate) corpus: CorpusOptions,
    #[command(flatten)]
    pub(crate) perspective: PerspectiveOptions,
    #[command(flatten)]
    pub(crate) language: LanguageOptions,
    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// When output is colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// Where a terminal shows it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Cli {
    /// Reads the command line; ends the process where it is wrong, asks for help, or is a shell's for completion.
    pub(crate) fn read() -> Self {
        complete_for_shell();
        let mut command = Self::command();
        let words = options_behind_command(&std::env::args_os().collect::<Vec<_>>());
        let mut matches =
            command.try_get_matches_from_mut(words).unwrap_or_else(|error| error.exit());
        let read =
            Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command));
        // Nothing needs the definition any more, and taking it apart costs as much as a look-up.
        std::mem::forget(command);
        read.unwrap_or_else(|error| error.exit())
    }
}

/// Answers a shell that asks what can stand at the cursor, and ends the process; else does nothing.
fn complete_for_shell() {
    if std::env::var_os("COMPLETE").is_none() {
        return;
    }
    // The shell's words stand behind the first `--`, with the program's name before them.
    let mut own: Vec<_> = std::env::args_os().collect();
    let shell = own.iter().position(|word| word == "--").map_or(own.len(), |at| at + 1);
    let words = options_behind_command(&own.split_off(shell));
    own.extend(words);
    let here = std::env::current_dir().ok();
    match CompleteEnv::with_factory(Cli::command).try_complete(own, here.as_deref()) {
        Ok(true) => std::process::exit(0),
        Ok(false) => {}
        Err(error) => error.exit(),
    }
}

/// The same words, with options that stand before the command put behind it: what a command takes may stand on either
/// side of it. The first word is the program's name.
fn options_behind_command(words: &[OsString]) -> Vec<OsString> {
    let mut at = 1;
    // The values of options are passed over, which may be spelled like a command.
    while let Some(word) = words.get(at).and_then(|word| word.to_str()) {
        at += match word {
            _ if SHARED_OPTIONS.contains(&word) => 2,
            _ if SHARED_OPTIONS.iter().any(|name| is_assigned(word, name)) => 1,
            _ => break,
        };
    }
    let at = at.min(words.len());
    if at <= 1 {
        return words.to_vec();
    }
    // The commands of a command are known once that is built.
    let mut root = Cli::command();
    root.build();
    let (mut end, mut command) = (at, &root);
    while let Some(next) =
        words.get(end).and_then(|word| word.to_str()).and_then(|word| command.find_subcommand(word))
    {
        (end, command) = (end + 1, next);
    }
    let [name, options, commands, rest] =
        [0..1, 1..at, at..end, end..words.len()].map(|range| words.get(range).unwrap_or_default());
    [name, commands, options, rest].concat()
}

/// The options that several commands take, each with a value.
const SHARED_OPTIONS: [&str; 6] =
    ["--terms", "--according-to", "--format", "--lang", "--color", "--width"];

/// Whether a word is `--name=value`.
fn is_assigned(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reordered(line: &str) -> String {
        let words: Vec<_> = line.split(' ').map(OsString::from).collect();
        let words = options_behind_command(&words);
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    /// The command line with everything that its commands take.
    fn built() -> clap::Command {
        let mut whole = Cli::command();
        whole.build();
        whole
    }

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_before_a_command_are_its_own() {
        assert_eq!(reordered("cxterms --lang de define nps"), "cxterms define --lang de nps");
        assert_eq!(
            reordered("cxterms --terms tree --width=40 tree"),
            "cxterms tree --terms tree --width=40"
        );
        assert_eq!(reordered("cxterms --terms a new concept b"), "cxterms new concept --terms a b");
        assert_eq!(reordered("cxterms define a --lang de"), "cxterms define a --lang de");
        assert_eq!(reordered("cxterms --help"), "cxterms --help");
        assert_eq!(reordered("cxterms --terms"), "cxterms --terms");
        assert_eq!(reordered("cxterms --lang de nosuch x"), "cxterms --lang de nosuch x");
        assert_eq!(reordered("cxterms"), "cxterms");
    }

    #[test]
    fn every_shared_option_is_offered_by_a_command() {
        let whole = built();
        let define = whole.find_subcommand("define").expect("a command");
        for option in SHARED_OPTIONS {
            let name = option.trim_start_matches('-');
            assert!(define.get_arguments().any(|it| it.get_long() == Some(name)), "{option}");
        }
    }

    #[test]
    fn every_command_shows_an_example() {
        let whole = built();
        let own = whole.get_subcommands().map(|command| (command, "cxterms"));
        let new = whole.find_subcommand("new").expect("a command");
        for (command, before) in own.chain(new.get_subcommands().map(|it| (it, "cxterms new"))) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let wanted = format!("{before} {}", command.get_name());
            let own = command.get_name() != "help";
            assert!(!own || help.contains(&wanted), "{wanted}");
        }
    }
}
