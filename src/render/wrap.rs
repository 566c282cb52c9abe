//! Wraps prose to a width and keeps the roles of its parts.

use super::breaks::split_unspaced;
use cxterms_base::text;
use cxterms_page::{Prose, Role};
use std::{borrow::Cow, ops::Range};
use textwrap::{
    core::{Fragment, display_width},
    wrap_algorithms::wrap_first_fit,
};

/// No piece of a word that had to be cut is narrower, however narrow a line is.
const MIN_PIECE_COLUMNS: usize = 8;

/// Prose cut at its spaces and where scripts without spaces allow it, safe to print.
#[derive(Debug, Default)]
pub(super) struct ProseWords<'p> {
    /// The roles and texts, those of one word after the other.
    parts: Vec<(Role, Cow<'p, str>)>,
    words: Vec<ProseWord>,
}

/// What is never broken, of one role or several: which parts, how many columns, and how many spaces follow.
#[derive(Debug)]
pub(super) struct ProseWord {
    parts: Range<usize>,
    width: usize,
    gap: usize,
}

/// What stands between things in a row, and begins no line.
pub(super) const SEPARATOR: &str = "·";

impl Fragment for ProseWord {
    #[expect(clippy::cast_precision_loss, reason = "a word's width is far below 2^52")]
    fn width(&self) -> f64 {
        self.width as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "there is one space, or none")]
    fn whitespace_width(&self) -> f64 {
        self.gap as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl<'p> ProseWords<'p> {
    /// Cuts prose where a line may end.
    pub(super) fn split_prose(prose: &'p Prose<'p>) -> Self {
        // English words have some five letters.
        let likely = prose.0.iter().map(|(_, text)| text.len()).sum::<usize>() / 5 + prose.0.len();
        let mut words =
            Self { parts: Vec::with_capacity(likely), words: Vec::with_capacity(likely) };
        let mut broken = true;
        for (role, text) in &prose.0 {
            if is_blank(text) {
                broken |= !text.is_empty();
                continue;
            }
            match text::to_safe(text) {
                // A command is copied: it is broken only where no line holds it.
                safe if *role == Role::Command => {
                    let width = display_width(&safe);
                    words.push_part(*role, safe, width, broken);
                    broken = false;
                }
                Cow::Borrowed(safe) => words.split_text(*role, safe, &mut broken, Cow::Borrowed),
                Cow::Owned(safe) => {
                    words.split_text(*role, &safe, &mut broken, |part| Cow::Owned(part.to_owned()));
                }
            }
        }
        words
    }

    /// The same of a label that heads what follows.
    pub(super) fn split_heading(prose: &'p Prose<'p>) -> Self {
        let mut words = Self::split_prose(prose);
        for (role, _) in &mut words.parts {
            *role = head_role(*role);
        }
        words
    }

    fn split_text<'t>(
        &mut self,
        role: Role,
        text: &'t str,
        broken: &mut bool,
        own: impl Fn(&'t str) -> Cow<'p, str>,
    ) {
        for (index, part) in text.split(' ').enumerate() {
            *broken |= index > 0;
            if part.is_empty() {
                continue;
            }
            if part == SEPARATOR && !self.words.is_empty() {
                self.push_part(role, Cow::Borrowed(" ·"), 2, false);
                *broken = false;
                continue;
            }
            if part.is_ascii() {
                self.push_part(role, own(part), part.len(), *broken);
            } else {
                for (at, piece) in split_unspaced(part).enumerate() {
                    match self.words.last_mut() {
                        Some(word) if at > 0 => word.gap = 0,
                        _ => {}
                    }
                    self.push_part(role, own(piece), display_width(piece), *broken || at > 0);
                }
            }
            *broken = false;
        }
    }

    /// Adds a part to the last word, or as a word of its own.
    fn push_part(&mut self, role: Role, part: Cow<'p, str>, width: usize, alone: bool) {
        self.parts.push((role, part));
        let end = self.parts.len();
        match self.words.last_mut() {
            Some(word) if !alone => {
                word.parts.end = end;
                word.width += width;
            }
            _ => self.words.push(ProseWord { parts: end - 1..end, width, gap: 1 }),
        }
    }

    /// The same, with words that are wider than a line cut so that none is; addresses, digests and commands stay
    /// whole, to be copied.
    pub(super) fn fit_into(mut self, width: Option<usize>) -> Self {
        let Some(width) = width.map(|width| width.max(MIN_PIECE_COLUMNS)) else { return self };
        if self.words.iter().all(|word| word.width <= width) {
            return self;
        }
        let parts = std::mem::take(&mut self.parts);
        for word in std::mem::take(&mut self.words) {
            let own = parts.get(word.parts.clone()).unwrap_or_default();
            let copied = |(role, text): &(Role, Cow<'_, str>)| {
                *role == Role::Command
                    || text.contains(|c: char| ":/".contains(c) || c.is_ascii_digit())
            };
            let whole = word.width <= width || own.iter().any(copied);
            for (at, (role, text)) in own.iter().enumerate() {
                if *role == Role::Command && word.width > width {
                    for (index, piece) in text.trim_matches(' ').split(' ').enumerate() {
                        let piece = Cow::Owned(piece.to_owned());
                        let columns = display_width(&piece);
                        self.push_part(*role, piece, columns, at == 0 || index > 0);
                    }
                    continue;
                }
                if whole {
                    self.push_part(*role, text.clone(), display_width(text), at == 0);
                    continue;
                }
                for piece in cut_to_width(text, width) {
                    let columns = display_width(piece);
                    let joined =
                        self.words.last().is_some_and(|last| last.width + columns <= width);
                    let alone = at == 0 && piece.as_ptr() == text.as_ptr() || !joined;
                    self.push_part(*role, Cow::Owned(piece.to_owned()), columns, alone);
                    if let Some(last) = self.words.last_mut() {
                        last.gap = 0;
                    }
                }
            }
            if let Some(last) = self.words.last_mut() {
                last.gap = word.gap;
            }
        }
        self
    }

    /// The columns that they take in one line.
    pub(super) fn columns(&self) -> usize {
        let columns = self.words.iter().map(|word| word.width + word.gap).sum::<usize>();
        columns - self.words.last().map_or(0, |word| word.gap)
    }

    /// The words of each line; without a width all are in one.
    #[expect(clippy::cast_precision_loss, reason = "a line's width is far below 2^52")]
    pub(super) fn wrap_lines(&self, width: Option<usize>) -> Vec<&[ProseWord]> {
        match width {
            Some(width) if width < self.columns() => {
                wrap_first_fit(&self.words, &[width.max(1) as f64])
            }
            _ => vec![&self.words],
        }
    }

    /// The parts of a line, each with whether a space stands before it.
    pub(super) fn line_parts<'s>(
        &'s self,
        line: &'s [ProseWord],
    ) -> impl Iterator<Item = (bool, Role, &'s str)> {
        let gaps = std::iter::once(0).chain(line.iter().map(|word| word.gap));
        line.iter().zip(gaps).flat_map(move |(word, gap)| {
            let parts = self.parts.get(word.parts.clone()).unwrap_or_default();
            parts
                .iter()
                .enumerate()
                .map(move |(at, (role, text))| (gap > 0 && at == 0, *role, &**text))
        })
    }
}

/// What a part of a label is that heads what follows.
pub(super) fn head_role(role: Role) -> Role {
    if role == Role::Label { Role::Strong } else { role }
}

/// Whether a text has no word, so that no line is begun for it.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ')
}

/// The pieces of a text, each as wide as a line at most.
fn cut_to_width(text: &str, width: usize) -> Vec<&str> {
    let (mut pieces, mut start, mut columns) = (vec![], 0, 0);
    for (at, c) in text.char_indices() {
        let own = display_width(c.encode_utf8(&mut [0; 4]));
        if columns + own > width && at > start {
            pieces.extend(text.get(start..at));
            (start, columns) = (at, 0);
        }
        columns += own;
    }
    pieces.extend(text.get(start..));
    pieces
}

/// The columns that prose takes in one line.
pub(super) fn prose_columns(prose: &Prose<'_>) -> usize {
    ProseWords::split_prose(prose).columns()
}

/// How many lines prose takes in a width.
pub(super) fn count_wrapped_lines(prose: &Prose<'_>, width: usize) -> usize {
    let mut tally = WordTally { width, lines: 1, used: 0, word: None };
    match tally.add_prose(prose) {
        Some(()) => tally.lines,
        None => {
            let words = ProseWords::split_prose(prose).fit_into(Some(width));
            words.wrap_lines(Some(width)).len()
        }
    }
}

/// Lines filled word by word, as long as every word fits into a line and nothing needs escapes.
struct WordTally {
    width: usize,
    lines: usize,
    /// The columns of the last line that are taken, the space behind its last word among them.
    used: usize,
    /// The columns of the word at hand, which may go on.
    word: Option<usize>,
}

impl WordTally {
    /// Adds the words of prose; none where that is not told so simply.
    fn add_prose(&mut self, prose: &Prose<'_>) -> Option<()> {
        if self.width < MIN_PIECE_COLUMNS {
            return None;
        }
        let mut broken = true;
        for (role, text) in &prose.0 {
            if is_blank(text) {
                broken |= !text.is_empty();
                continue;
            }
            if *role == Role::Command {
                self.add_part(count_plain_columns(text)?, broken)?;
                broken = false;
                continue;
            }
            let bytes = text.as_bytes();
            let mut start = 0;
            while start <= bytes.len() {
                let rest = bytes.get(start..).unwrap_or_default();
                let length = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
                let part = rest.get(..length).unwrap_or_default();
                broken |= start > 0;
                start += length + 1;
                if part.is_empty() {
                    continue;
                }
                if part.iter().all(u8::is_ascii_graphic) {
                    self.add_part(length, broken)?;
                } else if part == SEPARATOR.as_bytes() && (self.word.is_some() || self.used > 0) {
                    self.add_part(2, false)?;
                } else {
                    let part = text.get(start - length - 1..start - 1)?;
                    self.add_part(count_plain_columns(part)?, broken)?;
                }
                broken = false;
            }
        }
        self.end_word();
        Some(())
    }

    /// Adds a part to the word at hand, or as the beginning of another.
    fn add_part(&mut self, columns: usize, alone: bool) -> Option<()> {
        let word = match self.word {
            Some(word) if !alone => word + columns,
            _ => {
                self.end_word();
                columns
            }
        };
        self.word = Some(word);
        (word <= self.width).then_some(())
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        if self.used > 0 && self.used + word > self.width {
            self.lines += 1;
            self.used = 0;
        }
        self.used += word + 1;
    }
}

/// The columns of a part of a word; none where it needs escapes or a line may end in it.
fn count_plain_columns(part: &str) -> Option<usize> {
    if part.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Some(part.len());
    }
    let plain = |c: char| matches!(c, ' '..'\u{7f}' | '\u{a0}'..'\u{300}' | '\u{2010}'..'\u{2028}');
    part.chars().all(plain).then(|| display_width(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of prose of one role in a width.
    fn lines(text: &str, role: Role, width: usize) -> Vec<String> {
        let prose = Prose::of(role, text.to_owned());
        let words = ProseWords::split_prose(&prose).fit_into(Some(width));
        let lines = words.wrap_lines(Some(width));
        let line = |line: &&[ProseWord]| {
            let parts = words.line_parts(line);
            let parts =
                parts.map(|(gap, _, text)| if gap { format!(" {text}") } else { text.to_owned() });
            parts.collect::<String>()
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn a_command_is_broken_only_where_no_line_holds_it() {
        let command = |text: &'static str| Prose::of(Role::Command, text);
        let two = command("tool ask one").plain(" · ").and(Role::Command, "tool ask other");
        let words = ProseWords::split_prose(&two).fit_into(Some(20));
        let widths: Vec<_> = words.words.iter().map(|word| word.width).collect();
        assert_eq!(widths, [14, 14]);
        assert_eq!(lines("tool ask one", Role::Command, 12), ["tool ask one"]);
        assert_eq!(lines("tool ask one", Role::Command, 10), ["tool ask", "one"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut_and_others_are_not() {
        let text = "an incomprehensibilities-laden word";
        assert_eq!(
            lines(text, Role::Plain, 12),
            ["an", "incomprehens", "ibilities-la", "den word"]
        );
        assert_eq!(lines(text, Role::Plain, 28), ["an", "incomprehensibilities-laden", "word"]);
        assert_eq!(lines("a ěěěěěěěěěě", Role::Plain, 8), ["a", "ěěěěěěěě", "ěě"]);
        for (copied, role) in [
            ("https://example.org/long/path", Role::Plain),
            ("--according-to-somebody", Role::Command),
        ] {
            assert_eq!(lines(copied, role, 10), [copied]);
        }
    }
}
