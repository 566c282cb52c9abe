//! In which order do keys stand, and which lines go with each?

use super::{
    Edit, Fixer, Part,
    chunks::{Chunks, in_line},
    source::Source,
};
use cxterms_base::{
    diagnostic::Name,
    yaml::{Node, Value},
};

/// Puts keys into their order.
pub(super) fn sort_keys(source: &Source, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk(&source.root, source.part, &mut |node, part| {
        if let Value::Map(pairs) = &node.value {
            edits.extend(keys(source, part, node, pairs));
        }
    });
    edits
}

/// Puts the rules that an entry allows into the order of the alphabet: of all lists, this one's order shows nowhere.
pub(super) fn sort_allowed(source: &Source, fixer: &Fixer) -> Vec<Edit> {
    let mut edits = vec![];
    fixer.walk(&source.root, source.part, &mut |node, part| {
        if let (Part::Allow, Value::List(items)) = (part, &node.value) {
            edits.extend(names(source, node, items));
        }
    });
    edits
}

fn keys(source: &Source, part: Part, node: &Node, pairs: &[(Name, Node)]) -> Option<Edit> {
    let known = |key: &Name| part.keys().iter().position(|known| *known == key.value);
    let ranks: Vec<_> = pairs.iter().filter_map(|(key, _)| known(key)).collect();
    let order = sorted(&ranks)?;
    if ranks.len() < pairs.len() {
        return Some(Edit::needed(node.bytes.clone(), "not all of its keys are known"));
    }
    let keys = pairs.iter().map(|(key, _)| source.key(key));
    if node.block {
        let heads: Vec<_> = keys.map(|key| key.start).collect();
        let last = source.last_line(node);
        return Some(Chunks::of(source, &heads, last).in_order(&order, node));
    }
    let parts: Vec<_> =
        keys.zip(pairs).map(|(key, (_, value))| key.start..value.bytes.end).collect();
    Some(in_line(source, &parts, &order))
}

fn names(source: &Source, node: &Node, items: &[Node]) -> Option<Edit> {
    let text = |item: &Node| match &item.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let order = sorted(&items.iter().map(text).collect::<Option<Vec<_>>>()?)?;
    if source.line_of(node.bytes.start) == source.last_line(node) && !node.block {
        let parts: Vec<_> = items.iter().map(|item| item.bytes.clone()).collect();
        return Some(in_line(source, &parts, &order));
    }
    let heads = items.iter().map(|item| {
        let before = source.before(item.bytes.start);
        let bare = before.trim_start_matches(' ').strip_prefix('-')?.trim_start_matches(' ');
        let one_line = source.line_of(item.bytes.start) == source.last_line(item) && !item.block;
        (bare.is_empty() && one_line)
            .then(|| item.bytes.start - before.trim_start_matches(' ').len())
    });
    let Some(heads) = heads.collect::<Option<Vec<_>>>() else {
        return Some(Edit::needed(
            node.bytes.clone(),
            "the list under `allow` is not written simply",
        ));
    };
    Some(Chunks::of(source, &heads, source.last_line(node)).in_order(&order, node))
}

/// Which of some things stands first, second and so on once they are sorted; nothing if they are.
fn sorted<T: Ord>(things: &[T]) -> Option<Vec<usize>> {
    let mut order: Vec<_> = things.iter().enumerate().collect();
    order.sort_by_key(|(_, thing)| *thing);
    let order: Vec<_> = order.into_iter().map(|(index, _)| index).collect();
    (!order.is_sorted()).then_some(order)
}
