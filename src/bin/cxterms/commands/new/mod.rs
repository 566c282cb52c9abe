//! `new`: files to start from; their paths are printed.

mod concept;
mod corpus;
mod prompt;
mod source;

use crate::{
    atomic_write::{self, keep_if_told},
    load,
    options::CorpusOptions,
    terminal,
};
use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use concept::NewConcept;
use corpus::{NewCorpus, NewOverlay};
use cxterms::{answer::shell_word, builtin, new};
use cxterms_base::{Base, corpus::CorpusReading, diagnostic::Place};
use source::NewSource;
use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

/// How many umbrellas or voices are listed for a person to choose from.
const MAX_CHOICES_LISTED: usize = 24;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new corpus our-terms
  cxterms new overlay our-words --voice Acme
  cxterms new concept agenda --in our-terms --kind document
  cxterms new source --in our-terms --voice 'Ann Smith'")]
pub(crate) struct NewCommand {
    #[command(subcommand)]
    what: NewCommandKind,
}

// NewCommandKind can be created.
#[derive(Debug, Subcommand)]
enum NewCommandKind {
    Corpus(NewCorpus),
    Overlay(NewOverlay),
    Concept(NewConcept),
    Source(NewSource),
}

impl NewCommand {
    /// Creates files; false where a name that was given means nothing.
    pub(crate) fn run(&self) -> Result<bool> {
        match &self.what {
            NewCommandKind::Corpus(wanted) => wanted.run(),
            NewCommandKind::Overlay(wanted) => wanted.run(),
            NewCommandKind::Concept(wanted) => wanted.run(),
            NewCommandKind::Source(wanted) => wanted.run(),
        }
    }
}

/// A corpus that is added to, and those below it.
struct OpenedCorpus {
    folder: PathBuf,
    below: Vec<PathBuf>,
    reading: CorpusReading,
    base: Base,
}

impl OpenedCorpus {
    /// Opens the corpus in a folder, over those that `--terms` names, or the environment if it names this one behind them.
    fn open(corpus: &CorpusOptions, folder: &Path) -> Result<Self> {
        ensure!(
            folder != Path::new(builtin::NAME),
            "`built-in` is part of the program: `cxterms new overlay DIR` makes a corpus that lies over it"
        );
        let here = fs::canonicalize(folder).ok();
        let same = |path: &Path| here.is_some() && fs::canonicalize(path).ok() == here;
        let mut below = load::named_corpora(&corpus.terms);
        match below.iter().position(|path| same(path)) {
            Some(own) => below.truncate(own),
            None if corpus.terms.is_empty() => below.clear(),
            None => {}
        }
        Self::open_over(below, folder)
    }

    /// Opens the corpus in a folder, over others.
    fn open_over(below: Vec<PathBuf>, folder: &Path) -> Result<Self> {
        let all: Vec<_> = below.iter().cloned().chain([folder.to_owned()]).collect();
        let reading = load::read_layers(&all)?;
        let may_lie_over = below.is_empty() && folder.join("corpus.yaml").exists();
        let base = load::open_to_add(&reading, may_lie_over)?;
        Ok(Self { folder: folder.to_owned(), below, reading, base })
    }

    /// The file in this corpus where a place is, if it is there.
    fn file_of(&self, place: Place) -> Option<PathBuf> {
        let file = PathBuf::from(self.reading.files.related_place(place, "")?.file);
        file.starts_with(&self.folder).then_some(file)
    }

    /// Where something stands, in words.
    fn describe_place(&self, place: Place) -> String {
        match self.reading.files.format_place(place) {
            nowhere if nowhere.is_empty() => "in the corpus that ships".to_owned(),
            there => format!("in {there}"),
        }
    }

    /// Tells where what was written stands, and what to do next.
    fn report_file(&self, file: &Path) -> Result<()> {
        writeln!(stdout().lock(), "{}", file.display())?;
        let below = self.below.iter().map(|path| format!(" --terms {}", shell_path(path)));
        let below: String = below.collect();
        Ok(terminal::print_next_command(&format!(
            "cxterms check {}{below}",
            shell_path(&self.folder)
        ))?)
    }
}

/// The identifier that was given, else the one that a name yields.
fn choose_identifier(given: Option<&String>, name: &str) -> Result<String> {
    match given {
        Some(id) => Ok(new::check_identifier(id)?),
        None => new::derive_identifier(name).with_context(|| {
            format!(
                "`{name}` has no letter or digit to make an identifier of; give one with `--id`"
            )
        }),
    }
}

/// The name of a voice or work less its article, which does not count in its identifier.
fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

/// A path as a shell takes it.
fn shell_path(path: &Path) -> String {
    shell_word(&path.to_string_lossy())
}

/// Writes a file that must not be there yet.
fn create_file(path: &Path, text: &str) -> Result<()> {
    atomic_write::create_file(path, |out| Ok(out.write_all(text.as_bytes())?))
}
