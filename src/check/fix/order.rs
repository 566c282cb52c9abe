//! Sorts the keys of a map and the rules under `allow`, each with the lines that belong to it.

use super::{
    Edit, Fixer, YamlNodeKind,
    chunks::{BlockItems, reorder_in_line},
    source::FixableFile,
};
use cxterms_base::{
    diagnostic::Name,
    yaml::{NodeValue, YamlNode},
};

/// Puts keys into their order.
pub(super) fn sort_keys(source: &FixableFile, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk_nodes(&source.root, source.part, &mut |node, part| {
        if let NodeValue::Map(pairs) = &node.value {
            edits.extend(reorder_keys(source, part, node, pairs));
        }
    });
    edits
}

/// Puts the rules that an entry allows into the order of the alphabet: of all lists, this one's order shows nowhere.
pub(super) fn sort_allowed(source: &FixableFile, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk_nodes(&source.root, source.part, &mut |node, part| {
        if let (YamlNodeKind::Allow, NodeValue::List(items)) = (part, &node.value) {
            edits.extend(reorder_allowed(source, node, items));
        }
    });
    edits
}

fn reorder_keys(
    source: &FixableFile,
    part: YamlNodeKind,
    node: &YamlNode,
    pairs: &[(Name, YamlNode)],
) -> Option<Edit> {
    let known = |key: &Name| part.keys().iter().position(|known| *known == key.value);
    let ranks: Vec<_> = pairs.iter().filter_map(|(key, _)| known(key)).collect();
    let order = sorting_order(&ranks)?;
    if ranks.len() < pairs.len() {
        return Some(Edit::skip_because(node.bytes.clone(), "not all of its keys are known"));
    }
    let keys = pairs.iter().map(|(key, _)| source.key_bytes(key));
    if node.block {
        let heads: Vec<_> = keys.map(|key| key.start).collect();
        let last = source.last_line(node);
        return Some(BlockItems::from_heads(source, &heads, last).edit_in_order(&order, node));
    }
    let parts: Vec<_> =
        keys.zip(pairs).map(|(key, (_, value))| key.start..value.bytes.end).collect();
    Some(reorder_in_line(source, &parts, &order))
}

fn reorder_allowed(source: &FixableFile, node: &YamlNode, items: &[YamlNode]) -> Option<Edit> {
    let text = |item: &YamlNode| match &item.value {
        NodeValue::Text(text) => Some(text.clone()),
        _ => None,
    };
    let order = sorting_order(&items.iter().map(text).collect::<Option<Vec<_>>>()?)?;
    if source.line_of(node.bytes.start) == source.last_line(node) && !node.block {
        let parts: Vec<_> = items.iter().map(|item| item.bytes.clone()).collect();
        return Some(reorder_in_line(source, &parts, &order));
    }
    let heads = items.iter().map(|item| {
        let before = source.text_before(item.bytes.start);
        let bare = before.trim_start_matches(' ').strip_prefix('-')?.trim_start_matches(' ');
        let one_line = source.line_of(item.bytes.start) == source.last_line(item) && !item.block;
        (bare.is_empty() && one_line)
            .then(|| item.bytes.start - before.trim_start_matches(' ').len())
    });
    let Some(heads) = heads.collect::<Option<Vec<_>>>() else {
        return Some(Edit::skip_because(
            node.bytes.clone(),
            "the list under `allow` is not written simply",
        ));
    };
    Some(BlockItems::from_heads(source, &heads, source.last_line(node)).edit_in_order(&order, node))
}

/// Which of some things stands first, second and so on once they are sorted; nothing if they are.
fn sorting_order<T: Ord>(things: &[T]) -> Option<Vec<usize>> {
    let mut order: Vec<_> = things.iter().enumerate().collect();
    order.sort_by_key(|(_, thing)| *thing);
    let order: Vec<_> = order.into_iter().map(|(index, _)| index).collect();
    (!order.is_sorted()).then_some(order)
}
