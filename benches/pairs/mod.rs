//! How long does a whole process take, beside one that only says hello?

use std::{
    ffi::OsStr,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

/// What a process costs that does nothing else.
const HELLO_SOURCE: &str = "fn main() { println!(\"hello\"); }";

/// Compiles the hello, linked dynamically as cargo's `release` would.
fn compile_hello() -> io::Result<Process> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join("hello.rs"), folder.join("hello"));
    fs::write(&source, HELLO_SOURCE)?;
    let flags = ["-Copt-level=3", "-Cpanic=abort", "-Cstrip=symbols", "-o"];
    let compiled = Command::new("rustc").args(flags).arg(&program).arg(&source).status()?;
    if compiled.success() {
        Ok(Process::new([program.to_string_lossy()]))
    } else {
        Err(io::Error::other("rustc did not compile the hello"))
    }
}

/// Puts a file's pages out of the cache; whether none is left.
pub(crate) fn forget_pages(file: &Path) -> bool {
    let dropped = Command::new("dd")
        .arg(format!("of={}", file.display()))
        .args(["oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none"])
        .status();
    let left = Command::new("fincore").args(["-n", "-b", "-o", "RES"]).arg(file).output();
    dropped.is_ok_and(|status| status.success())
        && left.is_ok_and(|left| String::from_utf8_lossy(&left.stdout).trim() == "0")
}

/// A process to start, as often as one likes; what it prints goes nowhere.
#[derive(Clone)]
pub(crate) struct Process {
    pub(crate) words: Vec<String>,
    /// What it reads; nothing if no file is named.
    pub(crate) stdin: Option<PathBuf>,
}

/// What several runs of a process took, in pairs with a hello.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "each bench shows some of it")]
pub(crate) struct Timed {
    pub(crate) pairs: usize,
    /// The median in milliseconds.
    pub(crate) ms: f64,
    /// The median of the ratios to the hello before each.
    pub(crate) ratio: f64,
    /// The lowest time to the lowest of hello's: what a busy machine disturbs least.
    pub(crate) lowest: f64,
}

/// When to stop.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    /// Pairs that are not counted.
    pub(crate) warm_up: usize,
    pub(crate) most: usize,
    /// After so long no further pair is begun, however few there were.
    pub(crate) budget: Duration,
}

impl Process {
    pub(crate) fn new(words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { words: words.into_iter().map(Into::into).collect(), stdin: None }
    }

    /// This process, to be started by another, whose words come first.
    pub(crate) fn under(&self, starter: &[&str]) -> Self {
        let words = starter.iter().map(|word| (*word).to_owned()).chain(self.words.clone());
        Self { words: words.collect(), stdin: self.stdin.clone() }
    }

    pub(crate) fn command(&self) -> io::Result<Command> {
        let mut words = self.words.iter();
        let mut command = Command::new(words.next().map_or(OsStr::new(""), OsStr::new));
        let stdin = match &self.stdin {
            Some(file) => File::open(file)?.into(),
            None => Stdio::null(),
        };
        command.args(words).stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(command)
    }

    /// How long it takes from its start to its end.
    pub(crate) fn time(&self) -> io::Result<Duration> {
        let mut command = self.command()?;
        let start = Instant::now();
        command.status()?;
        Ok(start.elapsed())
    }

    /// Its time beside hello's, pair by pair; something may be done before each of its runs.
    pub(crate) fn beside_hello(&self, patience: Patience, before: impl Fn()) -> io::Result<Timed> {
        static HELLO: OnceLock<Process> = OnceLock::new();
        let hello = match HELLO.get() {
            Some(compiled) => compiled,
            None => HELLO.get_or_init({
                let compiled = compile_hello()?;
                || compiled
            }),
        };
        let (mut ratios, mut times, mut hellos) = (vec![], vec![], vec![]);
        let start = Instant::now();
        for pair in 0..patience.warm_up + patience.most {
            if !times.is_empty() && start.elapsed() > patience.budget {
                break;
            }
            let hello = hello.time()?.as_secs_f64();
            before();
            let asked = self.time()?.as_secs_f64();
            if pair >= patience.warm_up {
                ratios.push(asked / hello);
                times.push(asked * 1000.0);
                hellos.push(hello * 1000.0);
            }
        }
        for figures in [&mut ratios, &mut times, &mut hellos] {
            figures.sort_by(f64::total_cmp);
        }
        let least = |sorted: &[f64]| sorted.first().copied().unwrap_or(f64::NAN);
        let middle = |sorted: &[f64]| sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN);
        Ok(Timed {
            pairs: times.len(),
            ms: middle(&times),
            ratio: middle(&ratios),
            lowest: least(&times) / least(&hellos),
        })
    }
}
