//! Comments that silence rules: `<!-- cxterms: ignore RULE -->` for a line or a block, `ignore-file RULE` for a file.

use super::spot::Spot;
use cxterms_document::{BlockKind, Directive, LinePlace};

/// What a comment silences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IgnoreReach {
    /// The line on which the comment stands or, where it stands by itself, the block, list or table behind it.
    Here,
    /// One line.
    Line,
    /// The block in which it stands; or the block, list or table that follows.
    Block,
    File,
}

/// Under which name a comment is reported that silences nothing.
pub(super) const UNKNOWN_COMMENT: &str = "unknown-comment";

const REACHES: &[(&str, IgnoreReach)] = &[
    ("ignore", IgnoreReach::Here),
    ("ignore-line", IgnoreReach::Line),
    ("ignore-block", IgnoreReach::Block),
    ("ignore-file", IgnoreReach::File),
];

/// A comment that silences some rules; all, if it names none.
#[derive(Clone, Debug)]
struct IgnoreComment {
    reach: IgnoreReach,
    rules: Vec<String>,
    place: CommentPlace,
    /// The number of the block behind it, or in which it stands.
    block: usize,
    /// The last block that it covers: more than that one, where it stands before a list or a table.
    last: usize,
    /// Whether it stands within the lines of that block.
    within: bool,
}

/// A list or a table whose blocks a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenGroup {
    List { list: u32, depth: u32 },
    Table(u32),
}

impl OpenGroup {
    /// The list or table that begins with a block.
    fn begun_by(kind: BlockKind) -> Option<Self> {
        match kind {
            BlockKind::ListItem(it) if it.item == 1 => {
                Some(Self::List { list: it.list, depth: it.depth })
            }
            BlockKind::TableCell(cell) if (cell.row, cell.column) == (1, 1) => {
                Some(Self::Table(cell.table))
            }
            _ => None,
        }
    }

    /// Whether a block is part of it; a list holds those within its items.
    fn holds(self, kind: BlockKind) -> bool {
        match (self, kind) {
            (Self::List { list, depth }, BlockKind::ListItem(it)) => {
                it.list == list || it.depth > depth
            }
            (Self::Table(table), BlockKind::TableCell(cell)) => cell.table == table,
            (_, kind) => kind == BlockKind::AltText,
        }
    }
}

/// The comments of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct IgnoreComments {
    comments: Vec<IgnoreComment>,
    /// The group before which some comments stand, the first of these and the one behind the last.
    open: Option<(OpenGroup, usize, usize)>,
    /// The first words that no comment can begin with, with their places.
    unknown: Vec<(CommentPlace, String)>,
}

/// Where a comment begins and ends.
pub(super) type CommentPlace = (LinePlace, LinePlace);

impl IgnoreComments {
    /// Adds a comment that comes before a block.
    pub(super) fn add(&mut self, directive: &Directive<'_>, block: usize) {
        let mut words = directive.text.split(|c: char| c.is_whitespace() || c == ',');
        let first = words.next().unwrap_or_default();
        let rules: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let reach = REACHES.iter().find(|(name, _)| *name == first).map(|(_, reach)| *reach);
        let place = (directive.start, directive.end);
        match reach {
            Some(reach) => {
                let comment =
                    IgnoreComment { reach, rules, place, block, last: block, within: false };
                self.comments.push(comment);
            }
            None => self.unknown.push((place, first.to_owned())),
        }
    }

    /// The words that silence nothing, where rules have these names.
    pub(super) fn list_unknown<'c>(
        &'c self,
        is_rule: impl Fn(&str) -> bool + 'c,
    ) -> impl Iterator<Item = (CommentPlace, &'c str)> {
        let named = self.comments.iter().filter_map(move |comment| {
            let wrong = comment.rules.iter().find(|rule| !is_rule(rule));
            wrong.map(|rule| (comment.place, &**rule))
        });
        self.unknown.iter().map(|(place, word)| (*place, &**word)).chain(named)
    }

    /// Takes note of a block and its lines.
    pub(super) fn place_block(
        &mut self,
        block: usize,
        kind: BlockKind,
        lines: std::ops::RangeInclusive<u64>,
    ) {
        match self.open.filter(|(group, ..)| group.holds(kind)) {
            Some((_, first, end)) => {
                let before = self.comments.get_mut(first..end).unwrap_or_default();
                for comment in before {
                    comment.last = block;
                }
            }
            None => self.open = None,
        }
        let mut first = None;
        for (at, comment) in self.comments.iter_mut().enumerate().rev() {
            if comment.block != block {
                break;
            }
            comment.within = lines.contains(&comment.place.0.line);
            first = if comment.within { first } else { Some(at) };
        }
        if let Some((group, first)) = OpenGroup::begun_by(kind).zip(first) {
            self.open = Some((group, first, self.comments.len()));
        }
    }

    /// Whether a rule is silenced at a place.
    pub(super) fn cover(&self, rule: &str, spot: &Spot) -> bool {
        let line = spot.start.line_place().map(|place| place.line);
        self.comments.iter().any(|comment| {
            let on_line = line == Some(comment.place.0.line);
            let in_block = (comment.block..=comment.last).contains(&spot.block);
            let reached = match comment.reach {
                IgnoreReach::File => true,
                IgnoreReach::Line => on_line,
                IgnoreReach::Block => in_block,
                IgnoreReach::Here => on_line || (in_block && !comment.within),
            };
            reached && (comment.rules.is_empty() || comment.rules.iter().any(|it| it == rule))
        })
    }
}
