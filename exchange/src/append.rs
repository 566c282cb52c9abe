//! Appends names to a key of a YAML file, and leaves every other character as it is.

use cxterms_base::{
    diagnostic::Place,
    yaml::{self, NodeValue, YamlNode, YamlValue},
};

/// The text of a YAML file with more names under one of its keys, behind those that are there; none where it is written
/// so that no line is free for them.
pub(super) fn append_to_section(
    text: &str,
    key: &str,
    more: &[(String, YamlValue)],
) -> Option<String> {
    if more.is_empty() {
        return Some(text.to_owned());
    }
    let plain = text.trim_start_matches('\u{feff}');
    let old = parse_sections(plain)?;
    let (line, indent) = match old.iter().find(|section| section.key == key) {
        Some(section) => (last_line_of(plain, section), section.indent?),
        None => (usize::MAX, old.first().map_or(0, |section| section.margin) + 2),
    };
    let head = (line == usize::MAX).then(|| format!("{}{key}:\n", " ".repeat(indent - 2)));
    let block = yaml::write_document(&YamlValue::Map(more.to_vec()));
    let lines = block.lines().map(|line| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("{}{line}\n", " ".repeat(indent)),
    });
    let block: String = head.into_iter().chain(lines).collect();
    let end = if plain.contains("\r\n") { "\r\n" } else { "\n" };
    let at: usize = plain.split_inclusive('\n').take(line).map(str::len).sum();
    let (before, after) = plain.split_at_checked(at)?;
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
    let grown = format!("{before}{gap}{}{after}", block.replace('\n', end));
    let mark = text.get(..text.len() - plain.len())?;
    holds_additions(&parse_sections(&grown)?, &old, key, more).then(|| mark.to_owned() + &grown)
}

/// A key of a file and the names under it, each with what it says.
struct YamlSection {
    key: String,
    margin: usize,
    line: usize,
    /// Before which line it ends.
    end: usize,
    /// How far its names are indented, if each stands on a line of its own.
    indent: Option<usize>,
    says: Option<YamlValue>,
}

/// The keys of a file; none if it has faults.
fn parse_sections(text: &str) -> Option<Vec<YamlSection>> {
    let (mut roots, faults) = yaml::parse_document(0, text.as_bytes());
    let root = roots.pop().filter(|_| roots.is_empty());
    let pairs = match root.map(|root| root.value) {
        None | Some(NodeValue::Null) => vec![],
        Some(NodeValue::Map(pairs)) => pairs,
        Some(_) => return None,
    };
    let lines: Vec<_> = pairs.iter().map(|(key, _)| key.place.line as usize).collect();
    let ends = lines.iter().skip(1).map(|line| line - 1).chain([usize::MAX]);
    let sections = pairs.into_iter().zip(&lines).zip(ends).map(|(((key, node), line), end)| {
        let first = match &node.value {
            NodeValue::Map(names) => names.first().map(|(name, _)| name.place),
            _ => None,
        };
        // In braces, all may stand on one line.
        let begins =
            |first: &Place| (first.line, first.column) == (node.place.line, node.place.column);
        let own_lines = first.filter(begins).filter(|first| first.line as usize > *line);
        let before = |column: u32| column.saturating_sub(1) as usize;
        YamlSection {
            margin: before(key.place.column),
            key: key.value,
            line: *line,
            end,
            indent: own_lines.map(|first| before(first.column)),
            says: to_yaml_value(&node),
        }
    });
    faults.is_empty().then(|| sections.collect())
}

/// The last line that belongs to a section: comments and blank lines behind it belong to what follows.
fn last_line_of(text: &str, section: &YamlSection) -> usize {
    let lines = text.lines().zip(1..).take(section.end).skip(section.line);
    let deeper = |line: &str| {
        !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() > section.margin
    };
    lines.filter(|(line, _)| deeper(line)).map(|(_, at)| at).last().unwrap_or(section.line)
}

/// Whether a grown file says what the old one said, and has the new names in their place.
fn holds_additions(
    grown: &[YamlSection],
    old: &[YamlSection],
    key: &str,
    more: &[(String, YamlValue)],
) -> bool {
    let others = |sections: &[YamlSection]| -> Vec<_> {
        let others = sections.iter().filter(|section| section.key != key);
        others.map(|section| (section.key.clone(), section.says.clone())).collect()
    };
    let own = |sections: &[YamlSection]| -> Vec<_> {
        match sections.iter().find(|section| section.key == key).map(|it| it.says.clone()) {
            Some(Some(YamlValue::Map(pairs))) => pairs,
            _ => vec![],
        }
    };
    let (known, now) = (own(old), own(grown));
    let names =
        |pairs: &[(String, YamlValue)]| pairs.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    others(grown) == others(old)
        && now.get(..known.len()) == Some(&known)
        && now.get(known.len()..).map(names) == Some(names(more))
}

/// What a node says, wherever it stands.
fn to_yaml_value(node: &YamlNode) -> Option<YamlValue> {
    Some(match &node.value {
        NodeValue::Text(text) => YamlValue::Text(text.clone()),
        NodeValue::List(items) => {
            YamlValue::List(items.iter().map(to_yaml_value).collect::<Option<_>>()?)
        }
        NodeValue::Map(pairs) => {
            let pairs =
                pairs.iter().map(|(key, node)| Some((key.value.clone(), to_yaml_value(node)?)));
            YamlValue::Map(pairs.collect::<Option<_>>()?)
        }
        NodeValue::Null | NodeValue::Refused => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ann() -> Vec<(String, YamlValue)> {
        let name = vec![("name".to_owned(), YamlValue::from("Ann: a rider"))];
        vec![("ann".to_owned(), YamlValue::Map(name))]
    }

    #[test]
    fn names_stand_behind_the_last_and_all_else_stays() {
        let head = "# top\nvoices:   # who\n    bob: {name: Bob}  # rides\n    # the end\n";
        let rest = "\n# where\nworks:\n  log: {by: bob, title: Log}\n";
        let new = "    ann: {name: \"Ann: a rider\"}\n";
        let grown = append_to_section(&format!("\u{feff}{head}{rest}"), "voices", &ann());
        assert_eq!(grown, Some(format!("\u{feff}{head}{new}{rest}")));
    }

    #[test]
    fn a_key_that_is_not_there_is_put_at_the_end() {
        let new = "voices:\n  ann: {name: \"Ann: a rider\"}\n";
        assert_eq!(append_to_section("", "voices", &ann()).as_deref(), Some(new));
        let old = "works:\n  log: {by: bob, title: Log}";
        assert_eq!(append_to_section(old, "voices", &ann()), Some(format!("{old}\n{new}")));
        let grown =
            append_to_section("works:\r\n  log: {title: Log}\r\n", "voices", &ann()).unwrap();
        assert_eq!(grown.matches("\r\n").count(), grown.matches('\n').count());
    }

    #[test]
    fn a_file_without_room_is_left_alone() {
        for text in
            ["voices: {bob: {name: Bob}}\n", "{voices: {}}\n", "voices: {}\n", "- a\n", "a: [\n"]
        {
            assert_eq!(append_to_section(text, "voices", &ann()), None, "{text}");
        }
        assert_eq!(append_to_section("x: {\n}\n...\n", "voices", &ann()), None);
    }
}
