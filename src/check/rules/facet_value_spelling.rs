//! Two values of one facet that differ in spelling alone.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::{corpus::FacetId, diagnostic::Place, text};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "facet-value-spelling",
    severity: Some(Severity::Warning),
    style: true,
    about: "two values of one facet that differ in spelling alone",
    explain: "\
Values are compared letter by letter: two spellings count as two answers.

```yaml bad
- {id: road, label: road bike, definition: a light one, root: {}, facets: {use: [Racing]}}
- {id: track, label: track bike, definition: a lean one, root: {}, facets: {use: [racing]}}
```

```yaml good
- {id: road, label: road bike, definition: a light one, root: {}, facets: {use: [racing]}}
- {id: track, label: track bike, definition: a lean one, root: {}, facets: {use: [racing]}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut known: BTreeMap<_, (&str, Place)> = BTreeMap::new();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        // A value that its facet does not list is a fault already.
        let listed =
            |facet: FacetId| seen.corpus.facet(facet).is_some_and(|facet| !facet.values.is_empty());
        for value in concept.facets.iter().filter(|value| !listed(value.facet)) {
            let (place, name) = (value.said.place, (value.facet, text::fold(&value.value)));
            let (first, there) = *known.entry(name).or_insert((&value.value, place));
            if first != value.value {
                let message = format!("`{}` stands elsewhere as `{first}`", value.value);
                let finding = Finding::new(place, message).on_concept(id);
                found.push(
                    finding.with_place(there, "spelt so").with_hint(format!("write `{first}`")),
                );
            }
        }
    }
    found
}
