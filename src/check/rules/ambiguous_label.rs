//! Two concepts of one label and no qualifier to tell them apart.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::Concept,
    diagnostic::{Place, Severity},
    text,
};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "ambiguous-label",
    severity: Some(Severity::Error),
    style: true,
    about: "two concepts of one label and no qualifier to tell them apart",
    explain: "\
A reader who asks for the label cannot choose between the two answers.

```yaml bad
- {id: gear-wheel, label: gear, definition: a toothed disc, root: {}}
- {id: gear-kit, label: gear, definition: what a rider carries, root: {}}
```

```yaml good
- {id: gear-wheel, label: gear, qualifier: wheel, definition: a toothed disc, root: {}}
- {id: gear-kit, label: gear, qualifier: kit, definition: what a rider carries, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut known: HashMap<_, (&Concept, Place)> = HashMap::new();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some((label, folded)) = seen.folded_preferred_label(id) else { continue };
        let name = (folded, concept.qualifier.as_deref().map(text::fold));
        // Where the name is given: an overlay may give it to what lies below.
        let place = concept.place_or_entry(label.said.place);
        let (first, there) = *known.entry(name).or_insert((concept, place));
        if first.id != concept.id {
            let message =
                format!("`{}` and `{}` are both called {}", first.id, concept.id, label.text);
            let finding = Finding::new(place, message).on_concept(id);
            found.push(finding.with_place(there, "the other").with_hint("give each a `qualifier`"));
        }
    }
    found
}
