//! Diagnostics: what is wrong with a corpus, and at which place in which file.

use crate::invisible::show_invisible;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::OnceLock};

/// How the hint to a key that is given twice begins, before the line in which it is first given.
pub const FIRST_GIVEN: &str = "it is first given in line ";

/// Where something was written: a file by its number, a line and a column counted from 1, and a width in characters.
///
/// A line of 0 means the file as a whole; [`Place::NOWHERE`] is for what was read from an image, which keeps no places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file's number among those read.
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters of the line are meant.
    pub width: u32,
}

impl Place {
    /// No file at all.
    pub const NOWHERE: Self = Self { file: u32::MAX, line: 0, column: 0, width: 0 };

    /// A file as a whole.
    pub const fn whole_file(file: u32) -> Self {
        Self { file, line: 0, column: 0, width: 0 }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::NOWHERE
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub place: Place,
}

/// A name as written in a file.
pub type Name = Placed<String>;

/// How much a fault matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth a look.
    Warning,
    /// The corpus is wrong.
    #[default]
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// What is wrong at a place, before the file's name and text are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong, in one line, lower case, names in backticks.
    pub message: String,
    /// The nearest right thing, where there is one.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault with no better thing to say.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), hint: None }
    }

    /// The same fault with what to write in its place.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault, suggesting the nearest of `names`, if any is near.
    #[must_use]
    pub fn suggest_nearest<'n>(
        self,
        written: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        match crate::text::find_nearest(written, names) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// One finding, ready to show: where, what, and the line it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// By which rule it was found; none for what reading finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// The file's path as given.
    pub file: String,
    /// Line from 1, or 0 for the file as a whole.
    pub line: u32,
    /// Column in characters from 1, or 0.
    pub column: u32,
    /// How many characters are meant.
    pub width: u32,
    /// Where it ends, if that is not in its line.
    #[serde(skip)]
    pub end: Option<LineEnd>,
    /// What is wrong.
    pub message: String,
    /// The nearest right thing.
    pub hint: Option<String>,
    /// What is to be known of it: who says so, for example.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What settles it: what to do, and the line for it, ready to be copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settle: Option<String>,
    /// The line as written, where there is one.
    pub excerpt: Option<String>,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<RelatedPlace>,
}

/// Where something ends that runs over more than one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEnd {
    /// The line, from 1.
    pub line: u32,
    /// Behind the last column, from 1, in units of UTF-16.
    pub utf16_column: u32,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelatedPlace {
    /// The file's path as given.
    pub file: String,
    /// Line from 1, or 0 for the file as a whole.
    pub line: u32,
    /// Column in characters from 1, or 0.
    pub column: u32,
    /// How many characters are meant.
    pub width: u32,
    /// Where it ends, if that is not in its line.
    #[serde(skip)]
    pub end: Option<LineEnd>,
    /// What stands there.
    pub what: String,
    /// The line as written, where there is one.
    pub excerpt: Option<String>,
}

/// The files that were read, so that a fault can name and show its own.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<FileText>,
}

/// A file that was read.
#[derive(Debug)]
struct FileText {
    path: String,
    text: OnceLock<String>,
    /// What reads the text again, where it was not kept.
    reader: Option<TextReader>,
    /// How many lines of the file stand above this text.
    above: u32,
    /// Where its lines begin, once one was asked for: a file may have as many faults as lines.
    starts: OnceLock<Vec<usize>>,
}

/// Reads the text of a file again; what it gives is empty if the file has changed.
pub(crate) struct TextReader(pub(crate) Box<dyn Fn() -> String + Send + Sync>);

impl fmt::Debug for TextReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextReader")
    }
}

impl FileText {
    fn text(&self) -> &str {
        let read = || self.reader.as_ref().map(|reader| (reader.0)()).unwrap_or_default();
        self.text.get_or_init(read)
    }

    /// A line by its number, from 1.
    fn line_text(&self, number: u32) -> Option<&str> {
        let text = self.text();
        let starts = self.starts.get_or_init(|| {
            let next = text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(next).collect()
        });
        let at = (number.checked_sub(self.above)? as usize).checked_sub(1)?;
        let end = starts.get(at + 1).copied().unwrap_or(text.len());
        text.get(*starts.get(at)?..end)?.lines().next()
    }
}

impl Files {
    /// Remembers a file's path and text (empty if it has none) and returns its number.
    pub fn add_file(&mut self, path: String, text: String) -> u32 {
        self.add_lines(path, text, 0)
    }

    /// Remembers some lines of a file, so many lines below its first, and returns their number.
    pub fn add_lines(&mut self, path: String, text: String, above: u32) -> u32 {
        let (text, starts) = (text.into(), OnceLock::new());
        self.files.push(FileText { path, text, reader: None, above, starts });
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// Gives a file the text that it turned out to hold.
    pub(crate) fn set_text(&mut self, file: u32, text: String) {
        if let Some(file) = self.files.get_mut(file as usize) {
            file.text = text.into();
        }
    }

    /// Keeps no text of a file: one that is shown is read again.
    pub(crate) fn set_reader(&mut self, file: u32, reader: TextReader) {
        if let Some(file) = self.files.get_mut(file as usize) {
            (file.text, file.reader) = (OnceLock::new(), Some(reader));
        }
    }

    /// The path, line and column of a place, as in `terms/a.yaml:3:5`; empty if it has none.
    pub fn format_place(&self, place: Place) -> String {
        let Some(FileText { path, .. }) = self.file_at(place) else { return String::new() };
        let place = self.place_in_file(place);
        match (place.line, place.column) {
            (0, _) => path.clone(),
            (line, 0) => format!("{path}:{line}"),
            (line, column) => format!("{path}:{line}:{column}"),
        }
    }

    /// For each file the number of those whose paths come before its own.
    pub fn rank_paths(&self) -> Vec<usize> {
        let mut paths: Vec<_> = self.files.iter().map(|file| &file.path).collect();
        paths.sort_unstable();
        self.files.iter().map(|file| paths.partition_point(|path| *path < &file.path)).collect()
    }

    /// A place of a finding that is not its own; none for what no file holds.
    pub fn related_place(&self, place: Place, what: &str) -> Option<RelatedPlace> {
        let Place { line, column, width, .. } = self.place_in_file(place);
        let file = self.file_at(place)?;
        let (path, excerpt) = (file.path.clone(), file.line_text(line).map(str::to_owned));
        let (end, what) = (None, what.to_owned());
        Some(RelatedPlace { file: path, line, column, width, end, what, excerpt })
    }

    /// A fault as a finding that stands alone.
    pub fn diagnose(&self, fault: &Fault) -> Diagnostic {
        let Place { line, column, width, .. } = self.place_in_file(fault.place);
        let file = self.file_at(fault.place);
        Diagnostic {
            severity: Severity::Error,
            rule: None,
            others: vec![],
            notes: vec![],
            settle: None,
            file: file.map(|file| file.path.clone()).unwrap_or_default(),
            line,
            column,
            width,
            end: None,
            message: show_invisible(&fault.message).into_owned(),
            hint: fault.hint.as_deref().map(|hint| show_invisible(hint).into_owned()),
            excerpt: file.and_then(|file| file.line_text(line)).map(str::to_owned),
        }
    }

    /// A place in some lines of a file as one in the file.
    fn place_in_file(&self, place: Place) -> Place {
        let above = self.file_at(place).filter(|_| place.line > 0).map_or(0, |file| file.above);
        Place { line: place.line.saturating_add(above), ..place }
    }

    fn file_at(&self, place: Place) -> Option<&FileText> {
        self.files.get(place.file as usize)
    }
}
