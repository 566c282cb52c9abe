//! A table of values as it is read: its head, then row by row.

use super::{ComputeFault, given::fold_input_name};
use crate::answer::metric::{MetricInput, join_with_and};
use csv::StringRecord;
use cxterms_base::{
    formula::{DecimalSign, parse_amount, parse_amount_with, parse_plain_number},
    text,
};
use std::io::{BufRead, BufReader, Read, Take};

/// How large a table may be, in bytes.
pub const MAX_TABLE_BYTES: u64 = 1 << 30;
/// How many columns a table may have.
const MAX_TABLE_COLUMNS: usize = 1_000;

/// What stands in cells that hold nothing, beside nothing at all.
const EMPTY_CELLS: &[&str] = &["n/a", "na", "#n/a", "null", "none", "nan"];

/// The head of a table and the rows behind it.
pub(super) struct OpenTable<R: Read> {
    reader: csv::Reader<BufReader<Take<R>>>,
    pub(super) heads: Vec<String>,
    /// The first row, where the table has no head.
    first: Option<StringRecord>,
    /// Whether semicolons stand between its columns, as where a comma stands before decimals.
    has_semicolons: bool,
    pub(super) file: String,
}

impl<R: Read> OpenTable<R> {
    /// Reads the head of a table.
    pub(super) fn open(input: R, file: &str) -> Result<Self, ComputeFault> {
        let mut input = BufReader::with_capacity(1 << 16, input.take(MAX_TABLE_BYTES));
        let wrong = |error: &dyn std::fmt::Display| ComputeFault(format!("{file}: {error}"));
        let start = input.fill_buf().map_err(|error| wrong(&error))?;
        let mark = if start.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        let line = start.get(mark..).unwrap_or_default().split(|byte| *byte == b'\n').next();
        let line = String::from_utf8_lossy(line.unwrap_or_default()).into_owned();
        let count = |delimiter: u8| line.matches(char::from(delimiter)).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|it| count(*it));
        input.consume(mark);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter.unwrap_or(b','))
            .from_reader(input);
        let mut head = StringRecord::new();
        let any = reader.read_record(&mut head).map_err(|error| describe_fault(file, &error))?;
        if !any || head.iter().all(|cell| cell.trim().is_empty()) {
            return Err(wrong(&"this table has no head, a line of its columns' names"));
        }
        if head.len() > MAX_TABLE_COLUMNS {
            let count = head.len();
            let fault = format!("this table has {count} columns, more than {MAX_TABLE_COLUMNS}");
            return Err(wrong(&fault));
        }
        let headless = head.len() == 1 && head.iter().all(|cell| parse_amount(cell, None).is_ok());
        let heads = match headless {
            true => vec![String::new()],
            false => head.iter().map(|cell| cell.trim().to_owned()).collect(),
        };
        let first = headless.then_some(head);
        let has_semicolons = delimiter == Some(b';') && heads.len() > 1;
        Ok(Self { reader, heads, first, has_semicolons, file: file.to_owned() })
    }

    /// Reads the next row; false at the end.
    pub(super) fn read_row(&mut self, record: &mut StringRecord) -> Result<bool, ComputeFault> {
        if let Some(first) = self.first.take() {
            *record = first;
            return Ok(true);
        }
        let read = self.reader.read_record(record);
        let read = read.map_err(|error| describe_fault(&self.file, &error))?;
        if read && record.iter().skip(self.heads.len()).any(|cell| !cell.trim().is_empty()) {
            let line = record.position().map_or(1, csv::Position::line);
            let fault = format!(
                "{}:{line}: this row has {} cells, but there are {} columns: a number with commas must stand in quotes",
                self.file,
                record.len(),
                self.heads.len()
            );
            return Err(ComputeFault(fault));
        }
        if !read && self.reader.get_ref().get_ref().limit() == 0 {
            let fault = format!("{}: this table is larger than {MAX_TABLE_BYTES} bytes", self.file);
            return Err(ComputeFault(fault));
        }
        Ok(read)
    }

    /// Two columns of the name of one that is taken are a fault: either could be meant.
    pub(super) fn require_lone_name(&self, column: usize) -> Result<(), ComputeFault> {
        let Some(head) = self.heads.get(column) else { return Ok(()) };
        let name = fold_input_name(head);
        match self.heads.iter().filter(|it| fold_input_name(it) == name).count() {
            0 | 1 => Ok(()),
            count => {
                let fault = format!("{}: {count} columns are called `{head}`", self.file);
                Err(ComputeFault(format!("{fault}; leave one of that name")))
            }
        }
    }

    /// Where the column of a name stands.
    pub(super) fn position_of(&self, name: &str) -> Option<usize> {
        let wanted = fold_input_name(name);
        self.heads.iter().position(|head| fold_input_name(head) == wanted)
    }

    /// The same; one that is not there is a fault.
    pub(super) fn find_column(&self, name: &str) -> Result<usize, ComputeFault> {
        self.position_of(name).ok_or_else(|| {
            let heads = self.heads.iter().map(String::as_str);
            let hint = match text::find_nearest(name, heads.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let all: Vec<_> = heads.take(12).map(|head| format!("`{head}`")).collect();
                    format!("there are {}", join_with_and(&all))
                }
            };
            ComputeFault(format!("{}: no column is called `{name}`; {hint}", self.file))
        })
    }

    /// The amount in a cell; none if it is empty.
    pub(super) fn read_cell(
        &self,
        record: &StringRecord,
        column: usize,
        input: &MetricInput<'_>,
    ) -> Result<Option<f64>, ComputeFault> {
        let cell = record.get(column).unwrap_or_default();
        let plain = parse_plain_number(cell.as_bytes());
        if let Some(number) = plain.filter(|_| !self.has_semicolons || !cell.contains('.')) {
            return Ok(Some(input.unit.as_ref().map_or(number, |unit| unit.to_calculated(number))));
        }
        let cell = cell.trim();
        if cell.is_empty() || EMPTY_CELLS.contains(&&*cell.to_lowercase()) {
            return Ok(None);
        }
        let unit = input.unit.as_ref();
        let read = match DecimalSign::find_in(cell) {
            _ if matches!(cell, "-" | "–" | "—") => {
                Err(format!("`{cell}` is no number: leave the cell empty, or write 0"))
            }
            _ if !self.has_semicolons => parse_amount(cell, unit),
            Some(decimal) => parse_amount_with(cell, unit, decimal),
            None => Err(format!(
                "`{cell}` could be a number with decimals or one of thousands: write it without `.` and `,`, or with two decimals"
            )),
        };
        read.map(Some).map_err(|wrong| {
            let line = record.position().map_or(1, csv::Position::line);
            let before: usize = record.iter().take(column).map(|it| it.chars().count() + 1).sum();
            let name = &input.name;
            ComputeFault(format!("{}:{line}:{}: `{name}`: {wrong}", self.file, before + 1))
        })
    }
}

fn describe_fault(file: &str, error: &csv::Error) -> ComputeFault {
    ComputeFault(match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            format!("{file}: this table is not in UTF-8: save it as CSV in UTF-8")
        }
        _ => format!("{file}: {error}"),
    })
}
