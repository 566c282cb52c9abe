//! A rule that an entry allows although the rule finds nothing there.

use crate::check::{Finding, Rule, Subject, find_rule};
use cxterms_base::{
    diagnostic::{Place, Severity},
    text,
};
use std::collections::BTreeSet;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "unused-allow",
    severity: Some(Severity::Warning),
    style: false,
    about: "a rule that an entry allows and that finds nothing there",
    explain: "\
What is allowed for nothing hides the next finding.

```yaml bad
- {id: wheel, label: wheel, allow: [orphan], definition: a disc that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, allow: [orphan], definition: a disc that turns}
```
",
    check: |_| vec![],
};

/// What is allowed and was not used, `used` being the places and names that were.
pub(in crate::check) fn find_unused_allows(
    seen: &Subject<'_>,
    used: &BTreeSet<(Place, &str)>,
) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| seen.read_whole(*id)) {
        for name in &concept.allow {
            if used.contains(&(name.place, name.value.as_str())) {
                continue;
            }
            let known = find_rule(&name.value).is_some();
            let message = match known {
                true => format!("`{}` finds nothing in `{}`", name.value, concept.id),
                false => format!("there is no rule `{}`", name.value),
            };
            let finding = Finding::new(name.place, message).on_concept(id);
            let names = super::RULES.iter().map(|rule| rule.name);
            let near = text::find_nearest(&name.value, names).filter(|_| !known);
            found.push(match near {
                Some(near) => finding.with_hint(format!("did you mean `{near}`?")),
                None => finding.with_hint("leave it out"),
            });
        }
    }
    found
}
