//! The two eras of the protocol: versions that begin with a handshake, and the one in which each request tells its own.

use super::{
    message::{ClientRequest, JsonFields},
    protocol_error::ProtocolError,
};
use serde_json::{Value, json};

/// The versions that begin with `initialize`, the newest first.
const HANDSHAKE_VERSIONS: [&str; 2] = ["2025-11-25", "2025-06-18"];

/// The version in which each request tells its own.
const STATELESS_VERSION: &str = "2026-07-28";

/// Every version, the newest first.
pub(super) const VERSIONS: [&str; 3] =
    [STATELESS_VERSION, HANDSHAKE_VERSIONS[0], HANDSHAKE_VERSIONS[1]];

/// How long a client may keep what it read, in milliseconds: until it starts the program again, so an hour.
const KEEP_MILLISECONDS: u64 = 3_600_000;

/// In which way a request is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProtocolEra {
    /// As agreed by `initialize`.
    Handshake,
    /// As the request itself says.
    Stateless,
}

/// What this program calls itself.
pub(super) fn describe_server() -> Value {
    json!({"name": "cxterms", "title": "cxterms", "version": env!("CARGO_PKG_VERSION")})
}

/// The handshake version that serves a client best: the newest that is not newer than its own.
pub(super) fn choose_version(asked: &str) -> &'static str {
    let known = HANDSHAKE_VERSIONS.iter().find(|version| **version <= asked);
    known.or(HANDSHAKE_VERSIONS.last()).copied().unwrap_or(STATELESS_VERSION)
}

impl ProtocolEra {
    /// The era of a request, by what it tells of itself; else that of the handshake, if there was one.
    pub(super) fn of_request(
        request: &ClientRequest,
        params: &JsonFields,
        shaken: bool,
    ) -> Result<Self, ProtocolError> {
        let own = |key: &str| params.get("_meta")?.get(format!("io.modelcontextprotocol/{key}"));
        match own("protocolVersion") {
            Some(Value::String(version)) if version == STATELESS_VERSION => {
                match own("clientCapabilities") {
                    Some(Value::Object(_)) => Ok(Self::Stateless),
                    _ => Err(ProtocolError::invalid_params(
                        "`io.modelcontextprotocol/clientCapabilities` is missing in `_meta`",
                    )),
                }
            }
            Some(Value::String(version)) => {
                Err(ProtocolError::unsupported_version(version, &VERSIONS))
            }
            Some(_) => Err(ProtocolError::invalid_params(
                "`io.modelcontextprotocol/protocolVersion` must be a text",
            )),
            None if shaken || ["initialize", "ping"].contains(&&*request.method) => {
                Ok(Self::Handshake)
            }
            None => Err(ProtocolError::invalid_params(&format!(
                "begin with `initialize`, or tell the version ({STATELESS_VERSION}) in `_meta` of each request"
            ))),
        }
    }

    /// Adds to a result what its era tells of every one; how long it may be kept, if it may.
    pub(super) fn complete_result(self, result: &mut JsonFields, keep: Option<&'static str>) {
        if self == Self::Handshake {
            return;
        }
        result.insert("resultType".to_owned(), "complete".into());
        let server = json!({"io.modelcontextprotocol/serverInfo": describe_server()});
        result.insert("_meta".to_owned(), server);
        if let Some(scope) = keep {
            result.insert("ttlMs".to_owned(), KEEP_MILLISECONDS.into());
            result.insert("cacheScope".to_owned(), scope.into());
        }
    }
}
