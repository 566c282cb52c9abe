//! The command line as a whole: how its words are read, also those that name no command.

use crate::{command::Command, commands::define::NEAR_HINT, shells, terminal};
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, error::ErrorKind};
use clap_complete::CompleteEnv;
use cxterms::answer::{UnknownName, VERSION, shell_word};
use cxterms_base::text;
use std::{
    ffi::OsString,
    io::{Write, stdout},
};

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
  cxterms success               as define, if a term goes by that name

An option of a command may also stand before it: cxterms --terms our-terms tree

Exit status: 0 yes; 1 asked, and the answer is no (no such term); 2 could not ask (usage, broken corpus).";

impl Cli {
    /// The same, where no command was named and the words were taken for a term.
    fn without_command(mut self, wrong: Option<UnknownName>) -> Self {
        if let Command::Define(define) = &mut self.command {
            define.no_command = wrong;
        }
        self
    }

    /// Reads the command line; ends the process where it is wrong, asks for help, or is a shell's for completion.
    pub(crate) fn read() -> Self {
        complete_for_shell();
        let words: Vec<_> = std::env::args_os().collect();
        if let Some(command) = Command::read_question(words.get(1..).unwrap_or_default()) {
            return Self { command };
        }
        let mut command = Self::command();
        let words = options_behind_command(&words);
        let matches = command.try_get_matches_from_mut(&words);
        let (mut matches, no_command) = match matches {
            Ok(matches) => (matches, None),
            Err(error) => take_for_term(&words)
                .unwrap_or_else(|| tell_and_exit(&lacks_command(&words).unwrap_or(error))),
        };
        let read =
            Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command));
        let read = read.map(|read| read.without_command(no_command));
        // Nothing needs the definition any more, and taking it apart costs as much as a look-up.
        std::mem::forget(command);
        read.unwrap_or_else(|error| tell_and_exit(&error))
    }
}

/// Prints help, the version or what is wrong with the command line, and ends the process: with 2 if it cannot be printed.
fn tell_and_exit(error: &clap::Error) -> ! {
    let told = error.print().and_then(|()| stdout().flush()).map_err(anyhow::Error::from);
    match told {
        Err(untold) if !terminal::is_closed_pipe(&untold) => {
            terminal::print_error(&untold);
            std::process::exit(2)
        }
        _ => std::process::exit(error.exit_code()),
    }
}

/// Reads words that begin with no command as those of `define`, if they can be, with the word that is no command.
fn take_for_term(words: &[OsString]) -> Option<(ArgMatches, Option<UnknownName>)> {
    let (name, rest) = words.split_first()?;
    let first = words.get(skip_shared_options(words))?;
    let mut root = Cli::command();
    root.build();
    let written = first.to_str()?;
    if written.starts_with('-') || root.find_subcommand(written).is_some() {
        return None;
    }
    let near = text::find_nearest(written, root.get_subcommands().map(clap::Command::get_name));
    let wrong = UnknownName {
        version: VERSION,
        what: "command or term",
        name: written.to_owned(),
        hint: match near {
            Some(near) => format!("{NEAR_HINT} `cxterms {near}`?"),
            None => "`cxterms --help` shows the commands, `cxterms list` the terms".to_owned(),
        },
    };
    let define = OsString::from("define");
    let words = [name, &define].into_iter().chain(rest);
    Some((Cli::command().try_get_matches_from(words).ok()?, Some(wrong)))
}

/// What is wrong where options stand before no command: the options themselves, or else that the command is not there.
fn lacks_command(words: &[OsString]) -> Option<clap::Error> {
    let (name, options) = words.split_first()?;
    if options.is_empty() || skip_shared_options(words) < words.len() {
        return None;
    }
    let tree = OsString::from("tree");
    let with_command = [name, &tree].into_iter().chain(options);
    let wrong = Cli::command().try_get_matches_from(with_command).err();
    wrong.or_else(|| {
        let written: Vec<_> =
            options.iter().map(|word| shell_word(&word.to_string_lossy())).collect();
        let message = format!(
            "no command stands behind the options, as in `cxterms {} tree`",
            written.join(" ")
        );
        Some(Cli::command().error(ErrorKind::MissingSubcommand, message))
    })
}

/// Answers a shell that asks what can stand at the cursor, and ends the process; else does nothing.
fn complete_for_shell() {
    let Some(shell) = std::env::var_os("COMPLETE") else { return };
    // The shell's words stand behind the first `--`, with the program's name before them.
    let mut own: Vec<_> = std::env::args_os().collect();
    let handed = own.iter().position(|word| word == "--").map_or(own.len(), |at| at + 1);
    let handed = own.split_off(handed);
    if !handed.is_empty() {
        own.extend(options_behind_command(&shells::take_words(&shell.to_string_lossy(), handed)));
    }
    let here = std::env::current_dir().ok();
    let ask = CompleteEnv::with_factory(Cli::command).shells(shells::SHELLS);
    match ask.try_complete(own, here.as_deref()) {
        Ok(true) => std::process::exit(0),
        Ok(false) => {}
        Err(error) => error.exit(),
    }
}

/// The same words, with options that stand before the command put behind it: what a command takes may stand on either
/// side of it. The first word is the program's name.
fn options_behind_command(words: &[OsString]) -> Vec<OsString> {
    let at = skip_shared_options(words).min(words.len());
    if at <= 1 {
        return words.to_vec();
    }
    // Of the program as a whole, options of its commands say nothing.
    let asked = words.get(at).and_then(|word| word.to_str());
    if asked.is_some_and(|word| ["-h", "--help", "-V", "--version"].contains(&word)) {
        return words.iter().take(1).chain(words.get(at)).cloned().collect();
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

/// Where the first word stands that is no option before the command; the values of options may be spelled like one.
fn skip_shared_options(words: &[OsString]) -> usize {
    let mut at = 1;
    while let Some(word) = words.get(at).and_then(|word| word.to_str()) {
        at += match word {
            _ if SHARED_OPTIONS.contains(&word) => 2,
            _ if SHARED_OPTIONS.iter().any(|name| is_assigned(word, name)) => 1,
            _ => break,
        };
    }
    at
}

/// The options that several commands take, each with a value.
const SHARED_OPTIONS: [&str; 7] =
    ["--terms", "--according-to", "--format", "--lang", "--color", "--pager", "--width"];

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
        assert_eq!(reordered("cxterms --terms a --version"), "cxterms --version");
        assert_eq!(reordered("cxterms --terms"), "cxterms --terms");
        assert_eq!(reordered("cxterms --lang de nosuch x"), "cxterms --lang de nosuch x");
        assert_eq!(reordered("cxterms"), "cxterms");
    }

    #[test]
    fn a_question_is_read_alone_as_among_all_commands() {
        for line in [
            "define nps",
            "define cx cs --brief",
            "define a b --all --sources --terms x --terms=y --lang de",
            "define -- list",
            "define nps --cite",
            "define cx --cite=bibtex --according-to franz",
            "define - --format json --since 2018 --voice-kind analyst,vendor",
            "compare cx cs --width 80",
            "tree",
            "tree nps --up --color never",
            "disputes cx cs --no-cache",
            "search loyal* --pager always",
            "path a b",
            "voices franz",
            "list --format json",
        ] {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            let whole = [vec![OsString::from("cxterms")], words.clone()].concat();
            let whole = Cli::try_parse_from(whole).expect(line);
            let alone = Command::read_question(&words).expect(line);
            assert_eq!(format!("{alone:?}"), format!("{:?}", whole.command));
        }
        for line in [
            "define",
            "define --help",
            "define -h",
            "defin nps",
            "tree --nosuch",
            "help define",
            "",
            "compare a --width 3",
        ] {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            assert!(Command::read_question(&words).is_none(), "{line}");
        }
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
