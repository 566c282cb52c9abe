//! Which full stops end a definition, and where are they written?

use super::{Edit, Fixer, Part, source::Source};
use crate::check::rules::ends_with_full_stop;
use cxterms_base::yaml::{Node, Value};

/// Cuts the full stops that rule `full-stop` finds.
pub(super) fn cut_stops(source: &Source, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk(&source.root, source.part, &mut |node, part| {
        if let (Part::Definition, Value::Text(text)) = (part, &node.value)
            && ends_with_full_stop(trimmed(text))
        {
            edits.push(cut(source, node));
        }
    });
    edits
}

/// A definition without the full stop at its end, and without the spaces there.
pub(super) fn unstopped(text: &str) -> &str {
    let mut kept = trimmed(text);
    while ends_with_full_stop(kept) {
        kept = trimmed(kept.strip_suffix('.').unwrap_or_default());
    }
    kept
}

/// A text without the white space at its end that reading a corpus leaves out too.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\n', '\r'])
}

fn cut(source: &Source, node: &Node) -> Edit {
    let written = source.text.get(node.bytes.clone()).unwrap_or_default();
    let quoted = !node.block && written.starts_with(['"', '\'']);
    let (start, inner) = match written.get(1..written.len().saturating_sub(1)) {
        Some(inner) if quoted => (node.bytes.start + 1, inner),
        _ => (node.bytes.start, written),
    };
    let (kept, whole) = (unstopped(inner), trimmed(inner));
    let bytes = start + kept.len()..start + whole.len();
    if kept.is_empty() {
        return Edit::needed(node.bytes.clone(), "without its full stop nothing is left of it");
    }
    if bytes.is_empty() {
        return Edit::needed(node.bytes.clone(), "its full stop is written as an escape");
    }
    Edit::new(bytes, "")
}
