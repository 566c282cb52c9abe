//! How do scanning, reading, checking and compiling grow with the corpus?
//!
//! `cargo bench --bench size -- FILE [FOLDER]` turns a file of JSON lines, each a concept as
//! `{id, labels, gloss, hypernyms, antonyms}` (as synsets of `WordNet` are handed round), into the YAML of a corpus, in FOLDER
//! if one is named, and prints the best of a few runs of each step and its ratio to reading, all in one process. What reading
//! takes in memory is measured in a process of its own, where the system tells (Linux).

mod wordnet;

use cxterms::check::{self, RuleLevels};
use cxterms_base::{Base, corpus::CorpusReading};
use serde_yaml::granit_parser::{Options, Parser};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

/// How often each step is run.
const RUNS: usize = 3;

/// The argument by which the bench reads a folder and does nothing else.
const READ: &str = "read-folder";

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some(READ) {
        return read_folder(&env::args().nth(2).unwrap_or_default());
    }
    let mut named = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(file) = named.next() else {
        println!("size: name a file of JSON lines: cargo bench --bench size -- FILE [FOLDER]");
        return Ok(());
    };
    let corpus = wordnet::corpus(&wordnet::synsets(Path::new(&file))?);
    let kept = named.next().map(PathBuf::from);
    let folder = kept
        .clone()
        .unwrap_or_else(|| env::temp_dir().join(format!("cxterms-size-{}", std::process::id())));
    wordnet::write(&corpus, &folder)?;
    let texts = corpus.to_yaml_files().map(|(_, text)| text).collect::<Vec<_>>();
    let (events, scanned) = best(|| scan(&texts));
    drop(texts);
    let (reading, read) = best(|| {
        let mut reading = CorpusReading::default();
        reading.add_folder(&folder);
        reading
    });
    let (_, checked) = best(|| check::run_rules(&reading, &RuleLevels::default()));
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
    let reading = Command::new(env::current_exe()?).arg(READ).arg(&folder).output()?;
    print!("{}", String::from_utf8_lossy(&reading.stdout));
    if kept.is_none() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Reads a folder, and prints the peak of memory and its ratio to the text.
fn read_folder(folder: &str) -> io::Result<()> {
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new(folder));
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    let Some(kibibytes) = peak else { return Ok(()) };
    let text: u64 = sum_sizes(Path::new(folder))?;
    #[expect(clippy::cast_precision_loss, reason = "a ratio in two digits")]
    let ratio = kibibytes * 1024.0 / text as f64;
    println!("memory   {:8.1} MiB {ratio:5.2} x the text", kibibytes / 1024.0);
    drop(reading);
    Ok(())
}

/// How many bytes there are in a folder.
fn sum_sizes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { sum_sizes(&entry.path())? } else { about.len() };
    }
    Ok(bytes)
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
