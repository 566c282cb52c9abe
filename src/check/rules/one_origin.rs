//! Several voices on one side of a disagreement that are heard from one alone.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::corpus::{Citation, CitedStance, ConceptId};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "one-origin",
    style: true,
    severity: None,
    about: "several voices against others, all heard from one author",
    explain: "\
Voices whom one author reports, and the authors of one work, are one act of saying. Where others disagree, they look like
many and weigh as one. Look for a work in which one of them speaks for itself. A voice of the kind `commenter` does so
wherever it is heard.

```yaml bad
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}, dee: {name: Dee}}
works: {book: {by: ann, title: Wheels}, talk: {by: dee, title: On wheels}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: [bob in book, cid in book], denied-by: talk}}
```

```yaml good
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}, dee: {name: Dee}}
works: {book: {by: ann, title: Wheels}, talk: {by: dee, title: On wheels}, log: {by: bob, title: My wheel}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: [log, cid in book], denied-by: talk}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    let mut look = |said: &CitedStance, concepts: &[ConceptId], opposed: bool| {
        let denied = !said.denied_by.is_empty();
        let sides = [
            (&said.asserted_by, "say so", opposed || denied),
            (&said.denied_by, "deny it", !said.asserted_by.is_empty()),
        ];
        for (citations, what, opposed) in sides {
            let voices = count_voices(citations);
            if opposed && voices > 1 && seen.corpus.count_origins(citations) == 1 {
                let message = format!("the {voices} voices that {what} are heard from one");
                let finding = Finding::new(said.place, message);
                let finding = concepts.iter().fold(finding, |it, id| it.on_concept(*id));
                found.push(finding.with_hint("cite a work in which one of them speaks for itself"));
            }
        }
    };
    for (id, concept) in seen.concepts() {
        let facets = concept.facets.chunk_by(|a, b| a.facet == b.facet);
        for values in facets {
            let facet = values.first().and_then(|value| seen.corpus.facet(value.facet));
            let opposed = facet.is_some_and(|facet| facet.single_valued) && values.len() > 1;
            for value in values {
                look(&value.said, &[id], opposed);
            }
        }
        let labels = concept.labels.iter().map(|label| &label.said);
        let definitions = concept.definitions.iter().map(|text| &text.said);
        let notes = concept.notes.iter().map(|note| &note.said);
        let others = labels.chain(definitions).chain(&concept.root).chain(notes);
        others.for_each(|said| look(said, &[id], false));
    }
    for relation in &seen.corpus.relations {
        look(&relation.said, &[relation.from, relation.to], false);
    }
    found
}

fn count_voices(citations: &[Citation]) -> usize {
    citations.iter().map(|citation| citation.voice).collect::<BTreeSet<_>>().len()
}
