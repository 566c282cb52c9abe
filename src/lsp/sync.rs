//! Documents opened, changed, saved and closed, and files that change on the disk.

use super::{
    capability::{RequestFault, read_params, write_answer},
    session::EditorSession,
};
use lsp_server::{Message, Request};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesRegistrationOptions,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileSystemWatcher, GlobPattern,
    PublishDiagnosticsParams, Registration, RegistrationParams,
    notification::{
        DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
        DidSaveTextDocument, Initialized, Notification as _, PublishDiagnostics,
    },
    request::{RegisterCapability, Request as _},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// How a notification is taken.
type NotificationTaker = fn(&mut EditorSession<'_>, Value) -> Result<(), RequestFault>;

/// The notifications that are heeded.
const NOTIFICATIONS: &[(&str, NotificationTaker)] = &[
    (Initialized::METHOD, watch_files),
    (DidOpenTextDocument::METHOD, open_document),
    (DidChangeTextDocument::METHOD, change_document),
    (DidCloseTextDocument::METHOD, close_document),
    (DidSaveTextDocument::METHOD, forget_files),
    (DidChangeWatchedFiles::METHOD, forget_files),
    (MALFORMED, tell_malformed),
];

/// What stands for a message that was none.
pub(super) const MALFORMED: &str = "$/malformed";

/// The files whose changes on the disk count.
const WATCHED: [&str; 2] = ["**/*.yaml", "**/*.{md,markdown,mdx,html,htm,txt,docx,pptx,odt}"];

/// Takes a notification; one that is not known is passed over.
pub(super) fn take_notification(
    session: &mut EditorSession<'_>,
    method: &str,
    params: Value,
) -> Result<(), RequestFault> {
    match NOTIFICATIONS.iter().find(|(name, _)| *name == method) {
        Some((_, take)) => take(session, params),
        None => Ok(()),
    }
}

/// Asks the editor to tell of changes on the disk.
fn watch_files(session: &mut EditorSession<'_>, _: Value) -> Result<(), RequestFault> {
    if !session.client.watches_files {
        return Ok(());
    }
    let watchers = WATCHED.map(|glob| FileSystemWatcher {
        glob_pattern: GlobPattern::String(glob.to_owned()),
        kind: None,
    });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.into() };
    let registration = Registration {
        id: "cxterms-files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: Some(write_answer(options)?),
    };
    let params = write_answer(RegistrationParams { registrations: vec![registration] })?;
    let id = "cxterms-watch".to_owned().into();
    let method = RegisterCapability::METHOD.to_owned();
    session.outbox.push(Message::Request(Request { id, method, params }));
    Ok(())
}

fn open_document(session: &mut EditorSession<'_>, params: Value) -> Result<(), RequestFault> {
    let document = read_params::<DidOpenTextDocumentParams>(params)?.text_document;
    let uri = document.uri.as_str().to_owned();
    session.documents.open(document.uri, &document.language_id, document.version, document.text);
    // What lies on the disk may have changed since; an editor need not watch it.
    session.forget_files();
    session.schedule(&uri, true);
    take_corpus_change(session, &uri);
    Ok(())
}

fn change_document(session: &mut EditorSession<'_>, params: Value) -> Result<(), RequestFault> {
    let params: DidChangeTextDocumentParams = read_params(params)?;
    let (uri, version) = (params.text_document.uri.as_str(), params.text_document.version);
    let changes = params.content_changes.into_iter().map(|it| (it.range, it.text)).collect();
    let unit = session.client.unit;
    session.documents.change(uri, version, changes, unit);
    session.schedule(uri, false);
    take_corpus_change(session, uri);
    Ok(())
}

/// After a change in a corpus, its words may mean something else.
fn take_corpus_change(session: &mut EditorSession<'_>, uri: &str) {
    if session.document(uri).is_some_and(|it| it.corpus_folder().is_some()) {
        session.revision += 1;
        session.scans.forget_findings();
        session.schedule_prose();
    }
}

fn close_document(session: &mut EditorSession<'_>, params: Value) -> Result<(), RequestFault> {
    let uri = read_params::<DidCloseTextDocumentParams>(params)?.text_document.uri;
    let closed = session.documents.close(uri.as_str());
    session.forget_files();
    let Some(closed) = closed else { return Ok(()) };
    if closed.prose_format().is_some() {
        let cleared = PublishDiagnosticsParams::new(uri, vec![], None);
        session.notify(PublishDiagnostics::METHOD, cleared);
    }
    if closed.corpus_folder().is_some() {
        session.schedule_prose();
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "others read what they are told, which may be wrong")]
fn forget_files(session: &mut EditorSession<'_>, _: Value) -> Result<(), RequestFault> {
    session.forget_files();
    let uris: Vec<_> = session.documents.iter().map(|it| it.uri.as_str().to_owned()).collect();
    for uri in &uris {
        session.schedule(uri, false);
    }
    Ok(())
}

fn tell_malformed(session: &mut EditorSession<'_>, params: Value) -> Result<(), RequestFault> {
    let why: BTreeMap<String, String> = read_params(params)?;
    let why = why.into_values().collect::<Vec<_>>().join("; ");
    session.tell_once(format!("passed over {why}"));
    Ok(())
}
