//! Removes spaces and blank lines that have no meaning, and ends the last line.

use super::{
    Edit, Fixer,
    source::{FixableFile, visit_nodes},
};
use cxterms_base::{diagnostic::Name, yaml::NodeValue};

/// Ends the last line.
pub(super) fn end_last_line(source: &FixableFile, _: &Fixer) -> Vec<Edit> {
    if source.text.ends_with('\n') {
        return vec![];
    }
    let line_before =
        source.text.rsplit_once('\n').is_some_and(|(before, _)| before.ends_with('\r'));
    let end = if line_before { "\r\n" } else { "\n" };
    vec![Edit::new(source.text.len()..source.text.len(), end)]
}

/// Leaves one space behind the colon of a key, and none before it.
pub(super) fn space_colons(source: &FixableFile, _: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    visit_nodes(&source.root, &mut |node| {
        if let NodeValue::Map(pairs) = &node.value {
            edits.extend(pairs.iter().filter_map(|(key, _)| space_after_colon(source, key)));
        }
    });
    edits
}

fn space_after_colon(source: &FixableFile, key: &Name) -> Option<Edit> {
    let start = source.key_bytes(key).end;
    let written = source.line_content(source.line_of(start));
    let written = written.get(source.text_before(start).len()..)?;
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
pub(super) fn trim_line_ends(source: &FixableFile, _: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    let full = |line: &usize| !source.is_blank(*line);
    let end = (0..source.line_count()).rev().find(full).map_or(0, |last| last + 1);
    for line in 0..source.line_count() {
        let start = source.line_start(line);
        let again = source.is_blank(line) && line > 0 && source.is_blank(line - 1);
        if again || line >= end {
            edits.push(Edit::new(start..source.line_start(line + 1), ""));
        } else if !source.is_open(line) {
            let content = source.line_content(line);
            let kept = content.trim_end_matches(' ').len();
            if kept < content.len() {
                edits.push(Edit::new(start + kept..start + content.len(), ""));
            }
        }
    }
    edits
}
