//! Layout of the umbrella tree: a row for each concept, indented under its umbrella.

use super::{
    PictureWidth,
    legend::add_legend,
    picture::{
        DrawnArea, LineLook, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText,
        TextAnchor,
    },
    text::{NAME, SMALL},
};
use crate::answer::{OutlineRow, TreeAnswer};

const MARGIN: i32 = 4;
const PADDING: i32 = 6;
/// How wide it is, and how far each level is indented.
const WIDE: (i32, i32) = (700, 22);
const NARROW: (i32, i32) = (344, 13);
/// What lies deeper is indented no further.
const MAX_INDENTED: usize = 12;
/// How many rows are drawn; of more, the upper levels.
const MAX_ROWS: usize = 400;
/// How many lines a name takes.
const MAX_NAME_LINES: usize = 2;
/// Between a row and the next.
const ROW_SPACE: i32 = 2;
const SPACE: i32 = 14;

/// Draws the hierarchy, each concept once.
pub fn draw_tree<'b>(tree: &TreeAnswer<'b>, width: PictureWidth) -> Picture<'b> {
    let (whole, indent) = match width {
        PictureWidth::Wide => WIDE,
        PictureWidth::Narrow => NARROW,
    };
    let rows = tree.outline();
    let levels = count_levels(&rows);
    let mut picture = Picture::new("tree", "Umbrella tree".to_owned(), whole);
    let short = width == PictureWidth::Narrow;
    let drawn = rows.iter().filter(|row| row.depth < levels).take(MAX_ROWS);
    let mut y = MARGIN;
    // The middle of the last row of each depth, from which lines lead down.
    let mut joints: Vec<i32> = vec![];
    let mut count = 0;
    for row in drawn {
        let depth = row.depth.min(MAX_INDENTED);
        let x = MARGIN + to_pixels(depth) * indent;
        let area = DrawnArea { x, y, width: whole - MARGIN - x, height: 0 };
        let node = place_row(row, area, levels, short);
        joints.truncate(depth);
        let spine = x - indent + PADDING + 2;
        if let Some(above) = joints.last().filter(|_| depth > 0) {
            let path = format!("M{spine} {above}V{}H{}", node.area.middle(), x + PADDING - 3);
            picture.lines.push(PlacedLine { path, look: LineLook::Guide });
        }
        joints.resize(depth + 1, node.area.bottom() - PADDING);
        y = node.area.bottom() + ROW_SPACE;
        picture.nodes.push(node);
        count += 1;
    }
    let remarks = explain_rows(tree, &rows, count, short);
    add_legend(&mut picture, MARGIN, y + SPACE, tree.according_to(), &remarks);
    picture
}

/// How many levels are drawn: as many as leave no more rows than there is room for, and the first.
fn count_levels(rows: &[OutlineRow<'_>]) -> usize {
    let deepest = rows.iter().map(|row| row.depth + 1).max().unwrap_or_default();
    let mut drawn = vec![0_usize; deepest];
    for row in rows {
        if let Some(count) = drawn.get_mut(row.depth) {
            *count += 1;
        }
    }
    let mut all = 0;
    let fitting = drawn.iter().take_while(|count| {
        all += **count;
        all <= MAX_ROWS
    });
    fitting.count().max(1)
}

/// A concept: its name, and at the end of the line how many voices place it here and elsewhere.
fn place_row<'b>(
    row: &OutlineRow<'b>,
    mut area: DrawnArea,
    levels: usize,
    short: bool,
) -> PlacedNode<'b> {
    let (here, elsewhere) = (row.voices.asserting.len(), row.elsewhere);
    let against = row.voices.denying.len();
    let closed = row.depth + 1 == levels && row.under > 0;
    let mut counts = vec![];
    match (here, elsewhere, short) {
        (0, 0, _) => {}
        (here, 0, true) => counts.push(here.to_string()),
        (here, elsewhere, true) => counts.push(format!("{here} + {elsewhere}")),
        (here, 0, false) => counts.push(format!("{here} here")),
        (0, elsewhere, false) => counts.push(format!("{elsewhere} elsewhere")),
        (here, elsewhere, false) => counts.push(format!("{here} here, {elsewhere} elsewhere")),
    }
    if against > 0 {
        counts.push(format!("{against} against"));
    }
    let count = counts.join(", ");
    let mark = if row.disputed { " *" } else { "" };
    let under = if closed { format!(" [{}]", row.under) } else { String::new() };
    let name = format!("{}{under}{mark}", row.term.title());
    let taken = if count.is_empty() { 0 } else { SMALL.measure(&count) + PADDING };
    let (x, y) = (area.x + PADDING, area.y + 2);
    let lines = NAME.break_lines(&name, area.width - 2 * PADDING - taken, MAX_NAME_LINES);
    let (mut texts, below) = PlacedText::stack_lines(lines, (x, y), NAME, false);
    area.height = below + 2 - area.y;
    if !count.is_empty() {
        texts.push(PlacedText {
            x: area.right() - PADDING,
            y: y + NAME.size,
            anchor: TextAnchor::End,
            lettering: SMALL,
            faint: true,
            text: count,
        });
    }
    PlacedNode {
        area,
        look: NodeLook::Row,
        target: Some(MapTarget::Concept(row.term.id)),
        cited: row.voices.cited,
        statement: row.describe(),
        texts,
        bar: None,
    }
}

fn explain_rows(
    tree: &TreeAnswer<'_>,
    rows: &[OutlineRow<'_>],
    drawn: usize,
    short: bool,
) -> Vec<String> {
    let mut found = vec![];
    if rows.iter().any(|row| row.elsewhere > 0) {
        let numbers = match short {
            true => "8 + 4 means that eight voices place a term here, and four elsewhere.",
            false => "The numbers say how many voices place a term here, and how many elsewhere.",
        };
        found.push(numbers.to_owned());
    }
    if rows.iter().any(|row| row.disputed) {
        found.push("Voices disagree about the place of a term with *.".to_owned());
    }
    if drawn < rows.len() {
        found.push(format!(
            "{} more terms are not drawn; a number in brackets says how many of them are under a term.",
            rows.len() - drawn
        ));
    }
    match tree.count_left_out() {
        0 => {}
        1 => found.push("A term that is no longer in use is left out.".to_owned()),
        count => found.push(format!("{count} terms that are no longer in use are left out.")),
    }
    found
}

fn to_pixels(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
