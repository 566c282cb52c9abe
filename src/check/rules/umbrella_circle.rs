//! Umbrellas by which one voice puts a concept under itself.

use crate::check::circles::{circles, steps, told};
use crate::check::{Finding, Rule, Seen};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "umbrella-circle",
    severity: Some(Severity::Error),
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

fn check(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<Vec<ConceptId>, Finding> = BTreeMap::new();
    for above in seen.umbrellas().values() {
        for circle in circles(&steps(above)) {
            let first = circle.first().map_or("", |id| seen.name(*id));
            let message = format!("{first} falls under itself, as one voice has it");
            let finding = told(&circle, message, |id, over| {
                let place = above.get(&id)?.get(&over)?;
                Some((*place, format!("{} falls under {}", seen.name(id), seen.name(over))))
            });
            let Some(finding) = finding else { continue };
            found.entry(circle).or_insert(finding);
        }
    }
    found.into_values().collect()
}
