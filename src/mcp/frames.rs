//! Frames: the lines of a stream, one message each, with a bound.

use std::io::{self, BufRead, Read};

/// How many bytes a frame may have.
pub const MAX_FRAME_BYTES: usize = 4 << 20;

/// A line of the stream that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Its text.
    Text(String),
    /// It has more than [`MAX_FRAME_BYTES`]; the rest of it was passed over.
    TooLong,
    /// It is no UTF-8.
    InvalidUtf8,
}

/// Reads frames.
#[derive(Debug)]
pub struct FrameReader<R> {
    input: R,
    first: bool,
}

impl<R: BufRead> FrameReader<R> {
    /// Begins with a stream.
    pub fn new(input: R) -> Self {
        Self { input, first: true }
    }

    /// The next frame; none at the end of the stream. Blank lines are none.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn read_frame(&mut self) -> io::Result<Option<Frame>> {
        loop {
            let mut line = vec![];
            let bound = MAX_FRAME_BYTES as u64 + 1;
            if self.input.by_ref().take(bound).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let first = std::mem::take(&mut self.first);
            if line.len() > MAX_FRAME_BYTES && line.last() != Some(&b'\n') {
                self.input.skip_until(b'\n')?;
                return Ok(Some(Frame::TooLong));
            }
            let Ok(text) = String::from_utf8(line) else { return Ok(Some(Frame::InvalidUtf8)) };
            // A shell may put a mark before what it pipes.
            let text = text.strip_prefix('\u{feff}').filter(|_| first).unwrap_or(&text).trim();
            if !text.is_empty() {
                return Ok(Some(Frame::Text(text.to_owned())));
            }
        }
    }
}
