//! Drawings: every concept and relation is in them, and what is denied is marked.

use super::corpora::{drawn, exported, rich, shipped};
use cxterms_base::corpus::LabelKind;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn dot_draws_every_concept_and_relation_and_marks_what_is_denied() {
    for corpus in [shipped(), rich()] {
        let (text, _) = exported("dot", &corpus);
        for concept in &corpus.concepts {
            let node = text
                .lines()
                .find(|line| line.starts_with(&format!("  \"{}\" [", concept.id)))
                .unwrap();
            let shown = concept.labels.iter().filter(|label| label.language.is_none());
            for label in
                shown.filter(|it| matches!(it.kind, LabelKind::Preferred | LabelKind::Abbreviation))
            {
                assert!(
                    node.contains(
                        &label
                            .text
                            .replace('\\', "\\\\")
                            .replace('"', "\\\"")
                            .replace('&', "&amp;")
                    ),
                    "{node}"
                );
            }
            let kind = concept.kind.map_or("", |kind| &corpus.kinds[kind.index()].id);
            let definition = concept.definition.as_ref().map_or("", |own| &own.text);
            let qualifier = concept.qualifier.as_deref().unwrap_or_default();
            assert!(node.contains(kind) && node.contains(qualifier), "{node}");
            assert!(
                node.contains(&definition.replace('"', "\\\"").replace('&', "&amp;")),
                "{node}"
            );
        }
        for (relation, from, to) in drawn(&corpus) {
            let all = text
                .lines()
                .filter(|line| line.starts_with(&format!("  \"{from}\" -> \"{to}\" [")));
            let verb = corpus.relation_kinds[relation.relation.index()].id.replace('-', " ");
            let edge: Vec<_> = all.filter(|line| line.contains(&format!(" – {verb} – "))).collect();
            assert_eq!(edge.len(), 1, "{from} {verb} {to}");
            let said = &relation.said;
            assert_eq!(edge[0].contains("not so: "), !said.denied_by.is_empty(), "{}", edge[0]);
            assert_eq!(edge[0].contains("style=dotted"), said.asserted_by.is_empty());
            let contested = !said.asserted_by.is_empty() && !said.denied_by.is_empty();
            assert_eq!(edge[0].contains("firebrick"), contested);
            if let Some(words) = &relation.text {
                assert!(
                    edge[0].contains(&words.replace('"', "\\\"").replace('&', "&amp;")),
                    "{}",
                    edge[0]
                );
            }
        }
    }
    let (text, _) = exported("dot", &rich());
    assert!(text.contains(r#"label="hub \"a\" | b; c\\ (wheel) (-H, HB)\npart""#), "{text}");
    assert!(text.starts_with("digraph \"Wheels &amp; \\\"more\\\"\" {"), "{text}");
}

#[test]
fn mermaid_draws_every_concept_and_relation_and_marks_what_is_denied() {
    for corpus in [shipped(), rich()] {
        let (text, _) = exported("mermaid", &corpus);
        let nodes = text.lines().filter(|line| line.contains("[\""));
        let names: BTreeSet<_> = nodes.map(|line| line.split('[').next().unwrap()).collect();
        assert_eq!(names.len(), corpus.concepts.len());
        let pairs: BTreeSet<_> =
            drawn(&corpus).map(|(it, from, to)| (from, it.relation, to)).collect();
        let lines = text.lines().filter(|line| !line.contains("[\"")).count();
        assert_eq!(lines, pairs.len() + 1);
        let denied: BTreeSet<_> = drawn(&corpus)
            .filter(|(it, ..)| !it.said.denied_by.is_empty())
            .map(|(it, from, to)| (from, it.relation, to))
            .collect();
        let marked =
            text.lines().filter(|line| line.contains("?\"|") || line.contains("denied\"|"));
        assert_eq!(marked.count(), denied.len());
    }
    let (text, _) = exported("mermaid", &rich());
    assert!(
        text.contains("  t_hub[\"hub #34;a#34; #124; b#59; c#92; (wheel) (-H, HB)<br>part\"]\n"),
        "{text}"
    );
    assert!(text.contains("  t_hub -.->|\"needs ?\"| t_Axle_1\n"), "{text}");
    assert!(text.contains("  t_hub x--x|\"meets denied\"| t_spoke\n"), "{text}");
    assert!(text.contains("  t_hub -.- t_spoke\n"), "{text}");
}

#[test]
fn graphml_holds_what_it_says_and_is_xml() {
    for corpus in [shipped(), rich()] {
        let (text, _) = exported("graphml", &corpus);
        let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut counts, mut key) = (BTreeMap::<Vec<u8>, usize>::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) => {
                    *counts.entry(tag.name().as_ref().to_vec()).or_default() += 1;
                    let name = tag.try_get_attribute("key").unwrap();
                    key = name
                        .map(|it| it.unescape_value().unwrap().into_owned())
                        .unwrap_or_default();
                }
                quick_xml::events::Event::Text(words) if !key.is_empty() => {
                    let known = [
                        "label",
                        "synonyms",
                        "abbreviations",
                        "qualifier",
                        "kind",
                        "definition",
                        "relation",
                        "words",
                        "asserted-by",
                        "denied-by",
                        "standing",
                        "symmetric",
                    ];
                    let known = known.into_iter().find(|name| *name == key).unwrap();
                    found.entry(known).or_default().insert(words.unescape().unwrap().into_owned());
                }
                quick_xml::events::Event::End(_) => key.clear(),
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(counts[&b"node".to_vec()], corpus.concepts.len());
        let pairs: BTreeSet<_> =
            drawn(&corpus).map(|(it, from, to)| (from, it.relation, to)).collect();
        assert_eq!(counts[&b"edge".to_vec()], pairs.len());
        for concept in &corpus.concepts {
            let own = concept.labels.iter().filter(|label| label.language.is_none());
            for label in own.filter(|label| !label.said.asserted_by.is_empty()) {
                let key = match label.kind {
                    LabelKind::Preferred => "label",
                    LabelKind::Synonym => "synonyms",
                    LabelKind::Abbreviation => "abbreviations",
                    LabelKind::Avoid | LabelKind::Hidden => continue,
                };
                assert!(found[key].iter().any(|text| text.contains(&label.text)), "{label:?}");
            }
            if let Some(own) = &concept.definition {
                assert!(found["definition"].contains(&own.text));
            }
        }
        for (relation, ..) in drawn(&corpus) {
            if let Some(words) = &relation.text {
                assert!(found["words"].iter().any(|text| text.contains(words)), "{words}");
            }
            let cited = &relation.said;
            for (key, by) in [("asserted-by", &cited.asserted_by), ("denied-by", &cited.denied_by)]
            {
                for citation in by {
                    let voice = &corpus.voices[citation.voice.index()].id;
                    assert!(found[key].iter().any(|text| text.contains(voice)), "{key} {voice}");
                }
            }
        }
        assert!(found["standing"].contains("contested"));
    }
}
