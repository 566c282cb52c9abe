//! What an import adds to a corpus that is there.

use super::{
    corpora::{csv, read},
    merge_laws::{Folder, import, merge},
};
use cxterms_base::corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF};
use cxterms_exchange::{CorpusAddition, IdentifierOrigin, ImportOptions, MergeInto};
use std::collections::BTreeSet;

/// What a corpus gets of another where no entry of it can be seen as it is written.
pub(crate) fn addition(corpus: &Corpus, from: Corpus) -> CorpusAddition {
    CorpusAddition::from_corpora(
        MergeInto {
            corpus,
            own_entry: &|_| None,
            identifiers: &IdentifierOrigin::default(),
            unattributed: true,
        },
        from,
    )
}

#[test]
fn what_is_merged_is_what_is_not_there_yet() {
    let into = read("tests/fixtures/small");
    let text = "id,label,contrasts-with,subset-of,kind\n\
                tandem,tandem,road bike,bicycle,craft\n\
                bicycle,bicycle,,,\nroad-bike,road bike,,tandem,\n,gear,,,\n";
    let from = csv(
        text,
        &ImportOptions { voice: Some("the workshop".to_owned()), ..ImportOptions::default() },
    );
    let addition = addition(&into, from.corpus);
    assert_eq!((addition.count(), addition.count_unchanged()), (1, 1));
    assert_eq!(addition.losses.count("concepts whose label several have there"), 1);
    let files: Vec<_> = addition.file_texts().collect();
    assert_eq!(files.len(), 2);
    let further = "- {id: road-bike, relations: {subset-of: tandem}}\n";
    assert_eq!(files[1], ("further/0001.yaml".into(), further.to_owned()));
    let expected = "id: tandem\nlabel: tandem\nkind: craft\nrelations: {subset-of: bicycle, contrasts-with: road-bike}\n";
    assert_eq!(files[0].1, expected);
    assert!(
        addition.extend_manifest("voice: workshop\n").unwrap().contains("kinds:\n  craft: {}\n")
    );
    assert_eq!(addition.extend_sources("a: b\n").as_deref(), Some("a: b\n"));
    let umbrellas =
        addition.corpus().relations.iter().map(|it| it.relation).collect::<BTreeSet<_>>();
    assert_eq!(umbrellas, BTreeSet::from([SUBSET_OF, CONTRASTS_WITH]));
}

#[test]
fn what_another_voice_says_is_merged_as_what_it_says_in_a_work() {
    let into = read("tests/fixtures/small");
    let from = csv(
        "label,definition,root\ntandem,for two,yes\n",
        &ImportOptions { voice: Some("Rider A".to_owned()), ..ImportOptions::default() },
    );
    let addition = addition(&into, from.corpus);
    let (_, text) = addition.file_texts().next().unwrap();
    assert_eq!(
        text,
        "id: tandem\nlabel: {text: tandem, by: it}\ndefinitions: [{text: for two, by: it}]\nroot: {by: it}\n"
    );
    let sources = addition.extend_sources("works:\n  log: {by: rider-a, title: Log}\n").unwrap();
    assert_eq!(
        sources,
        "works:\n  log: {by: rider-a, title: Log}\n  it: {by: rider-a, title: It}\n"
    );
}

/// A folder, and what an entry of it is once lines of JSON are merged into it; nothing changes when they are once more.
pub(crate) fn updated(entry: &str, lines: &str) -> (String, CorpusAddition) {
    let manifest = "title: T\nlanguage: en\nvoice: we\niri: https://e.org/a/\nfacets: {use: {}}\n";
    let sources =
        "voices:\n  we: {name: we}\n  ann: {name: Ann}\nworks:\n  book: {by: ann, title: Book}\n";
    let folder = [("corpus.yaml", manifest), ("sources.yaml", sources), ("a.yaml", entry)];
    let folder = folder.map(|(name, text)| (name.into(), text.to_owned())).into();
    let head = format!(
        "{{\"manifest\":{{\"title\":\"Their words\",\"voice\":\"they\",\"iri\":\"https://e.org/b/\",\"facets\":{{\"use\":{{}}}}}}}}\n{}\n",
        r#"{"sources":{"voices":{"they":{"name":"They"},"ann":{"name":"Ann"}},"works":{"book":{"by":"ann","title":"Book"}}}}"#
    );
    let bytes = head + lines;
    let read = || import("jsonl", bytes.as_bytes(), &Corpus::default());
    let (once, addition) = merge(&folder, read(), false);
    let (twice, again) = merge(&once, read(), false);
    assert!(again.is_empty() && once == twice, "{:#?}", again.changed());
    (once[2].1.clone(), addition)
}

#[test]
fn voices_that_differ_make_two_claims_and_one_that_changes_its_words_makes_one() {
    let entry = "# ours\n- id: a\n  label: bike   # so it is\n  definition: what we say\n  definitions:\n    - {text: what Ann said, by: book}   # Ann\n  notes:\n    - {text: It is old., kind: usage, by: book}\n";
    let line = r#"{"id":"b","iri":"https://e.org/a/a","label":"cycle","definition":"what they say","definitions":[{"text":"what Ann says now","by":"book"}],"notes":[{"text":"It  is\nold.","kind":"usage","by":{"by":"book","text":"mostly"}}],"translations":{"DE":{"label":"Rad"}}}"#;
    let (text, addition) = updated(entry, line);
    assert_eq!(
        text,
        "# ours\n- id: a\n  label: bike   # so it is\n  synonyms: [{text: cycle, by: their-words}]\n  definition: what we say\n  definitions:\n    - {text: what Ann says now, by: book}   # Ann\n    - {text: what they say, by: their-words}\n  translations: {DE: {label: {text: Rad, by: their-words}}}\n  notes:\n    - {text: It is old., kind: usage, by: [book, {by: book, text: mostly}]}\n"
    );
    assert_eq!(addition.losses.count("preferred labels taken as synonyms"), 1);
    assert_eq!((addition.count(), addition.count_unchanged()), (0, 0));
}

#[test]
fn who_is_named_to_use_a_preferred_label_is_added_to_it() {
    let entry = "- id: a\n  label: bike   # so it is\n  translations: {de: {label: {text: Rad, by: book}}}\n- {id: c, label: {text: cup, by: [book]}}\n- {id: d, label: dip}\n";
    let lines = r#"{"id":"a","iri":"https://e.org/a/a","label":{"text":"bike","by":"book"},"translations":{"de":{"label":{"text":"Rad","by":["they","book"],"denied-by":"book"}},"fr":{"label":"velo"}}}
{"id":"c","iri":"https://e.org/a/c","label":{"text":"cup","denied-by":"book"}}
{"id":"d","iri":"https://e.org/a/d","label":"dip"}
"#;
    let (text, _) = updated(entry, lines);
    assert_eq!(
        text,
        "- id: a\n  label: {text: bike, by: [we, book]}   # so it is\n  translations: {de: {label: {text: Rad, by: book, denied-by: book}}, fr: {label: {text: velo, by: their-words}}}\n- {id: c, label: {text: cup, by: [book], denied-by: book}}\n- {id: d, label: dip}\n"
    );
}

#[test]
fn what_is_said_at_another_time_is_another_claim() {
    let entry = "- id: a\n  iri: https://e.org/b/a\n  label: bike\n  status:\n    - {value: deprecated, replaced-by: [z, y], by: book}\n  notes:\n    - {text: Renamed., created: 2019, by: book}\n    - {text: Moved.}\n- {id: y, iri: 'https://e.org/b/y', label: y}\n- {id: z, iri: 'https://e.org/b/z', label: z}\n";
    let rest = "\n{\"id\":\"y\",\"label\":\"y\"}\n{\"id\":\"z\",\"label\":\"z\"}\n";
    let merged =
        |keys: &str| updated(entry, &format!("{{\"id\":\"a\",\"label\":\"bike\",{keys}}}{rest}")).0;
    for (keys, old, new) in [
        // Another voice says the same, and another date.
        (
            r#""status":{"value":"deprecated","replaced-by":["y","z"]}"#,
            "by: book}\n  notes",
            "by: [book, their-words]}\n  notes",
        ),
        (
            r#""status":{"value":"deprecated","since":"2021"}"#,
            "by: book}\n  notes",
            "by: book}\n    - {value: deprecated, since: \"2021\", by: their-words}\n  notes",
        ),
        // The same voice says less, as much, or more.
        (r#""status":{"value":"deprecated","by":"book"}"#, "", ""),
        (r#""status":{"value":"deprecated","replaced-by":"z","by":"book"}"#, "", ""),
        (
            r#""status":{"value":"deprecated","since":"2021","by":"book"}"#,
            "by: book}\n  notes",
            "by: book}\n    - {value: deprecated, since: \"2021\", by: book}\n  notes",
        ),
        (r#""notes":{"text":"Renamed.","by":"book"}"#, "", ""),
        (r#""notes":{"text":"Renamed.","created":"2019","by":"book"}"#, "", ""),
        (
            r#""notes":{"text":"Renamed.","created":"2020","by":"book"}"#,
            "{text: Moved.}\n",
            "{text: Moved.}\n    - {text: Renamed., created: \"2020\", by: book}\n",
        ),
        (
            r#""notes":{"text":"Renamed.","created":"2019"}"#,
            "created: 2019, by: book}",
            "created: 2019, by: [book, their-words]}",
        ),
        (
            r#""notes":{"text":"Renamed.","denied-by":"book"}"#,
            "{text: Moved.}\n",
            "{text: Moved.}\n    - {text: Renamed., denied-by: book}\n",
        ),
    ] {
        assert_eq!(merged(keys), entry.replacen(old, new, usize::from(!old.is_empty())), "{keys}");
    }
}

#[test]
fn a_concept_is_found_by_its_iri_whatever_it_is_called() {
    let entry = "- id: one\n  label: old name\n  matches: {kind: exact, iri: 'https://e.org/b/x'}\n- {id: y, label: other, iri: 'https://e.org/c/y'}\n- {id: z, label: cup}\n- {id: z2, label: cup}\n";
    let lines = r#"{"id":"x","label":"new name"}
{"id":"y","label":"another thing"}
{"id":"cup","label":"cup"}
"#;
    let (text, addition) = updated(&entry.replace("matches: {", "matches:\n    - {"), lines);
    assert!(
        text.starts_with(
            "- id: one\n  label: old name\n  synonyms: [{text: new name, by: their-words}]\n"
        ),
        "{text}"
    );
    // Two with one identifier and different IRIs are two; of two that are called alike none is guessed.
    let new: Vec<_> = addition.file_texts().map(|(_, text)| text).collect();
    assert_eq!(
        new,
        ["id: y-2\niri: https://e.org/b/y\nlabel: {text: another thing, by: their-words}\n"]
    );
    assert_eq!(addition.losses.count("concepts whose label several have there"), 1);
}

#[test]
fn rows_of_one_concept_are_added_together() {
    let entry = "id: a\nlabel: bike\nsynonyms: cycle\n";
    let lines = "{\"id\":\"bike\",\"label\":\"Bike\",\"synonyms\":[\"velo\"],\"definition\":\"one\"}\n{\"id\":\"cycle\",\"label\":\"cycle\",\"synonyms\":[\"velo\",\"wheel\"],\"definition\":\"two\"}\n";
    // Without IRIs nothing tells them apart.
    let (_, addition) = updated(entry, lines);
    assert_eq!(addition.losses.count("concepts of the file that are called as one there"), 2);
    let table = "label,synonyms,definition\nBike,velo,one\ncycle,velo|wheel,two\n";
    let into: Folder =
        [("corpus.yaml", "title: T\nvoice: we\n"), ("sources.yaml", ""), ("a.yaml", entry)]
            .map(|(name, text)| (name.into(), text.to_owned()))
            .into();
    let read = || import("csv", table.as_bytes(), &Corpus::default());
    let (once, _) = merge(&into, read(), true);
    assert_eq!(
        once[2].1,
        "id: a\nlabel: bike\nsynonyms: [cycle, velo, wheel]\ndefinition: one\ndefinitions: two\n"
    );
    let (twice, again) = merge(&once, read(), true);
    assert!(again.is_empty() && twice == once);
}
