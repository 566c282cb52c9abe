//! Decodes an XML file as it declares, checks its prologue for unsafe entities, and locates a byte in its lines.
//!
//! The RDF/XML reader resolves declared entities, so entities made of entities could grow without end. It also does not
//! report the line in which it stopped.

use crate::ImportError;
use encoding_rs::{Encoding, UTF_8};
use std::{
    cell::RefCell,
    io::{self, BufRead, Read},
    ops::Range,
    rc::Rc,
};

/// A longer entity is not a name's beginning, for which RDF files use them.
const MAX_ENTITY_BYTES: usize = 500;

/// How much is looked at for the first element.
const MAX_PROLOGUE_BYTES: usize = 1 << 16;

/// The text of a file in UTF-8, whatever its first line says that its encoding is.
pub(super) fn decode_declared<'t>(
    name: &str,
    mut text: Box<dyn BufRead + 't>,
) -> Result<Box<dyn BufRead + 't>, ImportError> {
    let failed = |error: io::Error| ImportError::new(name, (0, 0), error.to_string());
    let first = text.fill_buf().map_err(failed)?;
    let Some((_, label)) = declared_encoding(first) else { return Ok(text) };
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        let message = format!("no encoding is called `{label}`");
        return Err(ImportError::new(name, (1, 1), message).with_hint("save the file as UTF-8"));
    };
    if encoding == UTF_8 {
        return Ok(text);
    }
    let mut bytes = vec![];
    text.read_to_end(&mut bytes).map_err(failed)?;
    let (decoded, used, faulty) = encoding.decode(&bytes);
    if faulty {
        let message = format!("not every byte of this file is {}", used.name());
        return Err(ImportError::new(name, (0, 0), message));
    }
    let mut decoded = decoded.into_owned();
    if let Some((at, _)) = declared_encoding(decoded.as_bytes()) {
        decoded.replace_range(at, UTF_8.name());
    }
    Ok(Box::new(io::Cursor::new(decoded)))
}

/// The encoding that a file's mark or its first line names, and where in that.
fn declared_encoding(bytes: &[u8]) -> Option<(Range<usize>, String)> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(it, _)| *it != UTF_8) {
        return Some((0..0, encoding.name().to_owned()));
    }
    let head = bytes.split(|byte| *byte == b'>').next()?;
    let head = std::str::from_utf8(head).ok()?;
    let from = head
        .trim_start_matches('\u{feff}')
        .starts_with("<?xml")
        .then(|| head.find("encoding"))??;
    let open = from + head.get(from..)?.find(['"', '\''])? + 1;
    let rest = head.get(open..)?;
    let label = rest.get(..rest.find(['"', '\''])?)?;
    Some((open..open + label.len(), label.to_owned()))
}

/// Reads what stands before the first element, and refuses entities that are not plain and short. What was read must be
/// read again.
pub(super) fn read_prologue(name: &str, text: &mut dyn BufRead) -> Result<Vec<u8>, ImportError> {
    let mut before = vec![];
    while before.len() < MAX_PROLOGUE_BYTES {
        let read = text.read_until(b'>', &mut before);
        let read = read.map_err(|error| ImportError::new(name, (0, 0), error.to_string()))?;
        if read == 0 || is_element(&before) {
            break;
        }
    }
    let shown = String::from_utf8_lossy(&before);
    let line = |at: usize| shown.get(..at).map_or(1, |text| text.matches('\n').count() as u64 + 1);
    for (at, rest) in
        shown.match_indices("<!ENTITY").filter_map(|(at, _)| Some((at, shown.get(at..)?)))
    {
        let declaration = rest.split('>').next().unwrap_or_default();
        let value = declaration.split(['"', '\'']).nth(1).unwrap_or_default();
        let trouble = if declaration.contains(" SYSTEM ") || declaration.contains(" PUBLIC ") {
            "an entity that lies elsewhere, which is never fetched"
        } else if value.contains('&') {
            "an entity made of entities, which may grow without end"
        } else if value.len() > MAX_ENTITY_BYTES {
            "an entity too long to be a name's beginning"
        } else {
            continue;
        };
        return Err(ImportError::new(name, (line(at), 1), trouble).with_hint("write its text out"));
    }
    Ok(before)
}

/// Whether the last thing that was read is an element.
fn is_element(before: &[u8]) -> bool {
    let text = String::from_utf8_lossy(before);
    let declares = text.matches("<!DOCTYPE").count() > 0
        && text.contains('[')
        && !text.contains("]>")
        && !text.trim_end().ends_with("] >");
    let last = text.rfind('<').and_then(|at| text.get(at + 1..)).unwrap_or_default();
    !declares && last.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Where lines end, as far as a file was read.
#[derive(Clone, Debug, Default)]
pub(super) struct LineEnds(Rc<RefCell<Vec<u64>>>);

impl LineEnds {
    /// The line and the byte in it, from 1, of a byte from 0.
    pub(super) fn locate_byte(&self, at: u64) -> (u64, u64) {
        let ends = self.0.borrow();
        let before = ends.partition_point(|end| *end < at);
        let start = before.checked_sub(1).and_then(|last| ends.get(last)).map_or(0, |end| end + 1);
        (before as u64 + 1, at.saturating_sub(start) + 1)
    }
}

/// A reader that notes where lines end.
pub(super) struct LineCountingReader<R> {
    pub(super) inner: R,
    pub(super) lines: LineEnds,
    pub(super) read: u64,
}

impl<R: Read> Read for LineCountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let ends = (self.read..).zip(buffer.iter().take(read)).filter(|(_, byte)| **byte == b'\n');
        self.lines.0.borrow_mut().extend(ends.map(|(at, _)| at));
        self.read += read as u64;
        Ok(read)
    }
}
