//! What can be done about a finding in a document: write an abbreviation out, say the better name, ignore it here, or pin
//! what it means in the overlay. All are changes that the editor makes.

use super::prose_diagnostics::{bytes_of, to_diagnostic};
use crate::{
    lsp::{
        capability::{EditorCapability, RequestFault, read_params, write_answer},
        known_scans::ProseScan,
        pinned_reading::plan_pin,
        prose_scan::{ProseDocument, open_prose, scan_in_set, scan_prose},
        session::EditorSession,
        workspace_edit::{ByteEdit, EditPlan, apply_edits},
    },
    scan::{
        OfferedReading, ScanFinding, Vocabulary, expand_use, find_name_at, list_readings,
        reword_finding,
    },
};
use cxterms_base::image::ImageError;
use cxterms_document::DocumentFormat;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    WorkspaceEdit,
    request::{CodeActionRequest, Request as _},
};
use serde_json::Value;
use std::{collections::BTreeMap, ops::Range, path::Path};

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| {
        let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE];
        let options =
            CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() };
        server.code_action_provider = Some(CodeActionProviderCapability::Options(options));
    },
    requests: &[(CodeActionRequest::METHOD, answer_actions)],
    show: None,
};

/// The document of which actions are asked, and what is known of it.
struct ActionContext<'c> {
    prose: &'c ProseDocument,
    scan: &'c ProseScan,
    vocabulary: &'c Vocabulary<'c>,
}

fn answer_actions(session: &mut EditorSession<'_>, params: Value) -> Result<Value, RequestFault> {
    let params: CodeActionParams = read_params(params)?;
    let uri = params.text_document.uri.as_str();
    let Some(prose) = open_prose(session, uri) else {
        return write_answer(Vec::<CodeAction>::new());
    };
    let scan = scan_prose(session, &prose)?;
    let Some(document) = session.document(uri) else { return write_answer(()) };
    let unit = session.client.unit;
    let [start, end] = [params.range.start, params.range.end]
        .map(|position| document.text.find_offset(position, unit));
    let base = prose.base.clone();
    let vocabulary = Vocabulary::open(&base)?;
    let context = ActionContext { prose: &prose, scan: &scan, vocabulary: &vocabulary };
    let mut actions = vec![];
    let touched = |found: &&ScanFinding| {
        bytes_of(&found.place).is_some_and(|bytes| bytes.start <= end && start <= bytes.end)
    };
    for found in scan.findings.iter().filter(touched) {
        actions.extend(offer_for_finding(session, &context, found)?);
    }
    actions.extend(offer_expansions(session, &context, start..end)?);
    if let Some(only) = &params.context.only {
        actions.retain(|action| {
            let kind = action.kind.as_ref().map_or("", |kind| kind.as_str());
            only.iter().any(|wanted| kind.starts_with(wanted.as_str()))
        });
    }
    write_answer(actions)
}

fn offer_for_finding(
    session: &mut EditorSession<'_>,
    context: &ActionContext<'_>,
    found: &ScanFinding,
) -> Result<Vec<CodeAction>, ImageError> {
    let mut offered = vec![];
    let prose = context.prose;
    if let Some(edit) = reword_finding(prose.text.as_bytes(), prose.format, found) {
        let title = format!("Say “{}”", edit.1);
        offered.push((title, true, change_here(session, prose, &[edit])));
    }
    if found.rule == "ambiguous-abbreviation"
        && let Some(overlay) = &prose.overlay
    {
        let folder = session.shorten_path(overlay).display().to_string();
        for reading in list_readings(context.vocabulary, &found.place.text)? {
            let plan = plan_pin(session, overlay, &reading.id, &found.place.text);
            let edit = plan.and_then(|plan| plan.finish(session));
            let title = format!("{} is {}: pin it in {folder}", found.place.text, reading.label);
            offered.push((title, false, edit));
        }
    }
    for (title, edit) in plan_ignores(prose, found) {
        if silences(session, context, found, &edit)? {
            offered.push((title, false, change_here(session, prose, &[edit])));
        }
    }
    let text = session.document(&prose.uri).map(|it| it.text.clone()).unwrap_or_default();
    let diagnostic = to_diagnostic(session, &text, found);
    let actions = offered.into_iter().filter_map(|(title, preferred, edit)| {
        Some(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostic.clone().map(|it| vec![it]),
            edit: Some(edit?),
            is_preferred: preferred.then_some(true),
            ..CodeAction::default()
        })
    });
    Ok(actions.collect())
}

fn change_here(
    session: &EditorSession<'_>,
    prose: &ProseDocument,
    edits: &[ByteEdit],
) -> Option<WorkspaceEdit> {
    let mut plan = EditPlan::default();
    plan.change_open(session, &prose.uri, edits)?;
    plan.finish(session)
}

/// The abbreviations at some bytes, each written out where it is first used.
fn offer_expansions(
    session: &EditorSession<'_>,
    context: &ActionContext<'_>,
    at: Range<usize>,
) -> Result<Vec<CodeAction>, ImageError> {
    let ActionContext { prose, scan, vocabulary } = context;
    let all_names = Vocabulary::open(&prose.base)?.counting_names();
    let here = find_name_at(&all_names, prose.text.as_bytes(), prose.format, at.start as u64)?;
    let Some(name) = here.map(|place| place.text) else { return Ok(vec![]) };
    let Some(first) = scan.facts.find_first_use(&name) else { return Ok(vec![]) };
    let mut readings: BTreeMap<String, OfferedReading> = BTreeMap::new();
    for reading in list_readings(vocabulary, &name)? {
        readings.insert(reading.label.clone(), reading);
    }
    // Where an overlay says what is meant, nothing else is.
    let pinned = readings.values().any(|reading| reading.pinned);
    readings.retain(|_, reading| reading.pinned || !pinned);
    let actions = readings.into_keys().filter_map(|label| {
        let edit = expand_use(&prose.text, &first, &label)?;
        Some(CodeAction {
            title: format!("Write it out where it first stands: {label} ({name})"),
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            edit: Some(change_here(session, prose, &[edit])?),
            ..CodeAction::default()
        })
    });
    Ok(actions.collect())
}

/// Comments that may silence a finding: where it stands, and in its file.
fn plan_ignores(prose: &ProseDocument, found: &ScanFinding) -> Vec<(String, ByteEdit)> {
    let Some(bytes) = bytes_of(&found.place) else { return vec![] };
    let rule = found.rule;
    let is_mdx = Path::new(&prose.name).extension().is_some_and(|ending| ending == "mdx");
    let write = |what: &str| match is_mdx {
        true => format!("{{/* cxterms: {what} {rule} */}}"),
        false => format!("<!-- cxterms: {what} {rule} -->"),
    };
    let before = prose.text.get(..bytes.end).unwrap_or_default();
    let behind = prose.text.get(bytes.end..).unwrap_or_default();
    let line = behind.find(['\n', '\r']).unwrap_or(behind.len());
    let written = before.rsplit('\n').next().unwrap_or_default();
    let in_table = written.contains('|') || behind.get(..line).is_some_and(|it| it.contains('|'));
    let here = match in_table {
        true => bytes.end,
        false => bytes.end + line,
    };
    let comment = format!(" {}", write("ignore"));
    let top = find_top(&prose.text, prose.format);
    let whole = format!("{}\n\n", write("ignore-file"));
    vec![
        (format!("Ignore {rule} here"), (here..here, comment)),
        (format!("Ignore {rule} in this file"), (top..top, whole)),
    ]
}

/// Where a comment goes that holds for a whole file: behind a mark and the front matter.
fn find_top(text: &str, format: DocumentFormat) -> usize {
    let plain = text.trim_start_matches('\u{feff}');
    let mark = text.len() - plain.len();
    let fence = plain.lines().next().filter(|line| matches!(*line, "---" | "+++"));
    let Some(fence) = fence.filter(|_| format == DocumentFormat::Markdown) else { return mark };
    let mut at = mark;
    for (number, line) in plain.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            return at;
        }
    }
    mark
}

/// Whether a document with an edit made has the finding no longer where it stood.
fn silences(
    session: &mut EditorSession<'_>,
    context: &ActionContext<'_>,
    found: &ScanFinding,
    edit: &ByteEdit,
) -> Result<bool, ImageError> {
    let Some(bytes) = bytes_of(&found.place) else { return Ok(false) };
    let changed = apply_edits(&context.prose.text, std::slice::from_ref(edit));
    let moved = if edit.0.start <= bytes.start { edit.1.len() } else { 0 };
    let scan = scan_in_set(session, context.prose, context.vocabulary, &changed)?;
    let still = |it: &ScanFinding| {
        it.rule == found.rule
            && bytes_of(&it.place).is_some_and(|here| here.start == bytes.start + moved)
    };
    Ok(!scan.findings.iter().any(still))
}
