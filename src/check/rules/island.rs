//! Concepts that are joined to each other and to nothing else.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::ConceptId,
    diagnostic::{Place, Severity},
};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "island",
    severity: Some(Severity::Warning),
    style: true,
    about: "concepts that are joined to each other and to nothing else",
    explain: "\
No way leads from them to the rest, so that no comparison, tree or path shows them beside it. It is told once an island, at its
first concept; the largest set is the mainland.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
- {id: rim, label: rim, definition: the edge of the disc, relations: {subset-of: wheel}}
- {id: hub, label: hub, definition: the middle of the disc, relations: {subset-of: wheel}}
- {id: rider, label: rider, definition: who rides, root: {}}
- {id: racer, label: racer, definition: who rides fast, relations: {subset-of: rider}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
- {id: rim, label: rim, definition: the edge of the disc, relations: {subset-of: wheel}}
- {id: hub, label: hub, definition: the middle of the disc, relations: {subset-of: wheel}}
- {id: rider, label: rider, definition: who rides, root: {}, relations: {leads-to: wheel}}
- {id: racer, label: racer, definition: who rides fast, relations: {subset-of: rider}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let islands = find_islands(seen);
    let largest = islands.iter().map(BTreeSet::len).max().unwrap_or_default();
    // Of several that are as large, the first is the mainland.
    let mainland = islands.iter().position(|island| island.len() == largest);
    let others = islands.iter().enumerate().filter(|(at, _)| Some(*at) != mainland);
    others.filter_map(|(_, island)| report_island(seen, island)).collect()
}

/// The sets of concepts that relations join, whoever asserts them, by their first concepts.
fn find_islands(seen: &Subject<'_>) -> Vec<BTreeSet<ConceptId>> {
    let mut beside: BTreeMap<ConceptId, Vec<ConceptId>> = BTreeMap::new();
    for relation in seen.asserted_relations() {
        beside.entry(relation.from).or_default().push(relation.to);
        beside.entry(relation.to).or_default().push(relation.from);
    }
    let next = |id: ConceptId| beside.get(&id).into_iter().flatten().copied();
    let mut known: BTreeSet<ConceptId> = BTreeSet::new();
    let mut found = vec![];
    for id in beside.keys() {
        if !known.contains(id) {
            let island = Subject::reachable_from([*id], next);
            known.extend(&island);
            found.push(island);
        }
    }
    found
}

fn report_island(seen: &Subject<'_>, island: &BTreeSet<ConceptId>) -> Option<Finding> {
    let given_up = |id: &ConceptId| seen.concept(*id).is_some_and(|it| seen.corpus.is_given_up(it));
    if !island.iter().all(|id| seen.read_whole(*id)) || island.iter().all(given_up) {
        return None;
    }
    let ids: Vec<_> = island.iter().copied().collect();
    let mut places = ids.iter().filter_map(|id| seen.concept(*id)).map(|concept| concept.place);
    let place = places.find(|place| *place != Place::NOWHERE)?;
    let message = format!("nothing joins {} to the rest", seen.list_names(&ids));
    let finding = Finding::new(place, message).with_hint("relate one of them to a concept beyond");
    Some(ids.into_iter().fold(finding, Finding::on_concept))
}
