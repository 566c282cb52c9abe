//! `search`: which terms speak of something.

use crate::{
    asked::{Asked, ask, print_remarks},
    complete,
    input::each_name,
    options::QuestionOptions,
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    answer::{self, Ask, SearchRequest},
    render::OutputStyle,
};
use cxterms_base::Perspective;
use std::io::{IsTerminal, stdin};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms search loyalty
  cxterms search \"at risk\" renewal
  cxterms search touchpoint --kind metric
  cxterms search outcome --voice gainsight")]
pub(crate) struct SearchCommand {
    /// The words, in any order; words in quotes stand together; `-` reads one query a line
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Show only terms of this kind
    #[arg(long, value_name = "KIND", add = complete_with(complete::complete_kinds))]
    kind: Vec<String>,
    /// Show only what this voice says
    #[arg(long, value_name = "VOICE", add = complete_with(complete::complete_voices))]
    voice: Vec<String>,
    /// Show every term that is found, not only the best
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    options: QuestionOptions,
}

impl SearchCommand {
    /// What is asked for: a shell has taken the quotes off an argument with a space.
    fn to_query(&self) -> String {
        let quoted = |word: &String| match word.trim().contains(' ') && !word.contains('"') {
            true => format!("\"{word}\""),
            false => word.clone(),
        };
        self.words.iter().map(quoted).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| self.search_each(asked))
    }

    fn search_each(&self, asked: &Asked<'_>) -> Result<bool> {
        let Some(filter) = asked.filter(&self.kind, &[], &self.voice)? else { return Ok(false) };
        let of_voices = Perspective::of_voices(filter.voices.iter().copied());
        let perspective = if self.voice.is_empty() { &asked.seen_by } else { &of_voices };
        let ask = Ask { perspective, ..asked.to_ask(self.all) };
        let piped = self.words == ["-"];
        let style = OutputStyle { one_line: piped, ..asked.style };
        if piped && stdin().is_terminal() {
            asked.answer_at_once()?;
        }
        let kinds = self.kind.iter().map(|kind| ["--kind", kind]);
        let voices = self.voice.iter().map(|voice| ["--voice", voice]);
        let options: Vec<_> = kinds.chain(voices).flatten().map(str::to_owned).collect();
        let queries = if piped { self.words.clone() } else { vec![self.to_query()] };
        let mut all_found = true;
        each_name(&queries, |query| {
            let wanted =
                SearchRequest { query, kinds: &filter.kinds, all: self.all, options: &options };
            let found = answer::search(ask, wanted)?;
            all_found &= found.is_found();
            print_remarks(&found.describe_remarks())?;
            if found.is_found() {
                asked.write(&found, style)
            } else {
                asked.write_miss(&found, style)
            }
        })?;
        Ok(all_found)
    }
}
