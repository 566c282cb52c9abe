//! Every fault of a corpus gets a clear answer: its file, line and column, what is wrong, and the nearest right thing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    corpus::{CorpusReading, Layer},
    diagnostic::Diagnostic,
};
use std::{fs, path::Path};

const MANIFEST: &str = "\
title: Shapes
language: en
voice: house
kinds:
  shape: {means: a form}
facets:
  sides: {label: Sides, single-valued: true, values: [three, four]}
  use: {label: Use}
relations:
  leads-to: {inverse: results-from, means: brings about}
";

const SOURCES: &str = "\
voices:
  house: {name: the house}
  euclid: {name: Euclid}
works:
  elements: {by: euclid, title: Elements}
";

/// What is wrong with a corpus of one file of concepts.
fn faults(concepts: &[u8]) -> Vec<Diagnostic> {
    reading(&[
        ("corpus.yaml", MANIFEST.as_bytes()),
        ("sources.yaml", SOURCES.as_bytes()),
        ("shapes.yaml", concepts),
    ])
    .diagnostics()
}

fn reading(files: &[(&str, &[u8])]) -> CorpusReading {
    let mut reading = CorpusReading::default();
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, bytes) in files {
        let file =
            reading.files.add_file((*name).to_owned(), String::from_utf8_lossy(bytes).into_owned());
        layer.parse_file(Path::new(name), file, bytes, &mut found);
    }
    reading.faults.extend(found);
    reading.add_layer(layer);
    reading
}

/// `file:line:column message (hint)`, a line a fault.
fn told(concepts: &str) -> Vec<String> {
    let tell = |found: Diagnostic| {
        let hint = found.hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}:{}:{} {}{hint}", found.file, found.line, found.column, found.message)
    };
    faults(concepts.as_bytes()).into_iter().map(tell).collect()
}

#[test]
fn a_sound_corpus_has_none() {
    let sound = "\
- id: square
  label: square
  kind: shape
  definition: a rectangle with four equal sides
  abbreviations: [sq, {text: S, secondary: true, by: elements}]
  avoid: [{text: box, why: it may be a solid, instead: square}]
  definitions:
    - {text: 'equal sides, right angles', by: {by: elements, text: in short}, denied-by: euclid in elements}
  facets: {sides: four, use: [{value: tiling, by: elements}]}
  relations: {subset-of: rectangle, leads-to: [{concept: rectangle, by: [elements]}]}
  translations: {de: {label: Quadrat, synonyms: [gleichseitiges Rechteck]}}
  notes: [{kind: usage, text: plain, with: [rectangle]}]
  notations: [Q1]
  matches: [{kind: exact, iri: 'https://example.org/square'}]
- {id: rectangle, label: rectangle, root: {}}
";
    assert_eq!(told(sound), [""; 0]);
}

#[test]
fn a_misspelt_name_gets_the_nearest_right_one() {
    let cases = [
        (
            "{id: a, label: a, defintion: x}",
            "shapes.yaml:1:19 a concept has no key `defintion` (did you mean `definition`?)",
        ),
        (
            "{id: a, label: a, kind: shap}",
            "shapes.yaml:1:25 unknown kind `shap` (did you mean `shape`?)",
        ),
        (
            "{id: a, label: a, facets: {side: four}}",
            "shapes.yaml:1:28 unknown facet `side` (did you mean `sides`?)",
        ),
        (
            "{id: a, label: a, facets: {sides: for}}",
            "shapes.yaml:1:35 `sides` cannot be `for` (did you mean `four`?)",
        ),
        (
            "{id: a, label: a, relations: {subset: b}}",
            "shapes.yaml:1:31 unknown relation `subset` (did you mean `subset-of`?)",
        ),
        (
            "{id: abc, label: a, relations: {subset-of: abd}}",
            "shapes.yaml:1:44 unknown concept `abd` (did you mean `abc`?)",
        ),
        (
            "{id: a, label: a, definitions: [{text: t, by: element}]}",
            "shapes.yaml:1:47 unknown work `element` (did you mean `elements`?)",
        ),
        (
            "{id: a, label: a, definitions: [{text: t, by: euclyd in elements}]}",
            "shapes.yaml:1:47 unknown voice `euclyd` (did you mean `euclid`?)",
        ),
        (
            "{id: a, label: a, definitions: [{text: t, by: euclid}]}",
            "shapes.yaml:1:47 `euclid` is a voice: in which work does it say so? (write `euclid in WORK`)",
        ),
        (
            "{id: a, label: a, notes: [{text: t, kind: usag}]}",
            "shapes.yaml:1:43 no kind of note is called `usag` (did you mean `usage`?)",
        ),
        (
            "{id: a, label: a, relations: {results-from: b}}",
            "shapes.yaml:1:31 `results-from` is derived, never written (write `leads-to` in the entry of `b`)",
        ),
    ];
    for (written, expected) in cases {
        let found = told(written);
        assert!(found.iter().any(|found| found == expected), "{written}\n{found:#?}");
    }
}

#[test]
fn missing_and_empty_values_are_told_apart() {
    let cases = [
        ("{label: a}", "shapes.yaml:1:1 a concept lacks its `id`"),
        ("{id: a}", "shapes.yaml:1:6 the concept `a` lacks its `label`"),
        ("id: a\nlabel:\n", "shapes.yaml:2:1 `label` has no value (write its value or remove it)"),
        (
            "id: a\nlabel: ~\n",
            "shapes.yaml:2:1 `label` has no value (write its value or remove it)",
        ),
        ("id: a\nlabel: ''\n", "shapes.yaml:2:8 `label` is empty"),
        ("{id: a, label: a, synonyms: [b, ' ']}", "shapes.yaml:1:33 `synonyms` is empty"),
        (
            "{id: a b, label: a}",
            "shapes.yaml:1:6 `a b` is no identifier: letters, digits and hyphens (write `a-b`)",
        ),
        ("{id: a, label: [a]}", "shapes.yaml:1:16 `label` is one text, not a list"),
        ("just words", "shapes.yaml:1:1 a concept must be a map of `key: value`"),
    ];
    for (written, expected) in cases {
        let found = told(written);
        assert!(found.iter().any(|found| found == expected), "{written}\n{found:#?}");
    }
}

#[test]
fn a_text_that_a_comma_cut_is_recognised() {
    let found =
        told("id: a\nlabel: a\ndefinitions:\n  - {text: first, second half, by: elements}\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("shapes.yaml:4:19 a definition has no key `second half`"),
        "{found:?}"
    );
    assert!(found[0].contains("put that in quotes"), "{found:?}");
}

#[test]
fn what_is_given_twice_is_reported_once_at_its_second_place() {
    assert_eq!(
        told("id: a\nlabel: a\nlabel: b\n"),
        ["shapes.yaml:3:1 `label` is given twice (it is first given in line 2)"]
    );
    let twice = told("- {id: a, label: a}\n- {id: a, label: b}\n");
    assert_eq!(
        twice,
        ["shapes.yaml:2:8 a second concept with the id `a` (the first stands at shapes.yaml:1:8)"]
    );
}

#[test]
fn every_fault_of_a_file_is_found_in_one_run() {
    let found = told(
        "- {id: a, lable: a}\n- {id: b, label: b, kind: x, facets: {y: z}}\n- {id: c, label: &n c}\n",
    );
    let lines: Vec<_> = found.iter().map(|found| found[..13].to_owned()).collect();
    assert_eq!(
        lines,
        ["shapes.yaml:1", "shapes.yaml:2", "shapes.yaml:2", "shapes.yaml:3"],
        "{found:#?}"
    );
}

#[test]
fn one_reason_is_told_once() {
    let once = [
        "{id: a, lable: a}",
        "{id: a, label: ''}",
        "{id: a, label: *b}",
        "{id: a, label: a, definitions: [{text: '', by: elements}]}",
        "{id: a, label: a, definitions: [{text: '', by: elements, denied-by: house}]}",
        "{id: a, label: a, definitions: [{text: t, by: {by: ''}}]}",
        "{id: a, label: a, definitions: [{text: t, by: {by: []}}]}",
        "{id: a, label: a, definitions: [{by: gone, denied-by: house}]}",
        "{id: a, label: a, definitions: [{by: a b c, denied-by: house}]}",
        "{id: a, label: a, definitions: [{by: elements}]}",
        "{id: a, label: a, notes: [{with: [a], by: elements}]}",
    ];
    for written in once {
        assert_eq!(told(written).len(), 1, "{written}\n{:#?}", told(written));
    }
}

#[test]
fn a_fault_hides_no_other() {
    let twice = [
        "{kind: x, label: a}",
        "{label: a, id: a b, relations: {subset-of: gone}}",
        "[{id: a, label: a}, {id: a, label: a, kind: x}]",
        "{id: a, label: a, facets: {gone: {value: b, by: gone}}}",
        "{id: a, label: a, facets: {use: {by: gone}}}",
        "{id: a, label: a, relations: {gone: {concept: a, by: gone}}}",
        "{id: a, label: a, relations: {subset-of: {by: gone}}}",
        "{id: a, label: a, relations: {subset-of: {concept: a, by: gone}}}",
        "{id: a, label: a, synonyms: [{by: gone}]}",
        "{id: a, label: a, definitions: [{by: gone}]}",
        "{id: a, label: a, matches: [{kind: gone}]}",
        "{id: a, label: a}\n---\n{id: b, label: b, kind: x}",
    ];
    for written in twice {
        assert_eq!(told(written).len(), 2, "{written}\n{:#?}", told(written));
    }
    let sources = "voices: {a b: {nam: c}, house: {name: h}}\nworks: {c d: {by: house}}";
    let files: [(&str, &[u8]); 2] =
        [("corpus.yaml", MANIFEST.as_bytes()), ("sources.yaml", sources.as_bytes())];
    assert_eq!(reading(&files).faults.len(), 4, "{:#?}", reading(&files).diagnostics());
}

#[test]
fn what_a_broken_file_may_declare_is_not_missed() {
    let entry = "{id: a, label: a, kind: shape, definitions: [{text: t, by: elements}], relations: {leads-to: b}, facets: {use: c}}";
    let other = "{id: b, label: b, root: {by: elements}}";
    let sound = [
        ("corpus.yaml", MANIFEST),
        ("sources.yaml", SOURCES),
        ("shapes.yaml", entry),
        ("more/shapes.yaml", other),
    ];
    for broken in [0, 1, 3] {
        let mut files = sound.map(|(name, text)| (name, text.as_bytes()));
        files[broken].1 = b"a: [";
        let found = reading(&files).diagnostics();
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].file, files[broken].0);
    }
    // What lies over a broken corpus is not told that it is.
    let mut files = sound.map(|(name, text)| (name, text.as_bytes()));
    files[1].1 = b"a: [";
    let mut both = reading(&files);
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in [("corpus.yaml", "voice: house\n"), ("more.yaml", other)] {
        let file = both.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    both.add_layer(layer);
    assert_eq!(both.faults.len(), 1, "{:#?}", both.diagnostics());
}

#[test]
fn a_broken_file_leaves_the_others_whole() {
    let files: [(&str, &[u8]); 4] = [
        ("corpus.yaml", MANIFEST.as_bytes()),
        ("sources.yaml", SOURCES.as_bytes()),
        ("broken.yaml", b"id: [\n"),
        ("whole.yaml", b"{id: a, label: a, root: {}}"),
    ];
    let reading = reading(&files);
    assert_eq!(reading.faults.len(), 1);
    assert_eq!(reading.corpus.concepts.len(), 1);
}

#[test]
fn an_empty_manifest_is_a_fault_and_a_relation_without_inverse_is_symmetric() {
    let own = |manifest: &'static str| {
        let files: [(&str, &[u8]); 2] =
            [("corpus.yaml", manifest.as_bytes()), ("sources.yaml", SOURCES.as_bytes())];
        reading(&files).diagnostics().into_iter().map(|found| found.message).collect::<Vec<_>>()
    };
    assert_eq!(own("# nothing\n"), ["corpus.yaml says nothing"]);
    assert_eq!(own("title: T\n"), ["corpus.yaml lacks its `voice`"]);
    assert_eq!(own("voice: house\nrelations: {near: {means: close to}}\n"), [""; 0]);
    let again = own(
        "voice: house\nrelations: {subset-of: {inverse: holds}, a: {inverse: b}, b: {inverse: a}}\n",
    );
    assert_eq!(
        again,
        [
            "the relation `subset-of` is declared otherwise, built in or below",
            "`b` is another relation or its inverse already"
        ]
    );
}

#[test]
fn hostile_text_ends_soon_and_says_where() {
    let deep = "[".repeat(100_000);
    assert_eq!(faults(deep.as_bytes()).len(), 1);
    let wrong = faults(b"id: a\nlabel: a\xff\n");
    assert_eq!((wrong.len(), wrong[0].line, wrong[0].column), (1, 2, 9));
    assert_eq!(told("\u{feff}id: a\r\nlabel: a\r\nroot: {}\r\n"), [""; 0]);
    assert_eq!(told(""), [""; 0]);
    assert_eq!(told("# nothing yet\n"), [""; 0]);
}

#[test]
fn folders_that_cannot_be_read_say_so() {
    let place = std::env::temp_dir().join(format!("cxterms-faults-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(place.join("shapes")).unwrap();
    let read = |path: &Path| {
        let mut reading = CorpusReading::default();
        reading.add_folder(path);
        let found = reading.diagnostics();
        found
            .into_iter()
            .map(|found| (found.message, found.hint.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let missing = read(&place.join("shape"));
    assert_eq!(missing[0].0, "there is no such folder");
    assert!(missing[0].1.ends_with("shapes`?"), "{missing:?}");
    assert_eq!(read(&place.join("shapes"))[0].0, "this folder holds no corpus.yaml");
    fs::write(place.join("shapes/corpus.yaml"), MANIFEST).unwrap();
    fs::write(place.join("shapes/sources.yaml"), SOURCES).unwrap();
    fs::write(place.join("shapes/old.yml"), "").unwrap();
    fs::create_dir(place.join("shapes/folder.yaml")).unwrap();
    std::os::unix::fs::symlink(place.join("gone"), place.join("shapes/link.yaml")).unwrap();
    let found = read(&place.join("shapes"));
    let messages: Vec<_> = found.iter().map(|(message, _)| message.as_str()).collect();
    assert!(messages.contains(&"not read: a corpus's files end in `.yaml`"), "{messages:?}");
    assert!(messages.contains(&"this is not a file that can be read"), "{messages:?}");
    assert_eq!(
        read(&place.join("shapes/corpus.yaml"))[0].0,
        "this is a file, not the folder of a corpus"
    );
    fs::remove_dir_all(&place).unwrap();
}

#[test]
fn an_identifier_with_a_character_that_nobody_sees_is_shown_and_corrected() {
    for (c, shown) in [('\u{200b}', "200b"), ('\u{ad}', "ad"), ('\u{3164}', "3164")] {
        let told = told(&format!("id: \"a{c}a\"\nlabel: alpha\n"));
        let message = format!("`a\\u{{{shown}}}a` is no identifier: letters, digits and hyphens");
        assert_eq!(told, [format!("shapes.yaml:1:5 {message} (write `aa`)")]);
    }
    let told = told("id: aa\nlabel: alpha\nkind: sha\u{200b}pe\n");
    assert_eq!(told, ["shapes.yaml:3:7 unknown kind `sha\\u{200b}pe` (did you mean `shape`?)"]);
}

#[test]
fn a_corpus_whose_voice_no_file_declares_declares_it() {
    let two_lines = "title: T\nvoice: the-editors\n";
    let read = reading(&[("corpus.yaml", two_lines.as_bytes())]);
    assert_eq!(read.diagnostics(), []);
    let [voice] = &*read.corpus.voices else { panic!("one voice") };
    assert_eq!((&*voice.id, &*voice.name), ("the-editors", "the editors"));
    // One that is nearly declared is misspelt.
    let sources = "voices: {the-editor: {name: the editor}}\n";
    let read =
        reading(&[("corpus.yaml", two_lines.as_bytes()), ("sources.yaml", sources.as_bytes())]);
    let hint = read.diagnostics()[0].hint.clone();
    assert_eq!(hint.as_deref(), Some("did you mean `the-editor`?"));
    // Works may name it, and another voice may be declared beside it.
    let sources = "voices: {ann: {name: Ann}}\nworks: {log: {by: the-editors, title: L}}\n";
    let read =
        reading(&[("corpus.yaml", two_lines.as_bytes()), ("sources.yaml", sources.as_bytes())]);
    assert_eq!(read.diagnostics(), []);
}

#[test]
fn a_preferred_label_in_a_map_says_who_uses_it_and_nothing_else() {
    for (label, wrong) in [
        ("{text: disc, secondary: true}", "secondary"),
        ("{by: elements}", "text"),
        ("{text: disc, by: nobody}", "nobody"),
        ("[disc, ring]", "label"),
    ] {
        let [found] = &faults(format!("id: disc\nlabel: {label}\n").as_bytes())[..] else {
            panic!("{label}: {:#?}", faults(format!("id: disc\nlabel: {label}\n").as_bytes()))
        };
        assert!(found.message.contains(wrong) && found.line == 2, "{found:#?}");
    }
    assert_eq!(faults(b"id: disc\nlabel: {text: disc, by: elements}\n"), []);
    let translated =
        b"id: disc\nlabel: disc\ntranslations: {de: {label: {text: Scheibe, why: old}}}\n";
    assert_eq!(faults(translated).len(), 1);
}
