//! Documents that come one a line: each is answered by itself, in its place, at once.

use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.current_dir(home).args(["scan", "--documents", "jsonl"]);
    if !words.contains(&"--facts") {
        command.args(["--format", "jsonl"]);
    }
    command.args(words).env("CXTERMS_CACHE", "off");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The exit code, standard output and standard error.
fn run(words: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    run_in(Path::new("."), words, input)
}

fn run_in(home: &Path, words: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = command(home, words).spawn().unwrap();
    let (mut into, input) = (child.stdin.take().unwrap(), input.to_vec());
    // It may end before it has read all.
    let feeding = thread::spawn(move || into.write_all(&input).is_ok());
    let told = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (told.status.code(), text(&told.stdout), text(&told.stderr))
}

fn answers(input: &str) -> (Option<i32>, Vec<Value>) {
    let (code, out, _) = run(&["-"], input.as_bytes());
    (code, out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn rules(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap()).collect()
}

/// Texts of some kinds, by their numbers.
fn make_document(number: usize) -> String {
    let text = match number % 7 {
        0 => "The CS team calls.",
        1 => "Unavoidable churn.\n\nNo more *unavoidable\nchurn*. 🎉 Internal SLA.",
        2 => "Customer success (CS). CS calls.",
        3 => "Ask customer service/success.",
        4 => "The ideal customer profile (ICP), and the ideal candidate profile (ICP).",
        5 => "`CS` > nothing",
        _ => "",
    };
    let long = "Nothing is said here. ".repeat(number % 50);
    json!({"id": number, "text": format!("{text}\n\n{long}"), "tags": ["x"]}).to_string()
}

#[test]
fn each_line_gets_its_line() {
    let (code, all) = answers(
        "{\"id\": \"a\", \"text\": \"The CS team.\", \"other\": {\"text\": 1}}\r\n{\"text\": \"CS\", \"id\": 7}\n{\"id\": null, \"text\": \"\"}",
    );
    assert_eq!(code, Some(0));
    assert_eq!(all.len(), 3);
    assert_eq!((&all[0]["id"], &all[1]["id"]), (&json!("a"), &json!(7)));
    assert_eq!(all[2], json!({"findings": []}));
    assert_eq!(rules(&all[0]), ["ambiguous-abbreviation"]);
    assert_eq!(all[0]["findings"][0]["file"], "a");
    assert_eq!(all[1]["findings"][0]["file"], "7");
}

#[test]
fn a_number_stays_as_it_is_written() {
    let (_, out, _) = run(&["-"], br#"{"id": 123456789012345678901234567890.50, "text": ""}"#);
    assert_eq!(out, "{\"id\":123456789012345678901234567890.50,\"findings\":[]}\n");
}

#[test]
fn a_line_says_what_a_document_would() {
    let home = tempfile::tempdir().unwrap();
    for number in 0..7 {
        let document = make_document(number);
        let text = serde_json::from_str::<Value>(&document).unwrap();
        let text = text["text"].as_str().unwrap();
        let name = format!("{number}.md");
        fs::write(home.path().join(&name), text).unwrap();
        let mut alone = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        alone.current_dir(home.path()).args(["scan", &name, "--format", "json"]);
        let alone = String::from_utf8(alone.output().unwrap().stdout).unwrap();
        let alone = alone.replace("in this file alone", "in this text alone");
        let alone: Value = serde_json::from_str(&alone).unwrap();
        let line = json!({"id": name, "text": text}).to_string();
        let (_, out, _) = run(&["-"], line.as_bytes());
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["findings"], alone["findings"], "{text}");
    }
}

#[test]
fn nothing_is_kept_between_lines() {
    let lines: Vec<_> = (0..3000).map(make_document).collect();
    let (code, whole, _) = run(&["-"], lines.join("\n").as_bytes());
    assert_eq!(code, Some(0));
    let answered: Vec<_> = whole.lines().collect();
    assert_eq!(answered.len(), lines.len());
    // Backwards, and in two parts by two processes.
    let back: Vec<_> = lines.iter().rev().cloned().collect();
    let (_, back, _) = run(&["-"], back.join("\n").as_bytes());
    assert_eq!(back.lines().rev().collect::<Vec<_>>(), answered);
    let (one, other) = lines.split_at(1234);
    let parts = [one, other].map(|part| run(&["-"], part.join("\n").as_bytes()).1);
    assert_eq!(parts.concat(), whole);
    // As files.
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.jsonl"), one.join("\n")).unwrap();
    fs::write(home.path().join("b.jsonl"), other.join("\n") + "\n").unwrap();
    let (code, out, _) = run_in(home.path(), &["a.jsonl", "b.jsonl"], b"");
    assert_eq!((code, out), (Some(0), whole));
}

#[test]
fn broken_lines_are_answered_and_the_others_go_on() {
    let lines: [&[u8]; 12] = [
        b"\xef\xbb\xbf{\"id\": 1, \"text\": \"\"}",
        b"",
        b"[\"id\", \"text\"]",
        b"{\"id\": \"x\", \"txt\": \"\"}",
        b"{\"id\": \"y\", \"text\": 3}",
        b"{\"id\": {}, \"text\": \"\"}",
        b"{\"id\": 2, \"text\": \"\", \"format\": \"docx\"}",
        b"{\"id\": 3, \"text\": \"a\\u0000b\"}",
        b"{\"id\": 4, \"text\": \"\xff\"}",
        b"{\"id\": 5, \"text\": \"",
        b"{\"id\": 6, \"id\": 6, \"text\": \"\"}",
        b"{\"id\": 7, \"text\": \"\"}",
    ];
    let (code, out, told) = run(&["-"], &lines.join(&b'\n'));
    assert_eq!(code, Some(2));
    assert_eq!(told, "cxterms: 10 of 12 lines could not be read\n");
    let expected = [
        r#"{"id":1,"findings":[]}"#,
        r#"{"line":2,"error":"it is empty"}"#,
        r#"{"line":3,"error":"it is no JSON object"}"#,
        r#"{"id":"x","line":4,"error":"missing field `text` at column 22"}"#,
        r#"{"id":"y","line":5,"error":"invalid type: integer `3`, expected a string at column 21"}"#,
        r#"{"line":6,"error":"`id` is neither a text nor a number"}"#,
        r#"{"id":2,"line":7,"error":"`docx` is no format of a text; there are `markdown`, `html`, `text`"}"#,
        r#"{"id":3,"line":8,"error":"`text` holds the character U+0000"}"#,
        r#"{"id":4,"line":9,"error":"invalid unicode code point at column 20"}"#,
        r#"{"line":10,"error":"EOF while parsing a string at column 19"}"#,
        r#"{"line":11,"error":"duplicate field `id` at column 14"}"#,
        r#"{"id":7,"findings":[]}"#,
    ];
    assert_eq!(out.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_too_long_is_one_line() {
    let long = "x".repeat((32 << 20) + 1);
    let id = "i".repeat(1001);
    let input = format!(
        "{{\"id\": 1, \"text\": \"{long}\"}}\n{{\"id\": \"{id}\", \"text\": \"\"}}\n{{\"id\": 3, \"text\": \"CS\"}}"
    );
    let (code, all) = answers(&input);
    assert_eq!(code, Some(2));
    assert_eq!(all[0], json!({"line": 1, "error": "it is longer than 32 MiB"}));
    assert_eq!(all[1], json!({"line": 2, "error": "`id` is longer than 1000 bytes"}));
    assert_eq!(rules(&all[2]), ["ambiguous-abbreviation"]);
    // Markup is bounded more narrowly.
    let text = "x".repeat((16 << 20) + 1);
    let (_, all) = answers(&json!({"id": 1, "text": text}).to_string());
    assert_eq!(all[0]["error"], "`text` is larger than the 16 MiB that are read");
    let (_, all) = answers(&json!({"id": 1, "text": text, "format": "text"}).to_string());
    assert_eq!(all[0], json!({"id": 1, "findings": []}));
}

#[test]
fn the_format_is_said_for_all_or_for_one() {
    let line = "{\"id\": 1, \"text\": \"    internal SLA\"}\n";
    let count = |words: &[&str], line: &str| {
        let (_, out, told) = run(words, line.as_bytes());
        let answer: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{told}"));
        rules(&answer).len()
    };
    // Indented, it is code in Markdown.
    assert_eq!(count(&["-"], line), 0);
    assert_eq!(count(&["-", "--input-format", "text"], line), 1);
    let html = "{\"text\": \"<p>internal SLA\", \"format\": \"html\"}\n";
    assert_eq!(count(&["-", "--input-format", "text"], html), 1);
    let (code, _, told) = run(&["-", "--input-format", "docx"], b"");
    assert_eq!((code, &*told), (Some(2), "cxterms: a line holds a text, and `docx` is none\n"));
}

#[test]
fn rules_and_words_are_chosen_as_for_files() {
    let line = "{\"id\": 1, \"text\": \"internal SLA, and the help desk of CS\"}\n";
    let (code, out, _) = run(&["-", "--deny", "name-to-avoid"], line.as_bytes());
    assert_eq!(code, Some(1));
    assert_eq!(rules(&serde_json::from_str(&out).unwrap()).len(), 2);
    let home = tempfile::tempdir().unwrap();
    let house = home.path().join("house");
    fs::create_dir(&house).unwrap();
    fs::write(house.join("corpus.yaml"), "title: T\nvoice: house\nover: built-in\n").unwrap();
    fs::write(house.join("sources.yaml"), "voices: {house: {name: the house}}\n").unwrap();
    let words = "- {id: customer-support, abbreviations: [CS], avoid: [{text: help desk, why: so, instead: customer support}]}\n";
    fs::write(house.join("words.yaml"), words).unwrap();
    for words in [["-", "--set", "house"], ["-", "--terms", "house"]] {
        let (code, out, told) = run_in(home.path(), &words, line.as_bytes());
        assert_eq!(code, Some(0), "{told}");
        let answer = serde_json::from_str(&out).unwrap();
        assert_eq!(rules(&answer), ["name-to-avoid", "name-to-avoid"]);
        assert_eq!(answer["findings"][1]["text"], "help desk");
    }
}

#[test]
fn who_waits_for_an_answer_gets_it() {
    let mut child = command(Path::new("."), &["-"]).spawn().unwrap();
    let mut into = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for number in 0..50 {
        // A line is only answered once it has ended.
        let line = make_document(number);
        let (begin, end) = line.split_at(10);
        into.write_all(begin.as_bytes()).unwrap();
        into.flush().unwrap();
        into.write_all(end.as_bytes()).unwrap();
        into.write_all(b"\n").unwrap();
        into.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], number);
    }
    drop(into);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child: Child = command(Path::new("."), &["-"]).spawn().unwrap();
    let mut into = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    writeln!(into, "{}", make_document(0)).unwrap();
    let mut answer = String::new();
    answers.read_line(&mut answer).unwrap();
    drop(answers);
    writeln!(into, "{}", make_document(1)).unwrap();
    // It ends though its input does not.
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(into);
}

/// What `scan --merge` writes.
fn merge(home: &Path, words: &[&str]) -> String {
    let mut merge = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    merge.current_dir(home).args(["scan", "--merge"]).args(words).env("CXTERMS_CACHE", "off");
    let merged = merge.output().unwrap();
    let told = String::from_utf8_lossy(&merged.stderr).into_owned();
    assert_eq!(merged.status.code(), Some(0), "{told}");
    String::from_utf8(merged.stdout).unwrap()
}

#[test]
fn facts_of_parts_sum_up_to_those_of_all_lines() {
    let lines: Vec<_> = (0..700).map(make_document).collect();
    let facts = |lines: &[String]| {
        let (code, facts, told) = run(&["-", "--facts"], lines.join("\n").as_bytes());
        assert_eq!(code, Some(0), "{told}");
        facts
    };
    let whole = facts(&lines);
    let home = tempfile::tempdir().unwrap();
    let save = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    save("whole", &whole);
    for parts in [1, 2, 8] {
        let names: Vec<_> = (0..parts).map(|part| format!("part{part}")).collect();
        for (part, name) in names.iter().enumerate() {
            let every = |at: &usize| at % parts == part;
            let some: Vec<_> = (0..lines.len()).filter(every).map(|at| lines[at].clone()).collect();
            save(name, &facts(&some));
        }
        let names: Vec<_> = names.iter().rev().map(String::as_str).collect();
        assert_eq!(merge(home.path(), &[&names[..], &["--facts"]].concat()), whole, "{parts}");
        let found = |names: &[&str]| merge(home.path(), &[names, &["--format", "json"]].concat());
        assert_eq!(found(&names), found(&["whole"]), "{parts}");
    }
    let found: Value =
        serde_json::from_str(&merge(home.path(), &["whole", "--format", "json"])).unwrap();
    assert_eq!(found["summary"]["files"], 700);
    // What only the texts together say, and where; with the line that is shown.
    let of = |rule: &str| {
        let all = found["findings"].as_array().unwrap();
        all.iter().find(|it| it["rule"] == rule).unwrap().clone()
    };
    let conflict = of("conflicting-expansion");
    assert_eq!(
        (&conflict["file"], &conflict["label"]),
        (&json!("102"), &json!("ideal candidate profile"))
    );
    assert!(conflict["excerpt"].as_str().unwrap().starts_with("The ideal customer profile"));
    assert_eq!(of("name-to-avoid")["count"], 1);
}

#[test]
fn facts_leave_out_lines_that_cannot_be_read() {
    let good = "{\"id\": 1, \"text\": \"CS calls.\"}\n";
    let (code, facts, told) = run(&["-", "--facts"], format!("{good}\n[]\n{good}").as_bytes());
    assert_eq!(code, Some(2));
    let expected = "note: passed over standard input:2: it is empty\nnote: passed over standard input:3: it is no JSON object\ncxterms: 2 of 4 lines could not be read\n";
    assert_eq!(told, expected);
    assert_eq!(facts, run(&["-", "--facts"], good.repeat(2).as_bytes()).1);
    let (_, _, told) = run(&["-", "--facts"], "\n".repeat(500).as_bytes());
    assert_eq!(told.lines().count(), 11);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let (code, _, told) = run(&["tests"], b"");
    assert_eq!((code, &*told), (Some(2), "cxterms: `tests` is a folder; name files, or `-`\n"));
    let (code, _, told) = run(&["nowhere.jsonl"], b"");
    assert_eq!(code, Some(2), "{told}");
    assert!(told.starts_with("cxterms: `nowhere.jsonl`: No such file"), "{told}");
    for words in [&["--merge"][..], &["--fix"], &["--diff", "HEAD"], &["--baseline", "x"]] {
        let (code, _, told) = run(&[&["-"], words].concat(), b"");
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("cannot be used with"), "{told}");
    }
    let mut human = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    let human = human.args(["scan", "--documents", "jsonl", "-"]).output().unwrap();
    assert_eq!(human.status.code(), Some(2));
    let told = String::from_utf8(human.stderr).unwrap();
    assert!(told.contains("add `--format jsonl`"), "{told}");
}
