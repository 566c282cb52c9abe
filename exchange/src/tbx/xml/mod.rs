//! A streaming XML reader: one subtree in memory at a time, every element with its line and column.

mod element;
mod lines;

use crate::{ImportError, InputFile};
use lines::{PositionReader, advance_position};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::io::BufRead;

pub(super) use element::XmlElement;
pub(super) use lines::LineColumn;

/// Elements inside each other; no term base goes half as deep.
const MAX_DEPTH: usize = 64;

/// What a file says next.
#[derive(Debug)]
pub(super) enum XmlStep {
    /// An element begins, whose content follows step by step.
    Open(XmlElement),
    /// A whole element.
    Whole(XmlElement),
    /// Text where none belongs.
    Stray(LineColumn),
}

/// A file, read step by step.
pub(super) struct XmlSource<'s> {
    name: String,
    reader: Reader<PositionReader<'s>>,
    /// Elements that are read whole.
    whole: fn(&str) -> bool,
    /// The elements that are open, and where they began; those read whole last.
    open: Vec<(String, LineColumn)>,
    /// Those of them that are read whole.
    building: Vec<XmlElement>,
    begun: bool,
    after_text: bool,
}

impl<'s> XmlSource<'s> {
    /// A file to read, if it is in an encoding that is read.
    pub(super) fn new(input: InputFile<'s>, whole: fn(&str) -> bool) -> Result<Self, ImportError> {
        let InputFile { name, mut text, .. } = input;
        let start =
            text.fill_buf().map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
        if matches!(start, [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, b'<', ..] | [b'<', 0, ..]) {
            return Err(encoding_error(&name, "UTF-16"));
        }
        let reader = Reader::from_reader(PositionReader::new(text));
        let (open, building) = (vec![], vec![]);
        Ok(Self { name, reader, whole, open, building, begun: false, after_text: false })
    }

    /// What comes next; none at the end.
    pub(super) fn next_step(&mut self) -> Result<Option<XmlStep>, ImportError> {
        let mut buffer = vec![];
        loop {
            buffer.clear();
            let lines = self.reader.get_ref();
            // The `<` that ends a text has been read with it.
            let place = if self.after_text { lines.last } else { lines.next };
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.syntax_error(place, &error)),
            };
            self.after_text = matches!(event, Event::Text(_));
            let step = match event {
                Event::Start(start) => self.start_element(&start, place)?,
                Event::Empty(start) => match self.start_element(&start, place)? {
                    None => self.end_element(),
                    step => {
                        self.open.pop();
                        step
                    }
                },
                Event::End(_) => self.end_element(),
                Event::Text(text) => match text.unescape() {
                    Ok(text) => self.handle_text(&text, place)?,
                    Err(error) => return Err(self.decoding_error(&text, place, &error)),
                },
                Event::CData(data) => match data.decode() {
                    Ok(text) => self.handle_text(&text, place)?,
                    Err(error) => return Err(self.syntax_error(place, &error.into())),
                },
                Event::Decl(declaration) => match declaration.encoding() {
                    Some(Ok(named)) if !is_utf_8(&named) => {
                        return Err(encoding_error(&self.name, &String::from_utf8_lossy(&named)));
                    }
                    _ => None,
                },
                Event::DocType(text) if contains_word(&text, b"<!ENTITY") => {
                    let what = "the file declares entities, which are never expanded here";
                    let broken = ImportError::new(&self.name, place, what);
                    return Err(broken.with_hint("write what they stand for into the text"));
                }
                Event::DocType(_) | Event::Comment(_) | Event::PI(_) => None,
                Event::Eof => return self.check_end(place).map(|()| None),
            };
            if step.is_some() {
                return Ok(step);
            }
        }
    }

    fn start_element(
        &mut self,
        start: &BytesStart<'_>,
        place: LineColumn,
    ) -> Result<Option<XmlStep>, ImportError> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let name = text(start.local_name().as_ref());
        if self.begun && self.open.is_empty() {
            return Err(ImportError::new(&self.name, place, "a second root; XML has one"));
        }
        if self.open.len() >= MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} elements inside each other");
            return Err(ImportError::new(&self.name, place, what));
        }
        let mut attributes = vec![];
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.syntax_error(place, &error.into()))?;
            let value =
                attribute.unescape_value().map_err(|error| self.syntax_error(place, &error))?;
            attributes.push((text(attribute.key.local_name().as_ref()), value.into_owned()));
        }
        self.begun = true;
        self.open.push((name.clone(), place));
        let whole = !self.building.is_empty() || (self.whole)(&name);
        let element = XmlElement::new(name, place, attributes);
        if !whole {
            return Ok(Some(XmlStep::Open(element)));
        }
        self.building.push(element);
        Ok(None)
    }

    fn end_element(&mut self) -> Option<XmlStep> {
        self.open.pop();
        let done = self.building.pop()?;
        match self.building.last_mut() {
            None => Some(XmlStep::Whole(done)),
            Some(parent) => {
                parent.push_element(done);
                None
            }
        }
    }

    fn handle_text(
        &mut self,
        text: &str,
        place: LineColumn,
    ) -> Result<Option<XmlStep>, ImportError> {
        if let Some(element) = self.building.last_mut() {
            element.push_text(text);
            return Ok(None);
        }
        if text.trim().is_empty() {
            return Ok(None);
        }
        if !self.begun {
            return Err(ImportError::new(
                &self.name,
                place,
                "this is no XML: text before any element",
            ));
        }
        Ok(Some(XmlStep::Stray(place)))
    }

    fn check_end(&self, place: LineColumn) -> Result<(), ImportError> {
        match self.open.last() {
            Some((name, (line, _))) => {
                let what = format!("the file ends inside `{name}`, which begins on line {line}");
                Err(ImportError::new(&self.name, place, what))
            }
            None if !self.begun => {
                Err(ImportError::new(&self.name, (0, 0), "the file holds no element"))
            }
            None => Ok(()),
        }
    }

    fn syntax_error(&self, place: LineColumn, error: &quick_xml::Error) -> ImportError {
        let what = match error {
            quick_xml::Error::Encoding(_) => {
                let what = "the file is not in UTF-8, in which TBX is read";
                let hint = "convert it first, as in `iconv -f windows-1252 -t utf-8`, if that is its encoding";
                return ImportError::new(&self.name, place, what).with_hint(hint);
            }
            error => error.to_string(),
        };
        ImportError::new(&self.name, place, what)
    }

    /// What is wrong with a text, at the place in it that is wrong.
    fn decoding_error(
        &self,
        raw: &[u8],
        (mut line, mut column): LineColumn,
        error: &quick_xml::Error,
    ) -> ImportError {
        use quick_xml::escape::EscapeError::{
            InvalidCharRef, UnrecognizedEntity, UnterminatedEntity,
        };
        let quick_xml::Error::Escape(escape) = error else {
            return self.syntax_error((line, column), error);
        };
        let (at, what) = match escape {
            UnrecognizedEntity(range, name) => {
                (range.start.saturating_sub(1), format!("`&{name};` stands for nothing"))
            }
            UnterminatedEntity(range) => {
                (range.start, "a `&` that begins no entity is written `&amp;`".to_owned())
            }
            InvalidCharRef(error) => (0, error.to_string()),
        };
        raw.iter().take(at).for_each(|byte| advance_position(&mut line, &mut column, *byte));
        ImportError::new(&self.name, (line, column), what)
    }
}

fn encoding_error(file: &str, named: &str) -> ImportError {
    ImportError::new(file, (1, 1), format!("the file is in {named}; TBX is read in UTF-8"))
        .with_hint(format!(
            "convert it first, as in `iconv -f {} -t utf-8`, and let its first line name UTF-8",
            named.to_lowercase()
        ))
}

fn is_utf_8(name: &[u8]) -> bool {
    [&b"utf-8"[..], b"utf8", b"us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn contains_word(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}
