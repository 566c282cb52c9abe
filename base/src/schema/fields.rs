//! Access to the keys of a YAML map, with a fault for each key that is unknown or badly written.
//!
//! The names that are asked are also the suggestions for a misspelled one, so there is no separate list of keys.

use crate::{
    diagnostic::{Fault, Name, Place, Placed},
    invisible::{is_invisible, remove_invisible},
    text,
    yaml::{NodeValue, YamlNode},
};

/// The hint for a key that nobody would write: YAML took the rest of a text for it.
const CUT_TEXT_HINT: &str = "an unquoted comma may have cut the text before it: put that in quotes";

/// No map is asked for more keys than these at first; a list that grows would be moved again and again.
const INITIAL_KEY_CAPACITY: usize = 28;

/// A map that is asked for its keys one by one; [`Fields::close`] reports the keys that nobody asked for.
pub(super) struct Fields<'f> {
    what: &'static str,
    place: Place,
    entries: Vec<(Name, YamlNode)>,
    asked: Vec<&'static str>,
    /// Of those, the ones that were there, well written or not.
    there: Vec<&'static str>,
    faults: &'f mut Vec<Fault>,
}

impl<'f> Fields<'f> {
    /// The map that a node holds; anything else is a fault. `what` names it in messages: "a voice".
    pub(super) fn open(
        what: &'static str,
        node: YamlNode,
        faults: &'f mut Vec<Fault>,
    ) -> Option<Self> {
        let place = node.place;
        match node.value {
            NodeValue::Map(entries) => {
                let there = Vec::with_capacity(entries.len());
                Some(Self {
                    what,
                    place,
                    entries,
                    asked: Vec::with_capacity(INITIAL_KEY_CAPACITY),
                    there,
                    faults,
                })
            }
            NodeValue::Refused => None,
            _ => {
                faults.push(Fault::new(place, format!("{what} must be a map of `key: value`")));
                None
            }
        }
    }

    /// Where the map begins.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Where faults go.
    pub(super) fn faults(&mut self) -> &mut Vec<Fault> {
        self.faults
    }

    /// The key and node under a name; a key without a value is a fault.
    pub(super) fn take_entry(&mut self, name: &'static str) -> Option<(Name, YamlNode)> {
        self.asked.push(name);
        let index = self.entries.iter().position(|(key, _)| key.value == name)?;
        let (key, node) = self.entries.remove(index);
        self.there.push(name);
        if matches!(node.value, NodeValue::Null) {
            let fault = Fault::new(key.place, format!("`{name}` has no value"));
            self.faults.push(fault.hint("write its value or remove it"));
            return None;
        }
        Some((key, node))
    }

    /// The node under a name.
    pub(super) fn node(&mut self, name: &'static str) -> Option<YamlNode> {
        self.take_entry(name).map(|(_, node)| node)
    }

    /// The text under a name; an empty one is a fault.
    pub(super) fn text(&mut self, name: &'static str) -> Option<Name> {
        let node = self.node(name)?;
        read_text(name, node, self.faults)
    }

    /// The text under a name, with its paragraphs; an empty one is a fault.
    pub(super) fn prose(&mut self, name: &'static str) -> Option<Name> {
        let node = self.node(name)?;
        read_prose(name, node, self.faults)
    }

    /// The text under a name that must be there.
    pub(super) fn require_text(&mut self, name: &'static str) -> Option<Name> {
        if self.entries.iter().any(|(key, _)| key.value == name) {
            return self.text(name);
        }
        self.asked.push(name);
        if self.is_missing(name) {
            self.faults.push(Fault::new(self.place, format!("{} lacks its `{name}`", self.what)));
        }
        None
    }

    /// Whether a name was there, well written or not.
    pub(super) fn was_present(&self, name: &'static str) -> bool {
        self.there.contains(&name)
    }

    /// Whether a name is not there, not even misspelt: what is there and wrong has a fault of its own.
    pub(super) fn is_missing(&self, name: &'static str) -> bool {
        let keys = self.entries.iter().map(|(key, _)| &*key.value);
        !self.was_present(name) && text::find_nearest(name, keys).is_none()
    }

    /// The identifier under a name that must be there.
    pub(super) fn require_id(&mut self, name: &'static str) -> Option<Name> {
        let id = self.require_text(name)?;
        check_identifier(id, self.faults)
    }

    /// `true` or `false` under a name; false if it is not there.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        let Some(Placed { value, place }) = self.text(name) else { return false };
        if value != "true" && value != "false" {
            self.faults.push(Fault::new(place, format!("`{name}` is `true` or `false`")));
        }
        value == "true"
    }

    /// The text under a name, or the texts of its list.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<Name> {
        let nodes = self.list(name);
        nodes.into_iter().filter_map(|node| read_text(name, node, self.faults)).collect()
    }

    /// The texts under a name that must be there, one at least.
    pub(super) fn require_texts(&mut self, name: &'static str) -> Vec<Name> {
        let before = self.faults.len();
        let texts = self.texts(name);
        if texts.is_empty() && self.faults.len() == before {
            self.faults.push(Fault::new(self.place, format!("{} lacks its `{name}`", self.what)));
        }
        texts
    }

    /// The nodes of a list under a name; one that is no list stands for a list of itself.
    pub(super) fn list(&mut self, name: &'static str) -> Vec<YamlNode> {
        self.node(name).map(list_items).unwrap_or_default()
    }

    /// The map under a name, as pairs of free names and nodes.
    pub(super) fn pairs(&mut self, name: &'static str) -> Vec<(Name, YamlNode)> {
        let Some(node) = self.node(name) else { return vec![] };
        read_pairs(name, node, self.faults)
    }

    /// Reports every key that was not asked for.
    pub(super) fn close(self) {
        for (key, node) in self.entries {
            let fault = Fault::new(key.place, format!("{} has no key `{}`", self.what, key.value));
            let told = fault.suggest_nearest(&key.value, self.asked.iter().copied());
            let cut = matches!(node.value, NodeValue::Null) || key.value.contains(' ');
            self.faults.push(if cut { told.hint(CUT_TEXT_HINT) } else { told });
        }
    }
}

/// The nodes of a list, or the one node that stands for it.
pub(super) fn list_items(node: YamlNode) -> Vec<YamlNode> {
    match node.value {
        NodeValue::List(items) => items,
        _ => vec![node],
    }
}

/// A map as pairs of free names and nodes; a name without a value is a fault.
pub(super) fn read_pairs(
    what: &str,
    node: YamlNode,
    faults: &mut Vec<Fault>,
) -> Vec<(Name, YamlNode)> {
    let place = node.place;
    match node.value {
        NodeValue::Map(entries) => {
            let (empty, full) = entries
                .into_iter()
                .partition::<Vec<_>, _>(|(_, node)| matches!(node.value, NodeValue::Null));
            let blank = |key: Name| {
                Fault::new(key.place, format!("`{}` has no value", key.value)).hint(CUT_TEXT_HINT)
            };
            faults.extend(empty.into_iter().map(|(key, _)| blank(key)));
            full
        }
        NodeValue::Refused => vec![],
        _ => {
            faults.push(Fault::new(place, format!("`{what}` must be a map of `name: value`")));
            vec![]
        }
    }
}

/// The text of a node; anything else, and an empty one, is a fault.
pub(super) fn read_text(what: &str, node: YamlNode, faults: &mut Vec<Fault>) -> Option<Name> {
    read_words(what, node, to_one_line, faults)
}

/// The text of a node, with its paragraphs; anything else, and an empty one, is a fault.
pub(super) fn read_prose(what: &str, node: YamlNode, faults: &mut Vec<Fault>) -> Option<Name> {
    let to_paragraphs = |text: String| match text.contains('\n') {
        true => text::normalize_paragraphs(&text),
        false => to_one_line(text),
    };
    read_words(what, node, to_paragraphs, faults)
}

fn read_words(
    what: &str,
    node: YamlNode,
    arrange: impl Fn(String) -> String,
    faults: &mut Vec<Fault>,
) -> Option<Name> {
    let place = node.place;
    let message = match node.value {
        NodeValue::Text(value) if !value.trim().is_empty() => {
            return Some(Name { value: arrange(value), place });
        }
        NodeValue::Text(_) => format!("`{what}` is empty"),
        NodeValue::Null => format!("`{what}` has no value"),
        NodeValue::List(_) => format!("`{what}` is one text, not a list"),
        NodeValue::Map(_) => {
            format!("`{what}` is a text, not a map: a text with `: ` in it must be quoted")
        }
        NodeValue::Refused => return None,
    };
    faults.push(Fault::new(place, message));
    None
}

/// A text as running text: its line breaks and indents are those of the file, not of what it says.
fn to_one_line(mut value: String) -> String {
    let bytes = value.as_bytes();
    let ends = [bytes.first(), bytes.last()].contains(&Some(&b' '));
    let broken = bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t'));
    if !ends && !broken && !value.contains("  ") {
        value.shrink_to_fit();
        value
    } else {
        value.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What is declared under a name; the name's own fault does not hide those of what it names.
pub(super) fn read_declared<T>(
    id: Name,
    node: YamlNode,
    read: fn(Name, YamlNode, &mut Vec<Fault>) -> Option<T>,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let named = check_identifier(id.clone(), faults).is_some();
    read(id, node, faults).filter(|_| named)
}

/// Whether files can refer to a thing by this name.
pub fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '_' | '.')
                || c.is_alphanumeric() && !is_invisible(c)
        })
}

/// A name by which files refer to things: letters, digits, `-`, `_` and `.`.
pub(super) fn check_identifier(id: Name, faults: &mut Vec<Fault>) -> Option<Name> {
    if is_identifier(&id.value) {
        return Some(id);
    }
    let seen = remove_invisible(&id.value);
    let plain = match is_identifier(&seen) {
        true => seen,
        false => text::split_words(&seen).collect::<Vec<_>>().join("-"),
    };
    let message = format!("`{}` is no identifier: letters, digits and hyphens", id.value);
    let fault = Fault::new(id.place, message);
    let hinted = is_identifier(&plain);
    faults.push(if hinted { fault.hint(format!("write `{plain}`")) } else { fault });
    None
}
