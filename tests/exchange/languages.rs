//! Definitions by others and notes keep their language in every format that has a place for it.

use super::{
    corpora::{exported, exported_bytes},
    reread,
};
use cxterms_base::corpus::{Corpus, CorpusReading, Layer};
use cxterms_exchange::{ExchangeFormat, FORMATS, ImportOptions, ImportedCorpus, InputFile};
use std::path::Path;

const ENTRY: &str = r"id: wheel
label: wheel
definition: what turns
definitions:
  - {text: was sich dreht, lang: de, by: book}
  - {text: ce qui tourne, lang: fr, by: book}
  - {text: a round thing, by: book}
translations: {de: {label: Rad}}
notes:
  - {text: Das Rad rollt., kind: example, lang: de}
  - {text: Alt., lang: de-AT, by: book}
  - Old.
";

fn layer(files: &[(&str, &str)], reading: &mut CorpusReading) -> usize {
    let (mut layer, mut faults) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), (*text).to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut faults);
    }
    let count = faults.len();
    reading.faults = faults;
    reading.add_layer(layer);
    count
}

fn corpus() -> Corpus {
    let mut reading = CorpusReading::default();
    let sources =
        "voices: {we: {name: we}, ann: {name: Ann}}\nworks: {book: {by: ann, title: B}}\n";
    layer(
        &[("corpus.yaml", "voice: we\n"), ("sources.yaml", sources), ("a.yaml", ENTRY)],
        &mut reading,
    );
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

/// Every text of the first concept that may be in another language, with that.
fn spoken(corpus: &Corpus) -> Vec<(String, Option<String>)> {
    let concept = &corpus.concepts[0];
    let definitions = concept.definitions.iter().map(|it| (it.text.clone(), it.language.clone()));
    let notes = concept.notes.iter().map(|it| (it.text.clone(), it.language.clone()));
    let mut all: Vec<_> = definitions.chain(notes).collect();
    all.sort();
    all
}

fn import(format: &str, text: &str) -> ImportedCorpus {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap()
}

#[test]
fn files_and_formats_keep_the_language_of_each_text() {
    let corpus = corpus();
    assert_eq!(spoken(&reread(&corpus)), spoken(&corpus));
    let formats = ["turtle", "rdfxml", "ntriples", "jsonld", "tbx-linguist", "martif", "jsonl"];
    for name in formats {
        let (text, losses) = exported(name, &corpus);
        let lost = losses.get("languages of notes and of definitions by others");
        assert_eq!(lost, None, "{name}");
        let imported = import(name, &text);
        assert_eq!(imported.findings, [], "{name}");
        assert_eq!(spoken(&imported.corpus), spoken(&corpus), "{name}:\n{text}");
    }
    // A category that is a tag has the language of its section.
    let (text, losses) = exported("tbx-basic-dct", &corpus);
    assert_eq!(losses["languages of notes and of definitions by others"], 1);
    let back = spoken(&import("tbx-basic-dct", &text).corpus);
    assert!(back.contains(&("ce qui tourne".to_owned(), None)), "{back:?}");
    assert!(back.contains(&("was sich dreht".to_owned(), Some("de".to_owned()))), "{back:?}");
    // A table holds the notes of the corpus's own, and says how many languages it has no place for.
    let (text, losses) = exported("csv", &corpus);
    assert_eq!(losses["languages of notes and of definitions by others"], 3);
    let notes = &import("csv", &text).corpus.concepts[0].notes;
    let spoken = notes.iter().map(|it| (&*it.text, it.language.as_deref()));
    assert!(spoken.eq([("Old.", None), ("Das Rad rollt.", Some("de"))]), "{text}");
    let (glossary, _) = exported("glossary", &corpus);
    assert!(glossary.contains("“was sich dreht” (in `de`)"), "{glossary}");
}

#[test]
fn a_language_that_is_none_is_a_fault_and_that_of_the_corpus_says_nothing() {
    for (tag, faults) in [("de", 0), ("pt-BR", 0), ("EN", 0), ("\"no tag\"", 1), ("\"12\"", 1)] {
        let mut reading = CorpusReading::default();
        let entry = format!("id: a\nlabel: a\nnotes:\n  - {{text: n, lang: {tag}}}\n");
        let sources = "voices: {we: {name: we}}\n";
        let found = layer(
            &[("corpus.yaml", "voice: we\n"), ("sources.yaml", sources), ("a.yaml", &entry)],
            &mut reading,
        );
        assert_eq!(found, faults, "{tag}");
        if tag == "EN" {
            assert_eq!(reading.corpus.concepts[0].notes[0].language, None);
        }
    }
}

#[test]
fn what_a_layer_in_another_language_says_is_in_that() {
    let mut reading = CorpusReading::from_corpus(corpus(), cxterms_base::corpus::Digest::default());
    let sources = "voices: {wir: {name: wir}}\n";
    let entry = "id: wheel\nnotes: [Rund., {text: Round., lang: en}]\ndefinitions: {text: Kreis, by: wir}\n";
    layer(
        &[
            ("corpus.yaml", "voice: wir\nlanguage: de\n"),
            ("sources.yaml", sources),
            ("a.yaml", entry),
        ],
        &mut reading,
    );
    assert_eq!(reading.diagnostics(), []);
    let spoken = spoken(&reading.corpus);
    for (text, language) in [("Rund.", Some("de")), ("Round.", None), ("Kreis", Some("de"))] {
        let one = (text.to_owned(), language.map(str::to_owned));
        assert!(spoken.contains(&one), "{text}: {spoken:?}");
    }
    assert_eq!(reading.corpus.languages(), ["en", "de", "fr", "de-AT"]);
}

#[test]
fn a_second_definition_in_another_language_stands_beside_the_first() {
    let graph = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <https://e.org/a> a skos:Concept ; skos:prefLabel \"a\"@en ; \
        skos:definition \"eins\"@de, \"zwei\"@de ; skos:note \"drei\"@de .\n";
    let tbx = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\"><tbxHeader>\
        <fileDesc><sourceDesc><p>T</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id=\"a\">\
        <langSec xml:lang=\"en\"><termSec><term>a</term></termSec></langSec><langSec xml:lang=\"de\">\
        <descrip type=\"definition\">eins</descrip><descrip type=\"definition\">zwei</descrip><note>drei</note>\
        <termSec><term>b</term></termSec></langSec></conceptEntry></body></text></tbx>";
    let table = "id,label,definition@de,note@de\na,a,eins,drei\na,a,zwei,\n";
    for (format, text) in [("turtle", graph), ("tbx-basic", tbx), ("csv", table)] {
        let imported = import(format, text);
        assert!(imported.losses.is_empty(), "{format}: {:?}", imported.losses);
        let concept = &reread(&imported.corpus).concepts[0];
        assert_eq!(concept.translated[0].1.text, "eins", "{format}");
        let more = &concept.definitions[0];
        assert_eq!((&*more.text, more.language.as_deref()), ("zwei", Some("de")), "{format}");
        assert_eq!(concept.notes[0].language.as_deref(), Some("de"), "{format}");
    }
}

#[test]
fn a_row_may_name_the_language_of_its_texts() {
    let table = "id,Language,Term,Synonyms,Definition,Notes\n\
        c,en,churn,attrition,the loss of customers,n\n\
        c,German,Abwanderung,Kundenschwund,der Verlust von Kunden,m\n\
        d,,health score,,,\n\
        ,pt_BR,cancelamento,,,\n\
        e,Klingon,foo,,,\n";
    let imported = import("csv", table);
    assert_eq!(imported.losses.count("texts with faults"), 1, "{:?}", imported.losses);
    assert_eq!(imported.losses.kinds().count(), 1, "{:?}", imported.losses);
    let messages: Vec<_> = imported.findings.iter().map(|it| &*it.message).collect();
    assert_eq!(
        messages,
        [
            "`cancelamento` has no label in the corpus’s language, `en`; its label in `pt-BR` stands for one",
            "`Klingon` is no language"
        ]
    );
    let corpus = reread(&imported.corpus);
    assert_eq!(corpus.languages(), ["en", "de", "pt-BR"]);
    let concept = corpus.concepts.iter().find(|it| it.id == "c").unwrap();
    let labels = concept.labels.iter().map(|it| (&*it.text, it.language.as_deref()));
    let right = [
        ("churn", None),
        ("attrition", None),
        ("Abwanderung", Some("de")),
        ("Kundenschwund", Some("de")),
    ];
    assert!(labels.eq(right), "{concept:?}");
    assert_eq!(concept.definition.as_ref().unwrap().text, "the loss of customers");
    assert_eq!(concept.translated[0].1.text, "der Verlust von Kunden");
    assert_eq!(concept.notes[1].language.as_deref(), Some("de"));
    // Most rows say what the corpus's language is.
    let german = import("csv", "Sprache,Begriff\nde,Abwanderung\nde,Bindung\nen,loyalty\n");
    assert_eq!(german.corpus.settings.language, "de");
}

#[test]
fn notes_in_five_languages_come_back_from_every_format_that_has_a_place_for_them() {
    let entry = "id: comet\nlabel: comet\nnotes:\n\
        - {text: Elle a une queue., lang: fr}\n- {text: Er hat einen Schweif., lang: de}\n- {text: له ذيل, lang: ar}\n\
        - {text: 它有尾巴。, lang: zh-Hant}\n- {text: Tem cauda., lang: pt-BR}\n";
    let files = [
        ("corpus.yaml", "voice: we\n"),
        ("sources.yaml", "voices: {we: {name: we}}\n"),
        ("a.yaml", entry),
    ];
    let mut reading = CorpusReading::default();
    layer(&files, &mut reading);
    assert_eq!(reading.diagnostics(), []);
    let right = spoken(&reading.corpus);
    assert_eq!(right.len(), 5);
    for format in FORMATS.iter().filter(|format| format.read.is_some() && format.write.is_some()) {
        let (bytes, _) = exported_bytes(format.name, &reading.corpus);
        let input = InputFile { name: "it".to_owned(), format: *format, text: Box::new(&*bytes) };
        let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
        assert_eq!(spoken(&reread(&imported.corpus)), right, "{}", format.name);
    }
}
