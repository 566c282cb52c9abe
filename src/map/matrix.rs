//! Layout of the matrix of disciplines: a row and a column for each, and in a cell how the one stands to the other.

use super::{
    legend::add_legend,
    picture::{
        DrawnArea, LineLook, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText,
        TextAnchor, to_pixels,
    },
    text::{NAME, SMALL},
};
use crate::answer::{CellRelation, DisciplineMatrix, MatrixCell, MatrixRelation, Term};

const MARGIN: i32 = 4;
const PADDING: i32 = 6;
/// How wide the names of rows are, and a cell at least and at most.
const NAMES: i32 = 170;
const CELL: [i32; 2] = [60, 120];
/// How many disciplines are drawn.
pub(crate) const MAX_DRAWN: usize = 20;
/// For how many columns there is room under which the legend stands.
const MIN_COLUMNS: usize = 6;
/// How many lines a name takes.
const MAX_NAME_LINES: usize = 3;

/// Draws how disciplines stand to each other, and how many voices say so.
pub fn draw_matrix<'b>(matrix: &DisciplineMatrix<'b>) -> Picture<'b> {
    let terms: Vec<_> = matrix.concepts.iter().take(MAX_DRAWN).collect();
    let grid = MatrixGrid::fit_cells(matrix);
    let width = grid.left(terms.len().max(MIN_COLUMNS)) + MARGIN;
    let mut picture = Picture::new("matrix", "Matrix of disciplines".to_owned(), width);
    let top = grid.place_heads(&terms, &mut picture);
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
            let x = grid.left(cell.column) + 1;
            let area = DrawnArea { x, y: y + 1, width: grid.cell - 2, height: height - 2 };
            picture.nodes.extend(place_cell(matrix, cell, area));
        }
        let path = format!("M{} {y}L{} {}", grid.left(at), grid.left(at + 1), y + height);
        picture.lines.push(PlacedLine { path, look: LineLook::Guide });
        y += height;
        guides.push(y);
    }
    let right = grid.left(terms.len());
    let across = guides.iter().map(|y| format!("M{MARGIN} {y}H{right}"));
    let down = (0..=terms.len()).map(|at| format!("M{} {top}V{y}", grid.left(at)));
    let guides = across.chain(down).map(|path| PlacedLine { path, look: LineLook::Guide });
    picture.lines.extend(guides);
    let remarks = explain_matrix(matrix, terms.len());
    add_legend(&mut picture, MARGIN, y, &matrix.according_to, &remarks);
    picture
}

/// Where the columns are.
#[derive(Clone, Copy, Debug)]
struct MatrixGrid {
    /// How wide each is.
    cell: i32,
}

impl MatrixGrid {
    /// Columns that are as wide as what the cells say.
    fn fit_cells(matrix: &DisciplineMatrix<'_>) -> Self {
        let lines = matrix.cells.iter().flat_map(|cell| &cell.relations).map(word_relation);
        let widest = lines.map(|line| SMALL.measure(&line)).max().unwrap_or_default();
        let [least, most] = CELL;
        Self { cell: (widest + PADDING + 2).clamp(least, most) }
    }

    /// Where a column begins.
    fn left(self, column: usize) -> i32 {
        MARGIN + NAMES + to_pixels(column) * self.cell
    }

    /// The heads of the columns: their numbers, and of their names what there is room for; and where they end.
    fn place_heads(self, terms: &[&Term<'_>], picture: &mut Picture<'_>) -> i32 {
        for (at, term) in terms.iter().enumerate() {
            let x = self.left(at) + self.cell / 2;
            let head = |y: i32, lettering, faint, text| PlacedText {
                x,
                y,
                anchor: TextAnchor::Middle,
                lettering,
                faint,
                text,
            };
            let name = SMALL.fit_line(term.abbreviation.unwrap_or(&term.short), self.cell - 4);
            picture.texts.extend([
                head(MARGIN + NAME.size, NAME, false, (at + 1).to_string()),
                head(MARGIN + NAME.leading + SMALL.size, SMALL, true, name),
            ]);
        }
        MARGIN + NAME.leading + SMALL.leading + PADDING
    }
}

/// A relation in a line of a cell: `under 10 *`, `is 2:3`.
fn word_relation(relation: &CellRelation<'_>) -> String {
    let count = relation.voices.count_briefly().replace(' ', "");
    let space = if count.is_empty() { "" } else { " " };
    let mark = if relation.disputed { " *" } else { "" };
    format!("{}{space}{count}{mark}", relation.way.word())
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
    let lines = cell
        .relations
        .iter()
        .map(|relation| SMALL.fit_line(&word_relation(relation), area.width - PADDING));
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
    let words = MatrixRelation::ALL.map(|way| format!("{}: it {}", way.word(), way.about()));
    let mut found = vec![
        format!("How the discipline of a row stands to that of a column. {}.", words.join("; ")),
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
