//! Advice to say a name that is to be avoided itself.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity, text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "avoided-advice",
    severity: Some(Severity::Error),
    style: false,
    about: "advice to say a name that is to be avoided itself",
    explain: "\
Whoever looks up a name to avoid is told what to say in its place. That must be a name in good standing: not the same name, and
not another one to avoid.

```yaml bad
- {id: wheel, label: wheel, avoid: [{text: round, why: it is no noun, instead: round}], definition: a disc that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, avoid: [{text: round, why: it is no noun, instead: wheel}], definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let (avoided, good): (Vec<_>, Vec<_>) =
            concept.labels.iter().partition(|label| label.kind == LabelKind::Avoid);
        for label in &avoided {
            let Some(instead) = &label.instead else { continue };
            let advised = text::fold(instead);
            let named = |label: &&cxterms_base::corpus::Label| text::fold(&label.text) == advised;
            if avoided.iter().any(&named) && !good.iter().any(named) {
                let message = format!(
                    "in place of `{}` the entry of `{}` advises `{instead}`, which is to be avoided too",
                    label.text, concept.id
                );
                let finding = Finding::new(label.said.place, message).on_concept(id);
                found.push(finding.with_hint(format!("advise `{}`", concept.preferred_label())));
            }
        }
    }
    found
}
