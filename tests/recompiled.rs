//! Large corpora of which a file changed, and small ones over them: what is compiled of the change alone answers like what
//! is compiled whole.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{Base, image::InFile};
use std::{
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Longer than the times of two changes may be alike.
const SETTLED: Duration = Duration::from_millis(2_200);
/// Enough that not all of them are compiled at once.
const CONCEPTS: usize = 2_400;
const PER_FILE: usize = 200;
const QUESTIONS: [&[&str]; 9] = [
    &["define", "wheel 7"],
    &["define", "spoke", "--all", "--format", "json"],
    &["define", "c-0207", "--all", "--sources", "--format", "json"],
    &["compare", "wheel 7", "wheel 8", "--format", "json"],
    &["path", "c-0207", "c-0009"],
    &["tree", "--format", "json"],
    &["disputes", "--format", "json"],
    &["search", "spoke", "steel", "--format", "json"],
    &["define", "wheeel 7"],
];

/// A corpus, what lies over it, and a cache.
struct Shelf(TempDir);

impl Shelf {
    fn with_corpus() -> Self {
        let shelf = Self(TempDir::new().unwrap());
        let corpus = shelf.path("corpus");
        fs::create_dir(&corpus).unwrap();
        let manifest = "title: Wheels\nlanguage: en\nvoice: house\n";
        fs::write(corpus.join("corpus.yaml"), manifest).unwrap();
        let sources = "voices: {house: {name: The House}, rider: {name: A Rider}}\nworks: {log: {by: rider, title: Log}}\n";
        fs::write(corpus.join("sources.yaml"), sources).unwrap();
        for (number, first) in (0..CONCEPTS).step_by(PER_FILE).enumerate() {
            let entries: String = (first..first + PER_FILE).map(entry).collect();
            fs::write(corpus.join(format!("{number:02}.yaml")), entries).unwrap();
        }
        shelf
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn ask(&self, terms: &[&Path], question: &[&str], cached: bool) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.args(question).env("CXTERMS_CACHE", self.path("cache"));
        for terms in terms {
            command.arg("--terms").arg(terms);
        }
        if !cached {
            command.arg("--no-cache");
        }
        let told = command.output().unwrap();
        (told.status.code(), String::from_utf8([told.stdout, told.stderr].concat()).unwrap())
    }

    /// Asks some of the questions, others each time, with the cache and without it.
    fn agree(&self, terms: &[&Path], what: &str) {
        let questions = QUESTIONS.iter().cycle().skip(what.len() * 2 % QUESTIONS.len()).take(2);
        for question in questions {
            let fresh = self.ask(terms, question, false);
            assert_eq!(self.ask(terms, question, true), fresh, "{what}: {question:?}");
        }
    }

    /// How many corpora in the cache were compiled of a change alone: their disputes were not found ahead.
    fn count_remade(&self) -> usize {
        let entries = fs::read_dir(self.path("cache")).unwrap().map(|it| it.unwrap().path());
        let open =
            |path| Base::open(Box::new(InFile::from_file(File::open(path).unwrap()).unwrap()));
        entries.filter(|path| open(path.clone()).unwrap().marks().unwrap().is_none()).count()
    }

    fn edit(&self, file: &str, change: impl Fn(&str) -> String) {
        let path = self.path("corpus").join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, change(&text)).unwrap();
    }
}

fn entry(number: usize) -> String {
    let mut entry = format!("- id: c-{number:04}\n  label: wheel {number}\n");
    let stuff = ["steel", "wood", "rubber"][number % 3];
    writeln!(entry, "  definition: a wheel of {stuff} with {} spokes", number % 40).unwrap();
    if number > 0 {
        let above = number / 7;
        writeln!(entry, "  relations:\n    subset-of: [c-{above:04}]").unwrap();
        let beside = (number * 31) % CONCEPTS;
        if beside != number && number.is_multiple_of(5) {
            writeln!(
                entry,
                "    contrasts-with: [{{concept: c-{beside:04}, text: Wheels differ., by: log}}]"
            )
            .unwrap();
        }
    }
    entry
}

#[test]
fn what_changed_is_compiled_alone() {
    let shelf = Shelf::with_corpus();
    let corpus = shelf.path("corpus");
    let terms = [corpus.as_path()];
    thread::sleep(SETTLED);
    shelf.agree(&terms, "at first");
    assert_eq!(shelf.count_remade(), 0, "compiled whole");
    shelf.edit("01.yaml", |text| {
        text.replace("label: wheel 207", "label: spoke\n  synonyms: [wheel 8]")
    });
    shelf.agree(&terms, "asked at once");
    thread::sleep(SETTLED);
    shelf.agree(&terms, "an edited file");
    assert_eq!(shelf.count_remade(), 1);
    shelf.edit("03.yaml", |text| {
        text.replacen("- id: c-0600", "- {id: c-0599x, label: spoke}\n- id: c-0600", 1)
    });
    shelf.agree(&terms, "a new concept");
    fs::rename(corpus.join("04.yaml"), corpus.join("forth.yaml")).unwrap();
    shelf.agree(&terms, "a renamed file");
    let moved = entry(2_399);
    shelf.edit("11.yaml", |text| text.replace(&moved, ""));
    shelf.edit("more.yaml", |_| moved.clone());
    shelf.agree(&terms, "a moved concept");
    fs::remove_file(corpus.join("more.yaml")).unwrap();
    shelf.agree(&terms, "a concept that is gone, which nobody names or somebody does");
    shelf.edit("02.yaml", |text| text.replace("c-0058", "c-9058"));
    shelf.agree(&terms, "an unknown name");
    shelf.edit("02.yaml", |text| text.replace("c-9058", "c-0059"));
    shelf.edit("sources.yaml", |text| text.replace("A Rider", "Another Rider"));
    shelf.agree(&terms, "another voice");
    thread::sleep(SETTLED);
    shelf.agree(&terms, "in the end");
}

#[test]
fn what_lies_over_others_is_compiled_alone() {
    let shelf = Shelf::with_corpus();
    let (corpus, built, ours) =
        (shelf.path("corpus"), shelf.path("built.cxterms"), shelf.path("ours"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
    assert!(
        command.arg("build").arg(&corpus).arg("-o").arg(&built).output().unwrap().status.success()
    );
    fs::create_dir(&ours).unwrap();
    fs::write(ours.join("corpus.yaml"), "title: Ours\nlanguage: en\nvoice: us\n").unwrap();
    let write = |text: &str| fs::write(ours.join("ours.yaml"), text).unwrap();
    write(
        "- id: c-0207\n  definition: the wheel that we use\n  synonyms: [wheel 8]\n  relations: {subset-of: [{concept: c-0029, denied-by: us}]}\n- {id: hub, label: spoke, relations: {contrasts-with: [c-0009]}}\n",
    );
    thread::sleep(SETTLED);
    shelf.agree(&[&built, &ours], "over a built file");
    assert_eq!(shelf.count_remade(), 1);
    for terms in [[&built, &ours], [&corpus, &ours]] {
        shelf.agree(&terms.map(PathBuf::as_path), "over");
    }
    write("- {id: c-0207, label: spoke}\n- {id: c-0208, kind: none}\n");
    shelf.agree(&[&built, &ours], "with a fault");
    write("- {id: c-0207, label: spoke}\n");
    shelf.agree(&[&built, &ours], "without one");
}
