//! `lsp`: serves an editor over standard input and output.

use crate::{
    cache::{self, CorpusCache},
    commands::scan::find_overlay_of_set,
    load,
    options::{CorpusOptions, LanguageOptions},
    progress::ProgressLine,
    terminal,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    builtin,
    lsp::{EditorEnd, TermsOpener, serve_streams},
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, LayerStack, UnsavedTexts},
};
use std::{
    io::{BufReader, IsTerminal, stdin, stdout},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
An editor starts this command by itself; docs/editors.md has the settings. In Markdown, HTML and plain text it shows what \
`scan` finds and, under the pointer, what a term means. In the files of a corpus it shows what `check` finds, leads from \
identifiers to what they name, and renames them.

Examples:
  cxterms lsp
  cxterms lsp --terms our-terms                 with these words everywhere

Exit status: 0 when the editor shut it down; 1 when it ended without that; 2 could not start.")]
pub(crate) struct LspCommand {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    language: LanguageOptions,
    /// Speak over standard input and output, as it always does; some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

impl LspCommand {
    /// Serves an editor until it has no more to ask; false if it was gone without a word.
    pub(crate) fn run(&self) -> Result<bool> {
        let opener = CachedTerms { terms: self.corpus.terms.clone() };
        // What cannot be opened is told now, and not in the middle of a document.
        let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
        load::open_base(&self.corpus.terms, cache.as_ref())?;
        if stdin().is_terminal() {
            terminal::print_note("an editor speaks here; docs/editors.md has its settings")?;
        }
        let input = BufReader::new(stdin());
        let end = serve_streams(input, &mut stdout(), &opener, &self.language.lang)?;
        Ok(end == EditorEnd::ShutDown)
    }
}

/// Corpora of the disk, through the cache.
struct CachedTerms {
    terms: Vec<PathBuf>,
}

impl TermsOpener for CachedTerms {
    fn find_overlay(&self, folder: &Path) -> Option<PathBuf> {
        find_overlay_of_set(folder).ok().flatten()
    }

    fn open_base(&self, overlay: Option<&Path>) -> Result<Base, String> {
        let named = load::named_corpora(&self.terms);
        let own = overlay.filter(|_| named.is_empty()).map(Path::to_owned);
        let terms = own.map_or(named, |own| vec![own]);
        load::open_if_sound(&terms).ok_or_else(|| {
            let shown: Vec<_> = terms.iter().map(|path| path.display().to_string()).collect();
            format!("`{}` cannot be opened, or has faults", shown.join("`, `"))
        })
    }

    fn read_corpus(&self, folder: &Path, unsaved: &UnsavedTexts) -> Result<CorpusReading, String> {
        let named = load::named_corpora(&self.terms);
        let named = [&*named, &[folder.to_owned()]].concat();
        let stack = LayerStack::from_named(&named).up_to(&[folder.to_owned()]);
        let mut reading = CorpusReading::default();
        reading.add_stack_faults(&stack);
        for path in stack.paths() {
            if path == Path::new(builtin::NAME) || !path.is_dir() {
                let added = load::add_layer(&mut reading, &path, &ProgressLine::default());
                added.map_err(|error| error.to_string())?;
            } else {
                reading.add_folder_as_edited(&path, unsaved);
            }
        }
        Ok(reading)
    }
}
