//! Reads plain text in pieces: paragraphs between blank lines, of a file of any size. Lines that begin with `>` are what
//! somebody else wrote, as in mails.

use crate::{
    block::{BlockKind, DocumentEvent, Origin},
    bounds::{DocumentError, MAX_PARAGRAPH_BYTES},
    mask::{BYTE_ORDER_MARK, decode_bytes},
    place::{LinePlace, TextSource},
    writer::BlockWriter,
};
use std::{
    io::{ErrorKind, Read},
    ops::Range,
};

/// How much is read at once. What ends a piece goes over to the next, if no blank line ends it.
const CHUNK_BYTES: usize = 128 << 10;

/// Reads a text to its end.
pub(crate) fn read_stream(
    input: &mut dyn Read,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    let mut held: Vec<u8> = vec![];
    let (mut place, mut told, mut ended) = (LinePlace::START, false, false);
    while !ended {
        ended = !fill_chunk(input, &mut held)?;
        if place.byte == 0 && held.starts_with(BYTE_ORDER_MARK) {
            held.drain(..BYTE_ORDER_MARK.len());
            place.byte = BYTE_ORDER_MARK.len() as u64;
        }
        let end = if ended { held.len() } else { find_piece_end(&held) };
        let piece = held.get(..end).unwrap_or_default();
        place = read_piece(piece, place, &mut told, emit)?;
        held.drain(..end);
    }
    Ok(())
}

/// Reads a text that is held as bytes.
pub(crate) fn read_whole(
    bytes: &[u8],
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    let (mut place, mut told, mut rest) = (LinePlace::START, false, bytes);
    if let Some(text) = bytes.strip_prefix(BYTE_ORDER_MARK) {
        (place.byte, rest) = (BYTE_ORDER_MARK.len() as u64, text);
    }
    while let Some(window) = rest.get(..MAX_PARAGRAPH_BYTES) {
        let (piece, behind) = rest.split_at(find_piece_end(window));
        place = read_piece(piece, place, &mut told, emit)?;
        rest = behind;
    }
    read_piece(rest, place, &mut told, emit).map(|_| ())
}

/// Reads what ends with a paragraph.
fn read_piece(
    bytes: &[u8],
    start: LinePlace,
    told: &mut bool,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<LinePlace, DocumentError> {
    let masked = decode_bytes(bytes)?;
    let source = TextSource::new(bytes, start);
    if let Some(first) = masked.first_invalid.filter(|_| !*told) {
        *told = true;
        emit(DocumentEvent::InvalidUtf8(source.locate(first)));
    }
    let mut writer = BlockWriter::new(Origin::Text(&source), &masked.cuts, emit);
    let (mut at, mut paragraph) = (0, None);
    for line in masked.text.split_inclusive('\n') {
        let begins = line.trim_start();
        if begins.is_empty() || begins.starts_with('>') {
            push_paragraph(&masked.text, paragraph.take(), at, &mut writer);
        } else {
            paragraph.get_or_insert(at + line.len() - begins.len());
        }
        at += line.len();
    }
    push_paragraph(&masked.text, paragraph, at, &mut writer);
    Ok(source.locate(bytes.len()))
}

fn push_paragraph(text: &str, start: Option<usize>, end: usize, writer: &mut BlockWriter<'_, '_>) {
    let Some(start) = start else { return };
    if let Some(paragraph) = text.get(start..end).map(str::trim_end) {
        let (mut from, mut at) = (0, 0);
        // Comments to this program are as they are in HTML, and no prose; others are.
        while let Some((comment, inner)) = find_comment(paragraph, at) {
            let source = start + inner.start..start + inner.end;
            if writer.push_comment(comment, source.clone()) {
                push_piece(paragraph, from..inner.start, start, writer);
                if !writer.is_empty() {
                    writer.push_hole(source);
                }
                from = inner.end;
            }
            at = inner.end;
        }
        push_piece(paragraph, from..paragraph.len(), start, writer);
        writer.end_block(BlockKind::Paragraph);
    }
}

fn push_piece(text: &str, piece: Range<usize>, start: usize, writer: &mut BlockWriter<'_, '_>) {
    let Some(inner) = text.get(piece.clone()) else { return };
    let inner = if writer.is_empty() { inner.trim_start() } else { inner };
    if !inner.is_empty() {
        let end = start + piece.end;
        writer.push_text(inner, end - inner.len()..end);
    }
}

/// The next comment of a text from a byte on: what it says, and its bytes.
fn find_comment(text: &str, from: usize) -> Option<(&str, Range<usize>)> {
    let start = from + memchr::memmem::find(text.as_bytes().get(from..)?, b"<!--")?;
    let length = text.get(start..)?.find("-->")?;
    let comment = text.get(start + "<!--".len()..start + length)?;
    Some((comment, start..start + length + "-->".len()))
}

/// Reads on; whether there was anything.
fn fill_chunk(input: &mut dyn Read, held: &mut Vec<u8>) -> Result<bool, DocumentError> {
    let before = held.len();
    held.resize(before + CHUNK_BYTES, 0);
    let mut filled = before;
    while let Some(rest) = held.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    held.truncate(filled);
    Ok(filled == before + CHUNK_BYTES)
}

/// How much of what is held can be read as it is: up to the last blank line. All but the last word, if a paragraph is
/// too long; nothing, if there may be a blank line yet.
fn find_piece_end(held: &[u8]) -> usize {
    let blank =
        [&b"\n\n"[..], b"\n\r\n"].map(|it| memchr::memmem::rfind(held, it).map(|at| at + it.len()));
    if let Some(end) = blank.into_iter().flatten().max() {
        return end;
    }
    if held.len() < MAX_PARAGRAPH_BYTES {
        return 0;
    }
    let space = memchr::memrchr3(b' ', b'\n', b'\t', held).map(|at| at + 1);
    // Without a space, at the beginning of a character.
    let start = held.iter().rposition(|byte| byte & 0xc0 != 0x80);
    space.or(start).filter(|end| *end > 0).unwrap_or(held.len())
}
