//! Arguments of tools, as tables: their JSON Schema, and what is wrong with those of a call.

use super::message::{JsonFields, shorten_written};
use cxterms_base::{Base, image::ImageError, text};
use serde_json::{Value, json};

/// How many characters a name or some words have at most.
const MAX_WORDS_CHARS: usize = 1_000;

/// What a tool takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ToolArgument {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) kind: ArgumentKind,
    pub(super) required: bool,
}

/// What an argument is.
#[derive(Clone, Copy, Debug)]
pub(super) enum ArgumentKind {
    /// A name or some words.
    Words,
    /// A text of any length.
    Prose,
    /// Texts, at least and at most so many.
    Texts(usize, usize),
    /// One of some words.
    Choice(fn(&Base) -> Result<Vec<String>, ImageError>),
}

impl ToolArgument {
    pub(super) const fn required(
        name: &'static str,
        kind: ArgumentKind,
        about: &'static str,
    ) -> Self {
        Self { name, about, kind, required: true }
    }

    pub(super) const fn optional(
        name: &'static str,
        kind: ArgumentKind,
        about: &'static str,
    ) -> Self {
        Self { name, about, kind, required: false }
    }

    fn describe(&self, base: &Base) -> Result<Value, ImageError> {
        let about = self.about;
        Ok(match self.kind {
            ArgumentKind::Prose => json!({"type": "string", "minLength": 1, "description": about}),
            ArgumentKind::Words => json!({
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_WORDS_CHARS,
                "description": about,
            }),
            ArgumentKind::Texts(least, most) => json!({
                "type": "array",
                "items": {"type": "string", "minLength": 1, "maxLength": MAX_WORDS_CHARS},
                "minItems": least,
                "maxItems": most,
                "description": about,
            }),
            ArgumentKind::Choice(list) => {
                json!({"type": "string", "enum": list(base)?, "description": about})
            }
        })
    }

    /// What is wrong with a value.
    fn find_fault(&self, value: &Value, base: &Base) -> Result<Option<String>, ImageError> {
        let name = self.name;
        let is_told = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
        let is_long = |value: &Value| {
            value.as_str().is_some_and(|text| text.chars().nth(MAX_WORDS_CHARS).is_some())
        };
        let too_long = || Some(format!("`{name}` has more than {MAX_WORDS_CHARS} characters"));
        Ok(match (self.kind, value) {
            (ArgumentKind::Words, text) if is_long(text) => too_long(),
            (ArgumentKind::Words | ArgumentKind::Prose, text) if is_told(text) => None,
            (ArgumentKind::Words | ArgumentKind::Prose, _) => {
                Some(format!("`{name}` must be a text that is not blank"))
            }
            (ArgumentKind::Texts(..), Value::Array(items)) if items.iter().any(is_long) => {
                too_long()
            }
            (ArgumentKind::Texts(least, most), Value::Array(items)) => {
                let fits = (least..=most).contains(&items.len()) && items.iter().all(is_told);
                (!fits).then(|| format!("`{name}` must hold {least} to {most} texts, none blank"))
            }
            (ArgumentKind::Texts(..), _) => Some(format!("`{name}` must be a list of texts")),
            (ArgumentKind::Choice(list), value) => {
                let words = list(base)?;
                let known = value.as_str().is_some_and(|text| words.iter().any(|it| it == text));
                (!known).then(|| format!("`{name}` must be one of {}", words.join(", ")))
            }
        })
    }
}

/// The JSON Schema of what a tool takes.
pub(super) fn write_input_schema(
    arguments: &[ToolArgument],
    base: &Base,
) -> Result<Value, ImageError> {
    let described = arguments.iter().map(|it| Ok((it.name.to_owned(), it.describe(base)?)));
    let properties = described.collect::<Result<JsonFields, ImageError>>()?;
    let required: Vec<_> = arguments.iter().filter(|it| it.required).map(|it| it.name).collect();
    Ok(json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    }))
}

/// What is wrong with the arguments of a call, if anything is. Null is as good as nothing.
pub(super) fn find_argument_fault(
    arguments: &[ToolArgument],
    given: &JsonFields,
    base: &Base,
) -> Result<Option<String>, ImageError> {
    for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
        let Some(argument) = arguments.iter().find(|it| it.name == name) else {
            return Ok(Some(describe_unknown(arguments, name)));
        };
        if let Some(fault) = argument.find_fault(value, base)? {
            return Ok(Some(fault));
        }
    }
    let is_given = |it: &ToolArgument| given.get(it.name).is_some_and(|value| !value.is_null());
    let lost = arguments.iter().find(|it| it.required && !is_given(it));
    Ok(lost.map(|it| format!("`{}` is missing: {}", it.name, it.about)))
}

fn describe_unknown(arguments: &[ToolArgument], name: &str) -> String {
    let names = arguments.iter().map(|it| it.name);
    let hint = match text::find_nearest(name, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
    };
    format!("there is no argument `{}`; {hint}", shorten_written(name))
}
