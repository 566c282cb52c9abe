//! Places in a source: bytes, lines and columns of texts; paragraphs and slides of Office files.

use std::cell::RefCell;

/// How many bytes lie between two places that are remembered.
const STRIDE: usize = 4096;

/// A place in a text. A line ends with a line feed; a column counts characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinePlace {
    /// The byte in the file, from 0.
    pub byte: u64,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// Column in UTF-16 units, from 1.
    pub utf16_column: u64,
}

impl LinePlace {
    /// The first character of a file.
    pub const START: Self = Self { byte: 0, line: 1, column: 1, utf16_column: 1 };

    /// The place behind these bytes, which follow this place.
    fn advance(mut self, bytes: &[u8]) -> Self {
        self.byte += bytes.len() as u64;
        let mut rest = bytes;
        if let Some(last) = memchr::memrchr(b'\n', bytes) {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            (self.column, self.utf16_column) = (1, 1);
            rest = bytes.get(last + 1..).unwrap_or_default();
        }
        let chars = rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u64;
        let surrogates = rest.iter().filter(|byte| **byte >= 0xf0).count() as u64;
        self.column += chars;
        self.utf16_column += chars + surrogates;
        self
    }
}

/// What an Office file is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeUnit {
    /// A paragraph of a document's body, those of its tables included.
    Paragraph,
    /// A paragraph of a footnote or endnote.
    Note,
    /// A slide.
    Slide,
    /// The speaker's notes to a slide.
    SlideNotes,
}

impl OfficeUnit {
    /// Its name before a number, `slide` for example.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Note => "note",
            Self::Slide => "slide",
            Self::SlideNotes => "notes to slide",
        }
    }
}

/// A place in an Office file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficePlace {
    /// What is counted.
    pub unit: OfficeUnit,
    /// Its number, from 1.
    pub number: u64,
    /// The character within the unit's prose, from 1; its blocks are counted as lines of one text.
    pub character: u64,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourcePlace {
    /// In a text.
    Line(LinePlace),
    /// In an Office file.
    Office(OfficePlace),
}

impl SourcePlace {
    /// The place, where the document is a text.
    pub fn line_place(self) -> Option<LinePlace> {
        match self {
            Self::Line(place) => Some(place),
            Self::Office(_) => None,
        }
    }
}

/// The bytes of a text, or of a piece of it, in which places are looked up.
///
/// Places are remembered every few thousand bytes up to the last one that was asked for, so that a text is counted once.
#[derive(Debug)]
pub(crate) struct TextSource<'s> {
    bytes: &'s [u8],
    start: LinePlace,
    remembered: RefCell<Vec<LinePlace>>,
}

impl<'s> TextSource<'s> {
    /// A piece that begins at a place of its file.
    pub(crate) fn new(bytes: &'s [u8], start: LinePlace) -> Self {
        Self { bytes, start, remembered: RefCell::default() }
    }

    /// The bytes of the piece.
    pub(crate) fn bytes(&self) -> &'s [u8] {
        self.bytes
    }

    /// The byte of the file with which the piece begins.
    pub(crate) fn first_byte(&self) -> u64 {
        self.start.byte
    }

    /// The place of a byte of the piece; of its end, if there are fewer.
    pub(crate) fn locate(&self, offset: usize) -> LinePlace {
        let offset = offset.min(self.bytes.len());
        let mut remembered = self.remembered.borrow_mut();
        if remembered.is_empty() {
            remembered.push(self.start);
        }
        let wanted = offset / STRIDE;
        while remembered.len() <= wanted {
            let from = (remembered.len() - 1) * STRIDE;
            let last = remembered.last().copied().unwrap_or(self.start);
            let stride = self.bytes.get(from..from + STRIDE).unwrap_or_default();
            remembered.push(last.advance(stride));
        }
        let known = remembered.get(wanted).copied().unwrap_or(self.start);
        known.advance(self.bytes.get(wanted * STRIDE..offset).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::{LinePlace, TextSource};

    #[test]
    fn places_are_as_counted_from_the_start() {
        let text = "añ𝄞b\r\nzwei\n\n𝄞".repeat(700);
        let source = TextSource::new(text.as_bytes(), LinePlace::START);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for at in ends.collect::<Vec<_>>().into_iter().rev().step_by(7) {
            let before = &text[..at];
            let line = before.rsplit('\n').next().unwrap();
            let right = LinePlace {
                byte: at as u64,
                line: before.matches('\n').count() as u64 + 1,
                column: line.chars().count() as u64 + 1,
                utf16_column: line.encode_utf16().count() as u64 + 1,
            };
            assert_eq!(source.locate(at), right);
        }
    }
}
