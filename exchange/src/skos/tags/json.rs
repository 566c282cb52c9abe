//! Looks through JSON-LD before its parser does: bounds its depth, and rewrites its language tags.
//!
//! A tag is the value of `@language` or of an alias of it, or a key of a language map, as the term definitions in the
//! file's contexts say which keys hold one.

use super::LanguageTags;
use crate::ImportError;
use std::{collections::HashSet, ops::Range};

/// How deep objects and arrays may be nested: the parser needs its stack for each level.
const MAX_DEPTH: usize = 64;

/// Skips a byte order mark, which not every writer leaves out.
pub(in crate::skos) fn without_byte_order_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// Refuses what is nested too deep.
pub(in crate::skos) fn check_depth(file: &str, text: &[u8]) -> Result<(), ImportError> {
    let (mut depth, mut too_deep) = (0_usize, None);
    visit_tokens(text, &mut |token| match token {
        JsonToken::Open(at, _) => {
            depth += 1;
            if depth > MAX_DEPTH && too_deep.is_none() {
                too_deep = Some(at);
            }
        }
        JsonToken::Close => depth = depth.saturating_sub(1),
        JsonToken::Text(_) | JsonToken::Comma | JsonToken::Colon => {}
    });
    match too_deep {
        None => Ok(()),
        Some(at) => {
            let message = format!("its objects and arrays are nested deeper than {MAX_DEPTH}");
            Err(ImportError::new(file, locate_byte(text, at), message))
        }
    }
}

/// The text with each bad language tag rewritten.
pub(in crate::skos) fn rewrite_tags(tags: &LanguageTags, file: &str, text: Vec<u8>) -> Vec<u8> {
    let (mut maps, mut aliases) = (HashSet::new(), HashSet::from(["@language".to_owned()]));
    visit_strings(&text, &mut |at| {
        let JsonString::Value { range, key, within } = at else { return };
        if text.get(range) != Some(b"\"@language\"") {
            return;
        }
        match unquote(&text, &key) {
            Some(key) if key == "@container" => maps.extend(unquote(&text, &within)),
            Some(key) if key == "@id" => aliases.extend(unquote(&text, &within)),
            Some(key) if !key.starts_with('@') => drop(aliases.insert(key)),
            _ => {}
        }
    });
    let mut edits: Vec<(Range<usize>, String)> = vec![];
    visit_strings(&text, &mut |at| {
        let (range, is_tag) = match at {
            JsonString::Key { range, within } => {
                let is_tag = !maps.is_empty()
                    && unquote(&text, &within).is_some_and(|within| maps.contains(&within));
                (range, is_tag)
            }
            JsonString::Value { range, key, .. } => {
                let is_tag = unquote(&text, &key).is_some_and(|key| aliases.contains(&key));
                (range, is_tag)
            }
        };
        let Some(tag) = is_tag.then(|| unquote(&text, &range)).flatten() else { return };
        if tag.starts_with('@') {
            return;
        }
        let place = || locate_byte(&text, range.start + 1);
        let rewritten = tags.rewrite_tag(&tag, file, place);
        if rewritten != tag {
            edits.push((range, format!("\"{rewritten}\"")));
        }
    });
    if edits.is_empty() {
        return text;
    }
    let (mut out, mut copied) = (Vec::with_capacity(text.len()), 0);
    for (range, new) in edits {
        out.extend_from_slice(text.get(copied..range.start).unwrap_or_default());
        out.extend_from_slice(new.as_bytes());
        copied = range.end;
    }
    out.extend_from_slice(text.get(copied..).unwrap_or_default());
    out
}

/// The string that stands, with its quotes, in a range.
fn unquote(text: &[u8], range: &Range<usize>) -> Option<String> {
    serde_json::from_slice(text.get(range.clone())?).ok()
}

/// The line and the byte in it, from 1, of a byte from 0.
fn locate_byte(text: &[u8], at: usize) -> (u64, u64) {
    let before = text.get(..at).unwrap_or_default();
    let lines = before.split(|byte| *byte == b'\n');
    let (line, last) = (1..).zip(lines).last().unwrap_or((1, &[]));
    (line, last.len() as u64 + 1)
}

/// What stands in JSON, as far as it matters here.
enum JsonToken {
    /// An object (true) or array begins at a byte.
    Open(usize, bool),
    Close,
    /// A string, with its quotes.
    Text(Range<usize>),
    Comma,
    Colon,
}

/// A string and where it stands; ranges are empty where there is no key.
enum JsonString {
    /// A key of the object that stands under the key `within`.
    Key { range: Range<usize>, within: Range<usize> },
    /// A value under `key`, alone or in a list, in the object that stands under the key `within`.
    Value { range: Range<usize>, key: Range<usize>, within: Range<usize> },
}

/// Visits tokens in order; what is no JSON is left to the parser.
fn visit_tokens(text: &[u8], visit: &mut dyn FnMut(JsonToken)) {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' => visit(JsonToken::Open(start, *byte == b'{')),
            b'}' | b']' => visit(JsonToken::Close),
            b',' => visit(JsonToken::Comma),
            b':' => visit(JsonToken::Colon),
            b'"' => {
                while let Some(inner) = text.get(at).filter(|inner| **inner != b'"') {
                    at += if *inner == b'\\' { 2 } else { 1 };
                }
                at += 1;
                visit(JsonToken::Text(start..at.min(text.len())));
            }
            _ => {}
        }
    }
}

/// An object or array that is not closed yet.
#[derive(Default)]
struct JsonLevel {
    object: bool,
    /// Whether a value is next, behind its key's colon.
    at_value: bool,
    /// The key of the value that is read; of an array the key that it stands under.
    key: Range<usize>,
    /// The key that the innermost object stands under.
    within: Range<usize>,
}

/// Visits strings in order, each with the keys above it.
fn visit_strings(text: &[u8], visit: &mut dyn FnMut(JsonString)) {
    let mut levels = vec![JsonLevel { at_value: true, ..JsonLevel::default() }];
    visit_tokens(text, &mut |token| {
        let Some(level) = levels.last_mut() else { return };
        match token {
            JsonToken::Colon => level.at_value = true,
            JsonToken::Comma => level.at_value = !level.object,
            JsonToken::Text(range) if level.object && !level.at_value => {
                level.key = range.clone();
                visit(JsonString::Key { range, within: level.within.clone() });
            }
            JsonToken::Text(range) => {
                let (key, within) = (level.key.clone(), level.within.clone());
                visit(JsonString::Value { range, key, within });
            }
            JsonToken::Open(_, object) => {
                let key = level.key.clone();
                let within = if object { key.clone() } else { level.within.clone() };
                levels.push(JsonLevel { object, at_value: !object, key, within });
            }
            JsonToken::Close if levels.len() > 1 => drop(levels.pop()),
            JsonToken::Close => {}
        }
    });
}
