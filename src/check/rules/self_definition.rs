//! A definition that uses the name it defines.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

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
        let (Some(definition), Some((label, folded))) =
            (&concept.definition, seen.folded_preferred_label(id))
        else {
            continue;
        };
        if contains_words(seen.folded_definition(id).unwrap_or_default(), folded) {
            let message = format!("`{}` is defined by its own name", label.text);
            let finding = Finding::new(definition.place, message).on_concept(id);
            found.push(finding.with_hint("say what it is in other words"));
        }
    }
    found
}

/// Whether words stand in a text in a row, both folded.
fn contains_words(text: &str, words: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let (before, rest) = text.split_at(from + at);
        let behind = rest.strip_prefix(words).unwrap_or_default();
        let begins = before.is_empty() || before.ends_with(' ');
        if begins && (behind.is_empty() || behind.starts_with(' ')) {
            return true;
        }
        from += at + rest.chars().next().map_or(1, char::len_utf8);
    }
    false
}
