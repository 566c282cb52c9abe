//! Layout of the sides of a dispute: a bar for each, as long as its voices are many.

use super::{
    PictureWidth,
    legend::add_legend,
    picture::{DrawnArea, MapTarget, NodeLook, Picture, PlacedNode, PlacedText, TextAnchor},
    text::{NAME, SMALL},
};
use crate::answer::{DescribedDispute, DisputeAnswer, attribution::list_few_voices};
use cxterms_page::Count;

const MARGIN: i32 = 4;
const PADDING: i32 = 8;
const WIDE: i32 = 700;
const NARROW: i32 = 344;
/// Room for how many voices there are, behind a bar.
const COUNT_WIDTH: i32 = 90;
const BAR_HEIGHT: i32 = 22;
const SPACE: i32 = 10;
/// How many sides are drawn, and how many lines their texts take.
const MAX_SIDES: usize = 12;
const MAX_ANSWER_LINES: usize = 3;
const MAX_VOICE_LINES: usize = 2;

/// Draws how many voices answer a question in which way. The question is the picture's name, for a page to show above it.
pub fn draw_sides<'d>(dispute: &'d DescribedDispute<'_>, width: PictureWidth) -> Picture<'d> {
    let whole = match width {
        PictureWidth::Wide => WIDE,
        PictureWidth::Narrow => NARROW,
    };
    let question = &*dispute.question.elsewhere;
    let mut picture = Picture::new("sides", question.to_owned(), whole);
    let most = dispute.sides.iter().map(|side| side.voices).max().unwrap_or_default().max(1);
    let room = whole - 2 * MARGIN - 2 * PADDING - COUNT_WIDTH;
    let mut y = MARGIN;
    for (at, answer) in dispute.answers().enumerate().take(MAX_SIDES) {
        let bar = scale(answer.side.voices, most, room);
        let area = DrawnArea { x: MARGIN, y, width: whole - 2 * MARGIN, height: 0 };
        let target = MapTarget::DisputeSide(&dispute.id, at);
        let node = place_side(answer, target, area, bar);
        y = node.area.bottom() + SPACE;
        picture.nodes.push(node);
    }
    let mut remarks = vec![];
    if dispute.sides.len() > MAX_SIDES {
        remarks.push(format!("{} more sides are not drawn.", dispute.sides.len() - MAX_SIDES));
    }
    if dispute.sides.iter().any(|side| side.origins < side.voices) {
        let independent = "Voices that speak together, in one work, are not independent.";
        remarks.push(independent.to_owned());
    }
    add_legend(&mut picture, MARGIN, y - SPACE, &[], &remarks);
    picture
}

/// A side: its answer, its bar with a count, and who is on it.
fn place_side<'d>(
    answer: DisputeAnswer<'d, '_>,
    target: MapTarget<'d>,
    mut area: DrawnArea,
    bar: i32,
) -> PlacedNode<'d> {
    let side = answer.side;
    let (x, width) = (area.x + PADDING, area.width - 2 * PADDING);
    let lines = NAME.break_lines(&answer.name(), width, MAX_ANSWER_LINES);
    let (mut texts, below) = PlacedText::stack_lines(lines, (x, area.y + PADDING), NAME, false);
    let drawn = DrawnArea { x, y: below + 2, width: bar, height: BAR_HEIGHT };
    let count = Count(side.voices, "voice").to_string();
    texts.push(PlacedText {
        x: drawn.right() + PADDING,
        y: drawn.y + SMALL.size + 3,
        anchor: TextAnchor::Start,
        lettering: SMALL,
        faint: false,
        text: count.clone(),
    });
    let mut who = list_few_voices(&side.by).text();
    if side.origins < side.voices {
        who = format!("{who}; {} independent", side.origins);
    }
    let lines = SMALL.break_lines(&who, width, MAX_VOICE_LINES);
    let (named, below) = PlacedText::stack_lines(lines, (x, drawn.bottom() + 3), SMALL, true);
    texts.extend(named);
    area.height = below + PADDING - area.y;
    PlacedNode {
        area,
        look: NodeLook::Plain,
        target: Some(target),
        cited: side.by.iter().find_map(|cited| cited.title.zip(cited.url)),
        statement: format!("{}: {count} ({who})", answer.name()),
        texts,
        bar: Some(drawn),
    }
}

/// How long the bar of so many is, where the longest is that of `most`.
fn scale(count: usize, most: usize, room: i32) -> i32 {
    let [count, most] = [count, most].map(|it| i64::try_from(it).unwrap_or(i64::MAX));
    let long = i64::from(room).saturating_mul(count) / most.max(1);
    i32::try_from(long).unwrap_or(room).clamp(2, room)
}
