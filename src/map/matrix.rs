//! Layout of the matrix of disciplines: a row and a column for each, and in a cell how the one stands to the other.

use super::{
    legend::add_legend,
    picture::{
        DrawnArea, LineLook, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText,
        TextAnchor,
    },
    text::{NAME, SMALL},
};
use crate::answer::{CellRelation, DisciplineMatrix, MatrixCell, MatrixRelation, Term};
use std::fmt::Write;

const MARGIN: i32 = 4;
const PADDING: i32 = 6;
/// How wide the names of rows are, and a cell.
const NAMES: i32 = 190;
const CELL: i32 = 58;
/// How many disciplines are drawn.
const MAX_DRAWN: usize = 20;
const SPACE: i32 = 14;
/// How many lines a name takes.
const MAX_NAME_LINES: usize = 3;

/// Draws how disciplines stand to each other, and how many voices say so.
pub fn draw_matrix<'b>(matrix: &DisciplineMatrix<'b>) -> Picture<'b> {
    let terms: Vec<_> = matrix.concepts.iter().take(MAX_DRAWN).collect();
    let count = i32::try_from(terms.len()).unwrap_or(i32::MAX);
    let width = 2 * MARGIN + NAMES + count.max(8) * CELL;
    let mut picture = Picture::new("matrix", "Matrix of disciplines".to_owned(), width);
    let top = place_heads(&terms, &mut picture);
    let mut y = top;
    let mut guides = vec![y];
    for (at, term) in terms.iter().enumerate() {
        let cells = matrix.cells.iter().filter(|cell| cell.row == at);
        let cells: Vec<_> = cells.filter(|cell| cell.column < terms.len()).collect();
        let lines = cells.iter().map(|cell| cell.relations.len()).max().unwrap_or_default();
        let head = place_name(at, term, y);
        let height = (to_pixels(lines) * SMALL.leading + 2 * PADDING).max(head.area.height);
        picture.nodes.push(PlacedNode { area: DrawnArea { height, ..head.area }, ..head });
        for cell in cells {
            let x = MARGIN + NAMES + to_pixels(cell.column) * CELL;
            let area = DrawnArea { x: x + 1, y: y + 1, width: CELL - 2, height: height - 2 };
            picture.nodes.extend(place_cell(matrix, cell, area));
        }
        let x = MARGIN + NAMES + to_pixels(at) * CELL;
        let path = format!("M{x} {y}L{} {}", x + CELL, y + height);
        picture.lines.push(PlacedLine { path, look: LineLook::Guide });
        y += height;
        guides.push(y);
    }
    let right = MARGIN + NAMES + count * CELL;
    let across = guides.iter().map(|y| format!("M{MARGIN} {y}H{right}"));
    let down = (0..=count).map(|at| format!("M{} {top}V{y}", MARGIN + NAMES + at * CELL));
    let grid = across.chain(down).map(|path| PlacedLine { path, look: LineLook::Guide });
    picture.lines.extend(grid);
    let remarks = explain_matrix(matrix, terms.len());
    add_legend(&mut picture, MARGIN, y + SPACE, &matrix.according_to, &remarks);
    picture
}

/// The heads of the columns: their numbers, for there is no room for names; and where they end.
fn place_heads(terms: &[&Term<'_>], picture: &mut Picture<'_>) -> i32 {
    for at in 0..terms.len() {
        picture.texts.push(PlacedText {
            x: MARGIN + NAMES + to_pixels(at) * CELL + CELL / 2,
            y: MARGIN + NAME.size,
            anchor: TextAnchor::Middle,
            lettering: NAME,
            faint: false,
            text: (at + 1).to_string(),
        });
        let term = terms.get(at).map(|term| term.abbreviation.unwrap_or(&term.short));
        picture.texts.push(PlacedText {
            x: MARGIN + NAMES + to_pixels(at) * CELL + CELL / 2,
            y: MARGIN + NAME.leading + SMALL.size,
            anchor: TextAnchor::Middle,
            lettering: SMALL,
            faint: true,
            text: SMALL.fit_line(term.unwrap_or_default(), CELL - 4),
        });
    }
    MARGIN + NAME.leading + SMALL.leading + PADDING
}

fn place_name<'b>(at: usize, term: &Term<'b>, y: i32) -> PlacedNode<'b> {
    let name = format!("{} {}", at + 1, term.title());
    let lines = NAME.break_lines(&name, NAMES - 2 * PADDING, MAX_NAME_LINES);
    let top = y + PADDING;
    let (texts, below) = PlacedText::stack_lines(lines, (MARGIN + PADDING, top), NAME, false);
    PlacedNode {
        area: DrawnArea { x: MARGIN, y, width: NAMES, height: below + PADDING - y },
        look: NodeLook::Row,
        target: Some(MapTarget::Concept(term.id)),
        cited: None,
        statement: term.title().into_owned(),
        texts,
        bar: None,
    }
}

/// A cell: a line for each way in which voices relate the two.
fn place_cell<'b>(
    matrix: &DisciplineMatrix<'b>,
    cell: &MatrixCell<'b>,
    area: DrawnArea,
) -> Option<PlacedNode<'b>> {
    let (row, column) = (matrix.concepts.get(cell.row)?, matrix.concepts.get(cell.column)?);
    let lines = cell.relations.iter().map(|relation| {
        let mut line = relation.way.sign().to_owned();
        let count = relation.voices.count_briefly().replace(' ', "");
        // Writing into a text cannot fail.
        let _ = write!(line, " {count}");
        if relation.disputed {
            line.push_str(" *");
        }
        SMALL.fit_line(&line, area.width - PADDING)
    });
    let (texts, _) =
        PlacedText::stack_lines(lines, (area.x + PADDING / 2, area.y + PADDING), SMALL, false);
    let disputed = cell.relations.iter().any(|relation| relation.disputed);
    let denied = cell
        .relations
        .iter()
        .all(|it| it.voices.asserting.is_empty() && !it.voices.denying.is_empty());
    let statements: Vec<_> = cell.relations.iter().map(CellRelation::describe).collect();
    Some(PlacedNode {
        area,
        look: NodeLook::of_claim(disputed, denied),
        target: Some(MapTarget::Pair(row.id, column.id)),
        cited: cell.relations.iter().find_map(|relation| relation.voices.cited),
        statement: statements.join(". "),
        texts,
        bar: None,
    })
}

fn explain_matrix(matrix: &DisciplineMatrix<'_>, drawn: usize) -> Vec<String> {
    let signs = MatrixRelation::ALL.map(|way| format!("{} {}", way.sign(), way.about()));
    let mut found = vec![
        format!("The discipline of the row: {} that of the column.", signs.join(", ")),
        "A number says how many voices say so; 5:2 means that five say so and two deny it. A dashed frame with * is what voices disagree about, a dotted one what they only deny.".to_owned(),
    ];
    if drawn < matrix.concepts.len() {
        found.push(format!("{} more disciplines are not drawn.", matrix.concepts.len() - drawn));
    }
    if !matrix.unrelated.is_empty() {
        let names: Vec<_> = matrix.unrelated.iter().map(Term::name).collect();
        found.push(format!("In none of these ways related to another: {}.", names.join(", ")));
    }
    found
}

fn to_pixels(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
