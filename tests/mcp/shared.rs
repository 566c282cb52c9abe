//! A client in memory.

use cxterms::mcp::{ClientMessage, Frame, McpSession, SessionOptions};
use cxterms_base::{Base, corpus::CorpusReading};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The small corpus of the fixtures.
pub(crate) static SMALL: LazyLock<Base> = LazyLock::new(|| {
    let mut reading = CorpusReading::default();
    reading.add_folder("tests/fixtures/small".as_ref());
    Base::compile(&reading.corpus).unwrap()
});

/// The corpus that ships.
pub(crate) static BUILT_IN: LazyLock<Base> = LazyLock::new(|| cxterms::builtin::open().unwrap());

pub(crate) fn open_session(base: &'static Base) -> McpSession<'static> {
    McpSession::new(SessionOptions { base, languages: &[], private: false })
}

/// The reply to a line.
pub(crate) fn answer_line(session: &mut McpSession<'_>, line: &str) -> Option<String> {
    session.answer(&ClientMessage::read_frame(&Frame::Text(line.to_owned())))
}

/// A client that has shaken hands.
pub(crate) struct TestClient(McpSession<'static>);

impl TestClient {
    pub(crate) fn connect(base: &'static Base) -> Self {
        let mut client = Self(open_session(base));
        client.ask("initialize", &json!({"protocolVersion": "2025-11-25"}));
        client
    }

    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        let line = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let reply = answer_line(&mut self.0, &line.to_string()).unwrap();
        serde_json::from_str(&reply).unwrap()
    }

    pub(crate) fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let mut reply = self.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        assert!(reply.get("error").is_none(), "{tool} {arguments}: {reply}");
        reply["result"].take()
    }

    /// What a tool says, and the same as a text.
    pub(crate) fn call_well(&mut self, tool: &str, arguments: &Value) -> (Value, String) {
        let mut result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{tool} {arguments}: {result}");
        let text = result["content"][0]["text"].as_str().unwrap().to_owned();
        (result["structuredContent"].take(), text)
    }

    /// Why a tool says nothing.
    pub(crate) fn call_badly(&mut self, tool: &str, arguments: &Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{tool} {arguments}: {result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }
}
