//! Paragraphs and lists within texts leave a corpus and come back; advice is in the language of what it advises against.

use super::corpora::exported;
use super::there_and_back;
use cxterms_base::corpus::{Corpus, CorpusReading, LabelKind, Layer};
use cxterms_exchange::{ExchangeFormat, ImportOptions, ImportedCorpus, InputFile};
use std::path::Path;

const TEXT: &str = "what rolls\n\nIt has:\n\n- a rim\n- spokes";

/// A corpus of one entry.
fn corpus_of(entry: &str) -> Corpus {
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    let files = [
        ("corpus.yaml", "title: Bicycles\nlanguage: en\nvoice: we\n"),
        (
            "sources.yaml",
            "voices: {we: {name: We}, ann: {name: Ann}}\nworks: {log: {by: ann, title: A log}}\n",
        ),
        ("wheel.yaml", entry),
    ];
    for (name, text) in files {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

fn import(format: &str, text: &str) -> ImportedCorpus {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap()
}

#[test]
fn paragraphs_come_back_from_every_format_that_is_read() {
    let text = serde_json::to_string(TEXT).unwrap();
    let corpus = corpus_of(&format!(
        "{{id: wheel, label: wheel, definition: {text}, notes: [{text}, {{kind: usage, text: 'plain'}}]}}"
    ));
    let normal = corpus.concepts[0].definition.as_ref().unwrap().text.clone();
    assert!(normal.contains("\n\n") && normal.contains("\n- spokes"), "{normal}");
    for format in
        ["turtle", "ntriples", "rdfxml", "jsonld", "tbx-linguist", "tbx-basic-dct", "csv", "jsonl"]
    {
        let again = there_and_back(format, &corpus);
        let wheel = &again.concepts[0];
        assert_eq!(wheel.definition.as_ref().unwrap().text, normal, "{format}");
        let mut notes: Vec<_> = wheel.notes.iter().map(|note| &*note.text).collect();
        notes.sort_unstable();
        assert_eq!(notes, ["plain", &normal], "{format}");
    }
    let (glossary, _) = exported("glossary", &corpus);
    assert!(glossary.contains("\n\nIt has:\n\n- a rim\n- spokes\n"), "{glossary}");
}

#[test]
fn lines_that_only_wrap_are_joined_and_counted() {
    let graph = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://e.org/a> skos:prefLabel 'bell'@en ;
        skos:definition '''what\nrings'''@en ; skos:note '''one\n\ntwo'''@en .";
    let imported = import("turtle", graph);
    let bell = &imported.corpus.concepts[0];
    assert_eq!(bell.definition.as_ref().unwrap().text, "what rings");
    assert_eq!(bell.notes[0].text, "one\n\ntwo");
    assert_eq!(imported.losses.count("line breaks and runs of spaces"), 1);
    let imported = import("csv", "label,definition\nbell,\"what\nrings\n\nand hums\"\n");
    assert_eq!(
        imported.corpus.concepts[0].definition.as_ref().unwrap().text,
        "what rings\n\nand hums"
    );
}

#[test]
fn a_label_that_is_only_denied_is_no_plain_triple() {
    let corpus = corpus_of(
        "id: wheel\nlabel: wheel\nsynonyms: [{text: disc, denied-by: log}, roller]\nabbreviations: [{text: WL, denied-by: log}]\n",
    );
    let (graph, _) = exported("ntriples", &corpus);
    let plain = |text: &str| {
        let ends = format!("\"{text}\"@en .");
        graph.lines().filter(|line| line.ends_with(&ends) && line.contains("abel>")).count()
    };
    assert_eq!(
        [plain("wheel"), plain("roller"), plain("disc"), plain("WL")],
        [1, 1, 0, 0],
        "{graph}"
    );
    let again = there_and_back("ntriples", &corpus);
    let denied = again.concepts[0].labels.iter().filter(|it| !it.said.denied_by.is_empty());
    let denied: Vec<_> = denied.map(|it| (&*it.text, it.said.asserted_by.len())).collect();
    assert_eq!(denied, [("WL", 0), ("disc", 0)]);
}

#[test]
fn advice_is_in_the_language_of_what_it_advises_against() {
    let table = "label,label_de,avoid_de,avoid\nchurn,Abwanderung,Kundenverlust,attrition\n";
    let imported = import("csv", table);
    let labels = imported.corpus.concepts[0].labels.iter();
    let avoided = labels.filter(|label| label.kind == LabelKind::Avoid);
    let avoided: Vec<_> = avoided.map(|it| (&*it.text, it.instead().unwrap())).collect();
    assert_eq!(avoided, [("attrition", "churn"), ("Kundenverlust", "Abwanderung")]);
}

#[test]
fn advice_to_say_a_name_to_avoid_is_replaced_and_told() {
    let lines = "{\"id\":\"a\",\"label\":\"rim\",\"avoid\":[{\"text\":\"hoop\",\"why\":\"w\",\"instead\":\"Hoop\"}]}\n\
        {\"id\":\"b\",\"label\":\"hub\",\"avoid\":[{\"text\":\"nave\",\"why\":\"w\",\"instead\":\"boss\"},\
        {\"text\":\"boss\",\"why\":\"w\",\"instead\":\"nave\"},{\"text\":\"knob\",\"why\":\"w\",\"instead\":\"middle\"}]}\n";
    let read = import("jsonl", lines);
    let told: Vec<_> = read.findings.iter().map(|it| (it.line, &*it.message)).collect();
    assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 2]);
    assert!(told[0].1.contains("advises `Hoop`, which is to be avoided too"), "{told:?}");
    assert_eq!(read.losses.count("advice to say a name to avoid"), 3);
    let advised = read.corpus.concepts.iter().flat_map(|it| &it.labels);
    let advised: Vec<_> = advised.filter_map(|it| it.instead.as_deref()).collect();
    assert_eq!(advised, ["rim", "hub", "hub", "middle"]);
}

#[test]
fn what_is_given_twice_in_a_line_is_first_given_there() {
    let entry = |id: &str, more: &str| format!("{{\"id\":\"{id}\",\"label\":\"{id}\"{more}}}\n");
    for (before, line) in [(0, 1), (2, 3), (11, 12)] {
        let mut text: String = (0..before).map(|at| entry(&format!("e{at}"), "")).collect();
        text += &entry("rim", ",\"label\":\"hoop\"");
        let found = &import("jsonl", &text).findings[0];
        let right = format!("it is first given in line {line}");
        assert_eq!((found.line, found.hint.as_deref()), (line, Some(&*right)));
    }
}
