//! The loop: messages in, answers and diagnostics out. What an editor can ask for is a table; the loop knows none of it.

use super::{
    capabilities::CAPABILITIES,
    capability::{RequestFault, read_params, write_answer},
    session::{ClientOffer, EditorSession},
    sync,
    terms_opener::TermsOpener,
};
use crate::answer::VERSION;
use lsp_server::{Connection, ErrorCode, Message, Request, RequestId, Response};
use lsp_types::{
    InitializeParams, InitializeResult, PositionEncodingKind, SaveOptions, ServerCapabilities,
    ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use serde_json::Value;
use std::time::Instant;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorEnd {
    /// The editor shut the server down, then told it to end.
    ShutDown,
    /// It told it to end, or was gone, without that.
    Abrupt,
}

/// What is to be done after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterMessage {
    GoOn,
    End,
}

/// A server before, in and after its session.
struct EditorServer<'s> {
    opener: &'s dyn TermsOpener,
    languages: &'s [String],
    session: Option<EditorSession<'s>>,
    shut_down: bool,
    replies: Vec<Message>,
}

/// Serves an editor until it says that it needs no more, or is gone.
pub fn serve_editor(
    connection: &Connection,
    opener: &dyn TermsOpener,
    languages: &[String],
) -> EditorEnd {
    let mut server =
        EditorServer { opener, languages, session: None, shut_down: false, replies: vec![] };
    loop {
        let due = server.session.as_ref().and_then(EditorSession::next_due);
        let message = match due {
            None => connection.receiver.recv().ok(),
            Some(due) => {
                let wait = due.saturating_duration_since(Instant::now());
                match connection.receiver.recv_timeout(wait) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        server.show_due();
                        if server.flush(connection) {
                            continue;
                        }
                        None
                    }
                    Err(_) => None,
                }
            }
        };
        let Some(message) = message else { return server.end() };
        let step = server.take_message(message);
        if !server.flush(connection) || step == AfterMessage::End {
            return server.end();
        }
    }
}

impl EditorServer<'_> {
    fn end(&self) -> EditorEnd {
        if self.shut_down { EditorEnd::ShutDown } else { EditorEnd::Abrupt }
    }

    /// Sends what is to be sent; false if no one receives it any more.
    fn flush(&mut self, connection: &Connection) -> bool {
        let outbox = self.session.as_mut().map(|it| std::mem::take(&mut it.outbox));
        let replies = std::mem::take(&mut self.replies);
        let mut all = replies.into_iter().chain(outbox.into_iter().flatten());
        all.all(|message| connection.sender.send(message).is_ok())
    }

    fn take_message(&mut self, message: Message) -> AfterMessage {
        match message {
            Message::Request(request) => {
                let reply = self.answer_request(request);
                self.replies.push(Message::Response(reply));
            }
            Message::Notification(notification) => {
                if notification.method == "exit" {
                    return AfterMessage::End;
                }
                let Some(session) = &mut self.session else { return AfterMessage::GoOn };
                let method = &notification.method;
                if let Err(fault) = sync::take_notification(session, method, notification.params) {
                    session.tell_once(format!("{method}: {}", fault.message));
                }
            }
            // What the editor answers to us changes nothing.
            Message::Response(_) => {}
        }
        AfterMessage::GoOn
    }

    fn answer_request(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match (&*method, &mut self.session) {
            _ if self.shut_down => Err(RequestFault::refuse(
                ErrorCode::InvalidRequest,
                "the server is shut down; only `exit` may follow",
            )),
            ("initialize", None) => self.initialize(params),
            ("initialize", Some(_)) => {
                Err(RequestFault::refuse(ErrorCode::InvalidRequest, "a second `initialize`"))
            }
            ("shutdown", Some(_)) => {
                self.shut_down = true;
                Ok(Value::Null)
            }
            ("", _) => Err(RequestFault::refuse(ErrorCode::InvalidRequest, "no request")),
            (_, None) => Err(RequestFault::refuse(
                ErrorCode::ServerNotInitialized,
                "`initialize` comes first",
            )),
            (method, Some(session)) => answer_in_session(session, method, params),
        };
        to_response(id, answer)
    }

    fn initialize(&mut self, params: Value) -> Result<Value, RequestFault> {
        let client = ClientOffer::read(&read_params::<InitializeParams>(params)?);
        let mut capabilities = ServerCapabilities {
            position_encoding: Some(match client.unit {
                super::PositionUnit::Utf8 => PositionEncodingKind::UTF8,
                super::PositionUnit::Utf16 => PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                        include_text: Some(false),
                    })),
                    ..TextDocumentSyncOptions::default()
                },
            )),
            ..ServerCapabilities::default()
        };
        for capability in CAPABILITIES {
            (capability.announce)(&mut capabilities, &client);
        }
        self.session = Some(EditorSession::new(self.opener, self.languages, client));
        let version = format!("{} (answers {VERSION})", env!("CARGO_PKG_VERSION"));
        let server_info = Some(ServerInfo { name: "cxterms".to_owned(), version: Some(version) });
        write_answer(InitializeResult { capabilities, server_info })
    }

    /// Shows what is due.
    fn show_due(&mut self) {
        let Some(session) = &mut self.session else { return };
        for uri in session.take_due() {
            for show in CAPABILITIES.iter().filter_map(|it| it.show) {
                if let Err(fault) = show(session, &uri) {
                    session.tell_once(fault.message);
                }
            }
        }
    }
}

fn answer_in_session(
    session: &mut EditorSession<'_>,
    method: &str,
    params: Value,
) -> Result<Value, RequestFault> {
    let requests = CAPABILITIES.iter().flat_map(|it| it.requests);
    match requests.into_iter().find(|(name, _)| *name == method) {
        Some((_, answer)) => answer(session, params),
        None => Err(RequestFault::refuse(
            ErrorCode::MethodNotFound,
            format!("this server does not answer `{method}`"),
        )),
    }
}

fn to_response(id: RequestId, answer: Result<Value, RequestFault>) -> Response {
    match answer {
        Ok(result) => Response { id, result: Some(result), error: None },
        Err(fault) => Response::new_err(id, fault.code, fault.message),
    }
}
