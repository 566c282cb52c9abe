//! A notation given twice, to one concept or to two.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{diagnostic::Place, diagnostic::Severity};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "notation-twice",
    severity: Some(Severity::Warning),
    style: true,
    about: "one code given twice",
    explain: "\
A code stands for one concept; who looks it up must not find two.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, notations: [B-12]}
- {id: rim, label: rim, definition: what holds the tyre, root: {}, notations: [B-12]}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, notations: [B-12]}
- {id: rim, label: rim, definition: what holds the tyre, root: {}, notations: [B-13]}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut known: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        for notation in &concept.notations {
            let place = concept.place_or_entry(notation.place);
            let Some((first, there)) = known.get(&*notation.code) else {
                known.insert(&notation.code, (&concept.id, place));
                continue;
            };
            let message = match *first == concept.id {
                true => format!("`{first}` has the code `{}` twice", notation.code),
                false => format!("`{}` has the code `{}` of `{first}`", concept.id, notation.code),
            };
            let finding =
                Finding::new(place, message).on_concept(id).with_hint("leave it with one of them");
            found.push(finding.with_place(*there, "first given here"));
        }
    }
    found
}
