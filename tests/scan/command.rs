//! The command over files, folders and standard input: sets, overlays, what is known, what changed, exit codes.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

/// The exit code, standard output and standard error of `scan`.
pub(crate) fn run(home: &Path, words: &[&str], input: &str) -> (Option<i32>, String, String) {
    run_command(home, &[&["scan"], words].concat(), input)
}

/// The same of any command.
pub(crate) fn run_command(
    home: &Path,
    words: &[&str],
    input: &str,
) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.current_dir(home).args(words).env("CXTERMS_CACHE", "off");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let told = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (told.status.code(), text(&told.stdout), text(&told.stderr))
}

/// Rule, file and label of each finding.
fn found(home: &Path, words: &[&str], input: &str) -> Vec<String> {
    let (code, out, told) = run(home, &[words, &["--format", "jsonl"]].concat(), input);
    assert_ne!(code, Some(2), "{told}");
    let line = |line: &str| {
        let found: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| found[field].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text("rule"), text("file"), text("label"))
    };
    out.lines().map(line).collect()
}

const OVERLAY: &str = "title: T\nvoice: house\nover: built-in\n";
const SOURCES: &str = "voices: {house: {name: the house}}\n";
const WORDS: &str = "- {id: customer-support, abbreviations: [CS], avoid: [{text: help desk, why: so, instead: customer support}]}\n";

pub(crate) fn house(at: &str) -> Vec<(String, &'static str)> {
    let files = [("corpus.yaml", OVERLAY), ("sources.yaml", SOURCES), ("words.yaml", WORDS)];
    files.map(|(name, text)| (format!("{at}{name}"), text)).into()
}

#[test]
fn the_nearest_overlay_makes_a_set() {
    let mut files = house("docs/here/");
    files.push(("docs/here/deep/a.md".to_owned(), "CS runs the help desk."));
    files.push(("docs/there/b.md".to_owned(), "CS runs the help desk."));
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let home = folder(&files);
    let here = "name-to-avoid docs/here/deep/a.md help desk";
    let there = "ambiguous-abbreviation docs/there/b.md cs";
    assert_eq!(found(home.path(), &["docs"], ""), [here, there]);
    assert_eq!(found(home.path(), &["docs/here/deep"], ""), [here]);
    assert_eq!(found(home.path(), &["docs/here/deep/a.md"], ""), [here]);
    assert_eq!(found(home.path(), &["docs", "docs/here"], "").len(), 2);
    // The same from within the set.
    let within = home.path().join("docs/here/deep");
    assert_eq!(found(&within, &["a.md"], ""), ["name-to-avoid a.md help desk"]);
    assert_eq!(found(&within, &["."], ""), ["name-to-avoid ./a.md help desk"]);
    // `--terms` holds for all.
    assert_eq!(found(home.path(), &["docs", "--terms", "built-in"], "").len(), 2);
    let named = found(home.path(), &["docs/there", "--terms", "docs/here"], "");
    assert_eq!(named, ["name-to-avoid docs/there/b.md help desk"]);
    assert_eq!(found(home.path(), &["-", "--set", "docs/here"], "CS and the help desk").len(), 1);
}

#[test]
fn a_file_alone_takes_a_set() {
    let home = folder(&[
        ("a/x.md", "CS calls."),
        ("a/y.md", "Customer success (CS). CS."),
        ("z.md", "CS"),
    ]);
    assert_eq!(found(home.path(), &["a/x.md"], "").len(), 1);
    // Two by themselves are no set.
    assert_eq!(found(home.path(), &["a/x.md", "a/y.md"], "").len(), 1);
    assert_eq!(found(home.path(), &["a/x.md", "z.md"], "").len(), 2);
    assert_eq!(found(home.path(), &["a/x.md", "--set", "a"], ""), Vec::<String>::new());
    assert_eq!(found(home.path(), &["-"], "CS calls."), ["ambiguous-abbreviation <stdin> cs"]);
    assert_eq!(found(home.path(), &["-", "--set", "a"], "CS calls."), Vec::<String>::new());
    assert_eq!(found(home.path(), &["-", "--input-format", "html"], "<code>CS</code>").len(), 0);
    let (_, out, _) = run(home.path(), &["a/x.md"], "");
    assert!(out.contains("in this file alone"), "{out}");
}

#[test]
fn a_file_beside_its_folder_stays_in_its_set() {
    let home = folder(&[
        ("a/x.md", "Customer success (CS). CS."),
        ("a/deep/y.md", "Customer support (CS). CS."),
        ("b/z.md", "CS calls."),
    ]);
    let whole = found(home.path(), &["a"], "");
    assert!(whole.iter().any(|line| line.starts_with("conflicting-expansion")), "{whole:?}");
    for words in [
        &["a", "a/x.md"][..],
        &["a/deep/y.md", "a"],
        &["./a", "a/x.md"],
        &["a/x.md", "a/deep/y.md", "a"],
        &["a", "a/deep", "a/deep/y.md"],
    ] {
        let found: Vec<_> = found(home.path(), words, "");
        let found: Vec<_> = found.iter().map(|line| line.replace("./", "")).collect();
        assert_eq!(found, whole, "{words:?}");
    }
    // From within the folder, and beside another.
    let within = home.path().join("a");
    assert_eq!(found(&within, &[".", "x.md"], "").len(), whole.len());
    assert_eq!(found(home.path(), &["b", "a/x.md"], ""), ["ambiguous-abbreviation b/z.md cs"]);
}

#[test]
fn what_is_known_is_not_told_again() {
    let home = folder(&[("a.md", "Unavoidable churn. Unavoidable churn.")]);
    let (_, known, _) = run(home.path(), &["a.md", "--format", "json"], "");
    fs::write(home.path().join("known.json"), known).unwrap();
    assert_eq!(found(home.path(), &["a.md", "--baseline", "known.json"], "").len(), 0);
    fs::write(
        home.path().join("a.md"),
        "New.\n\nUnavoidable churn. Unavoidable churn. Unavoidable churn.",
    )
    .unwrap();
    assert_eq!(found(home.path(), &["a.md", "--baseline", "known.json"], "").len(), 1);
    fs::write(
        home.path().join("known.json"),
        run(home.path(), &["a.md", "--format", "json"], "").1,
    )
    .unwrap();
    let text = fs::read_to_string(home.path().join("a.md")).unwrap();
    fs::write(home.path().join("a.md"), format!("One more unavoidable churn.\n\n{text}")).unwrap();
    let (_, new, _) = run(home.path(), &["./a.md", "--baseline", "known.json"], "");
    assert!(new.contains("a.md:1:10"), "{new}");
    fs::write(home.path().join("known.json"), "{}").unwrap();
    let (code, _, told) = run(home.path(), &["a.md", "--baseline", "known.json"], "");
    assert_eq!(code, Some(2), "{told}");
}

#[test]
fn only_what_changed_is_told() {
    let home = folder(&[("sub/a.md", "Unavoidable churn.\n\nMore.\n"), (".gitignore", "out/\n")]);
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(home.path()).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        assert!(git.args(words).output().unwrap().status.success(), "{words:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "a"]);
    fs::write(home.path().join("sub/a.md"), "Unavoidable churn.\n\nInternal SLA.\n").unwrap();
    fs::write(home.path().join("sub/ü.md"), "Unavoidable churn.\n").unwrap();
    fs::create_dir(home.path().join("out")).unwrap();
    fs::write(home.path().join("out/b.md"), "Unavoidable churn.\n").unwrap();
    let changed =
        ["name-to-avoid sub/a.md internal sla", "name-to-avoid sub/ü.md unavoidable churn"];
    assert_eq!(found(home.path(), &["sub", "--diff", "HEAD"], ""), changed);
    assert_eq!(found(home.path(), &[".", "--diff", "HEAD"], "").len(), 2);
    assert_eq!(found(home.path(), &["."], "").len(), 3);
    fs::write(home.path().join("sub/b.md"), "A zonal quality gate (ZQG).").unwrap();
    git(&["add", "sub/b.md"]);
    git(&["commit", "-qm", "b"]);
    fs::write(home.path().join("sub/a.md"), "A zinc quota guard (ZQG). A zinc quota guard (ZQG).")
        .unwrap();
    let conflict = found(home.path(), &["sub", "--diff", "HEAD"], "");
    assert_eq!(conflict[0], "conflicting-expansion sub/a.md zinc quota guard", "{conflict:?}");
    let (code, _, told) = run(home.path(), &[".", "--diff", "nowhere"], "");
    assert_eq!(code, Some(2), "{told}");
    let (code, ..) = run(home.path(), &[".", "--diff=--output=x"], "");
    assert_eq!(code, Some(2));
}

#[test]
fn exit_codes_tell_errors_and_what_cannot_be_read() {
    let home = folder(&[
        ("a/bad.md", "Unavoidable churn."),
        ("a/binary.md", "a\0b\0c"),
        ("a/x.rs", "fn main() {}"),
        ("empty/x.rs", ""),
        ("x.md", "Fine."),
    ]);
    let code = |words: &[&str]| run(home.path(), words, "").0;
    assert_eq!(code(&["x.md"]), Some(0));
    assert_eq!(code(&["a/bad.md"]), Some(0));
    assert_eq!(code(&["a/bad.md", "--deny", "name-to-avoid"]), Some(1));
    assert_eq!(code(&["a/bad.md", "--allow", "name-to-avoid"]), Some(0));
    for words in [
        &["nowhere"][..],
        &["a/binary.md"],
        &["a"],
        &["a/x.rs"],
        &["empty"],
        &[],
        &["x.md", "--set", "x.md"],
        &["-", "--fix"],
        &["a", "--deny", "orphan"],
    ] {
        assert_eq!(code(words), Some(2), "{words:?}");
    }
    let told = run(home.path(), &["a"], "").2;
    assert!(told.contains("passed over a/binary.md"), "{told}");
    assert!(told.contains("1 file could not be read"), "{told}");
    let (_, out, _) = run(home.path(), &["a"], "");
    assert!(out.contains("Customer churn"), "{out}");
    let told = run(home.path(), &["a/bat.md"], "").2;
    assert!(told.contains("did you mean `a/bad.md`?"), "{told}");
}

#[test]
fn columns_of_sarif_are_those_of_utf_16() {
    let home = folder(&[("a.md", "𝄞𝄞 é unavoidable churn")]);
    let (_, out, _) = run(home.path(), &["a.md", "--format", "sarif"], "");
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    let run_of = &log["runs"][0];
    assert_eq!(run_of["columnKind"], "utf16CodeUnits");
    let region = &run_of["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&8.into(), &25.into()));
    let (_, out, _) = run(home.path(), &["a.md", "--format", "json"], "");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["findings"][0]["column"], 6);
    assert_eq!(report["findings"][0]["start"], 12);
}

#[test]
fn fixing_writes_words_and_tells_what_is_left() {
    let home = folder(&[("a.md", "# Unavoidable Churn\n\n*Internal* SLA, `unavoidable churn`\n")]);
    let (code, out, _) = run(home.path(), &["a.md", "--fix", "--dry-run"], "");
    assert_eq!(code, Some(1));
    assert!(out.contains("+# Customer Churn"), "{out}");
    let (code, _, told) = run(home.path(), &["a.md", "--fix"], "");
    assert_eq!(code, Some(0));
    assert!(told.contains("left alone a.md:3:2"), "{told}");
    let text = fs::read_to_string(home.path().join("a.md")).unwrap();
    assert_eq!(text, "# Customer Churn\n\n*Internal* SLA, `unavoidable churn`\n");
    assert_eq!(run(home.path(), &["a.md", "--fix", "--dry-run"], "").0, Some(0));
}

#[test]
fn a_text_of_any_size_takes_little() {
    let text = "Unavoidable churn and CS. ".repeat(40_000);
    let home = folder(&[("a.txt", &text)]);
    let (code, out, _) =
        run(home.path(), &["a.txt", "--format", "json", "--allow", "name-to-avoid"], "");
    assert_eq!(code, Some(0));
    assert!(out.contains("\"ambiguous-abbreviation\""));
}

#[test]
fn sarif_tells_the_end_in_another_line() {
    let home = folder(&[(
        "a.md",
        "🎉 Unavoidable\n> churn, and internal SLA.\n\n- 🎉 Internal\n  **🎉** x\n\n🎉 Unavoidable\nchurn 🎉.",
    )]);
    let (_, out, _) = run(home.path(), &["a.md", "--format", "sarif"], "");
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let regions: Vec<_> =
        results.iter().map(|it| &it["locations"][0]["physicalLocation"]["region"]).collect();
    let expected =
        serde_json::json!({"startLine": 7, "startColumn": 4, "endLine": 8, "endColumn": 6});
    assert!(regions.contains(&&expected), "{regions:?}");
    let (_, out, _) = run(home.path(), &["a.md", "--format", "json"], "");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let ends: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["line"] == it["end_line"], it["end_utf16"].as_u64()))
        .collect();
    assert!(ends.contains(&(false, Some(6))), "{ends:?}");
    assert!(ends.iter().all(|(same, end)| *same == end.is_none()), "{ends:?}");
}
