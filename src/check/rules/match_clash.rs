//! An outside concept matched both exactly and otherwise, directly or through other exact matches.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{ConceptId, Match},
    diagnostic::{Place, Severity},
};
use std::collections::{BTreeMap, btree_map::Entry};

/// The kinds that what matches exactly cannot be of, too.
const INEXACT_KINDS: [&str; 3] = ["broad", "narrow", "related"];

/// The kinds by which one stands above the other.
const RANKED_KINDS: [&str; 2] = ["broad", "narrow"];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "match-clash",
    severity: Some(Severity::Error),
    style: false,
    about: "a concept elsewhere that is both the same and not",
    explain: "\
What matches exactly is the same; it cannot be broader, narrower or merely related too (SKOS Reference, S46). What two
concepts match exactly makes these the same as well, over any number of steps. Nor is what is broader or narrower merely
related (S27).

```yaml bad
- id: wheel
  label: wheel
  definition: a disc that turns
  root: {}
  matches: [{kind: exact, iri: 'https://example.org/wheel'}, {kind: broad, iri: 'https://example.org/wheel'}]
```

```yaml good
- id: wheel
  label: wheel
  definition: a disc that turns
  root: {}
  matches: [{kind: exact, iri: 'https://example.org/wheel'}, {kind: broad, iri: 'https://example.org/part'}]
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let same = ExactMatchSets::group_matches(seen);
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        for apart in concept.matches.iter().filter(|it| INEXACT_KINDS.contains(&&*it.kind)) {
            if let Some(exact) = same.find_exact_match(id, &apart.iri) {
                let message = format!(
                    "`{}` is the same as {} and also {}",
                    concept.id, apart.iri, apart.kind
                );
                let finding =
                    Finding::new(concept.place_or_entry(apart.place), message).on_concept(id);
                found.push(
                    finding.with_place(exact, "the same").with_hint("keep the one that is true"),
                );
            }
        }
    }
    found.extend(find_broad_and_related(seen));
    found
}

/// Where one concept elsewhere is broader or narrower, and also merely related (S27, by S41).
fn find_broad_and_related(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        for related in concept.matches.iter().filter(|it| it.kind == "related") {
            let ranked = |it: &&Match| it.iri == related.iri && RANKED_KINDS.contains(&&*it.kind);
            let Some(other) = concept.matches.iter().find(ranked) else { continue };
            let message = format!(
                "`{}` matches {} as {} and also as related",
                concept.id, other.iri, other.kind
            );
            let place = concept.place_or_entry(related.place);
            let finding = Finding::new(place, message).on_concept(id);
            found.push(
                finding
                    .with_place(other.place, &*other.kind)
                    .with_hint("keep the one that is true"),
            );
        }
    }
    found
}

/// Which concepts and IRIs are the same: exact matches, both ways and over any number of steps (S44, S45).
struct ExactMatchSets<'c> {
    /// For each concept and IRI, the number of its set.
    sets: BTreeMap<MatchEnd<'c>, usize>,
    /// For each concept, its first exact match.
    first: BTreeMap<ConceptId, Place>,
}

/// An end of a match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchEnd<'c> {
    Here(ConceptId),
    Elsewhere(&'c str),
}

impl<'c> ExactMatchSets<'c> {
    fn group_matches(seen: &Subject<'c>) -> Self {
        let mut beside: BTreeMap<MatchEnd<'_>, Vec<MatchEnd<'_>>> = BTreeMap::new();
        let mut first = BTreeMap::new();
        for (id, concept) in seen.concepts() {
            for Match { iri, place, .. } in concept.matches.iter().filter(|it| it.kind == "exact") {
                let (here, there) = (MatchEnd::Here(id), MatchEnd::Elsewhere(iri));
                beside.entry(here).or_default().push(there);
                beside.entry(there).or_default().push(here);
                first.entry(id).or_insert(*place);
            }
        }
        let mut sets = BTreeMap::new();
        for (number, end) in beside.keys().enumerate() {
            let mut waiting = vec![*end];
            while let Some(end) = waiting.pop() {
                if let Entry::Vacant(new) = sets.entry(end) {
                    new.insert(number);
                    waiting.extend(beside.get(&end).into_iter().flatten());
                }
            }
        }
        Self { sets, first }
    }

    /// Where a concept's exact match stands, if it makes an IRI the same.
    fn find_exact_match(&self, id: ConceptId, iri: &str) -> Option<Place> {
        let (here, there) =
            (self.sets.get(&MatchEnd::Here(id))?, self.sets.get(&MatchEnd::Elsewhere(iri))?);
        self.first.get(&id).copied().filter(|_| here == there)
    }
}
