//! Formats and parses cells: several values in one cell, and a guard against spreadsheet formulas.

use cxterms_base::text::normalize_paragraphs;
use std::borrow::Cow;

/// Between several values in one cell.
const VALUE_SEPARATOR: &str = " | ";

/// With what a spreadsheet begins a formula; the wide ones count where such signs are typed.
pub(super) const FORMULA_SIGNS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What stands in a cell that holds nothing, in small letters.
const SIGNS_OF_NOTHING: [&str; 10] =
    ["-", "--", "–", "—", "n/a", "n.a.", "n. a.", "#n/a", "k. a.", "k.a."];

/// The same in words, which may be texts where a cell holds no names.
const WORDS_OF_NOTHING: [&str; 11] = [
    "none", "null", "nil", "keine", "keiner", "keines", "aucun", "aucune", "ninguno", "ninguna",
    "(none)",
];

/// How many words a name has at most that stands in a list.
const MAX_WORDS_IN_LIST: usize = 5;

/// A text as a cell: behind an apostrophe where a spreadsheet would reckon or a reader see nothing, or where it has one
/// already before such a text.
pub(crate) fn guard_text(text: &str) -> Cow<'_, str> {
    if is_guarded(text) {
        return format!("'{text}").into();
    }
    text.into()
}

/// Whether a text stands behind an apostrophe in a cell, any number of which it may begin with itself.
fn is_guarded(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(FORMULA_SIGNS) || is_nothing(bare, true)
}

/// Whether a cell says that it holds nothing: by a sign or, if `words` may, by a word.
pub(super) fn is_nothing(cell: &str, words: bool) -> bool {
    let plain = cell.trim().to_lowercase();
    SIGNS_OF_NOTHING.contains(&&*plain) || words && WORDS_OF_NOTHING.contains(&&*plain)
}

/// The text that [`guard_text`] made a cell.
pub(super) fn unguard_text(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'');
    bare.filter(|bare| is_guarded(bare)).unwrap_or(cell)
}

/// Several values as one text; a line break within one stands behind a backslash too.
pub(super) fn join_values<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let escaped = |value: &str| {
        let value = value.replace('\\', "\\\\").replace('|', "\\|").replace(';', "\\;");
        value.replace('\n', "\\\n")
    };
    values.into_iter().map(escaped).collect::<Vec<_>>().join(VALUE_SEPARATOR)
}

/// Several names as one text. Where no `|` stands, a comma might be taken to stand between names.
pub(super) fn join_names<'v>(names: impl IntoIterator<Item = &'v str>) -> String {
    join_values(names).replace(',', "\\,")
}

/// The values of a text: between them stands `|`, a line break or one of `also`, unless a backslash stands before it.
pub(super) fn split_values(text: &str, also: &[char]) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.peek().copied().filter(|next| "\\|;,\r\n".contains(*next));
        let ends = c == '|' || c == '\n' || c == '\r' || also.contains(&c);
        match values.last_mut() {
            Some(value) if c == '\\' => {
                value.push(escaped.and_then(|_| chars.next()).unwrap_or(c));
                // Windows ends a line with two characters.
                value.extend(chars.next_if(|next| escaped == Some('\r') && *next == '\n'));
            }
            Some(value) if !ends => value.push(c),
            _ => values.push(String::new()),
        }
    }
    values.iter().map(|value| collapse_lines(value)).filter(|value| !value.is_empty()).collect()
}

/// A text as a corpus holds it, with its paragraphs.
pub(super) fn collapse_lines(text: &str) -> String {
    match text.trim().contains(['\n', '\r']) {
        true => normalize_paragraphs(text),
        false => collapse_spaces(text),
    }
}

/// Whether a cell may hold names with commas between them, or one name without any.
pub(super) fn may_be_comma_list(cell: &str) -> bool {
    let plain = !cell.contains(['|', ';', '\n', '\\', '(', ')', '"']);
    let mut parts = cell.split(',');
    let short = |part: &str| (1..=MAX_WORDS_IN_LIST).contains(&part.split_whitespace().count());
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let decimal = cell.match_indices(',').any(|(at, _)| {
        let (before, after) = (cell.get(..at), cell.get(at + 1..));
        number(before.and_then(|it| it.chars().next_back()))
            && number(after.and_then(|it| it.chars().next()))
    });
    !cell.contains(',') || plain && !decimal && parts.all(short)
}

/// A text in one line: line breaks and indents are those of the cell, not of what it says.
pub(super) fn collapse_spaces(text: &str) -> String {
    let text = text.trim();
    let plain = |word: &str| !word.is_empty() && !word.contains(['\n', '\r', '\t']);
    match text.split(' ').all(plain) {
        true => text.to_owned(),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does_and_all_are_read_back() {
        for text in [
            "=1+1", "+a", "-a", "@a", "\ta", "＝a", "'=a", "''-a", "'a", "a=b", "'", "", "n/a",
            "'None",
        ] {
            let cell = guard_text(text);
            assert!(!cell.starts_with(FORMULA_SIGNS), "{text}");
            assert_eq!(unguard_text(&cell), text);
        }
    }

    #[test]
    fn several_values_are_told_apart_again() {
        let values = ["a", "b; c", "d | e", "f\\", "\\|g", "h\\;", "i\n\nj\\\n\n- k"];
        assert_eq!(split_values(&join_values(values), &[';']), values);
        assert_eq!(split_values(&join_values(values), &[]), values);
        assert_eq!(split_values("a; b|c\nd ;;\\; e\\f", &[';']), ["a", "b", "c", "d", "; e\\f"]);
        assert_eq!(split_values("One; still one.\nTwo.", &[]), ["One; still one.", "Two."]);
    }
}
