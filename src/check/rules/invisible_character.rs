//! An invisible character in a text.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::text;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    severity: Some(Severity::Warning),
    about: "a character that nobody sees",
    explain: "\
It makes two names that look the same different, and nobody finds why.

```yaml bad
- {id: wheel, label: \"wh\\u200beel\", definition: a disc that turns, root: {}}
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
        let mut texts = vec![];
        texts.extend(concept.labels.iter().map(|it| (&it.text, it.said.place)));
        texts.extend(concept.definition.iter().map(|it| (&it.text, it.place)));
        texts.extend(concept.definitions.iter().map(|it| (&it.text, it.said.place)));
        texts.extend(concept.facets.iter().map(|it| (&it.value, it.said.place)));
        texts.extend(concept.notes.iter().map(|it| (&it.text, it.said.place)));
        for (text, place) in texts {
            if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
                let message =
                    format!("`{}` holds the invisible U+{:04X}", concept.id, u32::from(c));
                found.push(
                    Finding::new(concept.place_or_entry(place), message)
                        .on_concept(id)
                        .with_hint("delete it"),
                );
            }
        }
    }
    found
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || text::is_terminal_control(c)
}
