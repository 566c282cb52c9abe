//! A claim of the corpus's own that cites no work.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{CitedStance, Concept},
    diagnostic::Place,
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unsourced-claim",
    severity: None,
    style: true,
    about: "what the corpus says itself, without a work",
    explain: "\
A reader cannot look up what nobody is cited for. The corpus's own definition counts as borne out where a work's stands beside
it.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, definitions: [{text: a turning disc, by: anns-book}], root: {by: anns-book}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    let mut add = |concept: &Concept, id, what: &str, place: Place| {
        let message = format!("no work is cited for {what} of `{}`", concept.id);
        found.push(
            Finding::new(place, message)
                .on_concept(id)
                .with_hint("add `by`: who says so, and where"),
        );
    };
    for (id, concept) in seen.concepts() {
        let borne_out = concept.definitions.iter().any(|it| !is_unsourced(seen, &it.said));
        for definition in concept.definition.iter().filter(|_| !borne_out) {
            add(concept, id, "the definition", definition.place);
        }
        let definitions = concept.definitions.iter().map(|it| ("a definition", &it.said));
        let facets = concept.facets.iter().map(|it| ("a facet value", &it.said));
        let notes = concept.notes.iter().map(|it| ("a note", &it.said));
        let root = concept.root.iter().map(|said| ("the root", said));
        for (what, said) in definitions.chain(facets).chain(notes).chain(root) {
            if is_unsourced(seen, said) {
                add(concept, id, what, said.place);
            }
        }
    }
    for relation in seen.asserted_relations().filter(|it| is_unsourced(seen, &it.said)) {
        if let Some(concept) = seen.concept(relation.from) {
            add(concept, relation.from, "a relation", relation.said.place);
        }
    }
    found
}

/// Whether the corpus's own voice alone says something, and cites no work.
fn is_unsourced(seen: &Subject<'_>, said: &CitedStance) -> bool {
    let bare = |citation: &cxterms_base::corpus::Citation| {
        citation.work.is_none() && seen.is_own(citation.voice)
    };
    !said.asserted_by.is_empty() && said.asserted_by.iter().all(bare)
}
