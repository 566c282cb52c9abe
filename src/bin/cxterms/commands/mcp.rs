//! `mcp`: answers an assistant over standard input and output.

use crate::{
    cache::{self, CorpusCache},
    load,
    options::{CorpusOptions, LanguageOptions},
    terminal,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    builtin,
    mcp::{McpSession, SessionOptions, serve_client},
};
use std::{
    io::{BufReader, IsTerminal, stdin, stdout},
    path::Path,
};

#[derive(Debug, Args)]
#[command(after_help = "\
An assistant starts this command by itself; add it to the assistant's settings. Its tools define, compare, expand, search \
and relate terms, list disputes and check a text. They change nothing and need no network.

Examples:
  claude mcp add cxterms -- cxterms mcp
  cxterms mcp --terms our-terms                 with the words of an overlay

Exit status: 0 when the assistant closes standard input; 2 could not start (usage, broken corpus).")]
pub(crate) struct McpCommand {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    language: LanguageOptions,
}

impl McpCommand {
    /// Answers until the assistant has no more questions.
    pub(crate) fn run(&self) -> Result<bool> {
        let terms = &self.corpus.terms;
        let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
        let base = load::open_base(terms, cache.as_ref())?.base;
        if stdin().is_terminal() {
            terminal::print_note(
                "an assistant speaks here, a message of JSON a line; Ctrl-D ends it",
            )?;
        }
        let own = |path: &Path| path != Path::new(builtin::NAME);
        let private = load::named_corpora(terms).iter().any(|path| own(path));
        let options = SessionOptions { base: &base, languages: &self.language.lang, private };
        let mut session = McpSession::new(options);
        serve_client(&mut session, BufReader::new(stdin()), &mut stdout().lock())?;
        Ok(true)
    }
}
