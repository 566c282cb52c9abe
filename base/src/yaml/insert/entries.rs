//! Adds to entries of concepts where they stand in a file; all else in the file stays letter by letter.

use super::{YamlAddition, parse_root, splices::FileSplices, to_yaml_value};
use crate::{
    diagnostic::Name,
    yaml::{NodeValue, YamlNode, YamlValue},
};
use std::collections::HashMap;

/// An entry of a file: its identifier, where it begins as line and column from 1, and what it says.
#[derive(Clone, Debug)]
pub struct FileEntry {
    /// Its identifier.
    pub id: String,
    /// Where it begins.
    pub place: (u32, u32),
    /// What it says.
    pub value: YamlValue,
}

/// A file with additions in it.
#[derive(Clone, Debug)]
pub struct EditedFile {
    /// The new text.
    pub text: String,
    /// The entries that stayed as they are, since nothing can safely be added to them as they are written.
    pub left: Vec<String>,
}

/// The entries of a file that have an identifier; none if it has faults.
pub fn list_entries(text: &str) -> Vec<FileEntry> {
    let Some(root) = parse_root(without_mark(text).1) else { return vec![] };
    let entries = entry_nodes(&root).into_iter().filter_map(|(id, node)| {
        let place = (node.place.line, node.place.column);
        Some(FileEntry { id: id.to_owned(), place, value: to_yaml_value(node)? })
    });
    entries.collect()
}

/// The text of a file with more in some of its entries, each named by identifier. A new key stands behind those that come
/// before it in `order`.
pub fn add_to_entries(
    text: &str,
    additions: &[(&str, &YamlAddition)],
    order: &[&str],
) -> EditedFile {
    let (mark, plain) = without_mark(text);
    let mut file = EditedFile { text: plain.to_owned(), left: vec![] };
    file.add(additions, order);
    file.text.insert_str(0, mark);
    file
}

impl EditedFile {
    /// Adds all that can be added: where not all can at once, one half and then the other.
    fn add(&mut self, additions: &[(&str, &YamlAddition)], order: &[&str]) {
        match add_to_all(&self.text, additions, order) {
            Some(text) => self.text = text,
            None => match additions {
                [] => {}
                [(id, _)] => self.left.push((*id).to_owned()),
                several => {
                    let (first, second) = several.split_at(several.len() / 2);
                    self.add(first, order);
                    self.add(second, order);
                }
            },
        }
    }
}

/// The text with all of the additions; none unless it is read as saying just that.
fn add_to_all(text: &str, additions: &[(&str, &YamlAddition)], order: &[&str]) -> Option<String> {
    let root = parse_root(text)?;
    let mut splices = FileSplices::new(text);
    let by_id: HashMap<&str, &YamlAddition> = additions.iter().rev().copied().collect();
    let of = |id: &str| by_id.get(id).copied();
    // An identifier that several have is none's.
    let mut nodes: HashMap<&str, Option<&YamlNode>> = HashMap::new();
    for (id, node) in entry_nodes(&root) {
        nodes.entry(id).and_modify(|known| *known = None).or_insert(Some(node));
    }
    for (id, addition) in additions {
        let node = nodes.get(id).copied().flatten()?;
        splices.add_to_node(node, addition, order)?;
    }
    let new = splices.apply()?;
    let after = parse_root(&new)?;
    let (before, after) = (entry_values(&root)?, entry_values(&after)?);
    let same = before.iter().zip(&after).all(|((id, before), (_, after))| {
        match id.as_deref().and_then(of) {
            Some(addition) => {
                addition.apply_to(Some(before)).is_some_and(|wanted| wanted.says_same_as(after))
            }
            None => before.says_same_as(after),
        }
    });
    (same && before.len() == after.len()).then_some(new)
}

/// The entries that a root holds, itself or as items, by identifier.
fn entry_nodes(root: &YamlNode) -> Vec<(&str, &YamlNode)> {
    all_nodes(root).iter().filter_map(|node| Some((id_of(node)?, node))).collect()
}

fn all_nodes(root: &YamlNode) -> &[YamlNode] {
    match &root.value {
        NodeValue::List(items) => items,
        _ => std::slice::from_ref(root),
    }
}

fn id_of(node: &YamlNode) -> Option<&str> {
    let NodeValue::Map(pairs) = &node.value else { return None };
    let id = pairs.iter().find(|(key, _): &&(Name, _)| key.value == "id");
    match id.map(|(_, id)| &id.value) {
        Some(NodeValue::Text(id)) => Some(id),
        _ => None,
    }
}

/// What each entry says, with its identifier if it has one.
fn entry_values(root: &YamlNode) -> Option<Vec<(Option<String>, YamlValue)>> {
    let value = |node| Some((id_of(node).map(str::to_owned), to_yaml_value(node)?));
    all_nodes(root).iter().map(value).collect()
}

/// The mark at the beginning of a text, if there is one, and the rest.
fn without_mark(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches('\u{feff}').len())
}
