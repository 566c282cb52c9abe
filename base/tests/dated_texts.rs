//! Notes and definitions that are said at several times: whose each date is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base,
    corpus::{Citation, CitedStance, Corpus, CorpusReading, Layer, TextDate},
    yaml,
};
use std::path::Path;

const SOURCES: &str = "voices: {editors: {name: editors}, ann: {name: Ann}, bob: {name: Bob}}\n\
    works: {a: {by: ann, title: A}, b: {by: bob, title: B}}\n";

/// A corpus with these claims of its one concept under a key, and perhaps a house's over it.
fn read(key: &str, claims: &str, house: Option<&str>) -> Corpus {
    let mut reading = CorpusReading::default();
    let mut lay = |files: &[(&str, String)]| {
        let (mut layer, mut found) = (Layer::default(), vec![]);
        for (name, text) in files {
            let file = reading.files.add_file((*name).to_owned(), text.clone());
            layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
        }
        reading.faults.extend(found);
        reading.add_layer(layer);
    };
    lay(&[
        ("corpus.yaml", "title: W\nvoice: editors\n".to_owned()),
        ("sources.yaml", SOURCES.to_owned()),
        ("e.yaml", format!("{{id: x, label: x, {key}: [{claims}]}}\n")),
    ]);
    if let Some(claims) = house {
        let entry = format!("{{id: x, {key}: [{claims}]}}\n");
        lay(&[("corpus.yaml", "title: H\nvoice: house\n".to_owned()), ("h.yaml", entry)]);
    }
    assert_eq!(reading.diagnostics(), [], "{claims} {house:?}");
    reading.corpus
}

/// Each claim: its text, its dates, and who asserts and denies it.
fn tell(corpus: &Corpus) -> Vec<String> {
    let names = |by: &[Citation]| {
        let voices = by.iter().map(|it| corpus.voices[it.voice.index()].id.clone());
        voices.collect::<Vec<_>>().join("+")
    };
    let tell = |text: &str, dates: &[TextDate], said: &CitedStance| {
        let dates: Vec<_> =
            dates.iter().map(|it| format!("{} {}", it.kind.name(), it.when)).collect();
        let (by, denied_by) = (names(&said.asserted_by), names(&said.denied_by));
        format!("{text} [{}] {by} {denied_by}", dates.join(", "))
    };
    let concept = &corpus.concepts[0];
    let definitions = concept.definitions.iter().map(|it| tell(&it.text, &it.dates, &it.said));
    let notes = concept.notes.iter().map(|it| tell(&it.text, &it.dates, &it.said));
    definitions.chain(notes).collect()
}

const TWO: &str = "{text: t, created: 2019, by: a}, {text: t, created: 2021, by: b}";

#[test]
fn each_voice_keeps_its_dates() {
    for (claims, house, told) in [
        (TWO, None, &["t [created 2019] ann ", "t [created 2021] bob "][..]),
        (
            "{text: t, created: 2019, by: a}, {text: t, created: 2019, by: b}",
            None,
            &["t [created 2019] ann+bob "],
        ),
        (
            "{text: t, created: 2019, by: a}, {text: t, created: 2020, by: a}",
            None,
            &["t [created 2019] ann ", "t [created 2020] ann "],
        ),
        (
            "{text: t, created: 2019, by: a}, {text: t, modified: 2019, by: b}",
            None,
            &["t [created 2019] ann ", "t [modified 2019] bob "],
        ),
        // What one voice says without a date is completed by what it says with one, and by nothing else.
        ("{text: t, by: a}, {text: t, issued: 2019, by: a}", None, &["t [issued 2019] ann "]),
        (
            "{text: t, by: [a, b]}, {text: t, issued: 2019, by: b}",
            None,
            &["t [] ann ", "t [issued 2019] bob "],
        ),
        ("{text: t, by: a}", Some("{text: t, date: 2019, by: a}"), &["t [date 2019] ann "]),
        ("{text: t, by: a}", Some("{text: t, date: 2019}"), &["t [] ann ", "t [date 2019] house "]),
        // A denial without a speaker meets what is said at every time.
        (
            TWO,
            Some("{text: t, denied-by: house}"),
            &["t [created 2019] ann house", "t [created 2021] bob house"],
        ),
        (
            &format!("{{text: t, denied-by: editors}}, {TWO}"),
            None,
            &["t [created 2019] ann editors", "t [created 2021] bob editors"],
        ),
        (
            "{text: t, denied-by: editors}",
            Some(TWO),
            &["t [created 2019] ann editors", "t [created 2021] bob editors"],
        ),
        // Another language is another text.
        (
            "{text: t, by: a}, {text: t, lang: de, date: 2019, by: a}",
            None,
            &["t [] ann ", "t [date 2019] ann "],
        ),
    ] {
        for key in ["notes", "definitions"] {
            let corpus = read(key, claims, house);
            assert_eq!(tell(&corpus), told, "{key}: {claims} {house:?}");
            let image = Base::compile(&corpus).unwrap().to_corpus().unwrap();
            let write = |corpus: &Corpus| -> Vec<String> {
                corpus.entries_to_yaml().map(|it| yaml::write_document(&it)).collect()
            };
            assert_eq!(write(&image), write(&corpus), "{key}: {claims}");
            assert_eq!(write(&corpus.clone().into_normalized()), write(&corpus), "{claims}");
        }
    }
}

#[test]
fn one_denial_of_several_dates_is_one_dispute() {
    let corpus = read("notes", TWO, Some("{text: t, denied-by: house}"));
    let base = Base::compile(&corpus).unwrap();
    let everyone = cxterms_base::Perspective::default();
    let found = cxterms_base::find_disputes(&base, None, &everyone).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
}
