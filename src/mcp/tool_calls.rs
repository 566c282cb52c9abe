//! Listing and calling tools.

use super::{
    arguments::{find_argument_fault, write_input_schema},
    message::{JsonFields, shorten_written},
    method_call::MethodCall,
    protocol_error::ProtocolError,
    shape::write_schema,
    tools::{TOOLS, ToolAnswer, ToolCall, ToolFault},
};
use serde_json::{Value, json};

pub(super) fn list_tools(call: &MethodCall<'_>) -> Result<JsonFields, ProtocolError> {
    let base = call.options.base;
    let described = TOOLS.iter().map(|tool| {
        Ok(json!({
            "name": tool.name,
            "title": tool.title,
            "description": tool.describe(base),
            "inputSchema": write_input_schema(tool.arguments, base)?,
            "outputSchema": write_schema(tool.output),
            "annotations": {
                "title": tool.title,
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        }))
    });
    let described = described.collect::<Result<Vec<_>, ProtocolError>>()?;
    Ok(JsonFields::from_iter([("tools".to_owned(), described.into())]))
}

pub(super) fn call_tool(call: &MethodCall<'_>) -> Result<JsonFields, ProtocolError> {
    let Some(name) = call.params.get("name").and_then(Value::as_str) else {
        return Err(ProtocolError::invalid_params("`name` of the tool is missing"));
    };
    let tool = TOOLS.iter().find(|tool| tool.name == name).ok_or_else(|| {
        ProtocolError::invalid_params(&format!("there is no tool `{}`", shorten_written(name)))
    })?;
    let none = JsonFields::new();
    let arguments = match call.params.get("arguments") {
        None | Some(Value::Null) => &none,
        Some(Value::Object(arguments)) => arguments,
        Some(_) => return Err(ProtocolError::invalid_params("`arguments` must be an object")),
    };
    let base = call.options.base;
    if let Some(fault) = find_argument_fault(tool.arguments, arguments, base)? {
        return Ok(tell_fault(&fault));
    }
    let languages = call.options.languages;
    match (tool.call)(&ToolCall { base, languages, arguments, output: tool.output }) {
        Ok(answer) => Ok(tell_answer(answer)),
        Err(ToolFault::Told(fault)) => Ok(tell_fault(&fault)),
        Err(ToolFault::Failed(error)) => Err(error),
    }
}

fn tell_answer(answer: ToolAnswer) -> JsonFields {
    JsonFields::from_iter([
        ("content".to_owned(), json!([{"type": "text", "text": answer.text}])),
        ("structuredContent".to_owned(), Value::Object(answer.structured)),
        ("isError".to_owned(), false.into()),
    ])
}

fn tell_fault(fault: &str) -> JsonFields {
    JsonFields::from_iter([
        ("content".to_owned(), json!([{"type": "text", "text": fault}])),
        ("isError".to_owned(), true.into()),
    ])
}
