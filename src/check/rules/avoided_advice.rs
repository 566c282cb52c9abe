//! Advice to say a name that is to be avoided itself.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{Label, LabelKind, is_only_avoided},
    diagnostic::Severity,
    text,
};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "avoided-advice",
    severity: Some(Severity::Error),
    style: false,
    about: "advice to say a name that is to be avoided itself",
    explain: "\
Anyone who looks up a name to avoid is told what to say in its place. That must be a name in good standing: not the same name, and
not another one to avoid, of this entry or of another.

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
    let with_advice = |label: &Label| label.kind == LabelKind::Avoid && label.instead.is_some();
    if !seen.concepts().any(|(_, concept)| concept.labels.iter().any(with_advice)) {
        return vec![];
    }
    let (mut avoided, mut good) = (HashSet::new(), HashSet::new());
    for label in seen.concepts().flat_map(|(_, concept)| &concept.labels) {
        let names = if label.kind == LabelKind::Avoid { &mut avoided } else { &mut good };
        names.insert(text::fold(&label.text));
    }
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        for label in concept.labels.iter().filter(|label| label.kind == LabelKind::Avoid) {
            let Some(instead) = &label.instead else { continue };
            let advised = text::fold(instead);
            let elsewhere = avoided.contains(&advised) && !good.contains(&advised);
            if elsewhere || is_only_avoided(&concept.labels, instead) {
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
