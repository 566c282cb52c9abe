//! Columns for a terminal, as wide as the width allows.

use super::wrap::columns;
use crate::page::Prose;
use comfy_table::{ContentArrangement, Table, TableStyle};
use cxterms_base::text;

/// Between two columns.
const GAP: u16 = 2;
/// A column narrower than this is hard to read, unless it holds no more.
const NARROWEST: usize = 22;

/// Whether a table can be read at a width.
pub(super) fn fits(head: &[Prose<'_>], rows: &[Vec<Prose<'_>>], width: usize) -> bool {
    let cells =
        |index: usize| rows.iter().filter_map(move |row| row.get(index)).chain(head.get(index));
    let needed =
        (0..head.len()).map(|index| cells(index).map(columns).max().unwrap_or(0).min(NARROWEST));
    needed.sum::<usize>() + head.len().saturating_sub(1) * usize::from(GAP) <= width
}

/// The lines of a table; without a width each row takes one.
pub(super) fn lines(
    head: &[Prose<'_>],
    rows: &[Vec<Prose<'_>>],
    width: Option<usize>,
) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(TableStyle::default());
    let cells = |row: &[Prose<'_>]| {
        row.iter().map(|cell| text::safe(&cell.text()).into_owned()).collect::<Vec<_>>()
    };
    if head.iter().any(|cell| !cell.is_empty()) {
        table.set_header(cells(head));
    }
    table.add_rows(rows.iter().map(|row| cells(row)));
    match width.and_then(|width| u16::try_from(width).ok()) {
        // The last column's padding may hang over the edge: it is blank.
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width + GAP)
        }
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, GAP));
    });
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}
