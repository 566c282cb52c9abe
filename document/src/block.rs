//! A block of prose: its text, the runs that lead back into the source, and what it is on the page.

use crate::place::{LinePlace, OfficePlace, OfficeUnit, SourcePlace, TextSource};
use std::ops::Range;

/// What stands in a block's text for something that is no prose and no part of a word: an image, a shortcode.
///
/// No name runs over it.
pub const HOLE: char = '\u{fffc}';

/// What stands in a block's text for something that is no prose, but stands there as a word would: code, a variable of a
/// template, an address, broken characters.
///
/// No name runs over it, and a word that touches it is part of something larger.
pub const STAND_IN: char = '\u{fffd}';

/// What a block is on the page. Numbers count from 1 within a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading with its level, from 1 to 6.
    Heading(u8),
    /// A part of an item of a list.
    ListItem(ListPlace),
    /// A cell of a table, or a term (column 1) and what is said of it (column 2) in a list of definitions.
    TableCell(CellPlace),
    /// What an image shows, in words. It follows the block that the image stands in.
    AltText,
    /// A caption of a table or a figure.
    Caption,
    /// A footnote.
    Footnote,
    /// The title of a page, which stands in no place on it.
    Title,
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListPlace {
    /// The list's number.
    pub list: u32,
    /// The item's number in the list.
    pub item: u32,
    /// How many lists the item is in.
    pub depth: u32,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellPlace {
    /// The table's number.
    pub table: u32,
    /// The row in the table.
    pub row: u32,
    /// The column in the row.
    pub column: u32,
}

/// How a run of text came from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// The source has the same bytes.
    Verbatim,
    /// It stands for its source as a whole: an entity, for example.
    Replaced,
    /// A line break of the source, with what begins the next line (`> ` for example): a line feed in the text.
    Break,
    /// What is no prose: [`HOLE`] or [`STAND_IN`] in the text.
    Hole,
}

/// A run of a block's text, in bytes of the text and bytes of the source (or of the piece of it that is held).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextRun {
    pub(crate) text: Range<usize>,
    pub(crate) source: Range<usize>,
    pub(crate) kind: RunKind,
}

/// Where a block's places are counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin<'a> {
    Text(&'a TextSource<'a>),
    /// With its number, and how many characters of it came before.
    Office(OfficeUnit, u64, u64),
}

/// A part of a block's text with its part of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockPiece<'a> {
    /// The words as read.
    pub text: &'a str,
    /// The bytes of the file that they were read from.
    pub bytes: Range<u64>,
    /// How they came from them.
    pub kind: RunKind,
}

/// What a span of text runs over in the source, beside its own letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Crossing {
    /// Markup: emphasis, a link, an escape, a comment.
    pub markup: bool,
    /// The end of a line.
    pub line_break: bool,
    /// Characters that are written otherwise, as entities are.
    pub replaced: bool,
}

/// The place of a span of text in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSpan {
    /// Its bytes in the file; none in an Office file.
    pub bytes: Option<Range<u64>>,
    /// Where it starts.
    pub start: SourcePlace,
    /// Behind its last character.
    pub end: SourcePlace,
    /// What it runs over.
    pub crossing: Crossing,
}

/// A block of prose. Its text is one string, in which emphasis, links and other markup have left no trace.
///
/// A line break of the source is a line feed, a no-break space stays one; both are white space.
#[derive(Clone, Copy, Debug)]
pub struct ProseBlock<'a> {
    pub(crate) text: &'a str,
    pub(crate) runs: &'a [TextRun],
    pub(crate) origin: Origin<'a>,
    pub(crate) kind: BlockKind,
    pub(crate) continues: bool,
}

impl<'a> ProseBlock<'a> {
    /// The words.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What the block is on the page.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Whether the block goes on with the sentence of the block before it: an item behind `We have:`, or behind an item
    /// that ends with a comma, a semicolon, `and` or `or`.
    pub fn continues_sentence(&self) -> bool {
        self.continues
    }

    /// Where a span of the text stands in the source.
    pub fn locate(&self, span: Range<usize>) -> SourceSpan {
        match self.origin {
            Origin::Office(unit, number, said) => self.locate_in_office(span, (unit, number), said),
            Origin::Text(source) => {
                let (range, crossing) = self.find_source(&span);
                let first = source.first_byte();
                SourceSpan {
                    bytes: Some(first + range.start as u64..first + range.end as u64),
                    start: SourcePlace::Line(source.locate(range.start)),
                    end: SourcePlace::Line(source.locate(range.end)),
                    crossing,
                }
            }
        }
    }

    /// The place of a character of the text: as [`Self::locate`] says, without the rest of it.
    pub fn locate_start(&self, at: usize) -> SourcePlace {
        self.locate(at..at).start
    }

    /// The parts of a span, in order, each with its bytes in the file; none in an Office file.
    pub fn pieces(&self, span: Range<usize>) -> impl Iterator<Item = BlockPiece<'a>> {
        let first = match self.origin {
            Origin::Text(source) => source.first_byte(),
            Origin::Office(..) => 0,
        };
        let text = self.text;
        self.find_runs(&span).iter().filter_map(move |run| {
            let shared = run.text.start.max(span.start)..run.text.end.min(span.end);
            let source = match run.kind {
                RunKind::Verbatim => {
                    let start = run.source.start + (shared.start - run.text.start);
                    start..start + shared.len()
                }
                _ => run.source.clone(),
            };
            let bytes = first + source.start as u64..first + source.end as u64;
            Some(BlockPiece { text: text.get(shared)?, bytes, kind: run.kind })
        })
    }

    fn locate_in_office(
        &self,
        span: Range<usize>,
        (unit, number): (OfficeUnit, u64),
        said: u64,
    ) -> SourceSpan {
        let count = |at: usize| {
            let before = self.text.get(..at).unwrap_or(self.text);
            let character = said + before.chars().count() as u64 + 1;
            SourcePlace::Office(OfficePlace { unit, number, character })
        };
        let (_, crossing) = self.find_source(&span);
        SourceSpan { bytes: None, start: count(span.start), end: count(span.end), crossing }
    }

    /// The runs that a span touches; for an empty span, the one it stands in.
    fn find_runs(&self, span: &Range<usize>) -> &'a [TextRun] {
        let end = span.end.max(span.start + 1);
        let from = self.runs.partition_point(|run| run.text.end <= span.start);
        let to = self.runs.partition_point(|run| run.text.start < end);
        self.runs.get(from..to).unwrap_or_default()
    }

    /// Whether what lies between two runs is more than the beginning of a line.
    fn is_markup(&self, gap: Range<usize>) -> bool {
        match self.origin {
            Origin::Text(source) => {
                let bytes = source.bytes().get(gap).unwrap_or_default();
                !bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'>')
            }
            Origin::Office(..) => !gap.is_empty(),
        }
    }

    /// The bytes of the piece of the source that a span was read from, and what it runs over.
    fn find_source(&self, span: &Range<usize>) -> (Range<usize>, Crossing) {
        let runs = self.find_runs(span);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            let end = self.runs.last().map_or(0, |run| run.source.end);
            return (end..end, Crossing::default());
        };
        let start = match first.kind {
            RunKind::Verbatim => first.source.start + (span.start.saturating_sub(first.text.start)),
            _ => first.source.start,
        };
        let end = match last.kind {
            RunKind::Verbatim => {
                last.source.start + (span.end.min(last.text.end) - last.text.start)
            }
            _ => last.source.end,
        };
        let mut gaps = runs.iter().zip(runs.iter().skip(1));
        let crossing = Crossing {
            markup: gaps.any(|(one, next)| self.is_markup(one.source.end..next.source.start)),
            line_break: self.text.get(span.clone()).is_some_and(|text| text.contains('\n')),
            replaced: runs.iter().any(|run| matches!(run.kind, RunKind::Replaced | RunKind::Hole)),
        };
        (start..end.max(start), crossing)
    }
}

/// A comment that speaks to this program: `<!-- cxterms: ignore RULE -->`, or `{/* … */}` in MDX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// What stands behind `cxterms:`, trimmed.
    pub text: &'a str,
    /// The bytes of the comment in the file.
    pub bytes: Range<u64>,
    /// Where the comment starts.
    pub start: LinePlace,
    /// Behind its last character.
    pub end: LinePlace,
}

/// What is met in a document, in order. A comment within a block comes before the block.
#[derive(Clone, Debug)]
pub enum DocumentEvent<'a> {
    /// Prose.
    Block(ProseBlock<'a>),
    /// A comment to this program.
    Directive(Directive<'a>),
    /// The first byte that is no UTF-8. It and others like it are read as holes.
    InvalidUtf8(LinePlace),
}
