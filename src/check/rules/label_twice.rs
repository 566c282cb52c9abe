//! A label given twice to one concept.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "label-twice",
    severity: Some(Severity::Error),
    style: false,
    about: "one name given to a concept twice",
    explain: "\
A name is preferred, or another name, or one to avoid, and only one of these (SKOS Reference, S13). Number and small
letters make no other name; but a hidden label is there for just that, and only the same letters give it twice. An overlay
may advise against a name that a corpus below it gives.

```yaml bad
- {id: wheel, label: wheel, synonyms: [Wheel], definition: a disc that turns, root: {}}
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
        let (mut letters, mut names) = (BTreeSet::new(), BTreeSet::new());
        if concept.labels.len() < 2 {
            continue;
        }
        for (label, folded) in concept.labels.iter().zip(seen.folded_labels(id)) {
            let language = seen.label_language(label);
            let hidden = label.kind == LabelKind::Hidden;
            // An overlay may advise against a name that a corpus below gives.
            let laid = label.kind == LabelKind::Avoid && seen.is_of_overlay(&label.said);
            let same_name = !hidden && !names.insert((folded, language.clone(), laid));
            if !letters.insert((&label.text, language, laid)) || same_name {
                let message = format!("`{}` is called `{}` twice", concept.id, label.text);
                let place = concept.place_or_entry(label.said.place);
                found.push(Finding::new(place, message).on_concept(id).with_hint("leave one out"));
            }
        }
    }
    found
}
