//! The XML of a part, element by element. Names are read without their prefixes.

use super::archive::{BeyondBound, OfficeArchive};
use crate::bounds::DocumentError;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    io::{Read, Seek},
    str,
};

/// How many elements may be open within each other.
const MAX_XML_DEPTH: usize = 1000;

/// What is met in a part.
pub(super) enum XmlToken<'x> {
    /// An element begins: its name, and its attributes.
    Open(&'x str, &'x XmlAttributes<'x>),
    /// It ends.
    Close(&'x str),
    /// Text within it.
    Text(&'x str),
}

/// The attributes of an element.
pub(super) struct XmlAttributes<'x>(&'x BytesStart<'x>);

impl XmlAttributes<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let mut all = all.with_checks(false).flatten();
        let found = all.find(|it| it.key.local_name().as_ref() == name.as_bytes())?;
        found.unescape_value().ok().map(std::borrow::Cow::into_owned)
    }

    /// The value of an attribute, by its name with the prefix that every program writes.
    pub(super) fn find_qualified(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let mut all = all.with_checks(false).flatten();
        let found = all.find(|it| it.key.as_ref() == name.as_bytes())?;
        found.unescape_value().ok().map(std::borrow::Cow::into_owned)
    }

    /// A number.
    pub(super) fn find_number(&self, name: &str) -> Option<u32> {
        self.find(name)?.parse().ok()
    }

    /// Whether a switch is on, as it is where it has no value.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.find("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Reads a part; whether there is one.
pub(super) fn read_xml<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    part: &str,
    mut handle: impl FnMut(XmlToken<'_>),
) -> Result<bool, DocumentError> {
    let read = archive.read_part(part, |input| {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = vec![];
        let mut depth = 0_usize;
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            match event.map_err(|error| explain(part, &error))? {
                Event::Eof => return Ok(()),
                event => {
                    depth = match event {
                        Event::Start(_) => depth + 1,
                        Event::End(_) => depth.saturating_sub(1),
                        _ => depth,
                    };
                    if depth > MAX_XML_DEPTH {
                        let why = format!("elements are nested more than {MAX_XML_DEPTH} deep");
                        return Err(DocumentError::BrokenPart { part: part.to_owned(), why });
                    }
                    hand_on(part, &event, &mut handle)?;
                }
            }
        }
    });
    Ok(read?.is_some())
}

/// A part that must be there.
pub(super) fn read_required<R: Read + Seek>(
    archive: &mut OfficeArchive<R>,
    part: &str,
    handle: impl FnMut(XmlToken<'_>),
) -> Result<(), DocumentError> {
    match read_xml(archive, part, handle)? {
        true => Ok(()),
        false => Err(DocumentError::MissingPart { part: part.to_owned() }),
    }
}

fn hand_on(
    part: &str,
    event: &Event<'_>,
    handle: &mut impl FnMut(XmlToken<'_>),
) -> Result<(), DocumentError> {
    let broken = |why: String| DocumentError::BrokenPart { part: part.to_owned(), why };
    let decode = |bytes| str::from_utf8(bytes).map_err(|error| broken(error.to_string()));
    match event {
        Event::Start(start) => {
            let name = start.local_name();
            handle(XmlToken::Open(decode(name.as_ref())?, &XmlAttributes(start)));
        }
        Event::End(end) => handle(XmlToken::Close(decode(end.local_name().as_ref())?)),
        Event::Text(text) => match text.unescape() {
            Ok(text) => handle(XmlToken::Text(&text)),
            // An entity that only the part's own declaration explains; nothing of it is expanded.
            Err(_) => handle(XmlToken::Text(decode(text)?)),
        },
        Event::CData(text) => handle(XmlToken::Text(decode(text)?)),
        _ => {}
    }
    Ok(())
}

fn explain(part: &str, error: &quick_xml::Error) -> DocumentError {
    let part = part.to_owned();
    if let quick_xml::Error::Io(inner) = error
        && let Some(cause) = inner.get_ref()
        && cause.is::<BeyondBound>()
    {
        return DocumentError::Inflated { part };
    }
    DocumentError::BrokenPart { part, why: error.to_string() }
}
