//! The lists, tables and headings that are open at a place of a page, and what a block there is.

use crate::{
    block::{BlockKind, CellPlace, ListPlace},
    writer::BlockWriter,
};

/// How many elements may be open within each other; what is deeper counts to the last of them.
const MAX_DEPTH: usize = 256;

/// An open element that says what a block in it is.
#[derive(Debug)]
enum OpenElement {
    List(ListPlace),
    Table(CellPlace),
    Kind(BlockKind),
}

/// The open elements, outermost first, and what a block is outside of them.
#[derive(Debug)]
pub(super) struct HtmlNesting {
    outer: BlockKind,
    open: Vec<(&'static str, OpenElement)>,
}

impl HtmlNesting {
    pub(super) fn new(outer: BlockKind) -> Self {
        Self { outer, open: vec![] }
    }

    /// What a block is here.
    pub(super) fn kind(&self) -> BlockKind {
        let named = self.open.iter().rev().find_map(|(_, element)| match element {
            OpenElement::List(place) => (place.item > 0).then_some(BlockKind::ListItem(*place)),
            OpenElement::Table(place) => (place.column > 0).then_some(BlockKind::TableCell(*place)),
            OpenElement::Kind(kind) => Some(*kind),
        });
        named.unwrap_or(self.outer)
    }

    /// An element begins.
    pub(super) fn open_element(&mut self, name: &str, writer: &mut BlockWriter<'_, '_>) {
        match name {
            "li" => self.open_item(),
            "tr" => self.open_row(),
            "td" | "th" => self.open_cell(),
            "dt" => {
                self.open_row();
                self.open_cell();
            }
            "dd" => self.open_description(),
            "ul" | "ol" | "menu" => {
                let outside = match self.kind() {
                    BlockKind::ListItem(place) => place.depth,
                    _ => 0,
                };
                let place = ListPlace { list: writer.count_list(), item: 0, depth: outside + 1 };
                self.push("list", OpenElement::List(place));
            }
            "table" | "dl" => {
                let place = CellPlace { table: writer.count_table(), row: 0, column: 0 };
                self.push("table", OpenElement::Table(place));
            }
            "title" => self.push("title", OpenElement::Kind(BlockKind::Title)),
            "caption" | "figcaption" => {
                self.push("caption", OpenElement::Kind(BlockKind::Caption));
            }
            _ => {
                if let Some(level) = heading_level(name) {
                    self.pop("heading");
                    self.push("heading", OpenElement::Kind(BlockKind::Heading(level)));
                }
            }
        }
    }

    /// An element ends.
    pub(super) fn close_element(&mut self, name: &str) {
        match name {
            "ul" | "ol" | "menu" => self.pop("list"),
            "table" | "dl" => self.pop("table"),
            "title" => self.pop("title"),
            "caption" | "figcaption" => self.pop("caption"),
            _ if heading_level(name).is_some() => self.pop("heading"),
            _ => {}
        }
    }

    fn push(&mut self, class: &'static str, element: OpenElement) {
        if self.open.len() < MAX_DEPTH {
            self.open.push((class, element));
        }
    }

    /// Closes the innermost element of a class, and what was left open in it.
    fn pop(&mut self, class: &str) {
        if let Some(at) = self.open.iter().rposition(|(it, _)| *it == class) {
            self.open.truncate(at);
        }
    }

    fn open_item(&mut self) {
        let lists = self.open.iter_mut().rev().find_map(|(_, element)| match element {
            OpenElement::List(place) => Some(place),
            _ => None,
        });
        if let Some(place) = lists {
            place.item += 1;
        }
    }

    fn innermost_table(&mut self) -> Option<&mut CellPlace> {
        self.open.iter_mut().rev().find_map(|(_, element)| match element {
            OpenElement::Table(place) => Some(place),
            _ => None,
        })
    }

    fn open_row(&mut self) {
        if let Some(place) = self.innermost_table() {
            (place.row, place.column) = (place.row + 1, 0);
        }
    }

    fn open_cell(&mut self) {
        if let Some(place) = self.innermost_table() {
            place.column += 1;
        }
    }

    fn open_description(&mut self) {
        if let Some(place) = self.innermost_table() {
            place.column = 2;
        }
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
