//! Items of a list, which may be very many, found by what a change knows them by.

use super::ItemChange;
use crate::yaml::YamlValue;
use std::collections::{BTreeSet, HashMap};

/// Where items stand, by their texts under one key; those without that key stand under an empty one.
type PlacesByText = HashMap<String, BTreeSet<usize>>;

/// Items in their order.
pub(super) struct ItemIndex {
    items: Vec<YamlValue>,
    /// By each key that a change has asked for.
    places: HashMap<String, PlacesByText>,
}

impl ItemIndex {
    pub(super) fn new(items: Vec<YamlValue>) -> Self {
        Self { items, places: HashMap::new() }
    }

    pub(super) fn get(&self, at: usize) -> Option<&YamlValue> {
        self.items.get(at)
    }

    pub(super) fn into_items(self) -> Vec<YamlValue> {
        self.items
    }

    /// The first item that a change means.
    pub(super) fn find(&mut self, change: &ItemChange) -> Option<usize> {
        let Some((key, text)) = change.is.first() else {
            return self.items.iter().position(|item| change.means(item));
        };
        if !self.places.contains_key(key) {
            let mut places = PlacesByText::new();
            for (at, item) in self.items.iter().enumerate() {
                if let Some(name) = name_under(item, key) {
                    places.entry(name).or_default().insert(at);
                }
            }
            self.places.insert(key.clone(), places);
        }
        let same = self.places.get(key)?.get(&join_words(text.as_deref().unwrap_or_default()))?;
        let mut same = same.iter().copied();
        same.find(|at| self.items.get(*at).is_some_and(|item| change.means(item)))
    }

    /// Puts an item in the place of another.
    pub(super) fn replace(&mut self, at: usize, new: YamlValue) {
        let Some(item) = self.items.get_mut(at) else { return };
        let old = std::mem::replace(item, new);
        for (key, places) in &mut self.places {
            if let Some(name) = name_under(&old, key) {
                places.entry(name).or_default().remove(&at);
            }
            if let Some(name) = name_under(item, key) {
                places.entry(name).or_default().insert(at);
            }
        }
    }
}

/// By what an item is found under a key: its text there, or that it has none; nothing if no change can mean it.
fn name_under(item: &YamlValue, key: &str) -> Option<String> {
    match (item, item.under(key)) {
        (YamlValue::Text(text), _) | (YamlValue::Map(_), Some(YamlValue::Text(text))) => {
            Some(join_words(text))
        }
        (YamlValue::Map(_), None) => Some(String::new()),
        _ => None,
    }
}

/// A text with one space between its words: texts that say the same are the same so.
fn join_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
