//! An editor that a test plays, over a connection in memory.

use cxterms::{
    builtin,
    lsp::{EditorEnd, TermsOpener, serve_editor},
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, LayerStack, UnsavedTexts},
};
use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
    time::Duration,
};
use tempfile::TempDir;

/// How long a test waits for what is to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Opens corpora from the disk, without a cache.
struct PlainTerms;

impl TermsOpener for PlainTerms {
    fn find_overlay(&self, folder: &Path) -> Option<PathBuf> {
        folder.ancestors().find(|it| it.join("corpus.yaml").is_file()).map(Path::to_owned)
    }

    fn open_base(&self, overlay: Option<&Path>) -> Result<Base, String> {
        let Some(folder) = overlay else { return builtin::open().map_err(|it| it.to_string()) };
        let reading = self.read_corpus(folder, &UnsavedTexts::new())?;
        match reading.faults.first() {
            None => Base::compile(&reading.corpus).map_err(|it| it.to_string()),
            Some(fault) => Err(fault.message.clone()),
        }
    }

    fn read_corpus(&self, folder: &Path, unsaved: &UnsavedTexts) -> Result<CorpusReading, String> {
        let mut reading = CorpusReading::default();
        for path in LayerStack::from_named(&[folder.to_owned()]).paths() {
            match path == Path::new(builtin::NAME) {
                true => {
                    let base = builtin::open().map_err(|it| it.to_string())?;
                    let corpus = base.to_corpus().map_err(|it| it.to_string())?;
                    reading.start_with_corpus(corpus, base.summary().sources);
                }
                false => reading.add_folder_as_edited(&path, unsaved),
            }
        }
        Ok(reading)
    }
}

/// An editor, and the files that it works on.
pub(crate) struct Editor {
    connection: Option<Connection>,
    server: Option<JoinHandle<EditorEnd>>,
    pub(crate) folder: TempDir,
    next: i32,
    /// What came while something else was awaited.
    waiting: Vec<Message>,
    pub(crate) capabilities: Value,
}

impl Editor {
    /// An editor that has started no session yet.
    pub(crate) fn new() -> Self {
        let (server, client) = Connection::memory();
        let server = thread::spawn(move || serve_editor(&server, &PlainTerms, &[]));
        Self {
            connection: Some(client),
            server: Some(server),
            folder: tempfile::tempdir().unwrap(),
            next: 0,
            waiting: vec![],
            capabilities: Value::Null,
        }
    }

    /// An editor in a session, of which some files are made first.
    pub(crate) fn start(files: &[(&str, &str)], more: &Value) -> Self {
        let mut editor = Self::new();
        for (name, text) in files {
            editor.write(name, text);
        }
        let mut params = json!({
            "processId": null,
            "rootUri": editor.uri(""),
            "capabilities": {"workspace": {"workspaceEdit": {
                "documentChanges": true, "resourceOperations": ["create"],
            }}},
        });
        for (key, value) in more.as_object().cloned().unwrap_or_default() {
            params[key] = value;
        }
        editor.capabilities = editor.ask("initialize", params).unwrap()["capabilities"].take();
        editor.notify("initialized", json!({}));
        editor
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The address of a file.
    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.path().join(name).display())
    }

    pub(crate) fn send(&self, message: Message) {
        self.connection.as_ref().unwrap().sender.send(message).unwrap();
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Asks, and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        self.next += 1;
        let id = self.next.into();
        self.send(Message::Request(Request { id, method: method.to_owned(), params }));
        let id = self.next.into();
        let answers = |it: &Message| matches!(it, Message::Response(it) if it.id == id);
        let Message::Response(Response { result, error, .. }) = self.await_message(answers) else {
            unreachable!()
        };
        match error {
            Some(error) => Err((error.code, error.message)),
            None => Ok(result.unwrap_or_default()),
        }
    }

    /// Waits for a message, and keeps the others.
    fn await_message(&mut self, wanted: impl Fn(&Message) -> bool) -> Message {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at);
        }
        loop {
            let receiver = &self.connection.as_ref().unwrap().receiver;
            let message = receiver.recv_timeout(PATIENCE).expect("nothing came");
            if wanted(&message) {
                return message;
            }
            self.waiting.push(message);
        }
    }

    /// Opens a document.
    pub(crate) fn open(&self, name: &str, language: &str, text: &str) {
        let uri = self.uri(name);
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts other words in the place of some, or of all.
    pub(crate) fn change(&self, name: &str, version: i32, range: Option<[u32; 4]>, text: &str) {
        let mut change = json!({ "text": text });
        if let Some(range) = range {
            change["range"] = to_range(range);
        }
        let document = json!({"uri": self.uri(name), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.notify("textDocument/didChange", params);
    }

    /// The next diagnostics of a document, each in short.
    pub(crate) fn await_diagnostics(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        let shown = |it: &Message| {
            matches!(it, Message::Notification(it)
                if it.method == "textDocument/publishDiagnostics" && it.params["uri"] == *uri)
        };
        let Message::Notification(it) = self.await_message(shown) else { unreachable!() };
        it.params["diagnostics"].as_array().unwrap().clone()
    }

    /// Asks something of a place.
    pub(crate) fn ask_at(
        &mut self,
        method: &str,
        name: &str,
        [line, character]: [u32; 2],
    ) -> Value {
        let params = json!({
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true, "triggerKind": 1},
        });
        self.ask(method, params).unwrap()
    }

    /// The actions at a range.
    pub(crate) fn list_actions(&mut self, name: &str, range: [u32; 4]) -> Vec<Value> {
        let params = json!({
            "textDocument": {"uri": self.uri(name)},
            "range": to_range(range),
            "context": {"diagnostics": []},
        });
        self.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// Ends the session as the protocol has it, or by going away.
    pub(crate) fn end(mut self, politely: bool) -> EditorEnd {
        if politely {
            self.ask("shutdown", Value::Null).unwrap();
            self.notify("exit", Value::Null);
        }
        self.connection = None;
        self.server.take().unwrap().join().unwrap()
    }
}

pub(crate) fn to_range([from, start, to, end]: [u32; 4]) -> Value {
    json!({
        "start": {"line": from, "character": start},
        "end": {"line": to, "character": end},
    })
}

/// The rule of a diagnostic and the columns of its first line.
pub(crate) fn shorten(found: &Value) -> (String, [u64; 3]) {
    let range = &found["range"];
    let start = &range["start"];
    let columns = [&start["line"], &start["character"], &range["end"]["character"]];
    (found["code"].as_str().unwrap_or_default().to_owned(), columns.map(|it| it.as_u64().unwrap()))
}
