//! The shape of a tool's structured content, as tables: what is cut of an answer, and the JSON Schema of what is left.

use super::message::JsonFields;
use serde_json::{Value, json};

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum OutputShape {
    /// A text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// One of some texts.
    Choice(&'static [&'static str]),
    /// An object.
    Object(&'static [ShapeField]),
    /// An object that stands in many places, with the name of its definition.
    Shared(&'static str, &'static [ShapeField]),
    /// A list.
    List(&'static ListShape),
}

/// What a list holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListShape {
    /// Each item.
    pub(super) of: OutputShape,
    /// How many of them a short answer has at most.
    pub(super) most: usize,
    /// A field, and how many items with the same value in it a short answer has at most.
    pub(super) each: Option<(&'static str, usize)>,
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapeField {
    pub(super) name: &'static str,
    /// What it holds; nothing where the name tells.
    pub(super) about: &'static str,
    pub(super) shape: OutputShape,
    pub(super) presence: Presence,
}

/// When a field is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always.
    Always,
    /// Unless it is empty, null or false.
    IfAny,
    /// The same, in full answers alone.
    InFull,
    /// The same; it is not cut of an answer, but added to it.
    Added,
}

impl ListShape {
    /// A list of which a short answer has so many items at most.
    pub(super) const fn new(of: OutputShape, most: usize) -> Self {
        Self { of, most, each: None }
    }

    /// The same, with so many at most of those that have the same value in a field.
    pub(super) const fn with_most_each(self, field: &'static str, most: usize) -> Self {
        Self { each: Some((field, most)), ..self }
    }

    /// Whether a short answer may leave items out.
    const fn is_bounded(&self) -> bool {
        self.most < usize::MAX || self.each.is_some()
    }
}

impl ShapeField {
    /// A field that is there if it has anything.
    pub(super) const fn new(name: &'static str, shape: OutputShape, about: &'static str) -> Self {
        Self { name, about, shape, presence: Presence::IfAny }
    }

    /// The same, of a text.
    pub(super) const fn text(name: &'static str, about: &'static str) -> Self {
        Self::new(name, OutputShape::Text, about)
    }

    /// The same, at other times.
    pub(super) const fn present(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// The same, always.
    pub(super) const fn always(self) -> Self {
        self.present(Presence::Always)
    }
}

/// The name of the field that counts what was left out of a list.
pub(super) fn name_left_out(list: &str) -> String {
    format!("{list}_left_out")
}

/// The JSON Schema of an object, with the definitions that it refers to.
pub(super) fn write_schema(fields: &'static [ShapeField]) -> Value {
    let mut definitions = JsonFields::new();
    let mut schema = describe_object(fields, &mut definitions);
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

fn describe_object(fields: &'static [ShapeField], definitions: &mut JsonFields) -> JsonFields {
    let mut properties = JsonFields::new();
    let mut required = vec![];
    for field in fields {
        let mut described = describe_shape(field.shape, definitions);
        if !field.about.is_empty() {
            described.insert("description".to_owned(), field.about.into());
        }
        properties.insert(field.name.to_owned(), Value::Object(described));
        if matches!(field.shape, OutputShape::List(list) if list.is_bounded()) {
            properties.insert(name_left_out(field.name), json!({"type": "integer"}));
        }
        if field.presence == Presence::Always {
            required.push(field.name);
        }
    }
    let schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    into_fields(schema)
}

fn describe_shape(shape: OutputShape, definitions: &mut JsonFields) -> JsonFields {
    match shape {
        OutputShape::Text => into_fields(json!({"type": "string"})),
        OutputShape::Number => into_fields(json!({"type": "number"})),
        OutputShape::Flag => into_fields(json!({"type": "boolean"})),
        OutputShape::Choice(words) => into_fields(json!({"type": "string", "enum": words})),
        OutputShape::Object(fields) => describe_object(fields, definitions),
        OutputShape::Shared(name, fields) => {
            if !definitions.contains_key(name) {
                // Its place, so that what refers to itself comes to an end.
                definitions.insert(name.to_owned(), Value::Null);
                let described = describe_object(fields, definitions);
                definitions.insert(name.to_owned(), Value::Object(described));
            }
            into_fields(json!({"$ref": format!("#/$defs/{name}")}))
        }
        OutputShape::List(list) => {
            let items = describe_shape(list.of, definitions);
            into_fields(json!({"type": "array", "items": items}))
        }
    }
}

fn into_fields(value: Value) -> JsonFields {
    match value {
        Value::Object(fields) => fields,
        _ => JsonFields::new(),
    }
}
