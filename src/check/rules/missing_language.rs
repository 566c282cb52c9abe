//! A concept without a name in a language in which at least half of all concepts have one.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::Concept, corpus::LabelKind, diagnostic::Severity, language::format_tag,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-language",
    severity: Some(Severity::Warning),
    style: true,
    about: "a concept without a name in a language that half of all have",
    explain: "\
Who reads in that language meets a name in another, and cannot look it up in their own.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, translations: {de: {label: Rad}}}
- {id: rim, label: rim, definition: what holds the tyre, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}, translations: {de: {label: Rad}}}
- {id: rim, label: rim, definition: what holds the tyre, root: {}, translations: {de: {label: Felge}}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut speaking: BTreeMap<String, usize> = BTreeMap::new();
    for (_, concept) in seen.concepts() {
        for language in label_languages(concept) {
            *speaking.entry(language).or_default() += 1;
        }
    }
    let own = seen.corpus.settings.language.to_lowercase();
    speaking.retain(|language, count| 2 * *count >= seen.corpus.concepts.len() && *language != own);
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| seen.read_whole(*id)) {
        let spoken = label_languages(concept);
        for language in speaking.keys().filter(|language| !spoken.contains(*language)) {
            let message =
                format!("`{}` has no name in the language `{}`", concept.id, format_tag(language));
            let finding = Finding::new(concept.place, message).on_concept(id);
            found.push(finding.with_hint("add it under `translations`"));
        }
    }
    found
}

/// The languages beside the corpus's in which a concept has a good name.
fn label_languages(concept: &Concept) -> BTreeSet<String> {
    let good =
        concept.labels.iter().filter(|it| !matches!(it.kind, LabelKind::Avoid | LabelKind::Hidden));
    good.filter_map(|label| label.language.as_deref()).map(str::to_lowercase).collect()
}
