//! Reads the states of a concept: whether it is in use, who says so, since when, and what replaces it.

use super::{
    attribution::{AttributionEntry, read_attribution},
    fields::{Fields, read_text},
};
use crate::{
    diagnostic::{Fault, Name, Place},
    yaml::{NodeValue, YamlNode},
};
use serde::{Deserialize, Serialize};

/// How far a concept has come: from a draft to one that is no longer in use.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ConceptState {
    /// It is being written.
    Draft,
    /// It waits for approval.
    Proposed,
    /// It is in use.
    #[default]
    Approved,
    /// It is better not used any more.
    Deprecated,
    /// It is not in use any more.
    Retired,
}

impl ConceptState {
    /// Each and its name.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Draft, "draft"),
        (Self::Proposed, "proposed"),
        (Self::Approved, "approved"),
        (Self::Deprecated, "deprecated"),
        (Self::Retired, "retired"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("approved", |(_, name)| name)
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(state, _)| *state)
    }

    /// Whether a concept in it is no longer in use.
    pub fn is_given_up(self) -> bool {
        self >= Self::Deprecated
    }
}

/// The state of a concept as written.
#[derive(Debug, Serialize, Deserialize)]
pub struct StateEntry {
    /// The state.
    pub value: ConceptState,
    /// Where; nowhere if it could not be read.
    pub place: Place,
    /// Concepts that stand in its place.
    pub replaced_by: Vec<Name>,
    /// The date from which it is so.
    pub since: Option<String>,
    /// A reason or condition.
    pub text: Option<String>,
    /// Who says so.
    pub said: AttributionEntry,
}

/// What voices say of a concept's state.
pub(super) fn read_states(fields: &mut Fields<'_>) -> Vec<StateEntry> {
    let nodes = fields.list("status").into_iter();
    let mut states: Vec<_> = nodes.filter_map(|node| read_state(node, fields.faults())).collect();
    states.shrink_to_fit();
    states
}

fn read_state(node: YamlNode, faults: &mut Vec<Fault>) -> Option<StateEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let (value, place) = read_value(Some(read_text("status", node, faults)?), faults);
        let (replaced_by, since, text, said) = Default::default();
        return Some(StateEntry { value, place, replaced_by, since, text, said });
    }
    let mut fields = Fields::open("a status", node, faults)?;
    let written = fields.require_text("value");
    let (value, place) = read_value(written, fields.faults());
    let replaced_by = fields.texts("replaced-by");
    let since = fields.text("since").and_then(|date| read_date(date, fields.faults()));
    let text = fields.text("text").map(|text| text.value);
    let said = read_attribution(&mut fields);
    fields.close();
    Some(StateEntry { value, place, replaced_by, since, text, said })
}

fn read_value(written: Option<Name>, faults: &mut Vec<Fault>) -> (ConceptState, Place) {
    let Some(name) = written else { return (ConceptState::default(), Place::NOWHERE) };
    if let Some(value) = ConceptState::from_name(&name.value) {
        return (value, name.place);
    }
    let names = ConceptState::ALL.map(|(_, name)| name);
    let fault = Fault::new(name.place, format!("a concept cannot be `{}`", name.value));
    let fault = fault.hint(format!("one of {}", names.join(", ")));
    faults.push(fault.suggest_nearest(&name.value, names));
    (ConceptState::default(), Place::NOWHERE)
}

fn read_date(date: Name, faults: &mut Vec<Fault>) -> Option<String> {
    if is_date(&date.value) {
        return Some(date.value);
    }
    let fault = Fault::new(date.place, format!("`{}` is no date", date.value));
    faults.push(fault.hint("write YYYY, YYYY-MM or YYYY-MM-DD"));
    None
}

/// Whether a text is a year, a month of one or a day: `2021`, `2021-03`, `2021-03-31`.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        let right = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if right { part.parse::<u32>().ok() } else { None }
    };
    let part = |at: usize, digits| parts.get(at).map(|part| number(part, digits));
    let (year, month, day) = (part(0, 4), part(1, 2), part(2, 2));
    let Some(Some(year)) = year else { return false };
    let days = match month.flatten() {
        Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    parts.len() <= 3
        && month.is_none_or(|month| month.is_some_and(|month| (1..=12).contains(&month)))
        && day.is_none_or(|day| day.is_some_and(|day| (1..=days).contains(&day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_months_or_days() {
        for date in ["2021", "2021-03", "2021-03-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(date), "{date}");
        }
        for none in [
            "",
            "21",
            "2021-",
            "2021-3",
            "2021-13",
            "2021-00",
            "2021-04-31",
            "2023-02-29",
            "1900-02-29",
            "2021-03-31-01",
            "2021/03",
            "last year",
            "20210331",
            "+202-01",
        ] {
            assert!(!is_date(none), "{none}");
        }
    }
}
