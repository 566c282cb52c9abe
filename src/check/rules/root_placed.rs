//! A voice that puts a concept under an umbrella and says that nothing is above it.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::VoiceId, diagnostic::Severity};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "root-placed",
    severity: Some(Severity::Error),
    style: true,
    about: "a voice that puts a concept under an umbrella and says that nothing is above it",
    explain: "\
The two cannot both hold. Where they are two voices it is a dispute, and no error.

```yaml bad
- {id: part, label: part, definition: a piece, root: {}}
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: anns-book}, relations: {subset-of: [{concept: part, by: anns-book}]}}
```

```yaml good
- {id: part, label: part, definition: a piece, root: {}}
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, relations: {subset-of: [{concept: part, by: anns-book}]}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let umbrellas = seen.umbrellas_by_voice();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(root) = &concept.root else { continue };
        let rooting: BTreeSet<VoiceId> = root.asserted_by.iter().map(|it| it.voice).collect();
        for voice in rooting {
            let above = umbrellas.get(&voice).and_then(|placed| placed.get(&id));
            let Some(above) = above else { continue };
            let who = seen.corpus.voice(voice).map_or("", |voice| &*voice.short);
            let message =
                format!("{who} puts {} both under nothing and under something", concept.id);
            let finding =
                Finding::new(root.place, message).on_concept(id).with_hint("leave one out");
            let tell = |finding: Finding, (umbrella, place): (&_, &_)| {
                finding.with_place(*place, format!("under {}", seen.preferred_label(*umbrella)))
            };
            found.push(above.iter().fold(finding, tell));
        }
    }
    found
}
