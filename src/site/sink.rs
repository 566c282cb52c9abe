//! Where a site is written to, what is wished of it, how much it came to, and why it could not be written.

use cxterms_base::{corpus::Digest, image::ImageError};
use std::{error::Error, fmt, io};

/// What the one who asks for a site wants otherwise than the corpus says.
#[derive(Clone, Copy, Debug, Default)]
pub struct SiteWish<'w> {
    /// What it is called.
    pub title: Option<&'w str>,
    /// Under which license the terms are, where that is known.
    pub license: Option<&'w str>,
    /// Where it will be found, with a slash at its end.
    pub address: Option<&'w str>,
    /// The digest of the files of its corpora, where that of the base is another: one that a question compiles has none.
    pub sources: Option<Digest>,
}

/// Takes the files of a site as they are written: the path below its folder, with `/`, and the bytes.
pub trait SiteSink {
    /// Takes a file.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteCount {
    /// How many pages.
    pub pages: usize,
    /// How many files, pages among them.
    pub files: usize,
    /// How many bytes.
    pub bytes: u64,
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum SiteError {
    /// The base is damaged.
    Image(ImageError),
    /// A file could not be kept.
    Io(io::Error),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Image(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl Error for SiteError {}

impl From<ImageError> for SiteError {
    fn from(error: ImageError) -> Self {
        Self::Image(error)
    }
}

impl From<io::Error> for SiteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
