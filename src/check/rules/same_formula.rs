//! Two values of one concept whose formulas are one, written differently.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    diagnostic::{Place, Severity},
    formula::NormalForm,
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "same-formula",
    severity: Some(Severity::Warning),
    style: false,
    about: "two values of one concept whose formulas are one, written differently",
    explain: "\
Two voices who compute alike should stand on one side. `compute` counts them as one in any case.

```yaml bad
- id: rest
  label: rest
  definition: way that is left
  root: {}
  facets:
    use:
      - value: share of the way that is left
        formula: (way - ridden) / way
        unit: percent
        inputs:
          way: {means: the whole way, unit: number, nonzero: true, example: 100}
          ridden: {means: the way behind the rider, unit: number, part-of: way, example: 40}
      - value: whole less the share ridden
        formula: 1 - ridden / way
        unit: percent
```

```yaml good
- id: rest
  label: rest
  definition: way that is left
  root: {}
  facets:
    use:
      - value: share of the way that is left
        formula: (way - ridden) / way
        unit: percent
        inputs:
          way: {means: the whole way, unit: number, nonzero: true, example: 100}
          ridden: {means: the way behind the rider, unit: number, part-of: way, example: 40}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let mut known: Vec<(NormalForm, _, Place, &str)> = vec![];
        for stated in concept.stated_formulas() {
            let Some(form) = NormalForm::from_formula(&stated.formula) else { continue };
            let place = concept.place_or_entry(stated.computation.place);
            // Counted per month here and per year there, one formula gives two figures.
            let details = (&stated.computation.unit, &stated.computation.period);
            let first = known.iter().find(|(first, of, ..)| *of == details && form.is_same(first));
            match first {
                Some((.., there, value)) => {
                    let message = format!("`{}` has the formula of `{value}`", stated.value.value);
                    let finding = Finding::new(place, message).on_concept(id);
                    let finding = finding.with_hint("make them one value, said by both");
                    found.push(finding.with_place(*there, "the same formula"));
                }
                None => known.push((form, details, place, &stated.value.value)),
            }
        }
    }
    found
}
