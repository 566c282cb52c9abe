//! What leaves a corpus and comes back: the same, but for what is declared lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod claims;
mod conserved;
mod corpora;
mod dates;
mod faulty;
mod formulas;
mod glossary;
mod graphs;
mod identity;
mod languages;
mod lines;
mod manner;
mod many;
mod merge_languages;
mod merge_laws;
mod merged;
mod nodes;
mod page;
mod rdf_xml;
mod schemes;
mod skos;
mod states;
mod table_rows;
mod tables;
mod tbx;
mod word_lists;
mod workbooks;

use corpora::{read, rich, shipped};
use cxterms::builtin;
use cxterms_base::{
    corpus::{Corpus, CorpusReading},
    image,
};
use cxterms_exchange::{Coverage, ExchangeFormat, FORMATS, ImportOptions, InputFile, Part};
use proptest::prelude::*;

/// What the files of a corpus say when they are read again.
fn reread(corpus: &Corpus) -> Corpus {
    corpora::corpus_of(&corpus.to_yaml_files().collect::<Vec<_>>())
}

#[test]
fn the_corpus_that_ships_is_read_again_as_it_was_written() {
    let corpus = builtin::open().unwrap().to_corpus().unwrap();
    let again = reread(&corpus);
    for (one, other) in corpus.concepts.iter().zip(&again.concepts) {
        let bare = |concept: &cxterms_base::corpus::Concept| {
            image::write_image(&Corpus { concepts: vec![concept.clone()], ..Corpus::default() })
                .unwrap()
        };
        assert_eq!(bare(one), bare(other), "{one:#?}\n{other:#?}");
    }
    assert_eq!(image::write_image(&corpus).unwrap(), image::write_image(&again).unwrap());
}

/// What comes back when a corpus leaves in a format.
fn there_and_back(format: &str, corpus: &Corpus) -> Corpus {
    let format = ExchangeFormat::from_name(format).unwrap();
    let mut bytes = vec![];
    format.export(corpus, &mut bytes).unwrap().unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(&*bytes) };
    let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    assert_eq!(imported.findings, []);
    imported.corpus
}

#[test]
fn json_lines_carry_everything() {
    let corpus = builtin::open().unwrap().to_corpus().unwrap();
    let again = there_and_back("jsonl", &corpus);
    assert_eq!(image::write_image(&corpus).unwrap(), image::write_image(&again).unwrap());
}

/// Whether two corpora say the same; where they do not, the first place that differs is shown.
fn same(one: &Corpus, other: &Corpus) {
    let parts = |corpus: &Corpus| {
        let mut parts = vec![format!("{:#?}", corpus.settings)];
        parts.extend(corpus.kinds.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.facets.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.relation_kinds.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.voices.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.works.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.schemes.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.concepts.iter().map(|it| format!("{it:#?}")));
        parts.extend(corpus.relations.iter().map(|it| format!("{it:#?}")));
        parts
    };
    let (one, other) = (parts(one), parts(other));
    for (one, other) in one.iter().zip(&other) {
        let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert!(one == other, "{differ:?} in {one} and {other}");
    }
    assert_eq!(one.len(), other.len());
}

/// A corpus without what a graph cannot hold: in which order several concepts are named, of which a note is said.
fn unordered(mut corpus: Corpus) -> Corpus {
    let notes = corpus.concepts.iter_mut().flat_map(|concept| &mut concept.notes);
    notes.for_each(|note| note.with.sort());
    corpus
}

/// Holds a format to its table: what it carries comes back as often as it left.
fn carries_what_it_says(format: &str, corpus: &Corpus) {
    let again = there_and_back(format, corpus);
    let format = ExchangeFormat::from_name(format).unwrap();
    for part in Part::ALL.iter().filter(|part| format.coverage_of(**part) == Coverage::Yes) {
        assert_eq!(part.count(corpus), part.count(&again), "{part:?} in {}", format.name);
    }
}

#[test]
fn what_a_format_does_not_carry_is_counted_exactly() {
    for corpus in [shipped(), read("tests/fixtures/small"), rich()] {
        for format in FORMATS.iter().filter(|format| format.write.is_some()) {
            let (_, losses) = corpora::exported(format.name, &corpus);
            for part in Part::ALL {
                let (count, lost) = (part.count(&corpus), losses.get(part.name()).copied());
                match format.coverage_of(*part) {
                    Coverage::Yes => assert_eq!(lost, None, "{} {part:?}", format.name),
                    Coverage::No => {
                        assert_eq!(lost.unwrap_or(0), count, "{} {part:?}", format.name);
                    }
                    Coverage::Mostly(_) | Coverage::InPart(_) => {
                        assert!(lost.unwrap_or(0) <= count, "{} {part:?}", format.name);
                    }
                }
            }
        }
    }
}

/// A small corpus that holds something of every part.
fn workshop() -> Corpus {
    read("tests/fixtures/exchange/workshop")
}

#[test]
fn what_lies_over_another_corpus_keeps_its_voice() {
    let mut reading = CorpusReading::from_corpus(shipped(), <_>::default());
    reading.add_folder("tests/fixtures/house".as_ref());
    assert_eq!(reading.diagnostics(), []);
    for format in ["jsonl", "turtle", "tbx-linguist"] {
        let again = there_and_back(format, &reading.corpus);
        let concept = again.concepts.iter().find(|concept| concept.id == "red-list").unwrap();
        let meant = "the customers whom we fear to lose, by name";
        let definition = concept.definitions.iter().find(|it| it.text == meant);
        let by = definition.unwrap().said.asserted_by[0].voice;
        assert_eq!(again.voices[by.index()].name, "this house", "{format}");
        assert!(concept.definition.is_none(), "{format}");
    }
}

#[test]
fn what_nobody_says_does_not_become_the_corpus_s_own_word() {
    let format = ExchangeFormat::from_name("jsonl").unwrap();
    let lines = "{\"manifest\":{\"voice\":\"we\"}}\n{\"sources\":{\"voices\":{\"we\":{\"name\":\"we\"}}}}\n\
        {\"id\":\"a\",\"label\":\"a\",\"definitions\":[{\"text\":\"b\",\"by\":\"nobody\"}]}\n";
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(lines.as_bytes()) };
    let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    assert_eq!(imported.corpus.concepts[0].definitions, []);
    // The definition and the name of who is not there.
    assert_eq!(imported.losses.count("texts with faults"), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    // Each text is one of its own; keys that are misspelt, voices that are not there and lines that are cut take some.
    #[test]
    fn every_text_of_a_line_is_carried_or_lost_once(
        lines in prop::collection::vec((0..5_usize, any::<[bool; 4]>()), 1..6)
    ) {
        let mut text = "{\"manifest\":{\"voice\":\"me\"}}\n{\"sources\":{\"voices\":{\"me\":{\"name\":\"Me\"}}}}\n".to_owned();
        let (mut put, mut cut) = (vec![], 0);
        for (at, (fault, full)) in lines.iter().enumerate() {
            let mut parts = vec![format!("\"id\":\"i{at}\",\"label\":\"l{at}\"")];
            let mut own = vec![format!("i{at}"), format!("l{at}")];
            let some = [
                (full[0], "definition", format!("d{at}")),
                (full[1], "synonyms", format!("s{at}")),
                (full[2], "notes", format!("n{at}")),
                (full[3], if *fault == 1 { "abbrevations" } else { "abbreviations" }, format!("a{at}")),
            ];
            for (_, key, value) in some.into_iter().filter(|(full, ..)| *full) {
                parts.push(format!("\"{key}\":\"{value}\""));
                own.push(value);
            }
            if *fault == 2 {
                parts.push(format!("\"definitions\":[{{\"text\":\"o{at}\",\"by\":\"b{at}\"}}]"));
                own.extend([format!("o{at}"), format!("b{at}")]);
            }
            let line = format!("{{{}}}", parts.join(","));
            if *fault == 3 {
                cut += 1;
                text += &line[..line.len() - 1];
            } else {
                put.extend(own);
                text += &line;
            }
            text.push('\n');
        }
        let format = ExchangeFormat::from_name("jsonl").unwrap();
        let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
        let read = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        let files: String = read.corpus.to_yaml_files().map(|(_, text)| text).collect();
        let held = |it: &String| files.split(|c: char| !c.is_alphanumeric()).any(|word| word == it);
        let carried = put.iter().filter(|it| held(it)).count();
        let lost = read.losses.count("texts with faults");
        prop_assert_eq!(carried + lost, put.len() + cut, "{}\n{:#?}", text, read);
    }
}

#[test]
fn entries_without_a_manifest_have_a_voice_and_those_with_a_broken_one_none() {
    let format = ExchangeFormat::from_name("jsonl").unwrap();
    let read = |lines: &str| {
        let text = Box::new(std::io::Cursor::new(lines.to_owned()));
        let input = InputFile { name: "it".to_owned(), format, text };
        (format.read.unwrap())(vec![input], &ImportOptions::default())
    };
    let imported = read("{\"id\":\"a\",\"label\":\"a\",\"definition\":\"b\"}\n").unwrap();
    assert_eq!(imported.findings, []);
    let again = reread(&imported.corpus);
    assert_eq!(again.concepts[0].definition.as_ref().unwrap().text, "b");
    let broken = read("{\"manifest\":{\"title\":\"T\"}}\n{\"id\":\"a\",\"label\":\"a\"}\n");
    assert!(broken.unwrap_err().0.message.contains("voice"));
}

#[test]
fn a_work_without_author_or_title_costs_nothing_else() {
    let format = ExchangeFormat::from_name("jsonl").unwrap();
    let works = [
        ("{\"title\":\"Log\"}", 1, "Log"),
        ("{\"by\":\"nobody\",\"title\":\"Log\"}", 1, "Log"),
        ("{\"published\":\"here\"}", 2, "log"),
    ];
    for (work, findings, name) in works {
        let lines = format!(
            "{{\"sources\":{{\"works\":{{\"log\":{work}}}}}}}\n\
             {{\"id\":\"a\",\"label\":\"a\",\"definitions\":[{{\"text\":\"b\",\"by\":\"log\"}}]}}\n"
        );
        let input = InputFile { name: "it".to_owned(), format, text: Box::new(lines.as_bytes()) };
        let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        assert_eq!(imported.findings.len(), findings, "{:?}", imported.findings);
        let again = reread(&imported.corpus);
        let said = &again.concepts[0].definitions[0].said.asserted_by[0];
        assert_eq!(again.voices[said.voice.index()].name, name);
        assert_eq!(again.works[said.work.unwrap().index()].title, name);
    }
}

#[test]
fn advice_that_lacks_something_costs_nothing_else() {
    let format = ExchangeFormat::from_name("jsonl").unwrap();
    for avoid in ["{\"text\":\"b\"}", "{\"text\":\"b\",\"why\":\"c\"}", "\"b\""] {
        let line = format!("{{\"id\":\"a\",\"label\":\"a\",\"avoid\":[{avoid}]}}\n");
        let input = InputFile { name: "it".to_owned(), format, text: Box::new(line.as_bytes()) };
        let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        assert!(!imported.findings.is_empty(), "{avoid}");
        let again = reread(&imported.corpus);
        let advice = &again.concepts[0].labels[1];
        assert_eq!((&*advice.text, advice.instead()), ("b", Some("a")), "{avoid}");
        assert!(advice.why.is_some(), "{avoid}");
    }
}

#[test]
fn what_is_wrong_with_a_line_is_told_of_json() {
    let deep =
        format!("{{\"id\":\"a\",\"label\":\"a\",\"notes\":{}{}}}", "[".repeat(40), "]".repeat(40));
    let right = "its lists and maps are nested deeper than 32";
    for (line, right) in [(&*deep, right), ("{\"id\":\"b\"", "not JSON: "), ("]", "not JSON: ")] {
        let format = ExchangeFormat::from_name("jsonl").unwrap();
        let line = format!("{line}\n{{\"id\":\"c\",\"label\":\"c\"}}\n");
        let input = InputFile { name: "it".to_owned(), format, text: Box::new(line.as_bytes()) };
        let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        assert_eq!(imported.corpus.concepts.len(), 1, "{line}");
        assert!(imported.findings[0].message.starts_with(right), "{:?}", imported.findings);
    }
}

#[test]
fn a_language_or_a_match_that_is_none_costs_only_itself() {
    let format = ExchangeFormat::from_name("jsonl").unwrap();
    let parts = [
        "\"translations\":{\"#e\":{\"label\":\"b\",\"definition\":\"c\"},\"de\":{\"label\":\"d\"}}",
        "\"matches\":[{\"kind\":\"exat\",\"iri\":\"https://e.org/a\"}],\"synonyms\":[\"d\"]",
    ];
    for part in parts {
        let line = format!("{{\"id\":\"a\",\"label\":\"a\",{part}}}\n");
        let input = InputFile { name: "it".to_owned(), format, text: Box::new(line.as_bytes()) };
        let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        assert_eq!(imported.findings.len(), 1, "{part}");
        assert_eq!(imported.losses.count("texts with faults"), 2, "{part}");
        let again = reread(&imported.corpus);
        assert_eq!(again.concepts[0].labels[1].text, "d", "{part}");
    }
}
