//! The cache of compiled corpora: the same answers as without it, and never those of files that have changed since.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::{
    fs::{self, File},
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Longer than the times of two changes may be alike.
const SETTLED: Duration = Duration::from_millis(2_200);
const QUESTIONS: [&[&str]; 6] = [
    &["define", "gravel bike"],
    &["define", "bicycle", "--all", "--sources", "--format", "json"],
    &["compare", "gravel bike", "road bike", "--format", "json"],
    &["tree", "--format", "markdown"],
    &["disputes", "--format", "json"],
    &["search", "road"],
];

/// A corpus in a folder, and a cache beside it.
struct Shelf {
    folder: TempDir,
}

impl Shelf {
    fn with_corpus() -> Self {
        let shelf = Self { folder: TempDir::new().unwrap() };
        copy_folder(Path::new("tests/fixtures/small"), &shelf.corpus());
        shelf
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// The exit code, and what is told; the path of the corpus is the same for all.
    fn ask(&self, corpus: &Path, question: &[&str], cached: bool) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.args(question).arg("--terms").arg(corpus).env("CXTERMS_CACHE", self.cache());
        if !cached {
            command.arg("--no-cache");
        }
        let told = command.output().unwrap();
        let text = [told.stdout, told.stderr].concat();
        let text = String::from_utf8(text).unwrap().replace(corpus.to_str().unwrap(), "CORPUS");
        (told.status.code(), text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn entries(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.cache()).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Asks everything with the cache and without it.
    fn agree(&self, corpus: &Path, what: &str) {
        for question in QUESTIONS {
            let fresh = self.ask(corpus, question, false);
            assert_eq!(self.ask(corpus, question, true), fresh, "{what}: {question:?}");
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let new = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &new),
            false => drop(fs::copy(entry.path(), new).unwrap()),
        }
    }
}

/// A file of entries of the corpus.
fn some_file(corpus: &Path) -> PathBuf {
    let files = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|it| it.is_file()).collect();
    files.sort();
    let has = |file: &&PathBuf| fs::read_to_string(file).unwrap().contains("gravel-bike");
    files.iter().find(has).unwrap().clone()
}

#[test]
fn what_is_kept_answers_like_the_files() {
    let shelf = Shelf::with_corpus();
    let corpus = shelf.corpus();
    shelf.ask(&corpus, QUESTIONS[0], true);
    assert_eq!(shelf.entries(), Vec::<PathBuf>::new(), "what was saved just now is not trusted");
    thread::sleep(SETTLED);
    shelf.ask(&corpus, QUESTIONS[0], false);
    assert_eq!(shelf.entries(), Vec::<PathBuf>::new(), "kept in spite of --no-cache");
    shelf.agree(&corpus, "kept");
    let kept = shelf.entries();
    assert_eq!(kept.len(), 1, "{kept:?}");
    for (path, mode) in [(&kept[0], 0o600), (&shelf.cache(), 0o700)] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, mode, "{path:?}");
    }
    shelf.agree(&corpus, "asked again");
    assert_eq!(shelf.entries(), kept);
    let built = shelf.folder.path().join("built.cxterms");
    let status = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .arg("build")
        .arg(&corpus)
        .arg("-o")
        .arg(&built)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    for question in QUESTIONS {
        let cached = shelf.ask(&corpus, question, true);
        assert_eq!(shelf.ask(&built, question, true), cached, "{question:?}");
    }

    // Whatever stands in its place, the answers are those of the files.
    let whole = fs::read(&kept[0]).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 24) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&kept[0], damaged).unwrap();
        let question = QUESTIONS[at % QUESTIONS.len()];
        let fresh = shelf.ask(&corpus, question, false);
        assert_eq!(shelf.ask(&corpus, question, true), fresh, "damaged at {at}: {question:?}");
    }
    for (what, bytes) in
        [("empty", &[][..]), ("foreign", b"terms"), ("cut", &whole[..whole.len() / 2])]
    {
        fs::write(&kept[0], bytes).unwrap();
        shelf.agree(&corpus, what);
    }
    // Nor what stands there by another's doing, or for other files.
    let open = |mode| fs::set_permissions(&kept[0], fs::Permissions::from_mode(mode)).unwrap();
    fs::write(&kept[0], &whole).unwrap();
    open(0o666);
    shelf.agree(&corpus, "that others can write");
    let foreign = shelf.folder.path().join("foreign.cxterms");
    fs::copy(&built, &foreign).unwrap();
    fs::remove_file(&kept[0]).unwrap();
    symlink(&foreign, &kept[0]).unwrap();
    let before = fs::metadata(&foreign).unwrap().modified().unwrap();
    shelf.agree(&corpus, "a link");
    assert_eq!(fs::metadata(&foreign).unwrap().modified().unwrap(), before);
    fs::remove_file(&kept[0]).unwrap();
    fs::copy(&foreign, &kept[0]).unwrap();
    open(0o600);
    shelf.agree(&corpus, "a built file of other sources");
    fs::remove_file(&kept[0]).unwrap();
    assert!(Command::new("mkfifo").arg(&kept[0]).status().unwrap().success());
    shelf.agree(&corpus, "a pipe");
    fs::remove_file(&kept[0]).unwrap();
    // The names on standard input are all answered.
    fs::write(&kept[0], &whole).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&kept[0], damaged).unwrap();
    open(0o600);
    let line = format!(
        "printf 'bicycle\\ngravel bike\\nroad bike\\n' | {} define - --brief --terms {}",
        env!("CARGO_BIN_EXE_cxterms"),
        corpus.display()
    );
    let told = Command::new("sh").arg("-c").arg(&line).env("CXTERMS_CACHE", shelf.cache()).output();
    let told = told.unwrap();
    assert_eq!(String::from_utf8(told.stdout).unwrap().lines().count(), 3, "{:?}", told.stderr);
    fs::remove_dir_all(shelf.cache()).unwrap();
    fs::write(shelf.cache(), "no folder").unwrap();
    shelf.agree(&corpus, "no folder");
}

#[test]
fn a_site_names_one_hash_of_folder_cache_and_file() {
    let shelf = Shelf::with_corpus();
    let corpus = shelf.corpus();
    thread::sleep(SETTLED);
    let built = shelf.folder.path().join("built.cxterms");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.env("CXTERMS_CACHE", shelf.cache()).args(words);
        let told = command.output().unwrap();
        assert!(told.status.success(), "{told:?}");
        String::from_utf8(told.stdout).unwrap()
    };
    let [corpus, built] = [&corpus, &built].map(|path| path.to_str().unwrap());
    run(&["build", corpus, "-o", built]);
    run(&["define", "bicycle", "--terms", corpus]);
    assert_eq!(shelf.entries().len(), 1);
    let info: serde_json::Value =
        serde_json::from_str(&run(&["info", built, "--format", "json"])).unwrap();
    let hash = info["sources"].as_str().unwrap();
    for (name, terms) in
        [("kept", &[corpus][..]), ("fresh", &[corpus, "--no-cache"]), ("file", &[built])]
    {
        let site = shelf.folder.path().join(name);
        run(&[&["site", "-o", site.to_str().unwrap(), "--terms"], terms].concat());
        let about = fs::read_to_string(site.join("about.html")).unwrap();
        assert!(about.contains(hash), "{name}: {hash}");
    }
}

#[test]
fn no_answer_is_stale() {
    let shelf = Shelf::with_corpus();
    let corpus = shelf.corpus();
    let other = shelf.folder.path().join("other");
    copy_folder(&corpus, &other);
    let link = shelf.folder.path().join("link");
    symlink(&corpus, &link).unwrap();
    let file = some_file(&other);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("gravel", "ground")).unwrap();
    thread::sleep(SETTLED);
    for folder in [&corpus, &other, &link] {
        shelf.agree(folder, "at first");
    }
    assert_eq!(shelf.entries().len(), 2, "the link leads to the first");

    let asks = |folder: &Path, what: &str| {
        let [code, other] =
            ["gravel bike", "ground bike"].map(|name| shelf.ask(folder, &["define", name], true).0);
        shelf.agree(folder, what);
        (code == Some(0), other == Some(0))
    };
    assert_eq!(asks(&corpus, "whole"), (true, false));
    // Another word of the same size, under the times of the one before.
    let file = some_file(&corpus);
    let before = fs::metadata(&file).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("gravel", "ground")).unwrap();
    File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(before.modified().unwrap())
        .unwrap();
    assert_eq!(fs::metadata(&file).unwrap().len(), before.len());
    assert_eq!(asks(&corpus, "same size and time"), (false, true));
    fs::write(&file, &text).unwrap();
    // A file that is put in its place, with its times.
    let beside = shelf.folder.path().join("beside");
    fs::write(&beside, text.replace("gravel", "ground")).unwrap();
    File::options()
        .write(true)
        .open(&beside)
        .unwrap()
        .set_modified(before.modified().unwrap())
        .unwrap();
    fs::rename(&beside, &file).unwrap();
    assert_eq!(asks(&corpus, "renamed over it"), (false, true));
    fs::write(&file, &text).unwrap();
    // The link leads elsewhere, the folders change places.
    fs::remove_file(&link).unwrap();
    symlink(&other, &link).unwrap();
    assert_eq!(asks(&link, "swapped link"), (false, true));
    fs::rename(&corpus, shelf.folder.path().join("third")).unwrap();
    fs::rename(&other, &corpus).unwrap();
    assert_eq!(asks(&corpus, "swapped folders"), (false, true));
    // A file more, and one that is gone.
    let more = corpus.join("more.yaml");
    fs::write(&more, "{id: cart, label: cart, definition: a box on wheels, root: {}}\n").unwrap();
    assert_eq!(shelf.ask(&corpus, &["define", "cart"], true).0, Some(0));
    fs::remove_file(&more).unwrap();
    assert_eq!(shelf.ask(&corpus, &["define", "cart"], true).0, Some(1));
    fs::remove_file(corpus.join("corpus.yaml")).unwrap();
    assert_eq!(shelf.ask(&corpus, &["define", "bicycle"], true).0, Some(2));
}

#[test]
fn only_its_own_files_are_removed_and_it_stands_apart() {
    let shelf = Shelf::with_corpus();
    let corpus = shelf.corpus();
    fs::create_dir(shelf.cache()).unwrap();
    fs::set_permissions(shelf.cache(), fs::Permissions::from_mode(0o700)).unwrap();
    for at in 0..300 {
        fs::write(shelf.cache().join(format!("{at:064x}.cxterms")), "old").unwrap();
    }
    fs::write(shelf.cache().join("mine.cxterms"), "mine").unwrap();
    thread::sleep(SETTLED);
    shelf.agree(&corpus, "in a full cache");
    assert!(shelf.cache().join("mine.cxterms").exists());
    assert_eq!(shelf.entries().len(), 257, "the newest 256, and what is no entry");
    let ask = |cache: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.args(["define", "bicycle", "--terms"]).arg(&corpus).env("CXTERMS_CACHE", cache);
        command.current_dir(shelf.folder.path()).output().unwrap().status.code()
    };
    assert_eq!(["off", "OFF", "0", "no"].map(ask), [Some(0); 4]);
    assert_eq!(ask("cache"), Some(2), "not from the root");
    let within = corpus.join("cache");
    assert_eq!(ask(within.to_str().unwrap()), Some(0));
    assert!(!within.exists(), "a cache within a corpus");
}
