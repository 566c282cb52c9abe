//! The bounds of what is read, and why a document was not read.

use std::{fmt, io};

/// The largest Markdown or HTML file, in bytes. The whole of it is held: prose some three times over, Markdown that is
/// nothing but markup up to seventy times.
pub const MAX_MARKUP_BYTES: u64 = 16 << 20;

/// The largest Office file, in bytes, as it lies on the disk.
pub const MAX_OFFICE_BYTES: u64 = 256 << 20;

/// How many bytes the texts within an Office file may have in all.
pub const MAX_INFLATED_BYTES: u64 = 64 << 20;

/// How many times as large as it is compressed a text within an Office file may be, beyond its first mebibyte.
pub const MAX_INFLATION: u64 = 200;

/// The longest paragraph of a plain text that is one block, in bytes. A longer one is parted at a space, so that a text of
/// any size is read in little memory.
pub const MAX_PARAGRAPH_BYTES: usize = 512 << 10;

/// The longest block of an Office file, in bytes. A longer paragraph is parted.
pub const MAX_BLOCK_BYTES: usize = 16 << 20;

/// Why a document was not read, or not to its end.
#[derive(Debug)]
pub enum DocumentError {
    /// It cannot be read.
    Io(io::Error),
    /// It is no text: it holds bytes of zero, or more broken characters than text.
    Binary,
    /// It is UTF-16, which is not read.
    Utf16,
    /// It has more bytes than its format may have.
    TooLarge {
        /// How many it may have.
        bound: u64,
    },
    /// An Office file's texts are larger than they may be.
    Inflated {
        /// The file within the archive.
        part: String,
    },
    /// An Office file has no such file within it.
    MissingPart {
        /// The file within the archive.
        part: String,
    },
    /// It is no archive as Office writes it.
    NoArchive {
        /// What is wrong with it.
        why: String,
    },
    /// Its archive has a password.
    Encrypted,
    /// A file within an Office file is broken.
    BrokenPart {
        /// The file within the archive.
        part: String,
        /// What is wrong with it.
        why: String,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(out, "cannot be read: {error}"),
            Self::Binary => out.write_str("is not a text file"),
            Self::Utf16 => out.write_str("is UTF-16; save it as UTF-8"),
            Self::TooLarge { bound } => {
                write!(out, "is larger than the {} MiB that are read", bound >> 20)
            }
            Self::Inflated { part } => write!(
                out,
                "holds `{part}`, which is larger than the {} MiB that are read, or more than {MAX_INFLATION} times as \
                 large as it is compressed",
                MAX_INFLATED_BYTES >> 20
            ),
            Self::MissingPart { part } => write!(out, "holds no `{part}`, as its format should"),
            Self::NoArchive { why } => write!(out, "is not an Office file of its format: {why}"),
            Self::Encrypted => out.write_str(
                "has a password or is older than 2007; save it without, in today's format",
            ),
            Self::BrokenPart { part, why } => write!(out, "holds a broken `{part}`: {why}"),
        }
    }
}

impl std::error::Error for DocumentError {}

impl From<io::Error> for DocumentError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
