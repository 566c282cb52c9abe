//! A definition in the same words as that of a sibling or an umbrella.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{ConceptId, Definition},
    diagnostic::Severity,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words that tell nothing apart, in their order.
const STOP_WORDS: [&str; 24] = [
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "for", "in", "is", "it", "its",
    "of", "on", "or", "that", "the", "thi", "to", "which", "with",
];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "siblings-alike",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition in the words of the one beside or above it",
    explain: "\
What stands under one umbrella must differ in what is said of it, and from the umbrella too; the order of words and words
such as “the” or “of” make no difference.

```yaml bad
- {id: part, label: part, definition: a piece of a machine, root: {}}
- {id: rim, label: rim, definition: the ring around a wheel, relations: {subset-of: part}}
- {id: tyre, label: tyre, definition: a ring around the wheel, relations: {subset-of: part}}
```

```yaml good
- {id: part, label: part, definition: a piece of a machine, root: {}}
- {id: rim, label: rim, definition: the ring of metal around a wheel, relations: {subset-of: part}}
- {id: tyre, label: tyre, definition: the ring of rubber around a wheel, relations: {subset-of: part}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut defined: Vec<_> = seen.corpus.concepts.iter().map(|_| None).collect();
    for (id, concept) in seen.concepts() {
        let own = concept.definition.as_ref().zip(seen.folded_definition(id));
        if let Some(slot) = defined.get_mut(id.index()) {
            *slot = own.and_then(|(it, folded)| DefinitionWords::from_definition(it, folded));
        }
    }
    let words_of = |id: ConceptId| defined.get(id.index()).and_then(Option::as_ref);
    let mut above: BTreeMap<ConceptId, BTreeSet<ConceptId>> = BTreeMap::new();
    for relation in seen.umbrella_relations() {
        above.entry(relation.from).or_default().insert(relation.to);
    }
    // Under each umbrella, who first said it in these words; the umbrella itself before all others.
    let mut first: HashMap<(ConceptId, &[&str]), ConceptId> = HashMap::new();
    for umbrella in above.values().flatten() {
        let own = words_of(*umbrella).map(|own| ((*umbrella, &*own.words), *umbrella));
        first.extend(own);
    }
    let (mut found, mut told) = (vec![], BTreeSet::new());
    for id in seen.concepts().map(|(id, _)| id) {
        let Some(own) = words_of(id) else { continue };
        for umbrella in above.get(&id).into_iter().flatten() {
            let other = *first.entry((*umbrella, &own.words)).or_insert(id);
            let Some(there) = words_of(other) else { continue };
            let new = other != id && there.folded != own.folded && !told.contains(&(other, id));
            if new && told.insert((id, other)) {
                let (one, who) = (seen.preferred_label(id), seen.preferred_label(other));
                let message = format!("{one} is defined in the words of {who}");
                let finding = Finding::new(own.definition.place, message).on_concept(id);
                let finding = finding.with_place(there.definition.place, "the same words");
                found.push(finding.with_hint("say what sets it apart"));
                break;
            }
        }
    }
    found
}

/// A definition and the words in it that tell something, in the order of the alphabet.
struct DefinitionWords<'c> {
    definition: &'c Definition,
    folded: &'c str,
    words: Vec<&'c str>,
}

impl<'c> DefinitionWords<'c> {
    fn from_definition(definition: &'c Definition, folded: &'c str) -> Option<Self> {
        let telling = folded.split(' ').filter(|word| STOP_WORDS.binary_search(word).is_err());
        let mut words: Vec<_> = telling.collect();
        words.sort_unstable();
        words.dedup();
        (!words.is_empty()).then_some(Self { definition, folded, words })
    }
}
