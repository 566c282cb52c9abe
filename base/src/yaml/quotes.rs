//! Finds the quote that was left open where a syntax fault shows only later.

use crate::diagnostic::{Fault, Place};
use serde_yaml::granit_parser::{ErrorKind, ScanError};

/// What to do about an open quote.
const HINT: &str = "close it, or indent the further lines of the text";

/// The fault of a quote that is not closed, at that quote; none if the error is of another kind. `parsed` is how many
/// bytes of the text were understood.
pub(super) fn find_open_quote(
    text: &str,
    file: u32,
    error: &ScanError,
    parsed: usize,
) -> Option<Fault> {
    let found = error.marker().byte_offset()?;
    let open = match error.kind() {
        ErrorKind::UnclosedQuotedScalar => found,
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::DocumentIndicatorInQuotedScalar => {
            last_quoted(text, parsed, found)?.0
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            let (open, close) = last_quoted(text, parsed, found)?;
            let within = text.get(open + 1..close.filter(|close| *close > open)?)?;
            // A quote behind a gap or an opening bracket does not close a text, but begins the next.
            within.ends_with([' ', ':', ',', '[', '{', '\n']).then_some(open)?
        }
        _ => return None,
    };
    let before = text.get(..open)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = Place { file, line: super::to_u32(line), column: super::to_u32(column), width: 1 };
    Some(Fault::new(place, "not YAML: this quote is not closed").hint(HINT))
}

/// Where the last quoted text between two places begins, and its closing quote if that is there.
fn last_quoted(text: &str, from: usize, until: usize) -> Option<(usize, Option<usize>)> {
    let mut rest = text.get(from..until)?.char_indices().peekable();
    let mut last = None;
    // The last character of the line that is no space; nothing at its beginning.
    let (mut before, mut gap) = (None, true);
    while let Some((at, c)) = rest.next() {
        let begins = gap && before.is_none_or(|it| ":-?,[{".contains(it))
            || "[{,".contains(before.unwrap_or(' '));
        match c {
            '"' | '\'' if begins => {
                let mut close = None;
                while let Some((inner, next)) = rest.next() {
                    if next == '\\' && c == '"' {
                        rest.next();
                    } else if next == c && rest.next_if(|(_, it)| c == '\'' && *it == c).is_none() {
                        close = Some(from + inner);
                        break;
                    }
                }
                last = Some((from + at, close));
                (before, gap) = (Some(c), false);
            }
            '#' if gap => while rest.next_if(|(_, it)| *it != '\n').is_some() {},
            '\n' => (before, gap) = (None, true),
            c if c.is_whitespace() => gap = true,
            c => (before, gap) = (Some(c), false),
        }
    }
    last
}
