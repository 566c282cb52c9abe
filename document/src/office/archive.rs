//! The archive that an Office file is, and the bounds of what is inflated from it.

use crate::bounds::{DocumentError, MAX_INFLATED_BYTES, MAX_INFLATION};
use std::{
    error::Error,
    fmt,
    io::{self, BufReader, Read, Seek, SeekFrom},
};
use zip::{ZipArchive, result::ZipError};

/// With what files of Office begin that are no archives: those of before 2007, and all that have a password.
const OLD_OFFICE_SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// How much of a part may be inflated before it is asked how large it was compressed.
const FREE_INFLATION: u64 = 1 << 20;

/// An open archive, and how many bytes may still be inflated from it.
pub(super) struct OfficeArchive<R> {
    zip: ZipArchive<R>,
    left: u64,
}

impl<R: Read + Seek> OfficeArchive<R> {
    pub(super) fn open(mut input: R) -> Result<Self, DocumentError> {
        let mut head = vec![];
        (&mut input).take(OLD_OFFICE_SIGNATURE.len() as u64).read_to_end(&mut head)?;
        input.seek(SeekFrom::Start(0))?;
        if head == OLD_OFFICE_SIGNATURE {
            return Err(DocumentError::Encrypted);
        }
        let zip = ZipArchive::new(input);
        let zip = zip.map_err(|error| DocumentError::NoArchive { why: error.to_string() })?;
        Ok(Self { zip, left: MAX_INFLATED_BYTES })
    }

    /// Reads a part from its beginning; nothing, if there is none of that name.
    pub(super) fn read_part<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(BufReader<&mut dyn Read>) -> Result<T, DocumentError>,
    ) -> Result<Option<T>, DocumentError> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(DocumentError::Encrypted);
            }
            Err(error) => {
                let part = name.to_owned();
                return Err(DocumentError::BrokenPart { part, why: error.to_string() });
            }
        };
        let bound =
            self.left.min(file.compressed_size().saturating_mul(MAX_INFLATION).max(FREE_INFLATION));
        let mut part = BoundedPart { input: file, left: bound };
        let read = read(BufReader::new(&mut part));
        self.left = self.left.saturating_sub(bound - part.left);
        read.map(Some)
    }
}

/// A part that may be read only so far.
struct BoundedPart<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for BoundedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let left = self.left.checked_sub(count as u64);
        self.left = left.ok_or_else(|| io::Error::other(BeyondBound))?;
        Ok(count)
    }
}

/// A part is larger than it may be.
#[derive(Debug)]
pub(super) struct BeyondBound;

impl fmt::Display for BeyondBound {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("larger than is read")
    }
}

impl Error for BeyondBound {}
