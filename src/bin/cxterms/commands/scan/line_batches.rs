//! Lines of files and of standard input, in batches: as many as are there already, without waiting for more.

use cxterms::scan::MAX_DOCUMENT_LINE_BYTES;
use std::io::{self, ErrorKind, Read};

/// How much is read at once; a pipe gives less.
const CHUNK_BYTES: usize = 256 << 10;

/// Some whole lines of an input.
#[derive(Debug, Default)]
pub(super) struct LineBatch {
    /// Which input they are of.
    pub(super) input: usize,
    /// The number of the first, from 1.
    pub(super) first: u64,
    /// The lines, each with its end, which the last of an input may lack.
    bytes: Vec<u8>,
    /// Whether it stands for one line that is too long to be held.
    overlong: bool,
}

/// Reads lines of one input.
pub(super) struct BatchReader<R> {
    source: R,
    input: usize,
    /// The number of the next line.
    line: u64,
    /// What was read of it.
    begun: Vec<u8>,
    chunk: Box<[u8]>,
}

impl LineBatch {
    /// Its lines, in their order; none for one that is too long.
    pub(super) fn lines(&self) -> impl Iterator<Item = Option<&[u8]>> {
        let whole = self.bytes.split_inclusive(|byte| *byte == b'\n');
        let lines = whole.map(|line| Some(line).filter(|it| it.len() <= MAX_DOCUMENT_LINE_BYTES));
        lines.chain(self.overlong.then_some(None))
    }

    /// Its memory, for another batch.
    pub(super) fn into_memory(self) -> Vec<u8> {
        self.bytes
    }
}

impl<R: Read> BatchReader<R> {
    /// Begins an input, by its number.
    pub(super) fn new(source: R, input: usize) -> Self {
        let chunk = vec![0; CHUNK_BYTES].into_boxed_slice();
        Self { source, input, line: 1, begun: vec![], chunk }
    }

    /// The next lines, in memory that is given; none at the end.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn read_batch(&mut self, memory: Vec<u8>) -> io::Result<Option<LineBatch>> {
        let mut bytes = memory;
        bytes.clear();
        bytes.append(&mut self.begun);
        loop {
            if bytes.len() > MAX_DOCUMENT_LINE_BYTES {
                self.skip_line()?;
                return Ok(Some(self.take_lines(vec![], true)));
            }
            let read = read_some(&mut self.source, &mut self.chunk)?;
            if read.is_empty() {
                return Ok((!bytes.is_empty()).then(|| self.take_lines(bytes, false)));
            }
            let end = read.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let (whole, begun) = read.split_at(end);
            if end > 0 {
                bytes.extend_from_slice(whole);
                self.begun.extend_from_slice(begun);
                return Ok(Some(self.take_lines(bytes, false)));
            }
            bytes.extend_from_slice(begun);
        }
    }

    fn take_lines(&mut self, bytes: Vec<u8>, overlong: bool) -> LineBatch {
        let batch = LineBatch { input: self.input, first: self.line, bytes, overlong };
        self.line += batch.lines().count() as u64;
        batch
    }

    /// Reads on to the end of the line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let read = read_some(&mut self.source, &mut self.chunk)?;
            let end = read.iter().position(|byte| *byte == b'\n');
            if let Some((_, behind)) = end.and_then(|end| read.split_at_checked(end + 1)) {
                self.begun.extend_from_slice(behind);
                return Ok(());
            }
            if read.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Reads what is at hand, and waits if nothing is; nothing at the end.
fn read_some<'c>(source: &mut impl Read, chunk: &'c mut [u8]) -> io::Result<&'c [u8]> {
    let count = loop {
        match source.read(chunk) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    Ok(chunk.get(..count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at once")]
    use super::*;

    /// Gives so many bytes at a time.
    struct Drops<'t>(&'t [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            let (now, later) = self.0.split_at(count);
            into.get_mut(..count).unwrap().copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn read_all(text: &[u8], at_once: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut reader = BatchReader::new(Drops(text, at_once), 0);
        let mut all = vec![];
        while let Some(batch) = reader.read_batch(vec![]).unwrap() {
            let lines = batch.lines().map(|line| line.map(<[u8]>::to_vec));
            all.extend((batch.first..).zip(lines));
        }
        all
    }

    #[test]
    fn lines_are_the_same_in_any_drops() {
        let text = b"one\n\ntwo\r\nthree and more\nlast";
        let whole = read_all(text, text.len());
        let lines: Vec<_> = text.split_inclusive(|it| *it == b'\n').map(<[u8]>::to_vec).collect();
        let expected: Vec<_> = (1..).zip(lines.into_iter().map(Some)).collect();
        assert_eq!(whole, expected);
        for at_once in 1..text.len() {
            assert_eq!(read_all(text, at_once), whole, "{at_once}");
        }
        assert!(read_all(b"", 1).is_empty());
    }

    #[test]
    fn an_overlong_line_is_one_that_is_not_there() {
        let long = vec![b'x'; MAX_DOCUMENT_LINE_BYTES + 2 * CHUNK_BYTES];
        for (before, after) in [("a\n", "\nb\nc"), ("", "\n"), ("", "")] {
            let text = [before.as_bytes(), &long, after.as_bytes()].concat();
            let (mut numbered, lines) = (vec![], before.lines().count() as u64);
            numbered.extend(before.lines().map(|line| Some(format!("{line}\n").into_bytes())));
            numbered.push(None);
            let behind = after.trim_start_matches('\n').split_inclusive('\n');
            numbered.extend(behind.map(|line| Some(line.as_bytes().to_vec())));
            let read = read_all(&text, 100_000);
            assert!(read.get(usize::try_from(lines).unwrap()).unwrap().1.is_none());
            assert_eq!(read, (1..).zip(numbered).collect::<Vec<_>>());
        }
    }
}
