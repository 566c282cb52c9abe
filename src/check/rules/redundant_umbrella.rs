//! An umbrella that the same voice already reaches through another umbrella.

use crate::check::cycles::{compute_heights, umbrella_steps};
use crate::check::{Finding, Rule, Subject};
use cxterms_base::corpus::ConceptId;
use cxterms_base::diagnostic::{Place, Severity};
use std::collections::{BTreeMap, HashMap};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "redundant-umbrella",
    severity: Some(Severity::Warning),
    style: true,
    about: "an umbrella that the same voice reaches by way of another",
    explain: "\
What is under a thing is under all that is above it; to say so again hides the level between.

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

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<(ConceptId, ConceptId), Finding> = BTreeMap::new();
    for above in seen.umbrellas_by_voice().values() {
        let heights = compute_heights(&umbrella_steps(above));
        let mut level: HashMap<usize, usize> = HashMap::new();
        for height in heights.values() {
            *level.entry(*height).or_default() += 1;
        }
        let over = |id: ConceptId| above.get(&id).into_iter().flat_map(BTreeMap::keys).copied();
        // In a circle everything is above itself, which is a finding of its own.
        let round = |id: ConceptId| {
            let equals = heights.get(&id).and_then(|height| level.get(height));
            equals.is_some_and(|equals| *equals > 1) || over(id).any(|above| above == id)
        };
        for (id, umbrellas) in above.iter().filter(|(_, umbrellas)| umbrellas.len() > 1) {
            // Nothing higher than the highest of them leads to any.
            let straight = umbrellas.keys().filter(|umbrella| !round(**umbrella));
            let Some(highest) = straight.filter_map(|umbrella| heights.get(umbrella)).max() else {
                continue;
            };
            let next = |id| over(id).filter(|id| heights.get(id) <= Some(highest));
            let reached = Subject::reachable_from(umbrellas.keys().flat_map(|it| next(*it)), next);
            let twice = |(umbrella, _): &(&ConceptId, &Place)| {
                reached.contains(umbrella) && !round(**umbrella)
            };
            for (umbrella, place) in umbrellas.iter().filter(twice) {
                let (one, other) = (seen.preferred_label(*id), seen.preferred_label(*umbrella));
                let message = format!("{one} is under {other} by way of another umbrella");
                let finding =
                    Finding::new(*place, message).on_concept(*id).with_hint("leave it out");
                found.insert((*id, *umbrella), finding);
            }
        }
    }
    found.into_values().collect()
}
