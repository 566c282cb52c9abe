//! Builds a YAML map key by key.

use crate::{schema::TextDate, yaml::YamlValue};

/// A map that grows key by key; what is empty is left out.
#[derive(Default)]
pub(super) struct YamlMap(Vec<(String, YamlValue)>);

impl YamlMap {
    pub(super) fn put(&mut self, key: &str, value: Option<YamlValue>) {
        self.0.extend(value.map(|value| (key.to_owned(), value)));
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.put(key, Some(text).filter(|text| !text.is_empty()).map(YamlValue::from));
    }

    pub(super) fn flag(&mut self, key: &str, flag: bool) {
        self.put(key, flag.then_some(YamlValue::Flag(true)));
    }

    pub(super) fn dates(&mut self, dates: &[TextDate]) {
        for date in dates {
            self.text(date.kind.name(), &date.when);
        }
    }

    /// A list; one of a single text stands without brackets.
    pub(super) fn list(&mut self, key: &str, mut items: Vec<YamlValue>) {
        self.put(
            key,
            match items.len() {
                0 => None,
                1 if matches!(items.first(), Some(YamlValue::Text(_))) => items.pop(),
                _ => Some(YamlValue::List(items)),
            },
        );
    }

    pub(super) fn texts(&mut self, key: &str, texts: &[String]) {
        self.list(key, texts.iter().map(|text| YamlValue::from(&**text)).collect());
    }

    pub(super) fn put_named<'n>(
        &mut self,
        key: &str,
        maps: impl Iterator<Item = (&'n String, Self)>,
    ) {
        let pairs: Vec<_> = maps.map(|(name, map)| (name.clone(), map.into_yaml())).collect();
        self.put(key, (!pairs.is_empty()).then_some(YamlValue::Map(pairs)));
    }

    /// Values under the names by which they come, those of one name together.
    pub(super) fn put_grouped<'n>(
        &mut self,
        key: &str,
        values: impl Iterator<Item = (&'n str, YamlValue)>,
    ) {
        let mut groups: Vec<(&str, Vec<YamlValue>)> = vec![];
        for (name, value) in values {
            match groups.last_mut() {
                Some((last, group)) if *last == name => group.push(value),
                _ => groups.push((name, vec![value])),
            }
        }
        let mut map = Self::default();
        for (name, group) in groups {
            map.list(name, group);
        }
        self.put(key, (!map.0.is_empty()).then(|| map.into_yaml()));
    }

    /// The map, or its only value where that is the one under `key`.
    pub(super) fn into_yaml_or_only_text(mut self, key: &str) -> YamlValue {
        match &*self.0 {
            [(only, _)] if only == key => {
                self.0.pop().map_or(YamlValue::Map(vec![]), |(_, text)| text)
            }
            _ => self.into_yaml(),
        }
    }

    pub(super) fn into_yaml(self) -> YamlValue {
        YamlValue::Map(self.0)
    }
}
