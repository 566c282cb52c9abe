//! An input that no formula of its concept uses, or that is declared in two ways.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unused-input",
    severity: Some(Severity::Warning),
    style: false,
    about: "an input that no formula of its concept uses, or that is declared in two ways",
    explain: "\
`compute` would never ask for it, or could not tell which of the two to ask for. Declare an input once, with the first value
that uses it.

```yaml bad
- id: speed
  label: speed
  definition: way in a time
  root: {}
  facets:
    use:
      - value: way
        formula: way
        unit: number
        inputs:
          way: {means: how far, unit: number, example: 60}
          time: {means: how long, unit: number, nonzero: true, example: 2}
```

```yaml good
- id: speed
  label: speed
  definition: way in a time
  root: {}
  facets:
    use:
      - value: way
        formula: way
        unit: number
        inputs:
          way: {means: how far, unit: number, example: 60}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| seen.read_whole(*id)) {
        let formulas: Vec<_> = concept.stated_formulas().collect();
        let declared: Vec<_> = concept.declared_inputs().collect();
        for (at, input) in declared.iter().enumerate() {
            let place = concept.place_or_entry(input.place);
            let used = |name| formulas.iter().any(|it| it.formula.find_input(name).is_some());
            if !used(&*input.name) {
                let message = format!("no formula here uses the input `{}`", input.name);
                let finding = Finding::new(place, message).on_concept(id);
                found.push(finding.with_hint("remove it, or use it in the formula"));
            }
            let before = declared.iter().take(at).find(|known| known.name == input.name);
            if let Some(first) = before.filter(|first| *first != input) {
                let message = format!("the input `{}` is declared in two ways", input.name);
                let finding = Finding::new(place, message).on_concept(id);
                let finding = finding.with_hint("keep the first, or give this one another name");
                found.push(finding.with_place(concept.place_or_entry(first.place), "the first"));
            }
        }
    }
    found
}
