//! Rewrites the language tags of Turtle and N-Triples; leaves out a byte order mark, and hands on a line at a time.
//!
//! So that a triple has a line, the parser gets no more than one line at once: what it finds then stands there.

use super::{
    LanguageTags,
    rewriting::{RewritePieces, TextCursor},
};
use std::{cell::Cell, rc::Rc};

/// The bytes of a byte order mark in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where in Turtle a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TurtleState {
    /// At the start of the file, after so many bytes of a byte order mark.
    Start(usize),
    /// Outside of all below.
    Plain,
    /// After a backslash outside of a string: in a name such as `ex:it\'s`.
    PlainEscape,
    /// In a comment.
    Comment,
    /// In an IRI.
    Iri,
    /// After one or two quotes that begin a string.
    Opening { quote: u8, count: usize },
    /// In a string, after so many quotes in a row that may end it.
    Text { quote: u8, long: bool, run: usize },
    /// In a string, after a backslash.
    TextEscape { quote: u8, long: bool },
    /// After a string, where its tag may follow.
    Closed,
    /// In a tag.
    Tag,
}

/// Rewrites Turtle.
pub(in crate::skos) struct TurtleRewriter {
    tags: LanguageTags,
    file: String,
    state: TurtleState,
    cursor: TextCursor,
    tag: Vec<u8>,
    /// The line that was handed on last.
    line: Rc<Cell<u64>>,
}

impl TurtleRewriter {
    pub(in crate::skos) fn new(tags: LanguageTags, file: &str, line: Rc<Cell<u64>>) -> Self {
        let (state, cursor) = (TurtleState::Start(0), TextCursor::default());
        Self { tags, file: file.to_owned(), state, cursor, tag: vec![], line }
    }

    /// The state after a byte, which may be the first after what ended with the byte before it.
    fn step(&mut self, byte: u8, out: &mut Vec<u8>) {
        if self.state == TurtleState::Tag {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
                return self.tag.push(byte);
            }
            self.end_tag(out);
        }
        self.state = match self.state {
            TurtleState::Start(seen) if BYTE_ORDER_MARK.get(seen) == Some(&byte) => {
                self.state = match seen + 1 {
                    3 => TurtleState::Plain,
                    seen => TurtleState::Start(seen),
                };
                return;
            }
            TurtleState::Start(seen) => {
                out.extend_from_slice(BYTE_ORDER_MARK.get(..seen).unwrap_or_default());
                after_plain(byte)
            }
            TurtleState::PlainEscape => TurtleState::Plain,
            TurtleState::Comment if byte == b'\n' => TurtleState::Plain,
            TurtleState::Iri if matches!(byte, b'>' | b'\n') => TurtleState::Plain,
            TurtleState::Opening { quote, count: 1 } if byte == quote => {
                TurtleState::Opening { quote, count: 2 }
            }
            TurtleState::Opening { quote, count: 2 } if byte == quote => {
                TurtleState::Text { quote, long: true, run: 0 }
            }
            TurtleState::Opening { quote, count: 1 } => after_text(byte, quote, false, 0),
            TurtleState::Closed | TurtleState::Opening { .. } if byte == b'@' => TurtleState::Tag,
            TurtleState::Closed if byte.is_ascii_whitespace() => TurtleState::Closed,
            TurtleState::Plain | TurtleState::Closed | TurtleState::Opening { .. } => {
                after_plain(byte)
            }
            TurtleState::TextEscape { quote, long } => TurtleState::Text { quote, long, run: 0 },
            TurtleState::Text { quote, long, run } => after_text(byte, quote, long, run),
            same => same,
        };
        out.push(byte);
    }

    fn end_tag(&mut self, out: &mut Vec<u8>) {
        let tag = std::mem::take(&mut self.tag);
        let TextCursor { line, column } = self.cursor;
        let start = column.saturating_sub(tag.len() as u64);
        match std::str::from_utf8(&tag) {
            // The parser says best what is wrong with an `@` alone.
            Ok("") | Err(_) => {}
            Ok(tag) => {
                out.extend_from_slice(
                    self.tags.rewrite_tag(tag, &self.file, || (line, start)).as_bytes(),
                );
            }
        }
        self.state = TurtleState::Plain;
    }
}

/// The state after a byte outside of all else.
fn after_plain(byte: u8) -> TurtleState {
    match byte {
        b'#' => TurtleState::Comment,
        b'<' => TurtleState::Iri,
        b'\\' => TurtleState::PlainEscape,
        b'"' | b'\'' => TurtleState::Opening { quote: byte, count: 1 },
        _ => TurtleState::Plain,
    }
}

/// The state after a byte of a string.
fn after_text(byte: u8, quote: u8, long: bool, run: usize) -> TurtleState {
    match byte {
        b'\\' => TurtleState::TextEscape { quote, long },
        // No short string goes beyond its line: the parser stops there.
        b'\n' if !long => TurtleState::Plain,
        _ if byte != quote => TurtleState::Text { quote, long, run: 0 },
        _ if !long || run == 2 => TurtleState::Closed,
        _ => TurtleState::Text { quote, long, run: run + 1 },
    }
}

impl RewritePieces for TurtleRewriter {
    fn take_piece(&mut self, piece: &[u8], out: &mut Vec<u8>) -> usize {
        let mut taken = 0;
        while let Some(byte) = piece.get(taken).copied() {
            self.step(byte, out);
            self.cursor.move_over(byte);
            taken += 1;
            let in_text =
                matches!(self.state, TurtleState::Text { .. } | TurtleState::TextEscape { .. });
            if byte == b'\n' && !in_text {
                self.line.set(self.cursor.line.saturating_sub(1));
                return taken;
            }
        }
        self.line.set(self.cursor.line);
        taken
    }

    fn take_end(&mut self, out: &mut Vec<u8>) {
        match self.state {
            TurtleState::Tag => self.end_tag(out),
            TurtleState::Start(seen) => {
                out.extend_from_slice(BYTE_ORDER_MARK.get(..seen).unwrap_or_default());
            }
            _ => {}
        }
        self.line.set(self.cursor.line);
    }
}
