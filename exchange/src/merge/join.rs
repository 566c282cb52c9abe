//! Joins entries that are of one concept.

use super::claim::SIDES;
use cxterms_base::yaml::YamlValue;

/// What several entries say of one concept, as one entry.
pub(super) fn join_entries(entries: Vec<YamlValue>) -> YamlValue {
    let mut all = entries.into_iter();
    let first = all.next().unwrap_or_else(|| YamlValue::Map(vec![]));
    all.fold(first, join_values)
}

/// One value and another under the same key: keys of both, items of both, and what there can be one of is the first's, the
/// other's being one more name or definition.
fn join_values(one: YamlValue, other: YamlValue) -> YamlValue {
    let (YamlValue::Map(mut pairs), YamlValue::Map(more)) = (one, other) else {
        return YamlValue::Map(vec![]);
    };
    for (key, value) in more {
        let further = match &*key {
            "label" => "synonyms",
            "definition" => "definitions",
            key => key,
        };
        let known = |key: &str| pairs.iter().position(|(known, _)| known == key);
        match (known(&key), known(further)) {
            (None, _) => pairs.push((key, value)),
            (Some(at), _) if pairs.get(at).is_some_and(|it| it.1 == value) => {}
            (Some(_), None) => pairs.push((further.to_owned(), value)),
            (Some(_), Some(at)) => {
                let Some((_, there)) = pairs.get_mut(at) else { continue };
                let old = std::mem::replace(there, YamlValue::List(vec![]));
                *there = match (&*key, old, value) {
                    ("id" | "kind" | "qualifier", old, _) => old,
                    (_, old @ YamlValue::Map(_), value @ YamlValue::Map(_))
                        if GROUPS.contains(&&*key) || pairs_are_groups(&old) =>
                    {
                        join_values(old, value)
                    }
                    (_, old, value) => {
                        YamlValue::List([old.list_items(), value.list_items()].concat())
                    }
                };
            }
        }
    }
    YamlValue::Map(pairs)
}

/// Keys under which names stand that hold lists.
const GROUPS: [&str; 3] = ["facets", "relations", "translations"];

/// Whether a map is no claim, but holds more under names.
fn pairs_are_groups(value: &YamlValue) -> bool {
    let YamlValue::Map(pairs) = value else { return false };
    pairs.iter().all(|(_, value)| !matches!(value, YamlValue::Text(_) | YamlValue::Flag(_)))
        && SIDES.iter().all(|side| value.under(side).is_none())
}
