//! Which spaces and line ends say nothing?

use super::{
    Edit, Fixer,
    source::{Source, every},
};
use cxterms_base::{diagnostic::Name, yaml::Value};

/// Ends the last line.
pub(super) fn last_line(source: &Source, _: &Fixer) -> Vec<Edit> {
    if source.text.ends_with('\n') {
        return vec![];
    }
    let line_before =
        source.text.rsplit_once('\n').is_some_and(|(before, _)| before.ends_with('\r'));
    let end = if line_before { "\r\n" } else { "\n" };
    vec![Edit::new(source.text.len()..source.text.len(), end)]
}

/// Leaves one space behind the colon of a key, and none before it.
pub(super) fn colons(source: &Source, _: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    every(&source.root, &mut |node| {
        if let Value::Map(pairs) = &node.value {
            edits.extend(pairs.iter().filter_map(|(key, _)| colon(source, key)));
        }
    });
    edits
}

fn colon(source: &Source, key: &Name) -> Option<Edit> {
    let start = source.key(key).end;
    let written = source.content(source.line_of(start));
    let written = written.get(source.before(start).len()..)?;
    let behind = written.trim_start_matches(' ').strip_prefix(':')?;
    let rest = behind.trim_start_matches(' ');
    // What stands before a comment is how far that is moved aside.
    let last = rest.is_empty() || rest.starts_with(['#', '\t']);
    let space = if behind.starts_with(' ') && !last { " " } else { "" };
    let whole = if last { behind } else { rest };
    let old = written.strip_suffix(whole)?;
    let new = format!(":{space}");
    (old != new).then(|| Edit::new(start..start + old.len(), new))
}

/// Cuts spaces at line ends, leaves one blank line of several, and none at the end.
pub(super) fn line_ends(source: &Source, _: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    let full = |line: &usize| !source.is_blank(*line);
    let end = (0..source.lines()).rev().find(full).map_or(0, |last| last + 1);
    for line in 0..source.lines() {
        let start = source.start(line);
        let again = source.is_blank(line) && line > 0 && source.is_blank(line - 1);
        if again || line >= end {
            edits.push(Edit::new(start..source.start(line + 1), ""));
        } else if !source.is_open(line) {
            let content = source.content(line);
            let kept = content.trim_end_matches(' ').len();
            if kept < content.len() {
                edits.push(Edit::new(start + kept..start + content.len(), ""));
            }
        }
    }
    edits
}
