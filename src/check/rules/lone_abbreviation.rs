//! A concept whose only names are abbreviations.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lone-abbreviation",
    severity: Some(Severity::Warning),
    style: true,
    about: "a concept that goes by abbreviations alone",
    explain: "\
A reader who does not know what the letters stand for learns nothing from them.

```yaml bad
- {id: tpi, label: TPI, definition: how finely a tyre is woven, root: {}}
```

```yaml good
- {id: tpi, label: threads per inch, abbreviations: [TPI], definition: how finely a tyre is woven, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let own = concept.labels.iter().filter(|label| label.language.is_none());
        let mut own = own.filter(|label| label.kind != LabelKind::Hidden).peekable();
        let Some(first) = own.peek().copied() else { continue };
        if own.all(|label| is_abbreviation(&label.text)) && seen.read_whole(id) {
            let message = format!("nothing says what `{}` stands for", first.text);
            let finding =
                Finding::new(concept.place_or_entry(first.said.place), message).on_concept(id);
            found.push(
                finding.with_hint("make the full name its `label`, and this an abbreviation"),
            );
        }
    }
    found
}

/// Whether a name is two to six capitals and digits, at least one of them a capital.
fn is_abbreviation(name: &str) -> bool {
    let letters = (2..=6).contains(&name.chars().count());
    letters
        && name.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && name.chars().any(char::is_uppercase)
}
