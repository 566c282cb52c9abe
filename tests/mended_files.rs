//! What becomes of files that `check --fix` writes, or may not write?
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

const UNTIDY: &str = "label: wheel\nid: wheel\nroot: {}\n";
const TIDY: &str = "id: wheel\nlabel: wheel\nroot: {}\n";

/// A corpus with two files that want mending, `a.yaml` and `b.yaml`.
fn corpus() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("corpus.yaml", "title: T\nvoice: house\n");
    write("sources.yaml", "voices: {house: {name: H}}\n");
    write("a.yaml", &UNTIDY.replace("wheel", "axle"));
    write("b.yaml", UNTIDY);
    folder
}

fn fix(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    command.args(["check", "--fix"]).args(more).arg(folder);
    command.env_remove("CXTERMS_TERMS").output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_dry_run_writes_nothing_and_what_it_shows_is_what_is_done() {
    let folder = corpus();
    let shown = fix(folder.path(), &["--dry-run"]);
    assert_eq!(shown.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&shown.stdout)
            .contains("\n-label: wheel\n id: wheel\n+label: wheel\n")
    );
    assert_eq!(read(folder.path(), "b.yaml"), UNTIDY);
    assert_eq!(fix(folder.path(), &[]).status.code(), Some(0));
    assert_eq!(read(folder.path(), "b.yaml"), TIDY);
    let again = fix(folder.path(), &["--dry-run"]);
    assert_eq!((again.status.code(), &*again.stdout), (Some(0), &b""[..]));
}

#[test]
fn a_file_that_is_read_only_is_named_and_the_others_are_mended() {
    let folder = corpus();
    let path = folder.path().join("a.yaml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = fix(folder.path(), &[]);
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    let told = told(&output);
    assert!(told.contains(&format!("cannot write {}: it is read-only", path.display())), "{told}");
    assert!(told.contains("1 file not fixed, 1 fixed"), "{told}");
    assert_eq!(read(folder.path(), "a.yaml"), UNTIDY.replace("wheel", "axle"));
    assert_eq!(read(folder.path(), "b.yaml"), TIDY);
    assert_eq!(count(folder.path()), 4);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_only_to_what_lies_below_the_folder_too() {
    let (folder, other) = (corpus(), corpus());
    let elsewhere = other.path().join("b.yaml");
    fs::remove_file(folder.path().join("b.yaml")).unwrap();
    fs::write(folder.path().join(".kept"), UNTIDY.replace("wheel", "hub")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.path().join("b.yaml")).unwrap();
    std::os::unix::fs::symlink(".kept", folder.path().join("c.yaml")).unwrap();
    let told = told(&fix(folder.path(), &[]));
    assert!(told.contains("b.yaml: it is a link to "), "{told}");
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), UNTIDY);
    assert_eq!(read(folder.path(), ".kept"), TIDY.replace("wheel", "hub"));
    assert!(fs::symlink_metadata(folder.path().join("c.yaml")).unwrap().is_symlink());
}

#[test]
fn what_lies_below_an_overlay_and_what_is_hidden_is_not_touched() {
    let (below, folder) = (corpus(), corpus());
    for name in ["a.yaml", "b.yaml"] {
        fs::rename(folder.path().join(name), folder.path().join(format!(".{name}"))).unwrap();
    }
    fs::write(folder.path().join("corpus.yaml"), "title: T\nvoice: other\n").unwrap();
    fs::write(folder.path().join("sources.yaml"), "voices:  {other: {name: O}}\n").unwrap();
    let terms = below.path().to_str().unwrap();
    let output = fix(folder.path(), &["--terms", terms]);
    assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
    assert_eq!(read(below.path(), "b.yaml"), UNTIDY);
    assert_eq!(read(folder.path(), ".b.yaml"), UNTIDY);
    assert_eq!(read(folder.path(), "sources.yaml"), "voices: {other: {name: O}}\n");
}

#[test]
fn a_full_stop_that_is_allowed_anywhere_stays() {
    let (below, folder) = (corpus(), corpus());
    let stopped = "id: wheel\nlabel: wheel\ndefinition: a disc.\nroot: {}\n";
    fs::write(folder.path().join("b.yaml"), stopped).unwrap();
    fs::write(below.path().join("b.yaml"), format!("{UNTIDY}allow: full-stop\n")).unwrap();
    fix(folder.path(), &["--allow", "full-stop"]);
    assert_eq!(read(folder.path(), "b.yaml"), stopped);
    fix(folder.path(), &["--terms", below.path().to_str().unwrap()]);
    assert_eq!(read(folder.path(), "b.yaml"), stopped);
    fix(folder.path(), &[]);
    assert_eq!(read(folder.path(), "b.yaml"), stopped.replace("disc.", "disc"));
}

#[cfg(unix)]
#[test]
fn a_file_of_several_names_is_mended_under_one_and_it_is_told() {
    let (folder, elsewhere) = (corpus(), tempfile::tempdir().unwrap());
    let others = ["c", "d"].map(|name| elsewhere.path().join(name));
    fs::hard_link(folder.path().join("b.yaml"), &others[0]).unwrap();
    let told_of = |output: &Output, names: &str| {
        told(output).contains(&format!("b.yaml was one file under {names} too"))
    };
    let first = fix(folder.path(), &[]);
    assert!(told_of(&first, "1 other name"), "{}", told(&first));
    assert!(!told(&first).contains("a.yaml was one file"));
    assert_eq!(
        (read(folder.path(), "b.yaml").as_str(), fs::read_to_string(&others[0]).unwrap().as_str()),
        (TIDY, UNTIDY)
    );
    fs::write(folder.path().join("b.yaml"), UNTIDY).unwrap();
    others.iter().skip(1).for_each(|it| fs::hard_link(folder.path().join("b.yaml"), it).unwrap());
    assert!(told_of(&fix(folder.path(), &[]), "1 other name"));
    assert!(!told(&fix(folder.path(), &[])).contains("hard links"));
}
