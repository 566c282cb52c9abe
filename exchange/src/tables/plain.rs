//! Tables of anybody's rows, kept as they are: to add columns to them.

use super::{cell, sheet::Sheet, xlsx};
use crate::{ExchangeFormat, ImportError, ImportOptions, InputFile, Losses};
use cxterms_base::{corpus::LabelKind, text};
use std::io::{self, Write};

/// The cells of a table, of which one row names the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainTable {
    /// What the file is called.
    pub name: String,
    /// What stands above the header.
    above: Vec<Vec<String>>,
    /// What each column is called.
    pub header: Vec<String>,
    /// The rows below it, each as wide as it is.
    pub rows: Vec<Vec<String>>,
    /// Whether its cells are texts of a workbook, which a table of text would take for formulas.
    is_workbook: bool,
    /// What its sheet is called in a workbook.
    title: Option<String>,
    /// The sheets that were not read, and cells that hold an error.
    pub unread: Losses,
}

impl PlainTable {
    /// Reads a table by the rules of imports: which row is the header, which sign stands between cells, which sheet.
    ///
    /// # Errors
    /// When it cannot be read, with its place.
    pub fn read(input: InputFile<'_>, options: &ImportOptions) -> Result<Self, ImportError> {
        let (mut unread, is_workbook) = (Losses::default(), input.format.is_workbook());
        let sheet = Sheet::read_sheet(input, options, &mut unread)?;
        let Sheet { name, header, above, rows, .. } = sheet;
        let mut last = header.line;
        let mut all = vec![];
        for row in rows {
            // A sheet has no cells in its empty rows. A text's rows may stand on several lines.
            let missing = if is_workbook { row.line.saturating_sub(last + 1) } else { 0 };
            all.extend((0..missing).map(|_| vec![]));
            last = row.line;
            all.push(row.cells);
        }
        let above = above.into_iter().map(|row| row.cells).collect();
        let header = header.cells;
        Ok(Self { name, above, header, rows: all, is_workbook, title: None, unread })
    }

    /// A table of texts, none of which a spreadsheet is to reckon.
    pub fn from_texts(name: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let (title, name) = (Some(name.to_owned()), name.to_owned());
        let (above, unread) = (vec![], Losses::default());
        Self { name, above, header, rows, is_workbook: true, title, unread }
    }

    /// The column of this name, or without one that of labels, else the only one.
    ///
    /// # Errors
    /// When there is none.
    pub fn find_column(&self, wanted: Option<&str>) -> Result<usize, ImportError> {
        let position = |same: &dyn Fn(&str) -> bool| self.header.iter().position(|it| same(it));
        let list = || {
            let names: Vec<_> = self.header.iter().map(|it| format!("`{}`", it.trim())).collect();
            format!("the columns are {}", names.join(", "))
        };
        let Some(wanted) = wanted else {
            let label = super::keys::ColumnKey::Label(LabelKind::Preferred);
            let labels = position(&|header| {
                super::keys::SheetColumn::from_header(header).is_some_and(|it| it.key == label)
            });
            return labels.or((self.header.len() == 1).then_some(0)).ok_or_else(|| {
                let error = ImportError::new(&self.name, (0, 0), "which column holds the names?");
                error.with_hint(format!("`--column` says it; {}", list()))
            });
        };
        let exact = position(&|header| header.trim() == wanted);
        let found = exact.or_else(|| position(&|header| text::fold(header) == text::fold(wanted)));
        // Either of two could be meant.
        let alike = |index: &usize| {
            let name = self.header.get(*index).map(|it| it.trim());
            self.header.iter().filter(|header| Some(header.trim()) == name).count()
        };
        if let Some(count) = found.as_ref().map(alike).filter(|count| *count > 1) {
            let what = format!("{count} columns are called `{wanted}`; leave one of that name");
            return Err(ImportError::new(&self.name, (0, 0), what));
        }
        found.ok_or_else(|| {
            let what = format!("there is no column `{wanted}`");
            let near = text::find_nearest(wanted, self.header.iter().map(|it| it.trim()));
            let hint = near.map_or_else(list, |near| format!("did you mean `{near}`?"));
            ImportError::new(&self.name, (0, 0), what).with_hint(hint)
        })
    }

    /// Adds columns on the right: their names, and the cells of each row.
    pub fn add_columns<const N: usize>(
        &mut self,
        names: [&str; N],
        cells: impl Fn(&[String]) -> [String; N],
    ) {
        let widest = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        // A row that is wider than its header would put its added cells under no name.
        let width = widest.max(self.header.len());
        self.header.resize(width, String::new());
        self.header.extend(names.map(str::to_owned));
        for row in &mut self.rows {
            let added = cells(row);
            row.resize(width, String::new());
            row.extend(added.iter().map(|cell| cell::guard_text(cell).into_owned()));
        }
    }

    /// Writes it as text with commas, or as a workbook.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, format: &ExchangeFormat, out: &mut dyn Write) -> io::Result<Losses> {
        let rows = self.above.iter().chain([&self.header]).chain(&self.rows);
        if format.is_workbook() {
            return xlsx::write_rows(
                self.title.as_deref(),
                self.above.len(),
                rows.map(Vec::as_slice),
                out,
            );
        }
        let mut written = csv::WriterBuilder::new().flexible(true).from_writer(out);
        for row in rows {
            let cells = row.iter().map(|text| match self.is_workbook && is_formula(text) {
                true => format!("'{text}"),
                false => text.clone(),
            });
            written.write_record(cells).map_err(super::write::to_io_error)?;
        }
        written.flush()?;
        Ok(Losses::default())
    }
}

/// Whether a spreadsheet would take a text for a formula when it opens it as CSV; a number below zero is none.
fn is_formula(text: &str) -> bool {
    text.starts_with(cell::FORMULA_SIGNS) && text.parse::<f64>().is_err()
}
