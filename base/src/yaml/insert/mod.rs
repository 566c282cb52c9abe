//! Inserts into YAML files, and leaves every other character as it is: entries under an outermost key, and more into the
//! entries of concepts.

mod addition;
mod entries;
mod items;
mod replace;
mod splices;
#[cfg(test)]
mod tests;

use super::{NodeValue, YamlNode, YamlValue, parse_document, write::write_in_one_line};
use crate::diagnostic::{Name, Place};

pub use addition::{ItemChange, YamlAddition};
pub use entries::{EditedFile, FileEntry, add_to_entries, list_entries};

/// The text of a file with more entries under one of its keys, behind those that are there; none where it has faults, or
/// is written so that no line is free for them.
///
/// `lines` are the entries as they are to stand there, not indented, and `entries` what they say: the result is read again
/// and compared.
pub fn insert_entries(
    text: &str,
    key: &str,
    lines: &[String],
    entries: &[(String, YamlValue)],
) -> Option<String> {
    if entries.is_empty() {
        return Some(text.to_owned());
    }
    let plain = text.trim_start_matches('\u{feff}');
    let old = parse_keys(plain)?;
    let grown = insert_lines(plain, &old, key, (lines, entries))?;
    let mut expected: Vec<_> = old.iter().map(to_pair).collect::<Option<_>>()?;
    let section = match expected.iter_mut().position(|(name, _)| name == key) {
        Some(at) => expected.get_mut(at),
        None => {
            expected.push((key.to_owned(), YamlValue::Map(vec![])));
            expected.last_mut()
        }
    };
    match section {
        Some((_, YamlValue::Map(known))) => known.extend(entries.iter().cloned()),
        _ => return None,
    }
    let now: Vec<_> = parse_keys(&grown)?.iter().map(to_pair).collect::<Option<_>>()?;
    let mark = text.get(..text.len() - plain.len())?;
    is_same_value(&YamlValue::Map(now), &YamlValue::Map(expected)).then(|| mark.to_owned() + &grown)
}

/// The outermost keys of a file, each with what it holds; none if the file has faults or is no map.
fn parse_keys(text: &str) -> Option<Vec<(Name, YamlNode)>> {
    match parse_root(text)?.value {
        NodeValue::Null => Some(vec![]),
        NodeValue::Map(keys) => Some(keys),
        _ => None,
    }
}

/// What a file holds, null if nothing; none if it has faults or several documents.
fn parse_root(text: &str) -> Option<YamlNode> {
    let (roots, faults) = parse_document(0, text.as_bytes());
    let mut roots = roots.into_iter().filter(|root| !matches!(root.value, NodeValue::Null));
    let nothing = || {
        let (value, place) = (NodeValue::Null, Place::default());
        YamlNode { value, place, bytes: 0..0, block: false }
    };
    match (faults.is_empty(), roots.next(), roots.next()) {
        (true, root, None) => Some(root.unwrap_or_else(nothing)),
        _ => None,
    }
}

/// Puts lines where the entries under a key end.
fn insert_lines(
    text: &str,
    keys: &[(Name, YamlNode)],
    name: &str,
    (lines, new): (&[String], &[(String, YamlValue)]),
) -> Option<String> {
    let margin = keys.first().map_or(0, |(key, _)| column_index(key.place));
    let Some(index) = keys.iter().position(|(key, _)| key.value == name) else {
        let head = format!("{}{name}:", " ".repeat(margin));
        let lines = [vec![head], indent_lines(lines, margin + 2)].concat();
        return Some(splice_lines(text, usize::MAX, &lines));
    };
    let (key, known) = keys.get(index)?;
    let NodeValue::Map(entries) = &known.value else { return None };
    let first_line = key.place.line as usize;
    let Some((first, _)) = entries.first() else {
        let opened = without_braces(text, known.place)?;
        return Some(splice_lines(&opened, first_line, &indent_lines(lines, margin + 2)));
    };
    if !known.block {
        return insert_in_braces(text, entries, new);
    }
    // Comments and blank lines behind the last entry belong to what follows.
    let next = keys.get(index + 1).map_or(usize::MAX, |(key, _)| key.place.line as usize);
    let own = text.lines().enumerate().take(next.saturating_sub(1)).skip(first_line);
    let deeper = |line: &str| {
        !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() > margin
    };
    let last = own.filter(|(_, line)| deeper(line)).map(|(index, _)| index + 1).last();
    let lines = indent_lines(lines, column_index(first.place));
    Some(splice_lines(text, last.unwrap_or(first_line), &lines))
}

/// Puts entries behind the last of those in braces.
fn insert_in_braces(
    text: &str,
    known: &[(Name, YamlNode)],
    new: &[(String, YamlValue)],
) -> Option<String> {
    let (_, last) = known.last()?;
    let (head, tail) = text.split_at_checked(last.bytes.end)?;
    let flow = write_in_one_line(&YamlValue::Map(new.to_vec()));
    let flow = flow.strip_prefix('{')?.strip_suffix('}')?;
    Some(format!("{head}, {flow}{tail}"))
}

fn indent_lines(lines: &[String], indent: usize) -> Vec<String> {
    let margin = " ".repeat(indent);
    let indented = lines.iter().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!("{margin}{line}"),
    });
    indented.collect()
}

/// How many characters stand before a place in its line.
fn column_index(place: Place) -> usize {
    place.column.saturating_sub(1) as usize
}

/// What stands at a place and behind it in the file.
fn rest_at(text: &str, place: Place) -> Option<&str> {
    let above = place.line.checked_sub(1)? as usize;
    let start = text.split_inclusive('\n').take(above).map(str::len).sum();
    let rest: &str = text.get(start..)?;
    rest.get(rest.char_indices().nth(column_index(place))?.0..)
}

/// The text less the `{}` at a place.
fn without_braces(text: &str, place: Place) -> Option<String> {
    let rest = rest_at(text, place)?;
    let head = text.get(..text.len() - rest.len())?;
    Some(head.trim_end_matches(' ').to_owned() + rest.strip_prefix("{}")?)
}

/// The text with `lines` behind its first `count` lines, in its own line ends; a last line without one stays so.
fn splice_lines(text: &str, count: usize, lines: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at: usize = text.split_inclusive('\n').take(count).map(str::len).sum();
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let block = lines.join(end);
    match head.is_empty() || head.ends_with('\n') {
        true => format!("{head}{block}{end}{tail}"),
        false => format!("{head}{end}{block}{tail}"),
    }
}

fn to_pair((key, node): &(Name, YamlNode)) -> Option<(String, YamlValue)> {
    Some((key.value.clone(), to_yaml_value(node)?))
}

/// What a node says, wherever it stands.
fn to_yaml_value(node: &YamlNode) -> Option<YamlValue> {
    Some(match &node.value {
        NodeValue::Text(text) => YamlValue::Text(text.clone()),
        NodeValue::List(items) => {
            YamlValue::List(items.iter().map(to_yaml_value).collect::<Option<_>>()?)
        }
        NodeValue::Map(pairs) => YamlValue::Map(pairs.iter().map(to_pair).collect::<Option<_>>()?),
        NodeValue::Null => YamlValue::List(vec![]),
        NodeValue::Refused => return None,
    })
}

/// Whether two values say the same: read, a flag is a text, and a folded text ends a line.
fn is_same_value(one: &YamlValue, other: &YamlValue) -> bool {
    let texts = [one, other].map(|value| match value {
        YamlValue::Text(text) => Some(text.trim_end()),
        YamlValue::Flag(true) => Some("true"),
        YamlValue::Flag(false) => Some("false"),
        YamlValue::List(_) | YamlValue::Map(_) => None,
    });
    match (one, other) {
        (YamlValue::List(one), YamlValue::List(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same_value(one, other))
        }
        (YamlValue::Map(one), YamlValue::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.0 == other.0 && is_same_value(&one.1, &other.1))
        }
        _ => matches!(texts, [Some(one), Some(other)] if one == other),
    }
}
