//! Frames over streams: a header with a length, then JSON. What is malformed is passed over, and told.

use super::{
    server::{EditorEnd, serve_editor},
    sync::MALFORMED,
    terms_opener::TermsOpener,
};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::{
    io::{self, BufRead, Read, Write},
    thread,
};

/// How many bytes a message may have.
pub const MAX_MESSAGE_BYTES: usize = 64 << 20;

/// How many bytes a line of a header may have.
const MAX_HEADER_BYTES: u64 = 4096;

/// What a stream holds next.
#[derive(Debug)]
pub enum WireMessage {
    /// A message.
    Sound(Message),
    /// What is none: why, and by which identifier an answer is awaited, if one is.
    Malformed(String, Option<RequestId>),
}

/// Reads messages.
#[derive(Debug)]
pub struct MessageReader<R>(R);

impl<R: BufRead> MessageReader<R> {
    /// Begins with a stream.
    pub fn new(input: R) -> Self {
        Self(input)
    }

    /// The next message; none at the end of the stream.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn read_message(&mut self) -> io::Result<Option<WireMessage>> {
        let Some(length) = self.read_header()? else { return Ok(None) };
        let length = match length {
            Ok(length) => length,
            Err(why) => return Ok(Some(WireMessage::Malformed(why, None))),
        };
        if length > MAX_MESSAGE_BYTES {
            io::copy(&mut self.0.by_ref().take(length as u64), &mut io::sink())?;
            let why = format!("a message of {length} bytes; {MAX_MESSAGE_BYTES} are read");
            return Ok(Some(WireMessage::Malformed(why, None)));
        }
        let mut body = vec![];
        if self.0.by_ref().take(length as u64).read_to_end(&mut body)? < length {
            return Ok(None);
        }
        Ok(Some(read_body(&body)))
    }

    /// The length that a header tells, or what is wrong with the header; none at the end of the stream.
    fn read_header(&mut self) -> io::Result<Option<Result<usize, String>>> {
        let mut length = None;
        let mut seen = false;
        loop {
            let mut line = vec![];
            if self.0.by_ref().take(MAX_HEADER_BYTES).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() {
                // Blank lines before a header are passed over.
                match (length, seen) {
                    (Some(length), _) => return Ok(Some(Ok(length))),
                    (None, true) => return Ok(Some(Err("a header without its length".to_owned()))),
                    (None, false) => continue,
                }
            }
            seen = true;
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
    }
}

fn read_body(body: &[u8]) -> WireMessage {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return WireMessage::Malformed(format!("what is no JSON: {error}"), None),
    };
    let id = value.get("id").cloned().and_then(|id| serde_json::from_value(id).ok());
    let asks = value.get("method").is_some();
    match serde_json::from_value(value) {
        // All that has an identifier would pass for an answer.
        Ok(Message::Response(_)) if asks => {
            WireMessage::Malformed("a request that is none".to_owned(), id)
        }
        Ok(message) => WireMessage::Sound(message),
        Err(error) => WireMessage::Malformed(format!("a message that is none: {error}"), id),
    }
}

/// Serves an editor over streams.
///
/// # Errors
/// When the output cannot be written.
pub fn serve_streams(
    input: impl BufRead + Send + 'static,
    output: &mut (impl Write + Send),
    opener: &dyn TermsOpener,
    languages: &[String],
) -> io::Result<EditorEnd> {
    let (server, client) = Connection::memory();
    let (sender, receiver) = (client.sender, client.receiver);
    // It ends with the stream, or with the process: it is not joined.
    thread::spawn(move || {
        let mut messages = MessageReader::new(input);
        while let Ok(Some(message)) = messages.read_message() {
            if sender.send(to_message(message)).is_err() {
                return;
            }
        }
    });
    thread::scope(|scope| {
        let writer = scope.spawn(move || -> io::Result<()> {
            for message in receiver {
                message.write(output)?;
            }
            Ok(())
        });
        let end = serve_editor(&server, opener, languages);
        // The writer ends when all senders are gone.
        drop(server);
        let written = writer.join().unwrap_or_else(|_| Err(io::Error::other("the writer ended")));
        written.map(|()| end)
    })
}

/// What the loop is told of a malformed message: a request that cannot be answered, or a word for the log.
fn to_message(message: WireMessage) -> Message {
    match message {
        WireMessage::Sound(message) => message,
        WireMessage::Malformed(_, Some(id)) => {
            Message::Request(Request { id, method: String::new(), params: Value::Null })
        }
        WireMessage::Malformed(why, None) => Message::Notification(Notification {
            method: MALFORMED.to_owned(),
            params: json!({ "why": why }),
        }),
    }
}
