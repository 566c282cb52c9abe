//! One IRI for two concepts, or for a concept and the corpus or a scheme.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::Concept,
    diagnostic::{Place, Severity},
};
use std::{borrow::Cow, collections::BTreeMap};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "iri-twice",
    severity: Some(Severity::Error),
    style: false,
    about: "one IRI for two concepts, or for a concept and the corpus or a scheme",
    explain: "\
An export makes one concept of two that have one IRI. A concept that has the IRI of the corpus or of a scheme is a concept
scheme too, which nothing can be (SKOS Reference, S9).

```yaml bad
- {id: wheel, label: wheel, iri: 'https://example.org/1', definition: a disc that turns, root: {}}
- {id: gear, label: gear, iri: 'https://example.org/1', definition: a toothed disc, root: {}}
```

```yaml good
- {id: wheel, label: wheel, iri: 'https://example.org/1', definition: a disc that turns, root: {}}
- {id: gear, label: gear, iri: 'https://example.org/2', definition: a toothed disc, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let base = seen.corpus.settings.iri.as_deref();
    let schemes = &seen.corpus.schemes;
    let mut known: BTreeMap<Cow<'_, str>, &Concept> = BTreeMap::new();
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let own = concept.iri.as_deref().map(Cow::from);
        let Some(iri) = own.or_else(|| Some(format!("{}{}", base?, concept.id).into())) else {
            continue;
        };
        let finding = |message| Finding::new(concept.place, message).on_concept(id);
        if base.is_some_and(|base| is_scheme(base, &iri)) {
            let message = format!("`{}` has the IRI of the corpus, {iri}", concept.id);
            found.push(finding(message).with_hint("give it another `iri`, or none"));
        } else if let Some(scheme) = schemes.iter().find(|it| it.iri.as_deref() == Some(&*iri)) {
            let message =
                format!("`{}` has the IRI of the scheme `{}`, {iri}", concept.id, scheme.id);
            found.push(finding(message).with_hint("give it another `iri`, or none"));
        } else if let Some(first) = known.get(&iri) {
            let message = format!("`{}` and `{}` have one IRI, {iri}", first.id, concept.id);
            let finding = finding(message).with_hint("give one of them another `iri`");
            found.push(match first.place == Place::NOWHERE {
                true => finding,
                false => finding.with_place(first.place, "the other"),
            });
        } else {
            known.insert(iri, concept);
        }
    }
    found
}

/// Whether an IRI is that of the corpus itself.
fn is_scheme(base: &str, iri: &str) -> bool {
    iri.trim_end_matches(['/', '#']) == base.trim_end_matches(['/', '#'])
}
