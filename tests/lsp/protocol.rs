//! The protocol: beginnings and ends, and what is malformed.

use crate::shared::Editor;
use cxterms::lsp::{EditorEnd, MessageReader, WireMessage};
use lsp_server::{Message, Request};
use serde_json::{Value, json};

#[test]
fn a_session_ends_as_the_protocol_has_it() {
    assert_eq!(Editor::start(&[], &json!({})).end(true), EditorEnd::ShutDown);
    assert_eq!(Editor::start(&[], &json!({})).end(false), EditorEnd::Abrupt);
    let editor = Editor::new();
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end(false), EditorEnd::Abrupt);
}

#[test]
fn what_comes_at_the_wrong_time_is_refused() {
    let mut editor = Editor::new();
    assert_eq!(editor.ask("textDocument/hover", json!({})).unwrap_err().0, -32002);
    editor.notify("textDocument/didOpen", json!({"nonsense": true}));
    assert_eq!(editor.ask("initialize", json!("nonsense")).unwrap_err().0, -32602);
    editor.ask("initialize", json!({"capabilities": {}})).unwrap();
    assert_eq!(editor.ask("initialize", json!({"capabilities": {}})).unwrap_err().0, -32600);
    assert_eq!(editor.ask("nosuch", Value::Null).unwrap_err().0, -32601);
    assert_eq!(editor.ask("textDocument/hover", json!([])).unwrap_err().0, -32602);
    editor.notify("textDocument/didChange", json!({}));
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": "nosuch:x"}}));
    editor.send(Message::Request(Request {
        id: 900.into(),
        method: String::new(),
        params: Value::Null,
    }));
    editor.ask("shutdown", Value::Null).unwrap();
    assert_eq!(editor.ask("textDocument/hover", json!({})).unwrap_err().0, -32600);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end(false), EditorEnd::ShutDown);
}

#[test]
fn frames_of_every_sort_are_read_or_passed_over() {
    let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let sound = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
    let stream = [
        frame(sound),
        "\r\n".to_owned(),
        format!("content-length:{}\nX-Other: 1\n\n{sound}", sound.len()),
        frame("{not json"),
        frame(r#"{"id": 7, "method": 5}"#),
        frame(r#"[{"id": 7}]"#),
        "Nonsense\r\n\r\n".to_owned(),
        "Content-Length: many\r\n\r\n".to_owned(),
        frame("\u{feff}"),
        frame(sound),
        "Content-Length: 99\r\n\r\ncut".to_owned(),
    ]
    .concat();
    let mut reader = MessageReader::new(stream.as_bytes());
    let mut read = vec![];
    while let Some(message) = reader.read_message().unwrap() {
        read.push(match message {
            WireMessage::Sound(_) => "sound",
            WireMessage::Malformed(_, Some(_)) => "answered",
            WireMessage::Malformed(_, None) => "passed over",
        });
    }
    let over = "passed over";
    assert_eq!(read, ["sound", "sound", over, "answered", over, over, over, over, "sound"]);
}
