//! Writes findings for GitHub Actions, as workflow commands that annotate the lines of a change.
//!
//! GitHub defines their form and which characters are escaped: “Workflow commands for GitHub Actions”, and `command.ts`
//! of its toolkit.

use super::{FormatWriter, OutputFormat, place};
use cxterms_base::{
    diagnostic::{Diagnostic, Severity},
    text,
};
use cxterms_page::Findings;
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "github",
    about: "what `check` and `scan` find, as annotations of GitHub Actions",
    for_programs: true,
    writer: FormatWriter::Findings(write_findings),
};

fn write_findings(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    findings.found.iter().try_for_each(|found| write_command(found, out))
}

/// One finding in one line.
fn write_command(found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let path = |file| place::portable_path(file, str::to_owned);
    let level = match found.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    write!(out, "::{level} file={}", escape_property(&path(&found.file)))?;
    if found.line > 0 {
        // The end is the last column that is meant: where it is left out, GitHub takes the first for it.
        let last = found.column + found.width.max(1) - 1;
        write!(out, ",line={},col={},endColumn={last}", found.line, found.column)?;
    }
    if let Some(rule) = found.rule {
        write!(out, ",title={}", escape_property(rule))?;
    }
    let others = found.others.iter().map(|other| {
        let line = if other.line > 0 { format!(":{}", other.line) } else { String::new() };
        format!("\n{}{line}: {}", path(&other.file), other.what)
    });
    let notes = place::list_notes(found).map(|note| format!("\n{note}"));
    let message = std::iter::once(place::message_with_hint(found));
    let message: String = message.chain(notes).chain(others).collect();
    writeln!(out, "::{}", escape_data(&message))
}

/// A message: what would end it is escaped, and what a terminal would obey is shown.
fn escape_data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    text::to_safe(&text).into_owned()
}

/// A property: what would end it, too.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
