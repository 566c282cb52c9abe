//! What the three formats of Office share: numbered paragraphs in tables and lists, and what is hidden of them.

use super::{style::StyleRole, xml::XmlToken};
use crate::{
    block::{BlockKind, CellPlace, ListPlace, Origin, STAND_IN},
    place::OfficeUnit,
    writer::BlockWriter,
};

/// A paragraph that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenParagraph {
    number: u64,
    /// What its style makes of it.
    pub(super) role: StyleRole,
    /// How many lists it is an item in, if it says so itself.
    pub(super) level: Option<u32>,
}

/// Where a part's text is, and the writer that gathers it.
pub(super) struct OfficeLayout<'w, 's, 'e> {
    pub(super) writer: &'w mut BlockWriter<'s, 'e>,
    unit: OfficeUnit,
    /// Paragraphs so far; where slides are counted, the slide.
    number: u64,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<CellPlace>,
    list: ListPlace,
    /// How many open elements are passed over, one within the other.
    skipped: usize,
}

impl<'w, 's, 'e> OfficeLayout<'w, 's, 'e> {
    pub(super) fn new(writer: &'w mut BlockWriter<'s, 'e>, unit: OfficeUnit, number: u64) -> Self {
        let list = ListPlace { list: 0, item: 0, depth: 0 };
        Self { writer, unit, number, paragraphs: vec![], tables: vec![], list, skipped: 0 }
    }

    /// The element that begins is passed over, with all that it holds.
    pub(super) fn skip_element(&mut self) {
        self.skipped = 1;
    }

    /// Whether a token counts: it stands in no element that is passed over. To be asked of each, in order.
    pub(super) fn heeds(&mut self, token: &XmlToken<'_>) -> bool {
        let outside = self.skipped == 0;
        match token {
            XmlToken::Open(..) if !outside => self.skipped += 1,
            XmlToken::Close(_) => self.skipped = self.skipped.saturating_sub(1),
            XmlToken::Open(..) | XmlToken::Text(_) => {}
        }
        outside
    }

    /// The innermost paragraph.
    pub(super) fn paragraph(&mut self) -> Option<&mut OpenParagraph> {
        self.paragraphs.last_mut()
    }

    pub(super) fn open_paragraph(&mut self) {
        if self.unit != OfficeUnit::Slide && self.unit != OfficeUnit::SlideNotes {
            self.number += 1;
        }
        // A text box or a note stands within a paragraph, which goes on behind it.
        self.writer.open_nested();
        let (number, role) = (self.number, StyleRole::Paragraph);
        self.paragraphs.push(OpenParagraph { number, role, level: None });
        self.set_origin();
    }

    pub(super) fn close_paragraph(&mut self) {
        let Some(kind) = self.paragraphs.last().copied().map(|it| self.kind(it)) else { return };
        self.writer.end_block(kind);
        self.paragraphs.pop();
        self.writer.close_nested();
        self.set_origin();
    }

    /// Text; of what is hidden only a hole is left.
    pub(super) fn push_text(&mut self, text: &str, hidden: bool) {
        let Some(paragraph) = self.paragraphs.last().copied() else { return };
        match paragraph.role {
            StyleRole::Hidden => {}
            _ if hidden => self.push_hole(),
            _ => {
                self.writer.push_office_text(text);
                if self.writer.is_overlong() {
                    let kind = self.kind(paragraph);
                    self.writer.end_block(kind);
                }
            }
        }
    }

    pub(super) fn push_hole(&mut self) {
        self.writer.push_office_text(STAND_IN.encode_utf8(&mut [0; 4]));
    }

    /// What a picture shows, in words.
    pub(super) fn push_alt(&mut self, text: &str) {
        self.writer.open_nested();
        self.writer.push_office_text(text);
        self.writer.end_block(BlockKind::AltText);
        self.writer.close_nested();
    }

    pub(super) fn open_table(&mut self) {
        let table = self.writer.count_table();
        self.tables.push(CellPlace { table, row: 0, column: 0 });
    }

    pub(super) fn close_table(&mut self) {
        self.tables.pop();
    }

    pub(super) fn open_row(&mut self) {
        self.tables.iter_mut().rev().take(1).for_each(|cell| {
            (cell.row, cell.column) = (cell.row.saturating_add(1), 0);
        });
    }

    /// The next cell of the row.
    pub(super) fn open_cell(&mut self) {
        self.skip_columns(1);
    }

    /// Columns that a cell covers or that hold nothing.
    pub(super) fn skip_columns(&mut self, count: u32) {
        self.tables.iter_mut().rev().take(1).for_each(|cell| {
            cell.column = cell.column.saturating_add(count);
        });
    }

    fn set_origin(&mut self) {
        let number = self.paragraphs.last().map_or(self.number, |it| it.number);
        self.writer.set_origin(Origin::Office(self.unit, number, 0));
    }

    /// What the innermost paragraph is. Items that follow each other are one list.
    fn kind(&mut self, paragraph: OpenParagraph) -> BlockKind {
        let level = match (paragraph.level, paragraph.role) {
            (Some(level), StyleRole::Paragraph | StyleRole::List) => Some(level),
            (None, StyleRole::List) => Some(0),
            _ => None,
        };
        if let Some(level) = level.filter(|_| self.tables.is_empty()) {
            if self.list.item == 0 {
                self.list.list = self.writer.count_list();
            }
            self.list.item = self.list.item.saturating_add(1);
            self.list.depth = level.saturating_add(1);
            return BlockKind::ListItem(self.list);
        }
        self.list.item = 0;
        match (paragraph.role, self.tables.last()) {
            (StyleRole::Heading(level), None) => BlockKind::Heading(level),
            (StyleRole::Caption, None) => BlockKind::Caption,
            (_, Some(cell)) => BlockKind::TableCell(*cell),
            (_, None) if self.unit == OfficeUnit::Note => BlockKind::Footnote,
            (_, None) => BlockKind::Paragraph,
        }
    }
}
