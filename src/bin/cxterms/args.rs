//! The command line as types. The only file that knows clap.

use clap::{
    Args as Group, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use clap_complete::{ArgValueCompleter, CompleteEnv, CompletionCandidate, env::Shells};
use cxterms::{
    check::{self, RULES, Rule},
    render::{FORMATS, Format},
};
use std::{ffi::OsStr, io::Write, path::PathBuf};

use super::complete::{self, Candidate};

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
    /// Folder of a corpus, or `built-in`; each further one lies over those before it [env: `CXTERMS_TERMS`, split as PATH]
    #[arg(long, value_name = "PATH", global = true)]
    pub(crate) terms: Vec<PathBuf>,
    /// Hear only this voice, or everyone heard in this work; repeatable
    #[arg(long, value_name = "VOICE", global = true, add = offered(complete::voices))]
    pub(crate) according_to: Vec<String>,
    /// How to write the answer
    #[arg(long, default_value = FORMATS[0].name, value_parser = format(), global = true)]
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

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a term means, and who says so
    #[command(after_help = "\
Examples:
  cxterms define success
  cxterms define cx cs --brief
  cxterms define engagement --according-to franz
  cut -f1 terms.tsv | cxterms define - --format json")]
    Define {
        /// Names of terms, in any spelling of case, hyphens and plurals; `-` reads one a line
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// One line a term
        #[arg(long)]
        brief: bool,
        /// Everything that is said, not only what most voices say
        #[arg(long, conflicts_with = "brief")]
        all: bool,
    },
    /// How terms differ, what they share, and where voices disagree about them
    #[command(after_help = "\
Examples:
  cxterms compare cx cs
  cxterms compare support service success
  cxterms compare engagement            the senses of one label
  cxterms compare engagement --according-to franz --according-to wieberneit")]
    Compare {
        /// Two to six terms, or one whose label has several senses
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// Everything that is said, not only what most voices say
        #[arg(long)]
        all: bool,
    },
    /// The umbrella hierarchy: all of it, or from one term
    #[command(after_help = "\
Examples:
  cxterms tree
  cxterms tree experience --depth 1
  cxterms tree success --up
  cxterms tree --according-to franz")]
    Tree {
        /// Where to begin
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        name: Option<String>,
        /// How many levels below the first
        #[arg(long, value_name = "LEVELS")]
        depth: Option<usize>,
        /// Towards the umbrellas
        #[arg(long, requires = "name")]
        up: bool,
    },
    /// Where voices disagree: about everything, or about some terms
    #[command(after_help = "\
Examples:
  cxterms disputes
  cxterms disputes success service
  cxterms disputes --according-to franz --according-to wieberneit")]
    Disputes {
        /// Only what concerns one of these
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
    },
    /// Where some words occur: in labels, definitions, facets and notes
    #[command(after_help = "\
Examples:
  cxterms search loyalty
  cxterms search cost centre
  cxterms search touchpoint --kind metric
  cxterms search outcome --voice gainsight")]
    Search {
        /// The words, in any order; `-` reads one query a line
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only what this voice says
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Every term that is found, not only the best
        #[arg(long)]
        all: bool,
    },
    /// How two terms hang together
    #[command(after_help = "\
Examples:
  cxterms path loyalty touchpoint
  cxterms path churn-rate csat --via subset-of")]
    Path {
        /// From this term
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        from: String,
        /// To this one
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        to: String,
        /// Only over this relation; repeatable
        #[arg(long, value_name = "RELATION", add = offered(complete::relations))]
        via: Vec<String>,
    },
    /// Who speaks, or everything that one voice says
    #[command(after_help = "\
Examples:
  cxterms voices
  cxterms voices gainsight
  cxterms voices 'reader 7'")]
    Voices {
        /// A voice's identifier or name, or a work, which means everyone heard in it
        #[arg(value_name = "VOICE", add = offered(complete::voices))]
        name: Option<String>,
    },
    /// Every term, or those that a filter lets through
    #[command(after_help = "\
Examples:
  cxterms list
  cxterms list --kind discipline
  cxterms list --voice gainsight
  cxterms list --facet market=B2B")]
    List {
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only terms of which this voice says something
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Only terms that somebody gives this value of a facet, or any value of it
        #[arg(long, value_name = "FACET[=VALUE]", add = offered(complete::facets))]
        facet: Vec<String>,
    },
    /// Whether a corpus is sound: every fault, and what rules find
    #[command(after_help = "\
Examples:
  cxterms check our-terms
  cxterms check our-terms --terms built-in
  cxterms check our-terms --deny orphan --allow full-stop")]
    Check {
        /// Folders of corpora, each laid over those before it and over `--terms`
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Take what this rule finds for an error
        #[arg(long, value_name = "RULE", value_parser = rule())]
        deny: Vec<&'static Rule>,
        /// Take it for a warning
        #[arg(long, value_name = "RULE", value_parser = rule())]
        warn: Vec<&'static Rule>,
        /// Leave it out
        #[arg(long, value_name = "RULE", value_parser = rule())]
        allow: Vec<&'static Rule>,
    },
    /// What a rule finds, why, and an example: of one, or a list of all
    #[command(after_help = "\
Examples:
  cxterms explain
  cxterms explain self-definition")]
    Explain {
        /// Which rule
        #[arg(value_name = "RULE", value_parser = rule())]
        rule: Option<&'static Rule>,
    },
    /// What a shell needs to complete commands
    #[command(after_help = "\
Examples:
  source <(cxterms completions bash)
  cxterms completions fish > ~/.config/fish/completions/cxterms.fish")]
    Completions {
        /// Which shell
        #[arg(value_parser = shells())]
        shell: String,
    },
    /// The manual page, in roff
    #[command(after_help = "\
Examples:
  cxterms man | man -l -
  cxterms man define > cxterms-define.1")]
    Man {
        /// Of which command [default: of all]
        command: Option<String>,
    },
}

impl Args {
    /// Reads the command line; ends the process where it is wrong, asks for help, or is a shell's for completion.
    pub(crate) fn read() -> Self {
        CompleteEnv::with_factory(Self::command).complete();
        let mut command = Self::command();
        let mut matches = command.get_matches_mut();
        let read =
            Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command));
        // Nothing needs the definition any more, and taking it apart costs as much as a look-up.
        std::mem::forget(command);
        read.unwrap_or_else(|error| error.exit())
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

/// Makes a shell offer names out of the corpus.
fn offered(names: fn(&OsStr) -> Vec<Candidate>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let candidate = |(name, about): Candidate| {
            let help = (!about.is_empty()).then(|| about.into());
            CompletionCandidate::new(name).help(help)
        };
        names(typed).into_iter().map(candidate).collect::<Vec<_>>()
    })
}

fn rule() -> impl TypedValueParser<Value = &'static Rule> {
    let values = RULES.iter().map(|rule| PossibleValue::new(rule.name).help(rule.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values.try_map(|name| check::rule(&name).ok_or("no such rule"))
}

fn format() -> impl TypedValueParser<Value = Format> {
    let values = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(values).try_map(|name| Format::named(&name).ok_or("no such format"))
}

fn shells() -> PossibleValuesParser {
    PossibleValuesParser::new(["bash", "elvish", "fish", "powershell", "zsh"])
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
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                help.contains(&format!("cxterms {}", command.get_name())),
                "{}",
                command.get_name()
            );
        }
    }

    #[test]
    fn every_shell_that_is_offered_has_a_completer() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(Shells::builtins().completer(shell).is_some(), "{shell}");
        }
    }
}
