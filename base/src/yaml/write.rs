//! YAML writer: writes a value so that it is read back unchanged.

use serde::{Serialize, Serializer};
use serde_yaml::{FlowMap, FlowSeq, SerializerOptions, ser_options, to_string_with_options};

/// How wide a folded text or a map in one line gets, indent not counted.
pub(super) const MAX_LINE_WIDTH: usize = 100;

/// A value to be written: a list or map stands in one line where it is short and nothing stands below its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlValue {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// A map, in this order.
    Map(Vec<(String, Self)>),
}

impl YamlValue {
    /// How many characters it takes in one line, quotes not counted.
    fn flow_width(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Flag(_) => 5,
            Self::List(items) => items.iter().map(|item| item.flow_width() + 2).sum(),
            Self::Map(pairs) => {
                pairs.iter().map(|(key, value)| key.len() + value.flow_width() + 4).sum()
            }
        }
    }
}

impl<T: Into<String>> From<T> for YamlValue {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl Serialize for YamlValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let short = self.flow_width() < MAX_LINE_WIDTH;
        match self {
            Self::List(_) if short => FlowSeq(FlowStyle(self)).serialize(serializer),
            Self::Map(_) if short => FlowMap(FlowStyle(self)).serialize(serializer),
            _ => BlockStyle(self).serialize(serializer),
        }
    }
}

/// A value whose own list or map stands line by line.
struct BlockStyle<'p>(&'p YamlValue);

impl Serialize for BlockStyle<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_with(self.0, serializer, |value| value)
    }
}

/// A value that stands in one line with all that it holds.
struct FlowStyle<'p>(&'p YamlValue);

impl Serialize for FlowStyle<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_with(self.0, serializer, FlowStyle)
    }
}

/// A value whose maps stand line by line, as those in them do where they are long.
struct SectionStyle<'p>(&'p YamlValue);

impl Serialize for SectionStyle<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_with(self.0, serializer, SectionItem)
    }
}

/// A value that stands line by line if it is a map.
struct SectionItem<'p>(&'p YamlValue);

impl Serialize for SectionItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            YamlValue::Map(_) => BlockStyle(self.0).serialize(serializer),
            value => value.serialize(serializer),
        }
    }
}

/// Serialises a value, and what it holds as `inner` has it.
fn serialize_with<'p, S: Serializer, T: Serialize>(
    value: &'p YamlValue,
    serializer: S,
    inner: impl Fn(&'p YamlValue) -> T,
) -> Result<S::Ok, S::Error> {
    match value {
        YamlValue::Text(text) => serializer.serialize_str(text),
        YamlValue::Flag(flag) => serializer.serialize_bool(*flag),
        YamlValue::List(items) => serializer.collect_seq(items.iter().map(inner)),
        YamlValue::Map(pairs) => {
            serializer.collect_map(pairs.iter().map(|(key, value)| (key, inner(value))))
        }
    }
}

/// A document: its outermost list or map line by line, and long texts folded.
pub fn write_document(value: &YamlValue) -> String {
    // A `Plain` refuses nothing, and a string takes everything.
    to_string_with_options(&BlockStyle(value), writer_options(true)).unwrap_or_default()
}

/// A document whose sections people add to: each name in them begins a line.
pub fn write_sections(value: &YamlValue) -> String {
    to_string_with_options(&SectionStyle(value), writer_options(true)).unwrap_or_default()
}

/// A value in one line, with all that it holds.
pub fn write_in_one_line(value: &YamlValue) -> String {
    match value {
        YamlValue::Text(text) => write_scalar(text),
        YamlValue::Flag(flag) => flag.to_string(),
        YamlValue::List(items) => {
            let items: Vec<_> = items.iter().map(write_in_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        YamlValue::Map(pairs) => {
            let pair = |(key, value): &(String, YamlValue)| {
                format!("{}: {}", write_scalar(key), write_in_one_line(value))
            };
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text as it stands behind a key or in a list, in one line: plain where YAML reads it back so, else quoted.
pub fn write_scalar(text: &str) -> String {
    // In a flow list, so that commas and brackets are quoted as well.
    let listed =
        to_string_with_options(&FlowSeq([text]), writer_options(false)).unwrap_or_default();
    listed.trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned()
}

fn writer_options(fold: bool) -> SerializerOptions {
    ser_options! {
        compact_list_indent: false,
        prefer_block_scalars: fold,
        folded_wrap_chars: MAX_LINE_WIDTH,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NodeValue, YamlNode, parse_document};
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
            for written in
                [format!("[{}, x]", write_scalar(text)), format!("key: {}", write_scalar(text))]
            {
                let (mut roots, faults) = parse_document(0, written.as_bytes());
                let Some(YamlNode { value, .. }) = roots.pop() else { panic!("{written}") };
                assert_eq!(faults, [], "{written}");
                let node = match value {
                    NodeValue::List(items) => items.into_iter().next(),
                    NodeValue::Map(pairs) => pairs.into_iter().next().map(|(_, node)| node),
                    _ => None,
                };
                assert!(
                    matches!(node, Some(YamlNode { value: NodeValue::Text(read), .. }) if read == text),
                    "{written}"
                );
            }
        }
    }

    #[test]
    fn long_texts_are_folded_and_read_back() {
        let long = "word ".repeat(60).trim().to_owned();
        let written =
            write_document(&YamlValue::Map(vec![("text".to_owned(), YamlValue::from(&*long))]));
        assert!(
            written.lines().all(|line| line.chars().count() <= MAX_LINE_WIDTH + 4),
            "{written}"
        );
        let (roots, _) = parse_document(0, written.as_bytes());
        let [YamlNode { value: NodeValue::Map(pairs), .. }] = &*roots else { panic!("{written}") };
        assert!(
            matches!(&pairs[0].1.value, NodeValue::Text(text) if text.trim_end() == long),
            "{written}"
        );
    }
}
