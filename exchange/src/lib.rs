//! Exchange of corpora with other tools: export to foreign formats and import from them, one format a module.
//!
//! To add a format, write its module, then name it twice in this file. Help, completions, `docs/exchange.md` and the
//! tests follow.

mod anki;
mod claims;
mod coverage;
mod dot;
mod draft;
mod flatten;
mod glossary;
mod graph;
mod graphml;
mod jsonl;
mod losses;
mod merge;
mod mermaid;
mod named;
mod report;
mod schema_org;
mod skos;
mod sound;
mod tables;
mod tbx;
mod term_status;
mod word_lists;

use cxterms_base::{corpus::Corpus, diagnostic::Diagnostic};
use std::{
    borrow::Cow,
    collections::HashSet,
    io::{self, BufRead},
};

pub use coverage::{Coverage, Part};
pub use draft::{CorpusDraft, IdentifierSource};
pub use losses::Losses;
pub use merge::{CorpusAddition, EntryAddition, MergeInto, RenamedConcept};
pub use report::LossReport;
pub use schema_org::{DefinedTerms, write_term_set};
pub use tables::PlainTable;

/// Every format, in the order in which help lists them.
pub const FORMATS: &[ExchangeFormat] = &[
    skos::TURTLE,
    skos::RDFXML,
    skos::NTRIPLES,
    skos::JSONLD,
    tbx::LINGUIST,
    tbx::LINGUIST_DCT,
    tbx::BASIC,
    tbx::BASIC_DCT,
    tbx::MIN,
    tbx::MIN_DCT,
    tbx::CORE,
    tbx::MARTIF,
    tables::CSV,
    tables::XLSX,
    tables::ODS,
    jsonl::FORMAT,
    claims::CLAIMS_CSV,
    claims::CLAIMS_JSONL,
    claims::LABELS_CSV,
    dot::FORMAT,
    mermaid::FORMAT,
    graphml::FORMAT,
    glossary::FORMAT,
    schema_org::FORMAT,
    word_lists::VALE,
    word_lists::TEXTLINT,
    word_lists::CSPELL,
    word_lists::ABBREVIATIONS,
    anki::FORMAT,
];

/// One way to hand a corpus over.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeFormat {
    /// The name it goes by.
    pub name: &'static str,
    /// Of which family it is: files of one family can be read as one corpus.
    pub family: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// How the names of its files end.
    pub endings: &'static [&'static str],
    /// Which parts of a corpus it carries, and which not.
    pub carries: &'static [(Part, Coverage)],
    /// Whether it carries those that are not named.
    pub otherwise: Coverage,
    /// How it is used, in Markdown, for `docs/exchange.md`.
    pub notes: &'static str,
    /// Reads it, if that can be.
    pub read: Option<ReadFn>,
    /// Writes it, if that can be.
    pub write: Option<WriteFn>,
}

/// Writes a corpus; what its writer had to leave out although the format carries such parts is returned.
pub type WriteFn = fn(&Corpus, &mut dyn io::Write) -> io::Result<Losses>;

/// Reads files of one format as one corpus.
pub type ReadFn = fn(Vec<InputFile<'_>>, &ImportOptions) -> Result<ImportedCorpus, ImportError>;

/// A file to read.
pub struct InputFile<'i> {
    /// What it is called.
    pub name: String,
    /// In which format it is.
    pub format: ExchangeFormat,
    /// What it holds.
    pub text: Box<dyn BufRead + 'i>,
}

/// What the one who imports wants otherwise than the files say.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What the corpus is to be called.
    pub title: Option<String>,
    /// Whose words unattributed statements are.
    pub voice: Option<String>,
    /// In which language they are.
    pub language: Option<String>,
    /// In which they are where neither that nor the file says it.
    pub assumed_language: Option<String>,
    /// In which encoding a table is, if not in UTF-8.
    pub encoding: Option<String>,
    /// Which sheet of a workbook is read, if not the first that has labels.
    pub sheet: Option<String>,
    /// Which column of a table means which key of an entry.
    pub columns: Vec<(String, String)>,
    /// Concepts that the corpus-to-be lies beside, by identifier and label: rows may name them without holding them.
    pub beside: Vec<(String, String)>,
}

impl ImportOptions {
    /// The language of texts of which nothing says it.
    fn fallback_language(&self) -> String {
        self.assumed_language.clone().unwrap_or_else(|| "en".to_owned())
    }

    /// Lets a corpus that was read whole be called otherwise.
    fn apply_to(&self, corpus: &mut Corpus) {
        if let Some(title) = &self.title {
            corpus.settings.title.clone_from(title);
        }
        if let Some(language) = &self.language {
            corpus.settings.language.clone_from(language);
        }
    }
}

/// What came of reading.
#[derive(Debug)]
pub struct ImportedCorpus {
    /// The corpus.
    pub corpus: Corpus,
    /// What of the files it does not hold.
    pub losses: Losses,
    /// What is wrong with what they say.
    pub findings: Vec<Diagnostic>,
    /// Where the identifiers of its concepts come from.
    pub identifiers: IdentifierOrigin,
    /// Whether texts that name no language were taken to be in that of most others.
    pub guessed_language: bool,
}

/// Where the identifiers of imported concepts come from.
#[derive(Clone, Debug, Default)]
pub struct IdentifierOrigin {
    /// Whether they are the last parts of IRIs, which say nothing without what stands before them.
    pub from_iris: bool,
    /// Those that are made of labels.
    pub made: HashSet<String>,
}

/// Why a file could not be read: what is wrong, and where.
#[derive(Debug)]
pub struct ImportError(pub Box<Diagnostic>);

impl ImportError {
    /// What is wrong in a file as a whole, or at a line and column of it, counted from 1.
    pub fn new(file: &str, (line, column): (u64, u64), message: impl Into<String>) -> Self {
        let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self(Box::new(Diagnostic {
            file: file.to_owned(),
            line: narrow(line),
            column: narrow(column),
            message: message.into(),
            ..Diagnostic::default()
        }))
    }

    /// The same, with what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }
}

impl ExchangeFormat {
    /// Whether its files are tables, which say neither whose words they hold nor in which language.
    pub fn is_table(&self) -> bool {
        self.family == tables::FAMILY
    }

    /// Whether its files have sheets.
    pub fn is_workbook(&self) -> bool {
        tables::is_workbook(self.name)
    }

    /// The same as far as its files are read: of a workbook, the sheet of terms.
    #[must_use]
    pub fn as_read(&self) -> Self {
        match self.is_workbook() {
            true => {
                Self { carries: tables::ODS.carries, otherwise: tables::ODS.otherwise, ..*self }
            }
            false => *self,
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).copied()
    }

    /// The format whose files end as this one does.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        FORMATS.iter().find(|format| format.endings.contains(&&*ending)).copied()
    }

    /// Writes a corpus; returns what is lost: what the format does not carry, and what its writer had to leave out. Most
    /// formats know one own voice; what the upper layers of several say in their own is said in works there.
    ///
    /// # Errors
    /// When `out` cannot be written; `None` if the format is not written at all.
    pub fn export(&self, corpus: &Corpus, out: &mut dyn io::Write) -> Option<io::Result<Losses>> {
        let write = self.write?;
        let (flat, mut before) = match corpus.settings.editors.len() {
            0 | 1 => (Cow::Borrowed(corpus), Losses::default()),
            _ if self.family == claims::FAMILY => (Cow::Borrowed(corpus), Losses::default()),
            _ => {
                let (flat, losses) = flatten::flatten_overlays(corpus);
                (Cow::Owned(flat), losses)
            }
        };
        let corpus = &*flat;
        Some(write(corpus, out).map(|mut losses| {
            losses.add_all(&std::mem::take(&mut before));
            for part in Part::ALL {
                if self.coverage_of(*part) == Coverage::No {
                    losses.add(part.name(), part.count(corpus));
                }
            }
            losses
        }))
    }

    /// Whether it carries a part.
    pub fn coverage_of(&self, part: Part) -> Coverage {
        let known = self.carries.iter().find(|(known, _)| *known == part);
        known.map_or(self.otherwise, |(_, carried)| *carried)
    }
}
