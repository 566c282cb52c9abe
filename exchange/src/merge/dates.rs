//! The dates of an entry that is there: a later date of the last change stands in the place of the one that is there.

use super::planned::EntryMerge;
use cxterms_base::{
    corpus::DateKind,
    schema::date_shape,
    yaml::{YamlAddition, YamlValue},
};

impl EntryMerge<'_> {
    /// Adds a date; one that is there stays, unless the entry was changed later.
    pub(super) fn plan_date(&mut self, kind: DateKind, value: &YamlValue) {
        let key = kind.name();
        let known = self.have.under(key).and_then(YamlValue::as_text);
        match (known, value.as_text()) {
            (None, _) => self.put(&[key], YamlAddition::Value(value.clone())),
            (Some(known), Some(new)) if known == new => {}
            (Some(known), Some(new)) if kind == DateKind::Modified && is_later(new, known) => {
                // Another layer's stays in its file.
                let own = self.own.is_some_and(|own| own.under(key).is_some());
                let addition = match own {
                    true => YamlAddition::Text(new.to_owned()),
                    false => YamlAddition::Value(value.clone()),
                };
                self.put(&[key], addition);
            }
            _ => self.losses.add_example(&format!("`{key}` that is another there"), self.id),
        }
    }
}

/// Whether one date is after another, as far as they are equally exact.
fn is_later(one: &str, other: &str) -> bool {
    date_shape(one) == date_shape(other) && one > other
}
