//! What is added to a value of a YAML file, and what the value says then.

use super::items::ItemIndex;
use crate::yaml::YamlValue;

/// What is added to a value, or changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlAddition {
    /// A value where there is none.
    Value(YamlValue),
    /// A text in place of the one that is there.
    Text(String),
    /// More under the keys of a map; a key that is not there yet is new.
    Keys(Vec<(String, Self)>),
    /// More items of a list, and changes in some that are there. A single value without brackets is a list of one.
    Items {
        /// The new items.
        new: Vec<YamlValue>,
        /// The changes.
        changed: Vec<ItemChange>,
    },
}

/// A change in the first item of a list that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// By which of its keys it is known; none where it has no such key, and of a list its texts, a line each in the order
    /// of the alphabet. An item that is only a text is that of the first.
    pub is: Vec<(String, Option<String>)>,
    /// The key under which it changes; one that is not there is new.
    pub key: String,
    /// How.
    pub with: YamlAddition,
}

impl YamlAddition {
    /// Items of a list.
    pub fn items(new: Vec<YamlValue>) -> Self {
        Self::Items { new, changed: vec![] }
    }

    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Value(_) | Self::Text(_) => false,
            Self::Keys(keys) => keys.iter().all(|(_, under)| under.is_empty()),
            Self::Items { new, changed } => new.is_empty() && changed.is_empty(),
        }
    }

    /// What a value says with it; none where it cannot be added to that.
    pub fn apply_to(&self, value: Option<&YamlValue>) -> Option<YamlValue> {
        match (self, value) {
            (Self::Value(new), None) => Some(new.clone()),
            (Self::Text(new), Some(YamlValue::Text(_))) => Some(YamlValue::from(&**new)),
            (Self::Value(_), Some(_)) | (Self::Text(_), _) => None,
            (Self::Keys(keys), value) => {
                let mut pairs = match value {
                    None => vec![],
                    Some(YamlValue::Map(pairs)) => pairs.clone(),
                    // `{}` and what says nothing are read alike.
                    Some(YamlValue::List(items)) if items.is_empty() => vec![],
                    Some(_) => return None,
                };
                for (key, under) in keys.iter().filter(|(_, under)| !under.is_empty()) {
                    match pairs.iter_mut().find(|(name, _)| name == key) {
                        Some((_, known)) => *known = under.apply_to(Some(known))?,
                        None => pairs.push((key.clone(), under.apply_to(None)?)),
                    }
                }
                Some(YamlValue::Map(pairs))
            }
            (Self::Items { new, changed }, value) => {
                let items = value.map(|value| value.list_items().to_vec()).unwrap_or_default();
                let mut index = ItemIndex::new(items);
                for change in changed {
                    let at = index.find(change)?;
                    index.replace(at, change.apply_to(index.get(at)?)?);
                }
                let mut items = index.into_items();
                items.extend(new.iter().cloned());
                // What stands alone and only changes stays alone.
                let alone = new.is_empty() && !matches!(value, Some(YamlValue::List(_)));
                Some(match <[YamlValue; 1]>::try_from(items) {
                    Ok([only]) if alone || matches!(only, YamlValue::Text(_)) => only,
                    Ok(one) => YamlValue::List(one.into()),
                    Err(items) => YamlValue::List(items),
                })
            }
        }
    }
}

impl ItemChange {
    /// Whether it is this item that changes.
    pub fn means(&self, item: &YamlValue) -> bool {
        let mut keys = self.is.iter();
        match item {
            YamlValue::Map(pairs) => keys.all(|(key, known)| {
                let there = pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                match (known, there) {
                    (None, None) => true,
                    (Some(known), Some(YamlValue::Text(text))) => is_same_text(known, text),
                    (Some(known), Some(YamlValue::List(items))) => is_same_list(known, items),
                    _ => false,
                }
            }),
            YamlValue::Text(text) => {
                keys.next()
                    .is_some_and(|(_, it)| it.as_deref().is_some_and(|it| is_same_text(it, text)))
                    && keys.all(|(_, known)| known.is_none())
            }
            _ => false,
        }
    }

    /// What the item says then; none where that cannot be.
    pub(super) fn apply_to(&self, item: &YamlValue) -> Option<YamlValue> {
        match item {
            YamlValue::Map(_) => {
                YamlAddition::Keys(vec![(self.key.clone(), self.with.clone())]).apply_to(Some(item))
            }
            // A text that is the whole item, or is to stand in a map beside something else.
            _ => match self.is.first()? {
                (key, _) if *key == self.key => self.with.apply_to(Some(item)),
                (key, _) => Some(YamlValue::Map(vec![
                    (key.clone(), item.clone()),
                    (self.key.clone(), self.with.apply_to(None)?),
                ])),
            },
        }
    }
}

impl YamlValue {
    /// Its items; those of a single value are that value.
    pub fn list_items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// What stands under a key, if it is a map that has it.
    pub fn under(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether another says the same: the order of keys, the brackets of a list of one, and how texts are broken into
    /// lines say nothing.
    pub fn says_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(one), Self::List(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| one.says_same_as(other))
            }
            (Self::List(items), one) | (one, Self::List(items)) => match &**items {
                [only] => only.says_same_as(one),
                // What says nothing is read as an empty list.
                [] => matches!(one, Self::Map(pairs) if pairs.is_empty()),
                _ => false,
            },
            (Self::Map(one), Self::Map(other)) => {
                let same = |(key, value): &(String, Self)| {
                    let there = other.iter().find(|(name, _)| name == key);
                    there.is_some_and(|(_, there)| value.says_same_as(there))
                };
                one.len() == other.len() && one.iter().all(same)
            }
            (one, other) => match (one.spelling(), other.spelling()) {
                (Some(one), Some(other)) => is_same_text(one, other),
                _ => false,
            },
        }
    }

    /// A text or a flag as it is written.
    fn spelling(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(true) => Some("true"),
            Self::Flag(false) => Some("false"),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// Whether two texts differ in nothing but spaces and line breaks; blank lines are more than that.
fn is_same_text(one: &str, other: &str) -> bool {
    one == other || {
        let [one, other] = [one, other].map(|text| {
            let blocks =
                text.trim().split("\n\n").map(|it| it.split_whitespace().collect::<Vec<_>>());
            blocks.filter(|words| !words.is_empty()).collect::<Vec<_>>()
        });
        one == other
    }
}

/// Whether a list holds these texts, a line each in the order of the alphabet.
fn is_same_list(lines: &str, items: &[YamlValue]) -> bool {
    let mut texts: Vec<_> = items.iter().filter_map(YamlValue::as_text).collect();
    texts.sort_unstable();
    texts.len() == items.len() && texts.into_iter().eq(lines.lines())
}
