//! Comments that silence rules: `<!-- cxterms: ignore RULE -->` for a line or a block, `ignore-file RULE` for a file.

use super::spot::Spot;
use cxterms_document::{Directive, LinePlace};

/// What a comment silences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IgnoreReach {
    /// The line on which the comment stands or, where it stands by itself, the block behind it.
    Here,
    /// One line.
    Line,
    /// The block in which it stands, or that follows.
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
    /// Whether it stands within the lines of that block.
    within: bool,
}

/// The comments of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct IgnoreComments {
    comments: Vec<IgnoreComment>,
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
                let comment = IgnoreComment { reach, rules, place, block, within: false };
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

    /// Takes note of the lines of a block.
    pub(super) fn place_block(&mut self, block: usize, lines: std::ops::RangeInclusive<u64>) {
        for comment in self.comments.iter_mut().rev().take_while(|comment| comment.block == block) {
            comment.within = lines.contains(&comment.place.0.line);
        }
    }

    /// Whether a rule is silenced at a place.
    pub(super) fn cover(&self, rule: &str, spot: &Spot) -> bool {
        let line = spot.start.line_place().map(|place| place.line);
        self.comments.iter().any(|comment| {
            let on_line = line == Some(comment.place.0.line);
            let in_block = comment.block == spot.block;
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
