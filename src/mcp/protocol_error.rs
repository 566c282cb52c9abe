//! Errors of the protocol, each with its code.

use cxterms_base::image::ImageError;
use serde::Serialize;
use serde_json::{Value, json};

/// Why a request has no result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProtocolError {
    /// The code by which programs know it.
    pub code: i32,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What else a program may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

impl ProtocolError {
    fn new(code: i32, message: &str) -> Self {
        Self { code, message: message.to_owned(), data: None }
    }

    pub(super) fn unparsable(message: &str) -> Self {
        Self::new(-32700, message)
    }

    pub(super) fn invalid_request(message: &str) -> Self {
        Self::new(-32600, message)
    }

    pub(super) fn unknown_method(message: &str) -> Self {
        Self::new(-32601, message)
    }

    pub(super) fn invalid_params(message: &str) -> Self {
        Self::new(-32602, message)
    }

    /// Where nothing is at an address; `old` versions have a code of their own for it.
    pub(super) fn unknown_resource(uri: &str, old: bool) -> Self {
        let code = if old { -32002 } else { -32602 };
        let data = Some(json!({"uri": uri}));
        Self { data, ..Self::new(code, "there is no such resource") }
    }

    pub(super) fn unsupported_version(requested: &str, supported: &[&str]) -> Self {
        let data = Some(json!({"supported": supported, "requested": requested}));
        Self { data, ..Self::new(-32022, "this version of the protocol is not spoken here") }
    }
}

impl From<ImageError> for ProtocolError {
    fn from(error: ImageError) -> Self {
        Self::new(-32603, &format!("the terms cannot be read: {error}"))
    }
}

impl From<serde_json::Error> for ProtocolError {
    fn from(error: serde_json::Error) -> Self {
        Self::new(-32603, &format!("the answer cannot be told: {error}"))
    }
}
