//! Writes findings as SARIF 2.1.0, the OASIS standard for results of static analysis, for code scanners.
//!
//! The structs are the objects of the standard that findings fill, with the properties they need.

use super::{FormatWriter, OutputFormat, json, place};
use cxterms_base::diagnostic::{Diagnostic, LineEnd, Severity};
use cxterms_page::{Findings, RuleDescription};
use serde::Serialize;
use std::{
    io::{self, Write},
    path::Path,
};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "sarif",
    about: "what `check` and `scan` find, for code scanners: SARIF 2.1.0",
    for_programs: true,
    writer: FormatWriter::Findings(write_findings),
};

const SCHEMA_URL: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn write_findings(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = findings.rules.iter().map(SarifRule::from).collect();
    let driver = SarifDriver { name: "cxterms", version: env!("CARGO_PKG_VERSION"), rules };
    let results = findings.found.iter().map(|found| SarifResult::from_diagnostic(found, findings));
    let run = SarifRun {
        tool: SarifTool { driver },
        column_kind: if findings.utf16_columns { "utf16CodeUnits" } else { "unicodeCodePoints" },
        results: results.collect(),
    };
    json::write_pretty(&SarifLog { schema: SCHEMA_URL, version: "2.1.0", runs: [run] }, out)
}

#[derive(Serialize)]
struct SarifLog<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'f> {
    tool: SarifTool<'f>,
    /// In what columns are counted.
    column_kind: &'static str,
    results: Vec<SarifResult<'f>>,
}

#[derive(Serialize)]
struct SarifTool<'f> {
    driver: SarifDriver<'f>,
}

#[derive(Serialize)]
struct SarifDriver<'f> {
    name: &'static str,
    version: &'static str,
    rules: Vec<SarifRule<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRule<'f> {
    id: &'static str,
    short_description: SarifMessage<'f>,
    full_description: SarifMessage<'f>,
    help: SarifMessage<'f>,
    default_configuration: SarifConfiguration,
}

#[derive(Serialize)]
struct SarifConfiguration {
    level: Severity,
    /// Left out of a rule that is on, as that is what the standard takes it for.
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

#[derive(Serialize)]
struct SarifMessage<'f> {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'f str>,
}

/// The standard's `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: Severity,
    message: SarifMessage<'f>,
    locations: [SarifLocation<'f>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifMessage<'f>>,
    physical_location: SarifPhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifPhysicalLocation {
    artifact_location: SarifArtifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<SarifRegion>,
}

#[derive(Serialize)]
struct SarifArtifact {
    uri: String,
}

/// Lines and columns from 1; the end is behind the last column, in the first line unless another is named.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    end_column: u32,
}

impl<'f> From<&'f RuleDescription> for SarifRule<'f> {
    fn from(sought: &'f RuleDescription) -> Self {
        let why = sought.explain.split("\n\n").next().unwrap_or_default().trim().replace('\n', " ");
        Self {
            id: sought.rule,
            short_description: SarifMessage::from_text(sought.about),
            full_description: SarifMessage::from_text(why),
            help: SarifMessage { text: sought.explain.clone(), markdown: Some(&sought.explain) },
            default_configuration: SarifConfiguration {
                level: sought.severity.unwrap_or(Severity::Warning),
                enabled: sought.severity.is_none().then_some(false),
            },
        }
    }
}

impl SarifResult<'_> {
    fn from_diagnostic(found: &Diagnostic, findings: &Findings<'_>) -> Self {
        let rules = &findings.rules;
        let region = |line, excerpt: &Option<String>, column, width, end| {
            let (column, width) = match excerpt {
                Some(text) if findings.utf16_columns => count_utf16(text, column, width),
                _ => (column, width),
            };
            SarifRegion::from_place(line, column, width, end)
        };
        let others = found.others.iter().map(|it| {
            let region = region(it.line, &it.excerpt, it.column, it.width, it.end);
            SarifLocation {
                message: Some(SarifMessage::from_text(&*it.what)),
                physical_location: locate_physically(&it.file, region),
            }
        });
        let region = region(found.line, &found.excerpt, found.column, found.width, found.end);
        let here = locate_physically(&found.file, region);
        Self {
            rule_id: found.rule,
            rule_index: rules.iter().position(|sought| Some(sought.rule) == found.rule),
            level: found.severity,
            message: SarifMessage::from_text(describe(found)),
            locations: [SarifLocation { message: None, physical_location: here }],
            related_locations: others.collect(),
        }
    }
}

impl SarifMessage<'_> {
    fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: None }
    }
}

/// What is wrong, what is to be known of it, and what to write instead.
fn describe(found: &Diagnostic) -> String {
    let notes = place::list_notes(found).map(|note| format!("\n{note}"));
    std::iter::once(place::message_with_hint(found)).chain(notes).collect()
}

/// A column and a width in characters of a line as those in UTF-16. Of an overlong line only the beginning is at hand.
fn count_utf16(line: &str, column: u32, width: u32) -> (u32, u32) {
    let before = (column as usize).saturating_sub(1);
    let units = |from: usize, count: usize| -> u32 {
        let some = line.chars().map(|c| if c.len_utf16() > 1 { 2 } else { 1 });
        some.chain(std::iter::repeat(1)).skip(from).take(count).sum()
    };
    (units(0, before) + 1, units(before, width as usize))
}

impl SarifRegion {
    /// A place in a file; none where the file is meant as a whole.
    fn from_place(line: u32, column: u32, width: u32, end: Option<LineEnd>) -> Option<Self> {
        let start_column = column.max(1);
        let end_column = end.map_or(start_column + width.max(1), |end| end.utf16_column);
        let end_line = end.map(|end| end.line);
        (line > 0).then_some(Self { start_line: line, start_column, end_line, end_column })
    }
}

fn locate_physically(file: &str, region: Option<SarifRegion>) -> SarifPhysicalLocation {
    SarifPhysicalLocation { artifact_location: SarifArtifact { uri: file_uri(file) }, region }
}

/// A path as a URI: relative where the path is.
fn file_uri(file: &str) -> String {
    let path = place::portable_path(file, percent_encode);
    match Path::new(file).is_absolute() {
        true => format!("file:///{}", path.trim_start_matches('/')),
        false => path,
    }
}

/// A part of a path in which only RFC 3986's unreserved signs stand for themselves.
fn percent_encode(part: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    part.bytes().map(byte).collect()
}
