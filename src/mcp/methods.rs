//! The methods of the protocol, as a table.

use super::{
    eras::{
        ProtocolEra::{self, Handshake, Stateless},
        VERSIONS, choose_version, describe_server,
    },
    message::JsonFields,
    method_call::MethodCall,
    protocol_error::ProtocolError,
    resources, tool_calls,
    tools::name_corpus,
};
use serde_json::{Value, json};

/// What can be asked for.
pub(super) struct ProtocolMethod {
    pub(super) name: &'static str,
    /// The eras that have it.
    pub(super) eras: &'static [ProtocolEra],
    /// Whether a client may keep the result.
    pub(super) kept: bool,
    pub(super) answer: fn(&MethodCall<'_>) -> Result<JsonFields, ProtocolError>,
}

const BOTH: &[ProtocolEra] = &[Handshake, Stateless];

pub(super) const METHODS: &[ProtocolMethod] = &[
    ProtocolMethod { name: "initialize", eras: &[Handshake], kept: false, answer: initialize },
    ProtocolMethod {
        name: "ping",
        eras: &[Handshake],
        kept: false,
        answer: |_| Ok(JsonFields::new()),
    },
    ProtocolMethod {
        name: "server/discover",
        eras: &[Stateless],
        kept: true,
        answer: |call| Ok(discover(call)),
    },
    ProtocolMethod { name: "tools/list", eras: BOTH, kept: true, answer: tool_calls::list_tools },
    ProtocolMethod { name: "tools/call", eras: BOTH, kept: false, answer: tool_calls::call_tool },
    ProtocolMethod {
        name: "resources/list",
        eras: BOTH,
        kept: true,
        answer: resources::list_resources,
    },
    ProtocolMethod {
        name: "resources/templates/list",
        eras: BOTH,
        kept: true,
        answer: |_| Ok(resources::list_templates()),
    },
    ProtocolMethod {
        name: "resources/read",
        eras: BOTH,
        kept: true,
        answer: resources::read_resource,
    },
];

/// What a model is told before it calls anything; `{corpus}` stands for what the corpus is about.
const INSTRUCTIONS: &str = "\
A glossary of {corpus} in which every statement names who makes it: what terms mean, how they differ, how they are related, \
and where the sources disagree. Ask it before you define or compare such a term, or spell out an abbreviation: these words \
mean different things to different authors. In your answer, name the voices and give the works with their addresses. Never \
leave out a reservation (`but`). Where voices disagree, say so and give both sides. Where a tool finds nothing, say that \
too. No tool changes anything.";

fn initialize(call: &MethodCall<'_>) -> Result<JsonFields, ProtocolError> {
    let Some(asked) = call.params.get("protocolVersion").and_then(Value::as_str) else {
        return Err(ProtocolError::invalid_params("`protocolVersion` is missing"));
    };
    let mut result = describe_abilities(call);
    result.insert("protocolVersion".to_owned(), choose_version(asked).into());
    result.insert("serverInfo".to_owned(), describe_server());
    Ok(result)
}

fn discover(call: &MethodCall<'_>) -> JsonFields {
    let mut result = describe_abilities(call);
    result.insert("supportedVersions".to_owned(), json!(VERSIONS));
    result
}

fn describe_abilities(call: &MethodCall<'_>) -> JsonFields {
    let (corpus, _) = name_corpus(call.options.base);
    let instructions = INSTRUCTIONS.replace("{corpus}", &corpus);
    JsonFields::from_iter([
        ("capabilities".to_owned(), json!({"tools": {}, "resources": {}})),
        ("instructions".to_owned(), instructions.into()),
    ])
}
