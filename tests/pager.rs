//! The pager, in a real terminal: what is longer than that goes through it, and nothing else does.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{path::Path, process::Command};

/// A folder for what pagers write.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Runs the program in a terminal with variables; what it shows there and its exit code, or none without Python.
fn run(words: &str, variables: &[(&str, &str)]) -> Option<(String, i32)> {
    let mut command = Command::new("python3");
    command.args(["tests/pager/terminal.py", env!("CARGO_BIN_EXE_cxterms")]).args(words.split(' '));
    for name in ["CXTERMS_PAGER", "PAGER", "LESS", "COLUMNS", "CXTERMS_TERMS"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm").env("NO_COLOR", "1").envs(variables.iter().copied());
    let Ok(ran) = command.output() else {
        eprintln!("python3 is not there: nothing was tried");
        return None;
    };
    assert!(ran.stderr.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some((String::from_utf8(ran.stdout).unwrap(), ran.status.code().unwrap()))
}

/// A pager that keeps what it reads, by a path with a blank in it.
fn keep_in(file: &Path) -> String {
    format!("sh -c 'cat > \"$0\"' '{}'", file.display())
}

#[test]
fn what_is_longer_than_the_terminal_is_paged() {
    let folder = folder();
    let file = folder.path().join("what was read");
    let pager = keep_in(&file);
    let Some((shown, code)) = run("define success --all", &[("CXTERMS_PAGER", &pager)]) else {
        return;
    };
    assert_eq!((shown.as_str(), code), ("", 0));
    let read = std::fs::read_to_string(&file).unwrap();
    assert!(read.starts_with("customer success (CS)"), "{read}");
    assert!(read.lines().count() > 24);

    // `PAGER` is next, and several answers are one text.
    std::fs::remove_file(&file).unwrap();
    run("define nps csat ces --all", &[("PAGER", &pager)]).unwrap();
    let read = std::fs::read_to_string(&file).unwrap();
    assert!(read.contains("net promoter score") && read.contains("customer effort score"));
}

#[test]
fn nothing_else_is_paged() {
    let folder = folder();
    let file = folder.path().join("read");
    let pager = keep_in(&file);
    let variables = [("PAGER", "false"), ("CXTERMS_PAGER", &pager)];
    for words in [
        "define success --brief",
        "define success --all --pager never",
        "--pager=never define success --all",
        "define success --format json",
        "define nosuch",
    ] {
        let Some((shown, _)) = run(words, &variables) else { return };
        assert!(!shown.is_empty() && !file.exists(), "{words}");
    }
    // Nor is what goes into a pipe.
    let piped = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(["define", "success", "--all"])
        .env("CXTERMS_PAGER", &pager)
        .output()
        .unwrap();
    assert!(piped.stdout.len() > 2000 && !file.exists());
    // Unless it is asked for.
    let (shown, code) = run("define success --brief --pager always", &variables).unwrap();
    assert_eq!((shown.as_str(), code), ("", 0));
    assert!(std::fs::read_to_string(&file).unwrap().contains("customer success"));
}

#[test]
fn a_pager_that_ends_early_is_a_closed_pipe() {
    for pager in ["true", "head -n 1", "sh -c 'kill -9 $$'"] {
        let Some((_, code)) = run("define success --all", &[("CXTERMS_PAGER", pager)]) else {
            return;
        };
        assert_eq!(code, 0, "{pager}");
        // More than a pipe holds.
        let (_, code) =
            run("voices gainsight --pager always", &[("CXTERMS_PAGER", pager)]).unwrap();
        assert_eq!(code, 0, "{pager}");
    }
}

#[test]
fn without_a_pager_all_is_shown_at_once() {
    for pager in ["", "cat", "no-such-pager-here -x", "less 'unclosed"] {
        let Some((shown, code)) = run("define success --all", &[("CXTERMS_PAGER", pager)]) else {
            return;
        };
        assert_eq!(code, 0, "{pager}");
        assert!(shown.starts_with("customer success (CS)"), "{pager}: {shown}");
    }
    let folder = folder();
    let file = folder.path().join("read");
    let pager = keep_in(&file);
    let dumb = [("CXTERMS_PAGER", &*pager), ("TERM", "dumb")];
    run("define success --all", &dumb).unwrap();
    assert!(!file.exists(), "a terminal that cannot go back");
}

/// Questions as a practitioner types them, each with what the first screen of its answer shows.
const QUESTIONS: [(&str, &str); 12] = [
    ("define customer success?", "Differs"),
    ("success", "In dispute"),
    ("define cs", "CS also stands for"),
    ("compare support vs service", "Posture"),
    ("compare nps csat ces", "In short"),
    ("compare success account management", "The same as|the same as|the same thing"),
    ("define nrr", "Computed|Formula"),
    ("define engagement", "2 senses"),
    ("disputes success", "voices"),
    ("search time to value", "time to value"),
    ("tree metric", "service metric"),
    ("voices gainsight", "In dispute"),
];

#[test]
fn twelve_questions_are_answered_on_one_screen() {
    let folder = folder();
    let file = folder.path().join("read");
    let pager = keep_in(&file);
    for (words, part) in QUESTIONS {
        let Some((shown, code)) = run(words, &[("CXTERMS_PAGER", &pager)]) else { return };
        assert_eq!(code, 0, "{words}");
        assert!(!file.exists(), "{words}: went through the pager");
        assert!(shown.lines().count() <= 22, "{words}:\n{shown}");
        assert!(part.split('|').any(|part| shown.contains(part)), "{words}:\n{shown}");
    }
}

#[test]
fn the_answer_stays_what_it_is() {
    let folder = folder();
    let file = folder.path().join("read");
    let pager = keep_in(&file);
    let Some((shown, code)) = run("define success nosuch --all", &[("CXTERMS_PAGER", &pager)])
    else {
        return;
    };
    assert_eq!(code, 1);
    assert!(shown.contains("no term `nosuch`") && file.exists());
}
