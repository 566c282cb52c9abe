//! Documents in JSON Lines: each line holds a document, and gets a line that says what is found in it.
//!
//! An answer depends on its line alone, so that any number of processes together answer as one does.

use super::{DocumentSet, ScanFinding, ScanOptions, ScanReport, Vocabulary, gather_document};
use crate::render::write_json_line;
use cxterms_base::image::ImageError;
use cxterms_document::{DocumentError, DocumentFormat, read_bytes};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap};

/// The longest line, in bytes.
pub const MAX_DOCUMENT_LINE_BYTES: usize = 32 << 20;

/// The longest identifier of a document, in bytes: each of its findings repeats it.
const MAX_DOCUMENT_ID_BYTES: usize = 1000;

/// What a document is called that has no identifier.
const UNNAMED: &str = "<document>";

/// Scans documents that come one a line, each by itself; several threads may do so.
#[derive(Debug)]
pub struct LineScanner<'v, 'b> {
    vocabulary: &'v Vocabulary<'b>,
    options: ScanOptions,
    format: DocumentFormat,
}

/// A line that was read, and where.
#[derive(Clone, Copy, Debug)]
pub struct DocumentLine<'l> {
    /// The file's path as given; none for standard input.
    pub file: Option<&'l str>,
    /// Its number, from 1.
    pub number: u64,
    /// The line; none if it is too long to be read.
    pub bytes: Option<&'l [u8]>,
}

/// How much a line matters, the least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineOutcome {
    /// It was read, and nothing found in it is an error.
    #[default]
    Passed,
    /// Something found in it is an error.
    Failed,
    /// It holds no document.
    Broken,
}

/// A document as a line holds it; other fields are passed over.
#[derive(Deserialize)]
struct LineDocument<'l> {
    #[serde(borrow, default)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    text: Cow<'l, str>,
    #[serde(borrow, default)]
    format: Option<Cow<'l, str>>,
}

/// The identifier alone, of a line that holds no document.
#[derive(Deserialize)]
struct LineIdentifier<'l> {
    #[serde(borrow, default)]
    id: Option<&'l RawValue>,
}

/// What a document calls itself: numbers are kept as they are written.
#[derive(Serialize)]
#[serde(untagged)]
enum DocumentId<'l> {
    Text(String),
    Number(&'l RawValue),
}

#[derive(Serialize)]
struct LineAnswer<'l> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<DocumentId<'l>>,
    findings: &'l [ScanFinding],
}

/// Why a line holds no document.
#[derive(Serialize)]
struct LineFault<'l> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<DocumentId<'l>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'l str>,
    line: u64,
    error: String,
}

impl<'v, 'b> LineScanner<'v, 'b> {
    /// A scanner whose documents are of this format unless they name another.
    pub fn new(
        vocabulary: &'v Vocabulary<'b>,
        options: ScanOptions,
        format: DocumentFormat,
    ) -> Self {
        Self { vocabulary, options, format }
    }

    /// Answers a line with one line, which it adds to `out`.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn answer_line(
        &self,
        line: DocumentLine<'_>,
        out: &mut Vec<u8>,
    ) -> Result<LineOutcome, ImageError> {
        let bytes = strip_line(line);
        let read = match line.bytes {
            Some(_) => parse_document(bytes),
            None => Err(format!("it is longer than {} MiB", MAX_DOCUMENT_LINE_BYTES >> 20)),
        };
        let scanned = match read {
            Ok((id, document)) => self.scan_document(id.as_ref(), &document)?.map(|it| (id, it)),
            Err(error) => Err(error),
        };
        match scanned {
            Ok((id, report)) => {
                write_line(&LineAnswer { id, findings: &report.findings }, out);
                Ok(if report.has_errors() { LineOutcome::Failed } else { LineOutcome::Passed })
            }
            Err(error) => {
                let id = find_identifier(bytes);
                let DocumentLine { file, number, .. } = line;
                write_line(&LineFault { id, file, line: number, error }, out);
                Ok(LineOutcome::Broken)
            }
        }
    }

    /// What is found in a document that makes a set by itself; or why it cannot be read.
    fn scan_document(
        &self,
        id: Option<&DocumentId<'_>>,
        document: &LineDocument<'_>,
    ) -> Result<Result<ScanReport, String>, ImageError> {
        let format = match document.format.as_deref().map(find_text_format) {
            Some(Ok(format)) => format,
            Some(Err(error)) => return Ok(Err(error)),
            None => self.format,
        };
        let name = id.map_or(UNNAMED, DocumentId::as_text);
        let text = document.text.as_bytes();
        let (facts, read) =
            gather_document(self.vocabulary, name, |emit| read_bytes(text, format, emit))?;
        match read {
            Ok(()) => {}
            Err(DocumentError::Binary) => return Ok(Err("`text` is no text".to_owned())),
            Err(fault) => return Ok(Err(format!("`text` {fault}"))),
        }
        let mut report = ScanReport::default();
        let set = DocumentSet { name: None, documents: vec![facts] };
        super::scan_sets(self.vocabulary, &[set], &self.options, &mut report)?;
        if !report.findings.is_empty() {
            show_lines(&mut report, text);
        }
        Ok(Ok(report))
    }
}

impl DocumentId<'_> {
    fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.get(),
        }
    }
}

/// The bytes of a line without its end, and without a mark before the first.
fn strip_line(line: DocumentLine<'_>) -> &[u8] {
    let bytes = line.bytes.unwrap_or_default().trim_ascii();
    bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| line.number == 1).unwrap_or(bytes)
}

/// The format of a name, if a text can have it.
fn find_text_format(name: &str) -> Result<DocumentFormat, String> {
    let formats = || DocumentFormat::list_names().filter_map(DocumentFormat::from_name);
    let found = formats().find(|format| format.name() == name && !format.is_office());
    found.ok_or_else(|| {
        let names: Vec<_> =
            formats().filter(|it| !it.is_office()).map(|it| format!("`{}`", it.name())).collect();
        format!("`{name}` is no format of a text; there are {}", names.join(", "))
    })
}

/// The document that a line holds; or why it holds none.
fn parse_document(line: &[u8]) -> Result<(Option<DocumentId<'_>>, LineDocument<'_>), String> {
    // A list of the right length would do as well, and be a mistake.
    match line.first() {
        Some(b'{') => {}
        Some(_) => return Err("it is no JSON object".to_owned()),
        None => return Err("it is empty".to_owned()),
    }
    let document: LineDocument<'_> =
        serde_json::from_slice(line).map_err(|error| describe_error(&error))?;
    let id = document.id.map(parse_identifier).transpose()?.flatten();
    Ok((id, document))
}

fn parse_identifier(id: &RawValue) -> Result<Option<DocumentId<'_>>, String> {
    if id.get().len() > MAX_DOCUMENT_ID_BYTES {
        return Err(format!("`id` is longer than {MAX_DOCUMENT_ID_BYTES} bytes"));
    }
    match id.get().as_bytes().first() {
        Some(b'"') => {
            let text = serde_json::from_str(id.get()).map_err(|error| describe_error(&error))?;
            Ok(Some(DocumentId::Text(text)))
        }
        Some(b'-' | b'0'..=b'9') => Ok(Some(DocumentId::Number(id))),
        Some(b'n') => Ok(None),
        _ => Err("`id` is neither a text nor a number".to_owned()),
    }
}

/// The identifier in a line that is JSON, though no document.
fn find_identifier(line: &[u8]) -> Option<DocumentId<'_>> {
    let line = Some(line).filter(|line| line.starts_with(b"{"))?;
    let found: LineIdentifier<'_> = serde_json::from_slice(line).ok()?;
    parse_identifier(found.id?).ok().flatten()
}

/// What is wrong with a line, and at which of its bytes.
fn describe_error(error: &serde_json::Error) -> String {
    let told = error.to_string();
    // The line is the only one that the parser has seen.
    let end = told.rfind(" at line ").unwrap_or(told.len());
    format!("{} at column {}", told.get(..end).unwrap_or_default(), error.column())
}

/// Takes the lines of a text that are shown into its findings.
fn show_lines(report: &mut ScanReport, text: &[u8]) {
    let mut lines = BTreeMap::new();
    for (file, wanted) in report.wanted_lines() {
        // A slice does not fail to be read.
        lines.insert(file, super::read_lines(&mut &*text, &wanted).unwrap_or_default());
    }
    report.show_lines(&lines);
}

fn write_line(answer: &impl Serialize, out: &mut Vec<u8>) {
    // Memory takes every byte, and an answer has no map whose keys might be no texts.
    let _ = write_json_line(answer, out);
}
