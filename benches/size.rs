//! How do scanning, reading, checking and compiling grow with the corpus?
//!
//! `cargo bench --bench size -- FILE [FOLDER]` turns a file of JSON lines, each a concept as
//! `{id, labels, gloss, hypernyms, antonyms}` (as synsets of `WordNet` are handed round), into the YAML of a corpus, in FOLDER
//! if one is named, and prints the best of a few runs of each step and its ratio to reading, all in one process.

use cxterms::{
    check::{self, Levels},
    exchange::{Draft, Id, Wishes},
};
use cxterms_base::{
    base::Base,
    corpus::{CONTRASTS_WITH, Corpus, Definition, LabelKind, Reading, SUBSET_OF},
};
use serde::Deserialize;
use serde_yaml::granit_parser::{Options, Parser};
use std::{
    env, fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How often each step is run.
const RUNS: usize = 3;

#[derive(Deserialize)]
struct Synset {
    id: String,
    labels: Vec<String>,
    gloss: String,
    hypernyms: Vec<String>,
    antonyms: Vec<String>,
}

fn main() -> io::Result<()> {
    let mut named = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(file) = named.next() else {
        println!("size: name a file of JSON lines: cargo bench --bench size -- FILE [FOLDER]");
        return Ok(());
    };
    let corpus = corpus(&file)?;
    let kept = named.next().map(PathBuf::from);
    let folder = kept
        .clone()
        .unwrap_or_else(|| env::temp_dir().join(format!("cxterms-size-{}", std::process::id())));
    write(&corpus, &folder)?;
    let texts = corpus.files().map(|(_, text)| text).collect::<Vec<_>>();
    let (events, scanned) = best(|| scan(&texts));
    drop(texts);
    let (reading, read) = best(|| {
        let mut reading = Reading::default();
        reading.folder(&folder);
        reading
    });
    let (_, checked) = best(|| check::check(&reading, &Levels::default()));
    let (base, compiled) = best(|| Base::compile(&reading.corpus));
    println!(
        "{} concepts, {events} events, {} faults in reading",
        reading.corpus.concepts.len(),
        reading.faults.len()
    );
    for (step, took) in
        [("scan", scanned), ("read", read), ("check", checked), ("compile", compiled)]
    {
        let ratio = took.as_secs_f64() / read.as_secs_f64();
        println!("{step:8} {:8.1} ms  {ratio:5.2} x reading", took.as_secs_f64() * 1000.0);
    }
    drop(base);
    if kept.is_none() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// How many events there are in some texts: the parser alone, on one thread.
fn scan(texts: &[String]) -> usize {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let events = |text: &String| Parser::new_from_str_with_options(text, options.clone()).count();
    texts.iter().map(events).sum()
}

/// The quickest of a few runs, and what the last of them gave.
fn best<T>(run: impl Fn() -> T) -> (T, Duration) {
    let timed = || {
        let start = Instant::now();
        let done = run();
        (done, start.elapsed())
    };
    let (mut given, mut least) = timed();
    for _ in 1..RUNS {
        let (done, took) = timed();
        (given, least) = (done, least.min(took));
    }
    (given, least)
}

/// Hypernyms as umbrellas, antonyms as contrasts; what several labels share, their places tell apart.
fn corpus(file: &str) -> io::Result<Corpus> {
    let mut draft = Draft::new("WordNet", "en", "WordNet", &Wishes::default());
    for line in BufReader::new(fs::File::open(file)?).lines() {
        let synset: Synset = serde_json::from_str(&line?)?;
        let (id, _) = draft.concept(&synset.id, Id::Is(&synset.id));
        let kinds =
            [LabelKind::Preferred].into_iter().chain([LabelKind::Synonym].into_iter().cycle());
        for (label, kind) in synset.labels.iter().zip(kinds) {
            draft.label(id, kind, label, None);
        }
        if let Some(concept) = draft.edit(id) {
            let (text, voice) = (synset.gloss, <_>::default());
            concept.definition = Some(Definition { text, voice, place: <_>::default() });
        }
        for (relation, others) in
            [(SUBSET_OF, &synset.hypernyms), (CONTRASTS_WITH, &synset.antonyms)]
        {
            for other in others {
                let (to, _) = draft.concept(other, Id::Is(other));
                let own = draft.own();
                draft.relate(id, relation, to, own);
            }
        }
    }
    Ok(draft.finish())
}

fn write(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    for (name, text) in corpus.files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
