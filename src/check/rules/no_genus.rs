//! A definition that names none of its umbrellas.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{ConceptId, LabelKind},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-genus",
    severity: None,
    style: true,
    about: "a definition that names none of its umbrellas",
    explain: "\
The shortest way to a meaning is the nearest umbrella and what sets the thing apart from all else under it. Any label of any
umbrella does, also less the words that the corpus implies.

```yaml bad
- {id: machine, label: machine, definition: what does work, root: {}}
- {id: bike, label: bike, definition: two wheels and a frame, relations: {subset-of: machine}}
```

```yaml good
- {id: machine, label: machine, definition: what does work, root: {}}
- {id: bike, label: bike, definition: a machine with two wheels, relations: {subset-of: machine}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut above: BTreeMap<ConceptId, BTreeSet<ConceptId>> = BTreeMap::new();
    for relation in seen.umbrella_relations() {
        above.entry(relation.from).or_default().insert(relation.to);
    }
    let names: BTreeMap<_, _> = above
        .values()
        .flatten()
        .map(|umbrella| (*umbrella, umbrella_names(seen, *umbrella)))
        .collect();
    let mut found = vec![];
    for (id, umbrellas) in &above {
        let Some(concept) = seen.concept(*id) else { continue };
        let Some(definition) = &concept.definition else { continue };
        let words = format!(" {} ", seen.folded_definition(*id).unwrap_or_default());
        let mut known = umbrellas.iter().filter_map(|umbrella| names.get(umbrella)).flatten();
        if !known.any(|name| words.contains(name)) {
            let umbrellas: Vec<_> = umbrellas.iter().copied().collect();
            let umbrellas = seen.list_names(&umbrellas);
            let message = format!("the definition of `{}` does not name {umbrellas}", concept.id);
            let finding = Finding::new(definition.place, message).on_concept(*id);
            found.push(finding.with_hint("begin with the umbrella: “a … that …”"));
        }
    }
    found
}

/// The names of a concept, each between blanks, also less the words that the corpus implies.
fn umbrella_names(seen: &Subject<'_>, id: ConceptId) -> Vec<String> {
    let labels = seen.concept(id).into_iter().flat_map(|concept| &concept.labels);
    let mut names = vec![];
    for label in labels.filter(|it| {
        it.language.is_none() && !matches!(it.kind, LabelKind::Avoid | LabelKind::Hidden)
    }) {
        let whole = text::fold(&label.text);
        let implied = |word: &&str| !seen.corpus.settings.implied_words.iter().any(|it| it == word);
        let rest: Vec<_> = whole.split(' ').filter(implied).collect();
        names.extend((!rest.is_empty()).then(|| format!(" {} ", rest.join(" "))));
        names.push(format!(" {whole} "));
    }
    names
}
