//! A reader that rewrites what it reads, piece by piece.

use std::io::{self, BufRead, Read};

/// Rewrites a text that comes in pieces.
pub(in crate::skos) trait RewritePieces {
    /// Takes some of what comes, at least one byte, and adds what it becomes; how many bytes it took.
    fn take_piece(&mut self, piece: &[u8], out: &mut Vec<u8>) -> usize;

    /// Adds what was held back, at the end.
    fn take_end(&mut self, out: &mut Vec<u8>);
}

/// A reader of what another becomes.
pub(in crate::skos) struct RewritingReader<R, W> {
    inner: R,
    rewriter: W,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R, W> RewritingReader<R, W> {
    pub(in crate::skos) fn new(inner: R, rewriter: W) -> Self {
        Self { inner, rewriter, ready: vec![], given: 0, ended: false }
    }
}

impl<R: BufRead, W: RewritePieces> Read for RewritingReader<R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut rest = self.ready.get(self.given..).unwrap_or_default();
            if !rest.is_empty() {
                let read = rest.read(buffer)?;
                self.given += read;
                return Ok(read);
            }
            if self.ended {
                return Ok(0);
            }
            self.ready.clear();
            self.given = 0;
            let piece = self.inner.fill_buf()?;
            if piece.is_empty() {
                self.ended = true;
                self.rewriter.take_end(&mut self.ready);
            } else {
                let taken = self.rewriter.take_piece(piece, &mut self.ready);
                self.inner.consume(taken);
            }
        }
    }
}

/// A line and a column in it, both from 1, that move on with what is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextCursor {
    pub(super) line: u64,
    pub(super) column: u64,
}

impl Default for TextCursor {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl TextCursor {
    /// Moves over a byte of UTF-8.
    pub(super) fn move_over(&mut self, byte: u8) {
        match byte {
            b'\n' => (self.line, self.column) = (self.line + 1, 1),
            _ => self.column += u64::from(byte & 0xc0 != 0x80),
        }
    }
}
