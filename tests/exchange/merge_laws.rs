//! An import that is repeated changes nothing: corpora as chance makes them, in several formats.

use super::corpora::{corpus_of, exported_bytes};
use cxterms::diff::{self, ChangeKind, ClaimChange, ClaimKind};
use cxterms_base::{
    corpus::{Concept, Corpus},
    schema::CONCEPT_KEYS,
    yaml,
};
use cxterms_exchange::{
    CorpusAddition, ExchangeFormat, IdentifierOrigin, ImportOptions, InputFile, MergeInto,
};
use proptest::prelude::*;
use std::path::PathBuf;

/// A folder: its files with their names.
pub(crate) type Folder = Vec<(PathBuf, String)>;

/// Adds to a folder what a corpus says beyond it; how much that was.
pub(crate) fn merge(folder: &Folder, from: Corpus, unattributed: bool) -> (Folder, CorpusAddition) {
    let into = corpus_of(folder);
    let own_entry = |concept: &Concept| {
        let entries = folder.iter().skip(2).flat_map(|(_, text)| yaml::list_entries(text));
        entries.into_iter().find(|entry| entry.id == concept.id).map(|entry| entry.value)
    };
    let identifiers = &IdentifierOrigin::default();
    let into = MergeInto { corpus: &into, own_entry: &own_entry, identifiers, unattributed };
    let addition = CorpusAddition::from_corpora(into, from);
    let (mut merged, mut left) = (vec![], vec![]);
    for (at, (path, text)) in folder.iter().enumerate() {
        let new = match at {
            0 => addition.extend_manifest(text).unwrap(),
            1 => addition.extend_sources(text).unwrap(),
            _ => {
                let here: Vec<_> = yaml::list_entries(text).into_iter().map(|it| it.id).collect();
                let all = addition.changed().iter().filter(|it| here.contains(&it.id));
                let all: Vec<_> = all.map(|it| (&*it.id, &it.addition)).collect();
                let edited = yaml::add_to_entries(text, &all, CONCEPT_KEYS);
                left.extend(edited.left);
                edited.text
            }
        };
        merged.push((path.clone(), new));
    }
    assert_eq!(left, [""; 0], "{folder:?} {:?}", addition.changed());
    let number = merged.len();
    let new = addition
        .file_texts()
        .map(|(path, text)| (format!("new{number}").parse::<PathBuf>().unwrap().join(path), text));
    merged.extend(new);
    (merged, addition)
}

/// What a file in a format says.
pub(crate) fn import(format: &str, bytes: &[u8], beside: &Corpus) -> Corpus {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(bytes) };
    let beside = beside.concepts.iter().map(|it| (it.id.clone(), it.preferred_label().to_owned()));
    let own = format.is_table().then(|| "we".to_owned());
    let options =
        ImportOptions { beside: beside.collect(), voice: own, ..ImportOptions::default() };
    (format.read.unwrap())(vec![input], &options).unwrap().corpus
}

/// All entries in one file, as somebody may have moved them.
fn moved(folder: &Folder) -> Folder {
    let mut all = folder[..2].to_vec();
    let mut text = "# all of it\n".to_owned();
    for (_, file) in &folder[2..] {
        let item = |entry: yaml::FileEntry| {
            yaml::write_document(&yaml::YamlValue::List(vec![entry.value]))
        };
        text += &yaml::list_entries(file).into_iter().map(item).collect::<String>();
    }
    all.push((PathBuf::from("in/all.yaml"), text));
    all
}

const MANIFEST: &str = "title: T\nvoice: we\niri: https://example.org/t/\nkinds: {part: {}, whole: {}}\n\
    facets: {market: {single-valued: true}, use: {}}\nrelations: {needs: {inverse: is-needed-by}, meets: {}}\n";
const SOURCES: &str = "voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}}\n\
    works:\n  book: {by: ann, title: Book}\n  pair: {by: [ann, bob], title: Pair}\n";

/// Who says something, as a claim has it; nobody is the corpus itself.
const SAID: [&str; 10] = [
    "",
    "",
    ", by: book",
    ", by: pair",
    ", by: bob in book",
    ", by: [book, pair]",
    ", by: {by: book, text: mostly}",
    ", denied-by: book",
    ", by: book, denied-by: bob in pair",
    ", by: ann in pair",
];

/// What a concept may say: a key, and items of which each gets a number and somebody who says it.
const CLAIMS: [(&str, &str); 14] = [
    ("synonyms", "text: name #"),
    ("abbreviations", "text: N#"),
    ("avoid", "why: because, instead: other, text: name #"),
    ("hidden", "text: nam#"),
    ("definitions", "text: it is #"),
    ("definitions", "lang: de, text: es ist #"),
    ("facets.market", "value: m#"),
    ("facets.use", "value: u#"),
    ("relations.subset-of", "concept: c#"),
    ("relations.needs", "concept: c#"),
    ("relations.meets", "text: 'words #', concept: c#"),
    ("relations.contrasts-with", "facet: use, concept: c#"),
    ("notes", "text: note #, kind: usage"),
    ("notes", "text: noted #, label: short"),
];

/// An entry: which of the single values it has, and its claims: of which sort, with which number, said by whom.
type Entry = (u16, Vec<(usize, usize, usize)>);

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let claims = prop::collection::vec((0..CLAIMS.len(), 0..3_usize, 0..SAID.len()), 0..8);
    prop::collection::vec((any::<u16>(), claims), 3)
}

fn corpus(entries: &[Entry]) -> Corpus {
    let mut files = vec![
        ("corpus.yaml".into(), MANIFEST.to_owned()),
        ("sources.yaml".into(), SOURCES.to_owned()),
    ];
    for (at, (single, claims)) in entries.iter().enumerate() {
        let has = |bit: u16| single >> bit & 1 == 1;
        let (the, by) = (if has(0) { "" } else { "the " }, if has(12) { ", by: book" } else { "" });
        let mut text = format!("id: c{at}\nlabel: {{text: {the}term {at}{by}}}\n");
        let some = [
            (1, "kind: part\n"),
            (2, "kind: whole\n"),
            (3, "definition: what it is\n"),
            (4, "definition: what else\n"),
            (5, "root: {}\n"),
            (6, "root: {by: book}\n"),
            (7, "notations: [A1]\n"),
            (8, "notations: [A1, B2]\n"),
            (9, "matches: [{kind: close, iri: 'https://example.org/x'}]\n"),
            (10, "translations: {de: {label: Wort, definition: ein Wort}}\n"),
            (13, "translations: {de: {label: {text: Wort, by: [we, book], denied-by: book}}}\n"),
            (11, "translations: {de: {label: Begriff, synonyms: [Wort]}, fr: {label: mot}}\n"),
            (12, "created: 2006\n"),
            (13, "modified: 2006-05-31\n"),
            (14, "modified: 2007-05-31\n"),
        ];
        let mut last = "";
        for (bit, line) in some {
            let key = line.split(':').next().unwrap();
            if has(bit) && key != last {
                text += line;
                last = key;
            }
        }
        let mut groups: Vec<(&str, Vec<String>)> = vec![];
        for (sort, number, said) in claims {
            let (key, item) = CLAIMS[*sort];
            if key.starts_with("relations") && *number == at {
                continue;
            }
            let item = format!("{{{}{}}}", item.replace('#', &number.to_string()), SAID[*said]);
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, items)) => items.push(item),
                None => groups.push((key, vec![item])),
            }
        }
        groups.sort();
        let mut outer = "";
        for (key, items) in groups {
            let name = key.split_once('.').map_or(key, |(group, name)| {
                if group != outer {
                    text.extend([group, ":\n"]);
                    outer = group;
                }
                text += "  ";
                name
            });
            text.extend([name, ": [", &items.join(", "), "]\n"]);
        }
        files.push((PathBuf::from(format!("c{at}.yaml")), text));
    }
    corpus_of(&files)
}

fn folder_of(corpus: &Corpus) -> Folder {
    corpus.to_yaml_files().collect()
}

/// What is gone from one corpus to another, other than what its own voice says otherwise now.
fn gone(old: &Corpus, new: &Corpus) -> Vec<String> {
    let diff = diff::compare_corpora(("old", old), ("new", new), true);
    let removed = diff.concepts.removed.iter().map(|it| it.id.to_owned());
    let claims = diff.concepts.changed.iter().flat_map(|concept| {
        let gone = concept.changes.iter().filter(|it| it.change == ChangeKind::Removed);
        let reworded = [ClaimKind::Definitions, ClaimKind::Notes, ClaimKind::Facets];
        let gone = gone.filter(move |it| !reworded.contains(&it.key.what));
        // A denial of a relation that nobody asserted meets those who do.
        let only_denied = |it: &&ClaimChange<'_>| {
            let old = it.old.as_ref();
            it.key.what == ClaimKind::Relations && old.is_some_and(|it| it.asserted_by.is_empty())
        };
        let gone = gone.filter(move |it| !only_denied(it));
        // What is a name there by any other right stays one.
        let names = new.concepts.iter().filter(|it| it.id == concept.id).flat_map(|it| &it.labels);
        let names: Vec<_> = names.map(|label| &*label.text).collect();
        let is_name = move |it: &&ClaimChange<'_>| {
            it.old.as_ref().and_then(|it| it.text).is_some_and(|it| names.contains(&it))
        };
        gone.filter(move |it| !is_name(it)).map(|it| format!("{}: {:?}", concept.id, it.key))
    });
    removed.chain(claims).collect()
}

const FORMATS: [&str; 7] =
    ["jsonl", "turtle", "rdfxml", "csv", "xlsx", "tbx-basic", "tbx-linguist"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_imported_again_changes_nothing(
        (into, from, other, format) in (entries(), entries(), any::<bool>(), prop::sample::select(&FORMATS))
    ) {
        let mut from = corpus(&from);
        if other {
            // Its voice is not the one of the corpus.
            from.voices[0].id = "they".to_owned();
            from.voices[0].name = "They".to_owned();
            from.voices[0].short = "They".to_owned();
        }
        let empty: Folder = vec![("corpus.yaml".into(), "title: E\nvoice: we\n".into()), ("sources.yaml".into(), "voices: {}\n".into())];
        for into in [folder_of(&corpus(&into)), empty] {
            let table = ExchangeFormat::from_name(format).unwrap().is_table();
            let bytes = exported_bytes(format, &from).0;
            let read = |folder: &Folder| import(format, &bytes, &corpus_of(folder));
            let (once, _) = merge(&into, read(&into), table);
            let after = corpus_of(&once);
            prop_assert_eq!(gone(&corpus_of(&into), &after), [""; 0], "{}", format);
            if format == "jsonl" && !other {
                prop_assert_eq!(gone(&from, &after), [""; 0], "{:#?}", once);
            }
            for folder in [once.clone(), moved(&once)] {
                let (twice, addition) = merge(&folder, read(&folder), table);
                prop_assert!(addition.is_empty(), "{} {:?}\n{:#?}\n{:#?}", format, into, folder, addition.changed());
                prop_assert_eq!(&twice, &folder, "{}", format);
            }
        }
    }
}
