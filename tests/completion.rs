//! The law of completion: whatever a shell inserts, once it is run, is answered by `define` and runs nothing else. Each
//! shell that is installed is driven as a person drives it: through a terminal, with Tab and Enter.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use proptest::{prelude::*, sample::select, test_runner::TestRunner};
use std::{
    fs::{self, Permissions},
    io::{Read, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a shell may take to ask what was typed.
const PATIENCE: Duration = Duration::from_secs(20);

const PROGRAM: &str = env!("CARGO_BIN_EXE_cxterms");

/// Stands for the program: answers the shell that completes, and writes down what it is asked.
const RECORDER: &str = r#"#!/bin/sh
if [ -n "$COMPLETE" ] || [ "$1" = completions ]; then exec PROGRAM "$@"; fi
for word; do printf '%s\n' "$word"; done > "$HOME/asked.part"
mv "$HOME/asked.part" "$HOME/asked"
"#;

/// A shell, how it is started, and what it must be told first.
struct Shell {
    start: &'static str,
    begin: &'static str,
}

const BASH: Shell =
    Shell { start: "bash --norc --noprofile -i", begin: "source <(cxterms completions bash)\n" };
const ZSH: Shell = Shell {
    start: "zsh -f -i",
    begin: "autoload -U compinit; compinit -u -D; source <(cxterms completions zsh)\n",
};
const FISH: Shell =
    Shell { start: "fish --no-config -i", begin: "cxterms completions fish | source\n" };

/// A shell at a terminal, in an empty folder beside a corpus.
struct Typist {
    home: tempfile::TempDir,
    terminal: Child,
}

impl Typist {
    /// Starts a shell; none where it is not installed, or `script`, which gives it a terminal.
    fn start(shell: &Shell, labels: &[String]) -> Option<Self> {
        let installed = |program: &str| {
            Command::new(program).arg("--version").output().is_ok_and(|told| told.status.success())
        };
        let name = shell.start.split(' ').next().unwrap();
        if !installed(name) || !installed("script") {
            eprintln!("not tried: {name} or `script` is not installed");
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        for folder in ["bin", "empty", "terms"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let recorder = home.path().join("bin/cxterms");
        fs::write(&recorder, RECORDER.replace("PROGRAM", PROGRAM)).unwrap();
        fs::set_permissions(&recorder, Permissions::from_mode(0o755)).unwrap();
        write_corpus(&home.path().join("terms"), labels);
        let path = std::env::var("PATH").unwrap();
        let mut terminal = Command::new("script")
            .args(["-qec", shell.start, "/dev/null"])
            .current_dir(home.path().join("empty"))
            .env("PATH", format!("{}:{path}", home.path().join("bin").display()))
            .envs([("HOME", home.path()), ("CXTERMS_TERMS", &home.path().join("terms"))])
            .envs([("LC_ALL", "C.UTF-8"), ("TERM", "dumb")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // Somebody has to look at the screen, or the terminal fills up.
        let mut screen = terminal.stdout.take().unwrap();
        std::thread::spawn(move || while screen.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {});
        let mut typist = Self { home, terminal };
        typist.type_in(shell.begin);
        assert_eq!(typist.ask("cxterms ready\n"), ["ready"]);
        Some(typist)
    }

    fn type_in(&mut self, keys: &str) {
        self.terminal.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// What the program is asked once this has been typed.
    fn ask(&mut self, keys: &str) -> Vec<String> {
        let asked = self.home.path().join("asked");
        self.type_in(keys);
        let began = Instant::now();
        while !asked.exists() {
            assert!(began.elapsed() < PATIENCE, "{keys:?} asked nothing");
            sleep(Duration::from_millis(5));
        }
        let words = fs::read_to_string(&asked).unwrap();
        fs::remove_file(asked).unwrap();
        // The shell needs a moment until it reads keys one by one again.
        sleep(Duration::from_millis(60));
        words.lines().map(str::to_owned).collect()
    }

    /// Types the beginning of a name, Tab and Enter: the one name that is asked must mean something.
    fn complete(&mut self, begun: &str) -> String {
        let words = self.ask(&format!("cxterms define --brief {begun}\t\n"));
        let [define, brief, name] = &*words else { panic!("{begun:?} asked {words:?}") };
        assert_eq!((&**define, &**brief), ("define", "--brief"));
        let terms = self.home.path().join("terms");
        let mut define = Command::new(PROGRAM);
        define.args(["define", "--brief", "--terms"]).arg(terms).args(["--", name]);
        let told = define.output().unwrap();
        assert!(told.status.success(), "{begun:?} asked for {name:?}, which means nothing");
        let left: Vec<_> = fs::read_dir(self.home.path().join("empty")).unwrap().collect();
        assert!(left.is_empty(), "{begun:?} ran something: {left:?}");
        name.clone()
    }
}

impl Drop for Typist {
    fn drop(&mut self) {
        let _ = self.terminal.kill();
        let _ = self.terminal.wait();
    }
}

fn write_corpus(folder: &Path, labels: &[String]) {
    let write = |name: &str, text: String| fs::write(PathBuf::from(folder).join(name), text);
    write("corpus.yaml", "title: T\nlanguage: en\nvoice: me\n".to_owned()).unwrap();
    write("sources.yaml", "voices: {me: {name: Me}}\n".to_owned()).unwrap();
    let entries = labels.iter().enumerate().map(|(at, label)| {
        let label = serde_json::to_string(label).unwrap();
        format!("- {{id: k{at}, label: {label}, definition: d{at}}}\n")
    });
    write("terms.yaml", entries.collect()).unwrap();
}

/// Labels that a shell would obey if it got them unquoted, each with a beginning of its own.
fn hostile_labels() -> impl Strategy<Value = Vec<String>> {
    let parts: &'static [&'static str] = &[
        "$(touch RAN)",
        "`touch RAN`",
        ";touch RAN;",
        "&touch RAN&",
        "|touch RAN",
        ">RAN",
        "<RAN",
        "'",
        "\"",
        "\\",
        "!",
        "!!",
        "*",
        "?",
        "[a]",
        "{a,b}",
        "~",
        "#",
        "$HOME",
        "${IFS}",
        "(",
        ")",
        " ",
        " # ",
        ":",
        "=",
        "^",
        "%",
        "@",
        "-",
        "--",
        "a",
        "b c",
        "é",
        "顧客",
    ];
    let label = proptest::collection::vec(select(parts), 1..5).prop_map(|parts| parts.concat());
    proptest::collection::vec(label, 12).prop_map(|labels| {
        let own = |(at, label): (usize, String)| format!("q{at}x{label}z").trim().to_owned();
        labels.into_iter().enumerate().map(own).collect()
    })
}

fn complete_hostile_labels(shell: &Shell) {
    let mut runner = TestRunner::new(ProptestConfig { cases: 4, ..ProptestConfig::default() });
    let law = |labels: Vec<String>| {
        let Some(mut typist) = Typist::start(shell, &labels) else { return Ok(()) };
        for at in 0..labels.len() {
            for quotes in ["", "\"", "'"] {
                typist.complete(&format!("{quotes}q{at}x"));
            }
        }
        Ok(())
    };
    runner.run(&hostile_labels(), law).unwrap();
}

fn complete_spaces_and_signs(shell: &Shell) {
    let labels = [
        "voice of the buyer",
        "ns:term",
        "tick mark",
        "R&D lab",
        "owner's manual",
        "help@desk",
        "zone@two@ends",
    ];
    let Some(mut typist) = Typist::start(shell, &labels.map(str::to_owned)) else { return };
    for (begun, name) in [
        ("\"voice o", "voice of the buyer"),
        ("voice\\ o", "voice of the buyer"),
        ("voi", "voice-of-the-buyer"),
        ("ns:t", "ns:term"),
        ("'R&D ", "R&D lab"),
        ("own", "owner's-manual"),
        ("help@", "help@desk"),
        ("help@d", "help@desk"),
        ("\"help@", "help@desk"),
        ("zone@two@", "zone@two@ends"),
    ] {
        assert_eq!(typist.complete(begun), name);
    }
}

#[test]
fn whatever_bash_inserts_is_answered_and_nothing_else_runs() {
    complete_hostile_labels(&BASH);
    complete_spaces_and_signs(&BASH);
}

#[test]
fn whatever_zsh_inserts_is_answered_and_nothing_else_runs() {
    complete_hostile_labels(&ZSH);
    complete_spaces_and_signs(&ZSH);
}

#[test]
fn whatever_fish_inserts_is_answered_and_nothing_else_runs() {
    complete_hostile_labels(&FISH);
    complete_spaces_and_signs(&FISH);
}
