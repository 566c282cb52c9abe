//! How long does a whole process take, beside one that only says hello?

use std::{
    env,
    ffi::OsStr,
    fs::File,
    io,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// The argument that makes a bench that hello: it links little but std.
const HELLO: &str = "hello";

/// Says hello, if that is what this process was started for.
pub(crate) fn hello() -> bool {
    let only_that = env::args().nth(1).as_deref() == Some(HELLO);
    if only_that {
        println!("hello");
    }
    only_that
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
        let hello = Self::new([env::current_exe()?.to_string_lossy().as_ref(), HELLO]);
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
