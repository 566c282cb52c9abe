//! How far is a long reading? A line on the terminal that goes away again; nothing where none is looking.

use std::{
    io::{self, IsTerminal, Read, Write, stderr},
    time::{Duration, Instant},
};

/// What is over sooner needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line changes.
const OFTEN: Duration = Duration::from_millis(200);

/// A reader that tells how far it is.
pub(crate) struct Progress<R> {
    inner: R,
    name: String,
    /// How many bytes there are, if that is known.
    total: Option<u64>,
    read: u64,
    began: Instant,
    /// When the line was last written.
    told: Option<Instant>,
    seen: bool,
}

impl<R> Progress<R> {
    pub(crate) fn new(inner: R, name: &str, total: Option<u64>) -> Self {
        let seen = stderr().is_terminal();
        Self {
            inner,
            name: name.to_owned(),
            total,
            read: 0,
            began: Instant::now(),
            told: None,
            seen,
        }
    }

    fn tell(&mut self) {
        let now = Instant::now();
        let due = self.told.map_or(self.began + PATIENCE, |told| told + OFTEN);
        if !self.seen || now < due {
            return;
        }
        self.told = Some(now);
        let line = told(self.read, self.total, now - self.began);
        let name = cxterms_base::text::safe(&self.name);
        // Whoever cannot see it misses nothing.
        let _ = write!(stderr(), "\r\x1b[Kreading {name}: {line}");
    }
}

/// How far, how fast, and how long it may still take.
fn told(read: u64, total: Option<u64>, since: Duration) -> String {
    let mega = 1 << 20;
    let speed = read.checked_div(since.as_secs().max(1)).unwrap_or_default();
    let left = total.and_then(|total| total.saturating_sub(read).checked_div(speed));
    let percent = total.and_then(|total| (read * 100).checked_div(total));
    match percent.zip(left) {
        Some((percent, left)) => format!("{percent} %, {} MB/s, {left} s to go", speed / mega),
        None => format!("{} MB, {} MB/s", read / mega, speed / mega),
    }
}

impl<R: Read> Read for Progress<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        self.tell();
        Ok(read)
    }
}

impl<R> Drop for Progress<R> {
    fn drop(&mut self) {
        if self.told.is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_and_how_long() {
        let second = Duration::from_secs(1);
        assert_eq!(told(2 << 20, Some(8 << 20), second), "25 %, 2 MB/s, 3 s to go");
        assert_eq!(told(2 << 20, None, second), "2 MB, 2 MB/s");
        assert_eq!(told(0, Some(0), second), "0 MB, 0 MB/s");
    }

    #[test]
    fn it_reads_what_is_there() {
        let mut text = String::new();
        Progress::new(&b"all of it"[..], "it", Some(9)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "all of it");
    }
}
