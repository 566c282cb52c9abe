//! A definition that uses the name it defines.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity, text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "self-definition",
    severity: Some(Severity::Error),
    style: true,
    about: "a definition that uses the name it defines",
    explain: "\
A definition that repeats the name sends the reader round in a circle.

```yaml bad
- {id: wheel, label: wheel, definition: a wheel that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let (Some(definition), Some(label)) =
            (&concept.definition, concept.own_labels(LabelKind::Preferred).next())
        else {
            continue;
        };
        let words = format!(" {} ", seen.folded_definition(id).unwrap_or_default());
        if words.contains(&format!(" {} ", text::fold(&label.text))) {
            let message = format!("`{}` is defined by its own name", label.text);
            let finding = Finding::new(definition.place, message).on_concept(id);
            found.push(finding.with_hint("say what it is in other words"));
        }
    }
    found
}
