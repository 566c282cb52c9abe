//! How far is long work? A line on the terminal that goes away again; nothing where none is looking.

use super::terminal;
use std::{
    io::{self, IsTerminal, Read, Write, stderr},
    sync::Mutex,
    time::{Duration, Instant},
};

/// What is over sooner needs no line.
const SHOW_AFTER: Duration = Duration::from_millis(500);

/// How often the line changes.
const UPDATE_EVERY: Duration = Duration::from_millis(200);

/// What takes longer is worth a remark on how to have it sooner.
const ADVISE_AFTER: Duration = Duration::from_secs(1);

/// The line. Several threads may tell it something.
pub(crate) struct ProgressLine {
    began: Instant,
    /// When it was last written.
    told: Mutex<Option<Instant>>,
    seen: bool,
}

impl Default for ProgressLine {
    fn default() -> Self {
        Self { began: Instant::now(), told: Mutex::new(None), seen: stderr().is_terminal() }
    }
}

impl ProgressLine {
    /// Tells how many bytes were read, of how many if that is known; now and then.
    pub(crate) fn report_bytes(&self, name: &str, read: u64, total: Option<u64>) {
        self.write(false, || {
            let name = cxterms_base::text::to_safe(name).into_owned();
            format!("{name}: {}", describe_progress(read, total, self.began.elapsed()))
        });
    }

    /// Tells how many of so many things were done; now and then.
    pub(crate) fn report_count(&self, what: &str, done: usize, total: usize) {
        self.write(false, || format!("{what}: {done} of {total}"));
    }

    /// Tells what begins now, if the work before took long enough to be told of.
    pub(crate) fn report_step(&self, what: &str) {
        self.write(true, || format!("{what} …"));
    }

    fn write(&self, now: bool, text: impl Fn() -> String) {
        // Whoever else tells something at this moment tells it as well.
        let Ok(mut told) = self.told.try_lock() else { return };
        let passed = Instant::now();
        let due = told
            .map_or(self.began + SHOW_AFTER, |told| if now { told } else { told + UPDATE_EVERY });
        if self.seen && passed >= due {
            *told = Some(passed);
            // What is wider than the screen would go on in a line that is not wiped. Its last column stays free, since
            // some terminals begin a new line behind it.
            let width =
                terminal::find_width(true).map_or(usize::MAX, |width| width.saturating_sub(1));
            // Whoever cannot see it misses nothing.
            let _ = write!(stderr(), "\r\x1b[K{}", cut_to_width(&text(), width));
        }
    }

    /// Ends the line; of work that took long and was watched, tells how long, and what would be quicker.
    pub(crate) fn finish_with_advice(self, work: &str, quicker: &str) {
        let (took, seen) = (self.began.elapsed(), self.seen);
        drop(self);
        if seen && took >= ADVISE_AFTER {
            let _ = terminal::print_note(&format!(
                "{work} took {:.1} s; {quicker}",
                took.as_secs_f64()
            ));
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if self.told.get_mut().is_ok_and(|told| told.is_some()) {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

/// A reader that tells how far it is.
pub(crate) struct ProgressReader<R> {
    inner: R,
    name: String,
    /// How many bytes there are, if that is known.
    total: Option<u64>,
    read: u64,
    line: ProgressLine,
}

impl<R> ProgressReader<R> {
    pub(crate) fn new(inner: R, name: &str, total: Option<u64>) -> Self {
        Self {
            inner,
            name: format!("reading {name}"),
            total,
            read: 0,
            line: ProgressLine::default(),
        }
    }
}

impl<R: Read> Read for ProgressReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        self.line.report_bytes(&self.name, self.read, self.total);
        Ok(read)
    }
}

/// The end of a text, which says how far it is, in so many columns.
fn cut_to_width(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_owned();
    }
    let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
    let rests = ends.filter_map(|at| text.get(at..));
    let fits = |rest: &&str| textwrap::core::display_width(rest) < width;
    { rests }.find(fits).map_or_else(String::new, |rest| format!("…{rest}"))
}

/// How far, how fast, and how long it may still take.
fn describe_progress(read: u64, total: Option<u64>, since: Duration) -> String {
    let mega = 1 << 20;
    let passed = u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1);
    let speed = read.saturating_mul(1000).checked_div(passed).unwrap_or_default();
    let left = total.and_then(|total| total.saturating_sub(read).checked_div(speed));
    let percent = total.and_then(|total| (read * 100).checked_div(total));
    match percent.zip(left) {
        Some((percent, left)) => format!("{percent} %, {} MB/s, {left} s to go", speed / mega),
        None => format!("{} MB, {} MB/s", read / mega, speed / mega),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_and_how_long() {
        let second = Duration::from_secs(1);
        assert_eq!(describe_progress(2 << 20, Some(8 << 20), second), "25 %, 2 MB/s, 3 s to go");
        assert_eq!(
            describe_progress(1 << 20, Some(9 << 20), second / 2),
            "11 %, 2 MB/s, 4 s to go"
        );
        assert_eq!(describe_progress(2 << 20, None, second), "2 MB, 2 MB/s");
        assert_eq!(describe_progress(0, Some(0), second), "0 MB, 0 MB/s");
    }

    #[test]
    fn it_is_no_wider_than_the_screen() {
        let text = "reading a/long/path/to/wörter.ttl: 25 %, 2 MB/s, 3 s to go";
        assert_eq!(cut_to_width(text, 80), text);
        assert_eq!(cut_to_width(text, 40), "…/to/wörter.ttl: 25 %, 2 MB/s, 3 s to go");
        assert_eq!(cut_to_width("読む: 1 %", 7), "…: 1 %");
        assert_eq!(cut_to_width(text, 1), "…");
        assert_eq!(cut_to_width(text, 0), "");
    }

    #[test]
    fn it_reads_what_is_there() {
        let mut text = String::new();
        ProgressReader::new(&b"all of it"[..], "it", Some(9)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "all of it");
    }
}
