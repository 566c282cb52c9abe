//! Sites as they are written: every link and fragment leads somewhere below the same folder, nothing of a text is markup,
//! and the same corpus gives the same bytes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::{
    answer::{self, Ask, Detail},
    builtin,
    site::{MARKER, SiteSink, SiteWish, write_site},
};
use cxterms_base::{Base, Perspective, corpus::CorpusReading};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
    sync::LazyLock,
};

#[path = "site/reading.rs"]
mod reading;

/// The files of a site by their paths.
#[derive(Default, PartialEq)]
struct Files(BTreeMap<String, Vec<u8>>);

impl SiteSink for Files {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        assert!(self.0.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path}");
        Ok(())
    }
}

impl Files {
    fn text(&self, path: &str) -> &str {
        str::from_utf8(&self.0[path]).unwrap()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.0.keys().filter(|path| is_page(path));
        pages.map(|path| (&**path, self.text(path)))
    }
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

fn write(ask: Ask<'_>) -> Files {
    let mut files = Files::default();
    let count = write_site(ask, &SiteWish::default(), &mut files, &|_, _| {}).unwrap();
    assert_eq!(count.files, files.0.len());
    assert_eq!(count.bytes, files.0.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    files
}

/// The site of the corpus that ships, written once.
static BUILT_IN: LazyLock<Files> = LazyLock::new(|| write(Ask::new(&builtin::open().unwrap())));

fn open(folders: &[&str]) -> Base {
    let mut reading = CorpusReading::default();
    for folder in folders {
        match *folder {
            builtin::NAME => {
                let base = builtin::open().unwrap();
                reading.start_with_corpus(base.to_corpus().unwrap(), base.summary().sources);
            }
            folder => reading.add_folder(Path::new(folder)),
        }
    }
    assert_eq!(reading.diagnostics(), []);
    Base::compile(&reading.corpus).unwrap()
}

/// The values of an attribute in a page.
fn attributes<'t>(page: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let parts = page.split(&format!(" {name}=\"")).skip(1).collect::<Vec<_>>();
    parts.into_iter().filter_map(|part| part.split('"').next())
}

/// The path that a relative link leads to from a page.
fn resolve(page: &str, link: &str) -> String {
    let mut way: Vec<_> = page.split('/').collect();
    way.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(way.pop().is_some(), "{page}: {link} leads out of the site"),
            part => way.push(part),
        }
    }
    way.join("/")
}

fn check_links(files: &Files) {
    let marks: BTreeMap<_, BTreeSet<_>> =
        files.pages().map(|(path, page)| (path, attributes(page, "id").collect())).collect();
    for (path, page) in files.pages() {
        let ids: Vec<_> = attributes(page, "id").collect();
        assert_eq!(ids.len(), marks[path].len(), "{path} names two places alike");
        for link in attributes(page, "href").chain(attributes(page, "src")) {
            if ["http://", "https://", "mailto:"].iter().any(|it| link.starts_with(it)) {
                continue;
            }
            assert!(!link.contains(':') && !link.starts_with('/'), "{path}: {link}");
            let (file, mark) = link.split_once('#').unwrap_or((link, ""));
            let there = if file.is_empty() { path.to_owned() } else { resolve(path, file) };
            assert!(files.0.contains_key(&there), "{path}: {link} leads to nothing");
            assert!(mark.is_empty() || marks[&*there].contains(mark), "{path}: {link}");
        }
    }
}

fn check_site(files: &Files) {
    check_links(files);
    let folded: BTreeSet<_> = files.0.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), files.0.len(), "names that differ in case alone");
    for (path, page) in files.pages() {
        assert!(page.contains("content=\"default-src 'none';"), "{path} may load anything");
        assert!(!page.contains(" style=\"") && !page.contains("<style"), "{path}");
        // Outside of what is quoted, a text has no sign of markup in it.
        let bare: String = page.split('"').step_by(2).collect();
        let inline = bare.split('<').any(|tag| {
            let inside = tag.split('>').next().unwrap_or_default();
            tag.contains('>') && !tag.starts_with('/') && inside.contains(" on")
        });
        assert!(!inline, "{path} has a handler in it");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        let mut before = 1;
        for part in page.split("<h").skip(1) {
            if let Some(level) = part.chars().next().and_then(|c| c.to_digit(10)) {
                assert!(level <= before + 1, "{path}: a heading of level {level} after {before}");
                before = level;
            }
        }
    }
}

#[test]
fn the_site_of_the_corpus_that_ships_is_whole() {
    let base = builtin::open().unwrap();
    let files = &*BUILT_IN;
    check_site(files);
    assert!(*files == write(Ask::new(&base)), "not the same bytes again");
    let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
    let disputes = answer::disputes(ask, &[]).unwrap().disputes.len();
    let count = |folder: &str| files.pages().filter(|(path, _)| path.starts_with(folder)).count();
    assert_eq!(count("concept/"), base.concept_count().unwrap());
    assert_eq!(count("dispute/"), disputes);
    assert!(count("compare/") > 0 && count("voice/") > 0 && count("work/") > 0);
    assert!(files.0.contains_key(MARKER) && files.0.contains_key("metrics.html"));
}

#[test]
fn the_data_of_a_concept_is_what_define_writes() {
    let base = builtin::open().unwrap();
    let files = &*BUILT_IN;
    for id in ["net-promoter-score", "customer-success", "onboarding"] {
        let ask = Ask { detail: Detail::Data, sources: true, ..Ask::new(&base) };
        let mut defined = serde_json::to_value(answer::define(ask, id).unwrap()).unwrap();
        let mut written: serde_json::Value =
            serde_json::from_str(files.text(&format!("concept/{id}.json"))).unwrap();
        // Works may be listed in another order of mention.
        for value in [&mut defined, &mut written] {
            let works = value["works"].as_array_mut().unwrap();
            works.sort_by_key(|work| work["work"].as_str().unwrap_or_default().to_owned());
        }
        assert_eq!(written, defined, "{id}");
    }
}

#[test]
fn chosen_voices_get_a_site_of_their_own() {
    let base = builtin::open().unwrap();
    let cxterms_base::VoiceLookup::Known(voices) =
        Perspective::find_voices(&base, "franz").unwrap()
    else {
        panic!("no such voice")
    };
    let perspective = Perspective::of_voices(voices);
    let files = write(Ask { perspective: &perspective, ..Ask::new(&base) });
    check_site(&files);
    let concepts = files.pages().filter(|(path, _)| path.starts_with("concept/")).count();
    assert!((1..base.concept_count().unwrap()).contains(&concepts));
    assert!(files.text("index.html").contains("According to "));
}

#[test]
fn words_of_the_house_are_marked() {
    let base = open(&[builtin::NAME, "examples/house"]);
    let files = write(Ask::new(&base));
    assert!(
        files
            .pages()
            .any(|(path, page)| path.starts_with("concept/") && page.contains("class=\"house\""))
    );
}

#[test]
fn no_text_of_a_hostile_corpus_is_obeyed() {
    let base = open(&["tests/fixtures/hostile-site"]);
    let files = write(Ask::new(&base));
    check_site(&files);
    for (path, page) in files.pages() {
        let lower = page.to_lowercase();
        assert!(!lower.contains("<img") && !lower.contains("<b>bold"), "{path}");
        assert!(!lower.contains("href=\"javascript") && !lower.contains("href=\"data"), "{path}");
        assert!(!page.contains("</script><script>alert"), "{path}");
        let opened = page.matches('\u{202e}').count();
        assert!(opened == 0 || page.contains("<bdi>"), "{path}");
    }
}

/// A corpus of one voice's words and of what others say.
fn open_entries(entries: &str) -> Base {
    let folder = tempfile::tempdir().unwrap();
    let corpus = "title: T\nlanguage: en\nvoice: us\nimplied-words: [boat]\nfacets:\n  \
                  use: {label: Used for}\n  hull: {label: Hull, single-valued: true, values: [one, two]}\n\
                  relations:\n  needs: {inverse: is-needed-by, means: cannot do without}\n";
    let sources = "voices:\n  us: {name: us}\n  ann: {name: Ann Mast}\n  bob: {name: Bob}\n  cid: {name: Cid}\n\
                   works:\n  log: {by: ann, title: Log}\n  diary: {by: ann, title: Diary}\n  \
                   letters: {by: bob, title: Letters}\n  memo: {by: cid, title: Memo}\n";
    for (name, text) in [("corpus.yaml", corpus), ("sources.yaml", sources), ("a.yaml", entries)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    open(&[folder.path().to_str().unwrap()])
}

/// What a script hands over.
fn read_script(text: &str, name: &str) -> serde_json::Value {
    let inside = text.trim().strip_prefix(&format!("cxterms.{name}(")).unwrap();
    serde_json::from_str(inside.strip_suffix(");").unwrap()).unwrap()
}

const FERRY: &str = "\
- id: ferry
  label: ferry boat
  abbreviations: [FB]
  facets:
    use:
      - {value: cars, by: [log, diary, letters], denied-by: memo}
      - {value: fun, denied-by: letters}
    hull: [{value: one, by: [log, letters]}, {value: two, by: memo}]
  relations:
    needs:
      - {concept: pier, text: it lands there, by: log}
      - {concept: pier, text: it waits there, by: [diary, letters]}
      - {concept: foot, denied-by: memo}
- {id: pier, label: pier, definition: a wall}
- {id: foot, label: foot boat, synonyms: [FB], definition: a board}
";

#[test]
fn side_by_side_each_voice_counts_once_and_denials_are_told() {
    let files = write(Ask::new(&open_entries(FERRY)));
    check_site(&files);
    let script = files.text("assets/beside-0.js").trim().replacen("beside(0,", "beside([0,", 1);
    let told = read_script(&script.replace("]);", "]]);"), "beside");
    let ferry = told[1].as_array().unwrap().iter().find(|it| it[1].to_string().contains("cars"));
    let rows = ferry.unwrap()[1].clone();
    assert_eq!(
        rows,
        serde_json::json!([
            ["Used for", [["cars", 2, 1]], 1],
            ["Hull", [["one", 2, 0], ["two", 1, 0]], 1],
            ["Needs", [["pier", 2, 0]], 0],
        ]),
    );
}

#[test]
fn what_is_denied_is_told_as_what_it_is_not() {
    for files in [&write(Ask::new(&open_entries(FERRY))), &*BUILT_IN] {
        for (path, page) in files.pages().filter(|(path, _)| path.starts_with("concept/")) {
            for part in page.split("<dd").skip(1).filter_map(|it| it.split("</dd>").next()) {
                let twice = part.contains("\"no\">not ") && part.contains("denied by");
                assert!(!twice, "{path}: {part}");
            }
        }
    }
    let files = write(Ask::new(&open_entries(FERRY)));
    let page = files.text("concept/ferry.html");
    assert!(page.contains("not </span>fun <span class=\"by\"><a href=\"../voice/bob.html\">Bob"));
}

#[test]
fn a_dispute_says_in_which_way_voices_disagree() {
    let base = builtin::open().unwrap();
    let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
    let clashes = answer::disputes(ask, &[]).unwrap().disputes;
    let clashes = clashes.iter().filter(|it| it.clash).count();
    let pages: Vec<_> = BUILT_IN.pages().filter(|(path, _)| path.starts_with("dispute/")).collect();
    let told = pages.iter().filter(|(_, page)| page.contains("Voices contradict each other here."));
    assert_eq!(told.count(), clashes);
    assert!(pages.iter().all(|(_, page)| !page.contains("cannot all hold")));
}

/// What the search takes a name for: the titles, in order.
fn list_readings<'t>(index: &'t serde_json::Value, name: &str) -> Vec<&'t str> {
    let line = index[0]
        .as_str()
        .unwrap()
        .lines()
        .find_map(|line| line.strip_prefix(':')?.strip_prefix(name)?.strip_prefix(' '));
    let places = line.into_iter().flat_map(|it| it.split(','));
    let places = places.map(|place| usize::from_str_radix(place, 36).unwrap());
    places.map(|at| index[1][at][1].as_str().unwrap()).collect()
}

#[test]
fn the_search_takes_a_name_as_define_does() {
    let base = builtin::open().unwrap();
    let index = read_script(BUILT_IN.text("assets/search.js"), "index");
    for (name, first) in [
        ("cs", None),
        ("csm", Some("customer success manager (CSM)")),
        ("churn", Some("customer churn")),
        ("support", None),
    ] {
        let told = list_readings(&index, name);
        let found = answer::Lookup::resolve_name(&base, name).unwrap();
        let terms = found.to_terms(Ask::new(&base)).unwrap();
        let wanted: Vec<_> = terms.iter().map(|term| term.title().into_owned()).collect();
        assert_eq!(told[..wanted.len()], wanted, "{name}");
        assert!(first.is_none_or(|first| told[0] == first), "{name}: {told:?}");
    }
    let files = write(Ask::new(&open_entries(FERRY)));
    let index = read_script(files.text("assets/search.js"), "index");
    assert_eq!(list_readings(&index, "fb"), ["ferry boat (FB)", "foot boat"]);
    assert_eq!(list_readings(&index, "ferry"), ["ferry boat (FB)"]);
    assert!(list_readings(&index, "pier").is_empty());
}

#[test]
fn the_search_knows_every_voice() {
    let voices = read_script(BUILT_IN.text("assets/voices.js"), "voices");
    let voices = voices.as_array().unwrap();
    let pages = BUILT_IN.pages().filter(|(path, _)| path.starts_with("voice/")).count();
    assert_eq!(voices.len(), pages);
    assert!(voices.iter().all(|it| BUILT_IN.0.contains_key(it[0].as_str().unwrap())));
    assert!(voices.iter().any(|it| it[1] == "Lincoln Murphy"));
    assert!(BUILT_IN.pages().all(|(_, page)| !page.contains("in 0 works")));
}

#[test]
fn a_text_that_nobody_reads_is_cut_and_whole_in_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let long = "word ".repeat(2_000_000);
    let files = [
        ("corpus.yaml", "title: Long\nlanguage: en\nvoice: us\n".to_owned()),
        ("sources.yaml", "voices: {us: {name: us}}\n".to_owned()),
        ("a.yaml", format!("id: a\nlabel: a\ndefinition: b\nnotes:\n  - text: {}\n", long.trim())),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let files = write(Ask::new(&open(&[folder.path().to_str().unwrap()])));
    check_site(&files);
    let page = files.text("concept/a.html");
    assert!(page.len() < 60_000 && page.contains("the JSON of this page has all"));
    assert!(files.text("concept/a.json").len() > 9_000_000);
    let scripts = files.0.iter().filter(|(path, _)| path.starts_with("assets/"));
    assert!(scripts.map(|(_, bytes)| bytes.len()).sum::<usize>() < 100_000);
}

#[test]
fn labels_stand_in_the_language_that_was_asked_for() {
    let base = open(&["tests/fixtures/small"]);
    let languages = ["de".to_owned()];
    let files = write(Ask { languages: &languages, ..Ask::new(&base) });
    check_site(&files);
    let page = files.text("concept/bicycle.html");
    assert!(page.contains("<html lang=\"de\">") && page.contains("<h1>Fahrrad "), "{page}");
    assert!(files.text("concept/gear-kit.html").contains("<h1>gear (kit) "));
}

#[test]
fn text_from_the_right_begins_there() {
    let files = write(Ask::new(&open(&["tests/fixtures/hostile-site"])));
    let page = files.pages().find(|(_, page)| page.contains("<h1 dir=\"rtl\"><bdi>دراجة</bdi>"));
    assert!(page.is_some());
}

#[test]
fn every_corpus_of_the_tests_has_a_whole_site() {
    let mut count = 0;
    let mut folders =
        vec![Path::new("tests/fixtures").to_owned(), Path::new("tests/cli").to_owned()];
    while let Some(folder) = folders.pop() {
        let inner = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(inner.filter(|path| path.is_dir()));
        if !folder.join("corpus.yaml").is_file() {
            continue;
        }
        let mut reading = CorpusReading::default();
        reading.add_folder(&folder);
        if reading.diagnostics().is_empty() {
            check_site(&write(Ask::new(&Base::compile(&reading.corpus).unwrap())));
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}
