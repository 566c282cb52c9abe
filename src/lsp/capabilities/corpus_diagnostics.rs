//! What `check` finds in a corpus, as diagnostics of its files, open or not.

use super::prose_diagnostics::{SOURCE, to_severity};
use crate::{
    check::{RuleLevels, run_rules},
    lsp::{
        capability::{EditorCapability, RequestFault},
        document_text::DocumentText,
        file_uri,
        session::EditorSession,
    },
};
use cxterms_base::diagnostic::{Diagnostic as CheckFinding, RelatedPlace};
use lsp_server::ErrorCode;
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, Location, NumberOrString, PublishDiagnosticsParams,
    Range, Uri,
    notification::{Notification as _, PublishDiagnostics},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

pub(super) const CAPABILITY: EditorCapability =
    EditorCapability { announce: |_, _| (), requests: &[], show: Some(show_corpus) };

fn show_corpus(session: &mut EditorSession<'_>, uri: &str) -> Result<(), RequestFault> {
    let folder = session.document(uri).and_then(|it| it.corpus_folder().map(Path::to_owned));
    let Some(folder) = folder else { return Ok(()) };
    let unsaved = session.documents.list_unsaved(&folder);
    let reading = session.opener.read_corpus(&folder, &unsaved);
    let reading = reading.map_err(|why| RequestFault::refuse(ErrorCode::InternalError, why))?;
    let mut report = run_rules(&reading, &RuleLevels::default());
    report.only_under(std::slice::from_ref(&folder));
    let mut by_file: BTreeMap<PathBuf, Vec<CheckFinding>> = BTreeMap::new();
    for found in report.findings {
        let path = Path::new(&found.file);
        // What is wrong with the folder as a whole is shown in its manifest.
        let path = if path == folder { folder.join("corpus.yaml") } else { path.to_owned() };
        by_file.entry(path).or_default().push(found);
    }
    // A file in which nothing is found says so, too: the editor may wait for it.
    for path in unsaved.into_keys() {
        by_file.entry(path).or_default();
    }
    let marked: BTreeSet<PathBuf> = by_file.keys().cloned().collect();
    let before = session.marked.insert(folder, marked).unwrap_or_default();
    let cleared = before.into_iter().filter(|path| !by_file.contains_key(path));
    let cleared: Vec<_> = cleared.map(|path| (path, vec![])).collect();
    for (path, found) in by_file.into_iter().chain(cleared) {
        publish(session, &path, &found);
    }
    Ok(())
}

fn publish(session: &mut EditorSession<'_>, path: &Path, found: &[CheckFinding]) {
    let Some((uri, version, text)) = open_text(session, path) else { return };
    let diagnostics = found.iter().map(|it| to_diagnostic(session, &text, it)).collect();
    let shown = PublishDiagnosticsParams::new(uri, diagnostics, version);
    session.notify(PublishDiagnostics::METHOD, shown);
}

/// The text of a file as the editor has it, else as the disk has it.
fn open_text(session: &EditorSession<'_>, path: &Path) -> Option<(Uri, Option<i32>, DocumentText)> {
    match session.documents.find_by_path(path) {
        Some(open) => Some((open.uri.clone(), Some(open.version), open.text.clone())),
        None => {
            let text = fs::read_to_string(path).unwrap_or_default();
            Some((file_uri::of_path(path)?, None, DocumentText::from(text)))
        }
    }
}

fn to_diagnostic(
    session: &EditorSession<'_>,
    text: &DocumentText,
    found: &CheckFinding,
) -> Diagnostic {
    let mut lines = vec![found.message.clone()];
    lines.extend(found.notes.iter().chain(&found.hint).map(|it| format!("- {it}")));
    let others = found.others.iter().filter_map(|other| relate(session, other));
    let others: Vec<_> = others.collect();
    let bytes = text.find_columns(found.line, found.column, found.width);
    Diagnostic {
        range: text.find_range(bytes, session.client.unit),
        severity: Some(to_severity(found.severity)),
        code: found.rule.map(|rule| NumberOrString::String(rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: lines.join("\n"),
        related_information: Some(others).filter(|it| !it.is_empty()),
        ..Diagnostic::default()
    }
}

fn relate(
    session: &EditorSession<'_>,
    other: &RelatedPlace,
) -> Option<DiagnosticRelatedInformation> {
    let (uri, _, text) = open_text(session, Path::new(&other.file))?;
    let bytes = text.find_columns(other.line, other.column, other.width);
    let range: Range = text.find_range(bytes, session.client.unit);
    let location = Location::new(uri, range);
    Some(DiagnosticRelatedInformation { location, message: other.what.clone() })
}
