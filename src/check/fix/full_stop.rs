//! Removes the full stop at the end of a definition.

use super::{Edit, Fixer, YamlNodeKind, source::FixableFile};
use crate::check::rules::ends_with_full_stop;
use cxterms_base::yaml::{NodeValue, YamlNode};

/// Cuts the full stops that rule `full-stop` finds.
pub(super) fn cut_full_stops(source: &FixableFile, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk_nodes(&source.root, source.part, &mut |node, part| {
        if let (YamlNodeKind::Definition, NodeValue::Text(text)) = (part, &node.value)
            && ends_with_full_stop(trim_trailing_space(text))
        {
            edits.push(cut_full_stop_at(source, node));
        }
    });
    edits
}

/// A definition without the full stop at its end, and without the spaces there.
pub(super) fn without_full_stop(text: &str) -> &str {
    let mut kept = trim_trailing_space(text);
    while ends_with_full_stop(kept) {
        kept = trim_trailing_space(kept.strip_suffix('.').unwrap_or_default());
    }
    kept
}

/// A text without the white space at its end that reading a corpus leaves out too.
fn trim_trailing_space(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\n', '\r'])
}

fn cut_full_stop_at(source: &FixableFile, node: &YamlNode) -> Edit {
    let written = source.text.get(node.bytes.clone()).unwrap_or_default();
    let quoted = !node.block && written.starts_with(['"', '\'']);
    let (start, inner) = match written.get(1..written.len().saturating_sub(1)) {
        Some(inner) if quoted => (node.bytes.start + 1, inner),
        _ => (node.bytes.start, written),
    };
    let (kept, whole) = (without_full_stop(inner), trim_trailing_space(inner));
    let bytes = start + kept.len()..start + whole.len();
    if kept.is_empty() {
        return Edit::skip_because(
            node.bytes.clone(),
            "without its full stop nothing is left of it",
        );
    }
    if bytes.is_empty() {
        return Edit::skip_because(node.bytes.clone(), "its full stop is written as an escape");
    }
    Edit::new(bytes, "")
}
