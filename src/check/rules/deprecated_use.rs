//! A use of a concept that is no longer in use.

use crate::check::{Finding, Rule, Subject, labels::LabelInText, successors::Successors};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Concept, ConceptId, Relation},
    diagnostic::{Place, Severity},
};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "deprecated-use",
    severity: Some(Severity::Warning),
    style: true,
    about: "a use of a concept that is no longer in use",
    explain: "\
What is in use should not stand under what is deprecated or retired, be told apart from it or be defined by it: a reader
would be led to a term that no one uses any more. Point at what stands in its place. Only what replaces it may be told apart from
it.

```yaml bad
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: {value: deprecated, replaced-by: rim}}
- {id: tyre, label: tyre, definition: what lies around the hoop, root: {}}
```

```yaml good
- {id: rim, label: rim, definition: the outer ring of a wheel, root: {}}
- {id: hoop, label: hoop, definition: the old word for such a ring, root: {}, status: {value: deprecated, replaced-by: rim}}
- {id: tyre, label: tyre, definition: what lies around the rim, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let gone = seen.concepts().filter(|(_, concept)| seen.corpus.is_given_up(concept));
    let gone: BTreeSet<_> = gone.map(|(id, _)| id).collect();
    if gone.is_empty() {
        return vec![];
    }
    let successors = &Successors::new(seen);
    let mut found = vec![];
    for (id, concept) in seen.concepts().filter(|(id, _)| !gone.contains(id)) {
        let mut told = BTreeSet::new();
        if let Some(definition) = &concept.definition {
            let named = seen.names_in_definition(id).iter().filter_map(LabelInText::meant_concept);
            for named in named.filter(|named| gone.contains(named) && *named != id) {
                if told.insert(named) {
                    let what = format!("the definition of `{}` names", concept.id);
                    found.push(report(successors, (id, definition.place), &what, named));
                }
            }
        }
        for note in concept.notes.iter().filter(|note| !note.said.asserted_by.is_empty()) {
            for named in note.with.iter().filter(|named| gone.contains(named)) {
                let place = concept.place_or_entry(note.said.place);
                let what = format!("a note of `{}` is said of", concept.id);
                found.push(report(successors, (id, place), &what, *named));
            }
        }
    }
    for relation in seen.asserted_relations() {
        let Some((writer, other)) = find_writer(seen, relation) else { continue };
        // What replaces another is told apart from it for good reason.
        let apart = relation.relation == CONTRASTS_WITH;
        let replaces = || apart && successors.follow(other).contains(&writer);
        if !gone.contains(&writer) && gone.contains(&other) && !replaces() {
            let kind = seen.corpus.relation_kind(relation.relation);
            let name = seen.concept(writer).map_or("", |concept| &concept.id);
            let what = format!("`{name}` is `{}`", kind.map_or("", |kind| &kind.id));
            found.push(report(successors, (writer, relation.said.place), &what, other));
        }
    }
    found
}

/// The concept on whose entry a relation is written, and the other one. One that holds both ways may stand on either.
fn find_writer(seen: &Subject<'_>, relation: &Relation) -> Option<(ConceptId, ConceptId)> {
    let (from, to) = (relation.from, relation.to);
    let kind = seen.corpus.relation_kind(relation.relation)?;
    let place = relation.said.place;
    let begins = |id: ConceptId| -> Option<Place> {
        let concept: &Concept = seen.concept(id)?;
        let entries = std::iter::once(concept.place).chain(concept.further.iter().copied());
        entries.filter(|it| it.file == place.file && *it <= place).max()
    };
    let at_far_end = kind.is_symmetric() && begins(to) > begins(from);
    Some(if at_far_end { (to, from) } else { (from, to) })
}

fn report(
    successors: &Successors<'_, '_>,
    (id, place): (ConceptId, Place),
    what: &str,
    gone: ConceptId,
) -> Finding {
    let seen = successors.seen;
    let other = seen.concept(gone);
    let name = other.map_or("", |other| &other.id);
    let state = other.and_then(|other| other.state(&seen.corpus.settings.editors));
    let state = state.map_or("", cxterms_base::corpus::ConceptState::name);
    let finding = Finding::new(place, format!("{what} `{name}`, which is {state}")).on_concept(id);
    let instead = successors.list_current(gone);
    match instead.is_empty() {
        true => finding.with_hint("leave it out, or say that it is in use"),
        false => finding.with_hint(format!("use `{}`", instead.join("` or `"))),
    }
}
