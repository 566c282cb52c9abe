//! Text in which signs stand between cells: its encoding, which sign it is, and its records.

use super::{bounds::MAX_HEADER_ROW, keys::SheetColumn};
use crate::ImportError;
use csv::{ReaderBuilder, StringRecord};
use cxterms_base::text;
use encoding_rs::Encoding;

/// What may stand between cells.
const CELL_SEPARATORS: [u8; 3] = *b",;\t";

/// The rows of a table, those with too many or too few cells too.
pub(super) fn parse_records(
    table: &str,
    separator: u8,
) -> impl Iterator<Item = Result<StringRecord, csv::Error>> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true);
    builder.from_reader(table.as_bytes()).into_records()
}

/// The sign between cells under which most of a header means something; else the one that makes most columns of it. The
/// header may stand below a title.
pub(super) fn guess_separator(table: &str, wished: &[(String, String)]) -> u8 {
    let means_something = |cell: &str| {
        SheetColumn::from_header(cell).is_some()
            || wished.iter().any(|(_, header)| text::fold(header) == text::fold(cell))
    };
    let worth = |separator: &u8| {
        let rows = parse_records(table, *separator).take(MAX_HEADER_ROW).filter_map(Result::ok);
        let known = |row: &StringRecord| row.iter().filter(|cell| means_something(cell)).count();
        rows.map(|row| (known(&row), row.len())).max().unwrap_or_default()
    };
    // The last of equals is taken, and a comma is the most usual.
    CELL_SEPARATORS.iter().rev().copied().max_by_key(worth).unwrap_or(b',')
}

/// The text of a file in an encoding that was named, and that encoding's name where it is UTF-8 all the same.
pub(super) fn decode_as(
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
pub(super) fn decode_text(name: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
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

/// How many bytes stand before a cell of the row with which `text` begins, its quotation mark and spaces included.
pub(super) fn cell_offset(text: &str, cell: usize, separator: u8) -> usize {
    let (mut left, mut quoted) = (cell, false);
    let ends = text.bytes().position(|byte| {
        if left == 0 {
            return !b" \"".contains(&byte);
        }
        quoted ^= byte == b'"';
        left -= usize::from(byte == separator && !quoted);
        false
    });
    ends.unwrap_or(0)
}
