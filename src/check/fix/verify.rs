//! Verifies a fix: the new text must mean the same as the old one.

use super::{Fixer, YamlNodeKind, full_stop::without_full_stop};
use cxterms_base::yaml::{NodeValue, YamlNode, parse_document};
use std::collections::BTreeMap;

/// Whether one text says what another did, less the full stops of definitions, and has lost no character but these and
/// white space.
pub(super) fn is_equivalent(fixer: &Fixer, part: YamlNodeKind, before: &str, after: &str) -> bool {
    let read = |text: &str| parse_document(0, text.as_bytes());
    let ((before_roots, was), (after_roots, is)) = (read(before), read(after));
    let ([before_root], [after_root]) = (&*before_roots, &*after_roots) else { return false };
    was.is_empty()
        && is.is_empty()
        && same_node(fixer, part, before_root, after_root)
        && same_characters(before, after)
}

fn same_node(fixer: &Fixer, part: YamlNodeKind, before: &YamlNode, after: &YamlNode) -> bool {
    match (&before.value, &after.value) {
        (NodeValue::Null, NodeValue::Null) => true,
        (NodeValue::Text(before), NodeValue::Text(after)) if part == YamlNodeKind::Definition => {
            without_full_stop(before) == without_full_stop(after)
        }
        // The end of a file's last line is no part of what a text says.
        (NodeValue::Text(before), NodeValue::Text(after)) => {
            before.trim_end_matches('\n') == after.trim_end_matches('\n')
        }
        (NodeValue::List(before), NodeValue::List(after)) if part == YamlNodeKind::Allow => {
            sorted_texts(before) == sorted_texts(after)
        }
        (NodeValue::List(before), NodeValue::List(after)) => {
            let item = |(before, after)| same_node(fixer, part.item_kind(), before, after);
            before.len() == after.len() && before.iter().zip(after).all(item)
        }
        (NodeValue::Map(before), NodeValue::Map(after)) if before.len() == after.len() => {
            let ordered = part.keys().is_empty();
            before.iter().zip(after).all(|((key, value), at_its_place)| {
                let found = match ordered {
                    true => Some(at_its_place).filter(|(other, _)| other.value == key.value),
                    false => after.iter().find(|(other, _)| other.value == key.value),
                };
                let part = fixer.kind_under(part, before, &key.value);
                found.is_some_and(|(_, other)| same_node(fixer, part, value, other))
            })
        }
        _ => false,
    }
}

/// The texts of a list, sorted; nodes that are none stay what is written of them.
fn sorted_texts(items: &[YamlNode]) -> Vec<String> {
    let mut texts: Vec<_> = items.iter().map(|item| format!("{:?}", item.value)).collect();
    texts.sort();
    texts
}

fn same_characters(before: &str, after: &str) -> bool {
    let (mut lost, after) = (count_characters(before), count_characters(after));
    let kept = after.iter().all(|(c, count)| match lost.get_mut(c) {
        Some(left) if *left >= *count => {
            *left -= count;
            true
        }
        _ => false,
    });
    kept && lost.iter().all(|(c, count)| *c == '.' || *count == 0)
}

fn count_characters(text: &str) -> BTreeMap<char, usize> {
    let mut count = BTreeMap::new();
    text.chars().filter(|c| !c.is_whitespace()).for_each(|c| *count.entry(c).or_default() += 1);
    count
}
