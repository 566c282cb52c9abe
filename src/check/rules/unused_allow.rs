//! A rule that an entry allows although the rule finds nothing there, or that a manifest asks for and that is none.

use crate::check::{Finding, Rule, Subject, find_rule};
use cxterms_base::{
    corpus::CorpusReading,
    diagnostic::{Name, Place, Severity},
    text,
};
use std::collections::BTreeSet;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "unused-allow",
    severity: Some(Severity::Warning),
    style: false,
    about: "a rule that an entry allows and that finds nothing there, or that is none",
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

/// What is allowed and was not used, `used` being the places and names that were; and what a manifest asks for that is no
/// rule.
pub(in crate::check) fn find_unused_allows(
    seen: &Subject<'_>,
    reading: &CorpusReading,
    used: &BTreeSet<(Place, &str)>,
) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| seen.read_whole(*id)) {
        for name in &concept.allow {
            if used.contains(&(name.place, name.value.as_str())) {
                continue;
            }
            let finding = match find_rule(&name.value) {
                Some(rule) => {
                    let message = format!("`{}` finds nothing in `{}`", rule.name, concept.id);
                    Finding::new(name.place, message).with_hint("leave it out")
                }
                None => report_unknown_rule(name),
            };
            found.push(finding.on_concept(id));
        }
    }
    let unknown = reading.asked_rules().filter(|name| find_rule(&name.value).is_none());
    found.extend(unknown.map(report_unknown_rule));
    found
}

fn report_unknown_rule(name: &Name) -> Finding {
    let finding = Finding::new(name.place, format!("there is no rule `{}`", name.value));
    let names = super::RULES.iter().map(|rule| rule.name);
    match text::find_nearest(&name.value, names) {
        Some(near) => finding.with_hint(format!("did you mean `{near}`?")),
        None => finding.with_hint("leave it out"),
    }
}
