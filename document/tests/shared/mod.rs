//! What the tests share: the blocks of a document as strings.
#![allow(dead_code, reason = "each test uses some of it")]

use cxterms_document::{BlockKind, DocumentEvent, DocumentFormat, ProseBlock, read_bytes};
use std::{
    io::{Cursor, Write},
    ops::Range,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Hands each block of a document to a function.
pub(crate) fn visit_blocks(
    source: &[u8],
    format: DocumentFormat,
    mut visit: impl FnMut(&ProseBlock<'_>),
) {
    read_bytes(source, format, &mut |event| {
        if let DocumentEvent::Block(block) = event {
            visit(&block);
        }
    })
    .unwrap();
}

/// The texts of a document's blocks.
pub(crate) fn read_texts(source: &str, format: DocumentFormat) -> Vec<String> {
    read_kinds(source.as_bytes(), format).into_iter().map(|(_, text)| text).collect()
}

/// The blocks of a document, each with what it is.
pub(crate) fn read_kinds(source: &[u8], format: DocumentFormat) -> Vec<(BlockKind, String)> {
    let mut found = vec![];
    visit_blocks(source, format, |block| found.push((block.kind(), block.text().to_owned())));
    found
}

/// The texts of a document's blocks in a line; line breaks and holes are shown.
pub(crate) fn show_texts(source: &str, format: DocumentFormat) -> String {
    let texts = read_texts(source, format).join(" | ");
    texts.replace("\r\n", "⏎").replace('\n', "⏎").replace('\u{fffc}', "◻").replace('\u{fffd}', "▯")
}

/// The bytes of a source that a place names.
pub(crate) fn slice_source<'s>(source: &'s [u8], bytes: &Range<u64>) -> &'s [u8] {
    &source[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()]
}

/// An archive with these parts, deflated.
pub(crate) fn zip_parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
