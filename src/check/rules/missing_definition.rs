//! A concept that the corpus does not define.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-definition",
    severity: Some(Severity::Warning),
    style: true,
    about: "a concept that the corpus does not define",
    explain: "\
Readers come for the meaning. Where the corpus has no words of its own, nothing tells what the voices speak of. What is given up
needs none.

```yaml bad
- {id: wheel, label: wheel, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let bare = seen
        .concepts_alone()
        .filter(|(_, concept)| concept.definition.is_none() && concept.translated.is_empty())
        .filter(|(id, concept)| seen.read_whole(*id) && !seen.corpus.is_given_up(concept));
    let finding = |(id, concept): (_, &cxterms_base::corpus::Concept)| {
        Finding::new(concept.place, format!("`{}` is not defined", concept.id))
            .on_concept(id)
            .with_hint("write `definition`: the nearest umbrella and what sets it apart")
    };
    bare.map(finding).collect()
}
