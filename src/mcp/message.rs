//! Messages of JSON-RPC 2.0: a frame read as one, and replies.

use super::{
    frames::{Frame, MAX_FRAME_BYTES},
    protocol_error::ProtocolError,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// The fields of an object.
pub(super) type JsonFields = Map<String, Value>;

/// What a client sends.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientMessage {
    /// A request, which gets one reply.
    Request(ClientRequest),
    /// That a request is no longer wanted: its identifier.
    Cancellation(Value),
    /// Another notification, or a response to a question that was never asked: neither gets a reply.
    Unanswered,
    /// No message: what the reply says of it.
    Invalid(FailedRequest),
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientRequest {
    /// Its identifier: a text or an integer.
    pub id: Value,
    /// Its method.
    pub method: String,
    /// What it is asked with; none if it is no object.
    pub params: Option<Map<String, Value>>,
}

/// A request that is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedRequest {
    /// Its identifier; null if it has none that can be read.
    pub id: Value,
    /// Why.
    pub error: ProtocolError,
}

impl ClientMessage {
    /// Reads a frame.
    pub fn read_frame(frame: &Frame) -> Self {
        let unread = |error| Self::Invalid(FailedRequest { id: Value::Null, error });
        match frame {
            Frame::Text(text) => match serde_json::from_str(text) {
                Ok(Value::Object(fields)) => Self::read_fields(fields),
                Ok(Value::Array(_)) => unread(ProtocolError::invalid_request(
                    "several messages in one array are not taken; send each in a line of its own",
                )),
                Ok(_) => unread(ProtocolError::invalid_request("a message is an object")),
                Err(error) => {
                    unread(ProtocolError::unparsable(&format!("this is no JSON: {error}")))
                }
            },
            Frame::TooLong => unread(ProtocolError::invalid_request(&format!(
                "a message has at most {} MiB",
                MAX_FRAME_BYTES >> 20
            ))),
            Frame::InvalidUtf8 => unread(ProtocolError::unparsable("this is no UTF-8")),
        }
    }

    fn read_fields(mut fields: JsonFields) -> Self {
        let id = fields.remove("id");
        let known = id.clone().filter(is_id);
        let refuse = |why: &str| {
            let id = known.clone().unwrap_or_default();
            Self::Invalid(FailedRequest { id, error: ProtocolError::invalid_request(why) })
        };
        if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return refuse("`jsonrpc` must be \"2.0\"");
        }
        let Some(method) = fields.remove("method") else {
            return match fields.contains_key("result") || fields.contains_key("error") {
                true => Self::Unanswered,
                false => refuse("`method` is missing"),
            };
        };
        let Value::String(method) = method else { return refuse("`method` must be a text") };
        let params = match fields.remove("params") {
            None | Some(Value::Null) => Some(JsonFields::new()),
            Some(Value::Object(params)) => Some(params),
            Some(_) => None,
        };
        match (id, known) {
            (None, _) if method == CANCELLED => {
                let id = params.and_then(|mut params| params.remove("requestId"));
                id.map_or(Self::Unanswered, Self::Cancellation)
            }
            (None, _) => Self::Unanswered,
            (Some(_), Some(id)) => Self::Request(ClientRequest { id, method, params }),
            (Some(_), None) => {
                let error = ProtocolError::invalid_request("`id` must be a text or an integer");
                Self::Invalid(FailedRequest { id: Value::Null, error })
            }
        }
    }
}

/// The notification that a request is no longer wanted.
const CANCELLED: &str = "notifications/cancelled";

/// Whether a value can identify a request.
fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_i64() || id.is_u64()
}

/// A reply as it is written.
#[derive(Serialize)]
struct WrittenReply<'r> {
    jsonrpc: &'static str,
    id: &'r Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'r JsonFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'r ProtocolError>,
}

/// The line that answers a request, without its end.
pub(super) fn write_reply(id: &Value, answer: Result<&JsonFields, &ProtocolError>) -> String {
    let (result, error) = (answer.ok(), answer.err());
    let reply = WrittenReply { jsonrpc: "2.0", id, result, error };
    serde_json::to_string(&reply).unwrap_or_else(|_| {
        // Nothing in a reply is anything but texts, numbers and maps of texts.
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"this cannot be told"}}"#
            .to_owned()
    })
}

/// How much of what a client wrote is shown to it again.
const MAX_SHOWN_CHARS: usize = 60;

/// The beginning of what a client wrote.
pub(super) fn shorten_written(written: &str) -> String {
    match written.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", written.get(..end).unwrap_or_default()),
        None => written.to_owned(),
    }
}
