//! Two names given for one thing, although voices set apart what they mean.

use crate::scan::{
    RuleScope, ScanRule, hit::ScanHit, subject::DocumentSubject, vocabulary::list_sayings,
};
use cxterms_base::{diagnostic::Severity, image::ImageError};

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "joined-contrast",
    severity: Some(Severity::Note),
    about: "two names written as one, although voices set apart what they mean",
    explain: "\
“Customer service/success” and “customer care, also known as customer support” say that two things are one. Some voices
hold that they are not. It is told once a file, of disciplines that a slash joins and of names that are given for each
other; “and”, “or” and “&” join nothing into one.

```markdown bad
Ask customer service/success.
```

```markdown good
Ask customer service or customer success.
```
",
    find: RuleScope::Document(find),
};

fn find(seen: &DocumentSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut heard = seen.facts.heard(RULE.name, &seen.facts.joined, |it| &it.spot);
    let Some(joined) = heard.next() else { return Ok(vec![]) };
    let [one, other] = joined.concepts;
    let (a, b) = (seen.vocabulary.label_of(one)?, seen.vocabulary.label_of(other)?);
    let message = format!("{a} and {b} are not one thing to everybody");
    let mut hit = seen.hit(&joined.spot, message, RULE.name);
    hit.says = seen.vocabulary.name_voices(&seen.vocabulary.who_sets_apart(one, other)?)?;
    hit.notes.push(format!("{} set them apart", list_sayings(&hit.says)));
    hit.hint = Some("write both, with “and” or “or”, or the one that is meant".to_owned());
    Ok(vec![hit])
}
