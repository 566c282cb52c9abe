//! What does one process take: time, memory, and how much does it answer?

use crate::pairs::{Patience, Process, Timed, forget_pages};
use std::{
    fs, io,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

/// So often, or so long, each question is asked.
const PATIENCE: Patience = Patience { warm_up: 0, most: 60, budget: Duration::from_secs(2) };

/// What tells the peak of memory.
const TIME: &str = "/usr/bin/time";

/// How a process is run.
#[derive(Clone, Copy)]
pub(crate) enum How<'f> {
    /// A single time: its second run would do less.
    Once,
    Warm,
    /// Before each run the file's pages are put out of the cache.
    Cold(&'f Path),
}

pub(crate) struct Measured {
    pub(crate) timed: Timed,
    /// Peak memory in MiB, where `/usr/bin/time` can tell.
    pub(crate) peak: Option<f64>,
    /// Lines that it wrote.
    pub(crate) lines: usize,
}

/// Runs a process until patience ends. One that failed, or a cache that cannot be emptied, is remarked on and left out.
pub(crate) fn measure(process: &Process, how: How<'_>) -> io::Result<Option<Measured>> {
    // The first run tells what is not timed, and is the only one if it takes long.
    let (timed, peak, lines) = match first(process) {
        Ok(first) => first,
        Err(why) => {
            println!("Left out: `{}` failed, {why}.\n", process.words.join(" "));
            return Ok(None);
        }
    };
    let timed = match how {
        How::Cold(file) if !forget_pages(file) => {
            println!("Left out: the cache of pages could not be emptied, or nobody could tell.\n");
            return Ok(None);
        }
        How::Cold(file) => process.beside_hello(PATIENCE, || _ = forget_pages(file))?,
        How::Warm if timed.ms < 1000.0 * PATIENCE.budget.as_secs_f64() => {
            process.beside_hello(PATIENCE, || ())?
        }
        How::Once | How::Warm => timed,
    };
    Ok(Some(Measured { timed, peak, lines }))
}

/// One run: its time, its peak memory and how many lines it wrote; or why it failed.
fn first(process: &Process) -> io::Result<(Timed, Option<f64>, usize)> {
    let told = tempfile::NamedTempFile::new()?;
    let under = [TIME, "-f", "%M", "-o", &told.path().to_string_lossy()];
    let process = if Path::new(TIME).exists() { process.under(&under) } else { process.clone() };
    let start = Instant::now();
    let output = process.command()?.stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    let errors = String::from_utf8_lossy(&output.stderr);
    // A status of 1 may mean a miss; wn's counts senses. Either says something, and is no traceback.
    if output.stdout.is_empty() && !matches!(output.status.code(), Some(0 | 1))
        || errors.contains("Traceback")
    {
        return Err(io::Error::other(
            errors.lines().last().unwrap_or("and says nothing").to_owned(),
        ));
    }
    // A status other than 0 is told on a line of its own, before.
    let kibibytes = fs::read_to_string(told.path())?;
    let peak = kibibytes.lines().last().and_then(|line| line.parse::<f64>().ok());
    let lines = errors.lines().count() + String::from_utf8_lossy(&output.stdout).lines().count();
    let timed = Timed { pairs: 1, ms, lowest: f64::NAN, ratio: f64::NAN };
    Ok((timed, peak.map(|peak| peak / 1024.0), lines))
}

/// The size of a file, or of all files in a folder, in MB.
pub(crate) fn megabytes(path: &Path) -> io::Result<f64> {
    fn bytes(path: &Path) -> io::Result<u64> {
        let about = fs::metadata(path)?;
        if !about.is_dir() {
            return Ok(about.len());
        }
        fs::read_dir(path)?.map(|entry| bytes(&entry?.path())).sum()
    }
    #[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
    Ok(bytes(path)? as f64 / 1e6)
}
