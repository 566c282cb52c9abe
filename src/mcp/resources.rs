//! Resources: each concept is one, `cxterms://concept/ID`, in Markdown with everything that is said of it.

use super::{
    eras::ProtocolEra, message::JsonFields, method_call::MethodCall, protocol_error::ProtocolError,
};
use crate::{
    answer::{self, Ask, Detail, Term},
    render::{OutputFormat, OutputStyle},
};
use serde_json::{Value, json};
use std::fmt::Write;

/// What the address of a concept begins with.
const PREFIX: &str = "cxterms://concept/";

/// How many resources are listed at once, and in all: the others are read by their identifiers.
const PAGE_SIZE: usize = 200;
const MAX_LISTED: usize = 1_000;

const MARKDOWN: &str = "text/markdown";

pub(super) fn list_templates() -> JsonFields {
    let template = json!({
        "uriTemplate": format!("{PREFIX}{{id}}"),
        "name": "concept",
        "title": "Concept",
        "description": "Everything that is said of a concept, by its identifier as the tools give it.",
        "mimeType": MARKDOWN,
    });
    JsonFields::from_iter([("resourceTemplates".to_owned(), json!([template]))])
}

pub(super) fn list_resources(call: &MethodCall<'_>) -> Result<JsonFields, ProtocolError> {
    let start = match call.params.get("cursor") {
        None | Some(Value::Null) => 0,
        Some(cursor) => read_cursor(cursor)
            .ok_or_else(|| ProtocolError::invalid_params("there is no such `cursor`"))?,
    };
    let (ask, base) = (ask_everything(call), call.options.base);
    let ids = base.concept_ids()?.take(MAX_LISTED).skip(start).take(PAGE_SIZE);
    let described = ids.map(|id| {
        let term = Term::from_id(ask, id)?;
        Ok(json!({
            "uri": write_address(term.id),
            "name": term.id,
            "title": term.title(),
            "mimeType": MARKDOWN,
        }))
    });
    let described = described.collect::<Result<Vec<_>, ProtocolError>>()?;
    let next = start + described.len();
    let mut result = JsonFields::from_iter([("resources".to_owned(), described.into())]);
    if next < base.concept_count()?.min(MAX_LISTED) {
        result.insert("nextCursor".to_owned(), next.to_string().into());
    }
    Ok(result)
}

fn read_cursor(cursor: &Value) -> Option<usize> {
    cursor.as_str()?.parse().ok()
}

pub(super) fn read_resource(call: &MethodCall<'_>) -> Result<JsonFields, ProtocolError> {
    let Some(uri) = call.params.get("uri").and_then(Value::as_str) else {
        return Err(ProtocolError::invalid_params("`uri` is missing"));
    };
    let unknown = || ProtocolError::unknown_resource(uri, call.era == ProtocolEra::Handshake);
    let id = uri.strip_prefix(PREFIX).and_then(decode_percents).ok_or_else(unknown)?;
    let mut definition = answer::define(ask_everything(call), &id)?;
    definition.concepts.retain(|concept| concept.term.id == id);
    if definition.concepts.is_empty() {
        return Err(unknown());
    }
    let mut text = vec![];
    if let Some(markdown) = OutputFormat::find_by_name("markdown") {
        markdown
            .write(&definition, OutputStyle::default(), &mut text)
            .map_err(serde_json::Error::io)?;
    }
    let text = String::from_utf8_lossy(&text);
    // A model that reads it has tools and no shell.
    let text: String = text.split_inclusive('\n').filter(|it| !it.starts_with("Next: `")).collect();
    let text = text.trim_end();
    let contents = json!([{"uri": uri, "mimeType": MARKDOWN, "text": text}]);
    Ok(JsonFields::from_iter([("contents".to_owned(), contents)]))
}

fn ask_everything<'c>(call: &MethodCall<'c>) -> Ask<'c> {
    let languages = call.options.languages;
    Ask { detail: Detail::Everything, sources: true, languages, ..Ask::new(call.options.base) }
}

/// The address of a concept.
fn write_address(id: &str) -> String {
    let mut address = PREFIX.to_owned();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            // A text takes everything.
            _ => _ = write!(address, "%{byte:02X}"),
        }
    }
    address
}

/// A text whose `%41` stand for bytes; none if it is damaged.
fn decode_percents(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (vec![], text);
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        bytes
            .push(u8::from_str_radix(behind.get(..2).filter(|it| !it.starts_with('+'))?, 16).ok()?);
        rest = behind.get(2..)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_identifier() {
        for id in ["net-promoter-score", "a b/c?%41", "größe", "", "%"] {
            let address = write_address(id);
            assert_eq!(address.strip_prefix(PREFIX).and_then(decode_percents).as_deref(), Some(id));
        }
        for damaged in ["%", "%4", "%+1", "%zz", "%ff"] {
            assert_eq!(decode_percents(damaged), None, "{damaged}");
        }
    }
}
