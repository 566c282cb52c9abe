//! A formula that adds what cannot be added, or whose result is not what its unit says.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unit-clash",
    severity: Some(Severity::Error),
    style: false,
    about: "a formula adds different things, or its result is not what its unit says",
    explain: "\
Money divided by money is a ratio, and money divided by a number of customers is money. Money plus a number of customers is
nothing.

```yaml bad
- id: value
  label: value
  definition: worth of a bicycle
  root: {}
  facets:
    use:
      - value: price and years together
        formula: price + years
        unit: money
        inputs:
          price: {means: what it cost, unit: money, example: 900}
          years: {means: how long it lasts, unit: years, example: 9}
```

```yaml good
- id: value
  label: value
  definition: worth of a bicycle
  root: {}
  facets:
    use:
      - value: price over years
        formula: price / years
        unit: money per year
        inputs:
          price: {means: what it cost, unit: money, example: 900}
          years: {means: how long it lasts, unit: years, nonzero: true, example: 9}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        for stated in concept.stated_formulas() {
            let units =
                stated.inputs.iter().map(|input| Some(input.as_ref()?.parsed_unit()?.dimension()));
            let units: Vec<_> = units.collect();
            let place = concept.place_or_entry(stated.computation.place);
            let (message, hint) = match stated.formula.find_dimension(&units) {
                Err(clash) => {
                    let [(left, one), (right, other)] = [clash.left, clash.right];
                    let hint = "what is added or taken away must be counted alike";
                    (format!("`{left}` is {one} and `{right}` is {other}"), hint.to_owned())
                }
                Ok(Some(result)) => {
                    let Some(unit) = stated.result_unit().filter(|it| it.dimension() != result)
                    else {
                        continue;
                    };
                    let (name, wanted) = (unit.name(), unit.dimension());
                    let message =
                        format!("the formula comes to {result}, and `{name}` is {wanted}");
                    (message, "change the unit, or those of the inputs".to_owned())
                }
                Ok(None) => continue,
            };
            found.push(Finding::new(place, message).on_concept(id).with_hint(hint));
        }
    }
    found
}
