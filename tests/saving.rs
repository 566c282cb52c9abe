//! What somebody saved is never lost: writers at the same time, signals, full disks, links.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::{TempDir, tempdir};

/// The program, in a folder.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.current_dir(folder).env_remove("CXTERMS_TERMS");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

/// Runs the program with a full disk as its standard output.
fn run_untold(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let full = File::options().write(true).open("/dev/full").unwrap();
    program(folder).args(arguments).stdout(full).status().unwrap().code()
}

/// A folder with a small corpus in `c`.
fn home() -> (TempDir, PathBuf) {
    let home = tempdir().unwrap();
    let corpus = home.path().join("c");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("corpus.yaml"), "title: T\nlanguage: en\nvoice: me\n").unwrap();
    fs::write(corpus.join("sources.yaml"), "voices:\n  me: {name: Me}\n").unwrap();
    fs::write(corpus.join("a.yaml"), "id: aa\nlabel: anchor\ndefinition: a weight\n").unwrap();
    (home, corpus)
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn what_nobody_could_be_told_of_is_not_kept() {
    let (home, corpus) = home();
    fs::write(home.path().join("t.csv"), "label,source,definition\nbuoy,Bob,what floats\n")
        .unwrap();
    let state = || {
        let texts = names_in(&corpus).into_iter().map(|name| fs::read(corpus.join(name)).ok());
        (names_in(home.path()), names_in(&corpus), texts.collect::<Vec<_>>())
    };
    let before = state();
    for line in [
        "import t.csv -o new",
        "import t.csv -o new --losses json",
        "import t.csv -o c --merge",
        "build c -o new.cxterms",
    ] {
        let words: Vec<_> = line.split(' ').collect();
        assert_eq!(run_untold(home.path(), &words), Some(2), "{line}");
        assert_eq!(state(), before, "{line}");
    }
    // What was there before is there again: an empty folder, and a file that was built.
    fs::create_dir(home.path().join("empty")).unwrap();
    assert_eq!(run_untold(home.path(), &["import", "t.csv", "-o", "empty"]), Some(2));
    assert_eq!(names_in(&home.path().join("empty")), [""; 0]);
    assert!(run(home.path(), &["build", "c", "-o", "old.cxterms"]).status.success());
    let old = fs::read(home.path().join("old.cxterms")).unwrap();
    fs::write(corpus.join("b.yaml"), "{id: bb, label: bollard}\n").unwrap();
    assert_eq!(run_untold(home.path(), &["build", "c", "-o", "old.cxterms"]), Some(2));
    assert_eq!(fs::read(home.path().join("old.cxterms")).unwrap(), old);
}

#[test]
fn twenty_who_add_at_once_all_add() {
    let (home, corpus) = home();
    let writers: Vec<_> = (0..20)
        .map(|number| {
            let mut writer = program(home.path());
            writer.args(["new", "source", "--in", "c", "--voice", &format!("Writer {number}")]);
            writer.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    let sources = fs::read_to_string(corpus.join("sources.yaml")).unwrap();
    assert_eq!(sources.matches("Writer").count(), 20, "{sources}");
    assert_eq!(names_in(&corpus), ["a.yaml", "corpus.yaml", "sources.yaml"]);
}

#[test]
fn what_is_saved_while_files_are_fixed_stays() {
    let (home, corpus) = home();
    let entries =
        (0..4000).map(|at| format!("- {{id: e{at}, label: entry {at}, definition: word {at}}}\n"));
    let big = entries.collect::<String>() + "- {label: late,   id: late}   \n";
    let path = corpus.join("z.yaml");
    let mine = "- {id: mine, label: mine}\n";
    for wait in [0, 20, 80, 160, 320] {
        fs::write(&path, &big).unwrap();
        let mut fix = program(home.path());
        let fix = fix.args(["check", "c", "--fix"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let fix = fix.spawn().unwrap();
        sleep(Duration::from_millis(wait));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(corpus.join("saved"), text.clone() + mine).unwrap();
        fs::rename(corpus.join("saved"), &path).unwrap();
        let told = fix.wait_with_output().unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("label: mine"), "after {wait} ms");
        let left_alone = String::from_utf8_lossy(&told.stderr).contains("somebody else changed it");
        assert!(!left_alone || told.status.code() == Some(2));
    }
}

#[test]
fn a_signal_leaves_nothing_hidden_and_the_next_run_removes_what_a_kill_left() {
    let (home, _) = home();
    for signal in ["INT", "TERM", "HUP", "KILL"] {
        let entries = (0..3000).map(|at| format!("- {{id: e{at}, label: entry {at}}}\n"));
        fs::write(home.path().join("c/z.yaml"), entries.collect::<String>()).unwrap();
        let mut build = program(home.path());
        build.args(["build", "c", "-o", "x.cxterms"]).stdout(Stdio::null());
        let mut child = build.spawn().unwrap();
        let began = Instant::now();
        let hidden = || names_in(home.path()).iter().any(|name| name.starts_with(".cxterms-"));
        while !hidden() && child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < Duration::from_secs(60));
        }
        let id = child.id().to_string();
        Command::new("kill").args(["-s", signal, &id]).status().unwrap();
        child.wait().unwrap();
        assert!(signal == "KILL" || !hidden(), "{signal} left {:?}", names_in(home.path()));
    }
    fs::write(home.path().join(".cxterms-unfinished-left00"), "half").unwrap();
    assert!(run(home.path(), &["build", "c", "-o", "x.cxterms"]).status.success());
    assert_eq!(names_in(home.path()), ["c", "x.cxterms"]);
}

/// Interrupts a command when there are files in its hidden folder, and tells what is left beside it.
fn interrupt_within_folder(home: &Path, words: &[&str], signal: &str, wait: u64) -> Vec<String> {
    let mut writer = program(home);
    writer.args(words).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = writer.spawn().unwrap();
    let began = Instant::now();
    let filled = || {
        let hidden = names_in(home).into_iter().find(|name| name.starts_with(".cxterms-"));
        hidden.is_some_and(|name| {
            fs::read_dir(home.join(name)).is_ok_and(|mut inside| inside.next().is_some())
        })
    };
    while !filled() && child.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < Duration::from_secs(60));
    }
    sleep(Duration::from_millis(wait));
    Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
    child.wait().unwrap();
    names_in(home)
}

#[test]
fn a_signal_removes_a_folder_that_is_still_being_filled() {
    let (home, _) = home();
    let entries =
        (0..2000).map(|at| format!("- {{id: e{at}, label: entry {at}, definition: word {at}}}\n"));
    fs::write(home.path().join("c/z.yaml"), entries.collect::<String>()).unwrap();
    for (at, signal) in ["INT", "TERM", "HUP", "QUIT", "INT", "TERM"].iter().enumerate() {
        let wait = 15 * at as u64;
        let site = ["site", "-o", "pages", "--terms", "c"];
        let left = interrupt_within_folder(home.path(), &site, signal, wait);
        assert_eq!(left, ["c"], "{signal}");
    }
    // An earlier site is there, whole, before and after.
    assert!(run(home.path(), &["site", "-o", "pages", "--terms", "c"]).status.success());
    let site = ["site", "-o", "pages", "--terms", "c"];
    let left = interrupt_within_folder(home.path(), &site, "INT", 0);
    assert_eq!(left, ["c", "pages"]);
    assert!(home.path().join("pages/cxterms-site.json").is_file());
}

#[test]
fn what_cannot_be_told_is_not_done() {
    let (home, corpus) = home();
    let before = fs::read_to_string(corpus.join("sources.yaml")).unwrap();
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["define", "--help"],
        &["man"],
        &["completions", "bash"],
        &["new", "concept", "buoy", "--in", "c"],
        &["new", "source", "--voice", "Ann", "--in", "c"],
        &["new", "corpus", "d"],
        &["new", "overlay", "e", "--voice", "Ann"],
    ] {
        assert_eq!(run_untold(home.path(), arguments), Some(2), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(corpus.join("sources.yaml")).unwrap(), before);
    assert_eq!(names_in(&corpus), ["a.yaml", "corpus.yaml", "sources.yaml"]);
    assert_eq!(names_in(home.path()), ["c"]);
}

#[test]
fn a_link_is_written_through_and_yaml_is_no_name_for_a_built_file() {
    let (home, _) = home();
    symlink("t.cxterms", home.path().join("link")).unwrap();
    assert!(run(home.path(), &["build", "c", "-o", "link"]).status.success());
    assert!(run(home.path(), &["define", "anchor", "--terms", "t.cxterms"]).status.success());
    assert!(fs::symlink_metadata(home.path().join("link")).unwrap().is_symlink());
    for name in ["x.yaml", "x.YAML", "c/x.yml"] {
        let told = run(home.path(), &["build", "c", "-o", name]);
        assert_eq!(told.status.code(), Some(2), "{name}");
        assert!(!home.path().join(name).exists());
    }
}

#[test]
fn an_empty_folder_is_filled_where_the_shell_stands() {
    let (home, _) = home();
    let here = home.path().join("here");
    fs::create_dir(&here).unwrap();
    fs::write(home.path().join("in.csv"), "label,definition\nbuoy,a float\n").unwrap();
    assert!(run(&here, &["import", "../in.csv", "-o", "."]).status.success());
    assert!(run(&here, &["define", "buoy", "--terms", "."]).status.success());
    assert!(!names_in(&here).iter().any(|name| name.starts_with('.')));
}

#[test]
fn messages_name_what_was_named() {
    let (home, _) = home();
    fs::write(home.path().join("in.csv"), "label,definition\nbuoy,a float\n").unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    for arguments in [
        &["import", "in.csv", "-o", "/proc/none"][..],
        &["import", "in.csv", "-o", "file/none"],
        &["new", "corpus", "/proc/none"],
        &["export", "--to", "csv", "-o", "/proc/none"],
        &["build", "c", "-o", "/proc/none"],
    ] {
        let told = run(home.path(), arguments);
        let told = (told.status.code(), String::from_utf8_lossy(&told.stderr).into_owned());
        assert_eq!(told.0, Some(2), "{arguments:?}");
        assert!(!told.1.contains(".cxterms-") && told.1.contains("none"), "{}", told.1);
    }
}

#[test]
fn a_mark_of_the_byte_order_is_no_part_of_the_first_name() {
    let (home, _) = home();
    for names in ["\u{feff}anchor\n", "\u{feff}\nanchor\n", "anchor"] {
        let mut define = program(home.path());
        define.args(["define", "-", "--brief", "--terms", "c"]).stdin(Stdio::piped());
        let mut child = define.stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(names.as_bytes()).unwrap();
        let told = child.wait_with_output().unwrap();
        assert!(told.status.success(), "{names:?}");
    }
}

#[test]
fn a_terminal_is_shown_what_it_would_obey_and_a_pipe_gets_it() {
    let (home, corpus) = home();
    let entry = "id: bb\nlabel: \"bell\\a \\e]0;x\\a \\x9b31m\"\ndefinition: a weight\n";
    fs::write(corpus.join("b.yaml"), entry).unwrap();
    let formats = ["csv", "turtle", "ntriples", "jsonl", "tbx-basic", "dot", "mermaid", "graphml"];
    for format in formats {
        let export = ["export", "--terms", "c", "--to", format];
        let piped = run(home.path(), &export);
        assert!(piped.status.success(), "{format}: {}", String::from_utf8_lossy(&piped.stderr));
        let line = format!("{} {} 2> /dev/null", env!("CARGO_BIN_EXE_cxterms"), export.join(" "));
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).current_dir(home.path()).stdin(Stdio::null());
        let Ok(shown) = script.output() else {
            return eprintln!("not tried: `script` is not installed");
        };
        let shown = String::from_utf8_lossy(&shown.stdout);
        let obeyed = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        assert!(!shown.contains(obeyed), "{format}: {shown:?}");
    }
}

#[test]
fn what_is_only_tried_writes_nothing_and_an_odd_entry_is_told_at_its_place() {
    let (home, corpus) = home();
    fs::write(
        home.path().join("t.csv"),
        "id,label,synonyms,subset-of\naa,anchor,kedge,\nbb,buoy,float,aa\ncc,cleat,,aa\n",
    )
    .unwrap();
    // What is added stands before a comment.
    let odd = "\n- {id: bb, label: buoy, synonyms: [\n  ball # round\n  ]}\n";
    let old = "- {id: aa, label: anchor, relations: {}}\n".to_owned() + odd;
    fs::write(corpus.join("a.yaml"), &old).unwrap();
    let names = names_in(&corpus);
    for line in ["--dry-run", "--dry-run=patch"] {
        let told = run(home.path(), &["import", "t.csv", "-o", "c", "--merge", line]);
        assert!(told.status.success(), "{told:?}");
        assert!(String::from_utf8_lossy(&told.stdout).contains("float"));
        assert_eq!(
            (names_in(&corpus), fs::read_to_string(corpus.join("a.yaml")).unwrap()),
            (names.clone(), old.clone())
        );
    }
    assert!(run(home.path(), &["import", "t.csv", "-o", "c", "--merge"]).status.success());
    let new = fs::read_to_string(corpus.join("a.yaml")).unwrap();
    assert!(new.contains("  ball, float # round\n"), "{new}");
    // Keys behind question marks are YAML too.
    let odd = "- ? id\n  : aa\n  ? label\n  : anchor\n- {id: bb, label: buoy}\n";
    fs::write(corpus.join("a.yaml"), odd).unwrap();
    fs::remove_dir_all(corpus.join("t")).unwrap();
    let told = run(home.path(), &["import", "t.csv", "-o", "c", "--merge"]);
    assert_eq!(told.status.code(), Some(1));
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(said.contains("`aa` is written so that nothing can be added to it"), "{said}");
    assert!(said.contains("a.yaml:1:3") && said.contains("1 new, 1 changed"), "{said}");
    let kept = "- ? id\n  : aa\n  ? label\n  : anchor\n";
    let new = fs::read_to_string(corpus.join("a.yaml")).unwrap();
    assert!(new.starts_with(kept) && new.contains("synonyms: float"), "{new}");
}
