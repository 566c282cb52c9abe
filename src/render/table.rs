//! Lays a table out in columns for a terminal, as wide as the width allows.

use comfy_table::{ContentArrangement, Table, TableStyle};
use cxterms_base::text;
use cxterms_page::Prose;
use std::borrow::Cow;
use textwrap::core::display_width;

/// Between two columns.
const COLUMN_GAP: u16 = 2;
/// A column narrower than this is hard to read, unless it holds no more.
const MIN_COLUMN_WIDTH: usize = 22;

/// A table as text, and how wide its columns are where nothing is wrapped.
pub(super) struct TextTable<'t> {
    /// The rows, the head first if it says anything.
    rows: Vec<Vec<Cow<'t, str>>>,
    widths: Vec<usize>,
    headed: bool,
}

impl<'t> TextTable<'t> {
    /// Of a table's head and rows.
    pub(super) fn from_rows(head: &'t [Prose<'_>], rows: &'t [Vec<Prose<'_>>]) -> Self {
        let headed = head.iter().any(|cell| !cell.is_empty());
        let head = headed.then_some(head).into_iter();
        let rows = head.chain(rows.iter().map(Vec::as_slice));
        let rows: Vec<Vec<_>> = rows.map(|row| row.iter().map(safe_cell_text).collect()).collect();
        let mut widths = vec![];
        for row in &rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(display_columns(cell));
            }
        }
        Self { rows, widths, headed }
    }

    /// Whether its first line is a head.
    pub(super) fn is_headed(&self) -> bool {
        self.headed
    }

    /// Whether the table can be read at a width.
    pub(super) fn fits_width(&self, width: usize) -> bool {
        self.total_width(|column| column.min(MIN_COLUMN_WIDTH)) <= width
    }

    /// How wide the table is if its columns are.
    fn total_width(&self, width: impl Fn(usize) -> usize) -> usize {
        let gaps = self.widths.len().saturating_sub(1) * usize::from(COLUMN_GAP);
        self.widths.iter().map(|column| width(*column)).sum::<usize>() + gaps
    }

    /// Writes the lines, each behind an indent; without a width each row takes one.
    pub(super) fn write_rows(&self, indent: usize, width: Option<usize>, out: &mut String) {
        let width = width.filter(|width| self.total_width(|column| column) > *width);
        match width.and_then(|width| u16::try_from(width).ok()) {
            Some(width) => self.write_wrapped(indent, width, out),
            None => self.rows.iter().for_each(|row| self.write_row(row, indent, out)),
        }
    }

    /// A row as one line: there may be very many, and what wraps lines takes its time.
    fn write_row(&self, row: &[Cow<'_, str>], indent: usize, out: &mut String) {
        let mut blank = indent;
        for (cell, width) in row.iter().zip(&self.widths) {
            let text = cell.trim_end();
            if !text.is_empty() {
                out.extend(std::iter::repeat_n(' ', blank));
                out.push_str(text);
                blank = 0;
            }
            blank += width.saturating_sub(display_columns(text)) + usize::from(COLUMN_GAP);
        }
        out.push('\n');
    }

    fn write_wrapped(&self, indent: usize, width: u16, out: &mut String) {
        let mut table = Table::new();
        table.load_style(TableStyle::default());
        let (head, rows) = self.rows.split_at(usize::from(self.headed));
        if let Some(head) = head.first() {
            table.set_header(head);
        }
        table.add_rows(rows);
        // The last column's padding may hang over the edge: it is blank.
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width + COLUMN_GAP);
        table.column_iter_mut().for_each(|column| {
            column.set_padding((0, COLUMN_GAP));
        });
        for line in table.lines() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// A cell's words, safe to print.
fn safe_cell_text<'t>(cell: &'t Prose<'_>) -> Cow<'t, str> {
    match &*cell.0 {
        [(_, text)] => text::to_safe(text),
        _ => text::to_safe(&cell.text()).into_owned().into(),
    }
}

fn display_columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { display_width(text) }
}
