//! One thread, two threads, twice: the same bytes; and the places of findings lead back to their words.

use crate::generated::{NAMES, numbered_document};
use cxterms_base::text;
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// How many documents of each format are read.
const DOCUMENTS: usize = 60;

fn write_folder(home: &Path) {
    for number in 0..DOCUMENTS {
        for (at, name) in NAMES.into_iter().enumerate() {
            let text = numbered_document(number * NAMES.len() + at, 10 + 7 * number);
            fs::write(home.join(format!("{number:02}-{name}")), text).unwrap();
        }
    }
}

/// What a scan of a folder writes; on these cores, where the system lets them be chosen.
fn scan(home: &Path, cores: &str, format: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_cxterms");
    let words = ["scan", ".", "--each-file", "--format", format];
    let chosen = Command::new("taskset").args(["--cpu-list", cores, "true"]).status();
    let mut command = match chosen {
        Ok(status) if status.success() => {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", cores, program]);
            command
        }
        _ => Command::new(program),
    };
    command.args(words).current_dir(home).env("CXTERMS_CACHE", "off").output().unwrap()
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    write_folder(home.path());
    for format in ["human", "json", "jsonl", "sarif", "github"] {
        let once = scan(home.path(), "0", format);
        assert_eq!(once.status.code(), Some(0), "{}", String::from_utf8_lossy(&once.stderr));
        assert!(once.stdout.len() > 1000, "{}", String::from_utf8_lossy(&once.stdout));
        for cores in ["0-1", "0-1"] {
            let again = scan(home.path(), cores, format);
            assert_eq!(again.status, once.status, "{format} {cores}");
            assert!(again.stdout == once.stdout, "{format} {cores}");
            assert!(again.stderr == once.stderr, "{format} {cores}");
        }
    }
}

#[test]
fn every_finding_that_is_written_leads_back_to_its_words() {
    let home = tempfile::tempdir().unwrap();
    write_folder(home.path());
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.args(["scan", ".", "--format", "jsonl", "--warn", "undefined-first-use"]);
    let told = command.current_dir(home.path()).env("CXTERMS_CACHE", "off").output().unwrap();
    let mut rules = std::collections::BTreeSet::new();
    for line in String::from_utf8(told.stdout).unwrap().lines() {
        let found: Value = serde_json::from_str(line).unwrap();
        let source = fs::read(home.path().join(found["file"].as_str().unwrap())).unwrap();
        let cut = |start: &Value, end: &Value| {
            let [start, end] = [start, end].map(|at| at.as_u64().unwrap() as usize);
            String::from_utf8(source[start..end].to_vec()).unwrap()
        };
        let read = match found["pieces"].as_array() {
            None => cut(&found["start"], &found["end"]),
            Some(pieces) => pieces.iter().map(|piece| cut(&piece[0], &piece[1])).collect(),
        };
        let read = read.replace("&amp;", "&").replace("&nbsp;", " ");
        assert_eq!(text::fold(&read), found["label"].as_str().unwrap(), "{line}");
        rules.insert(found["rule"].as_str().unwrap().to_owned());
        // Line and column name the same character.
        let lines = source[..found["start"].as_u64().unwrap() as usize].split(|it| *it == b'\n');
        let column = String::from_utf8(lines.clone().next_back().unwrap().to_vec()).unwrap();
        assert_eq!(found["line"].as_u64(), Some(lines.count() as u64), "{line}");
        assert_eq!(found["column"].as_u64(), Some(column.chars().count() as u64 + 1), "{line}");
    }
    assert!(rules.len() >= 3, "{rules:?}");
}
