//! Definitions that use each other's terms in a cycle.

use crate::check::cycles::{StepGraph, describe_cycle, find_cycles};
use crate::check::labels::LabelInText;
use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::ConceptId, diagnostic::Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "definition-circle",
    severity: Some(Severity::Warning),
    style: true,
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

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    find_cycles(&collect_uses(seen))
        .iter()
        .filter_map(|circle| report_cycle(seen, circle))
        .collect()
}

/// For each concept, those whose preferred label its definition uses. A label that several have leads to none of them
/// for certain, and a concept that its own definition names is another rule's.
fn collect_uses(seen: &Subject<'_>) -> StepGraph {
    let uses = seen.concepts().flat_map(|(id, _)| {
        let meant = seen.names_in_definition(id).iter().filter_map(LabelInText::meant_concept);
        meant.filter(move |used| *used != id).map(move |used| (id, used))
    });
    uses.collect()
}

fn report_cycle(seen: &Subject<'_>, circle: &[ConceptId]) -> Option<Finding> {
    let message = format!("the definitions of {} lead round in a circle", seen.list_names(circle));
    let found = describe_cycle(circle, message, |id, used| {
        let place = seen.concept(id)?.definition.as_ref()?.place;
        Some((
            place,
            format!("{} is defined by {}", seen.preferred_label(id), seen.preferred_label(used)),
        ))
    });
    Some(found?.with_hint("define one of them without the others"))
}
