//! Documents in JSON Lines: each line holds a document, and gets a line that says what is found in it.
//!
//! An answer depends on its line alone, so that any number of processes together answer as one does.

use super::{
    DocumentFacts, ScanFinding, ScanOptions, ScanReport, ScannedSet, SetName, Vocabulary,
    gather_document, report_set, scan_document,
};
use crate::render::write_json_line;
use cxterms_base::image::ImageError;
use cxterms_document::{DocumentError, DocumentFormat, read_bytes};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

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

/// A document, and what it says.
struct GivenDocument<'l> {
    id: Option<DocumentId<'l>>,
    text: Cow<'l, str>,
    facts: DocumentFacts,
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
        let given = match self.read_line(line)? {
            Ok(given) => given,
            Err(error) => {
                let DocumentLine { file, number, .. } = line;
                let id = find_identifier(strip_line(line));
                write_line(&LineFault { id, file, line: number, error }, out);
                return Ok(LineOutcome::Broken);
            }
        };
        let (mut report, mut alone) = (ScanReport::default(), ScannedSet::new(SetName::Text));
        let (vocabulary, options) = (self.vocabulary, &self.options);
        alone.add_document(scan_document(vocabulary, &alone.name, &given.facts, options)?);
        report_set(vocabulary, alone, options, &mut report)?;
        report.finish();
        if !report.findings.is_empty() {
            let lines = read_shown_lines(report.wanted_lines(), &given.text);
            report.show_lines(&lines);
        }
        write_line(&LineAnswer { id: given.id, findings: &report.findings }, out);
        Ok(if report.has_errors() { LineOutcome::Failed } else { LineOutcome::Passed })
    }

    /// Adds to a set what the document of a line gives; or tells why it holds none.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn add_line(
        &self,
        line: DocumentLine<'_>,
        set: &mut ScannedSet,
    ) -> Result<Result<(), String>, ImageError> {
        let given = match self.read_line(line)? {
            Ok(given) => given,
            Err(error) => return Ok(Err(error)),
        };
        let mut alone = ScannedSet::new(set.name.clone());
        let (vocabulary, options) = (self.vocabulary, &self.options);
        alone.add_document(scan_document(vocabulary, &alone.name, &given.facts, options)?);
        let lines = read_shown_lines(alone.wanted_lines(), &given.text);
        alone.show_lines(&lines);
        set.add_set(alone);
        Ok(Ok(()))
    }

    /// What the document of a line says; or why it holds none.
    fn read_line<'l>(
        &self,
        line: DocumentLine<'l>,
    ) -> Result<Result<GivenDocument<'l>, String>, ImageError> {
        if line.bytes.is_none() {
            let bound = MAX_DOCUMENT_LINE_BYTES >> 20;
            return Ok(Err(format!("it is longer than {bound} MiB")));
        }
        let (id, LineDocument { text, format, .. }) = match parse_document(strip_line(line)) {
            Ok(read) => read,
            Err(error) => return Ok(Err(error)),
        };
        let format = match format.as_deref().map(find_text_format) {
            Some(Ok(format)) => format,
            Some(Err(error)) => return Ok(Err(error)),
            None => self.format,
        };
        let name = id.as_ref().map_or(UNNAMED, DocumentId::as_text);
        let (facts, read) = gather_document(self.vocabulary, name, |emit| {
            read_bytes(text.as_bytes(), format, emit)
        })?;
        Ok(match read {
            Ok(()) => Ok(GivenDocument { id, text, facts }),
            Err(DocumentError::Binary) => Err("`text` holds the character U+0000".to_owned()),
            Err(fault) => Err(format!("`text` {fault}")),
        })
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

/// The lines of a text that are shown.
fn read_shown_lines(
    wanted: BTreeMap<String, BTreeSet<u64>>,
    text: &str,
) -> BTreeMap<String, BTreeMap<u64, String>> {
    // What lies in memory does not fail to be read.
    let read = |wanted| super::read_lines(&mut text.as_bytes(), &wanted).unwrap_or_default();
    wanted.into_iter().map(|(file, wanted)| (file, read(wanted))).collect()
}

fn write_line(answer: &impl Serialize, out: &mut Vec<u8>) {
    // Memory takes every byte, and an answer has no map whose keys might be no texts.
    let _ = write_json_line(answer, out);
}
