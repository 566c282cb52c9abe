//! Finds maps written in a way that the fixer does not support, which it leaves unchanged.

use super::{
    Fixer, SkippedFix, YamlNodeKind,
    source::{FixableFile, visit_nodes},
};
use cxterms_base::{
    diagnostic::Name,
    yaml::{NodeValue, YamlNode},
};
use std::ops::Range;

/// What is to be left alone, each with why.
pub(super) fn find_unsupported(
    source: &FixableFile,
    fixer: &Fixer,
) -> Vec<(Range<usize>, SkippedFix)> {
    for line in (0..source.line_count()).filter(|line| !source.is_within(*line)) {
        if ["---", "...", "%"].iter().any(|mark| source.line_content(line).starts_with(mark)) {
            let why = SkippedFix::new((line + 1, 1), "it has marks between documents");
            return vec![(0..source.text.len(), why)];
        }
    }
    let mut found = vec![];
    fixer.walk_nodes(&source.root, source.part, &mut |node, part| {
        let NodeValue::Map(pairs) = &node.value else { return };
        if part.keys().is_empty() {
            return;
        }
        if let Some((byte, why)) = explain_unsupported(source, part, node, pairs) {
            let (first, last) = (source.line_of(node.bytes.start), source.last_line(node));
            let left = SkippedFix::new(source.place_of(byte), why);
            found.push((source.line_start(first)..source.line_start(last + 1), left));
        }
    });
    found
}

/// Why a map is not understood, and where that begins.
fn explain_unsupported(
    source: &FixableFile,
    part: YamlNodeKind,
    node: &YamlNode,
    pairs: &[(Name, YamlNode)],
) -> Option<(usize, String)> {
    let start = node.bytes.start;
    if let Some((key, _)) = pairs.iter().find(|(key, _)| !part.keys().contains(&&*key.value)) {
        return Some((
            source.key_bytes(key).start,
            format!("{} has no key `{}`", part.name(), key.value),
        ));
    }
    if let Some(byte) = find_tab(source, node) {
        return Some((byte, "a tab stands between its words".to_owned()));
    }
    if node.block {
        let odd = pairs.iter().enumerate().find(|(index, (key, _))| {
            let before = source.text_before(source.key_bytes(key).start).trim_start_matches(' ');
            let dash = *index == 0 && before.strip_prefix('-').is_some_and(is_all_spaces);
            !before.is_empty() && !dash
        });
        return odd.map(|(_, (key, _))| {
            (source.key_bytes(key).start, format!("`{}` does not begin its line", key.value))
        });
    }
    if source.line_of(start) != source.last_line(node) {
        return Some((start, "its braces span several lines".to_owned()));
    }
    let bare = pairs.iter().find(|(_, value)| value.bytes.is_empty());
    bare.map(|(key, _)| (source.key_bytes(key).start, format!("`{}` has no value", key.value)))
}

/// Whether nothing but spaces, and at least one.
fn is_all_spaces(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ')
}

/// The first tab between the texts of a map.
fn find_tab(source: &FixableFile, node: &YamlNode) -> Option<usize> {
    let lines = source.line_of(node.bytes.start)..source.last_line(node) + 1;
    let start = source.line_start(lines.start);
    let mut tabs =
        source.slice_lines(lines).match_indices('\t').map(|(at, _)| start + at).peekable();
    tabs.peek()?;
    let mut texts = vec![];
    visit_nodes(node, &mut |node| {
        if let NodeValue::Text(_) = node.value {
            texts.push(node.bytes.clone());
        }
    });
    tabs.find(|at| !texts.iter().any(|text| text.contains(at)))
}
