//! Two preferred labels of a concept in one language.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "second-label",
    severity: Some(Severity::Error),
    style: false,
    about: "two preferred labels in one language",
    explain: "\
A concept has one preferred label in a language (SKOS Reference, S14). What `translations` say in the corpus's own language
stands beside its `label`.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, translations: {en: {label: roller}}}
```

```yaml good
- {id: wheel, label: wheel, synonyms: [roller], definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let mut known = BTreeMap::new();
        for label in concept.labels.iter().filter(|label| label.kind == LabelKind::Preferred) {
            let first = *known.entry(seen.label_language(label)).or_insert(&*label.text);
            if first != label.text {
                let message = format!(
                    "`{}` is called `{first}` and `{}` in one language",
                    concept.id, label.text
                );
                let finding = Finding::new(concept.place_or_entry(label.said.place), message);
                found.push(finding.on_concept(id).with_hint("make one of them a synonym"));
            }
        }
    }
    found
}
