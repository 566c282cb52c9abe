//! Reads presentations: slide by slide in the order of the show, each with its speaker's notes.

use super::{
    archive::OfficeArchive,
    layout::OfficeLayout,
    style::StyleRole,
    xml::{XmlAttributes, XmlToken, read_required, read_xml},
};
use crate::{bounds::DocumentError, place::OfficeUnit, writer::BlockWriter};
use std::{
    collections::HashMap,
    io::{Read, Seek},
};

/// Elements whose content is not read: numbers and dates that are filled in, formulas, a second form of the same.
const SKIPPED: &[&str] = &["Fallback", "fld", "oMath", "oMathPara"];

/// Reads a presentation.
pub(super) fn read_slides<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    writer: &mut BlockWriter<'_, '_>,
) -> Result<(), DocumentError> {
    let mut order = vec![];
    read_required(archive, "ppt/presentation.xml", |token| {
        if let XmlToken::Open("sldId", attributes) = token {
            // Its own number is an `id` as well.
            order.extend(attributes.find_qualified("r:id"));
        }
    })?;
    let targets = read_relations(archive, "ppt/_rels/presentation.xml.rels")?;
    for (number, id) in (1..).zip(&order) {
        let Some((_, target)) = targets.get(id) else { continue };
        let slide = resolve_target("ppt", target);
        read_slide(archive, &slide, OfficeUnit::Slide, number, writer)?;
        let (folder, file) = slide.rsplit_once('/').unwrap_or(("", &slide));
        let relations = read_relations(archive, &format!("{folder}/_rels/{file}.rels"))?;
        let mut notes: Vec<_> =
            relations.values().filter(|(kind, _)| kind.ends_with("/notesSlide")).collect();
        notes.sort();
        for (_, target) in notes {
            let notes = resolve_target(folder, target);
            read_slide(archive, &notes, OfficeUnit::SlideNotes, number, writer)?;
        }
    }
    Ok(())
}

/// The relations of a part, by their names: of which type each is, and where it leads.
fn read_relations<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    part: &str,
) -> Result<HashMap<String, (String, String)>, DocumentError> {
    let mut relations = HashMap::new();
    read_xml(archive, part, |token| {
        if let XmlToken::Open("Relationship", attributes) = token
            && let (Some(id), Some(target)) = (attributes.find("Id"), attributes.find("Target"))
        {
            let kind = attributes.find("Type").unwrap_or_default();
            relations.insert(id, (kind, target));
        }
    })?;
    Ok(relations)
}

/// The name of a part that is named from a folder, `../notesSlides/notesSlide1.xml` for example.
fn resolve_target(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

fn read_slide<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    part: &str,
    unit: OfficeUnit,
    number: u64,
    writer: &mut BlockWriter<'_, '_>,
) -> Result<(), DocumentError> {
    let layout = OfficeLayout::new(writer, unit, number);
    let mut reader = SlideReader { layout, shape: Shape::Free, is_text: false };
    read_xml(archive, part, |token| reader.handle_token(&token)).map(|_| ())
}

/// What a shape on a slide holds.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Free,
    Title,
    Subtitle,
    /// Points, as the layouts of slides have them.
    Points,
    /// A number, a date, a footer.
    Furniture,
}

struct SlideReader<'w, 's, 'e> {
    layout: OfficeLayout<'w, 's, 'e>,
    shape: Shape,
    is_text: bool,
}

impl SlideReader<'_, '_, '_> {
    fn handle_token(&mut self, token: &XmlToken<'_>) {
        if !self.layout.heeds(token) {
            return;
        }
        match token {
            XmlToken::Open(name, attributes) => self.open_element(name, attributes),
            XmlToken::Close(name) => self.close_element(name),
            XmlToken::Text(text) if self.is_text => self.layout.push_text(text, false),
            XmlToken::Text(_) => {}
        }
    }

    fn open_element(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        match name {
            "sp" => self.shape = Shape::Free,
            "ph" => self.shape = read_placeholder(attributes.find("type").as_deref()),
            "cNvPr" => {
                if let Some(text) = attributes.find("descr") {
                    self.layout.push_alt(&text);
                }
            }
            "p" => self.open_paragraph(),
            "pPr" => {
                let level = attributes.find_number("lvl");
                if let Some(paragraph) = self.layout.paragraph().filter(|it| it.level.is_some()) {
                    paragraph.level = level.or(paragraph.level);
                }
            }
            "t" => self.is_text = true,
            "br" => self.layout.push_text("\n", false),
            "tbl" => self.layout.open_table(),
            "tr" => self.layout.open_row(),
            "tc" => self.layout.open_cell(),
            _ if SKIPPED.contains(&name) => self.layout.skip_element(),
            _ => {}
        }
    }

    fn open_paragraph(&mut self) {
        self.layout.open_paragraph();
        let shape = self.shape;
        let Some(paragraph) = self.layout.paragraph() else { return };
        match shape {
            Shape::Free => {}
            Shape::Title => paragraph.role = StyleRole::Heading(1),
            Shape::Subtitle => paragraph.role = StyleRole::Heading(2),
            Shape::Points => paragraph.level = Some(0),
            Shape::Furniture => paragraph.role = StyleRole::Hidden,
        }
    }

    fn close_element(&mut self, name: &str) {
        match name {
            "sp" => self.shape = Shape::Free,
            "p" => self.layout.close_paragraph(),
            "t" => self.is_text = false,
            "tbl" => self.layout.close_table(),
            _ => {}
        }
    }
}

fn read_placeholder(kind: Option<&str>) -> Shape {
    match kind {
        Some("title" | "ctrTitle") => Shape::Title,
        Some("subTitle") => Shape::Subtitle,
        Some("sldNum" | "dt" | "ftr" | "hdr") => Shape::Furniture,
        None | Some("body" | "obj") => Shape::Points,
        Some(_) => Shape::Free,
    }
}
