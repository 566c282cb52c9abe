//! Parses a table into a header and rows, each with its place: a text, or a sheet of a workbook.

use super::{
    bounds::{MAX_COLUMNS, MAX_HEADER_ROW},
    cell,
    delimited::{cell_offset, decode_as, decode_text, guess_separator, parse_records},
    keys::{ColumnKey, SheetColumn},
    workbook::Workbook,
};
use crate::{ImportError, ImportOptions, InputFile, Losses};
use cxterms_base::{
    corpus::LabelKind,
    diagnostic::{Diagnostic, Severity},
    text,
};

/// A table: its header and its rows.
pub(super) struct Sheet {
    pub(super) name: String,
    source: SheetSource,
    pub(super) header: SheetRow,
    /// What stands above the header.
    pub(super) above: Vec<SheetRow>,
    pub(super) rows: Vec<SheetRow>,
}

/// Where the rows of a table come from, in which faults have their places.
enum SheetSource {
    /// A text, in which each row begins at a byte.
    Text {
        text: String,
        separator: u8,
        /// The encoding as which it was read although it is UTF-8.
        mistaken: Option<&'static str>,
    },
    /// A sheet of a workbook, whose rows and columns are numbered.
    Workbook,
}

/// The cells of a row, and where it begins.
#[derive(Default)]
pub(super) struct SheetRow {
    pub(super) line: u64,
    at: usize,
    pub(super) cells: Vec<String>,
}

impl Sheet {
    /// Reads a file's cells.
    pub(super) fn read_sheet(
        input: InputFile<'_>,
        options: &ImportOptions,
        losses: &mut Losses,
    ) -> Result<Self, ImportError> {
        let InputFile { name, format, text: mut reader } = input;
        let mut bytes = vec![];
        let read = reader.read_to_end(&mut bytes);
        read.map_err(|error| ImportError::new(&name, (0, 0), format!("cannot be read: {error}")))?;
        let sheet = match format.is_workbook() {
            true => {
                let is_ods = format.name == super::ODS.name;
                Self::from_workbook(name, bytes, is_ods, options, losses)?
            }
            false => Self::from_text(name, bytes, options)?,
        };
        if sheet.header.cells.len() > MAX_COLUMNS {
            let message = format!(
                "this table has {} columns, more than the {MAX_COLUMNS} that are read",
                sheet.header.cells.len()
            );
            return Err(ImportError::new(&sheet.name, (sheet.header.line, 1), message)
                .with_hint("several values may stand in one cell, with ` | ` between them"));
        }
        sheet.check_quotes_closed()?;
        Ok(sheet)
    }

    /// The sheet of a workbook that is wished for, else the first that has labels, else the first that is not empty.
    fn from_workbook(
        name: String,
        bytes: Vec<u8>,
        is_ods: bool,
        options: &ImportOptions,
        losses: &mut Losses,
    ) -> Result<Self, ImportError> {
        let mut book = Workbook::open(&name, bytes, is_ods)?;
        let names = match &options.sheet {
            Some(wanted) => vec![book.find_sheet(&name, wanted)?],
            None => book.sheet_names(),
        };
        // A column that is named is enough; one that is only known may be a word of a title.
        let least = if options.columns.is_empty() { 2 } else { 1 };
        let mut best: Option<(&String, Vec<SheetRow>, Losses)> = None;
        for title in &names {
            let mut own = Losses::default();
            let rows = book.read_rows(&name, title, &mut own)?.into_iter();
            let rows: Vec<_> = rows.map(|(line, cells)| SheetRow { line, at: 0, cells }).collect();
            let labeled = rows
                .iter()
                .take(MAX_HEADER_ROW)
                .any(|row| names_columns(row, &options.columns, least));
            if labeled || best.is_none() && !rows.is_empty() {
                best = Some((title, rows, own));
            }
            if labeled {
                break;
            }
        }
        let Some((read, rows, own)) = best else { return Err(empty_table(&name)) };
        losses.add_all(&own);
        for title in book.sheet_names().iter().filter(|title| *title != read) {
            losses.add_example("sheets that are not read", title);
        }
        Self::from_rows(name, SheetSource::Workbook, rows, options)
    }

    /// The table of a text.
    fn from_text(
        name: String,
        bytes: Vec<u8>,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let (text, mistaken) = match &options.encoding {
            Some(encoding) => decode_as(&name, &bytes, encoding)?,
            None => (decode_text(&name, bytes)?, None),
        };
        // Excel's own line, which names the sign that stands between cells.
        let first = text.lines().next().unwrap_or_default();
        let named = first.strip_prefix("sep=").filter(|sign| sign.len() == 1);
        let above = named.map_or(0, |_| first.len() + 1);
        let separator = named.and_then(|sign| sign.bytes().next());
        let table = text.get(above..).unwrap_or_default();
        let separator = separator.unwrap_or_else(|| guess_separator(table, &options.columns));
        let (mut rows, mut last, mut line) = (vec![], 0, 1);
        for record in parse_records(table, separator) {
            let record =
                record.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
            let Some(place) = record.position() else { continue };
            let at = usize::try_from(place.byte()).unwrap_or(usize::MAX).saturating_add(above);
            // A place is before the line breaks that end the row above it.
            let rest = text.get(at..).unwrap_or_default();
            let at = at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
            line += text.get(last..at).unwrap_or_default().matches('\n').count() as u64;
            last = at;
            rows.push(SheetRow { line, at, cells: record.iter().map(str::to_owned).collect() });
        }
        Self::from_rows(name, SheetSource::Text { text, separator, mistaken }, rows, options)
    }

    /// A table of rows, of which one is the header.
    fn from_rows(
        name: String,
        source: SheetSource,
        mut rows: Vec<SheetRow>,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let below = rows.split_off(find_header(&rows, &options.columns).min(rows.len()));
        let (above, mut rows) = (rows, below.into_iter());
        let Some(header) = rows.next() else { return Err(empty_table(&name)) };
        let mut rows: Vec<_> = rows.collect();
        if let SheetSource::Workbook = source {
            // A sheet holds no empty cells: the last of a row are not missing.
            let width = header.cells.len();
            let short = rows.iter_mut().filter(|row| row.cells.len() < width);
            short.for_each(|row| row.cells.resize(width, String::new()));
        }
        Ok(Self { name, source, header, above, rows })
    }

    /// Whether every quotation mark is closed; one that is not swallows all that follows.
    fn check_quotes_closed(&self) -> Result<(), ImportError> {
        let SheetSource::Text { text, .. } = &self.source else { return Ok(()) };
        let last = self.rows.last().unwrap_or(&self.header);
        let rest = text.get(last.at..).unwrap_or_default();
        let open = rest.matches('"').count() % 2 == 1 && rest.trim_end().contains('\n');
        if !open {
            return Ok(());
        }
        let message = "a quotation mark opens in this row and is not closed before the file ends";
        let hint =
            "double a quotation mark that is meant as such, and put its cell in quotation marks";
        Err(self.row_error(last, message).with_hint(hint))
    }

    /// What is wrong with a row, or with one cell of it.
    pub(super) fn row_finding(
        &self,
        row: &SheetRow,
        cell: Option<usize>,
        message: String,
    ) -> Diagnostic {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let line = narrow(usize::try_from(row.line).unwrap_or(usize::MAX));
        let found = Diagnostic {
            severity: Severity::Error,
            file: self.name.clone(),
            line,
            column: narrow(cell.unwrap_or_default()).saturating_add(1),
            width: 1,
            message,
            ..Diagnostic::default()
        };
        let SheetSource::Text { text, separator, .. } = &self.source else { return found };
        let begin = text.get(row.at..).unwrap_or_default();
        let at = row.at + cell.map_or(0, |index| cell_offset(begin, index, *separator));
        let before = text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let excerpt = text.get(start..).and_then(|rest| rest.lines().next());
        let meant = cell.and_then(|index| row.cells.get(index)?.trim().lines().next());
        let lines = text.get(row.at..at).unwrap_or_default().matches('\n').count();
        Diagnostic {
            line: narrow(lines).saturating_add(line),
            column: narrow(text.get(start..at).unwrap_or_default().chars().count()) + 1,
            width: narrow(meant.unwrap_or_default().chars().count()).max(1),
            excerpt: excerpt.map(str::to_owned),
            ..found
        }
    }

    /// What is so wrong with a row that the file is not read.
    pub(super) fn row_error(&self, row: &SheetRow, message: impl Into<String>) -> ImportError {
        ImportError(Box::new(self.row_finding(row, None, message.into())))
    }

    /// What each column says: as wished, else as its header is known. What means nothing is lost, cell by cell.
    pub(super) fn resolve_columns(
        &self,
        options: &[(String, String)],
        losses: &mut Losses,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Vec<Option<SheetColumn>>, ImportError> {
        let meant = options
            .iter()
            .map(|wish| self.find_wished_column(wish))
            .collect::<Result<Vec<_>, _>>()?;
        let wish = |index: usize| meant.iter().find(|(at, _)| *at == index).map(|(_, it)| it);
        let known = self.header.cells.iter().enumerate().map(|(index, header)| {
            wish(index).cloned().or_else(|| SheetColumn::from_header(header))
        });
        let mut known: Vec<_> = known.collect();
        findings.extend(self.settle_label_columns(&mut known, |index| wish(index).is_some()));
        let mut columns: Vec<Option<SheetColumn>> = vec![];
        for (index, known) in known.into_iter().enumerate() {
            let wish = wish(index);
            // One column says what can be said but once: the one that was wished, else the first.
            let said = |column: &SheetColumn| {
                let elsewhere = wish.is_none() && meant.iter().any(|(_, other)| other == column);
                column.value_separators().is_none()
                    && (elsewhere || columns.contains(&Some(column.clone())))
            };
            let column = known.filter(|column| !said(column));
            if column.is_none() {
                self.count_lost_column(index, losses);
            }
            columns.push(column);
        }
        Ok(columns)
    }

    /// Counts the cells of a column that means nothing here.
    pub(super) fn count_lost_column(&self, index: usize, losses: &mut Losses) {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
        let full = cells.filter(|cell| !cell.trim().is_empty()).count();
        let header = self.header.cells.get(index).map_or("", |cell| cell.trim());
        losses.add(&format!("cells of the column `{header}`"), full);
    }

    /// Empties cells that say that they hold nothing (`n/a`, `-`, `none`), and counts them. Identifiers and the labels of
    /// rows may be so called, and the values of facets and texts be such a word.
    pub(super) fn empty_cells_of_nothing(
        &mut self,
        columns: &[Option<SheetColumn>],
        losses: &mut Losses,
    ) {
        let is_label = |column: &SheetColumn| column.key == ColumnKey::Label(LabelKind::Preferred);
        let first = columns.iter().position(|it| it.as_ref().is_some_and(is_label));
        for (index, column) in columns.iter().enumerate() {
            let Some(column) = column.as_ref().filter(|it| it.key != ColumnKey::Id) else {
                continue;
            };
            if Some(index) == first {
                continue;
            }
            let words = column.may_say_none();
            let cells = self.rows.iter_mut().filter_map(|row| row.cells.get_mut(index));
            for cell in cells.filter(|cell| cell::is_nothing(cell, words)) {
                losses.add_example("cells that say that they hold nothing", cell.trim());
                cell.clear();
            }
        }
    }

    /// Counts what stands above the header, and tells of it.
    pub(super) fn report_rows_above(&self, losses: &mut Losses) -> Option<Diagnostic> {
        let cells = self.above.iter().flat_map(|row| &row.cells);
        losses.add("cells above the header", cells.filter(|cell| !cell.trim().is_empty()).count());
        let message = "this row names the columns; what stands above it is left out".to_owned();
        let found = self.row_finding(&self.header, None, message);
        (!self.above.is_empty()).then_some(Diagnostic { severity: Severity::Warning, ..found })
    }

    /// Tells that a file is UTF-8 which was read as something else, at its first letter that is none of ASCII.
    pub(super) fn report_encoding(&self) -> Option<Diagnostic> {
        let SheetSource::Text { mistaken: Some(used), .. } = self.source else { return None };
        let message = format!("this file is UTF-8, but was read as {used}");
        let letter = |row: &&SheetRow| row.cells.iter().any(|cell| !cell.is_ascii());
        let rows = self.above.iter().chain([&self.header]).chain(&self.rows);
        let row = rows.into_iter().find(letter).unwrap_or(&self.header);
        let at = row.cells.iter().position(|cell| !cell.is_ascii());
        let hint = "leave `--encoding` away".to_owned();
        let found = self.row_finding(row, at, message);
        Some(Diagnostic { severity: Severity::Warning, hint: Some(hint), ..found })
    }

    /// Which column is wished to be what.
    fn find_wished_column(
        &self,
        (key, header): &(String, String),
    ) -> Result<(usize, SheetColumn), ImportError> {
        let Some(column) = SheetColumn::from_header(key) else {
            let broken = self.row_error(&self.header, format!("`{key}` is no key of a table"));
            let near = text::find_nearest(key, super::headers::standard_headers());
            let keys = || super::headers::standard_headers().collect::<Vec<_>>().join(", ");
            let hint = near.map_or_else(keys, |key| format!("did you mean `{key}`?"));
            return Err(broken.with_hint(hint));
        };
        let same = |cell: &String| text::fold(cell) == text::fold(header);
        let there = self.header.cells.iter();
        let exact = there.clone().position(|cell| cell.trim() == header);
        exact.or_else(|| there.clone().position(same)).map(|index| (index, column)).ok_or_else(
            || {
                let broken = self.row_error(&self.header, format!("there is no column `{header}`"));
                let near = text::find_nearest(header, there.map(|cell| cell.trim()));
                broken.with_hint(
                    near.map_or_else(
                        || self.list_headers(),
                        |near| format!("did you mean `{near}`?"),
                    ),
                )
            },
        )
    }

    /// The columns that there are, in words.
    pub(super) fn list_headers(&self) -> String {
        let names: Vec<_> =
            self.header.cells.iter().map(|cell| format!("`{}`", cell.trim())).collect();
        format!("the columns are {}", names.join(", "))
    }
}

/// In which of the first rows the header is: the first, unless it names no label and another names one, and more.
fn find_header(rows: &[SheetRow], wished: &[(String, String)]) -> usize {
    if rows.first().is_some_and(|first| names_columns(first, wished, 1)) {
        return 0;
    }
    let near = rows.iter().take(MAX_HEADER_ROW);
    near.enumerate().find(|(_, row)| names_columns(row, wished, 2)).map_or(0, |(at, _)| at)
}

/// Whether a row names a column of labels and, where it is no lone cell, at least so many columns in all.
fn names_columns(row: &SheetRow, wished: &[(String, String)], least: usize) -> bool {
    let key_of = |cell: &String| {
        let same = |(_, header): &&(String, String)| text::fold(header) == text::fold(cell);
        let wish = wished.iter().find(same).and_then(|(key, _)| SheetColumn::from_header(key));
        wish.or_else(|| SheetColumn::from_header(cell))
    };
    let label = ColumnKey::Label(LabelKind::Preferred);
    let known: Vec<_> = row.cells.iter().filter_map(key_of).collect();
    let full = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    known.iter().any(|column| column.key == label) && full > 1 && known.len() >= least
}

/// Why nothing can be read where there is nothing.
fn empty_table(name: &str) -> ImportError {
    let broken = ImportError::new(name, (1, 1), "this file is empty");
    broken.with_hint("its first line names the columns: id, label, definition …")
}
