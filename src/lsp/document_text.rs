//! A text with its lines: bytes to positions of the protocol and back, and changes of a part.

use lsp_types::{Position, Range};
use std::ops;

/// In what an editor counts the columns of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PositionUnit {
    /// UTF-16 code units, as every editor can.
    #[default]
    Utf16,
    /// Bytes.
    Utf8,
}

impl PositionUnit {
    fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text, and where its lines begin.
#[derive(Clone, Debug, Default)]
pub struct DocumentText {
    text: String,
    starts: Vec<usize>,
}

impl From<String> for DocumentText {
    fn from(text: String) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        // A line ends with a line feed, a carriage return, or both.
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        starts.extend(ends.map(|(at, _)| at + 1));
        Self { text, starts }
    }
}

impl DocumentText {
    /// The whole.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A line by its number from 0, without its end.
    pub fn line(&self, number: usize) -> &str {
        let range = self.line_range(number);
        self.text.get(range).unwrap_or_default()
    }

    /// The bytes of a line, without its end.
    fn line_range(&self, number: usize) -> ops::Range<usize> {
        let whole = self.text.len();
        let start = self.starts.get(number).copied().unwrap_or(whole);
        let end = self.starts.get(number + 1).copied().unwrap_or(whole);
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// The byte at a position; one behind the end of its line is that end.
    pub fn find_offset(&self, position: Position, unit: PositionUnit) -> usize {
        let range = self.line_range(position.line as usize);
        let line = self.text.get(range.clone()).unwrap_or_default();
        let mut left = position.character as usize;
        for (at, c) in line.char_indices() {
            // Within a character is before it.
            if left < unit.width(c) {
                return range.start + at;
            }
            left -= unit.width(c);
        }
        range.end
    }

    /// The position of a byte.
    pub fn find_position(&self, offset: usize, unit: PositionUnit) -> Position {
        let number = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(number).copied().unwrap_or_default();
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(start..end).unwrap_or_default();
        Position::new(to_u32(number), to_u32(unit.count(before)))
    }

    /// The positions of some bytes.
    pub fn find_range(&self, bytes: ops::Range<usize>, unit: PositionUnit) -> Range {
        let [start, end] = [bytes.start, bytes.end].map(|at| self.find_position(at, unit));
        Range { start, end }
    }

    /// Where a column in characters stands, both counted from 1; a mark at the beginning of the text is no character. Line 0
    /// is the text as a whole, which is shown at its first line.
    pub fn find_column(&self, line: u32, column: u32) -> usize {
        let number = line.saturating_sub(1) as usize;
        let range = self.line_range(number);
        let line = self.text.get(range.clone()).unwrap_or_default();
        let mark = usize::from(number == 0 && line.starts_with('\u{feff}'));
        let nth = column.saturating_sub(1) as usize + mark;
        range.start + line.char_indices().nth(nth).map_or(line.len(), |(at, _)| at)
    }

    /// The bytes of some characters of a line, these counted from 1; at least one where there is one.
    pub fn find_columns(&self, line: u32, column: u32, width: u32) -> ops::Range<usize> {
        let start = self.find_column(line, column.max(1));
        let end = self.find_column(line, column.max(1).saturating_add(width.max(1)));
        start..end
    }

    /// Puts other words in the place of some.
    pub fn change(&mut self, range: Option<Range>, words: &str, unit: PositionUnit) {
        let Some(range) = range else { return *self = Self::from(words.to_owned()) };
        let [start, end] = [range.start, range.end].map(|it| self.find_offset(it, unit));
        let mut text = std::mem::take(&mut self.text);
        text.replace_range(start..end.max(start), words);
        *self = Self::from(text);
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DocumentText {
        DocumentText::from(text.to_owned())
    }

    #[test]
    fn an_emoji_before_a_column_counts_two_units_or_four_bytes() {
        let text = read("a\n😀 CS\n");
        let at = "a\n😀 ".len();
        assert_eq!(text.find_position(at, PositionUnit::Utf16), Position::new(1, 3));
        assert_eq!(text.find_position(at, PositionUnit::Utf8), Position::new(1, 5));
        assert_eq!(text.find_offset(Position::new(1, 3), PositionUnit::Utf16), at);
        assert_eq!(text.find_offset(Position::new(1, 5), PositionUnit::Utf8), at);
        // Within the emoji.
        assert_eq!(text.find_offset(Position::new(1, 1), PositionUnit::Utf16), 2);
    }

    #[test]
    fn lines_end_in_every_way() {
        let text = read("one\r\ntwo\rthree\nfour");
        assert_eq!([0, 1, 2, 3, 4].map(|it| text.line(it)), ["one", "two", "three", "four", ""]);
        let end = Position::new(0, 99);
        assert_eq!(text.find_offset(end, PositionUnit::Utf16), 3, "before the end of the line");
        assert_eq!(text.find_offset(Position::new(99, 0), PositionUnit::Utf16), 19);
        assert_eq!(text.find_position(19, PositionUnit::Utf16), Position::new(3, 4));
    }

    #[test]
    fn a_mark_at_the_beginning_is_a_unit_and_no_column() {
        let text = read("\u{feff}CS\nCS");
        assert_eq!(text.find_position(3, PositionUnit::Utf16), Position::new(0, 1));
        assert_eq!(text.find_column(1, 1), 3);
        assert_eq!(text.find_column(2, 1), 6);
        assert_eq!(text.find_columns(1, 1, 2), 3..5);
        assert_eq!(text.find_columns(0, 0, 0), 3..4);
    }

    #[test]
    fn a_part_changes() {
        let mut text = read("a 😀 b\r\nc");
        let range = Range::new(Position::new(0, 5), Position::new(1, 0));
        text.change(Some(range), "x\ny", PositionUnit::Utf16);
        assert_eq!(text.as_str(), "a 😀 x\nyc");
        text.change(None, "all", PositionUnit::Utf16);
        assert_eq!(text.as_str(), "all");
        let beyond = Range::new(Position::new(7, 7), Position::new(2, 0));
        text.change(Some(beyond), "!", PositionUnit::Utf8);
        assert_eq!(text.as_str(), "all!");
    }
}
