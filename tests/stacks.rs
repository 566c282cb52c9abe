//! Commands over stacks of corpora, as manifests and the command line lay them; and `check` where it is pointed.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{
    fs,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// A folder with these files.
fn lab(files: &[(&str, &str)]) -> TempDir {
    let lab = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = lab.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    lab
}

/// Runs a command in it: its exit code, and what it said on both ways out.
fn run(lab: &TempDir, line: &str) -> (i32, String) {
    let here = lab.path().to_str().unwrap();
    let words = line.split(' ').map(|word| word.replace("HERE", here));
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.current_dir(lab.path()).env_remove("CXTERMS_TERMS").env_remove("COLUMNS");
    let done = command.args(words).stdin(Stdio::null()).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(said).unwrap())
}

const LOWER: &str = "title: Lower\nvoice: low\n";
const UPPER: &str = "title: Upper\nvoice: up\nover: ../lower\n";
const LOWER_TERMS: &str = "\
- {id: pot, label: pot, definition: a vessel for cooking, root: {}}
- {id: pan, label: pan, definition: a flat vessel for frying, relations: {subset-of: pot}}
";
const UPPER_TERMS: &str = "\
- {id: pan, synonyms: [skillet]}
- {id: wok, label: wok, definition: a bowl for frying, relations: {subset-of: pan}}
";

fn two_layers() -> TempDir {
    lab(&[
        ("lower/corpus.yaml", LOWER),
        ("lower/terms.yaml", LOWER_TERMS),
        ("upper/corpus.yaml", UPPER),
        ("upper/terms.yaml", UPPER_TERMS),
    ])
}

#[test]
fn a_manifest_brings_along_what_it_lies_over() {
    let lab = two_layers();
    for line in ["check upper", "check --terms upper", "check upper --terms lower"] {
        let (code, said) = run(&lab, line);
        assert_eq!(code, 0, "{line}: {said}");
        assert!(said.contains("1 added, 1 changed, nothing to say"), "{line}: {said}");
    }
    for line in ["define skillet", "define pot", "tree"] {
        let (code, said) = run(&lab, &format!("{line} --terms upper"));
        assert!(code == 0 && said.contains("pot"), "{line}: {said}");
    }
}

#[test]
fn the_top_layer_can_be_written_alone() {
    let lab = two_layers();
    let (code, said) = run(&lab, "export --to jsonl --terms upper --layer top");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("\"wok\"") && said.contains("skillet"), "{said}");
    assert!(!said.contains("\"pot\"") && !said.contains("a flat vessel"), "{said}");
    let (code, said) = run(&lab, "export --to jsonl --terms upper");
    assert!(code == 0 && said.contains("\"pot\""), "{said}");
    let (code, said) = run(&lab, "build upper --layer top -o top.cxterms");
    assert!(code == 0 && said.contains("Upper"), "{said}");
    let (code, said) = run(&lab, "define pot --terms top.cxterms");
    assert_eq!(code, 1, "{said}");
    let (code, said) = run(&lab, "diff top.cxterms upper --layer top");
    assert!(code == 0 && !said.contains("wok"), "{said}");
    run(&lab, "build upper -o all.cxterms");
    let (code, said) = run(&lab, "export --to jsonl --terms all.cxterms --layer top");
    assert!(code == 2 && said.contains("does not keep its layers apart"), "{said}");
}

#[test]
fn the_top_layer_has_the_sources_that_it_cites_or_declares() {
    let sources = "voices: {low: {name: low}, ann: {name: Ann}, bob: {name: Bob}, cy: {name: Cy}}\n\
        works: {a: {by: ann, title: A}, b: {by: [bob, cy], title: B}, c: {by: cy, title: C}}\n";
    let own = "voices: {up: {name: up}, dan: {name: Dan}}\nworks: {d: {by: dan, title: D}}\n";
    let terms = "- {id: pot, notes: [{text: n, by: ann in b}], definitions: {text: d, by: b}}\n";
    let lab = lab(&[
        ("lower/corpus.yaml", LOWER),
        ("lower/sources.yaml", sources),
        (
            "lower/terms.yaml",
            "{id: pot, label: pot, definitions: [{text: e, by: c}, {text: f, by: a}]}",
        ),
        ("upper/corpus.yaml", UPPER),
        ("upper/sources.yaml", own),
        ("upper/terms.yaml", terms),
    ]);
    let (code, said) = run(&lab, "export --to jsonl --terms upper --layer top");
    assert_eq!(code, 0, "{said}");
    for there in
        ["\"up\"", "\"dan\"", "\"d\":", "\"bob\"", "\"cy\"", "\"ann\"", "\"b\":", "ann in b"]
    {
        assert!(said.contains(there), "{there}: {said}");
    }
    // Who names the concept below is heard in the name that stays.
    for gone in ["\"a\":", "\"c\":"] {
        assert!(!said.contains(gone), "{gone}: {said}");
    }
    // What was dropped is not lost, and what is left is read again with the rest below it.
    let (code, said) = run(&lab, "export --to csv --terms upper --layer top --losses json");
    assert!(code == 0 && said.contains("\"voices and works\": {\n    \"count\": 8"), "{said}");
}

#[test]
fn what_is_in_the_language_asked_for_comes_first_and_nothing_is_hidden() {
    let entry = "{id: pot, label: pot, definitions: [{text: un pot, lang: fr, by: b}, {text: a pot, by: b}, \
        {text: ein Topf, lang: de, by: b}], notes: [{text: Vieux., lang: fr}, Old., {text: Alt., lang: de}]}";
    let lab = lab(&[
        ("c/corpus.yaml", LOWER),
        (
            "c/sources.yaml",
            "voices: {low: {name: low}, ann: {name: Ann}}\nworks: {b: {by: ann, title: B}}\n",
        ),
        ("c/terms.yaml", entry),
    ]);
    for (language, order) in [
        ("", ["a pot", "un pot", "ein Topf", "Old.", "Vieux.", "Alt."]),
        (" --lang en", ["a pot", "un pot", "ein Topf", "Old.", "Vieux.", "Alt."]),
        (" --lang de-AT", ["ein Topf", "a pot", "un pot", "Alt.", "Old.", "Vieux."]),
        (" --lang it --lang fr", ["un pot", "a pot", "ein Topf", "Vieux.", "Old.", "Alt."]),
    ] {
        for format in ["", " --format json"] {
            let (code, said) = run(&lab, &format!("define pot --terms c --all{language}{format}"));
            let places: Vec<_> = order.iter().map(|text| said.find(text)).collect();
            assert!(code == 0 && places.iter().all(Option::is_some), "{language}: {said}");
            assert!(places.is_sorted(), "{language}{format}: {said}");
        }
    }
    let (_, said) = run(&lab, "define pot --terms c --all");
    assert!(said.contains("ein Topf (de)") && said.contains("Vieux. (fr)"), "{said}");
}

#[test]
fn a_folder_is_the_same_by_whatever_path() {
    let lab = lab(&[
        ("c/corpus.yaml", "title: C\nvoice: us\n"),
        ("c/t.yaml", "{id: pot, label: pot, kind: thing, definition: a vessel, root: {}}"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("c", lab.path().join("link")).unwrap();
    for line in [
        "check c",
        "check c --terms c",
        "check c --terms HERE/c",
        "check HERE/c --terms ./c",
        "check c --terms c/../c",
        "check c --terms link",
        "check link --terms c",
    ] {
        let (code, said) = run(&lab, line);
        assert_eq!(code, 1, "{line}: {said}");
        assert!(said.contains("unknown kind `thing`"), "{line}: {said}");
    }
    let (code, said) = run(&lab, "check c HERE/c");
    assert!(code == 2 && said.contains("is named twice"), "{said}");
}

#[test]
fn what_others_keep_is_held_to_integrity() {
    let terms = "\
- {id: pot, label: pot, definition: A vessel.}
- {id: pan, label: pan, synonyms: [Pan], definition: A flat one., root: {}, relations: {subset-of: pot}}
";
    let lab = lab(&[
        ("c/corpus.yaml", "title: C\nvoice: us\nprofile: foreign\n"),
        ("c/t.yaml", terms),
        ("over/corpus.yaml", "title: O\nvoice: we\nover: ../c\n"),
        ("over/t.yaml", "{id: wok, label: wok, definition: A bowl., relations: {subset-of: pan}}"),
    ]);
    let (code, said) = run(&lab, "check c");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("label-twice") && said.contains("1 error, 0 warnings"), "{said}");
    let (_, said) = run(&lab, "check c --warn full-stop");
    assert!(said.contains("1 error, 2 warnings"), "{said}");
    let (_, said) = run(&lab, "check c --deny root-placed");
    assert!(said.contains("root-placed") && said.contains("2 errors"), "{said}");
    // What lies over it is ours.
    let (_, said) = run(&lab, "check over");
    assert!(said.contains("full-stop"), "{said}");
    fs::write(lab.path().join("in.csv"), "term,definition\nPot,A vessel.\n").unwrap();
    let (code, said) = run(&lab, "import in.csv -o made");
    assert_eq!(code, 0, "{said}");
    let manifest = fs::read_to_string(lab.path().join("made/corpus.yaml")).unwrap();
    assert!(manifest.contains("\nprofile: foreign\n"), "{manifest}");
    let (code, said) = run(&lab, "check made");
    assert!(code == 0 && said.contains("nothing to say"), "{said}");
}

#[test]
fn a_mark_before_the_first_name_is_none_of_it() {
    let lab = lab(&[("names", "\u{feff}nps\nces\n")]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    let names = fs::File::open(lab.path().join("names")).unwrap();
    let done = command.args(["define", "-", "--brief"]).stdin(names).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}
