//! Reads the cells of workbooks: `.xlsx` as Excel writes it, `.ods` as `LibreOffice` does.
//!
//! Both are archives of XML. What an archive holds may be a thousand times as large as it is, and a few words of XML may
//! stand for millions of cells: all of it is measured before any of it is kept.

use super::bounds::MAX_COLUMNS;
use crate::{ImportError, Losses};
use calamine::{Data, ExcelDateTime, Ods, Reader, Xlsx};
use cxterms_base::text;
use quick_xml::events::{BytesStart, Event};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// How many bytes the files within a workbook may have in all, and the texts of a sheet's cells.
const MAX_INFLATED_BYTES: u64 = 512 << 20;

/// How many cells a sheet may have, empty ones between others among them.
const MAX_CELLS: u64 = 20_000_000;

/// With what files of Office begin that are no archives: those of before 2007, and all that have a password.
const OLD_OFFICE_SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The file within an `.ods` that holds its sheets.
const ODS_CONTENT: &str = "content.xml";

/// A row of a sheet: its number, from 1, and its cells from the first column on.
pub(super) type NumberedRow = (u64, Vec<String>);

/// A workbook that can be read.
pub(super) enum Workbook {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Ods(Box<Ods<Cursor<Vec<u8>>>>),
}

impl Workbook {
    /// Opens a workbook, if it is none too large.
    pub(super) fn open(name: &str, bytes: Vec<u8>, is_ods: bool) -> Result<Self, ImportError> {
        measure_archive(&bytes, is_ods).map_err(|why| ImportError::new(name, (0, 0), why))?;
        let broken = |why: String| {
            let error = ImportError::new(name, (0, 0), format!("this workbook is broken: {why}"));
            error.with_hint("open it in a spreadsheet program and save it again")
        };
        let input = Cursor::new(bytes);
        match is_ods {
            true => {
                Ods::new(input).map(|it| Self::Ods(Box::new(it))).map_err(|e| broken(e.to_string()))
            }
            false => Xlsx::new(input)
                .map(|it| Self::Xlsx(Box::new(it)))
                .map_err(|e| broken(e.to_string())),
        }
    }

    /// The names of its sheets.
    pub(super) fn sheet_names(&self) -> Vec<String> {
        match self {
            Self::Xlsx(it) => it.sheet_names(),
            Self::Ods(it) => it.sheet_names(),
        }
    }

    /// The sheet of a name, in any case.
    pub(super) fn find_sheet(&self, name: &str, wanted: &str) -> Result<String, ImportError> {
        let names = self.sheet_names();
        let same = names.iter().find(|it| text::fold(it) == text::fold(wanted));
        same.cloned().ok_or_else(|| {
            let error = ImportError::new(name, (0, 0), format!("there is no sheet `{wanted}`"));
            let near = text::find_nearest(wanted, names.iter().map(String::as_str));
            let list = || {
                let names: Vec<_> = names.iter().map(|it| format!("`{it}`")).collect();
                format!("the sheets are {}", names.join(", "))
            };
            error.with_hint(near.map_or_else(list, |near| format!("did you mean `{near}`?")))
        })
    }

    /// The rows of a sheet that hold anything.
    pub(super) fn read_rows(
        &mut self,
        name: &str,
        sheet: &str,
        losses: &mut Losses,
    ) -> Result<Vec<NumberedRow>, ImportError> {
        let (rows, bytes, blank) = Default::default();
        let mut cells = SheetCells { name, rows, bytes, blank, losses };
        let broken = |why: String| {
            ImportError::new(name, (0, 0), format!("the sheet `{sheet}` cannot be read: {why}"))
        };
        match self {
            Self::Xlsx(book) => {
                let reader = book.worksheet_cells_reader(sheet);
                let mut reader = reader.map_err(|error| broken(error.to_string()))?;
                while let Some(cell) =
                    reader.next_cell().map_err(|error| broken(error.to_string()))?
                {
                    cells.add_cell(cell.get_position(), cell.get_value().clone().into())?;
                }
                drop(reader);
                let reader = book.worksheet_cells_reader(sheet);
                let mut reader = reader.map_err(|error| broken(error.to_string()))?;
                while let Some(cell) =
                    reader.next_formula().map_err(|error| broken(error.to_string()))?
                {
                    cells.check_formula(cell.get_position(), cell.get_value());
                }
            }
            Self::Ods(book) => {
                let range =
                    book.worksheet_range(sheet).map_err(|error| broken(error.to_string()))?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                    let at = (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
                    cells.add_cell(at, value.clone())?;
                }
            }
        }
        Ok(cells.rows.into_iter().map(|(row, cells)| (u64::from(row) + 1, cells)).collect())
    }
}

/// The cells of a sheet as they come.
struct SheetCells<'r> {
    name: &'r str,
    rows: BTreeMap<u32, Vec<String>>,
    bytes: u64,
    /// Where a value stands that is no text: an error, or a text without letters.
    blank: BTreeSet<(u32, u32)>,
    losses: &'r mut Losses,
}

impl SheetCells<'_> {
    fn add_cell(&mut self, (row, column): (u32, u32), value: Data) -> Result<(), ImportError> {
        let valued = value != Data::Empty;
        let Some(text) = self.format_value(value).filter(|text| !text.is_empty()) else {
            self.blank.extend(valued.then_some((row, column)));
            return Ok(());
        };
        let place = (u64::from(row) + 1, u64::from(column) + 1);
        let index = column as usize;
        if index >= MAX_COLUMNS {
            let what = format!("this cell is beyond the {MAX_COLUMNS} columns that are read");
            return Err(ImportError::new(self.name, place, what));
        }
        self.bytes = self.bytes.saturating_add(text.len() as u64);
        if self.bytes > MAX_INFLATED_BYTES {
            return Err(ImportError::new(self.name, place, too_large()));
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= index {
            cells.resize(index + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(index) {
            *cell = text;
        }
        Ok(())
    }

    /// Counts a formula that no program has computed yet: its cell holds no value.
    fn check_formula(&mut self, (row, column): (u32, u32), formula: &str) {
        let told = self.rows.get(&row).and_then(|cells| cells.get(column as usize));
        let valued = told.is_some_and(|text| !text.is_empty());
        if !formula.is_empty() && !valued && !self.blank.contains(&(row, column)) {
            let kind = "formulas without a value (open and save the file in a spreadsheet program)";
            self.losses.add_example(kind, &format!("={formula}"));
        }
    }

    /// A value as text; nothing for what is none.
    fn format_value(&mut self, value: Data) -> Option<String> {
        match value {
            Data::Empty => None,
            Data::Error(error) => {
                self.losses.add_example("cells that hold an error", &error.to_string());
                None
            }
            Data::DateTime(when) => Some(format_date(&when)),
            // What a spreadsheet writes at midnight is a date.
            Data::DateTimeIso(when) => Some(when.trim_end_matches("T00:00:00").replace('T', " ")),
            other => Some(other.to_string()),
        }
    }
}

/// A date as ISO 8601 has it, with its time unless that is midnight; a duration in hours and minutes.
fn format_date(when: &ExcelDateTime) -> String {
    if when.is_duration() {
        let minutes = (when.as_f64() * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0));
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn too_large() -> String {
    format!(
        "this workbook holds more than {} MiB, which is all that is read",
        MAX_INFLATED_BYTES >> 20
    )
}

/// Whether an archive can be read without harm; else why not.
fn measure_archive(bytes: &[u8], is_ods: bool) -> Result<(), String> {
    const NONE: &str = "this is no workbook: neither .xlsx nor .ods";
    if bytes.is_empty() {
        return Err("this file is empty".to_owned());
    }
    if bytes.starts_with(OLD_OFFICE_SIGNATURE) {
        let what = "this workbook is an old .xls, or has a password: save it as .xlsx without one";
        return Err(what.to_owned());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NONE.to_owned())?;
    let mut left = MAX_INFLATED_BYTES;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| NONE.to_owned())?;
        let mut file = file.take(left.saturating_add(1));
        let size = io::copy(&mut file, &mut io::sink());
        let size = size.map_err(|error| format!("this workbook is broken: {error}"))?;
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    if is_ods {
        let content = archive.by_name(ODS_CONTENT).map_err(|_| NONE.to_owned())?;
        return measure_ods(BufReader::new(content));
    }
    Ok(())
}

/// Whether the sheets of an `.ods` have no more cells than are read, counting how often each row and cell is repeated.
fn measure_ods(content: impl io::BufRead) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let (mut buffer, mut table) = (vec![], RepeatedCells::default());
    loop {
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| format!("this workbook is broken: {error}"))? {
            Event::Start(tag) => table.add(&tag, true),
            Event::Empty(tag) => table.add(&tag, false),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if table.count() > MAX_CELLS {
            return Err(format!("a sheet has more than the {MAX_CELLS} cells that are read"));
        }
        buffer.clear();
    }
}

/// How large the sheet is that was read so far.
#[derive(Default)]
struct RepeatedCells {
    /// The rows before this one, as often as each is repeated.
    rows: u64,
    row_repeats: u64,
    column: u64,
    /// The rows to the last that holds anything, and the columns to the last that does in any.
    filled: (u64, u64),
}

impl RepeatedCells {
    fn add(&mut self, tag: &BytesStart<'_>, has_content: bool) {
        match tag.local_name().as_ref() {
            b"table" => *self = Self::default(),
            b"table-row" => {
                self.rows = self.rows.saturating_add(self.row_repeats);
                self.row_repeats = read_repeats(tag, "table:number-rows-repeated");
                self.column = 0;
            }
            b"table-cell" | b"covered-table-cell" => {
                let repeats = read_repeats(tag, "table:number-columns-repeated");
                self.column = self.column.saturating_add(repeats);
                let is_filled = has_content
                    || matches!(tag.try_get_attribute("office:value-type"), Ok(Some(_)));
                if is_filled {
                    let rows = self.rows.saturating_add(self.row_repeats);
                    self.filled = (rows.max(self.filled.0), self.column.max(self.filled.1));
                }
            }
            _ => {}
        }
    }

    fn count(&self) -> u64 {
        self.filled.0.saturating_mul(self.filled.1)
    }
}

fn read_repeats(tag: &BytesStart<'_>, name: &str) -> u64 {
    let value = tag.try_get_attribute(name).ok().flatten();
    let value = value.and_then(|it| std::str::from_utf8(&it.value).ok()?.trim().parse().ok());
    value.unwrap_or(1)
}
