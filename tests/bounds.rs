//! The bounds of `docs/bounds.md` hold: overlong input is answered at once, and what is left out is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::{fmt::Write, fs, path::Path, process::Command};

/// A corpus of these entries.
fn corpus(entries: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    write("corpus.yaml", "title: T\nlanguage: en\nvoice: me\n");
    write("sources.yaml", "voices: {me: {name: Me}}\n");
    write("all.yaml", entries);
    home
}

fn run(terms: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    let told = command.args(arguments).arg("--terms").arg(terms).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (told.status.code(), text(&told.stdout), text(&told.stderr))
}

#[test]
fn nothing_near_is_looked_for_to_an_overlong_name() {
    let others = (0..300).fold(String::new(), |mut text, at| {
        writeln!(text, "- {{id: concept-number-{at}, label: entry {at}}}").unwrap();
        text
    });
    let long = "x".repeat(1_000_000);
    for key in [
        "relations: {subset-of: NAME}",
        "kind: NAME",
        "NAME: x",
        "definitions: [{text: a, by: NAME}]",
    ] {
        let entry = format!("- {{id: aa, label: alpha, {}}}\n", key.replace("NAME", &long));
        let home = corpus(&(entry + &others));
        let (code, _, told) = run(home.path(), &["list"]);
        assert_eq!(code, Some(2));
        assert!(!told.contains("did you mean"), "{key}");
    }
    let home = corpus(&others);
    let name = "y".repeat(100_000);
    for arguments in [["voices", &*name], ["define", &name], ["search", &name], ["tree", &name]] {
        assert_eq!(run(home.path(), &arguments).0, Some(1), "{}", arguments[0]);
    }
}

#[test]
fn a_deep_tree_is_drawn_as_far_as_it_can_be_read() {
    let chain = (1..3000).fold("- {id: e0, label: e0}\n".to_owned(), |mut text, at| {
        let above = at - 1;
        writeln!(text, "- {{id: e{at}, label: e{at}, relations: {{subset-of: e{above}}}}}")
            .unwrap();
        text
    });
    let home = corpus(&chain);
    let (code, drawn, _) = run(home.path(), &["tree"]);
    assert_eq!(code, Some(0));
    assert!(drawn.contains("2900 more lie deeper than 100 levels."), "{}", drawn.len());
    assert!(drawn.contains("Deeper: cxterms tree e99") && drawn.len() < 100_000);
    let (_, below, _) = run(home.path(), &["tree", "e2950", "--all"]);
    let (_, cut, _) = run(home.path(), &["tree", "e2950"]);
    assert!(cut.contains("e2965") && cut.contains(" [3"), "{cut}");
    assert!(cut.lines().count() <= 22, "{cut}");
    assert!(below.contains("e2999") && !below.contains("deeper"), "{below}");
}

#[test]
fn a_long_word_is_shown_and_costs_no_index() {
    let long = "a".repeat(3_000_000);
    let home = corpus(&format!("id: xx\nlabel: xi\ndefinition: short {long} words\n"));
    assert!(run(home.path(), &["define", "xi"]).1.contains(&long));
    assert_eq!(run(home.path(), &["search", "short"]).0, Some(0));
    let built = home.path().join("x.cxterms");
    let mut compile = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    compile.arg("build").arg(home.path()).arg("-o").arg(&built);
    assert!(compile.output().unwrap().status.success());
    assert!(fs::metadata(&built).unwrap().len() < 2 * long.len() as u64);
}

#[test]
fn the_licenses_of_what_is_linked_are_told() {
    let mut info = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    let told = info.args(["info", "--licenses"]).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    for part in ["\nimara-diff ", "\nclap ", "Apache License", "Permission is hereby granted"] {
        assert!(told.contains(part), "{part}");
    }
}

#[test]
fn a_star_for_too_many_words_is_told() {
    let entries = (0..1100).fold(String::new(), |mut text, at| {
        writeln!(text, "- {{id: e{at}, label: word{at:04}}}").unwrap();
        text
    });
    let home = corpus(&entries);
    let (code, _, told) = run(home.path(), &["search", "wo*"]);
    assert_eq!(code, Some(0));
    let wanted = "note: `wo*` fits more than 1000 words; the first were searched\n";
    assert!(told.contains(wanted), "{told}");
    let (code, _, told) = run(home.path(), &["search", "word00*"]);
    assert_eq!((code, told.contains("fits more than")), (Some(0), false));
}
