//! Reads a document of any format.

use crate::{
    block::{DocumentEvent, Origin},
    bounds::{DocumentError, MAX_MARKUP_BYTES, MAX_OFFICE_BYTES},
    format::DocumentFormat,
    html, markdown,
    mask::{BYTE_ORDER_MARK, decode_bytes, hide_extensions, hide_template_tags},
    office,
    place::{LinePlace, TextSource},
    plain,
    writer::BlockWriter,
};
use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    path::Path,
};

/// Reads a document from a file. A plain text is read in pieces, an Office file part by part.
///
/// # Errors
///
/// If the file cannot be read, or is not of its format, or is larger than the format's bound.
pub fn read_file(
    path: &Path,
    format: DocumentFormat,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    match format {
        DocumentFormat::Text => plain::read_stream(&mut file, emit),
        DocumentFormat::Markdown | DocumentFormat::Html => {
            check_size(length, MAX_MARKUP_BYTES)?;
            read_bytes(&read_bounded(&mut file, length, MAX_MARKUP_BYTES)?, format, emit)
        }
        DocumentFormat::Docx | DocumentFormat::Pptx | DocumentFormat::Odt => {
            check_size(length, MAX_OFFICE_BYTES)?;
            office::read_archive(BufReader::new(file), format, emit)
        }
    }
}

/// Reads a document from a stream: standard input, for example.
///
/// # Errors
///
/// As [`read_file`].
pub fn read_stream(
    input: &mut dyn Read,
    format: DocumentFormat,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    match format {
        DocumentFormat::Text => plain::read_stream(input, emit),
        DocumentFormat::Markdown | DocumentFormat::Html => {
            read_bytes(&read_bounded(input, 0, MAX_MARKUP_BYTES)?, format, emit)
        }
        DocumentFormat::Docx | DocumentFormat::Pptx | DocumentFormat::Odt => {
            read_bytes(&read_bounded(input, 0, MAX_OFFICE_BYTES)?, format, emit)
        }
    }
}

/// Reads a document that is held as bytes. Its places are those of these bytes.
///
/// # Errors
///
/// As [`read_file`].
pub fn read_bytes(
    bytes: &[u8],
    format: DocumentFormat,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    match format {
        DocumentFormat::Text => plain::read_whole(bytes, emit),
        DocumentFormat::Markdown | DocumentFormat::Html => {
            check_size(bytes.len() as u64, MAX_MARKUP_BYTES)?;
            read_markup(bytes, format, emit)
        }
        DocumentFormat::Docx | DocumentFormat::Pptx | DocumentFormat::Odt => {
            check_size(bytes.len() as u64, MAX_OFFICE_BYTES)?;
            office::read_archive(Cursor::new(bytes), format, emit)
        }
    }
}

fn read_markup(
    bytes: &[u8],
    format: DocumentFormat,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    let (bytes, start) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest, LinePlace { byte: BYTE_ORDER_MARK.len() as u64, ..LinePlace::START }),
        None => (bytes, LinePlace::START),
    };
    let mut masked = decode_bytes(bytes)?;
    match format {
        DocumentFormat::Html => hide_template_tags(&mut masked),
        _ => hide_extensions(&mut masked),
    }
    let source = TextSource::new(bytes, start);
    if let Some(first) = masked.first_invalid {
        emit(DocumentEvent::InvalidUtf8(source.locate(first)));
    }
    let mut writer = BlockWriter::new(Origin::Text(&source), &masked.cuts, emit);
    match format {
        DocumentFormat::Html => html::read_page(&masked.text, &mut writer),
        _ => markdown::read_document(&masked.text, &mut writer),
    }
    Ok(())
}

fn check_size(length: u64, bound: u64) -> Result<(), DocumentError> {
    if length > bound { Err(DocumentError::TooLarge { bound }) } else { Ok(()) }
}

/// Everything that a stream holds, up to its bound; a file may grow while it is read.
fn read_bounded(input: &mut dyn Read, expected: u64, bound: u64) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default() + 1);
    input.take(bound + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64, bound)?;
    Ok(bytes)
}
