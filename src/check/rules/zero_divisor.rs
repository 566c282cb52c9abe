//! A formula that divides by an input that may be zero.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::StatedFormula,
    diagnostic::Severity,
    formula::{AggregateKind, Expression, Operator},
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "zero-divisor",
    severity: Some(Severity::Warning),
    style: false,
    about: "a formula divides by an input that may be zero",
    explain: "\
Who gives a zero there should be told why there is no figure. `nonzero: true` says that a zero makes no sense. Of a sum
or a difference nobody can say so beforehand: `compute` tells.

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
          time: {means: how long, unit: number, example: 2}
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
    for (id, concept) in seen.concepts() {
        for stated in concept.stated_formulas() {
            let mut divisors = vec![];
            stated.formula.visit_divisors(&mut |divisor| {
                let inputs = find_zeros(&stated, divisor);
                divisors.extend(inputs.into_iter().flatten());
            });
            divisors.sort_unstable();
            divisors.dedup();
            for input in divisors.iter().filter_map(|at| stated.formula.inputs.get(*at)) {
                let place = concept.place_or_entry(stated.computation.place);
                let message = format!("divides by `{}`, which may be zero", input.name);
                let finding = Finding::new(place, message).on_concept(id);
                let hint =
                    format!("if a zero makes no sense, add `nonzero: true` to `{}`", input.name);
                found.push(finding.with_hint(hint));
            }
        }
    }
    found
}

/// The inputs that may make a part zero; none where the part cannot be zero, or nobody can say so beforehand.
fn find_zeros(stated: &StatedFormula<'_>, part: &Expression) -> Option<Vec<usize>> {
    // What is declared nowhere is another rule's matter.
    let own = |at: usize| {
        let declared = stated.inputs.get(at).copied().flatten();
        declared.filter(|input| !input.nonzero).map(|_| vec![at])
    };
    match part {
        Expression::Number(_) | Expression::Binary(Operator::Add | Operator::Subtract, ..) => None,
        Expression::Input(at) => own(*at),
        Expression::Aggregate(at) => {
            let aggregate = stated.formula.aggregates.get(*at)?;
            match aggregate.kind {
                AggregateKind::Sum | AggregateKind::Mean => own(aggregate.column),
                AggregateKind::Count | AggregateKind::Share => None,
            }
        }
        Expression::Binary(Operator::Multiply, left, right) => {
            match (find_zeros(stated, left), find_zeros(stated, right)) {
                (Some(left), Some(right)) => Some([left, right].concat()),
                (one, other) => one.or(other),
            }
        }
        Expression::Binary(Operator::Divide, over, _) => find_zeros(stated, over),
    }
}
