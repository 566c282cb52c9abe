//! A file to fix: its text, its tree, its lines, and which lines are part of a longer text.

use super::{SkippedFix, YamlNodeKind};
use cxterms_base::{
    diagnostic::Name,
    yaml::{NodeValue, YamlNode, parse_document},
};
use std::ops::Range;

/// A file's text, its tree, and what the fixer keeps its hands off.
pub(super) struct FixableFile {
    pub(super) text: String,
    pub(super) root: YamlNode,
    pub(super) part: YamlNodeKind,
    /// Where lines begin.
    starts: Vec<usize>,
    /// Which lines begin within a text, so that what looks like a comment in them is none.
    within: Vec<bool>,
    /// Which lines end within a text, so that spaces at their end may mean something.
    open: Vec<bool>,
    /// What is left alone, and why; nothing until somebody has looked for it.
    pub(super) unclear: Vec<(Range<usize>, SkippedFix)>,
}

impl FixableFile {
    /// Reads a text; none if it holds nothing but comments.
    pub(super) fn parse_text(text: String, part: YamlNodeKind) -> Result<Option<Self>, SkippedFix> {
        if text.replace("\r\n", "").contains('\r') {
            return Err(SkippedFix::whole_file("a line of it ends in a bare carriage return"));
        }
        let (mut roots, faults) = parse_document(0, text.as_bytes());
        if let Some(fault) = faults.first() {
            let place = (fault.place.line as usize, fault.place.column as usize);
            return Err(SkippedFix::new(place, fault.message.clone()));
        }
        let Some(root) = roots.pop() else { return Ok(None) };
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts: Vec<_> =
            std::iter::once(0).chain(breaks).filter(|at| *at < text.len()).collect();
        let (within, open) = (vec![false; starts.len()], vec![false; starts.len()]);
        let mut source = Self { text, root, part, starts, within, open, unclear: vec![] };
        source.mark_text_lines();
        Ok(Some(source))
    }

    /// Notes which lines texts run over.
    fn mark_text_lines(&mut self) {
        let mut longer = vec![];
        visit_nodes(&self.root, &mut |node| {
            if let NodeValue::Text(_) = node.value {
                longer.extend(self.lines_within(node).map(|line| (line, node.block)));
            }
        });
        for (line, block) in longer {
            let open = if block { line } else { line.saturating_sub(1) };
            let marks = self.within.get_mut(line).into_iter().chain(self.open.get_mut(open));
            marks.for_each(|mark| *mark = true);
        }
    }

    /// The lines that begin within a text. One in block style begins below its `|` or `>`, and blank lines behind it
    /// are part of it only if a `+` says so.
    fn lines_within(&self, node: &YamlNode) -> Range<usize> {
        let first = self.line_of(node.bytes.start);
        if !node.block {
            return first + 1..self.last_line(node) + 1;
        }
        let full = |line: &usize| !is_bare(self.line_content(*line));
        let head = (0..first).rev().find(full).unwrap_or_default();
        let last = self.line_of(node.bytes.end);
        let mut end = match node.bytes.end >= self.text.len() {
            true => self.line_count(),
            false if is_bare(self.text_before(node.bytes.end)) => last,
            false => last + 1,
        };
        let keeps = self.line_content(head).contains('+');
        // A line of more spaces than the text is indented is a line of the text.
        let indent = self.text_before(node.bytes.start).len();
        let behind = |line: usize| {
            let content = self.line_content(line);
            is_bare(content) && content.len() <= indent
        };
        while !keeps && end > head + 1 && behind(end - 1) {
            end -= 1;
        }
        head + 1..end
    }

    /// The line in which a node ends.
    pub(super) fn last_line(&self, node: &YamlNode) -> usize {
        let last = match &node.value {
            NodeValue::List(items) if node.block => items.last(),
            NodeValue::Map(pairs) if node.block => pairs.last().map(|(_, value)| value),
            NodeValue::Text(_) if node.block => {
                return self.lines_within(node).end.saturating_sub(1);
            }
            _ => None,
        };
        match last {
            Some(last) => self.last_line(last),
            None => self.line_of(node.bytes.end.saturating_sub(1).max(node.bytes.start)),
        }
    }

    /// How many lines there are.
    pub(super) fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line in which a byte stands, from 0.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The line and column in which a byte stands, from 1.
    pub(super) fn place_of(&self, byte: usize) -> (usize, usize) {
        (self.line_of(byte) + 1, self.text_before(byte).chars().count() + 1)
    }

    /// Where a line begins; the end of the text for one behind the last.
    pub(super) fn line_start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Some lines, with their ends.
    pub(super) fn slice_lines(&self, lines: Range<usize>) -> &str {
        self.text.get(self.line_start(lines.start)..self.line_start(lines.end)).unwrap_or_default()
    }

    /// A line without its end.
    pub(super) fn line_content(&self, line: usize) -> &str {
        self.slice_lines(line..line + 1).trim_end_matches(['\n', '\r'])
    }

    /// Whether a line holds nothing but spaces, and is no part of a text.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        is_bare(self.line_content(line)) && !self.is_within(line)
    }

    /// How far a line that holds nothing but a comment is indented.
    pub(super) fn comment_indent(&self, line: usize) -> Option<usize> {
        let content = self.line_content(line);
        let bare = content.trim_start_matches(' ');
        (bare.starts_with('#') && !self.is_within(line)).then(|| content.len() - bare.len())
    }

    /// Whether a line begins within a text.
    pub(super) fn is_within(&self, line: usize) -> bool {
        self.within.get(line).copied().unwrap_or_default()
    }

    /// Whether a line ends within a text.
    pub(super) fn is_open(&self, line: usize) -> bool {
        self.open.get(line).copied().unwrap_or_default()
    }

    /// The bytes of a key, its quotes included.
    pub(super) fn key_bytes(&self, key: &Name) -> Range<usize> {
        let start = self.line_start((key.place.line as usize).saturating_sub(1));
        let line = self.text.get(start..).unwrap_or_default();
        let byte = |chars: u32| {
            line.char_indices().nth(chars as usize).map_or(line.len(), |(byte, _)| byte)
        };
        let column = key.place.column.saturating_sub(1);
        start + byte(column)..start + byte(column + key.place.width)
    }

    /// What stands in a line before a byte.
    pub(super) fn text_before(&self, byte: usize) -> &str {
        self.text.get(self.line_start(self.line_of(byte))..byte).unwrap_or_default()
    }
}

/// Whether there is nothing but spaces. Tabs and what else looks white may mean something.
fn is_bare(text: &str) -> bool {
    text.chars().all(|c| c == ' ')
}

/// Shows every node of a tree.
pub(super) fn visit_nodes<'n>(node: &'n YamlNode, see: &mut dyn FnMut(&'n YamlNode)) {
    see(node);
    match &node.value {
        NodeValue::List(items) => items.iter().for_each(|item| visit_nodes(item, see)),
        NodeValue::Map(pairs) => pairs.iter().for_each(|(_, value)| visit_nodes(value, see)),
        _ => {}
    }
}
