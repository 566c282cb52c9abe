//! A concept that has no relation to any other and is not declared a root.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "orphan",
    severity: Some(Severity::Warning),
    style: true,
    about: "a concept that nothing joins to any other and that is called no root",
    explain: "\
A reader who stands before it finds no way on, and the tree shows it beside the umbrellas. What is given up may
stand alone.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let joined: BTreeSet<_> =
        seen.asserted_relations().flat_map(|relation| [relation.from, relation.to]).collect();
    let mut found = vec![];
    for (id, concept) in seen.concepts_alone() {
        if !joined.contains(&id)
            && concept.root.is_none()
            && seen.read_whole(id)
            && !seen.corpus.is_given_up(concept)
        {
            let message = format!("nothing joins `{}` to any other concept", concept.id);
            let finding = Finding::new(concept.place, message).on_concept(id);
            found.push(finding.with_hint("put it under an umbrella, or say `root: {}`"));
        }
    }
    found
}
