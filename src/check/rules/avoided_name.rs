//! A definition that uses a name to avoid.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "avoided-name",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition that uses a name to avoid",
    explain: "\
What the corpus advises against it should not say itself. A name that is also a good one of some concept may stand.

```yaml bad
- {id: wheel, label: wheel, avoid: [{text: round, why: it is no noun, instead: wheel}], definition: a disc that turns, root: {}}
- {id: rim, label: rim, definition: what lies around the round, root: {}}
```

```yaml good
- {id: wheel, label: wheel, avoid: [{text: round, why: it is no noun, instead: wheel}], definition: a disc that turns, root: {}}
- {id: rim, label: rim, definition: what lies around the wheel, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(definition) = &concept.definition else { continue };
        let mut told = BTreeSet::new();
        for avoided in
            seen.names_in_definition(id).iter().filter(|it| it.avoided).map(|it| it.first)
        {
            if told.insert(&avoided.text) {
                let message = format!("the definition of `{}` says `{}`", concept.id, avoided.text);
                let finding = Finding::new(definition.place, message).on_concept(id);
                let finding = finding.with_place(avoided.said.place, "a name to avoid");
                found.push(match &avoided.instead {
                    Some(instead) => finding.with_hint(format!("say `{instead}`")),
                    None => finding,
                });
            }
        }
    }
    found
}
