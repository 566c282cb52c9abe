//! What two corpora are compared by: who says what, one voice and one claim at a time, read off a corpus or a diff.

use cxterms::diff::{ClaimKey, ClaimVersion, ConceptChange, CorpusDiff};
use cxterms_base::corpus::{Citation, CitedStance, Corpus, RelationKind};
use cxterms_page::NamedCitation;
use serde_json::Value;
use std::collections::BTreeSet;

/// Each as one text: concepts, claim, stance, voice, work and hedge.
pub(super) type Statements = BTreeSet<String>;

/// Everything that a corpus states in labels, definitions, facets, relations and roots.
pub(super) fn of(corpus: &Corpus) -> Statements {
    let mut all = Statements::new();
    let mut add = |claim: String, said: &CitedStance| {
        for (stance, cited) in [("asserts", &said.asserted_by), ("denies", &said.denied_by)] {
            all.extend(
                cited.iter().map(|it| format!("{claim}: {stance} {}", citation(corpus, it))),
            );
        }
    };
    for concept in &corpus.concepts {
        let id = &concept.id;
        concept.labels.iter().for_each(|it| add(format!("{id} label {}", it.text), &it.said));
        concept.definitions.iter().for_each(|it| add(format!("{id} text {}", it.text), &it.said));
        for it in &concept.facets {
            let facet = &corpus.facets[it.facet.index()].id;
            add(format!("{id} {facet} {}", it.value), &it.said);
        }
        concept.root.iter().for_each(|root| add(format!("{id} root"), root));
    }
    for it in &corpus.relations {
        let kind = &corpus.relation_kinds[it.relation.index()];
        let ends = [it.from, it.to].map(|end| &*corpus.concepts[end.index()].id);
        add(related(ends, &kind.id, RelationKind::is_symmetric(kind)), &it.said);
    }
    all
}

fn citation(corpus: &Corpus, it: &Citation) -> String {
    let work = it.work.map(|work| &corpus.works[work.index()].id);
    format!("{} {work:?} {:?}", corpus.voices[it.voice.index()].id, it.text)
}

fn related(mut ends: [&str; 2], relation: &str, symmetric: bool) -> String {
    if symmetric {
        ends.sort_unstable();
    }
    format!("{} {relation} {}", ends[0], ends[1])
}

/// What a diff says is stated no longer, and what it says is newly stated.
pub(super) fn apart(diff: &CorpusDiff<'_>) -> [Statements; 2] {
    let concepts = &diff.concepts;
    let entries = || concepts.added.iter().chain(&concepts.removed).chain(&concepts.changed);
    let side = |side: for<'d> fn(
        &'d ConceptChange<'_>,
    ) -> Vec<(&'d ClaimKey<'d>, &'d ClaimVersion<'d>)>| {
        let claims = entries().flat_map(|entry| {
            side(entry).into_iter().flat_map(|(key, claim)| stated(entry, key, claim))
        });
        claims.collect()
    };
    let old: Statements = side(|entry| {
        entry.changes.iter().filter_map(|it| Some((&it.key, it.old.as_ref()?))).collect()
    });
    let new: Statements = side(|entry| {
        entry.changes.iter().filter_map(|it| Some((&it.key, it.new.as_ref()?))).collect()
    });
    [old.difference(&new).cloned().collect(), new.difference(&old).cloned().collect()]
}

fn stated(entry: &ConceptChange<'_>, key: &ClaimKey<'_>, claim: &ClaimVersion<'_>) -> Vec<String> {
    let (id, text) = (entry.id, claim.text.unwrap_or_default());
    let what = match (key.relation, &key.concept, &key.facet) {
        (Some(relation), Some(other), _) => {
            related([id, other.id], relation, relation == "contrasts-with")
        }
        (.., Some(facet)) => format!("{id} {} {text}", facet.id),
        _ => match serde_json::to_value(key.what).unwrap().as_str().unwrap() {
            "label" | "synonyms" => format!("{id} label {text}"),
            "definitions" => format!("{id} text {text}"),
            "root" => format!("{id} root"),
            _ => return vec![],
        },
    };
    let said = |stance: &'static str, cited: &[NamedCitation<'_>]| {
        let each = cited.iter().map(|it| {
            format!("{what}: {stance} {} {:?} {:?}", it.voice, it.work.map(str::to_owned), it.text)
        });
        each.collect::<Vec<_>>()
    };
    [said("asserts", &claim.asserted_by), said("denies", &claim.denied_by)].concat()
}

/// A diff as seen from the other end: the same with old and new exchanged, as JSON.
pub(super) fn mirrored(mut diff: Value) -> Value {
    turn(&mut diff);
    diff
}

/// Exchanges old and new, added and removed, and what a voice says now and said before.
fn turn(json: &mut Value) {
    match json {
        Value::Array(items) => items.iter_mut().for_each(turn),
        Value::Object(map) => {
            for (one, other) in [("old", "new"), ("added", "removed")] {
                if let (Some(a), Some(b)) = (map.remove(one), map.remove(other)) {
                    map.extend([(one.to_owned(), b), (other.to_owned(), a)]);
                }
            }
            let change = map.get("change").and_then(Value::as_str).unwrap_or_default();
            if change == "changed" && map.contains_key("stance") {
                let (now, was) = (map.remove("text"), map.remove("was"));
                map.extend(now.map(|now| ("was".to_owned(), now)));
                map.extend(was.map(|was| ("text".to_owned(), was)));
            } else if let Some(other) = match change {
                "added" => Some("removed"),
                "removed" => Some("added"),
                _ => None,
            } {
                map.insert("change".to_owned(), other.into());
            }
            map.values_mut().for_each(turn);
        }
        _ => {}
    }
}

/// A diff less what depends on which end it is seen from: the order of lists, and a concept's label now.
pub(super) fn settled(mut diff: Value) -> Value {
    match &mut diff {
        Value::Array(items) => {
            for item in &mut *items {
                *item = settled(item.take());
            }
            items.sort_by_key(ToString::to_string);
        }
        Value::Object(map) => {
            map.remove("label");
            map.values_mut().for_each(|value| *value = settled(value.take()));
        }
        _ => {}
    }
    diff
}
