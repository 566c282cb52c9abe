//! Options that several commands take, in groups; a command includes those that it obeys.

use crate::{
    complete,
    load::WantedLayer,
    pager::PagedOutput,
    terminal,
    value_parsers::{When, answer_format, complete_with, wanted_language},
};
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use cxterms::render::{FORMATS, OutputFormat, OutputStyle};
use std::{
    io::{IsTerminal, stdout},
    path::PathBuf,
};

// The groups of options have plain comments: clap would take their docs for the help of the command.

// Which corpus is read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct CorpusOptions {
    /// Read this corpus: a folder, `built-in`, or a file from `build`; each further one lies over those before it [env: `CXTERMS_TERMS`, split as PATH]
    #[arg(long, value_name = "PATH")]
    pub(crate) terms: Vec<PathBuf>,
}

// Which layers of the corpus are written.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct LayerOptions {
    /// Take all layers together, or only what the top one says
    #[arg(long, value_name = "LAYER", default_value = "all")]
    pub(crate) layer: WantedLayer,
}

// Whose claims count.
#[derive(Clone, Debug, Args)]
pub(crate) struct PerspectiveOptions {
    /// Show only claims by this voice, or by anyone cited in this work (repeatable)
    #[arg(long, value_name = "VOICE", add = complete_with(complete::complete_voices))]
    pub(crate) according_to: Vec<String>,
    /// Of these, show only claims by voices of these kinds, with commas between
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) voice_kind: Vec<String>,
    /// Of these, show only claims in works of this year or later
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    pub(crate) since: Option<u16>,
}

// In which language labels and definitions are shown.
#[derive(Clone, Debug, Args)]
pub(crate) struct LanguageOptions {
    /// Show labels and definitions in this language where there are any (repeatable: the first that there is)
    #[arg(long, value_name = "LANGUAGE", value_parser = wanted_language, add = complete_with(complete::complete_languages))]
    pub(crate) lang: Vec<String>,
}

// How much a person is told.
#[derive(Debug, Args)]
pub(crate) struct ExtentOptions {
    /// Show everything that is said, not only what most voices say
    #[arg(long)]
    pub(crate) all: bool,
    /// Show the works that are cited, with their addresses
    #[arg(long)]
    pub(crate) sources: bool,
}

// How an answer is written.
#[derive(Debug, Args)]
pub(crate) struct OutputOptions {
    /// Write the answer in this format; `markdown` is the one for screen readers
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
    /// When to show the output in a pager, by default what is longer than the terminal: `CXTERMS_PAGER`, else `PAGER`, else `less -FRX`
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) pager: When,
    /// Wrap at this many columns [default: the terminal's; unwrapped when piped]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
}

/// The format in which people are told.
#[expect(clippy::indexing_slicing, reason = "looked at when it is compiled")]
const FOR_PEOPLE: OutputFormat = FORMATS[0];

// What every question takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every question")]
pub(crate) struct QuestionOptions {
    #[command(flatten)]
    pub(crate) corpus: CorpusOptions,
    /// Read the files of the corpus again, and keep nothing of them for the next question [env: `CXTERMS_CACHE=off`]
    #[arg(long)]
    pub(crate) no_cache: bool,
    #[command(flatten)]
    pub(crate) perspective: PerspectiveOptions,
    #[command(flatten)]
    pub(crate) language: LanguageOptions,
    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

// What a question takes whose answer is no text: what is asked, whose claims count, in which language.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every question")]
pub(crate) struct SourceOptions {
    #[command(flatten)]
    corpus: CorpusOptions,
    /// Read the files of the corpus again, and keep nothing of them for the next question [env: `CXTERMS_CACHE=off`]
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    perspective: PerspectiveOptions,
    #[command(flatten)]
    language: LanguageOptions,
}

impl SourceOptions {
    /// The same as what every question takes, with nothing to be shown on a terminal.
    pub(crate) fn to_question(&self) -> QuestionOptions {
        let Self { corpus, no_cache, perspective, language } = self.clone();
        let terminal = TerminalOptions { color: When::Never, pager: When::Never, width: None };
        let output = OutputOptions { format: FOR_PEOPLE, terminal };
        QuestionOptions { corpus, no_cache, perspective, language, output }
    }
}

impl TerminalOptions {
    /// Where output in a format goes; what is for programs goes through no pager unless that is asked for.
    pub(crate) fn open_output(&self, format: OutputFormat) -> PagedOutput {
        let unread = self.pager == When::Auto && format.for_programs;
        PagedOutput::open(if unread { When::Never } else { self.pager })
    }

    /// How to write to standard output.
    pub(crate) fn choose_style(&self) -> OutputStyle {
        let color = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => AutoStream::choice(&stdout()) != ColorChoice::Never,
        };
        OutputStyle {
            width: self
                .width
                .map(usize::from)
                .or_else(|| terminal::find_width(stdout().is_terminal())),
            color,
            links: color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            one_line: false,
            taken: 0,
        }
    }
}
