//! A synonym or abbreviation that is a name of another concept too.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{Concept, ConceptId, Label, LabelKind},
    diagnostic::Severity,
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "shared-name",
    severity: Some(Severity::Warning),
    style: true,
    about: "a synonym or abbreviation that names another concept too",
    explain: "\
A reader who asks for the name gets both concepts and is not told which is meant. Say which one the name mostly means: on
the other, mark it as secondary. (Two concepts of one preferred label are `ambiguous-label`.)

```yaml bad
- {id: wheel, label: wheel, synonyms: [roller], definition: a disc that turns, root: {}}
- {id: roller, label: roller, definition: a cylinder that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, synonyms: [{text: roller, secondary: true}], definition: a disc that turns, root: {}}
- {id: roller, label: roller, definition: a cylinder that turns, root: {}}
```
",
    check,
};

/// A name of a concept.
type NameReading<'c> = (ConceptId, &'c Concept, &'c Label);

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut readings = vec![];
    for (id, concept) in seen.concepts() {
        let labels = concept.labels.iter().zip(seen.folded_labels(id));
        for (label, folded) in labels.filter(|(label, _)| label.kind != LabelKind::Avoid) {
            let name = (folded.as_str(), seen.label_language(label));
            readings.push((name, (id, concept, label)));
        }
    }
    // Readings of one name stay in the order of their concepts.
    readings.sort_by(|(a, _), (b, _)| a.cmp(b));
    let shared = readings.chunk_by(|(a, _), (b, _)| a == b).filter(|all| all.len() > 1);
    let shared = shared.map(|all| all.iter().map(|(_, reading)| *reading).collect());
    shared.flat_map(|all| find_shared(&keep_primary(all))).collect()
}

/// The readings that a name mostly has: those that are not marked as secondary, or all if all are.
fn keep_primary(mut readings: Vec<NameReading<'_>>) -> Vec<NameReading<'_>> {
    if readings.iter().any(|(_, _, label)| !label.secondary) {
        readings.retain(|(_, _, label)| !label.secondary);
    }
    readings
}

/// A finding for each concept that is called by a name of the first one, which is the one that has it as its label.
fn find_shared(readings: &[NameReading<'_>]) -> Vec<Finding> {
    let preferred = |it: &&NameReading<'_>| it.2.kind == LabelKind::Preferred;
    let Some(first) = readings.iter().find(preferred).or(readings.first()) else { return vec![] };
    let what = if preferred(&first) { "the label" } else { "a name" };
    let mut told = vec![first.0];
    let mut found = vec![];
    for (id, concept, label) in readings.iter().filter(|it| !preferred(it)) {
        if told.contains(id) {
            continue;
        }
        told.push(*id);
        let message = format!(
            "`{}` is called {}, which is {what} of `{}`",
            concept.id, label.text, first.1.id
        );
        let place = concept.place_or_entry(label.said.place);
        let there = first.1.place_or_entry(first.2.said.place);
        let finding = Finding::new(place, message).on_concept(*id).on_concept(first.0);
        let hint = "where the name mostly means the other, write `{text: …, secondary: true}`";
        found.push(finding.with_place(there, "the other").with_hint(hint));
    }
    found
}
