//! A document from standard input: a plain text as it comes, any other whole.

use anyhow::{Context, Result, ensure};
use cxterms::scan;
use cxterms_document::{
    DocumentError, DocumentEvent, DocumentFormat, MAX_MARKUP_BYTES, read_bytes, read_stream,
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    io::{self, Read, stdin},
};

/// What standard input holds.
pub(in crate::commands) struct PipedDocument {
    format: DocumentFormat,
    /// What was read of it, up to the bound of a document: lines are shown from there.
    held: RefCell<Vec<u8>>,
}

impl PipedDocument {
    /// Reads a document whole, up to its bound; a plain text has none, and is not read yet.
    pub(super) fn open(format: DocumentFormat) -> Result<Self> {
        let mut bytes = vec![];
        if format != DocumentFormat::Text {
            let input = stdin().lock().take(MAX_MARKUP_BYTES + 1);
            { input }.read_to_end(&mut bytes).context("standard input")?;
            let bound = MAX_MARKUP_BYTES >> 20;
            let fits = bytes.len() as u64 <= MAX_MARKUP_BYTES;
            ensure!(fits, "standard input has more than {bound} MiB");
        }
        Ok(Self { format, held: RefCell::new(bytes) })
    }

    /// Hands over what the document says.
    pub(super) fn read_document(
        &self,
        emit: &mut dyn FnMut(DocumentEvent<'_>),
    ) -> Result<(), DocumentError> {
        match self.format {
            DocumentFormat::Text => {
                let mut input = HeldStream { input: stdin().lock(), held: &self.held };
                read_stream(&mut input, self.format, emit)
            }
            format => read_bytes(&self.held.borrow(), format, emit),
        }
    }

    /// Some lines, by their numbers from 1.
    pub(super) fn read_lines(&self, wanted: &BTreeSet<u64>) -> io::Result<BTreeMap<u64, String>> {
        scan::read_lines(&mut &**self.held.borrow(), wanted)
    }
}

/// A stream of which the first bytes are kept.
struct HeldStream<'h, R> {
    input: R,
    held: &'h RefCell<Vec<u8>>,
}

impl<R: Read> Read for HeldStream<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let mut held = self.held.borrow_mut();
        let room = usize::try_from(MAX_MARKUP_BYTES).unwrap_or(usize::MAX) - held.len();
        held.extend(buffer.get(..count.min(room)).unwrap_or_default());
        Ok(count)
    }
}
