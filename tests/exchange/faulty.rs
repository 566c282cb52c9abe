//! What has a fault is left out of what is imported, and nothing else is.

use super::reread;
use cxterms_exchange::{ExchangeFormat, ImportOptions, ImportedCorpus, InputFile};
use proptest::prelude::*;

const MANIFEST: &str = r#"{"manifest":{"voice":"we","voice-kinds":["maker"],"facets":{"use":{"values":["road","trail"]}}}}
{"sources":{"voices":{"we":{"name":"we"},"ann":{"name":"Ann"}},"works":{"log":{"by":"ann","title":"Log"}}}}
"#;

fn import(format: &str, text: &str) -> Option<ImportedCorpus> {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    (format.read.unwrap())(vec![input], &ImportOptions::default()).ok()
}

#[test]
fn a_fault_costs_the_smallest_part_that_has_it() {
    let parts = [
        (r#""notes":[{"text":"kept","kind":"huh","lang":"de"}]"#, "kept"),
        (r#""notes":[{"text":"kept","lang":"no tag"}]"#, "kept"),
        (r#""definitions":[{"text":"gone","by":"nobody in log"}]"#, ""),
        (r#""definitions":[{"text":"kept","by":["nobody in log","log"]}]"#, "kept"),
        (r#""definitions":[{"text":"kept","by":"log","denied-by":"nobody in log"}]"#, "kept"),
        (r#""facets":{"use":[{"value":"gone"},{"value":"road"}]}"#, "road"),
        (r#""facets":{"us":[{"value":"gone"}],"use":"trail"}"#, "trail"),
        (r#""relations":{"subset-of":["gone","b"],"huh":"b"}"#, "subset-of"),
        (r#""translations":{"12":{"label":"gone"},"de":{"label":"Rad"}}"#, "Rad"),
        (r#""translations":{"de":{"label":"Rad"},"DE":{"label":"gone"}}"#, "Rad"),
        (r#""matches":[{"kind":"exact"},{"kind":"close","iri":"https://e.org/a"}]"#, "e.org"),
        (r#""kind":"gone","notations":["B1"]"#, "B1"),
        (r#""root":{"by":"nobody"},"synonyms":["wheels"]"#, "wheels"),
        (r#""synonyms":[["gone"],"wheels"]"#, "wheels"),
        (r#""nots":["gone"],"synonyms":["wheels"]"#, "wheels"),
    ];
    for (part, kept) in parts {
        let lines = format!(
            "{MANIFEST}{{\"id\":\"a\",\"label\":\"a\",{part}}}\n{{\"id\":\"b\",\"label\":\"b\"}}\n"
        );
        let imported = import("jsonl", &lines).expect(part);
        assert!(!imported.findings.is_empty(), "{part}");
        assert!(imported.losses.count("texts with faults") > 0, "{part}");
        let corpus = reread(&imported.corpus);
        assert_eq!(corpus.concepts.len(), 2, "{part}");
        let files: String = corpus.to_yaml_files().map(|(_, text)| text).collect();
        assert!(files.contains(kept) && !files.contains("gone"), "{part}:\n{files}");
    }
}

#[test]
fn nobody_says_what_somebody_else_was_to_say() {
    let line = r#"{"id":"a","label":"a","definitions":[{"text":"d","by":"bob in log"}],"notes":[{"text":"n","denied-by":"bob in log"}]}"#;
    let imported = import("jsonl", &format!("{MANIFEST}{line}\n")).unwrap();
    let concept = &reread(&imported.corpus).concepts[0];
    assert!(concept.definitions.is_empty() && concept.notes.is_empty(), "{concept:?}");
}

#[test]
fn our_own_words_in_a_graph_are_held_to_what_files_may_hold() {
    let parts = [
        ("edition", ":s cx:edition 'last spring' ."),
        ("relation", ":r a cx:Relation ; cx:identifier 'ne=eds' . :a :r :b ."),
        ("asked", ":r a cx:Relation ; cx:identifier 'needs' ; cx:asked 'Does it?' . :a :r :b ."),
        ("question", ":f a cx:Facet ; cx:identifier 'use' ; cx:question 'For what?' ."),
        (
            "why",
            ":a cx:avoid 'nave' . :t a rdf:Statement ; rdf:subject :a ; rdf:predicate cx:avoid ; rdf:object 'nave' ; cx:why ' ' .",
        ),
    ];
    for (what, part) in parts {
        let graph = format!(
            "@prefix : <https://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
             @prefix cx: <urn:cxterms:vocabulary#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
             :s a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'a'@en .
             :b a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'b'@en . {part}"
        );
        let imported = import("turtle", &graph).expect(what);
        let corpus = reread(&imported.corpus);
        assert_eq!(corpus.concepts.len(), 2, "{what}");
        let dropped = imported.losses.count("texts with faults");
        assert_eq!(dropped, imported.findings.len(), "{what}: {:?}", imported.findings);
        assert_eq!(dropped == 0, ["relation", "why"].contains(&what), "{what}");
        if what == "relation" {
            assert_eq!(corpus.relations.len(), 1);
        }
    }
}

/// Pieces of JSON Lines, among them every name that means something.
fn pieces() -> impl Strategy<Value = String> {
    let names = "id label synonyms avoid text why kind definition definitions notes with by denied-by as of but lang \
                 leading facets relations subset-of contrasts-with root translations matches iri notations allow use \
                 concept facet value huh status a b de 12 log ann we";
    let names: Vec<_> = names.split_whitespace().map(|name| format!("{name:?}")).collect();
    let leaf = prop::sample::select(names.clone());
    let key = prop::sample::select(names);
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let map = prop::collection::btree_map(key.clone(), inner.clone(), 0..4);
        let map = map.prop_map(|map| {
            let pairs: Vec<_> = map.iter().map(|(key, value)| format!("{key}:{value}")).collect();
            format!("{{{}}}", pairs.join(","))
        });
        let list = prop::collection::vec(inner, 0..3);
        prop_oneof![map, list.prop_map(|list| format!("[{}]", list.join(",")))]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_of_lines_can_be_held_by_files(
        values in prop::collection::vec((prop::sample::select(vec![
            "synonyms", "avoid", "definitions", "notes", "facets", "relations", "root", "translations", "matches", "kind",
        ]), pieces()), 1..4),
    ) {
        let parts: Vec<_> = values.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        let lines = format!("{MANIFEST}{{\"id\":\"a\",\"label\":\"a\",{}}}\n{{\"id\":\"b\",\"label\":\"b\"}}\n", parts.join(","));
        if let Some(imported) = import("jsonl", &lines) {
            reread(&imported.corpus);
        }
    }
}
