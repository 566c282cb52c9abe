//! An invisible character in a text.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::invisible::is_invisible;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    severity: Some(Severity::Warning),
    style: false,
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
            if let Some(c) = find_invisible(text) {
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

/// The first invisible character of a text. The joiners are spelling where letters join, as in Persian or Hindi, and in
/// emoji.
fn find_invisible(text: &str) -> Option<char> {
    let mut before = ' ';
    text.chars().find(|c| {
        let joins = matches!(c, '\u{200c}' | '\u{200d}') && before >= '\u{600}';
        before = *c;
        is_invisible(*c) && !joins
    })
}
