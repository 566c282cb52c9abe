//! Parses a CSV file into a header and rows, each with its place in the file.

use super::{
    cell,
    keys::{CsvColumn, CsvKey},
};
use crate::{ImportError, ImportOptions, InputFile, Losses};
use csv::{ReaderBuilder, StringRecord};
use cxterms_base::{
    corpus::LabelKind,
    diagnostic::{Diagnostic, Severity},
    text,
};
use encoding_rs::Encoding;

/// What may stand between cells.
const CELL_SEPARATORS: [u8; 3] = *b",;\t";

/// In how many first rows the header is sought.
const MAX_HEADER_ROW: usize = 10;

/// How many columns a table has at most.
const MAX_COLUMNS: usize = 1_000;

/// A table: its header and its rows.
pub(super) struct CsvTable {
    pub(super) name: String,
    text: String,
    separator: u8,
    pub(super) header: CsvRow,
    /// The encoding as which it was read although it is UTF-8.
    mistaken: Option<&'static str>,
    /// What stands above the header.
    above: Vec<CsvRow>,
    pub(super) rows: Vec<CsvRow>,
}

/// The cells of a row, and where it begins.
#[derive(Default)]
pub(super) struct CsvRow {
    pub(super) line: u64,
    at: usize,
    pub(super) cells: Vec<String>,
}

impl CsvTable {
    /// Reads a file's cells.
    pub(super) fn read_table(
        input: InputFile<'_>,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let InputFile { name, text: mut reader, .. } = input;
        let mut bytes = vec![];
        let read = reader.read_to_end(&mut bytes);
        read.map_err(|error| ImportError::new(&name, (0, 0), format!("cannot be read: {error}")))?;
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
        let separator = separator.unwrap_or_else(|| guess_separator(table));
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
            rows.push(CsvRow { line, at, cells: record.iter().map(str::to_owned).collect() });
        }
        let below = rows.split_off(find_header(&rows, &options.columns).min(rows.len()));
        let (above, mut rows) = (rows, below.into_iter());
        let Some(header) = rows.next() else {
            let broken = ImportError::new(&name, (1, 1), "this file is empty");
            return Err(
                broken.with_hint("its first line names the columns: id, label, definition …")
            );
        };
        if header.cells.len() > MAX_COLUMNS {
            let message = format!(
                "this table has {} columns, more than the {MAX_COLUMNS} that are read",
                header.cells.len()
            );
            return Err(ImportError::new(&name, (header.line, 1), message)
                .with_hint("several values may stand in one cell, with ` | ` between them"));
        }
        let sheet = Self { name, text, separator, mistaken, header, above, rows: rows.collect() };
        sheet.check_quotes_closed()?;
        Ok(sheet)
    }

    /// Whether every quotation mark is closed; one that is not swallows all that follows.
    fn check_quotes_closed(&self) -> Result<(), ImportError> {
        let Some(last) = self.rows.last().or(Some(&self.header)) else { return Ok(()) };
        let rest = self.text.get(last.at..).unwrap_or_default();
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
        row: &CsvRow,
        cell: Option<usize>,
        message: String,
    ) -> Diagnostic {
        let begin = self.text.get(row.at..).unwrap_or_default();
        let at = row.at + cell.map_or(0, |index| self.cell_offset(begin, index));
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let excerpt = self.text.get(start..).and_then(|rest| rest.lines().next());
        let meant = cell.and_then(|index| row.cells.get(index)?.trim().lines().next());
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let lines = self.text.get(row.at..at).unwrap_or_default().matches('\n').count();
        Diagnostic {
            severity: Severity::Error,
            file: self.name.clone(),
            line: narrow(lines)
                .saturating_add(narrow(usize::try_from(row.line).unwrap_or(usize::MAX))),
            column: narrow(self.text.get(start..at).unwrap_or_default().chars().count()) + 1,
            width: narrow(meant.unwrap_or_default().chars().count()).max(1),
            message,
            excerpt: excerpt.map(str::to_owned),
            ..Diagnostic::default()
        }
    }

    /// How many bytes stand before a cell of the row with which `text` begins, its quotation mark and spaces included.
    fn cell_offset(&self, text: &str, cell: usize) -> usize {
        let (mut left, mut quoted) = (cell, false);
        let ends = text.bytes().position(|byte| {
            if left == 0 {
                return !b" \"".contains(&byte);
            }
            quoted ^= byte == b'"';
            left -= usize::from(byte == self.separator && !quoted);
            false
        });
        ends.unwrap_or(0)
    }

    /// What is so wrong with a row that the file is not read.
    pub(super) fn row_error(&self, row: &CsvRow, message: impl Into<String>) -> ImportError {
        ImportError(Box::new(self.row_finding(row, None, message.into())))
    }

    /// What each column says: as wished, else as its header is known. What means nothing is lost, cell by cell.
    pub(super) fn resolve_columns(
        &self,
        options: &[(String, String)],
        losses: &mut Losses,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Vec<Option<CsvColumn>>, ImportError> {
        let meant = options
            .iter()
            .map(|wish| self.find_wished_column(wish))
            .collect::<Result<Vec<_>, _>>()?;
        let wish = |index: usize| meant.iter().find(|(at, _)| *at == index).map(|(_, it)| it);
        let known =
            self.header.cells.iter().enumerate().map(|(index, header)| {
                wish(index).cloned().or_else(|| CsvColumn::from_header(header))
            });
        let mut known: Vec<_> = known.collect();
        findings.extend(self.settle_label_columns(&mut known, |index| wish(index).is_some()));
        let mut columns: Vec<Option<CsvColumn>> = vec![];
        for (index, known) in known.into_iter().enumerate() {
            let wish = wish(index);
            // One column says what can be said but once: the one that was wished, else the first.
            let said = |column: &CsvColumn| {
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
        columns: &[Option<CsvColumn>],
        losses: &mut Losses,
    ) {
        let is_label = |column: &CsvColumn| column.key == CsvKey::Label(LabelKind::Preferred);
        let first = columns.iter().position(|it| it.as_ref().is_some_and(is_label));
        for (index, column) in columns.iter().enumerate() {
            let Some(column) = column.as_ref().filter(|it| it.key != CsvKey::Id) else { continue };
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
        let used = self.mistaken?;
        let message = format!("this file is UTF-8, but was read as {used}");
        let letter = |row: &&CsvRow| row.cells.iter().any(|cell| !cell.is_ascii());
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
    ) -> Result<(usize, CsvColumn), ImportError> {
        let Some(column) = CsvColumn::from_header(key) else {
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

/// The rows of a table, those with too many or too few cells too.
fn parse_records(
    table: &str,
    separator: u8,
) -> impl Iterator<Item = Result<StringRecord, csv::Error>> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true);
    builder.from_reader(table.as_bytes()).into_records()
}

/// In which of the first rows the header is: the first, unless it names no label and another names one, and more.
fn find_header(rows: &[CsvRow], wished: &[(String, String)]) -> usize {
    let label = CsvKey::Label(LabelKind::Preferred);
    let key_of = |cell: &String| {
        let same = |(_, header): &&(String, String)| text::fold(header) == text::fold(cell);
        let wish = wished.iter().find(same).and_then(|(key, _)| CsvColumn::from_header(key));
        wish.or_else(|| CsvColumn::from_header(cell))
    };
    let names_columns = |least: usize, row: &CsvRow| {
        let known: Vec<_> = row.cells.iter().filter_map(key_of).collect();
        let full = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        known.iter().any(|column| column.key == label) && full > 1 && known.len() >= least
    };
    if rows.first().is_some_and(|first| names_columns(1, first)) {
        return 0;
    }
    let near = rows.iter().take(MAX_HEADER_ROW);
    near.enumerate().find(|(_, row)| names_columns(2, row)).map_or(0, |(at, _)| at)
}

/// The sign between cells under which most of a header means something; else the one that makes most columns of it. The
/// header may stand below a title.
fn guess_separator(table: &str) -> u8 {
    let worth = |separator: &u8| {
        let rows = parse_records(table, *separator).take(MAX_HEADER_ROW).filter_map(Result::ok);
        let known = |row: &StringRecord| {
            row.iter().filter(|cell| CsvColumn::from_header(cell).is_some()).count()
        };
        rows.map(|row| (known(&row), row.len())).max().unwrap_or_default()
    };
    // The last of equals is taken, and a comma is the most usual.
    CELL_SEPARATORS.iter().rev().copied().max_by_key(worth).unwrap_or(b',')
}

/// The text of a file in an encoding that was named, and that encoding's name where it is UTF-8 all the same.
fn decode_as(
    name: &str,
    bytes: &[u8],
    encoding: &str,
) -> Result<(String, Option<&'static str>), ImportError> {
    let Some(known) = Encoding::for_label(encoding.as_bytes()) else {
        let broken = ImportError::new(name, (0, 0), format!("no encoding is called `{encoding}`"));
        return Err(broken.with_hint("as in `--encoding windows-1252`, `utf-16` or `shift_jis`"));
    };
    let (text, used, faulty) = known.decode(bytes);
    if faulty {
        let message = format!("not every byte of this file is {}", used.name());
        return Err(ImportError::new(name, (0, 0), message));
    }
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    Ok((text.into_owned(), Some(used.name()).filter(|_| is_utf8 && used != encoding_rs::UTF_8)))
}

/// The text of a file.
fn decode_text(name: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    let hint = "save the table as UTF-8 (in Excel, “CSV UTF-8”), or say its encoding, as in `--encoding windows-1252`";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ImportError::new(name, (1, 1), "this file is UTF-16").with_hint(hint));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before =
            String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        ImportError::new(name, (line as u64, column as u64), "this byte is not UTF-8")
            .with_hint(hint)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
