//! Reads texts of `LibreOffice`. Comments, deletions and tables of contents are passed over.

use super::{
    archive::OfficeArchive,
    layout::OfficeLayout,
    style::{StyleRole, StyleSheet},
    xml::{XmlAttributes, XmlToken, read_required, read_xml},
};
use crate::{bounds::DocumentError, place::OfficeUnit, writer::BlockWriter};
use std::io::{Read, Seek};

/// Elements whose content is not read.
const SKIPPED: &[&str] = &[
    "alphabetical-index",
    "annotation",
    "bibliography",
    "forms",
    "illustration-index",
    "note-citation",
    "object",
    "object-index",
    "ruby-text",
    "scripts",
    "sequence-decls",
    "table-index",
    "table-of-content",
    "tracked-changes",
    "user-index",
    "variable-decls",
];

/// Reads a text.
pub(super) fn read_text<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    writer: &mut BlockWriter<'_, '_>,
) -> Result<(), DocumentError> {
    let mut sheet = StyleSheet::default();
    read_xml(archive, "styles.xml", |token| read_style(&token, &mut sheet))?;
    let layout = OfficeLayout::new(writer, OfficeUnit::Paragraph, 0);
    let mut reader = OdtReader { sheet, layout, lists: 0, spans: vec![], alt: None };
    read_required(archive, "content.xml", |token| reader.handle_token(&token))
}

fn read_style(token: &XmlToken<'_>, sheet: &mut StyleSheet) {
    if let XmlToken::Open("style", attributes) = token
        && let Some(id) = attributes.find("name")
    {
        let shown = attributes.find("display-name").unwrap_or_else(|| id.clone());
        sheet.insert(id, shown, attributes.find("parent-style-name"));
    }
}

struct OdtReader<'w, 's, 'e> {
    sheet: StyleSheet,
    layout: OfficeLayout<'w, 's, 'e>,
    /// How many lists are open.
    lists: u32,
    /// The open spans, and whether each holds code.
    spans: Vec<bool>,
    /// What a picture shows, while it is read.
    alt: Option<String>,
}

impl OdtReader<'_, '_, '_> {
    fn handle_token(&mut self, token: &XmlToken<'_>) {
        read_style(token, &mut self.sheet);
        if !self.layout.heeds(token) {
            return;
        }
        match (token, &mut self.alt) {
            (XmlToken::Open(name, attributes), _) => self.open_element(name, attributes),
            (XmlToken::Close(name), _) => self.close_element(name),
            (XmlToken::Text(text), Some(alt)) => alt.push_str(text),
            (XmlToken::Text(text), None) => {
                self.layout.push_text(text, self.spans.contains(&true));
            }
        }
    }

    fn open_element(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        match name {
            "p" | "h" => self.open_paragraph(name, attributes),
            "span" => {
                let style = attributes.find("style-name").unwrap_or_default();
                self.spans.push(self.sheet.role(&style) == StyleRole::Hidden);
            }
            "s" => self.layout.push_text(" ", false),
            "tab" => self.layout.push_text("\t", false),
            "line-break" => self.layout.push_text("\n", false),
            "list" => self.lists = self.lists.saturating_add(1),
            "table" => self.layout.open_table(),
            "table-row" => self.layout.open_row(),
            "table-cell" | "covered-table-cell" => {
                self.layout.open_cell();
                let repeated = attributes.find_number("number-columns-repeated").unwrap_or(1);
                self.layout.skip_columns(repeated.saturating_sub(1));
            }
            "title" | "desc" => self.alt = Some(String::new()),
            _ if SKIPPED.contains(&name) => self.layout.skip_element(),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        self.layout.open_paragraph();
        let style = self.sheet.role(&attributes.find("style-name").unwrap_or_default());
        let level = attributes.find_number("outline-level").and_then(|it| u8::try_from(it).ok());
        let lists = self.lists;
        let Some(paragraph) = self.layout.paragraph() else { return };
        paragraph.role = match name {
            "h" => StyleRole::Heading(level.unwrap_or(1).clamp(1, 6)),
            _ => style,
        };
        paragraph.level = lists.checked_sub(1);
    }

    fn close_element(&mut self, name: &str) {
        match name {
            "p" | "h" => self.layout.close_paragraph(),
            "span" => {
                self.spans.pop();
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" => self.layout.close_table(),
            "title" | "desc" => {
                if let Some(alt) = self.alt.take().filter(|alt| !alt.trim().is_empty()) {
                    self.layout.push_alt(&alt);
                }
            }
            _ => {}
        }
    }
}
