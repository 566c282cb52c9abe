//! Answers into bytes: one format a file.
//!
//! To add one, write its file, then name it twice here.

mod human;
mod json;
mod markdown;
mod snippet;
mod table;
mod tree;
mod wrap;

use crate::page::View;
use std::io::{self, Write};

/// Every format, the default first.
pub const FORMATS: &[Format] = &[human::FORMAT, json::FORMAT, markdown::FORMAT];

/// How a format may write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Columns to wrap at; none leaves every text in one line.
    pub width: Option<usize>,
    /// Whether to colour.
    pub color: bool,
    /// Whether each answer takes one line, as in a stream of several; formats for people take no notice.
    pub one_line: bool,
}

/// One way to write any answer.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name it goes by.
    pub name: &'static str,
    /// Who it is for.
    pub about: &'static str,
    /// Whether it is for programs, which read a miss in the answer itself.
    pub for_programs: bool,
    writer: fn(&dyn View, Style, &mut dyn Write) -> io::Result<()>,
}

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).copied()
    }

    /// Writes an answer.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, view: &dyn View, style: Style, out: &mut dyn Write) -> io::Result<()> {
        (self.writer)(view, style, out)
    }
}
