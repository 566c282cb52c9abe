//! Which keys of a YAML file stand above a place, and whether a value is awaited there. The lines around it tell, so that a
//! file may be unfinished.

use std::ops::Range;

/// Where the cursor is: the keys above it, outermost first, and whether a value of the last is awaited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CursorContext {
    pub(super) keys: Vec<String>,
    pub(super) awaits_value: bool,
    pub(super) typed: Range<usize>,
}

/// Reads the lines up to a byte.
pub(super) fn read_context(text: &str, at: usize) -> CursorContext {
    let before = text.get(..at).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(line_start..).unwrap_or_default();
    // A hyphen that begins an item is no word.
    let words = line.trim_end_matches(is_part).len();
    let head_end = match line.get(words..) {
        Some("-") if line.trim() == "-" => line.len(),
        _ => words,
    };
    let typed = line_start + head_end..at;
    let head = line.get(..head_end).unwrap_or_default();
    let (indent, rest) = split_indent(head);
    let mut keys = find_keys_above(before.get(..line_start).unwrap_or_default(), indent);
    let awaits_value = read_flow(rest, &mut keys);
    CursorContext { keys, awaits_value, typed }
}

/// How far a line is indented, hyphens of items taken along, and the rest of it.
fn split_indent(line: &str) -> (usize, &str) {
    let mut rest = line;
    loop {
        let shorter = rest.trim_start_matches([' ', '\u{feff}']);
        let shorter = match shorter.strip_prefix('-') {
            Some(after) if after.is_empty() || after.starts_with(' ') => after,
            _ => shorter,
        };
        if shorter.len() == rest.len() {
            return (line.len() - rest.len(), rest);
        }
        rest = shorter;
    }
}

/// The keys of the lines above that are indented less and less, outermost first.
fn find_keys_above(before: &str, indent: usize) -> Vec<String> {
    let (mut keys, mut indent) = (vec![], indent);
    for line in before.lines().rev() {
        let (own, rest) = split_indent(line.trim_end());
        if rest.is_empty() || rest.starts_with('#') || own >= indent {
            continue;
        }
        // Only a key whose value stands below it is above.
        if let Some((key, value)) = rest.split_once(':')
            && value.trim().is_empty()
        {
            keys.push(unquote(key));
        }
        indent = own;
        // An item of the outermost list begins an entry.
        if own == 0 || line.trim_start_matches('\u{feff}').starts_with('-') {
            break;
        }
    }
    keys.reverse();
    keys
}

/// Reads the rest of a line, with its brackets; whether a value of the last key is awaited.
fn read_flow(rest: &str, keys: &mut Vec<String>) -> bool {
    let mut awaits_value = keys.is_empty().then_some(false);
    let (mut word, mut quote) = (String::new(), None);
    // For each open bracket, how many keys there were before it, and whether it is a list's.
    let mut open: Vec<(usize, bool)> = vec![];
    let mut own = 0;
    let outer = keys.len();
    for c in rest.chars() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => word.push(c),
            (None, '"' | '\'') if word.trim().is_empty() => quote = Some(c),
            (None, ':') => {
                keys.push(word.trim().to_owned());
                own += 1;
                word.clear();
                awaits_value = Some(true);
            }
            (None, '{' | '[') => {
                open.push((keys.len(), c == '['));
                word.clear();
                awaits_value = Some(c == '[');
            }
            (None, '}' | ']') => {
                if let Some((before, _)) = open.pop() {
                    keys.truncate(before.saturating_sub(1).max(outer));
                }
                awaits_value = Some(false);
            }
            (None, ',') => {
                if let Some((before, is_list)) = open.last() {
                    keys.truncate(*before);
                    awaits_value = Some(*is_list);
                }
                word.clear();
            }
            (None, c) => word.push(c),
        }
    }
    // A bare item of a list is a value of the key above it, until a colon follows.
    awaits_value.unwrap_or(own == 0 && is_list_key(keys.last()))
}

/// Whether what stands below a key without a key of its own is a value.
fn is_list_key(key: Option<&String>) -> bool {
    let lists = ["by", "denied-by", "with", "replaced-by", "schemes", "allow", "rules", "excludes"];
    key.is_some_and(|key| lists.contains(&&**key))
}

fn unquote(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys above a cursor at `|`, what is typed, and whether a value is awaited.
    fn read(text: &str) -> (String, String, bool) {
        let at = text.find('|').unwrap();
        let context = read_context(text, at);
        let typed = text.get(context.typed).unwrap().to_owned();
        (context.keys.join(" "), typed, context.awaits_value)
    }

    fn told(keys: &str, typed: &str, awaits_value: bool) -> (String, String, bool) {
        (keys.to_owned(), typed.to_owned(), awaits_value)
    }

    #[test]
    fn the_lines_above_tell_what_is_awaited() {
        assert_eq!(read("- id: a\n  ki|"), told("", "ki", false));
        assert_eq!(read("- id: a\n  kind: ma|"), told("kind", "ma", true));
        assert_eq!(read("- id: a\n  facets:\n    gr|"), told("facets", "gr", false));
        assert_eq!(read("- id: a\n  facets:\n    ground: |"), told("facets ground", "", true));
        assert_eq!(
            read("- id: a\n  facets:\n    ground:\n      - value: t|"),
            told("facets ground value", "t", true)
        );
        assert_eq!(
            read("- id: a\n  relations:\n    needs:\n      - concept: x\n        b|"),
            told("relations needs", "b", false)
        );
        assert_eq!(
            read("- id: a\n  relations:\n    subset-of: road-b|"),
            told("relations subset-of", "road-b", true)
        );
    }

    #[test]
    fn brackets_of_one_line_tell_it_too() {
        assert_eq!(read("- {id: a, kind: |"), told("kind", "", true));
        assert_eq!(read("- {id: a, k|"), told("", "k", false));
        assert_eq!(
            read("- id: a\n  relations: {subset-of: {concept: b, by: [x, l|"),
            told("relations subset-of by", "l", true)
        );
        assert_eq!(
            read("- id: a\n  synonyms:\n    - {text: \"a, b: c\", by: lo|"),
            told("synonyms by", "lo", true)
        );
        assert_eq!(read("- id: a\n  by:\n    - l|"), told("by", "l", true));
        assert_eq!(read("- |"), told("", "", false));
    }
}
