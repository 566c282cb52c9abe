//! What `new` leaves behind: whole files where it says so, and no trace where it refuses. What it tells stands in
//! `tests/cli/new.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// An empty folder for one test; it goes when the test is done.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("new-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Runs a command in it: its exit code, and what it said on both ways out.
    fn run(&self, line: &[&str]) -> (i32, String) {
        self.run_over("", line)
    }

    fn run_over(&self, terms: &str, line: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.current_dir(&self.0).env("CXTERMS_TERMS", terms).env_remove("COLUMNS");
        let done = command.args(line).stdin(Stdio::null()).output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    /// Every file and folder in it, hidden ones too, by its path; of a file, what it holds.
    fn holds(&self) -> Vec<(String, String)> {
        let (mut found, mut next) = (vec![], vec![self.0.clone()]);
        while let Some(folder) = next.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap_or_default()));
                next.extend(path.is_dir().then_some(path));
            }
        }
        found.sort();
        found
    }

    fn names(&self) -> Vec<String> {
        self.holds().into_iter().map(|(name, _)| name).collect()
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.0.join(name).parent().unwrap()).unwrap();
        fs::write(self.0.join(name), text).unwrap();
    }

    /// Runs a command that must refuse, and leave everything as it was.
    fn refuses(&self, line: &[&str], exit: i32, why: &str) {
        let before = self.holds();
        let (code, said) = self.run(line);
        assert_eq!(code, exit, "{line:?}: {said}");
        assert!(said.contains(why), "{line:?}: {said}");
        assert_eq!(self.holds(), before, "{line:?}");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_corpus_and_the_folders_above_it_appear_at_once() {
    let folder = Folder::new("deep");
    let made =
        folder.run(&["new", "corpus", "a/b/c", "--title", "yes: «voice»", "--voice", "null"]);
    assert_eq!(made.0, 0, "{}", made.1);
    let files = ["a/b/c/corpus.yaml", "a/b/c/example.yaml", "a/b/c/sources.yaml"];
    assert_eq!(folder.names(), [&["a", "a/b", "a/b/c"], &files[..]].concat());
    assert_eq!(folder.run(&["check", "a/b/c"]), (0, "1 concept, nothing to say\n".to_owned()));
    let (_, named) = folder.run(&["list", "--terms", "a/b/c", "--voice", "null"]);
    assert!(named.contains("meeting"), "{named}");
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_same_folder() {
    let folder = Folder::new("empty");
    let made = folder.run(&["new", "corpus", "."]);
    assert_eq!(made.0, 0, "{}", made.1);
    assert_eq!(folder.names(), ["corpus.yaml", "example.yaml", "sources.yaml"]);
    assert!(folder.holds()[0].1.contains("title: New empty\n"), "{:?}", folder.holds());
    assert_eq!(folder.run(&["check", "."]).0, 0);
}

#[test]
fn an_overlay_over_the_corpus_that_ships_has_nothing_against_it() {
    let folder = Folder::new("overlay");
    for voice in ["Acme", "no", "Ünïque: the house", "顧客"] {
        assert_eq!(folder.run(&["new", "overlay", voice, "--voice", voice]).0, 0);
        let (code, said) = folder.run(&["check", voice, "--terms", "built-in"]);
        assert!(code == 0 && said.ends_with(", nothing to say\n"), "{said}");
    }
    folder.refuses(&["new", "overlay", "x", "--voice", "y", "--terms", "Acme"], 2, "over another");
}

#[test]
fn where_no_corpus_can_stand_nothing_is_left() {
    let folder = Folder::new("refused");
    folder.write("full/.hidden", "");
    folder.write("file", "");
    folder.run(&["new", "corpus", "there"]);
    for (dir, why) in [
        ("full", "is not empty"),
        ("there", "is not empty"),
        ("file", "is a file"),
        ("file/below", "is a file"),
        ("there/below", "`there` is a corpus, and no other can lie in it"),
        ("built-in", "names the corpus that ships"),
        ("nowhere/../x", "leads through a folder that is not there"),
    ] {
        folder.refuses(&["new", "corpus", dir], 2, why);
    }
    let new = |flag, value, why| folder.refuses(&["new", "corpus", "x", flag, value], 2, why);
    new("--voice", "Example author", "`example-author` is given twice");
    new("--voice", " ", "the voice is empty");
    new("--title", "a\u{1b}[31m", "control character U+001B");
    new("--language", "english!", "no language tag");
}

#[test]
fn a_term_stands_beside_those_of_its_kind_and_under_a_name_that_reading_takes_for_a_term() {
    let folder = Folder::new("term");
    folder.write("c/corpus.yaml", "voice: we\nkinds: {role: {}, part: {}, idea: {}}\n");
    folder.write("c/sources.yaml", "voices: {we: {name: we}}\n");
    folder.write(
        "c/roles/a.yaml",
        "[{id: a, label: a, kind: role}, {id: b, label: b, kind: role}]\n",
    );
    folder.write("c/more/c.yaml", "{id: c, label: c, kind: role}\n");
    folder.write("c/more/d.yaml", "{id: d, label: d, kind: part}\n");
    for (label, kind, file) in [
        ("the chief", Some("role"), "c/roles/the-chief.yaml"),
        ("wheels", Some("part"), "c/more/wheels.yaml"),
        ("thought", Some("idea"), "c/thought.yaml"),
        ("whatever", None, "c/whatever.yaml"),
        ("Corpus", Some("part"), "c/more/corpus-term.yaml"),
        ("sources", None, "c/sources-term.yaml"),
    ] {
        let kind = kind.map(|kind| ["--kind", kind]).into_iter().flatten();
        let line: Vec<_> = ["new", "concept", label, "--in", "c"].into_iter().chain(kind).collect();
        let (code, said) = folder.run(&line);
        assert!(code == 0 && said.starts_with(&format!("{file}\n")), "{said}");
    }
    assert_eq!(folder.run(&["define", "--terms", "c", "corpus", "sources", "wheel"]).0, 0);
}

#[test]
fn a_term_that_is_there_is_not_written_again() {
    let folder = Folder::new("again");
    folder.run(&["new", "corpus", "c"]);
    let new = |label, flags: &[&str], why| {
        folder.refuses(&[&["new", "concept", label, "--in", "c"], flags].concat(), 2, why);
    };
    new(
        "Meetings",
        &[],
        "`meeting` in c/example.yaml:5:5; another sense of it needs a `--qualifier`",
    );
    new("x", &["--id", "meeting"], "the identifier is taken: `meeting` in c/example.yaml:5:5");
    new("x", &["--id", ".x"], "no identifier");
    new(" ", &[], "the label is empty");
    new("a\u{202e}b", &[], "control character U+202E");
    new("…", &[], "no letter or digit");
    folder.write("c/gear.yaml", "{id: other, label: other, root: {}}\n");
    new("gear", &[], "`c/gear.yaml` is there already");
    let (code, said) =
        folder.run(&["new", "concept", "meeting", "--in", "c", "--qualifier", "sport"]);
    assert!(code == 0 && said.starts_with("c/meeting-sport.yaml\n"), "{said}");
    new("meeting", &["--qualifier", "Sport"], "c/meeting-sport.yaml:1");
    let named = folder.run(&["new", "concept", "get-together", "--in", "c"]).1;
    assert!(named.contains("note: `get-together` is another name of `meeting`"), "{named}");
}

#[test]
fn the_environment_names_what_lies_below() {
    let folder = Folder::new("below");
    folder.run(&["new", "overlay", "o", "--voice", "Acme"]);
    let line = ["new", "concept", "red list", "--in", "o", "--under", "Success plans"];
    let (code, said) = folder.run_over("built-in:o", &line);
    assert_eq!(code, 0, "{said}");
    assert!(said.ends_with("Next: cxterms check o --terms built-in\n"), "{said}");
    folder.run(&["new", "corpus", "c"]);
    let (_, alone) = folder.run_over("built-in:o", &["new", "concept", "x", "--in", "c"]);
    assert!(alone.ends_with("Next: cxterms check c\n"), "{alone}");
    let (_, entry) =
        folder.holds().into_iter().find(|(name, _)| name == "o/red-list.yaml").unwrap();
    assert!(entry.ends_with("relations:\n  subset-of: success-plan\n"), "{entry}");
}

#[test]
fn a_source_is_added_and_the_file_else_left_as_it_was() {
    let folder = Folder::new("source");
    let sources = "# who\r\nvoices:\r\n  we: {name: we}   # us\r\n\r\n# the end";
    folder.write("c/corpus.yaml", "voice: we\n");
    folder.write("c/sources.yaml", sources);
    let line =
        ["new", "source", "--in", "c", "--voice", "The: Ann", "--title", "A b, c", "--by", "we"];
    assert_eq!(folder.run(&line).0, 0);
    let added = "# who\r\nvoices:\r\n  we: {name: we}   # us\r\n  the-ann:\r\n    name: \"The: Ann\"\r\n\r\n# the end\r\nworks:\r\n  a-b-c:\r\n    by: we\r\n    title: \"A b, c\"";
    let holds = folder.holds();
    let names: Vec<_> = holds.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["c", "c/corpus.yaml", "c/sources.yaml"]);
    assert_eq!(holds[2].1, added);
    let new = |flags: &[&str], exit, why| {
        folder.refuses(&[&["new", "source", "--in", "c"], flags].concat(), exit, why);
    };
    new(&[], 2, "what is it?");
    new(&["--voice", "We"], 2, "`we` is there already: the voice “we”, in c/sources.yaml:3");
    new(&["--voice", "a b c"], 2, "`a-b-c` is there already: the work “A b, c”");
    new(&["--voice", "X", "--id", "x y"], 2, "write `x-y`");
    new(&["--title", "X", "--by", "nobody"], 1, "no voice `nobody`; `cxterms new source --voice`");
    folder.write("c/x.yaml", "{id: x, label: x, root: {by: the-ann in a-b-c}}\n");
    new(&["--title", "X", "--by", "a-b-c"], 1, "no single voice `a-b-c`; it means we, the-ann");
    new(&["--title", "X", "--by", "we", "--url", "x"], 2, "`x` is no address");
}

#[test]
fn a_file_of_sources_without_room_or_with_faults_is_refused() {
    let folder = Folder::new("room");
    folder.write("c/corpus.yaml", "voice: we\n");
    folder.write("c/sources.yaml", "voices:\n  we: {\n    name: we\n}\nworks: {}\n...\n");
    folder.refuses(&["new", "source", "--in", "c", "--voice", "X"], 2, "nothing can be added");
    folder.write("c/sources.yaml", "voices:\n  we: {nam: we}\n");
    folder.refuses(&["new", "source", "--in", "c", "--voice", "X"], 2, "nothing was written");
    folder.refuses(&["new", "source", "--in", "d", "--voice", "X"], 2, "there is no such folder");
}

#[cfg(unix)]
#[test]
fn a_file_of_sources_behind_a_link_is_replaced_where_it_is_and_keeps_its_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("link");
    folder.write("c/corpus.yaml", "voice: we\n");
    folder.write("real.yaml", "voices:\n  we: {name: we}\n");
    let (real, link) = (folder.0.join("real.yaml"), folder.0.join("c/sources.yaml"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../real.yaml", &link).unwrap();
    assert_eq!(folder.run(&["new", "source", "--in", "c", "--voice", "X"]).0, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&real).unwrap().ends_with("  x:\n    name: X\n"));
}
