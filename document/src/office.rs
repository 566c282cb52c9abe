//! Reads Office files: archives of XML, whose places are paragraphs and slides.

mod archive;
mod docx;
mod layout;
mod odt;
mod pptx;
mod style;
mod xml;

use crate::{
    block::{DocumentEvent, Origin},
    bounds::DocumentError,
    format::DocumentFormat,
    place::OfficeUnit,
    writer::BlockWriter,
};
use archive::OfficeArchive;
use std::io::{Read, Seek};

/// Reads an Office file.
pub(crate) fn read_archive(
    input: impl Read + Seek,
    format: DocumentFormat,
    emit: &mut dyn FnMut(DocumentEvent<'_>),
) -> Result<(), DocumentError> {
    let mut archive = OfficeArchive::open(input)?;
    let mut writer = BlockWriter::new(Origin::Office(OfficeUnit::Paragraph, 0, 0), &[], emit);
    match format {
        DocumentFormat::Pptx => pptx::read_slides(&mut archive, &mut writer),
        DocumentFormat::Odt => odt::read_text(&mut archive, &mut writer),
        _ => docx::read_document(&mut archive, &mut writer),
    }
}
