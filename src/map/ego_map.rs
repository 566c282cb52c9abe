//! Layout of an ego map: where a concept belongs and comes from; the concept and what it is set against; what it brings
//! about and contains. Side by side where there is room, else under each other.

use super::{
    PictureWidth,
    legend::{add_legend, explain_nodes},
    neighbor_column::{NeighborColumn, SpineSide},
    picture::{
        DrawnArea, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText, join_path,
        to_pixels,
    },
    text::{HEADING, SMALL, TITLE},
};
use crate::answer::{NeighborGroup, Neighborhood};
use cxterms_base::corpus::ConceptState;

/// Room around what is drawn: a frame may grow where a node is chosen.
const MARGIN: i32 = 4;
/// Between the edge of a node and what it says.
const PADDING: i32 = 8;
/// How wide a column is where three stand side by side, and how far they are apart.
const COLUMN: i32 = 256;
const GAP: i32 = 56;
/// How wide the only column is.
const ONLY_COLUMN: i32 = 336;
/// Between what stands under each other.
const SPACE: i32 = 18;
/// How many neighbors a column shows.
const MAX_SHOWN: usize = 16;
/// How many lines its name and its meaning take.
const MAX_TITLE_LINES: usize = 3;
const MAX_MEANING_LINES: usize = 6;

const ORIGINS: &str = "Where it belongs and comes from";
const CONTRASTS: &str = "What it is set against";
const EFFECTS: &str = "What it brings about and contains";

/// Draws a concept among its neighbors.
pub fn draw_neighborhood<'b>(around: &Neighborhood<'b>, width: PictureWidth) -> Picture<'b> {
    let label = format!("Map of {}", around.term.title());
    let mut picture = match width {
        PictureWidth::Wide => Picture::new("ego", label, 2 * MARGIN + 3 * COLUMN + 2 * GAP),
        PictureWidth::Narrow => Picture::new("ego", label, 2 * MARGIN + ONLY_COLUMN),
    };
    let bottom = match width {
        PictureWidth::Wide => draw_side_by_side(around, &mut picture),
        PictureWidth::Narrow => draw_under_each_other(around, &mut picture),
    };
    let mut legend = explain_nodes(&picture);
    if around.is_alone() {
        legend.insert(0, "No voice relates it to another term.".to_owned());
    }
    add_legend(&mut picture, MARGIN, bottom, &around.according_to, &legend);
    picture
}

/// Three columns; the middle one begins with the concept, to which lines lead from each group of the others.
fn draw_side_by_side<'b>(around: &Neighborhood<'b>, picture: &mut Picture<'b>) -> i32 {
    let [left, middle, right] = [0, 1, 2].map(|at| MARGIN + at * (COLUMN + GAP));
    let top = MARGIN + HEADING.leading + PADDING;
    let column = |x, side| NeighborColumn { x, width: COLUMN, side };
    let head = |picture: &mut Picture<'b>, x, text: &str| {
        let line = HEADING.fit_line(text, COLUMN);
        picture.texts.extend(PlacedText::stack_lines([line], (x, MARGIN), HEADING, false).0);
    };
    let origins = column(left, SpineSide::Right);
    let before = origins.place_groups(&around.origins, top, MAX_SHOWN, picture);
    if !before.joints.is_empty() {
        head(picture, left, ORIGINS);
    }
    let center = place_center(around, DrawnArea { x: middle, y: top, width: COLUMN, height: 0 });
    let area = center.area;
    picture.nodes.push(center);
    let mut bottom = area.bottom().max(before.bottom);
    if !around.contrasts.is_empty() {
        let heading = HEADING.fit_line(CONTRASTS, COLUMN);
        let at = (middle + PADDING, area.bottom() + SPACE);
        let (texts, below) = PlacedText::stack_lines([heading], at, HEADING, false);
        picture.texts.extend(texts);
        let against = column(middle, SpineSide::Left);
        let against = against.place_groups(&around.contrasts, below + 4, MAX_SHOWN, picture);
        if let Some(last) = against.last_joint {
            join_down(picture, middle, area.bottom(), last);
        }
        bottom = bottom.max(against.bottom);
    }
    let effects = column(right, SpineSide::Left);
    let after = effects.place_groups(&around.effects, top, MAX_SHOWN, picture);
    if !after.joints.is_empty() {
        head(picture, right, EFFECTS);
    }
    for (joints, from, to) in
        [(&before.joints, area.x, left + COLUMN), (&after.joints, area.right(), right)]
    {
        let count = to_pixels(joints.len());
        for (at, y) in (0..).zip(joints) {
            let start = area.y + area.height * (2 * at + 1) / (2 * count);
            picture.lines.push(PlacedLine::joining(join_path((from, start), (to, *y))));
        }
    }
    bottom.max(after.bottom)
}

/// One column, with a line down its left side that all nodes hang on.
fn draw_under_each_other<'b>(around: &Neighborhood<'b>, picture: &mut Picture<'b>) -> i32 {
    let side = SpineSide::Left;
    let column = NeighborColumn { x: MARGIN, width: ONLY_COLUMN, side };
    let place = |groups: &[NeighborGroup<'b>], head: &str, top, picture: &mut Picture<'b>| {
        let line = HEADING.fit_line(head, ONLY_COLUMN - PADDING);
        let at = (MARGIN + PADDING, top);
        let (texts, below) = PlacedText::stack_lines([line], at, HEADING, false);
        picture.texts.extend(texts);
        column.place_groups(groups, below + 4, MAX_SHOWN, picture)
    };
    let mut top = MARGIN;
    let mut first = None;
    if !around.origins.is_empty() {
        let before = place(&around.origins, ORIGINS, top, picture);
        first = before.first_joint;
        top = before.bottom + SPACE;
    }
    let center =
        place_center(around, DrawnArea { x: MARGIN, y: top, width: ONLY_COLUMN, height: 0 });
    let area = center.area;
    if let Some(first) = first {
        join_down(picture, MARGIN, first, area.y);
    }
    picture.nodes.push(center);
    let (mut bottom, mut last) = (area.bottom(), None);
    for (groups, head) in [(&around.contrasts, CONTRASTS), (&around.effects, EFFECTS)] {
        if !groups.is_empty() {
            let placed = place(groups, head, bottom + SPACE, picture);
            (bottom, last) = (placed.bottom, placed.last_joint.or(last));
        }
    }
    if let Some(last) = last {
        join_down(picture, MARGIN, area.bottom(), last);
    }
    bottom
}

/// A straight line down.
fn join_down(picture: &mut Picture<'_>, x: i32, from: i32, to: i32) {
    picture.lines.push(PlacedLine::joining(format!("M{x} {from}V{to}")));
}

/// The concept itself: its name, its kind, its meaning. Its height is what these take.
fn place_center<'b>(around: &Neighborhood<'b>, mut area: DrawnArea) -> PlacedNode<'b> {
    let (x, width) = (area.x + PADDING, area.width - 2 * PADDING);
    let mut texts = vec![];
    let mut y = area.y + PADDING;
    let meaning = around.meaning.unwrap_or_default();
    let state = around.term.state.filter(|state| state.is_given_up()).map(ConceptState::name);
    let kind: Vec<_> = around.term.kind.into_iter().chain(state).collect();
    for (text, lettering, faint, most) in [
        (&*around.term.title(), TITLE, false, MAX_TITLE_LINES),
        (&*kind.join(", "), SMALL, true, 1),
        (meaning, SMALL, false, MAX_MEANING_LINES),
    ] {
        let lines = lettering.break_lines(text, width, most);
        let (placed, below) = PlacedText::stack_lines(lines, (x, y), lettering, faint);
        texts.extend(placed);
        y = below;
    }
    area.height = y + PADDING - area.y;
    let colon = if meaning.is_empty() { "" } else { ": " };
    PlacedNode {
        area,
        look: NodeLook::Center,
        target: Some(MapTarget::Concept(around.term.id)),
        cited: None,
        statement: format!("{}{colon}{meaning}", around.term.title()),
        texts,
        bar: None,
    }
}
