//! Writes a text in place of another, in the quotes or the block of that.

use crate::yaml::{write::MAX_LINE_WIDTH, write_scalar};
use std::ops::Range;

/// A text in one line, in the quotes of the one that stood there if it can be.
pub(super) fn quote_like(old: &str, new: &str) -> String {
    let plain = !new.contains(char::is_control);
    match old.chars().next() {
        Some('"') if plain => format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\"")),
        Some('\'') if plain => format!("'{}'", new.replace('\'', "''")),
        _ => write_scalar(new),
    }
}

/// The lines of a text in a block that is indented so far; in a folded one the line breaks say nothing.
pub(super) fn block_lines(text: &str, folded: bool, margin: usize) -> Vec<String> {
    let width = MAX_LINE_WIDTH.saturating_sub(margin).max(MAX_LINE_WIDTH / 4);
    let mut lines = vec![];
    for line in text.trim_end().split('\n') {
        if !folded || line.is_empty() {
            lines.push(line.to_owned());
            continue;
        }
        let mut own = String::new();
        for word in line.split_whitespace() {
            if !own.is_empty() && own.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut own));
            }
            if !own.is_empty() {
                own.push(' ');
            }
            own.push_str(word);
        }
        lines.push(own);
    }
    lines
}

/// The spaces before a byte.
pub(super) fn raw_gap(text: &str, byte: usize) -> Range<usize> {
    let head = text.get(..byte).unwrap_or_default();
    head.trim_end_matches(' ').len()..byte
}
