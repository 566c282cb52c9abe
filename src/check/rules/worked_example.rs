//! A formula without a worked example, or with one that gives no figure or an impossible one.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{ExampleError, StatedFormula},
    diagnostic::Severity,
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "worked-example",
    severity: Some(Severity::Warning),
    style: true,
    about: "a formula without a worked example, or with one that gives no possible figure",
    explain: "\
The example is made of the inputs' `example:` values; `define` and `compare` work it out by every formula of the concept.

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
          time: {means: how long, unit: number, nonzero: true}
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
        for stated in concept.stated_formulas() {
            // What is declared nowhere has no example either: another rule tells.
            let complete = stated.inputs.iter().all(Option::is_some);
            if let Some((message, hint)) = find_flaw(&stated).filter(|_| complete) {
                let place = concept.place_or_entry(stated.computation.place);
                found.push(Finding::new(place, message).on_concept(id).with_hint(hint));
            }
        }
    }
    found
}

/// What is wrong with the example, and what would be right.
fn find_flaw(stated: &StatedFormula<'_>) -> Option<(String, String)> {
    let unit = stated.result_unit()?;
    match stated.evaluate_example() {
        Ok(result) => {
            let scale = stated.result_scale()?;
            if scale.contains(unit.to_written(result)) {
                return None;
            }
            let message = format!("the example comes to {}, off its scale", unit.describe(result));
            Some((message, "change the example or the scale".to_owned()))
        }
        Err(ExampleError::Missing(names)) => {
            let message = format!("no example of {}", quote_names(&names));
            Some((message, "add `example:` to each of the inputs".to_owned()))
        }
        Err(ExampleError::BadAmount(name, wrong)) => {
            let message = format!("the example of `{name}` is no amount: {wrong}");
            Some((message, "write it as `compute` would take it".to_owned()))
        }
        Err(ExampleError::NoFigure(error)) => {
            let message =
                format!("the example gives no figure: {}", stated.formula.describe_error(&error));
            Some((message, "change the example".to_owned()))
        }
    }
}

fn quote_names(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
