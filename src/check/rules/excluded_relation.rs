//! Two relations by one voice that exclude each other.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{ConceptId, Relation, RelationId, RelationKind, SAME_AS, SUBSET_OF, VoiceId, WorkId},
    diagnostic::{Place, Severity},
};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "excluded-relation",
    severity: Some(Severity::Error),
    style: false,
    about: "two relations by one voice that exclude each other",
    explain: "\
What is the same as another thing is not under it and does not differ from it, over any number of steps; relations that the
manifest declares may exclude each other too. Where two voices disagree it is a dispute, and no error.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
- {id: roller, label: roller, definition: a disc that rolls, relations: {same-as: wheel, subset-of: wheel}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
- {id: roller, label: roller, definition: a disc that rolls, relations: {subset-of: wheel}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    // A voice may come to see it otherwise in another work.
    let mut by_voice: BTreeMap<(VoiceId, Option<WorkId>), Vec<&Relation>> = BTreeMap::new();
    for relation in seen.asserted_relations() {
        for voice in relation.said.asserted_by.iter().map(|cited| (cited.voice, cited.work)) {
            by_voice.entry(voice).or_default().push(relation);
        }
    }
    let mut found = vec![];
    let mut told = BTreeSet::new();
    for relations in by_voice.values() {
        let clashes = find_direct_clashes(seen, relations).into_iter();
        for (one, other) in clashes.chain(find_clashes_by_steps(seen, relations)) {
            let pair = if one.from < one.to { (one.from, one.to) } else { (one.to, one.from) };
            if told.insert((pair, other.relation)) {
                found.push(describe_clash(seen, one, other));
            }
        }
    }
    found
}

/// The pairs of relations between the same two concepts that exclude each other.
fn find_direct_clashes<'c>(
    seen: &Subject<'c>,
    relations: &[&'c Relation],
) -> Vec<(&'c Relation, &'c Relation)> {
    let mut between: BTreeMap<(ConceptId, ConceptId), Vec<&Relation>> = BTreeMap::new();
    for relation in relations.iter().copied() {
        let ends = (relation.from.min(relation.to), relation.from.max(relation.to));
        between.entry(ends).or_default().push(relation);
    }
    let mut found = vec![];
    for same in between.values().filter(|same| same.len() > 1) {
        for (at, one) in same.iter().enumerate() {
            let clash = same.iter().skip(at + 1).find(|other| is_excluded(seen, one, other));
            found.extend(clash.map(|other| (*one, *other)));
        }
    }
    found
}

/// Whether two relations of one pair of concepts cannot both hold.
fn is_excluded(seen: &Subject<'_>, one: &Relation, other: &Relation) -> bool {
    let kind = |id: RelationId| seen.corpus.relation_kind(id);
    let excludes = |a: RelationId, b| kind(a).is_some_and(|kind| kind.excludes.contains(&b));
    let symmetric = |id| kind(id).is_some_and(RelationKind::is_symmetric);
    let aligned = one.from == other.from || symmetric(one.relation) || symmetric(other.relation);
    aligned && (excludes(one.relation, other.relation) || excludes(other.relation, one.relation))
}

/// The relations between concepts that one voice makes the same, or puts under each other, only by way of others.
fn find_clashes_by_steps<'c>(
    seen: &Subject<'c>,
    relations: &[&'c Relation],
) -> Vec<(&'c Relation, &'c Relation)> {
    let mut beside: BTreeMap<ConceptId, Vec<&Relation>> = BTreeMap::new();
    for relation in relations.iter().copied().filter(|it| it.relation == SAME_AS) {
        beside.entry(relation.from).or_default().push(relation);
        beside.entry(relation.to).or_default().push(relation);
    }
    let same = |id: ConceptId| {
        let ends = beside.get(&id).into_iter().flatten().flat_map(|it| [it.from, it.to]);
        ends.collect::<Vec<_>>().into_iter()
    };
    let excluded =
        |id| seen.corpus.relation_kind(SAME_AS).is_some_and(|it| it.excludes.contains(&id));
    let mut found = vec![];
    for relation in relations.iter().copied().filter(|it| excluded(it.relation)) {
        let Some(first) = beside.get(&relation.from).and_then(|all| all.first()) else { continue };
        let direct = same(relation.from).any(|it| it == relation.to);
        if !direct && Subject::reachable_from([relation.from], same).contains(&relation.to) {
            found.push((relation, *first));
        }
    }
    let mut above: BTreeMap<ConceptId, Vec<ConceptId>> = BTreeMap::new();
    for relation in relations.iter().filter(|it| it.relation == SUBSET_OF) {
        above.entry(relation.from).or_default().push(relation.to);
    }
    let over = |id: ConceptId| above.get(&id).into_iter().flatten().copied();
    for relation in relations.iter().copied().filter(|it| it.relation == SAME_AS) {
        for (low, high) in [(relation.from, relation.to), (relation.to, relation.from)] {
            let direct = over(low).any(|it| it == high);
            if direct || !Subject::reachable_from(over(low), over).contains(&high) {
                continue;
            }
            let of_low = |it: &&&Relation| it.from == low && it.relation == SUBSET_OF;
            found.extend(relations.iter().find(of_low).map(|step| (relation, *step)));
        }
    }
    found
}

fn describe_clash(seen: &Subject<'_>, one: &Relation, other: &Relation) -> Finding {
    let verb = |it: &Relation| seen.corpus.relation_kind(it.relation).map_or("", |kind| &kind.id);
    let say = |it: &Relation| {
        let (from, to) = (seen.preferred_label(it.from), seen.preferred_label(it.to));
        format!("{from} {} {to}", verb(it))
    };
    let (first, second) = match one.said.place <= other.said.place {
        true => (one, other),
        false => (other, one),
    };
    let message = format!("one voice says that {} and that {}", say(first), say(second));
    let finding = Finding::new(second.said.place, message).on_concept(second.from);
    let finding = finding.on_concept(second.to).with_hint("keep the one that is true");
    match first.said.place == Place::NOWHERE {
        true => finding,
        false => finding.with_place(first.said.place, say(first)),
    }
}
