//! A reader that keeps the line and column of a text as it is consumed.

use std::io::{self, BufRead, Read};

/// A line and a column, from 1.
pub(in super::super) type LineColumn = (u64, u64);

/// A text that knows how far it has been read.
pub(super) struct PositionReader<'l> {
    text: Box<dyn BufRead + 'l>,
    /// Where the next character stands.
    pub(super) next: LineColumn,
    /// Where the last one stood.
    pub(super) last: LineColumn,
}

impl<'l> PositionReader<'l> {
    pub(super) fn new(text: Box<dyn BufRead + 'l>) -> Self {
        Self { text, next: (1, 1), last: (1, 1) }
    }
}

impl Read for PositionReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let count = available.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for PositionReader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed has been filled before, so that this reads nothing.
        if let Ok(buffer) = self.text.fill_buf() {
            let (mut line, mut column) = self.next;
            for byte in buffer.iter().take(amount) {
                self.last = (line, column);
                advance_position(&mut line, &mut column, *byte);
            }
            self.next = (line, column);
        }
        self.text.consume(amount);
    }
}

/// Steps over a byte; only the first of a character counts.
pub(super) fn advance_position(line: &mut u64, column: &mut u64, byte: u8) {
    if byte == b'\n' {
        (*line, *column) = (*line + 1, 1);
    } else if byte & 0xc0 != 0x80 {
        *column += 1;
    }
}
