//! Which maps are written in a way that the fixer does not surely understand?

use super::{
    Fixer, Left, Part,
    source::{Source, every},
};
use cxterms_base::{
    diagnostic::Name,
    yaml::{Node, Value},
};
use std::ops::Range;

/// What is to be left alone, each with why.
pub(super) fn unclear(source: &Source, fixer: &Fixer) -> Vec<(Range<usize>, Left)> {
    for line in (0..source.lines()).filter(|line| !source.is_within(*line)) {
        if ["---", "...", "%"].iter().any(|mark| source.content(line).starts_with(mark)) {
            let why = Left::new(line + 1, "it has marks between documents");
            return vec![(0..source.text.len(), why)];
        }
    }
    let mut found = vec![];
    fixer.walk(&source.root, source.part, &mut |node, part| {
        let Value::Map(pairs) = &node.value else { return };
        if part.keys().is_empty() {
            return;
        }
        if let Some((byte, why)) = unlike(source, part, node, pairs) {
            let (first, last) = (source.line_of(node.bytes.start), source.last_line(node));
            let left = Left::new(source.line_of(byte) + 1, why);
            found.push((source.start(first)..source.start(last + 1), left));
        }
    });
    found
}

/// Why a map is not understood, and where that begins.
fn unlike(
    source: &Source,
    part: Part,
    node: &Node,
    pairs: &[(Name, Node)],
) -> Option<(usize, String)> {
    let start = node.bytes.start;
    if let Some((key, _)) = pairs.iter().find(|(key, _)| !part.keys().contains(&&*key.value)) {
        return Some((
            source.key(key).start,
            format!("{} has no key `{}`", part.name(), key.value),
        ));
    }
    if let Some(byte) = tab(source, node) {
        return Some((byte, "a tab stands between its words".to_owned()));
    }
    if node.block {
        let odd = pairs.iter().enumerate().find(|(index, (key, _))| {
            let before = source.before(source.key(key).start).trim_start_matches(' ');
            let dash = *index == 0 && before.strip_prefix('-').is_some_and(spaces);
            !before.is_empty() && !dash
        });
        return odd.map(|(_, (key, _))| {
            (source.key(key).start, format!("`{}` does not begin its line", key.value))
        });
    }
    if source.line_of(start) != source.last_line(node) {
        return Some((start, "its braces span several lines".to_owned()));
    }
    let bare = pairs.iter().find(|(_, value)| value.bytes.is_empty());
    bare.map(|(key, _)| (source.key(key).start, format!("`{}` has no value", key.value)))
}

/// Whether nothing but spaces, and at least one.
fn spaces(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ')
}

/// The first tab between the texts of a map.
fn tab(source: &Source, node: &Node) -> Option<usize> {
    let lines = source.line_of(node.bytes.start)..source.last_line(node) + 1;
    let start = source.start(lines.start);
    let mut tabs = source.whole(lines).match_indices('\t').map(|(at, _)| start + at).peekable();
    tabs.peek()?;
    let mut texts = vec![];
    every(node, &mut |node| {
        if let Value::Text(_) = node.value {
            texts.push(node.bytes.clone());
        }
    });
    tabs.find(|at| !texts.iter().any(|text| text.contains(at)))
}
