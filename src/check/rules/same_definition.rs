//! Two concepts with one definition.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::corpus::Definition;
use cxterms_base::diagnostic::Severity;
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "same-definition",
    severity: Some(Severity::Error),
    style: true,
    about: "two concepts with one definition",
    explain: "\
Either they are one concept with two names, or the definition is too wide for both.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
- {id: disc, label: roller, definition: a disc that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, synonyms: [roller], definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut known: HashMap<&str, (&str, &Definition)> = HashMap::new();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(definition) = &concept.definition else { continue };
        let words = seen.folded_definition(id).unwrap_or_default();
        let (first, there) = *known.entry(words).or_insert((&concept.id, definition));
        if first != concept.id {
            let message = format!("`{}` has the definition of `{first}`", concept.id);
            let finding = Finding::new(definition.place, message).on_concept(id);
            let finding = finding.with_hint("make them one, with a synonym, or tell them apart");
            found.push(finding.with_place(there.place, "the same words"));
        }
    }
    found
}
