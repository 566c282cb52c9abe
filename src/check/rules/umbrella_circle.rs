//! A cycle in the umbrellas that one voice names.

use crate::check::cycles::{describe_cycle, find_cycles, umbrella_steps};
use crate::check::{Finding, Rule, Subject};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "umbrella-circle",
    severity: Some(Severity::Error),
    style: false,
    about: "umbrellas by which one voice puts a concept under itself",
    explain: "\
No tree can be drawn of it. Where different voices close the circle it is a dispute, and no error.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, relations: {subset-of: [{concept: part, by: anns-book}]}}
- {id: part, label: part, definition: a piece, relations: {subset-of: [{concept: wheel, by: anns-book}]}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, relations: {subset-of: [{concept: part, by: anns-book}]}}
- {id: part, label: part, definition: a piece, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<Vec<ConceptId>, Finding> = BTreeMap::new();
    for above in seen.umbrellas_by_voice().values() {
        for circle in find_cycles(&umbrella_steps(above)) {
            let first = circle.first().map_or("", |id| seen.preferred_label(*id));
            let message = format!("{first} is under itself, as one voice has it");
            let finding = describe_cycle(&circle, message, |id, over| {
                let place = above.get(&id)?.get(&over)?;
                Some((
                    *place,
                    format!("{} is under {}", seen.preferred_label(id), seen.preferred_label(over)),
                ))
            });
            let Some(finding) = finding else { continue };
            found.entry(circle).or_insert(finding);
        }
    }
    found.into_values().collect()
}
