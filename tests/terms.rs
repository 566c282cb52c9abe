//! What must stay true of the corpus that ships.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use cxterms::{
    answer::{self, Detail},
    builtin,
};
use cxterms_base::{
    base::{self, Perspective},
    corpus::Reading,
};
use std::{collections::BTreeSet, path::Path};

#[test]
fn it_has_no_fault_and_is_the_one_that_the_binary_carries() {
    let mut reading = Reading::default();
    reading.folder(Path::new("terms"));
    assert_eq!(reading.diagnostics(), []);
    let carried = builtin::open().unwrap().corpus().unwrap();
    let ids = |corpus: &cxterms_base::corpus::Corpus| {
        corpus.concepts.iter().map(|concept| concept.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&carried), ids(&reading.corpus));
    assert_eq!(carried.relations.len(), reading.corpus.relations.len());
}

#[test]
fn every_concept_has_a_meaning_and_an_umbrella_or_is_a_root() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    for id in base.ids().unwrap() {
        let concept = base.concept(id).unwrap().concept;
        assert!(concept.definition.is_some(), "{} is not defined", concept.id);
        let placed = !base::umbrellas(&base, id, &everyone).unwrap().is_empty();
        assert!(placed || concept.root.is_some(), "{} stands nowhere", concept.id);
    }
}

#[test]
fn every_concept_lies_in_the_folder_of_its_kind() {
    let base = builtin::open().unwrap();
    for id in base.ids().unwrap() {
        let head = base.head(id).unwrap();
        let kind = base.kind(head.kind.unwrap()).unwrap().id;
        let folder = format!(
            "terms/{}",
            kind.strip_suffix('y').map_or(format!("{kind}s"), |stem| format!("{stem}ies"))
        );
        let file = format!("{folder}/{}.yaml", head.id);
        assert!(Path::new(&file).exists(), "{file}");
    }
}

#[test]
fn success_is_defined_by_the_voices_of_the_seeds() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    let success = answer::define(&base, "success", &everyone, None, Detail::Data).unwrap();
    let json = serde_json::to_value(&success).unwrap();
    let mut named = BTreeSet::new();
    names(&json, &mut named);
    for voice in [
        "Annette Franz",
        "Lincoln Murphy",
        "Gainsight",
        "Wikipedia",
        "Todd Eby",
        "MindTouch",
        "Customer Success Association",
        "Helpshift",
        "Sue Duris",
        "ChurnZero",
        "Thomas Wieberneit",
        "Pivot Point Solutions",
    ] {
        assert!(named.contains(voice), "{voice} is not heard on success");
    }
}

fn names(json: &serde_json::Value, found: &mut BTreeSet<String>) {
    match json {
        serde_json::Value::Object(map) => {
            let named = map.get("voice").and(map.get("name")).and_then(serde_json::Value::as_str);
            found.extend(named.map(str::to_owned));
            map.values().for_each(|value| names(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}
