//! A name that a voice advises against.

use crate::scan::{
    RuleScope, ScanRule, adapt::adapt_words, facts::flatten_words, hit::ScanHit,
    subject::DocumentSubject, vocabulary::list_sayings,
};
use cxterms_base::{diagnostic::Severity, image::ImageError};

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "name-to-avoid",
    severity: Some(Severity::Warning),
    about: "a name that a voice advises against",
    explain: "\
Who advises against a name says why, and what to say instead. Names of several words are found in any case, abbreviations
in their own. A single word is found only where an overlay advises against it: a house may, for itself.

```markdown bad
Unavoidable churn fell by a third.
```

```markdown good
Customer churn fell by a third.
```
",
    find: RuleScope::Document(find),
};

#[expect(clippy::unnecessary_wraps, reason = "other rules ask the base, which may be damaged")]
fn find(seen: &DocumentSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut found = vec![];
    for used in seen.facts.heard(RULE.name, &seen.facts.names, |used| &used.spot) {
        let single = used.role.is_single();
        let mut advised = used.role.avoided.iter().filter(|name| name.by_overlay || !single);
        let Some(name) = advised.clone().find(|name| name.by_overlay).or(advised.next()) else {
            continue;
        };
        let written = flatten_words(&used.spot.text);
        let instead = name.instead.as_deref();
        let instead = instead.map(|instead| adapt_words(&used.spot.text, &name.text, instead));
        let message = match &instead {
            Some(instead) => format!("say “{instead}”, not “{written}”"),
            None => format!("do not say “{written}”"),
        };
        let mut hit = seen.hit(&used.spot, message, RULE.name);
        let who = list_sayings(&name.says);
        hit.notes.push(match &name.why {
            Some(why) => format!("{who}: {why}"),
            None => format!("{who} advises against it"),
        });
        hit.says.clone_from(&name.says);
        hit.instead = instead;
        found.push(hit);
    }
    Ok(found)
}
