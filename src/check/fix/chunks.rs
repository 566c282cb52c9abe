//! Items of a YAML map or list with the lines and comments that move with each, and their reordering.

use super::{Edit, source::FixableFile};
use cxterms_base::yaml::YamlNode;
use std::ops::Range;

/// The lines of a map or list in block style, those of each of its items by themselves.
///
/// A comment goes with the item below it, unless it is indented deeper than that: then it ends the item above. Blank
/// lines stand above an item and its comments.
pub(super) struct BlockItems<'s> {
    source: &'s FixableFile,
    /// What stands before the first key or dash of all: spaces or, in a list of maps, the dash too.
    lead: &'s str,
    /// The line of each item's key or dash.
    heads: Vec<usize>,
    /// The lines of each item.
    lines: Vec<Range<usize>>,
}

impl<'s> BlockItems<'s> {
    /// The items whose keys or dashes stand at `heads`, and the last of which ends in the line `last`.
    pub(super) fn from_heads(source: &'s FixableFile, heads: &[usize], last: usize) -> Self {
        let lead = heads.first().map_or("", |head| source.text_before(*head));
        let column = lead.len();
        let heads: Vec<_> = heads.iter().map(|head| source.line_of(*head)).collect();
        let mut starts: Vec<_> =
            heads.iter().map(|head| later_item_start(source, *head, column)).collect();
        if let (Some(start), Some(head)) = (starts.first_mut(), heads.first()) {
            *start =
                if lead.contains('-') { *head } else { first_item_start(source, *head, column) };
        }
        let ends = starts.iter().skip(1).copied().chain([last_item_end(source, last, column)]);
        let lines = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
        Self { source, lead, lines: lines.collect(), heads }
    }

    /// The items in another order.
    pub(super) fn edit_in_order(&self, order: &[usize], node: &YamlNode) -> Edit {
        let (Some(begin), Some(end)) = (self.lines.first(), self.lines.last()) else {
            return Edit::skip_because(node.bytes.clone(), "it is empty");
        };
        let Some(new_first) = order.first().copied().filter(|first| *first > 0) else {
            let rest: String = order.iter().map(|index| self.item_text(*index)).collect();
            return self.replace_lines(begin.start..end.end, rest);
        };
        let (blank, top) = self.as_first_item(new_first);
        let rest = order.iter().skip(1).map(|index| match index {
            0 => blank.to_owned() + &self.as_later_item(),
            _ => self.item_text(*index).to_owned(),
        });
        let text = std::iter::once(top).chain(rest).collect();
        self.replace_lines(begin.start..end.end, text)
    }

    fn replace_lines(&self, lines: Range<usize>, text: String) -> Edit {
        Edit::new(self.source.line_start(lines.start)..self.source.line_start(lines.end), text)
    }

    fn item_text(&self, index: usize) -> &'s str {
        self.lines
            .get(index)
            .map(|lines| self.source.slice_lines(lines.clone()))
            .unwrap_or_default()
    }

    /// The line of an item's key.
    fn head_line(&self, index: usize) -> usize {
        self.heads.get(index).copied().unwrap_or_default()
    }

    /// The first item as one of the others: without the dash before it.
    fn as_later_item(&self) -> String {
        let rest = self.item_text(0).strip_prefix(self.lead).filter(|_| self.lead.contains('-'));
        rest.map_or_else(|| self.item_text(0).to_owned(), |rest| " ".repeat(self.lead.len()) + rest)
    }

    /// Another item as the first one: the blank lines above it, which stay where they are, and the rest. Behind a dash
    /// there is no room for comments, so they go above it.
    fn as_first_item(&self, index: usize) -> (&'s str, String) {
        let Some(lines) = self.lines.get(index).cloned() else { return ("", String::new()) };
        let blank = lines.clone().take_while(|line| self.source.is_blank(*line)).count();
        let (start, head) = (lines.start + blank, self.head_line(index));
        let blank = self.source.slice_lines(lines.start..start);
        let lead = self.lead;
        if !lead.contains('-') {
            return (blank, self.source.slice_lines(start..lines.end).to_owned());
        }
        let indent = lead.split('-').next().unwrap_or_default();
        let comments = (start..head).map(|line| {
            let whole = self.source.slice_lines(line..line + 1);
            let bare = whole.trim_start_matches(' ');
            if self.source.is_blank(line) { whole.to_owned() } else { indent.to_owned() + bare }
        });
        let key = self.source.slice_lines(head..lines.end);
        let key = lead.to_owned() + key.get(lead.len()..).unwrap_or_default();
        (blank, comments.chain([key]).collect())
    }
}

/// Where the lines of the first item begin: comments right above it are its own, others are of what it stands in.
fn first_item_start(source: &FixableFile, head: usize, column: usize) -> usize {
    let own = |line: &usize| source.comment_indent(*line).is_some_and(|indent| indent <= column);
    head - (0..head).rev().take_while(own).count()
}

/// Where the lines of a further item begin.
fn later_item_start(source: &FixableFile, head: usize, column: usize) -> usize {
    let own = |line: &usize| {
        source.is_blank(*line)
            || source.comment_indent(*line).is_some_and(|indent| indent <= column)
    };
    head - (0..head).rev().take_while(own).count()
}

/// Where the lines of the last item end: comments below it that are indented deeper are its own.
fn last_item_end(source: &FixableFile, last: usize, column: usize) -> usize {
    let deeper = |line: usize| source.comment_indent(line).is_some_and(|indent| indent > column);
    let below =
        (last + 1..source.line_count()).take_while(|line| deeper(*line) || source.is_blank(*line));
    below.filter(|line| deeper(*line)).last().unwrap_or(last) + 1
}

/// Parts of one line in another order, what stands between them where it is.
pub(super) fn reorder_in_line(
    source: &FixableFile,
    parts: &[Range<usize>],
    order: &[usize],
) -> Edit {
    let text = |bytes: Range<usize>| source.text.get(bytes).unwrap_or_default();
    let mut line = String::new();
    let mut at = parts.first().map_or(0, |part| part.start);
    let begin = at;
    for (slot, index) in parts.iter().zip(order) {
        line.push_str(text(at..slot.start));
        line.push_str(parts.get(*index).cloned().map(text).unwrap_or_default());
        at = slot.end;
    }
    Edit::new(begin..at, line)
}
