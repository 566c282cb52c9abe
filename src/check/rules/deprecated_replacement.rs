//! A replacement that is itself no longer in use.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{Concept, ConceptId, ConceptState},
    diagnostic::Severity,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "deprecated-replacement",
    severity: Some(Severity::Warning),
    style: true,
    about: "a replacement that is itself no longer in use, or replacements that go round",
    explain: "\
Who is sent from one concept to the next should arrive at one that is in use. Name the last of the chain; where
replacements go round, one of them is wrong.

```yaml bad
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: {value: deprecated, replaced-by: rim}}
- {id: felly, label: felly, definition: the oldest word for it, root: {}, status: {value: retired, replaced-by: hoop}}
```

```yaml good
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: {value: deprecated, replaced-by: rim}}
- {id: felly, label: felly, definition: the oldest word for it, root: {}, status: {value: retired, replaced-by: rim}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let stated: Vec<_> = seen.concepts().filter(|(_, it)| !it.states.is_empty()).collect();
    if stated.iter().all(|(_, it)| replacements(it).next().is_none()) {
        return vec![];
    }
    let numbers: BTreeMap<&str, ConceptId> =
        seen.concepts().map(|(id, concept)| (concept.id.as_str(), id)).collect();
    let next = |id: ConceptId| {
        let named = seen.concept(id).into_iter().flat_map(replacements);
        named.filter_map(|(name, _)| numbers.get(name).copied())
    };
    let mut found = vec![];
    for (id, concept) in stated {
        for (name, at) in replacements(concept) {
            let Some(instead) = numbers.get(name).copied() else { continue };
            let Some(other) = seen.concept(instead) else { continue };
            let Some(state) = concept.states.get(at) else { continue };
            let place = concept.place_or_entry(state.said.place);
            let reached = Subject::reachable_from([instead], next);
            if reached.contains(&id) {
                let message =
                    format!("`{}` is replaced by `{name}`, and that leads back", concept.id);
                let finding = Finding::new(place, message).on_concept(id);
                found.push(finding.with_hint("say which of them is in use"));
                continue;
            }
            let Some(state) = other.state(&seen.corpus.settings.editors) else { continue };
            if !state.is_given_up() {
                continue;
            }
            let message =
                format!("`{}` is replaced by `{name}`, which is {}", concept.id, state.name());
            let finding = Finding::new(place, message).on_concept(id);
            let last = list_current(seen, &reached);
            found.push(match last.is_empty() {
                true => finding.with_hint("name what is in use"),
                false => finding.with_hint(format!("name `{}`", last.join("` or `"))),
            });
        }
    }
    found
}

/// What is said to stand in a concept's place where it is given up, each with the number of the state.
fn replacements(concept: &Concept) -> impl Iterator<Item = (&str, usize)> {
    let states = concept.states.iter().enumerate();
    let given_up = states.filter(|(_, it)| it.value.is_given_up());
    let asserted = given_up.filter(|(_, it)| !it.said.asserted_by.is_empty());
    asserted.flat_map(|(at, state)| state.replaced_by.iter().map(move |name| (&**name, at)))
}

/// Those of some concepts that are in use, by identifier.
fn list_current(seen: &Subject<'_>, ids: &BTreeSet<ConceptId>) -> Vec<String> {
    let editors = &seen.corpus.settings.editors;
    let current = ids.iter().filter_map(|id| seen.concept(*id));
    let current = current.filter(|it| !it.state(editors).is_some_and(ConceptState::is_given_up));
    current.map(|concept| concept.id.clone()).collect()
}
