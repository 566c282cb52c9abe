//! What `scan` finds in a document, as diagnostics.

use crate::{
    lsp::{
        capability::{EditorCapability, RequestFault},
        document_text::DocumentText,
        file_uri,
        prose_scan::{open_prose, scan_prose},
        session::EditorSession,
    },
    scan::{FindingPlace, ScanFinding},
};
use cxterms_base::diagnostic::Severity;
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, PublishDiagnosticsParams, Range, Uri,
    notification::{Notification as _, PublishDiagnostics},
};
use std::{ops, path::Path};

pub(super) const CAPABILITY: EditorCapability =
    EditorCapability { announce: |_, _| (), requests: &[], show: Some(show_findings) };

/// By whom a diagnostic is.
pub(super) const SOURCE: &str = "cxterms";

fn show_findings(session: &mut EditorSession<'_>, uri: &str) -> Result<(), RequestFault> {
    let Some(prose) = open_prose(session, uri) else { return Ok(()) };
    let scan = scan_prose(session, &prose)?;
    let Some(document) = session.document(uri) else { return Ok(()) };
    let found = scan.findings.iter();
    let shown = found.filter_map(|it| to_diagnostic(session, &document.text, it)).collect();
    let shown = PublishDiagnosticsParams::new(document.uri.clone(), shown, Some(document.version));
    session.notify(PublishDiagnostics::METHOD, shown);
    Ok(())
}

/// A finding as the protocol has it; none if it has no place in a text.
pub(super) fn to_diagnostic(
    session: &EditorSession<'_>,
    text: &DocumentText,
    found: &ScanFinding,
) -> Option<Diagnostic> {
    let range = text.find_range(bytes_of(&found.place)?, session.client.unit);
    let others = found.others.iter().filter_map(|other| {
        let location = locate(session, &other.place)?;
        Some(DiagnosticRelatedInformation { location, message: other.what.clone() })
    });
    let others: Vec<_> = others.collect();
    let retired = found.rule == "retired-concept";
    Some(Diagnostic {
        range,
        severity: Some(to_severity(found.severity)),
        code: Some(NumberOrString::String(found.rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: describe(found),
        related_information: Some(others).filter(|it| !it.is_empty()),
        tags: retired.then(|| vec![DiagnosticTag::DEPRECATED]),
        ..Diagnostic::default()
    })
}

pub(super) fn to_severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}

/// The finding, what is to be known of it, and what to do.
fn describe(found: &ScanFinding) -> String {
    let mut lines = vec![found.message.clone()];
    lines.extend(found.notes.iter().map(|note| format!("- {note}")));
    lines.extend(found.hint.iter().map(|hint| format!("- {hint}")));
    lines.join("\n")
}

/// The bytes of a place in a text.
pub(super) fn bytes_of(place: &FindingPlace) -> Option<ops::Range<usize>> {
    let [start, end] = [place.start?, place.end?].map(usize::try_from);
    Some(start.ok()?..end.ok()?)
}

/// Where another place is.
fn locate(session: &EditorSession<'_>, place: &FindingPlace) -> Option<Location> {
    let unit = session.client.unit;
    let named = |it: &&crate::lsp::open_documents::OpenDocument| it.name() == place.file;
    if let Some(open) = session.documents.iter().find(named) {
        let range = open.text.find_range(bytes_of(place)?, unit);
        return Some(Location::new(open.uri.clone(), range));
    }
    let path = Path::new(&place.file);
    let uri: Uri = file_uri::of_path(path)?;
    let range = match bytes_of(place) {
        Some(bytes) => {
            let text = std::fs::read_to_string(path).ok()?;
            DocumentText::from(text).find_range(bytes, unit)
        }
        // A place in an Office file is no position.
        None => Range::default(),
    };
    Some(Location::new(uri, range))
}
