//! What files in another language than the corpus add to it: texts of their language.

use super::{
    corpora::corpus_of,
    merge_laws::{Folder, merge},
};
use cxterms_base::corpus::Corpus;
use cxterms_exchange::{CorpusAddition, ExchangeFormat, ImportOptions, ImportedCorpus, InputFile};

const HOUSE: &str = "- {id: a, label: bill, definition: a paper, translations: {de: {label: Rechnung}}}\n- {id: b, label: coin}\n";

fn read(format: &str, text: &str, into: &Corpus) -> ImportedCorpus {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    let options = ImportOptions {
        voice: format.is_table().then(|| "we".to_owned()),
        assumed_language: Some(into.settings.language.clone()),
        ..ImportOptions::default()
    };
    (format.read.unwrap())(vec![input], &options).unwrap()
}

/// The entries of a house in a language once a file is merged into it; nothing changes when that is done once more.
fn merged(language: &str, format: &str, text: &str) -> (Vec<String>, CorpusAddition) {
    let manifest = format!("title: House\nvoice: we\nlanguage: {language}\n");
    let folder: Folder = [("corpus.yaml", &*manifest), ("sources.yaml", ""), ("a.yaml", HOUSE)]
        .map(|(name, text)| {
            (name.into(), text.replace("de:", if language == "de" { "en:" } else { "de:" }))
        })
        .into();
    let unattributed = format == "csv";
    let from = || read(format, text, &corpus_of(&folder)).corpus;
    let (once, addition) = merge(&folder, from(), unattributed);
    let (twice, again) = merge(&once, from(), unattributed);
    assert!(again.is_empty() && once == twice, "{:#?}", again.changed());
    (once.into_iter().skip(2).map(|(_, text)| text).collect(), addition)
}

#[test]
fn a_table_with_german_headers_adds_german() {
    let table = "Begriff;Definition;Synonyme\nRechnung;ein Papier;Faktura\ncoin;ein Anker;\n";
    let (texts, addition) = merged("en", "csv", table);
    let (ours, rest) = HOUSE.split_once('\n').unwrap();
    let german = "{label: Rechnung, synonyms: Faktura, definition: ein Papier}";
    assert_eq!(texts[0], format!("{}\n{rest}", ours.replace("{label: Rechnung}", german)));
    // The German word is none of ours, however it is spelled.
    let new = "id: coin\niri: urn:cxterms:house:coin\ntranslations: {de: {label: coin, definition: ein Anker}}\n";
    assert_eq!((addition.count(), &*texts[1]), (1, new));
}

#[test]
fn a_table_that_says_nothing_of_its_language_is_in_that_of_the_corpus() {
    let (texts, _) = merged("de", "csv", "label,definition\ncoin,Geld\n");
    assert!(texts[0].contains("{id: b, label: coin, definition: Geld}"), "{}", texts[0]);
    let (texts, _) = merged("en", "csv", "label@de,definition@de\nRechnung,ein Papier\n");
    assert!(texts[0].contains("{label: Rechnung, definition: ein Papier}"), "{}", texts[0]);
    // Rows that name their languages.
    let rows =
        "label,definition,language\nRechnung,ein Papier,de\ncoin,money,en\nMarke,ein Zeichen,de\n";
    let (texts, addition) = merged("en", "csv", rows);
    assert!(texts[0].contains("{label: Rechnung, definition: ein Papier}"), "{}", texts[0]);
    assert!(texts[0].contains("{id: b, label: coin, definition: money}"), "{}", texts[0]);
    assert_eq!(addition.count(), 1);
}

const HEAD: &str = "@prefix : <http://their.test/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n:s a skos:ConceptScheme ; skos:prefLabel \"Ihre\"@de .\n";

#[test]
fn a_vocabulary_in_another_language_is_merged_by_labels_in_that_language() {
    let file = format!(
        "{HEAD}:1 a skos:Concept ; skos:prefLabel \"Rechnung\"@de ; skos:definition \"ein Papier\"@de ; skos:note \"N\"@de ; skos:altLabel \"Faktura\"@de .\n\
         :2 a skos:Concept ; skos:prefLabel \"coin\"@en, \"Münze\"@de .\n:3 a skos:Concept ; skos:prefLabel \"Neues\"@de, \"Nouveau\"@fr .\n"
    );
    let (texts, addition) = merged("en", "turtle", &file);
    assert_eq!((addition.count(), addition.changed().len()), (1, 2));
    let ours = &texts[0];
    for said in [
        "definition: a paper",
        "definitions: [{text: ein Papier, lang: de, by: ihre-2}]",
        "notes: [{text: \"N\", lang: de, by: ihre-2}]",
        "{id: b, label: coin, translations: {de: {label: {text: Münze, by: ihre-2}}}",
    ] {
        assert!(ours.contains(said), "{said}\n{ours}");
    }
    let labels = "translations: {de: {label: {text: Neues, by: ihre-2}}, fr: {label: {text: Nouveau, by: ihre-2}}}";
    assert!(texts[1].contains(labels), "{}", texts[1]);
    assert!(!texts[1].contains("\nlabel:") && texts[1].contains("iri: http://their.test/3"));
}

#[test]
fn what_names_no_language_beside_what_does_is_told() {
    let into = corpus_of(&[("corpus.yaml", "title: House\nvoice: we\n"), ("a.yaml", HOUSE)]);
    let mixed = format!(
        "{HEAD}:1 a skos:Concept ; skos:prefLabel \"Rechnung\"@de ; skos:altLabel \"bill\" .\n"
    );
    assert!(read("turtle", &mixed, &into).guessed_language);
    let named = mixed.replace("\"bill\"", "\"bill\"@en");
    assert!(!read("turtle", &named, &into).guessed_language);
    // Without any, it is the corpus's own.
    let bare = mixed.replace("@de", "");
    let house = corpus_of(&[
        ("corpus.yaml", "title: Haus\nvoice: we\nlanguage: de\n"),
        ("a.yaml", "id: a\nlabel: x\n"),
    ]);
    let read = read("turtle", &bare, &house);
    assert_eq!((&*read.corpus.settings.language, read.guessed_language), ("de", false));
}
