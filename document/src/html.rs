//! Reads HTML: whole pages, and what stands of it within Markdown.

mod elements;
mod nesting;

use crate::{block::BlockKind, writer::BlockWriter};
pub(crate) use elements::{ElementRole, element_role};
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use nesting::HtmlNesting;
use std::{convert::Infallible, ops::Range};

/// How long an entity is looked for.
const MAX_ENTITY_BYTES: usize = 40;

/// Reads a page.
pub(crate) fn read_page(text: &str, writer: &mut BlockWriter<'_, '_>) {
    let mut reader = HtmlReader::new(text, 0, BlockKind::Paragraph, writer);
    reader.read_tokens();
    reader.end_block();
}

/// Reads a part of another document; what it says goes on with the open block, and stays open.
pub(crate) fn read_fragment(
    text: &str,
    base: usize,
    outer: BlockKind,
    writer: &mut BlockWriter<'_, '_>,
) {
    HtmlReader::new(text, base, outer, writer).read_tokens();
}

struct HtmlReader<'t, 'w, 's, 'e> {
    /// The HTML, and the byte of the source with which it begins.
    text: &'t str,
    base: usize,
    writer: &'w mut BlockWriter<'s, 'e>,
    nesting: HtmlNesting,
    /// The element that is no prose, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// The tag that is open: where it begins, and its name.
    tag: (usize, Vec<u8>),
    /// Whose value is next.
    attribute: ReadAttribute,
    has_alt: bool,
    /// Whether its element is taken from sight.
    is_unseen: bool,
}

/// An attribute whose value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadAttribute {
    /// The words of an image.
    Alt,
    Style,
    Other,
}

/// Elements that hold nothing.
const VOID: &[&str] =
    &["base", "col", "embed", "hr", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that another block may end without a closing tag.
const LEFT_OPEN: &[&str] = &["p", "li", "dt", "dd", "tr", "td", "th", "option"];

impl<'t, 'w, 's, 'e> HtmlReader<'t, 'w, 's, 'e> {
    fn new(
        text: &'t str,
        base: usize,
        outer: BlockKind,
        writer: &'w mut BlockWriter<'s, 'e>,
    ) -> Self {
        let nesting = HtmlNesting::new(outer);
        let tag = (0, vec![]);
        Self {
            text,
            base,
            writer,
            nesting,
            hidden: None,
            tag,
            attribute: ReadAttribute::Other,
            has_alt: false,
            is_unseen: false,
        }
    }

    fn read_tokens(&mut self) {
        let text = self.text;
        let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            self.handle_event(&event, span.start..span.end);
            None
        };
        let mut emitter = CallbackEmitter::new(callback);
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    }

    fn handle_event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.0 = span.start;
                self.tag.1.clear();
                self.tag.1.extend_from_slice(name);
                self.open_element();
            }
            CallbackEvent::AttributeName { name } => {
                self.is_unseen |= *name == b"hidden";
                self.attribute = match *name {
                    b"alt" => ReadAttribute::Alt,
                    b"style" => ReadAttribute::Style,
                    _ => ReadAttribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                let is_style = self.attribute == ReadAttribute::Style;
                self.is_unseen |= is_style && is_unseen_style(value);
                self.read_attribute(value, span);
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.close_start_tag(*self_closing, span.end);
            }
            CallbackEvent::EndTag { name } => {
                let name = String::from_utf8_lossy(name);
                self.close_element(&name);
            }
            CallbackEvent::String { .. } if self.hidden.is_none() => self.push_string(span),
            CallbackEvent::Comment { value } => {
                let text = String::from_utf8_lossy(value);
                self.writer.push_comment(&text, self.shift(span));
            }
            _ => {}
        }
    }

    fn shift(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    fn end_block(&mut self) {
        self.writer.end_block(self.nesting.kind());
    }

    fn open_element(&mut self) {
        let name = String::from_utf8_lossy(&self.tag.1).into_owned();
        self.is_unseen = false;
        if let Some((hidden, depth)) = &mut self.hidden {
            // What has no closing tag ends with the next block.
            let ends = LEFT_OPEN.contains(&&**hidden) && element_role(&name) == ElementRole::Block;
            *depth += usize::from(*hidden == name);
            if !ends {
                return;
            }
            self.hidden = None;
        }
        let at = self.base + self.tag.0;
        match element_role(&name) {
            ElementRole::Transparent | ElementRole::Image => {}
            ElementRole::Break => self.writer.push_break(at..at),
            ElementRole::Block => {
                self.end_block();
                self.nesting.open_element(&name, self.writer);
            }
            ElementRole::HiddenInline => {
                self.writer.push_stand_in(at..at + 1);
                self.hidden = Some((name, 1));
            }
            ElementRole::HiddenBlock => {
                self.end_block();
                self.hidden = Some((name, 1));
            }
        }
    }

    fn close_element(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            let inline = element_role(hidden) == ElementRole::HiddenInline;
            // Code without a closing tag ends with its paragraph.
            let left_open = inline && element_role(name) == ElementRole::Block;
            if *depth > 0 && !left_open {
                return;
            }
            self.hidden = None;
        }
        if element_role(name) == ElementRole::Block {
            self.end_block();
            self.nesting.close_element(name);
        }
    }

    /// The words of an image are read like text.
    fn read_attribute(&mut self, value: &[u8], span: Range<usize>) {
        let is_image = element_role(&String::from_utf8_lossy(&self.tag.1)) == ElementRole::Image;
        if self.attribute != ReadAttribute::Alt
            || !is_image
            || self.has_alt
            || self.hidden.is_some()
        {
            return;
        }
        self.has_alt = true;
        self.writer.begin_alt();
        let rest = self.text.get(span.start..).unwrap_or_default();
        let length = if rest.as_bytes().starts_with(value) {
            value.len()
        } else {
            // With an entity it is longer than what it stands for: it ends with its quotation mark.
            let before = self.text.get(..span.start).and_then(|it| it.chars().next_back());
            let quote = before.filter(|it| matches!(it, '"' | '\''));
            let ends = |c: char| quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
            rest.find(ends).unwrap_or(rest.len())
        };
        self.push_string(span.start..span.start + length);
    }

    fn close_start_tag(&mut self, self_closing: bool, end: usize) {
        if std::mem::take(&mut self.has_alt) {
            self.writer.end_alt(self.base + self.tag.0..self.base + end);
        }
        let name = String::from_utf8_lossy(&self.tag.1).into_owned();
        let hidden = self.hidden.as_ref().is_some_and(|(hidden, _)| *hidden == name);
        if self_closing && hidden {
            self.close_element(&name);
        }
        let role = element_role(&name);
        let holds = matches!(role, ElementRole::Block | ElementRole::Transparent)
            && !VOID.contains(&&*name);
        if std::mem::take(&mut self.is_unseen) && self.hidden.is_none() && holds && !self_closing {
            self.hidden = Some((name, 1));
        }
    }

    /// A text of the source: what stands as it is, and entities.
    fn push_string(&mut self, span: Range<usize>) {
        let Some(text) = self.text.get(span.clone()) else { return };
        let (mut from, mut at) = (0, 0);
        while let Some(next) = text.get(at..).and_then(|rest| rest.find('&')) {
            at += next;
            let Some((length, decoded)) = text.get(at..).and_then(decode_entity) else {
                at += 1;
                continue;
            };
            self.push_verbatim(text, from..at, span.start);
            let source = span.start + at..span.start + at + length;
            self.writer.push_text(&decoded, self.shift(source));
            at += length;
            from = at;
        }
        self.push_verbatim(text, from..text.len(), span.start);
    }

    fn push_verbatim(&mut self, text: &str, range: Range<usize>, start: usize) {
        let Some(piece) = text.get(range.clone()) else { return };
        // No block begins with white space.
        let skipped = match self.writer.is_empty() {
            true => piece.len() - piece.trim_start().len(),
            false => 0,
        };
        if let Some(piece) = piece.get(skipped..).filter(|piece| !piece.is_empty()) {
            let source = start + range.start + skipped..start + range.end;
            self.writer.push_text(piece, self.shift(source));
        }
    }
}

/// Whether a style takes an element from sight.
fn is_unseen_style(value: &[u8]) -> bool {
    let style = String::from_utf8_lossy(value).to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The entity with which a text begins: its length and what it stands for.
fn decode_entity(text: &str) -> Option<(usize, String)> {
    let head = text.as_bytes().get(..MAX_ENTITY_BYTES.min(text.len()))?;
    let length = memchr::memchr(b';', head)? + 1;
    let entity = text.get(..length)?;
    let mut decoded = None;
    let callback = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            decoded = Some(String::from_utf8_lossy(value).into_owned());
        }
        None
    };
    let Ok(()) = Tokenizer::new_with_emitter(entity, CallbackEmitter::new(callback)).finish();
    decoded.filter(|decoded| !decoded.ends_with(';')).map(|decoded| (length, decoded))
}
