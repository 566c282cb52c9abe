//! Rewrites the values of `xml:lang` in RDF/XML.

use super::{
    LanguageTags,
    rewriting::{RewritePieces, TextCursor},
};

/// The attribute that names a language.
const LANGUAGE: &[u8] = b"xml:lang";

/// Where in XML a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum XmlState {
    /// Between tags.
    Content,
    /// In what begins with `<!` or `<?`, which ends with these bytes.
    Skipped(&'static [u8]),
    /// In a tag, outside of values.
    Tag,
    /// In the value of an attribute.
    Value { quote: u8, language: bool },
}

/// Rewrites RDF/XML.
pub(in crate::skos) struct XmlRewriter {
    tags: LanguageTags,
    file: String,
    state: XmlState,
    cursor: TextCursor,
    /// The last bytes of the markup that the cursor stands in, or the value of an `xml:lang`.
    recent: Vec<u8>,
}

/// How many of the last bytes matter: `<![CDATA[` or `xml:lang` and spaces before the `=`.
const MAX_RECENT: usize = 64;

impl XmlRewriter {
    pub(in crate::skos) fn new(tags: LanguageTags, file: &str) -> Self {
        let (state, cursor) = (XmlState::Content, TextCursor::default());
        Self { tags, file: file.to_owned(), state, cursor, recent: vec![] }
    }

    fn step(&mut self, byte: u8, out: &mut Vec<u8>) {
        if let XmlState::Value { quote, language: true } = self.state {
            if byte != quote {
                return self.recent.push(byte);
            }
            self.end_language(out);
        }
        self.recent.push(byte);
        self.state = match self.state {
            XmlState::Content if byte == b'<' => {
                self.recent.clear();
                XmlState::Tag
            }
            XmlState::Tag if byte == b'>' => XmlState::Content,
            XmlState::Tag if self.recent.len() <= 8 && self.skipped_end().is_some() => {
                XmlState::Skipped(self.skipped_end().unwrap_or(b">"))
            }
            XmlState::Tag if matches!(byte, b'"' | b'\'') => {
                let language = names_language(&self.recent);
                self.recent.clear();
                XmlState::Value { quote: byte, language }
            }
            XmlState::Value { quote, .. } if byte == quote => {
                self.recent.clear();
                // What follows a value is never the start of a tag.
                self.recent.extend_from_slice(b"         ");
                XmlState::Tag
            }
            XmlState::Skipped(end) if self.recent.ends_with(end) => XmlState::Content,
            same => same,
        };
        if self.recent.len() > MAX_RECENT {
            self.recent.drain(..MAX_RECENT / 2);
        }
        out.push(byte);
    }

    /// How what begins as the recent bytes do ends, if it is no tag.
    fn skipped_end(&self) -> Option<&'static [u8]> {
        match &*self.recent {
            b"?" => Some(b"?>"),
            b"!--" => Some(b"-->"),
            b"![CDATA[" => Some(b"]]>"),
            // A document type ends where its tag does; its entities were looked at before.
            _ => None,
        }
    }

    fn end_language(&mut self, out: &mut Vec<u8>) {
        let value = std::mem::take(&mut self.recent);
        let TextCursor { line, column } = self.cursor;
        match std::str::from_utf8(&value) {
            // What stands in an entity is not known here.
            Ok(tag) if !tag.contains(['&', '<']) => {
                let start = column.saturating_sub(tag.chars().count() as u64);
                let tag = self.tags.rewrite_tag(tag, &self.file, || (line, start));
                out.extend_from_slice(tag.as_bytes());
            }
            _ => out.extend_from_slice(&value),
        }
    }
}

/// Whether what stands before a value names it the language.
fn names_language(before: &[u8]) -> bool {
    let before = before.strip_suffix(b"\"").or(before.strip_suffix(b"'")).unwrap_or(before);
    let before = before.trim_ascii_end();
    let Some(before) = before.strip_suffix(b"=") else { return false };
    let Some(rest) = before.trim_ascii_end().strip_suffix(LANGUAGE) else { return false };
    rest.last().is_some_and(u8::is_ascii_whitespace)
}

impl RewritePieces for XmlRewriter {
    fn take_piece(&mut self, piece: &[u8], out: &mut Vec<u8>) -> usize {
        for byte in piece {
            self.step(*byte, out);
            self.cursor.move_over(*byte);
        }
        piece.len()
    }

    fn take_end(&mut self, out: &mut Vec<u8>) {
        if let XmlState::Value { language: true, .. } = self.state {
            out.append(&mut self.recent);
        }
    }
}
