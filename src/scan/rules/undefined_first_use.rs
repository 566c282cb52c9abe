//! An abbreviation that a file uses and never explains.

use crate::scan::{RuleScope, ScanRule, hit::ScanHit, subject::DocumentSubject};
use cxterms_base::image::ImageError;
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "undefined-first-use",
    severity: None,
    about: "an abbreviation that a file uses and does not explain",
    explain: "\
For documents that are read by themselves: each says what its abbreviations stand for. Abbreviations that the base knows are
looked at, each where a file first uses it.

```markdown bad
Our NPS rose again.
```

```markdown good
Our Net Promoter Score (NPS) rose again. The NPS is a figure.
```
",
    find: RuleScope::Document(find),
};

#[expect(clippy::unnecessary_wraps, reason = "other rules ask the base, which may be damaged")]
fn find(seen: &DocumentSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let facts = seen.facts;
    let mut explained: BTreeSet<&str> =
        facts.expansions.iter().map(|it| &*it.abbreviation).collect();
    let mut found = vec![];
    for used in facts.heard(RULE.name, &facts.abbreviations, |it| &it.spot) {
        if !explained.insert(&used.text) {
            continue;
        }
        let readings = used.role.readings.iter().filter(|reading| reading.text == used.text);
        let labels: Vec<_> = readings.map(|reading| format!("“{}”", reading.label)).collect();
        let message = format!("{} is used and not explained in this file", used.text);
        let mut hit = seen.hit(&used.spot, message, RULE.name);
        hit.notes.push(format!("the base knows {}; yours may be another", labels.join(", ")));
        hit.hint = Some(
            "write it out where it first stands, with the abbreviation in brackets".to_owned(),
        );
        found.push(hit);
    }
    Ok(found)
}
