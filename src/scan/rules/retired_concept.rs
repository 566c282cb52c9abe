//! A name of a concept that is no longer in use.

use crate::scan::{
    RuleScope, ScanRule, facts::flatten_words, hit::ScanHit, subject::DocumentSubject,
    vocabulary::list_sayings,
};
use cxterms_base::{diagnostic::Severity, image::ImageError};

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "retired-concept",
    severity: Some(Severity::Warning),
    about: "a name of a concept that is no longer in use",
    explain: "\
A concept that is deprecated or retired is nothing that people have any more. It is told only if the name means nothing
that is in use. A single word is found only where an overlay says that it is no longer in use.

```markdown bad
# entries.yaml
- {id: gold-desk, label: gold desk, definition: the team for large customers, root: {}, status: {value: retired, replaced-by: customer-success}}
# page.md
Ask the gold desk.
```

```markdown good
# entries.yaml
- {id: gold-desk, label: gold desk, definition: the team for large customers, root: {}, status: {value: retired, replaced-by: customer-success}}
# page.md
Ask customer success.
```
",
    find: RuleScope::Document(find),
};

#[expect(clippy::unnecessary_wraps, reason = "other rules ask the base, which may be damaged")]
fn find(seen: &DocumentSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut found = vec![];
    for used in seen.facts.heard(RULE.name, &seen.facts.names, |used| &used.spot) {
        let Some(retired) = &used.role.retired else { continue };
        if !used.role.avoided.is_empty() || (used.role.is_single() && !retired.by_overlay) {
            continue;
        }
        let written = flatten_words(&used.spot.text);
        let instead = retired.instead.join("” or “");
        let message = match retired.instead.is_empty() {
            true => format!("“{written}” is {}", retired.state),
            false => format!("say “{instead}”: “{written}” is {}", retired.state),
        };
        let mut hit = seen.hit(&used.spot, message, RULE.name);
        let since = retired.since.as_ref().map(|date| format!(", since {date}"));
        let who = list_sayings(&retired.says);
        let what = match retired.text == retired.label {
            true => String::new(),
            false => format!(" (it is “{}”)", retired.label),
        };
        hit.notes.push(format!("{who} says so{}{what}", since.unwrap_or_default()));
        hit.says.clone_from(&retired.says);
        hit.instead = retired.instead.first().filter(|_| retired.instead.len() == 1).cloned();
        found.push(hit);
    }
    Ok(found)
}
