//! Sources of an image's bytes: memory, or a file that is read only where a query needs it.

use std::{fs::File, io};

/// Bytes that can be read at any position.
pub trait ReadAt: Send + Sync {
    /// How many there are.
    fn size(&self) -> u64;

    /// All of them, where they lie in memory and stay as they are.
    fn in_memory(&self) -> Option<&[u8]>;

    /// Whether nobody else could have changed them, so that no checksum need be looked at.
    fn is_own(&self) -> bool {
        false
    }

    /// Fills a buffer with those from a position on.
    ///
    /// # Errors
    /// When they cannot be read, or there are too few.
    fn fill(&self, buffer: &mut [u8], at: u64) -> io::Result<()>;
}

/// Bytes that lie in memory whole.
#[derive(Clone, Copy, Debug)]
pub struct InMemory<B>(pub B);

impl<B: AsRef<[u8]> + Send + Sync> ReadAt for InMemory<B> {
    fn size(&self) -> u64 {
        self.0.as_ref().len() as u64
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self.0.as_ref())
    }

    fn fill(&self, buffer: &mut [u8], at: u64) -> io::Result<()> {
        let rest = usize::try_from(at).ok().and_then(|at| self.0.as_ref().get(at..));
        io::Read::read_exact(&mut rest.unwrap_or_default(), buffer)
    }
}

/// Bytes in memory that the program carries or has just made: they are as sound as the program itself.
#[derive(Clone, Copy, Debug)]
pub struct InProgram<B>(pub B);

impl<B: AsRef<[u8]> + Send + Sync> ReadAt for InProgram<B> {
    fn size(&self) -> u64 {
        self.0.as_ref().len() as u64
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self.0.as_ref())
    }

    fn is_own(&self) -> bool {
        true
    }

    fn fill(&self, buffer: &mut [u8], at: u64) -> io::Result<()> {
        InMemory(&self.0).fill(buffer, at)
    }
}

/// Bytes in a file, as many as it had when it was opened.
#[derive(Debug)]
pub struct InFile {
    file: File,
    size: u64,
}

impl InFile {
    /// Of an opened file.
    ///
    /// # Errors
    /// When the system does not tell its size.
    pub fn from_file(file: File) -> io::Result<Self> {
        Ok(Self { size: file.metadata()?.len(), file })
    }
}

impl ReadAt for InFile {
    fn size(&self) -> u64 {
        self.size
    }

    fn in_memory(&self) -> Option<&[u8]> {
        None
    }

    #[cfg(unix)]
    fn fill(&self, buffer: &mut [u8], at: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, buffer, at)
    }

    #[cfg(windows)]
    fn fill(&self, mut buffer: &mut [u8], mut at: u64) -> io::Result<()> {
        while !buffer.is_empty() {
            match std::os::windows::fs::FileExt::seek_read(&self.file, buffer, at)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => {
                    buffer = buffer.get_mut(read..).unwrap_or_default();
                    at += read as u64;
                }
            }
        }
        Ok(())
    }
}
