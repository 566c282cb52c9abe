//! How long do questions take of a corpus of a thousand concepts, of ten, of a hundred thousand; and of other programs?
//!
//! `cargo bench --bench questions -- FILE… [--peers PYTHON] [--program CXTERMS]` takes files of JSON lines as `size` does,
//! each of which holds all that is in a smaller one. Of each it makes a corpus in YAML, builds it into one file, and asks
//! that file each question as a whole process, pair by pair with one that says hello. With `--peers`, the programs of
//! [`asked::PEERS`] that are there are asked as well; PYTHON is an interpreter that finds their libraries. Tables in
//! Markdown go to standard output.

mod asked;
mod goals;
mod measured;
#[path = "../pairs/mod.rs"]
mod pairs;
mod subjects;
mod tables;
#[path = "../wordnet/mod.rs"]
mod wordnet;

use asked::{BUILD, OWN, PEERS, Peer, QUESTIONS, Question};
use measured::{How, measure, megabytes};
use pairs::Process;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};
use subjects::{Subjects, subjects};
use tables::{Row, Size};

const USAGE: &str = "questions: name files of JSON lines: \
    cargo bench --bench questions -- FILE… [--peers PYTHON] [--program CXTERMS]";

/// What the command line says.
struct Wanted {
    /// The smallest first.
    files: Vec<PathBuf>,
    python: Option<String>,
    program: String,
}

impl Wanted {
    fn read() -> Self {
        let (mut files, mut python, mut program) = (vec![], None, None);
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--peers" => python = arguments.next(),
                "--program" => program = arguments.next(),
                "--bench" => {}
                _ => files.push(PathBuf::from(argument)),
            }
        }
        files.sort_by_key(|file| fs::metadata(file).map_or(0, |about| about.len()));
        let program = program.unwrap_or_else(|| env!("CARGO_BIN_EXE_cxterms").to_owned());
        Self { files, python, program }
    }
}

fn main() -> io::Result<()> {
    let Wanted { files, python, program } = Wanted::read();
    let (Some(smallest), Some(largest)) = (files.first(), files.last()) else {
        println!("{USAGE}");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let small = wordnet::synsets(smallest)?;
    let Some(mut about) = subjects(&small, &wordnet::synsets(largest)?) else {
        return Err(io::Error::other("the smallest file holds nothing that can be asked of all"));
    };
    let names = folder.path().join("names");
    fs::write(&names, subjects::names(&small))?;
    drop(small);
    about.insert("names", text(&names));
    about.insert("cxterms", program);
    about.insert("peers", concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers").to_owned());
    let peers = python.map_or_else(Vec::new, |python| {
        about.insert("python", python);
        ready(&about)
    });
    tables::asked(&about);
    let mut sizes = vec![];
    for file in &files {
        let last = file == largest;
        let peers = peers.iter().copied().filter(|peer| peer.reads || last);
        let size = size(file, about.clone(), &peers.collect::<Vec<_>>())?;
        tables::size(&size);
        sizes.push(size);
    }
    tables::growth(&sizes);
    Ok(())
}

/// The peers that are there; a remark on each that is not.
fn ready(about: &Subjects) -> Vec<&'static Peer> {
    let there = |peer: &&Peer| {
        let probe = process(peer.ready, about).command().and_then(|mut probe| probe.status());
        let there = probe.is_ok_and(|status| status.success());
        if !there {
            println!("Left out, since it is not installed: {}.\n", peer.name);
        }
        there
    };
    PEERS.iter().filter(there).collect()
}

/// Everything at one size.
fn size(file: &Path, mut about: Subjects, peers: &[&'static Peer]) -> io::Result<Size> {
    let folder = tempfile::tempdir()?;
    let place = |name: &str| folder.path().join(name);
    let (yaml, built) = (place("yaml"), place("built.cxterms"));
    let synsets = wordnet::synsets(file)?;
    let concepts = synsets.len();
    eprintln!("{concepts} concepts");
    wordnet::write(&wordnet::corpus(&synsets), &yaml)?;
    drop(synsets);
    for (key, path) in [("jsonl", file), ("yaml", &yaml), ("built", &built)] {
        about.insert(key, text(path));
    }
    for (key, name) in [("turtle", "corpus.ttl"), ("wn", "wn"), ("store", "store")] {
        about.insert(key, text(&place(name)));
    }
    let mut rows = vec![];
    let mut ask = |program, name, asks: &str, how| -> io::Result<()> {
        eprintln!("  {name}: {program}");
        let measured = measure(&process(asks, &about), how)?;
        rows.extend(measured.map(|measured| Row { program, name, measured }));
        Ok(())
    };
    ask(OWN, BUILD, "{cxterms} build {yaml} -o {built}", How::Warm)?;
    fs::metadata(&built)?;
    for Question { name, asks, cold } in QUESTIONS {
        let how = if *cold { How::Cold(&built) } else { How::Warm };
        ask(OWN, name, &format!("{{cxterms}} --terms {{built}} {asks}"), how)?;
    }
    if !peers.is_empty() {
        let export = process("{cxterms} export --to turtle --terms {built} -o {turtle}", &about);
        export.command()?.status()?;
    }
    for peer in peers {
        for (name, asks) in peer.asks {
            // What a peer has built is asked: a second time it would only find it there.
            let how = if *name == BUILD { How::Once } else { How::Warm };
            ask(peer.name, name, asks, how)?;
        }
    }
    Ok(Size { concepts, yaml: megabytes(&yaml)?, built: megabytes(&built)?, rows })
}

/// The process that a template stands for: words apart, each `{key}` filled in, after `<` what it reads.
fn process(template: &str, about: &Subjects) -> Process {
    let fill = |word: &str| {
        about
            .iter()
            .fold(word.to_owned(), |word, (key, value)| word.replace(&format!("{{{key}}}"), value))
    };
    let mut words = template.split(' ').map(fill);
    let mut process = Process::new(words.by_ref().take_while(|word| word != "<"));
    process.stdin = words.next().map(PathBuf::from);
    process
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
