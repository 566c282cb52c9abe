//! How is a value written, so that it is read back as it was?

use serde::{Serialize, Serializer};
use serde_yaml::{FlowMap, FlowSeq, SerializerOptions, ser_options, to_string_with_options};

/// How wide a folded text or a map in one line gets, indent not counted.
const WIDTH: usize = 100;

/// A value to be written: a list or map stands in one line where it is short and nothing stands below its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// A map, in this order.
    Map(Vec<(String, Self)>),
}

impl Plain {
    /// How many characters it takes in one line, quotes not counted.
    fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Flag(_) => 5,
            Self::List(items) => items.iter().map(|item| item.width() + 2).sum(),
            Self::Map(pairs) => {
                pairs.iter().map(|(key, value)| key.len() + value.width() + 4).sum()
            }
        }
    }
}

impl<T: Into<String>> From<T> for Plain {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let short = self.width() < WIDTH;
        match self {
            Self::List(_) if short => FlowSeq(Line(self)).serialize(serializer),
            Self::Map(_) if short => FlowMap(Line(self)).serialize(serializer),
            _ => Block(self).serialize(serializer),
        }
    }
}

/// A value whose own list or map stands line by line.
struct Block<'p>(&'p Plain);

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        each(self.0, serializer, |value| value)
    }
}

/// A value that stands in one line with all that it holds.
struct Line<'p>(&'p Plain);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        each(self.0, serializer, Line)
    }
}

/// A value whose maps stand line by line, as those in them do where they are long.
struct Sections<'p>(&'p Plain);

impl Serialize for Sections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        each(self.0, serializer, Section)
    }
}

/// A value that stands line by line if it is a map.
struct Section<'p>(&'p Plain);

impl Serialize for Section<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Plain::Map(_) => Block(self.0).serialize(serializer),
            value => value.serialize(serializer),
        }
    }
}

/// Serialises a value, and what it holds as `inner` has it.
fn each<'p, S: Serializer, T: Serialize>(
    value: &'p Plain,
    serializer: S,
    inner: impl Fn(&'p Plain) -> T,
) -> Result<S::Ok, S::Error> {
    match value {
        Plain::Text(text) => serializer.serialize_str(text),
        Plain::Flag(flag) => serializer.serialize_bool(*flag),
        Plain::List(items) => serializer.collect_seq(items.iter().map(inner)),
        Plain::Map(pairs) => {
            serializer.collect_map(pairs.iter().map(|(key, value)| (key, inner(value))))
        }
    }
}

/// A document: its outermost list or map line by line, and long texts folded.
pub fn write(value: &Plain) -> String {
    // A `Plain` refuses nothing, and a string takes everything.
    to_string_with_options(&Block(value), options(true)).unwrap_or_default()
}

/// A document whose sections people add to: each name in them begins a line.
pub fn write_sections(value: &Plain) -> String {
    to_string_with_options(&Sections(value), options(true)).unwrap_or_default()
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
        let written = write(&Plain::Map(vec![("text".to_owned(), Plain::from(&*long))]));
        assert!(written.lines().all(|line| line.chars().count() <= WIDTH + 4), "{written}");
        let (roots, _) = parse(0, written.as_bytes());
        let [Node { value: Value::Map(pairs), .. }] = &*roots else { panic!("{written}") };
        assert!(
            matches!(&pairs[0].1.value, Value::Text(text) if text.trim_end() == long),
            "{written}"
        );
    }
}
