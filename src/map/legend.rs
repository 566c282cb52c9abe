//! Legend of a picture: whose view it is, and what its numbers, marks and frames mean.

use super::{
    picture::{NodeLook, Picture, PlacedText},
    text::SMALL,
};
use cxterms_page::Prose;

/// Between the picture and its legend.
const SPACE: i32 = 16;
/// How many lines each remark takes.
const MAX_LINES: usize = 6;

/// What the nodes of a picture need to be explained.
pub(super) fn explain_nodes(picture: &Picture<'_>) -> Vec<String> {
    let drawn = |look| picture.nodes.iter().any(|node| node.look == look);
    let counted = picture.nodes.iter().any(|node| node.texts.iter().any(PlacedText::is_count));
    let mut found = vec![];
    let mut explain = |needed: bool, text: &str| {
        if needed {
            found.push(text.to_owned());
        }
    };
    let denied = drawn(NodeLook::Denied);
    explain(
        counted,
        "A number says how many voices say so; 5 : 2 means that five say so and two deny it.",
    );
    explain(drawn(NodeLook::Disputed), "A dashed frame with * is what voices disagree about.");
    explain(denied, "A dotted frame is what voices only deny.");
    found
}

/// Adds the legend below what ends at `bottom`; the picture ends below that.
pub(super) fn add_legend(
    picture: &mut Picture<'_>,
    x: i32,
    bottom: i32,
    according_to: &[&str],
    remarks: &[String],
) {
    let whose = crate::answer::attribution::according_to(according_to);
    let mut y = bottom;
    let whose = Some(whose).filter(|whose| !whose.is_empty()).as_ref().map(Prose::text);
    for (at, text) in whose.iter().chain(remarks).enumerate() {
        y += if at == 0 { SPACE } else { 0 };
        let lines = SMALL.break_lines(text, picture.width - 2 * x, MAX_LINES);
        let (texts, below) = PlacedText::stack_lines(lines, (x, y), SMALL, true);
        picture.texts.extend(texts);
        y = below;
    }
    picture.height = y + x;
}
