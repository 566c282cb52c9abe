//! Every fault and every rule has its place in `tests/faulty`, and is found there, once, and nowhere else.
//!
//! A mark at the end of a line, `#! orphan` or `#! fault: unknown voice`, says what is to be found in it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::check::{self, FAULT, RULES, RuleLevels};
use cxterms_base::{corpus::CorpusReading, diagnostic::Diagnostic};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is wrong with a file or folder as a whole: no line to mark.
const WHOLE: [(&str, &str); 4] = [
    ("empty/corpus.yaml", "corpus.yaml says nothing"),
    ("bare", "this folder holds no corpus.yaml"),
    ("bare/inner", "a corpus of its own lies below this one"),
    ("bare/old.yml", "not read: a corpus's files end in `.yaml`"),
];

/// What no folder can hold: base/tests/faults.rs and base/tests/stack.rs make it and look.
const UNHELD: [&str; 7] = [
    "not read: a link that leads nowhere",
    "this is not a file that can be read",
    "this is a file, not the folder of a corpus",
    "there is no such folder",
    "cannot be read: {error}",
    "there is no corpus `{}`",
    "more than {MAX_LAYERS} corpora lie over each other",
];

/// Messages that stand in the code elsewhere than in the fault's own call.
const APART: [&str; 5] = [
    "`{what}` is empty",
    "`{what}` has no value",
    "`{what}` is one text, not a list",
    "`{what}` is a text, not a map: a text with `: ` in it must be quoted",
    "`{name}` is another relation or its inverse already",
];

/// What should be found, or was: file below `tests/faulty`, line, rule, message or a part of it.
type Found = (String, u32, String, String);

/// The folders, each with what lies below it.
fn corpora() -> Vec<Vec<PathBuf>> {
    let place = Path::new("tests/faulty");
    let mut folders: Vec<_> =
        fs::read_dir(place).unwrap().map(|entry| vec![entry.unwrap().path()]).collect();
    for folders in &mut folders {
        if folders[0].ends_with("overlay") {
            folders.insert(0, place.join("rules"));
        }
    }
    folders.sort();
    folders
}

fn findings() -> Vec<Diagnostic> {
    let mut all = vec![];
    for folders in corpora() {
        let mut reading = CorpusReading::default();
        for folder in &folders {
            reading.add_folder(folder);
        }
        let mut report = check::run_rules(&reading, &RuleLevels::default());
        report.only_under(&folders[folders.len() - 1..]);
        all.extend(report.findings);
    }
    all
}

fn found(diagnostic: Diagnostic) -> Found {
    let file = diagnostic.file.strip_prefix("tests/faulty/").unwrap().to_owned();
    (file, diagnostic.line, diagnostic.rule.unwrap().to_owned(), diagnostic.message)
}

fn marks(folder: &Path, into: &mut Vec<Found>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            marks(&path, into);
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let file = path.strip_prefix("tests/faulty").unwrap().display().to_string();
        for (line, text) in (1..).zip(text.lines()) {
            for mark in text.split("#! ").skip(1) {
                let (rule, message) = mark.split_once(": ").unwrap_or((mark, ""));
                into.push((file.clone(), line, rule.trim().to_owned(), message.trim().to_owned()));
            }
        }
    }
}

#[test]
fn what_is_marked_is_found_once_and_nothing_else() {
    let mut expected = vec![];
    marks(Path::new("tests/faulty"), &mut expected);
    expected.extend(WHOLE.map(|(file, what)| (file.into(), 0, FAULT.into(), what.into())));
    let mut unmarked = vec![];
    for one in findings().into_iter().map(found) {
        let (file, line, rule, message) = &one;
        let mark = expected
            .iter()
            .position(|(a, b, c, part)| (a, b, c) == (file, line, rule) && message.contains(part));
        match mark {
            Some(mark) => drop(expected.remove(mark)),
            None => unmarked.push(one),
        }
    }
    assert_eq!(
        (unmarked, expected),
        (vec![], vec![]),
        "found and not marked; marked and not found"
    );
}

#[test]
fn every_rule_that_is_on_finds_something() {
    let found: Vec<_> = findings().into_iter().map(found).collect();
    for rule in RULES.iter().filter(|rule| rule.severity.is_some()) {
        assert!(
            found.iter().any(|(_, _, name, _)| name == rule.name),
            "{} is not there",
            rule.name
        );
    }
}

#[test]
fn every_fault_that_reading_can_tell_is_told() {
    let mut told = vec![];
    messages(Path::new("base/src"), &mut told);
    assert!(told.len() > 25, "{told:#?}");
    told.extend(APART.map(str::to_owned));
    let found: Vec<_> = findings().into_iter().map(found).collect();
    for message in told.iter().filter(|message| !UNHELD.contains(&&***message)) {
        let is_it = |(_, _, rule, text): &Found| rule == FAULT && fits(text, message);
        assert!(found.iter().any(is_it), "no file has the fault: {message}");
    }
}

/// Whether a text is what a format makes, `{…}` standing for anything.
fn fits(text: &str, format: &str) -> bool {
    let mut rest = text;
    format.split(['{', '}']).step_by(2).all(|part| {
        let at = rest.find(part);
        rest = at.map_or("", |at| &rest[at + part.len()..]);
        at.is_some()
    })
}

/// The messages of faults that the code holds: the first text in each call that makes one, or the message named just
/// before it.
fn messages(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            messages(&path, into);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for call in ["Fault::new(", "self.refuse(", "let message = format!("] {
            for (at, _) in code.match_indices(call) {
                let rest = &code[at + call.len()..];
                let ends = [";", ".hint(", ".nearest("].iter().filter_map(|end| rest.find(end));
                let call = &rest[..ends.min().unwrap_or(rest.len())];
                into.extend(call.split('"').nth(1).map(str::to_owned));
            }
        }
    }
}
