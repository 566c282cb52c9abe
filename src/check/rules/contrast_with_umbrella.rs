//! A bare contrast between a concept and one above it.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::Relation, diagnostic::Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "contrast-with-umbrella",
    severity: Some(Severity::Error),
    style: false,
    about: "a bare contrast between a concept and one above it",
    explain: "\
What is under a thing is one of its kind; that it differs must be said in words, else the two claims deny each other
(SKOS Reference, S27).

```yaml bad
- {id: bike, label: bike, definition: a machine, root: {}}
- {id: road, label: road bike, definition: a light one, relations: {subset-of: bike, contrasts-with: bike}}
```

```yaml good
- {id: bike, label: bike, definition: a machine, root: {}}
- {id: road, label: road bike, definition: a light one, relations: {subset-of: bike, contrasts-with: [{concept: bike, text: One is any of them and one is light.}]}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    // What sets them apart may be what a fault keeps from being read.
    let read = |relation: &Relation| seen.read_whole(relation.from) && seen.read_whole(relation.to);
    let above = seen.bare_contrasts().into_iter().filter(|(it, above)| *above && read(it));
    let finding = above.map(|(relation, _)| {
        let (one, other) = (seen.preferred_label(relation.from), seen.preferred_label(relation.to));
        let message = format!("{one} and {other} contrast, and one is under the other");
        let finding = Finding::new(relation.said.place, message);
        finding
            .on_concept(relation.from)
            .on_concept(relation.to)
            .with_hint("say in words in what they differ")
    });
    finding.collect()
}
