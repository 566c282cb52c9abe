//! A name in a formula, or in what is said of its inputs, that no input has.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::{Fault, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-input",
    severity: Some(Severity::Error),
    style: false,
    about: "a formula names an input that is declared nowhere",
    explain: "\
Who is asked for a value must be told what is meant. An input may be declared with any value of the same concept.

```yaml bad
- id: speed
  label: speed
  definition: way in a time
  root: {}
  facets:
    use:
      - value: way in a time
        formula: way / time
        unit: number
        inputs:
          way: {means: how far, unit: number, example: 60}
```

```yaml good
- id: speed
  label: speed
  definition: way in a time
  root: {}
  facets:
    use:
      - value: way in a time
        formula: way / time
        unit: number
        inputs:
          way: {means: how far, unit: number, example: 60}
          time: {means: how long, unit: number, nonzero: true, example: 2}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| seen.read_whole(*id)) {
        let declared: Vec<_> = concept.declared_inputs().map(|input| &*input.name).collect();
        let mut report = |place, message: String, name: &str| {
            let fault = Fault::new(concept.place_or_entry(place), message);
            let fault = fault.suggest_nearest(name, declared.iter().copied());
            let finding = Finding::new(fault.place, fault.message).on_concept(id);
            let hint = fault.hint.unwrap_or_else(|| format!("add `{name}` to `inputs`"));
            found.push(finding.with_hint(hint));
        };
        for stated in concept.stated_formulas() {
            let inputs = stated.formula.inputs.iter().zip(&stated.inputs);
            for (input, _) in inputs.filter(|(_, declared)| declared.is_none()) {
                let message = format!("no input is called `{}`", input.name);
                report(stated.computation.place, message, &input.name);
            }
        }
        for input in concept.declared_inputs() {
            let whole = input.part_of.as_ref().filter(|whole| !declared.contains(&&***whole));
            if let Some(whole) = whole {
                let message =
                    format!("no input is called `{whole}`, of which `{}` is a part", input.name);
                report(input.place, message, whole);
            }
        }
    }
    found
}
