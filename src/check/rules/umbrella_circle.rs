//! Umbrellas by which one voice puts a concept under itself.

use crate::check::{Finding, Rule, Seen};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "umbrella-circle",
    severity: Severity::Error,
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
    let mut found: BTreeMap<ConceptId, Finding> = BTreeMap::new();
    for voice in seen.placing() {
        let above = seen.umbrellas_of(voice);
        let over = |id: ConceptId| -> Vec<ConceptId> {
            above.get(&id).into_iter().flatten().map(|(above, _)| *above).collect()
        };
        for (id, umbrellas) in &above {
            let reached = Seen::reached(*id, over);
            // Once a circle: at the first of its concepts.
            let round = |other: &&ConceptId| Seen::reached(**other, over).contains(id);
            if reached.contains(id) && reached.iter().find(round) == Some(id) {
                let place = umbrellas.first().map(|(_, place)| *place).unwrap_or_default();
                let message = format!("{} falls under itself, as one voice has it", seen.name(*id));
                found.entry(*id).or_insert_with(|| Finding::new(place, message).of(*id));
            }
        }
    }
    found.into_values().collect()
}
