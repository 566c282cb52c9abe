//! Layout of the umbrella tree: a row for each term that has others under it or that several voices place, indented under
//! its umbrella; the others run in side by side.

use super::{
    PictureWidth,
    legend::add_legend,
    open_branches::{OpenBranches, list_siblings},
    picture::{
        DrawnArea, LineLook, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText,
        TextAnchor, to_pixels,
    },
    text::{NAME, SMALL},
};
use crate::answer::{OutlineRow, TreeAnswer};
use std::ops::Range;

const MARGIN: i32 = 4;
const PADDING: i32 = 6;
/// How wide it is, and how far each level is indented.
const WIDE: (i32, i32) = (700, 22);
const NARROW: (i32, i32) = (344, 13);
/// What lies deeper is indented no further.
const MAX_INDENTED: usize = 12;
/// How many lines a name takes.
const MAX_NAME_LINES: usize = 2;
/// Between a row and the next, and between terms side by side.
const ROW_SPACE: i32 = 3;
const TERM_SPACE: i32 = 5;

/// Draws the hierarchy, each term once, in the place that most voices give it.
pub fn draw_tree<'b>(tree: &TreeAnswer<'b>, width: PictureWidth) -> Picture<'b> {
    let rows = tree.outline();
    let (whole, indent) = match width {
        PictureWidth::Wide => WIDE,
        PictureWidth::Narrow => NARROW,
    };
    let mut layout = TreeLayout {
        rows: &rows,
        chosen: OpenBranches::choose(&rows),
        indent,
        short: width == PictureWidth::Narrow,
        y: MARGIN,
        picture: Picture::new("tree", "Umbrella tree".to_owned(), whole),
    };
    layout.place_branches(0..rows.len(), 0, None);
    let TreeLayout { mut picture, y, short, .. } = layout;
    let remarks = explain_rows(tree, &rows, picture.nodes.len(), short);
    add_legend(&mut picture, MARGIN, y, tree.according_to(), &remarks);
    picture
}

/// A tree that is being laid out.
struct TreeLayout<'r, 'b> {
    rows: &'r [OutlineRow<'b>],
    chosen: OpenBranches,
    indent: i32,
    /// Whether there is room for few words only.
    short: bool,
    /// Where the next row begins.
    y: i32,
    picture: Picture<'b>,
}

impl<'b> TreeLayout<'_, 'b> {
    /// Places the rows of a range that are at a depth, each with what is under it; and then, side by side, those that take
    /// no row of their own.
    fn place_branches(&mut self, range: Range<usize>, depth: usize, above: Option<i32>) {
        let rows = self.rows;
        let (mut run_in, mut hidden) = (vec![], 0);
        // Where lines lead down from the umbrella.
        let mut joint = above;
        for at in list_siblings(rows, range) {
            let Some(row) = rows.get(at) else { continue };
            let open = self.chosen.is_open(at);
            if !self.chosen.is_shown(at) {
                hidden += 1;
            } else if open || is_weighty(row) {
                let (middle, next) = self.place_row(row, depth, open);
                joint = self.join_to_umbrella(joint, middle, depth);
                if open {
                    self.place_branches(at + 1..at + 1 + row.under, depth + 1, Some(next));
                }
            } else {
                run_in.push(row);
            }
        }
        if let Some(first) = self.place_side_by_side(&run_in, depth) {
            self.join_to_umbrella(joint, first, depth);
        }
        if hidden > 0 {
            let at = (self.left(depth) + PADDING, self.y);
            let text = format!("and {hidden} more");
            let (texts, below) = PlacedText::stack_lines([text], at, SMALL, true);
            self.picture.texts.extend(texts);
            self.y = below + ROW_SPACE;
        }
    }

    fn left(&self, depth: usize) -> i32 {
        MARGIN + to_pixels(depth.min(MAX_INDENTED)) * self.indent
    }

    /// A line from an umbrella to a place under it; from where the next one leads on.
    fn join_to_umbrella(&mut self, above: Option<i32>, middle: i32, depth: usize) -> Option<i32> {
        let above = above?;
        if depth <= MAX_INDENTED {
            let x = self.left(depth);
            let spine = x - self.indent + PADDING + 2;
            let path = format!("M{spine} {above}V{middle}H{}", x + PADDING - 3);
            self.picture.lines.push(PlacedLine { path, look: LineLook::Guide });
        }
        Some(middle)
    }

    /// A row: a name, and at its end how many voices place it here and elsewhere. Its middle, and where lines lead down.
    fn place_row(&mut self, row: &OutlineRow<'b>, depth: usize, open: bool) -> (i32, i32) {
        let x = self.left(depth);
        let width = self.picture.width - MARGIN - x;
        let count = count_places(row, self.short);
        let taken = if count.is_empty() { 0 } else { SMALL.measure(&count) + PADDING };
        let name = name_row(row, open);
        let lines = NAME.break_lines(&name, width - 2 * PADDING - taken, MAX_NAME_LINES);
        let (mut texts, below) =
            PlacedText::stack_lines(lines, (x + PADDING, self.y + 2), NAME, false);
        if !count.is_empty() {
            texts.push(PlacedText {
                x: x + width - PADDING,
                y: self.y + 2 + NAME.size,
                anchor: TextAnchor::End,
                lettering: SMALL,
                faint: true,
                text: count,
            });
        }
        let area = DrawnArea { x, y: self.y, width, height: below + 2 - self.y };
        self.y = area.bottom() + ROW_SPACE;
        self.add_node(row, area, NodeLook::Row, texts);
        (self.y - ROW_SPACE - area.height / 2, area.bottom() - 2)
    }

    /// Terms side by side, on as many lines as they take; the middle of the first line.
    fn place_side_by_side(&mut self, rows: &[&OutlineRow<'b>], depth: usize) -> Option<i32> {
        let left = self.left(depth) + 2;
        let right = self.picture.width - MARGIN;
        let height = NAME.leading + 4;
        let first = (!rows.is_empty()).then_some(self.y + height / 2);
        let mut x = left;
        for row in rows {
            let name = NAME.fit_line(&name_row(row, false), right - left - 2 * PADDING);
            let width = NAME.measure(&name) + 2 * PADDING;
            if x > left && x + width > right {
                x = left;
                self.y += height + TERM_SPACE;
            }
            let area = DrawnArea { x, y: self.y, width, height };
            let text = PlacedText {
                x: x + width / 2,
                y: self.y + 1 + NAME.size,
                anchor: TextAnchor::Middle,
                lettering: NAME,
                faint: false,
                text: name,
            };
            self.add_node(row, area, NodeLook::Plain, vec![text]);
            x += width + TERM_SPACE;
        }
        if first.is_some() {
            self.y += height + TERM_SPACE;
        }
        first
    }

    fn add_node(
        &mut self,
        row: &OutlineRow<'b>,
        area: DrawnArea,
        look: NodeLook,
        texts: Vec<PlacedText>,
    ) {
        self.picture.nodes.push(PlacedNode {
            area,
            look,
            target: Some(MapTarget::Concept(row.term.id)),
            cited: row.voices.cited,
            statement: row.describe(),
            texts,
            bar: None,
        });
    }
}

/// What a row says: a name, how much is under it where that is not drawn, a mark where voices disagree.
fn name_row(row: &OutlineRow<'_>, open: bool) -> String {
    let closed = row.under > 0 && !open;
    let under = if closed { format!(" [{}]", row.under) } else { String::new() };
    let mark = if row.disputed { " *" } else { "" };
    format!("{}{under}{mark}", row.term.title())
}

/// Whether a term takes a row although nothing is under it: several voices place it, or disagree about that.
fn is_weighty(row: &OutlineRow<'_>) -> bool {
    row.disputed || row.voices.asserting.len() + row.elsewhere > 1 || !row.voices.denying.is_empty()
}

/// How many voices place a term here and elsewhere: `8 here, 4 elsewhere`; in few words `8 + 4`.
fn count_places(row: &OutlineRow<'_>, short: bool) -> String {
    let (here, elsewhere) = (row.voices.asserting.len(), row.elsewhere);
    let placed = match (here, elsewhere, short) {
        (0, 0, _) => String::new(),
        (here, 0, true) => here.to_string(),
        (here, elsewhere, true) => format!("{here} + {elsewhere}"),
        (here, 0, false) => format!("{here} here"),
        (0, elsewhere, false) => format!("{elsewhere} elsewhere"),
        (here, elsewhere, false) => format!("{here} here, {elsewhere} elsewhere"),
    };
    match (row.voices.denying.len(), &*placed) {
        (0, _) => placed,
        (against, "") => format!("{against} against"),
        (against, placed) => format!("{placed}, {against} against"),
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
        found.push(format!("{numbers} Terms in frames are placed by one voice at most."));
    }
    if rows.iter().any(|row| row.disputed) {
        found.push("Voices disagree about the place of a term with *.".to_owned());
    }
    if drawn < rows.len() {
        let left_out = rows.len() - drawn;
        let brackets = "the number in brackets says how many terms are under one";
        found.push(format!("{left_out} more terms are not drawn; {brackets}."));
    }
    match tree.count_left_out() {
        0 => {}
        1 => found.push("A term that is no longer in use is left out.".to_owned()),
        count => found.push(format!("{count} terms that are no longer in use are left out.")),
    }
    found
}
