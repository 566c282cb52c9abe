//! How is a value written, so that it is read back as it was?

use serde::Serialize;
use serde_yaml::{SerializerOptions, ser_options, to_string_with_options};

pub use serde_yaml::{FlowMap, FlowSeq};

/// How wide a folded text gets, indent not counted.
const WIDTH: usize = 100;

/// A value as a YAML document: maps and lists in block style, unless they are wrapped in [`FlowMap`] or [`FlowSeq`], and
/// long texts folded.
///
/// # Errors
/// What a value's own `Serialize` refuses.
pub fn write<T: Serialize>(value: &T) -> Result<String, serde_yaml::ser::Error> {
    to_string_with_options(value, options(true))
}

/// A text as it stands behind a key or in a list, in one line: plain where YAML reads it back so, else quoted.
pub fn scalar(text: &str) -> String {
    // In a flow list, so that commas and brackets are quoted as well.
    let listed = to_string_with_options(&FlowSeq([text]), options(false)).unwrap_or_default();
    listed.trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned()
}

fn options(fold: bool) -> SerializerOptions {
    ser_options! {
        compact_list_indent: false,
        prefer_block_scalars: fold,
        folded_wrap_chars: WIDTH,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Node, Value, parse};
    use super::*;

    #[test]
    fn a_scalar_is_read_back_as_it_was() {
        let texts = [
            "plain",
            "a: b",
            "a, b",
            "#1",
            "no",
            "~",
            "[x]",
            "it's",
            "\"so\"",
            "a # b",
            "- a",
            "*a",
            "]",
            "0755",
            "ends with colon:",
            "tab\there",
            "two\nlines",
            "ünïcode — dash",
            "'",
            "{a}",
            "? a",
            "[",
            "a]",
        ];
        for text in texts {
            for written in [format!("[{}, x]", scalar(text)), format!("key: {}", scalar(text))] {
                let (mut roots, faults) = parse(0, written.as_bytes());
                let Some(Node { value, .. }) = roots.pop() else { panic!("{written}") };
                assert_eq!(faults, [], "{written}");
                let node = match value {
                    Value::List(items) => items.into_iter().next(),
                    Value::Map(pairs) => pairs.into_iter().next().map(|(_, node)| node),
                    _ => None,
                };
                assert!(
                    matches!(node, Some(Node { value: Value::Text(read), .. }) if read == text),
                    "{written}"
                );
            }
        }
    }

    #[test]
    fn long_texts_are_folded_and_read_back() {
        let long = "word ".repeat(60).trim().to_owned();
        let written =
            write(&[("text", &long)].into_iter().collect::<std::collections::BTreeMap<_, _>>())
                .unwrap_or_default();
        assert!(written.lines().all(|line| line.chars().count() <= WIDTH + 4), "{written}");
        let (roots, _) = parse(0, written.as_bytes());
        let [Node { value: Value::Map(pairs), .. }] = &*roots else { panic!("{written}") };
        assert!(
            matches!(&pairs[0].1.value, Value::Text(text) if text.trim_end() == long),
            "{written}"
        );
    }
}
