//! Something that an editor can ask for: what it announces, the requests that it answers, and what it shows by itself.

use super::session::{ClientOffer, EditorSession};
use cxterms_base::image::ImageError;
use lsp_server::ErrorCode;
use lsp_types::ServerCapabilities;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// How a request is answered.
pub(super) type RequestAnswer = fn(&mut EditorSession<'_>, Value) -> Result<Value, RequestFault>;

/// What shows something of a document, by its address.
pub(super) type DocumentShower = fn(&mut EditorSession<'_>, &str) -> Result<(), RequestFault>;

/// Something that an editor can ask for.
pub(super) struct EditorCapability {
    /// What the server says of it.
    pub(super) announce: fn(&mut ServerCapabilities, &ClientOffer),
    /// Its requests.
    pub(super) requests: &'static [(&'static str, RequestAnswer)],
    /// What it shows of a document without being asked, when that is opened or has changed.
    pub(super) show: Option<DocumentShower>,
}

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct RequestFault {
    pub(super) code: i32,
    pub(super) message: String,
}

impl RequestFault {
    /// What is wrong with the request.
    pub(super) fn refuse(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: code as i32, message: message.into() }
    }
}

impl From<ImageError> for RequestFault {
    fn from(error: ImageError) -> Self {
        Self::refuse(ErrorCode::InternalError, error.to_string())
    }
}

/// What a request says.
pub(super) fn read_params<P: DeserializeOwned>(params: Value) -> Result<P, RequestFault> {
    let refuse = |error: serde_json::Error| {
        RequestFault::refuse(ErrorCode::InvalidParams, error.to_string())
    };
    serde_json::from_value(params).map_err(refuse)
}

/// What is answered.
pub(super) fn write_answer(answer: impl Serialize) -> Result<Value, RequestFault> {
    let fail = |error: serde_json::Error| {
        RequestFault::refuse(ErrorCode::InternalError, error.to_string())
    };
    serde_json::to_value(answer).map_err(fail)
}
