//! As much of JSON Schema as tools use, to validate what they return.

use serde_json::Value;

/// What in a value does not fit a schema, with where; `root` holds the definitions.
pub(crate) fn find_misfits(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let definition = root.pointer(name.strip_prefix('#').unwrap()).unwrap();
        return find_misfits(root, definition, value, at);
    }
    let misfit = |why: &str| vec![format!("{at}: {why}: {value}")];
    match schema["type"].as_str().expect("every schema has a type") {
        "string" => match (value.as_str(), schema["enum"].as_array()) {
            (None, _) => misfit("no text"),
            (Some(_), Some(words)) if !words.contains(value) => misfit("none of the words"),
            _ => vec![],
        },
        "number" => {
            if value.is_number() {
                vec![]
            } else {
                misfit("no number")
            }
        }
        "integer" => {
            if value.as_u64() > Some(0) {
                vec![]
            } else {
                misfit("no count")
            }
        }
        "boolean" => {
            if value.is_boolean() {
                vec![]
            } else {
                misfit("no flag")
            }
        }
        "array" => {
            let Some(items) = value.as_array() else { return misfit("no list") };
            let of = |(number, item)| {
                find_misfits(root, &schema["items"], item, &format!("{at}/{number}"))
            };
            items.iter().enumerate().flat_map(of).collect()
        }
        "object" => {
            let Some(fields) = value.as_object() else { return misfit("no object") };
            let lost = schema["required"].as_array().unwrap().iter();
            let lost = lost.filter(|name| !fields.contains_key(name.as_str().unwrap()));
            let lost: Vec<_> = lost.flat_map(|name| misfit(&format!("lacks {name}"))).collect();
            let of = |(name, item): (&String, &Value)| match schema["properties"].get(name) {
                Some(known) => find_misfits(root, known, item, &format!("{at}/{name}")),
                None => misfit(&format!("has an unknown `{name}`")),
            };
            fields.iter().flat_map(of).chain(lost).collect()
        }
        other => panic!("{other}"),
    }
}
