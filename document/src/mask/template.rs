//! Finds template tags: Hugo's shortcodes, Liquid and Jinja tags, attribute lists, MDX, and comments of `Obsidian`.

use super::FILLER;
use memchr::memmem::Finder;
use std::{borrow::Cow, ops::Range};

/// A kind of tag.
struct TagKind {
    open: &'static str,
    close: &'static str,
    /// How far it may reach.
    reach: Reach,
    /// Whether it may hold a backtick. Elsewhere that is the end of code in which a tag is only named.
    backtick: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Line,
    Paragraph,
    File,
}

/// The kinds of tags, of those with a common beginning the longest first.
const KINDS: &[TagKind] = &[
    TagKind { open: "{{<", close: ">}}", reach: Reach::File, backtick: true },
    TagKind { open: "{{%", close: "%}}", reach: Reach::File, backtick: true },
    TagKind { open: "{{", close: "}}", reach: Reach::Paragraph, backtick: false },
    TagKind { open: "{%", close: "%}", reach: Reach::Paragraph, backtick: false },
    TagKind { open: "{/*", close: "*/}", reach: Reach::File, backtick: true },
    TagKind { open: "{# ", close: "#}", reach: Reach::Paragraph, backtick: false },
    TagKind { open: "{:", close: "}", reach: Reach::Line, backtick: false },
    TagKind { open: "%%", close: "%%", reach: Reach::Paragraph, backtick: false },
];

/// The tags of a text, and the lines with which MDX imports and exports, in order.
pub(super) fn find_tags(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = find_modules(text);
    if memchr::memchr2(b'{', b'%', bytes).is_none() {
        return found;
    }
    let mut closers: Vec<Closer<'_>> = KINDS.iter().map(|kind| Closer::new(kind.close)).collect();
    let (mut blank, mut line) = (Closer::new("\n\n"), Closer::new("\n"));
    let (mut crlf, mut tick) = (Closer::new("\r\n\r\n"), Closer::new("`"));
    let mut done = 0;
    for at in memchr::memchr2_iter(b'{', b'%', bytes) {
        if at < done {
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let kind =
            KINDS.iter().zip(&mut closers).find(|(it, _)| rest.starts_with(it.open.as_bytes()));
        let Some((kind, closer)) = kind else { continue };
        let inside = at + kind.open.len();
        let Some(close) = closer.find_from(bytes, inside) else { continue };
        let limit = match kind.reach {
            Reach::Line => line.find_from(bytes, inside),
            Reach::Paragraph => {
                let ends = [blank.find_from(bytes, inside), crlf.find_from(bytes, inside)];
                ends.into_iter().flatten().min()
            }
            Reach::File => None,
        };
        let code = match kind.backtick {
            true => None,
            false => tick.find_from(bytes, inside),
        };
        let percents = kind.open == "%%" && !stands_alone(bytes, at, inside);
        if limit.is_some_and(|at| at < close) || code.is_some_and(|at| at < close) || percents {
            continue;
        }
        done = close + kind.close.len();
        found.push(at..done);
    }
    found
}

/// Whether `%%` begins something: it is no end of a word or number.
fn stands_alone(bytes: &[u8], at: usize, behind: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let free = before.is_none_or(|byte| byte.is_ascii_whitespace() || b"([".contains(byte));
    free && bytes.get(behind) != Some(&b'%')
}

/// Where a text is next, from places that only grow: the whole source is searched once.
struct Closer<'n> {
    finder: Finder<'n>,
    /// The last find, and from where it is the first one.
    known: Option<(usize, Option<usize>)>,
}

impl<'n> Closer<'n> {
    fn new(needle: &'n str) -> Self {
        Self { finder: Finder::new(needle), known: None }
    }

    fn find_from(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        match self.known {
            Some((since, at)) if since <= from && at.is_none_or(|at| at >= from) => at,
            _ => {
                let found = self.finder.find(bytes.get(from..)?).map(|at| from + at);
                self.known = Some((from, found));
                found
            }
        }
    }
}

/// The lines of MDX that import and export, each up to a blank line.
fn find_modules(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let holds = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    if !holds("import ") && !holds("export ") {
        return found;
    }
    let (mut at, mut after_blank, mut open) = (0, true, None);
    let part = |start: usize, end: usize| {
        let lines = text.get(start..end).unwrap_or_default();
        start..start + lines.trim_end().len()
    };
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank {
            found.extend(open.take().map(|start| part(start, at)));
        } else if after_blank && is_module_line(line) {
            open = Some(at);
        }
        after_blank = blank;
        at += line.len();
    }
    found.extend(open.map(|start| part(start, at)));
    found
}

fn is_module_line(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("import ") {
        let quoted = |text: &str| text.trim_start().starts_with(['\'', '"']);
        return quoted(rest) || rest.split_once(" from ").is_some_and(|(_, from)| quoted(from));
    }
    line.strip_prefix("export ").is_some_and(|rest| {
        let keyword = ["default ", "function ", "class ", "async ", "{", "* from "];
        let binding = ["const ", "let ", "var "].iter().find_map(|word| rest.strip_prefix(word));
        keyword.iter().any(|word| rest.starts_with(word))
            || binding.is_some_and(|rest| rest.contains('='))
    })
}

/// Makes an attribute of JSX, `a={b > c}`, one of HTML, `a="xxxxx"`, so that its tag is known as one; where
/// they were.
pub(super) fn quote_attributes(text: &mut Cow<'_, str>) -> Vec<Range<usize>> {
    let mut edits: Vec<Range<usize>> = vec![];
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memmem::find_iter(bytes, "={") {
        if at < done || !is_in_tag(bytes, at) {
            continue;
        }
        let end = find_brace_end(bytes, at + 1);
        edits.extend(end.map(|end| at + 1..end));
        // Where one is not closed, those behind it are not looked for either.
        done = end.unwrap_or(at + MAX_TAG_BYTES);
    }
    if edits.is_empty() {
        return edits;
    }
    let mut bytes = std::mem::take(text).into_owned().into_bytes();
    for edit in &edits {
        if let Some([first, inner @ .., last]) = bytes.get_mut(edit.clone()) {
            inner.fill(FILLER);
            (*first, *last) = (b'"', b'"');
        }
    }
    // Whole characters were overwritten with ASCII.
    *text = String::from_utf8(bytes).unwrap_or_default().into();
    edits
}

/// How far an attribute's tag is looked for, and the end of its braces.
const MAX_TAG_BYTES: usize = 4096;

/// Whether a place is within a tag of a component, `<Tag …`.
fn is_in_tag(bytes: &[u8], at: usize) -> bool {
    let start = at.saturating_sub(MAX_TAG_BYTES);
    let before = bytes.get(start..at).unwrap_or_default();
    let Some(open) = memchr::memrchr(b'<', before) else { return false };
    let tag = before.get(open + 1..).unwrap_or_default();
    tag.first().is_some_and(u8::is_ascii_alphabetic)
}

/// Behind the brace that closes the one at a place.
fn find_brace_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in bytes.get(open..)?.iter().take(MAX_TAG_BYTES).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(open + offset + 1);
        }
    }
    None
}
