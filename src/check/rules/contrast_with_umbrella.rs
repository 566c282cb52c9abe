//! A bare contrast between a concept and one above it.

use crate::check::{Finding, Rule, Seen};
use cxterms_base::corpus::{ConceptId, SUBSET_OF};
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "contrast-with-umbrella",
    severity: Severity::Error,
    about: "a bare contrast between a concept and one above it",
    explain: "\
What falls under a thing is one of its kind; that it differs must be said in words, else the two claims deny each other
(SKOS Reference, S27).

```yaml bad
- {id: bike, label: bike, definition: a machine, root: {}}
- {id: road, label: road bike, allow: [bare-contrast], definition: a light one, relations: {subset-of: bike, contrasts-with: bike}}
```

```yaml good
- {id: bike, label: bike, definition: a machine, root: {}}
- {id: road, label: road bike, definition: a light one, relations: {subset-of: bike, contrasts-with: [{concept: bike, text: One is any of them and one is light.}]}}
```
",
    check,
};

fn check(seen: &Seen<'_>) -> Vec<Finding> {
    let mut above: BTreeMap<ConceptId, Vec<ConceptId>> = BTreeMap::new();
    for relation in seen.asserted().filter(|relation| relation.relation == SUBSET_OF) {
        above.entry(relation.from).or_default().push(relation.to);
    }
    let over = |id: ConceptId| above.get(&id).cloned().unwrap_or_default();
    let mut found = vec![];
    for relation in seen.bare_contrasts() {
        let (from, to) = (relation.from, relation.to);
        if Seen::reached(from, over).contains(&to) || Seen::reached(to, over).contains(&from) {
            let (one, other) = (seen.name(from), seen.name(to));
            let message = format!("{one} and {other} contrast, and one falls under the other");
            let finding = Finding::new(relation.said.place, message).of(from).of(to);
            found.push(finding.hint("say in words in what they differ"));
        }
    }
    found
}
