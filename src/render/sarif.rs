//! Writes findings as SARIF 2.1.0, the OASIS standard for results of static analysis, for code scanners.
//!
//! The structs are the objects of the standard that findings fill, with the properties they need.

use super::{Format, Writer, json, place};
use cxterms_base::diagnostic::{Diagnostic, Severity};
use cxterms_page::{Findings, Sought};
use serde::Serialize;
use std::{
    io::{self, Write},
    path::Path,
};

pub(super) const FORMAT: Format = Format {
    name: "sarif",
    about: "what `check` finds, for code scanners: SARIF 2.1.0",
    for_programs: true,
    writer: Writer::Findings(write),
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = findings.rules.iter().map(Rule::from).collect();
    let driver = Driver { name: "cxterms", version: env!("CARGO_PKG_VERSION"), rules };
    let results = findings.found.iter().map(|found| SarifResult::of(found, &findings.rules));
    let run =
        Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
    json::lines(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

#[derive(Serialize)]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'f> {
    tool: Tool<'f>,
    /// In what columns are counted.
    column_kind: &'static str,
    results: Vec<SarifResult<'f>>,
}

#[derive(Serialize)]
struct Tool<'f> {
    driver: Driver<'f>,
}

#[derive(Serialize)]
struct Driver<'f> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'f> {
    id: &'static str,
    short_description: Message<'f>,
    full_description: Message<'f>,
    help: Message<'f>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: Severity,
    /// Left out of a rule that is on, as that is what the standard takes it for.
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

#[derive(Serialize)]
struct Message<'f> {
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
    message: Message<'f>,
    locations: [Location<'f>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'f>>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns from 1; the end is behind the last column.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_column: u32,
}

impl<'f> From<&'f Sought> for Rule<'f> {
    fn from(sought: &'f Sought) -> Self {
        let why = sought.explain.split("\n\n").next().unwrap_or_default().trim().replace('\n', " ");
        Self {
            id: sought.rule,
            short_description: Message::of(sought.about),
            full_description: Message::of(why),
            help: Message { text: sought.explain.clone(), markdown: Some(&sought.explain) },
            default_configuration: Configuration {
                level: sought.severity.unwrap_or(Severity::Warning),
                enabled: sought.severity.is_none().then_some(false),
            },
        }
    }
}

impl SarifResult<'_> {
    fn of(found: &Diagnostic, rules: &[Sought]) -> Self {
        let others = found.others.iter().map(|other| Location {
            message: Some(Message::of(&*other.what)),
            physical_location: physical(&other.file, other.line, other.column, other.width),
        });
        let here = physical(&found.file, found.line, found.column, found.width);
        Self {
            rule_id: found.rule,
            rule_index: rules.iter().position(|sought| Some(sought.rule) == found.rule),
            level: found.severity,
            message: Message::of(place::message(found)),
            locations: [Location { message: None, physical_location: here }],
            related_locations: others.collect(),
        }
    }
}

impl Message<'_> {
    fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: None }
    }
}

/// A place in a file; the file alone where it is meant as a whole.
fn physical(file: &str, line: u32, column: u32, width: u32) -> PhysicalLocation {
    let (start_column, end_column) = (column.max(1), column.max(1) + width.max(1));
    let region = Region { start_line: line, start_column, end_column };
    let region = (line > 0).then_some(region);
    PhysicalLocation { artifact_location: Artifact { uri: uri(file) }, region }
}

/// A path as a URI: relative where the path is.
fn uri(file: &str) -> String {
    let path = place::path(file, encoded);
    match Path::new(file).is_absolute() {
        true => format!("file:///{}", path.trim_start_matches('/')),
        false => path,
    }
}

/// A part of a path in which only RFC 3986's unreserved signs stand for themselves.
fn encoded(part: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    part.bytes().map(byte).collect()
}
