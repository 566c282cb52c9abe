//! Reads documents of Word: the body, then footnotes and endnotes. What was deleted, hidden or computed is passed over.

use super::{
    archive::OfficeArchive,
    layout::OfficeLayout,
    style::{StyleRole, StyleSheet},
    xml::{XmlAttributes, XmlToken, read_required, read_xml},
};
use crate::{bounds::DocumentError, place::OfficeUnit, writer::BlockWriter};
use std::io::{Read, Seek};

/// Elements whose content is not read: deletions, field codes, formulas, a second form of the same.
const SKIPPED: &[&str] = &[
    "Fallback",
    "del",
    "delText",
    "docPartObj",
    "instrText",
    "moveFrom",
    "oMath",
    "oMathPara",
    "pPrChange",
    "rPrChange",
    "rt",
    "tabs",
];

/// The parts that hold prose, with what is counted in each.
const NOTE_PARTS: &[&str] = &["word/footnotes.xml", "word/endnotes.xml"];

/// Reads a document.
pub(super) fn read_document<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    writer: &mut BlockWriter<'_, '_>,
) -> Result<(), DocumentError> {
    let sheet = read_styles(archive)?;
    let mut reader = DocxReader::new(&sheet, OfficeLayout::new(writer, OfficeUnit::Paragraph, 0));
    read_required(archive, "word/document.xml", |token| reader.handle_token(&token))?;
    let mut reader = DocxReader::new(&sheet, OfficeLayout::new(writer, OfficeUnit::Note, 0));
    for part in NOTE_PARTS {
        read_xml(archive, part, |token| reader.handle_token(&token))?;
    }
    Ok(())
}

fn read_styles<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
) -> Result<StyleSheet, DocumentError> {
    let mut sheet = StyleSheet::default();
    let (mut id, mut name, mut parent) = (None, None, None);
    read_xml(archive, "word/styles.xml", |token| match token {
        XmlToken::Open("style", attributes) => {
            (id, name, parent) = (attributes.find("styleId"), None, None);
        }
        XmlToken::Open("name", attributes) => name = attributes.find("val"),
        XmlToken::Open("basedOn", attributes) => parent = attributes.find("val"),
        XmlToken::Close("style") => {
            if let Some(id) = id.take() {
                sheet.insert(id, name.take().unwrap_or_default(), parent.take());
            }
        }
        _ => {}
    })?;
    Ok(sheet)
}

struct DocxReader<'y, 'w, 's, 'e> {
    sheet: &'y StyleSheet,
    layout: OfficeLayout<'w, 's, 'e>,
    is_text: bool,
    /// Whether the run is hidden or code.
    is_hidden: bool,
}

impl<'y, 'w, 's, 'e> DocxReader<'y, 'w, 's, 'e> {
    fn new(sheet: &'y StyleSheet, layout: OfficeLayout<'w, 's, 'e>) -> Self {
        Self { sheet, layout, is_text: false, is_hidden: false }
    }

    fn handle_token(&mut self, token: &XmlToken<'_>) {
        if !self.layout.heeds(token) {
            return;
        }
        match token {
            XmlToken::Open(name, attributes) => self.open_element(name, attributes),
            XmlToken::Close(name) => self.close_element(name),
            XmlToken::Text(text) if self.is_text => self.layout.push_text(text, self.is_hidden),
            XmlToken::Text(_) => {}
        }
    }

    fn open_element(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        match name {
            "p" => self.layout.open_paragraph(),
            "pStyle" | "outlineLvl" | "ilvl" | "numId" => self.read_property(name, attributes),
            "r" => self.is_hidden = false,
            "rStyle" => {
                let style = attributes.find("val").unwrap_or_default();
                self.is_hidden |= self.sheet.role(&style) == StyleRole::Hidden;
            }
            "vanish" => self.is_hidden |= attributes.is_on(),
            "t" => self.is_text = true,
            "tab" | "ptab" => self.layout.push_text("\t", false),
            "br" | "cr" => self.layout.push_text("\n", false),
            "noBreakHyphen" => self.layout.push_text("\u{2011}", self.is_hidden),
            "sym" => self.layout.push_hole(),
            "tbl" => self.layout.open_table(),
            "tr" => self.layout.open_row(),
            "tc" => self.layout.open_cell(),
            "gridSpan" => {
                let more = attributes.find_number("val").unwrap_or(1).saturating_sub(1);
                self.layout.skip_columns(more);
            }
            "docPr" => {
                if let Some(text) = attributes.find("descr") {
                    self.layout.push_alt(&text);
                }
            }
            _ if SKIPPED.contains(&name) => self.layout.skip_element(),
            _ => {}
        }
    }

    /// A property of the paragraph; they come before its text.
    fn read_property(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        let sheet = self.sheet;
        let Some(paragraph) = self.layout.paragraph() else { return };
        match name {
            "pStyle" => paragraph.role = sheet.role(&attributes.find("val").unwrap_or_default()),
            "ilvl" => paragraph.level = attributes.find_number("val"),
            "numId" if attributes.find_number("val") == Some(0) => paragraph.level = None,
            "numId" => paragraph.level = paragraph.level.or(Some(0)),
            _ => {
                let level = attributes.find_number("val").and_then(|it| u8::try_from(it).ok());
                // Level 9 is body text.
                if let Some(level) = level.filter(|it| *it < 9) {
                    paragraph.role = StyleRole::Heading((level + 1).min(6));
                }
            }
        }
    }

    fn close_element(&mut self, name: &str) {
        match name {
            "p" => self.layout.close_paragraph(),
            "t" => self.is_text = false,
            "tbl" => self.layout.close_table(),
            _ => {}
        }
    }
}
