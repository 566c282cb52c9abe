//! YAML parser: turns bytes into a tree whose nodes keep their places. No other module knows YAML.
//!
//! It reads events and does not use serde, so every value keeps its place, and one run finds every fault of a file.
//! Aliases, anchors, merge keys and tags are faults: they add nothing here and allow bombs (small files that expand
//! into huge ones).

mod folded;
mod insert;
mod quotes;
#[cfg(test)]
mod tests;
mod write;

use crate::diagnostic::{FIRST_GIVEN, Fault, Name, Place};
use serde_yaml::granit_parser::{
    ErrorKind, Event, Marker, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle,
    options,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

pub use insert::{
    EditedFile, FileEntry, ItemChange, YamlAddition, add_to_entries, insert_entries, list_entries,
};
pub use write::{YamlValue, write_document, write_in_one_line, write_scalar, write_sections};

/// Deeper nesting than any entry needs; it keeps every walk over a tree short.
const MAX_NESTING: usize = 32;

/// How it is told that a file is no YAML at all.
pub const NOT_YAML: &str = "not YAML: ";

/// After so many bytes, it is told how far the parser has come.
const PROGRESS_STEP_BYTES: usize = 1 << 20;

/// Up to so many keys of one map are compared with each other; that is cheaper than a table of them.
const MAX_KEYS_COMPARED: usize = 16;

/// A value and its place.
#[derive(Debug)]
pub struct YamlNode {
    /// What was written.
    pub value: NodeValue,
    /// Where it begins.
    pub place: Place,
    /// The bytes it takes up in the text, a mark at whose beginning is not counted; quotes and brackets are.
    pub bytes: Range<usize>,
    /// Whether indents tell where it ends: a list or map without brackets, a text after `|` or `>`, which begins below
    /// these.
    pub block: bool,
}

/// What a node holds.
#[derive(Debug)]
pub enum NodeValue {
    /// Nothing: `key:` or `key: ~`.
    Null,
    /// Text as written; `no`, `1.0` and `0755` stay what they are.
    Text(String),
    /// A list.
    List(Vec<YamlNode>),
    /// A map, each key once, in the order written.
    Map(Vec<(Name, YamlNode)>),
    /// Something that was already reported as a fault.
    Refused,
}

/// Reads one file's bytes: its one document, if it holds any, and its faults in the order of their places. Further
/// documents are a fault, and read all the same.
///
/// A syntax fault ends the file, so nothing is returned then.
pub fn parse_document(file: u32, bytes: &[u8]) -> (Vec<YamlNode>, Vec<Fault>) {
    let mut roots = vec![];
    let (held, faults) = run_parser(file, bytes, false, &mut |node| roots.push(node), &mut |_| ());
    (if held == DocumentContent::Cut { vec![] } else { roots }, faults)
}

/// The same, but hands over each item of an outermost list as soon as it ends, so that a long file is never a tree as a
/// whole; any other document is handed over as it is, unless it is null. Now and then it tells how many of the bytes are
/// behind it.
pub fn parse_each(
    file: u32,
    bytes: &[u8],
    take: &mut dyn FnMut(YamlNode),
    tell: &mut dyn FnMut(usize),
) -> (DocumentContent, Vec<Fault>) {
    run_parser(file, bytes, true, take, tell)
}

/// What a file was found to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentContent {
    /// Nothing, or only null.
    Nothing,
    /// A document that says something.
    Something,
    /// A syntax fault: what was handed over before it is not to be relied on.
    Cut,
}

fn run_parser(
    file: u32,
    bytes: &[u8],
    apart: bool,
    take: &mut dyn FnMut(YamlNode),
    tell: &mut dyn FnMut(usize),
) -> (DocumentContent, Vec<Fault>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            return (DocumentContent::Cut, vec![utf8_fault(file, bytes, error.valid_up_to())]);
        }
    };
    let held = DocumentContent::Nothing;
    let mut tree =
        YamlTreeBuilder { file, open: vec![], apart, take, held, documents: 0, faults: vec![] };
    let (mut next, mut parsed) = (PROGRESS_STEP_BYTES, 0);
    for event in Parser::new_from_str_with_options(text, parser_options()) {
        match event {
            Ok((event, span)) => {
                parsed = self::byte_range(&span).end;
                if parsed >= next {
                    tell(parsed);
                    next = parsed + PROGRESS_STEP_BYTES;
                }
                tree.take_event(event, &span);
            }
            Err(error) => {
                let open = quotes::find_open_quote(text, file, &error, parsed);
                tree.faults.push(open.unwrap_or_else(|| syntax_fault(file, &error)));
                return (DocumentContent::Cut, tree.faults);
            }
        }
    }
    (tree.held, tree.faults)
}

fn parser_options() -> Options {
    options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    }
}

fn utf8_fault(file: u32, bytes: &[u8], valid: usize) -> Fault {
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = Place { file, line: to_u32(line), column: to_u32(column), width: 1 };
    Fault::new(place, "this byte is not UTF-8").hint("save the file as UTF-8")
}

fn syntax_fault(file: u32, error: &ScanError) -> Fault {
    let mark = error.marker();
    let place = Place { file, line: to_u32(mark.line()), column: to_u32(mark.col() + 1), width: 1 };
    let message = error.info();
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return Fault::new(
            place,
            format!("its lists and maps are nested deeper than {MAX_NESTING}"),
        );
    }
    let fault = Fault::new(place, format!("{NOT_YAML}{message}"));
    if message.contains("mapping values") {
        fault.hint("quote a text with `: ` in it, and begin the keys of one map in one column")
    } else if message.contains("tab") {
        fault.hint("indent with spaces")
    } else {
        fault
    }
}

/// A tree that grows event by event.
struct YamlTreeBuilder<'t> {
    file: u32,
    open: Vec<OpenCollection>,
    /// Whether the items of an outermost list are handed over one by one.
    apart: bool,
    /// Who gets what is whole.
    take: &'t mut dyn FnMut(YamlNode),
    held: DocumentContent,
    documents: usize,
    faults: Vec<Fault>,
}

/// A list or map whose end has not come yet.
enum OpenCollection {
    List(CollectionStart, Vec<YamlNode>),
    Map(CollectionStart, Vec<(Name, YamlNode)>, Option<YamlNode>),
}

/// How a list or map begins.
struct CollectionStart {
    place: Place,
    from: usize,
    block: bool,
}

impl CollectionStart {
    /// The whole, once its end is known; one without brackets ends where the last of its nodes does.
    fn finish_node(self, value: NodeValue, bracket: &Span, last: Option<usize>) -> YamlNode {
        let end = if self.block { last.unwrap_or(self.from) } else { byte_range(bracket).end };
        YamlNode { value, place: self.place, bytes: self.from..end, block: self.block }
    }
}

impl YamlTreeBuilder<'_> {
    fn take_event(&mut self, event: Event<'_>, span: &Span) {
        let place = self.place_of(span);
        match event {
            Event::DocumentStart(..) => self.start_document(place),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(place, "aliases (`*name`) are not used here", "write the text out");
                self.put_node(YamlNode {
                    value: NodeValue::Refused,
                    place,
                    bytes: byte_range(span),
                    block: false,
                });
            }
            Event::Anchor(..) => {
                self.refuse(place, "anchors (`&name`) are not used here", "remove it");
            }
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(span, tag.is_some());
                let empty = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if empty {
                    NodeValue::Null
                } else {
                    NodeValue::Text(folded::restore_blank_lines(text.into_owned(), style, span))
                };
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                self.put_node(YamlNode { value, place, bytes: byte_range(span), block });
            }
            Event::SequenceStart(style, _, tag) => {
                self.refuse_tag(span, tag.is_some());
                self.open.push(OpenCollection::List(self.start_collection(style, span), vec![]));
            }
            Event::MappingStart(style, _, tag) => {
                self.refuse_tag(span, tag.is_some());
                self.open.push(OpenCollection::Map(
                    self.start_collection(style, span),
                    vec![],
                    None,
                ));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close_collection(span),
            _ => {}
        }
    }

    fn start_document(&mut self, place: Place) {
        self.documents += 1;
        if self.documents == 2 {
            self.refuse(place, "a second document (`---`) in one file", "write a list of concepts");
        }
    }

    fn refuse_tag(&mut self, span: &Span, tagged: bool) {
        if tagged {
            let place = self.place_of(&span.tag_span().unwrap_or(*span));
            self.refuse(place, "tags (`!name`) are not used here", "remove it");
        }
    }

    fn refuse(&mut self, place: Place, message: &str, hint: &str) {
        self.faults.push(Fault::new(place, message).hint(hint));
    }

    fn start_collection(&self, style: StructureStyle, span: &Span) -> CollectionStart {
        let block = style == StructureStyle::Block;
        CollectionStart { place: self.place_of(span), from: byte_range(span).start, block }
    }

    fn close_collection(&mut self, span: &Span) {
        match self.open.pop() {
            Some(OpenCollection::List(begun, items)) => {
                let last = items.last().map(|node| node.bytes.end);
                self.put_node(begun.finish_node(NodeValue::List(items), span, last));
            }
            Some(OpenCollection::Map(begun, entries, _)) => {
                let last = entries.last().map(|(_, node)| node.bytes.end);
                let entries = self.keep_first_keys(entries);
                self.put_node(begun.finish_node(NodeValue::Map(entries), span, last));
            }
            None => {}
        }
    }

    fn put_node(&mut self, node: YamlNode) {
        let outermost = self.open.len() == 1;
        match self.open.last_mut() {
            None => self.put_root(node),
            Some(OpenCollection::List(..)) if outermost && self.apart => (self.take)(node),
            Some(OpenCollection::List(_, items)) => items.push(node),
            Some(OpenCollection::Map(_, entries, waiting)) => match waiting.take() {
                None => *waiting = Some(node),
                Some(key) => match key.value {
                    NodeValue::Text(text) if text == "<<" => {
                        let fault = Fault::new(key.place, "merge keys (`<<`) are not used here");
                        self.faults.push(fault.hint("write the keys out"));
                    }
                    NodeValue::Text(text) => {
                        entries.push((Name { value: text, place: key.place }, node));
                    }
                    NodeValue::Refused => {}
                    _ => self.faults.push(Fault::new(key.place, "a key must be a word")),
                },
            },
        }
    }

    /// Hands over a document, unless that is done.
    fn put_root(&mut self, node: YamlNode) {
        if !matches!(node.value, NodeValue::Null) {
            self.held = DocumentContent::Something;
        }
        let done = self.apart && matches!(node.value, NodeValue::Null | NodeValue::List(_));
        if !done {
            (self.take)(node);
        }
    }

    /// The entries whose key was not given before; the others are reported.
    fn keep_first_keys(&mut self, entries: Vec<(Name, YamlNode)>) -> Vec<(Name, YamlNode)> {
        if entries.len() <= MAX_KEYS_COMPARED && are_keys_distinct(&entries) {
            return entries;
        }
        let mut first: HashMap<&str, u32> = HashMap::with_capacity(entries.len());
        let mut again = HashSet::new();
        for (index, (key, _)) in entries.iter().enumerate() {
            if let Some(line) = first.get(&*key.value) {
                let fault = Fault::new(key.place, format!("`{}` is given twice", key.value));
                self.faults.push(fault.hint(format!("{FIRST_GIVEN}{line}")));
                again.insert(index);
            } else {
                first.insert(&key.value, key.place.line);
            }
        }
        let kept = entries.into_iter().enumerate().filter(|(index, _)| !again.contains(index));
        kept.map(|(_, entry)| entry).collect()
    }

    fn place_of(&self, span: &Span) -> Place {
        let one_line = span.start.line() == span.end.line();
        let width = if one_line { span.end.col().saturating_sub(span.start.col()) } else { 1 };
        Place {
            file: self.file,
            line: to_u32(span.start.line()),
            column: to_u32(span.start.col() + 1),
            width: to_u32(width.max(1)),
        }
    }
}

/// Whether no key is given twice, by comparing each with each.
fn are_keys_distinct(entries: &[(Name, YamlNode)]) -> bool {
    let mut rest = entries;
    while let [(key, _), others @ ..] = rest {
        if others.iter().any(|(other, _)| other.value == key.value) {
            return false;
        }
        rest = others;
    }
    true
}

fn byte_range(span: &Span) -> Range<usize> {
    let offset = |mark: Marker| mark.byte_offset().unwrap_or_default();
    offset(span.start)..offset(span.end)
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
