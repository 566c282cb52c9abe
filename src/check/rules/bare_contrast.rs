//! A contrast that does not say in what the two differ.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::Relation, diagnostic::Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "bare-contrast",
    severity: Some(Severity::Warning),
    style: true,
    about: "a contrast that does not say in what the two differ",
    explain: "\
That two things differ is plain; a reader wants to know in what.

```yaml bad
- {id: road, label: road bike, definition: a light machine, root: {}, relations: {contrasts-with: cargo}}
- {id: cargo, label: cargo bike, definition: a strong machine, root: {}}
```

```yaml good
- {id: road, label: road bike, definition: a light machine, root: {}, relations: {contrasts-with: [{concept: cargo, text: One is for speed and one for loads.}]}}
- {id: cargo, label: cargo bike, definition: a strong machine, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    // What sets them apart may be what a fault keeps from being read.
    let read = |relation: &Relation| seen.read_whole(relation.from) && seen.read_whole(relation.to);
    let bare = seen.bare_contrasts().into_iter().filter(|(it, above)| !above && read(it));
    let finding = bare.map(|(relation, _)| {
        let (one, other) = (seen.preferred_label(relation.from), seen.preferred_label(relation.to));
        Finding::new(relation.said.place, format!("{one} and {other} differ, but in what?"))
            .on_concept(relation.from)
            .on_concept(relation.to)
            .with_hint("add `text`, or the `facet` on which they differ")
    });
    finding.collect()
}
