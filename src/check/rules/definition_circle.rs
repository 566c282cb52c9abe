//! Definitions that send the reader round.

use crate::check::circles::{Steps, circles, told};
use crate::check::labels::Named;
use crate::check::{Finding, Rule, Seen};
use cxterms_base::{corpus::ConceptId, diagnostic::Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "definition-circle",
    severity: Some(Severity::Warning),
    about: "definitions that send the reader round",
    explain: "\
Who looks up one name meets the other, and after the last one the first again: nobody who knows neither learns anything.
It is told once a circle, at its first concept.

```yaml bad
- {id: rim, label: rim, definition: what joins the spokes, root: {}}
- {id: spoke, label: spoke, definition: a rod that holds the rim, root: {}}
```

```yaml good
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: spoke, label: spoke, definition: a rod that holds the rim, root: {}}
```
",
    check,
};

fn check(seen: &Seen<'_>) -> Vec<Finding> {
    circles(&uses(seen)).iter().filter_map(|circle| finding(seen, circle)).collect()
}

/// For each concept, those whose preferred label its definition uses. A label that several have leads to none of them
/// for certain, and a concept that its own definition names is another rule's.
fn uses(seen: &Seen<'_>) -> Steps {
    let uses = seen.concepts().flat_map(|(id, _)| {
        let meant = seen.named(id).iter().filter_map(Named::meant);
        meant.filter(move |used| *used != id).map(move |used| (id, used))
    });
    uses.collect()
}

fn finding(seen: &Seen<'_>, circle: &[ConceptId]) -> Option<Finding> {
    let message = format!("the definitions of {} lead round in a circle", seen.listed(circle));
    let found = told(circle, message, |id, used| {
        let place = seen.concept(id)?.definition.as_ref()?.place;
        Some((place, format!("{} is defined by {}", seen.name(id), seen.name(used))))
    });
    Some(found?.hint("define one of them without the others"))
}
