//! Gathers text and its places in the source until a block of prose is whole, and hands it on.

use crate::{
    block::{
        BlockKind, Directive, DocumentEvent, HOLE, Origin, ProseBlock, RunKind, STAND_IN, TextRun,
    },
    bounds::MAX_BLOCK_BYTES,
    mask::{Hidden, classify_hidden},
    place::{OfficeUnit, TextSource},
    words::ends_open,
};
use std::ops::Range;

/// With what a comment to this program begins.
const DIRECTIVE_PREFIX: &str = "cxterms:";

/// A block that is not whole yet.
#[derive(Debug, Default)]
struct BlockBuffer {
    text: String,
    runs: Vec<TextRun>,
}

impl BlockBuffer {
    fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
    }

    fn push(&mut self, text: &str, source: Range<usize>, kind: RunKind) {
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.runs.last_mut() {
            // What stands together in the source is one run.
            Some(last) if can_join(last, &source, kind) => {
                last.source.end = source.end;
                last.text.end = end;
            }
            _ => self.runs.push(TextRun { text: start..end, source, kind }),
        }
    }
}

fn can_join(last: &TextRun, source: &Range<usize>, kind: RunKind) -> bool {
    kind == RunKind::Verbatim && last.kind == kind && last.source.end == source.start
}

/// Gathers blocks and hands them to a function.
pub(crate) struct BlockWriter<'s, 'e> {
    emit: &'e mut dyn FnMut(DocumentEvent<'_>),
    origin: Origin<'s>,
    /// What of the source is no prose, though the parser takes it for text; sorted.
    cuts: &'s [Range<usize>],
    block: BlockBuffer,
    /// The alternative text of an image that is open, and how many are, one in the other.
    alt: Option<BlockBuffer>,
    images: usize,
    /// Blocks that stand open around the one that is gathered.
    around: Vec<BlockBuffer>,
    /// Those of the open block, which follow it.
    alts: Vec<BlockBuffer>,
    /// Whether the last block ended within a sentence.
    open: bool,
    /// The unit of an Office file that was told last, and how many characters of it were.
    said: Option<(OfficeUnit, u64, u64)>,
    lists: u32,
    tables: u32,
}

impl<'s, 'e> BlockWriter<'s, 'e> {
    pub(crate) fn new(
        origin: Origin<'s>,
        cuts: &'s [Range<usize>],
        emit: &'e mut dyn FnMut(DocumentEvent<'_>),
    ) -> Self {
        let block = BlockBuffer::default();
        Self {
            emit,
            origin,
            cuts,
            block,
            alt: None,
            images: 0,
            around: vec![],
            alts: vec![],
            open: false,
            said: None,
            lists: 0,
            tables: 0,
        }
    }

    /// Whether nothing of the block has come yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.alt.as_ref().unwrap_or(&self.block).text.is_empty()
    }

    /// The number of a list that begins.
    pub(crate) fn count_list(&mut self) -> u32 {
        self.lists += 1;
        self.lists
    }

    /// The number of a table that begins.
    pub(crate) fn count_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// From here on, places are counted otherwise.
    pub(crate) fn set_origin(&mut self, origin: Origin<'s>) {
        self.origin = origin;
    }

    /// The source, where the document is a text.
    pub(crate) fn source(&self) -> Option<&'s TextSource<'s>> {
        match self.origin {
            Origin::Text(source) => Some(source),
            Origin::Office(..) => None,
        }
    }

    /// Text that was read from a part of the source. What is cut of it leaves a hole.
    pub(crate) fn push_text(&mut self, text: &str, range: Range<usize>) {
        let bytes = self.source().and_then(|source| source.bytes().get(range.clone()));
        if bytes == Some(text.as_bytes()) && !self.is_cut(&range) {
            return self.buffer().push(text, range, RunKind::Verbatim);
        }
        match text.len() == range.len() {
            true => self.push_uncut(text, range),
            false if self.is_cut(&range) => self.push_stand_in(range),
            false => self.buffer().push(text, range, RunKind::Replaced),
        }
    }

    /// Text that has no place in a source but its own.
    pub(crate) fn push_office_text(&mut self, text: &str) {
        let start = self.buffer().text.len();
        self.buffer().push(text, start..start + text.len(), RunKind::Verbatim);
    }

    /// The end of a line, and what begins the next.
    pub(crate) fn push_break(&mut self, range: Range<usize>) {
        if self.is_empty() {
            return;
        }
        let bytes = self.source().and_then(|source| source.bytes().get(range.clone()));
        let kind = if bytes == Some(b"\n") { RunKind::Verbatim } else { RunKind::Break };
        self.buffer().push("\n", range, kind);
    }

    /// Something that is no prose, and no part of a word.
    pub(crate) fn push_hole(&mut self, range: Range<usize>) {
        self.push_omission(HOLE, range);
    }

    /// Something that is no prose, in the place of a word.
    pub(crate) fn push_stand_in(&mut self, range: Range<usize>) {
        self.push_omission(STAND_IN, range);
    }

    fn push_omission(&mut self, sign: char, range: Range<usize>) {
        let buffer = self.buffer();
        match buffer.runs.last_mut().filter(|last| last.kind == RunKind::Hole) {
            Some(last) if last.source.end == range.start => last.source.end = range.end,
            _ => buffer.push(sign.encode_utf8(&mut [0; 4]), range, RunKind::Hole),
        }
    }

    /// The alternative text of an image begins.
    pub(crate) fn begin_alt(&mut self) {
        self.images += 1;
        self.alt.get_or_insert_default();
    }

    /// It ends; the image, which stood in this part of the source, leaves a hole.
    pub(crate) fn end_alt(&mut self, range: Range<usize>) {
        self.images = self.images.saturating_sub(1);
        if self.images == 0 {
            self.alts.extend(self.alt.take());
            self.push_hole(range);
        }
    }

    /// The block is whole. Without a word it is none.
    pub(crate) fn end_block(&mut self, kind: BlockKind) {
        let mut block = std::mem::take(&mut self.block);
        self.emit_block(&block, kind);
        block.clear();
        self.block = block;
        for alt in std::mem::take(&mut self.alts) {
            let open = self.open;
            self.emit_block(&alt, BlockKind::AltText);
            self.open = open;
        }
    }

    /// A block begins within another, which goes on behind it.
    pub(crate) fn open_nested(&mut self) {
        self.around.push(std::mem::take(&mut self.block));
    }

    /// The block within another has ended.
    pub(crate) fn close_nested(&mut self) {
        self.block = self.around.pop().unwrap_or_default();
    }

    /// Whether the block has grown too long to be held.
    pub(crate) fn is_overlong(&self) -> bool {
        self.block.text.len() > MAX_BLOCK_BYTES
    }

    /// Nothing that follows goes on with a sentence of what came before.
    pub(crate) fn end_sentence(&mut self) {
        self.open = false;
    }

    /// A comment of the source, its own text without its marks; whether it speaks to this program.
    pub(crate) fn push_comment(&mut self, text: &str, range: Range<usize>) -> bool {
        let directive = text.trim().strip_prefix(DIRECTIVE_PREFIX);
        let (Some(text), Some(source)) = (directive, self.source()) else { return false };
        let bytes =
            source.first_byte() + range.start as u64..source.first_byte() + range.end as u64;
        let (start, end) = (source.locate(range.start), source.locate(range.end));
        (self.emit)(DocumentEvent::Directive(Directive { text: text.trim(), bytes, start, end }));
        true
    }

    fn buffer(&mut self) -> &mut BlockBuffer {
        self.alt.as_mut().unwrap_or(&mut self.block)
    }

    fn emit_block(&mut self, block: &BlockBuffer, kind: BlockKind) {
        let (text, runs) = (block.text.trim_end(), &block.runs);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let continues = self.open && matches!(kind, BlockKind::ListItem(_));
        let origin = self.count_said(text);
        (self.emit)(DocumentEvent::Block(ProseBlock { text, runs, origin, kind, continues }));
        self.open = ends_open(text);
    }

    /// Where a block's places are counted. Several blocks of a slide are counted as one text, a line each.
    fn count_said(&mut self, text: &str) -> Origin<'s> {
        let Origin::Office(unit, number, _) = self.origin else { return self.origin };
        let same = self.said.filter(|(one, other, _)| (*one, *other) == (unit, number));
        let said = same.map_or(0, |(_, _, said)| said);
        self.said = Some((unit, number, said + text.chars().count() as u64 + 1));
        Origin::Office(unit, number, said)
    }

    fn is_cut(&self, range: &Range<usize>) -> bool {
        let next = self.cuts.partition_point(|cut| cut.end <= range.start);
        self.cuts.get(next).is_some_and(|cut| cut.start < range.end)
    }

    /// Text as long as its part of the source, piece by piece between what is cut of it.
    fn push_uncut(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        let bytes = self.source().map_or(&[][..], TextSource::bytes);
        let first = self.cuts.partition_point(|cut| cut.end <= range.start);
        for cut in self.cuts.get(first..).unwrap_or_default() {
            if cut.start >= range.end {
                break;
            }
            self.push_same(text, &range, at..cut.start);
            let hidden = bytes.get(cut.clone()).and_then(|it| std::str::from_utf8(it).ok());
            let range = cut.start.max(range.start)..cut.end.min(range.end);
            match hidden.map_or(Hidden::Word, classify_hidden) {
                Hidden::Silent(comment) => {
                    self.push_comment(comment, cut.clone());
                }
                Hidden::Tag => self.push_hole(range),
                Hidden::Word => self.push_stand_in(range),
            }
            at = cut.end;
        }
        self.push_same(text, &range, at..range.end);
    }

    /// A piece of a text that is as long as its part of the source; it may yet be other letters.
    fn push_same(&mut self, text: &str, whole: &Range<usize>, piece: Range<usize>) {
        if piece.is_empty() {
            return;
        }
        let inner = piece.start.saturating_sub(whole.start)..piece.end.saturating_sub(whole.start);
        let Some(text) = text.get(inner) else { return self.push_stand_in(piece) };
        let bytes = self.source().and_then(|source| source.bytes().get(piece.clone()));
        let same = bytes == Some(text.as_bytes());
        let kind = if same { RunKind::Verbatim } else { RunKind::Replaced };
        self.buffer().push(text, piece, kind);
    }
}
