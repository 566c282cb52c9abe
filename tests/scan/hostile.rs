//! Documents that are made to do harm, by the command: all are read within bounds, or refused, and that is told.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// What a scan writes, of documents on standard input that come piece by piece.
fn scan(home: &Path, words: &[&str], pieces: impl Iterator<Item = Vec<u8>>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.current_dir(home).arg("scan").args(words).args(["--format", "jsonl"]);
    command.env("CXTERMS_CACHE", "off");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for piece in pieces {
        // Who refuses a document does not read it to its end.
        if input.write_all(&piece).is_err() {
            break;
        }
    }
    drop(input);
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> (Option<i32>, usize, String) {
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let told = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    (output.status.code(), lines.count(), told)
}

#[test]
fn a_text_of_any_size_is_read_from_a_pipe() {
    let home = tempfile::tempdir().unwrap();
    let line = "Our CS team asks more than it says.\n\n".repeat(1000).into_bytes();
    let words = ["-", "--input-format", "text"];
    let (code, found, note) =
        told(&scan(home.path(), &words, std::iter::repeat_n(line.clone(), 600)));
    assert_eq!((code, found), (Some(0), 1), "{note}");
    let cut = "note: standard input has more than 10000 uses of one sort; what comes after them was not looked at";
    assert_eq!(note, cut);
    let (code, found, note) = told(&scan(home.path(), &["-"], std::iter::repeat_n(line, 600)));
    assert_eq!((code, found), (Some(2), 0));
    assert_eq!(note, "cxterms: standard input has more than 16 MiB");
}

#[test]
fn what_is_said_of_one_abbreviation_may_be_without_end() {
    let home = tempfile::tempdir().unwrap();
    let says = |number: usize| format!("and A{} B{number} (AB). ", number % 26);
    for between in ["", "\n\n"] {
        let all: Vec<_> = (0..12_000).map(says).collect();
        let output = scan(home.path(), &["-"], [all.join(between).into_bytes()].into_iter());
        let (code, found, note) = told(&output);
        assert_eq!((code, found), (Some(0), 1), "{note}");
        assert!(note.contains("more than 10000 uses"), "{note}");
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let message = found["message"].as_str().unwrap();
        assert!(message.ends_with(" other things") && message.len() < 300, "{message}");
        assert!(found["others"].as_array().unwrap().len() < 30);
    }
}

#[test]
fn what_cannot_be_read_is_refused_if_it_was_named_and_told_if_not() {
    let home = tempfile::tempdir().unwrap();
    let zipped = b"PK\x03\x04 and no more".to_vec();
    let files: [(&str, Vec<u8>, &str); 4] = [
        ("noise.md", (0..=255).cycle().take(5000).collect(), "is not a text file"),
        ("wide.txt", b"\xff\xfeC\0S\0".to_vec(), "is UTF-16; save it as UTF-8"),
        ("cut.docx", zipped, "is not an Office file of its format"),
        ("large.md", vec![b'a'; (16 << 20) + 1], "larger than the 16 MiB that are read"),
    ];
    for (name, bytes, why) in &files {
        fs::write(home.path().join(name), bytes).unwrap();
        let (code, found, note) = told(&scan(home.path(), &[name], std::iter::empty()));
        assert!(code == Some(2) && found == 0 && note.contains(why), "{name}: {note}");
    }
    fs::write(home.path().join("good.md"), "CS calls. \u{fffd} Caf\u{e9}.").unwrap();
    fs::write(home.path().join("broken.md"), b"CS calls, caf\xe9 and all the rest of it.").unwrap();
    let (code, found, note) = told(&scan(home.path(), &["."], std::iter::empty()));
    assert_eq!((code, found), (Some(2), 1), "{note}");
    for (name, _, why) in &files {
        assert!(note.contains(name) && note.contains(why), "{note}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_are_passed_over() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("docs/deep")).unwrap();
    fs::write(home.path().join("docs/deep/a.md"), "CS calls.").unwrap();
    std::os::unix::fs::symlink("../..", home.path().join("docs/deep/up")).unwrap();
    std::os::unix::fs::symlink("round.md", home.path().join("docs/round.md")).unwrap();
    let (code, found, note) = told(&scan(home.path(), &["docs"], std::iter::empty()));
    assert_eq!((code, found), (Some(0), 1), "{note}");
    let (code, _, note) = told(&scan(home.path(), &["docs/round.md"], std::iter::empty()));
    assert_eq!(code, Some(2), "{note}");
}
