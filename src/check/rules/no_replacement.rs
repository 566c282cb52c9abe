//! A deprecated concept of which nothing says what stands in its place.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::corpus::ConceptState;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-replacement",
    severity: None,
    style: true,
    about: "a deprecated concept without a replacement",
    explain: "\
Who meets a concept that is better not used any more asks what to use instead. Some have no successor, so this rule is off
unless it is asked for; a concept that is retired needs none.

```yaml bad
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: deprecated}
```

```yaml good
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: {value: deprecated, replaced-by: rim}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let editors = &seen.corpus.settings.editors;
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let deprecated = concept.state(editors) == Some(ConceptState::Deprecated);
        let replaced = concept.states.iter().any(|state| !state.replaced_by.is_empty());
        if deprecated && !replaced && seen.read_whole(id) {
            let state = concept.states.iter().find(|it| it.value == ConceptState::Deprecated);
            let place = state.map_or(concept.place, |it| concept.place_or_entry(it.said.place));
            let message = format!("nothing says what to use in place of `{}`", concept.id);
            let finding = Finding::new(place, message).on_concept(id);
            found.push(finding.with_hint("name it: `replaced-by: ID`"));
        }
    }
    found
}
