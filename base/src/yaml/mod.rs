//! What does a YAML file hold, and where? The only room that knows YAML.
//!
//! Read through events, not through serde: every value keeps its place, and every fault of a file is found in one
//! run. Aliases, anchors, merge keys and tags are faults: they add nothing here and open the door to bombs.

#[cfg(test)]
mod tests;
mod write;

use crate::diagnostic::{Fault, Name, Place};
use serde_yaml::granit_parser::{
    Event, Marker, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, options,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

pub use write::{Plain, scalar, write, write_sections};

/// Deeper nesting than any entry needs; it keeps every walk over a tree short.
const DEEPEST: usize = 32;

/// After so many bytes, it is told how far the parser has come.
const TOLD: usize = 1 << 20;

/// Up to so many keys of one map are compared with each other; that is cheaper than a table of them.
const FEW: usize = 16;

/// A value and its place.
#[derive(Debug)]
pub struct Node {
    /// What was written.
    pub value: Value,
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
pub enum Value {
    /// Nothing: `key:` or `key: ~`.
    Null,
    /// Text as written; `no`, `1.0` and `0755` stay what they are.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, each key once, in the order written.
    Map(Vec<(Name, Node)>),
    /// Something that was already reported as a fault.
    Refused,
}

/// Reads one file's bytes: its one document, if it holds any, and its faults in the order of their places. Further
/// documents are a fault, and read all the same.
///
/// A syntax fault ends the file, so nothing is returned then.
pub fn parse(file: u32, bytes: &[u8]) -> (Vec<Node>, Vec<Fault>) {
    let mut roots = vec![];
    let (held, faults) = run(file, bytes, false, &mut |node| roots.push(node), &mut |_| ());
    (if held == Held::Cut { vec![] } else { roots }, faults)
}

/// The same, but hands over each item of an outermost list as soon as it ends, so that a long file is never a tree as a
/// whole; any other document is handed over as it is, unless it is null. Now and then it tells how many of the bytes are
/// behind it.
pub fn each(
    file: u32,
    bytes: &[u8],
    take: &mut dyn FnMut(Node),
    tell: &mut dyn FnMut(usize),
) -> (Held, Vec<Fault>) {
    run(file, bytes, true, take, tell)
}

/// What a file was found to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing, or only null.
    Nothing,
    /// A document that says something.
    Something,
    /// A syntax fault: what was handed over before it is not to be relied on.
    Cut,
}

fn run(
    file: u32,
    bytes: &[u8],
    apart: bool,
    take: &mut dyn FnMut(Node),
    tell: &mut dyn FnMut(usize),
) -> (Held, Vec<Fault>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return (Held::Cut, vec![not_utf8(file, bytes, error.valid_up_to())]),
    };
    let held = Held::Nothing;
    let mut tree = Tree { file, open: vec![], apart, take, held, documents: 0, faults: vec![] };
    let mut next = TOLD;
    for event in Parser::new_from_str_with_options(text, options()) {
        match event {
            Ok((event, span)) => {
                let behind = self::bytes(&span).end;
                if behind >= next {
                    tell(behind);
                    next = behind + TOLD;
                }
                tree.take(event, &span);
            }
            Err(error) => {
                tree.faults.push(syntax(file, &error));
                return (Held::Cut, tree.faults);
            }
        }
    }
    (tree.held, tree.faults)
}

fn options() -> Options {
    options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    }
}

fn not_utf8(file: u32, bytes: &[u8], valid: usize) -> Fault {
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = Place { file, line: narrow(line), column: narrow(column), width: 1 };
    Fault::new(place, "this byte is not UTF-8").hint("save the file as UTF-8")
}

fn syntax(file: u32, error: &ScanError) -> Fault {
    let mark = error.marker();
    let place = Place { file, line: narrow(mark.line()), column: narrow(mark.col() + 1), width: 1 };
    let fault = Fault::new(place, format!("not YAML: {}", error.info()));
    let message = error.info();
    if message.contains("mapping values") {
        fault.hint("quote a text with `: ` in it, and begin the keys of one map in one column")
    } else if message.contains("tab") {
        fault.hint("indent with spaces")
    } else {
        fault
    }
}

/// A tree that grows event by event.
struct Tree<'t> {
    file: u32,
    open: Vec<Open>,
    /// Whether the items of an outermost list are handed over one by one.
    apart: bool,
    /// Who gets what is whole.
    take: &'t mut dyn FnMut(Node),
    held: Held,
    documents: usize,
    faults: Vec<Fault>,
}

/// A list or map whose end has not come yet.
enum Open {
    List(Begun, Vec<Node>),
    Map(Begun, Vec<(Name, Node)>, Option<Node>),
}

/// How a list or map begins.
struct Begun {
    place: Place,
    from: usize,
    block: bool,
}

impl Begun {
    /// The whole, once its end is known; one without brackets ends where the last of its nodes does.
    fn end(self, value: Value, bracket: &Span, last: Option<usize>) -> Node {
        let end = if self.block { last.unwrap_or(self.from) } else { bytes(bracket).end };
        Node { value, place: self.place, bytes: self.from..end, block: self.block }
    }
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: &Span) {
        let place = self.place(span);
        match event {
            Event::DocumentStart(..) => self.document(place),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(place, "aliases (`*name`) are not used here", "write the text out");
                self.put(Node { value: Value::Refused, place, bytes: bytes(span), block: false });
            }
            Event::Anchor(..) => {
                self.refuse(place, "anchors (`&name`) are not used here", "remove it");
            }
            Event::Scalar(text, style, _, tag) => {
                self.untagged(span, tag.is_some());
                let empty = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if empty { Value::Null } else { Value::Text(text.into_owned()) };
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                self.put(Node { value, place, bytes: bytes(span), block });
            }
            Event::SequenceStart(style, _, tag) => {
                self.untagged(span, tag.is_some());
                self.open.push(Open::List(self.begun(style, span), vec![]));
            }
            Event::MappingStart(style, _, tag) => {
                self.untagged(span, tag.is_some());
                self.open.push(Open::Map(self.begun(style, span), vec![], None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn document(&mut self, place: Place) {
        self.documents += 1;
        if self.documents == 2 {
            self.refuse(place, "a second document (`---`) in one file", "write a list of concepts");
        }
    }

    fn untagged(&mut self, span: &Span, tagged: bool) {
        if tagged {
            let place = self.place(&span.tag_span().unwrap_or(*span));
            self.refuse(place, "tags (`!name`) are not used here", "remove it");
        }
    }

    fn refuse(&mut self, place: Place, message: &str, hint: &str) {
        self.faults.push(Fault::new(place, message).hint(hint));
    }

    fn begun(&self, style: StructureStyle, span: &Span) -> Begun {
        let block = style == StructureStyle::Block;
        Begun { place: self.place(span), from: bytes(span).start, block }
    }

    fn close(&mut self, span: &Span) {
        match self.open.pop() {
            Some(Open::List(begun, items)) => {
                let last = items.last().map(|node| node.bytes.end);
                self.put(begun.end(Value::List(items), span, last));
            }
            Some(Open::Map(begun, entries, _)) => {
                let last = entries.last().map(|(_, node)| node.bytes.end);
                let entries = self.each_once(entries);
                self.put(begun.end(Value::Map(entries), span, last));
            }
            None => {}
        }
    }

    fn put(&mut self, node: Node) {
        let outermost = self.open.len() == 1;
        match self.open.last_mut() {
            None => self.root(node),
            Some(Open::List(..)) if outermost && self.apart => (self.take)(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting)) => match waiting.take() {
                None => *waiting = Some(node),
                Some(key) => match key.value {
                    Value::Text(text) if text == "<<" => {
                        let fault = Fault::new(key.place, "merge keys (`<<`) are not used here");
                        self.faults.push(fault.hint("write the keys out"));
                    }
                    Value::Text(text) => {
                        entries.push((Name { value: text, place: key.place }, node));
                    }
                    Value::Refused => {}
                    _ => self.faults.push(Fault::new(key.place, "a key must be a word")),
                },
            },
        }
    }

    /// Hands over a document, unless that is done.
    fn root(&mut self, node: Node) {
        if !matches!(node.value, Value::Null) {
            self.held = Held::Something;
        }
        let done = self.apart && matches!(node.value, Value::Null | Value::List(_));
        if !done {
            (self.take)(node);
        }
    }

    /// The entries whose key was not given before; the others are reported.
    fn each_once(&mut self, entries: Vec<(Name, Node)>) -> Vec<(Name, Node)> {
        if entries.len() <= FEW && distinct(&entries) {
            return entries;
        }
        let mut first: HashMap<&str, u32> = HashMap::with_capacity(entries.len());
        let mut again = HashSet::new();
        for (index, (key, _)) in entries.iter().enumerate() {
            if let Some(line) = first.get(&*key.value) {
                let fault = Fault::new(key.place, format!("`{}` is given twice", key.value));
                self.faults.push(fault.hint(format!("it is first given in line {line}")));
                again.insert(index);
            } else {
                first.insert(&key.value, key.place.line);
            }
        }
        let kept = entries.into_iter().enumerate().filter(|(index, _)| !again.contains(index));
        kept.map(|(_, entry)| entry).collect()
    }

    fn place(&self, span: &Span) -> Place {
        let one_line = span.start.line() == span.end.line();
        let width = if one_line { span.end.col().saturating_sub(span.start.col()) } else { 1 };
        Place {
            file: self.file,
            line: narrow(span.start.line()),
            column: narrow(span.start.col() + 1),
            width: narrow(width.max(1)),
        }
    }
}

/// Whether no key is given twice, by comparing each with each.
fn distinct(entries: &[(Name, Node)]) -> bool {
    let mut rest = entries;
    while let [(key, _), others @ ..] = rest {
        if others.iter().any(|(other, _)| other.value == key.value) {
            return false;
        }
        rest = others;
    }
    true
}

fn bytes(span: &Span) -> Range<usize> {
    let offset = |mark: Marker| mark.byte_offset().unwrap_or_default();
    offset(span.start)..offset(span.end)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
