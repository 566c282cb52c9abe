//! A replacement that is itself no longer in use.

use crate::check::{
    Finding, Rule, Subject,
    successors::{Successors, list_replacements},
};
use cxterms_base::diagnostic::Severity;

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
    if stated.iter().all(|(_, it)| list_replacements(it).next().is_none()) {
        return vec![];
    }
    let successors = Successors::new(seen);
    let mut found = vec![];
    for (id, concept) in stated {
        for (name, at) in list_replacements(concept) {
            let Some(instead) = successors.find(name) else { continue };
            let Some(other) = seen.concept(instead) else { continue };
            let Some(state) = concept.states.get(at) else { continue };
            let place = concept.place_or_entry(state.said.place);
            if successors.follow(instead).contains(&id) {
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
            let last = successors.list_current(instead);
            found.push(match last.is_empty() {
                true => finding.with_hint("name what is in use"),
                false => finding.with_hint(format!("name `{}`", last.join("` or `"))),
            });
        }
    }
    found
}
