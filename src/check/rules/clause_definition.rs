//! A definition that is a clause and cannot stand for the term.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// How a clause begins.
const CLAUSE_STARTS: [&str; 8] =
    ["when ", "where ", "if ", "is ", "are ", "refers to ", "means ", "occurs "];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "clause-definition",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition that is a clause and cannot stand for the term",
    explain: "\
A definition should be able to stand in the term's place: “when …”, “is …”, “refers to …” cannot.

```yaml bad
- {id: drift, label: drift, definition: when a tyre slips, root: {}}
```

```yaml good
- {id: drift, label: drift, definition: the slipping of a tyre, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(definition) = &concept.definition else { continue };
        let lower = definition.text.to_lowercase();
        if let Some(start) = CLAUSE_STARTS.iter().find(|start| lower.starts_with(**start)) {
            let start = start.trim();
            let message = format!("the definition of `{}` begins with `{start}`", concept.id);
            let finding = Finding::new(definition.place, message).on_concept(id);
            found.push(finding.with_hint("begin with the nearest umbrella: “the …”, “a … that …”"));
        }
    }
    found
}
