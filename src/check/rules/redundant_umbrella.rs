//! An umbrella that the same voice reaches by way of another.

use crate::check::circles::{knots, steps};
use crate::check::{Finding, Rule, Seen};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::{Place, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "redundant-umbrella",
    severity: Some(Severity::Warning),
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
    for above in seen.umbrellas().values() {
        // In a circle everything is above everything, which is a finding of its own.
        let round: BTreeSet<_> = knots(&steps(above)).into_iter().flatten().collect();
        let over = |id: ConceptId| above.get(&id).into_iter().flat_map(BTreeMap::keys).copied();
        for (id, umbrellas) in above.iter().filter(|(_, umbrellas)| umbrellas.len() > 1) {
            let next = umbrellas.keys().flat_map(|umbrella| over(*umbrella));
            let reached = Seen::reached(next, over);
            let twice = |(umbrella, _): &(&ConceptId, &Place)| {
                reached.contains(umbrella) && !round.contains(umbrella)
            };
            for (umbrella, place) in umbrellas.iter().filter(twice) {
                let (one, other) = (seen.name(*id), seen.name(*umbrella));
                let message = format!("{one} falls under {other} by way of another umbrella");
                let finding = Finding::new(*place, message).of(*id).hint("leave it out");
                found.insert((*id, *umbrella), finding);
            }
        }
    }
    found.into_values().collect()
}
