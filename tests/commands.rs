//! Every command has its transcript, its line in the README, a help that begins with a verb and, where it writes JSON,
//! its section in `docs/json.md`.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{fs, process::Command};

/// The verbs with which help may begin.
const VERBS: [&str; 21] = [
    "Add", "Audit", "Check", "Compare", "Compile", "Compute", "Create", "Define", "Describe",
    "Draw", "Match", "Explain", "Export", "Import", "List", "Print", "Scan", "Search", "Serve",
    "Show", "Write",
];

fn help(command: &[&str]) -> String {
    let help = Command::new(env!("CARGO_BIN_EXE_cxterms")).args(command).arg("--help").output();
    String::from_utf8(help.unwrap().stdout).unwrap()
}

/// The commands that a help lists, less `help` itself.
fn commands(of: &[&str]) -> Vec<String> {
    let help = help(of);
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let lines = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The text of every transcript.
fn transcripts() -> String {
    let files = fs::read_dir("tests/cli").unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    texts.collect()
}

#[test]
fn every_command_has_a_transcript() {
    let transcripts = transcripts();
    for command in commands(&[]) {
        let asked = format!("\n$ cxterms {command}");
        let named = |rest: &str| rest.starts_with([' ', '\n']);
        assert!(transcripts.split(&*asked).skip(1).any(named), "{command}: no transcript runs it");
    }
    for command in commands(&["new"]) {
        assert!(transcripts.contains(&format!("\n$ cxterms new {command} ")), "new {command}");
    }
}

#[test]
fn every_command_has_its_line_in_the_readme() {
    let readme = fs::read_to_string("README.md").unwrap();
    let list = readme.split("\n## ").find(|part| part.starts_with("What it does\n")).unwrap();
    for command in commands(&[]) {
        let named = [' ', '`'].map(|end| format!("`{command}{end}"));
        assert!(named.iter().any(|it| list.contains(&**it)), "{command}: not in README's list");
    }
}

#[test]
fn every_help_begins_with_a_verb() {
    let new = commands(&["new"]);
    let own = commands(&[]);
    let all = own.iter().map(|name| vec![&**name]).chain(new.iter().map(|it| vec!["new", it]));
    for command in all {
        let help = help(&command);
        let first = help.split_whitespace().next().unwrap_or_default();
        assert!(VERBS.contains(&first), "{command:?}: its help begins with `{first}`");
    }
}

#[test]
fn every_command_that_writes_json_says_what() {
    let docs = fs::read_to_string("docs/json.md").unwrap();
    let headings: Vec<_> = docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    for command in commands(&[]) {
        let help = help(&[&command]);
        let format = help.split("--format <").nth(1).unwrap_or_default();
        let format = format.split("\n\n      --").next().unwrap_or_default();
        if format.contains("json") {
            let told = |heading: &&str| heading.split(" and ").any(|name| name == command);
            assert!(headings.iter().any(told), "{command}: no section in docs/json.md");
        }
    }
}

/// The commands that answer from the texts of a corpus.
const QUESTIONS: [&str; 8] =
    ["define", "compare", "tree", "disputes", "search", "path", "voices", "list"];

/// The questions of a transcript that are answered from the corpus that ships.
fn find_built_in_questions(transcript: &str) -> Vec<&str> {
    let mut lines = transcript.lines().peekable();
    let mut found = vec![];
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ cxterms ") else { continue };
        let asks = command.split(' ').next().is_some_and(|name| QUESTIONS.contains(&name));
        let refused = lines.peek() == Some(&"? 2");
        if asks && !refused && !command.contains("--terms") && !command.contains("--help") {
            found.push(line);
        }
    }
    found
}

/// The transcripts that ask the corpus that ships: nine answers of all kinds, and its metrics.
const OF_TERMS: [&str; 2] = ["terms.md", "compute.md"];

#[test]
fn one_transcript_shows_the_texts_of_the_corpus_that_ships() {
    for file in fs::read_dir("tests/cli").unwrap() {
        let path = file.unwrap().path();
        let own = OF_TERMS.iter().any(|name| path.ends_with(name));
        if path.is_file() && !own {
            let transcript = fs::read_to_string(&path).unwrap();
            let found = find_built_in_questions(&transcript);
            assert!(found.is_empty(), "{}: name a fixture in {found:#?}", path.display());
        }
    }
    let asked = "$ cxterms define cx\n\n$ cxterms tree --up\n? 2\n$ cxterms tree --terms a\n";
    assert_eq!(find_built_in_questions(asked), ["$ cxterms define cx"]);
}
