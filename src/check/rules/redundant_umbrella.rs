//! An umbrella that the same voice reaches by way of another.

use crate::check::{Finding, Rule, Seen};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "redundant-umbrella",
    severity: Severity::Warning,
    about: "an umbrella that the same voice reaches by way of another",
    explain: "\
What falls under a thing falls under all that is above it; to say so again hides the level between.

```yaml bad
- {id: machine, label: machine, definition: what does work, root: {}}
- {id: bike, label: bike, definition: one with two tyres, relations: {subset-of: machine}}
- {id: road, label: road bike, definition: a light one, relations: {subset-of: [bike, machine]}}
```

```yaml good
- {id: machine, label: machine, definition: what does work, root: {}}
- {id: bike, label: bike, definition: one with two tyres, relations: {subset-of: machine}}
- {id: road, label: road bike, definition: a light one, relations: {subset-of: bike}}
```
",
    check,
};

fn check(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<(ConceptId, ConceptId), Finding> = BTreeMap::new();
    for voice in seen.placing() {
        let above = seen.umbrellas_of(voice);
        let over = |id: ConceptId| -> Vec<ConceptId> {
            above.get(&id).into_iter().flatten().map(|(above, _)| *above).collect()
        };
        for (id, umbrellas) in &above {
            for (umbrella, place) in umbrellas {
                let others = umbrellas.iter().map(|(other, _)| *other);
                let others = others.filter(|other| other != umbrella && other != id);
                if others.into_iter().any(|other| Seen::reached(other, over).contains(umbrella)) {
                    let (one, other) = (seen.name(*id), seen.name(*umbrella));
                    let message = format!("{one} falls under {other} by way of another umbrella");
                    let finding = Finding::new(*place, message).of(*id).hint("leave it out");
                    found.insert((*id, *umbrella), finding);
                }
            }
        }
    }
    found.into_values().collect()
}
