//! Two states in which one voice says that a concept is.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{Citation, ConceptState},
    diagnostic::Severity,
};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "two-states",
    severity: Some(Severity::Warning),
    style: true,
    about: "two states of a concept that one voice gives",
    explain: "\
A concept has one state at a time for each who speaks of it. Of two the stronger is taken, so that a draft that is deprecated
too is given up. A state with a reservation (`but`) may stand beside another.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, status: [draft, deprecated]}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, status: draft}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(_, it)| it.states.len() > 1) {
        let mut known: BTreeMap<_, ConceptState> = BTreeMap::new();
        for state in &concept.states {
            let outright = |it: &&Citation| it.but.is_none();
            let speakers = state.said.asserted_by.iter().filter(outright);
            for (voice, aspect) in speakers.map(|it| (it.voice, it.aspect)) {
                let first = *known.entry((voice, aspect)).or_insert(state.value);
                if first == state.value {
                    continue;
                }
                known.insert((voice, aspect), state.value);
                let voice = seen.corpus.voices.get(voice.index()).map_or("", |it| &it.id);
                let message = format!(
                    "`{voice}` says that `{}` is {} and {}",
                    concept.id,
                    first.name(),
                    state.value.name()
                );
                let place = concept.place_or_entry(state.said.place);
                let finding = Finding::new(place, message).on_concept(id);
                found
                    .push(finding.with_hint(format!("say which; {} is taken", state.value.name())));
            }
        }
    }
    found
}
