//! Output formats, one file each: writes an answer as bytes.
//!
//! To add a format, write its file and name it twice here: as a module and in `FORMATS`.

mod breaks;
mod github;
mod human;
mod json;
mod jsonl;
mod markdown;
mod place;
mod sarif;
mod snippet;
mod table;
mod wrap;

pub(crate) use human::count_lines;

use cxterms_page::{Findings, View};
use std::io::{self, Write};

pub use json::write_line as write_json_line;

/// Every format, the default first; those that write findings alone stand last.
pub const FORMATS: &[OutputFormat] =
    &[human::FORMAT, json::FORMAT, markdown::FORMAT, jsonl::FORMAT, github::FORMAT, sarif::FORMAT];

/// How a format may write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputStyle {
    /// Columns to wrap at; none leaves every text in one line.
    pub width: Option<usize>,
    /// Whether to color.
    pub color: bool,
    /// Whether addresses can be clicked (OSC 8).
    pub links: bool,
    /// Whether each answer takes one line, as in a stream of several; formats for people take no notice.
    pub one_line: bool,
    /// How many lines of the screen are taken by what stands above the answer.
    pub taken: usize,
}

/// One way to write any answer, or any report of findings.
#[derive(Clone, Copy, Debug)]
pub struct OutputFormat {
    /// The name it goes by.
    pub name: &'static str,
    /// Who it is for.
    pub about: &'static str,
    /// Whether it is for programs, which read a miss in the answer itself.
    pub for_programs: bool,
    writer: FormatWriter,
}

/// What a format can write.
#[derive(Clone, Copy, Debug)]
enum FormatWriter {
    /// Every answer.
    Answers(fn(&dyn View, OutputStyle, &mut dyn Write) -> io::Result<()>),
    /// What was found in a corpus, and nothing else.
    Findings(fn(&Findings<'_>, &mut dyn Write) -> io::Result<()>),
    /// The same, as the fields of each.
    Records(fn(&[&dyn erased_serde::Serialize], &mut dyn Write) -> io::Result<()>),
}

impl OutputFormat {
    /// The format of this name.
    pub fn find_by_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).copied()
    }

    /// Whether it can write nothing but what was found in a corpus.
    pub fn findings_only(&self) -> bool {
        !matches!(self.writer, FormatWriter::Answers(_))
    }

    /// Writes an answer.
    ///
    /// # Errors
    /// When `out` cannot be written, or the answer holds no findings and the format can write nothing else.
    pub fn write(
        &self,
        view: &dyn View,
        style: OutputStyle,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let none = || Err(io::Error::other(format!("`{}` can write findings only", self.name)));
        match self.writer {
            FormatWriter::Answers(write) => write(view, style, out),
            FormatWriter::Findings(write) => {
                view.findings().map_or_else(none, |findings| write(&findings, out))
            }
            FormatWriter::Records(write) => {
                view.records().map_or_else(none, |records| write(&records, out))
            }
        }
    }
}
