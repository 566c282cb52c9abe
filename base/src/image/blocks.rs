//! Are these the bytes that were written? Data in blocks of 4 KiB, each with a checksum.
//!
//! The data comes first, then the blocks' checksums (CRC-32, little-endian), then a checksum of these. Every block is
//! verified under the read that touches it, so that damage anywhere is an error where it is met, never another answer.
//! What was read from a file is kept: whatever becomes of the file later, an answer holds together.

use super::{ImageError, ReadAt};
use std::{
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Bytes of data in a block.
const BLOCK: u64 = 4096;
/// Bytes that are read at once where all are.
const STRETCH: u64 = 256 * BLOCK;
/// Bytes of a checksum.
const SUM: u64 = 4;

/// Adds the checksums to data.
pub(super) fn pack(mut data: Vec<u8>) -> Vec<u8> {
    let sums: Vec<u8> =
        in_blocks(&data).flat_map(|block| crc32fast::hash(block).to_le_bytes()).collect();
    data.extend_from_slice(&sums);
    data.extend_from_slice(&crc32fast::hash(&sums).to_le_bytes());
    data
}

/// How many bytes some data takes with its checksums.
pub(super) fn packed(length: u64) -> Option<u64> {
    length.div_ceil(BLOCK).checked_add(1)?.checked_mul(SUM)?.checked_add(length)
}

fn in_blocks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(usize::try_from(BLOCK).unwrap_or(usize::MAX))
}

/// A packed source, read by the positions of its data.
pub(super) struct Blocks {
    source: Box<dyn ReadAt>,
    length: u64,
    sums: Vec<u32>,
    known: Known,
}

/// What was verified before.
enum Known {
    /// Of a source in memory, which blocks.
    Seen(Vec<AtomicBool>),
    /// Of any other, the bytes themselves, by the block with which they begin.
    Kept(Vec<Kept>),
}

/// Bytes that were read, and behind them longer ones that begin with the same block. What was lent once stays in its
/// place, so that records borrow from it.
#[derive(Default)]
struct Kept(OnceLock<(Box<[u8]>, Box<Kept>)>);

impl Blocks {
    /// Reads and verifies the checksums of so much data, nothing else.
    pub(super) fn open(source: Box<dyn ReadAt>, length: u64) -> Result<Self, ImageError> {
        let mut table = vec![0; size(source.size().saturating_sub(length))?];
        source.fill(&mut table, length)?;
        let (sums, own) = table.split_last_chunk::<4>().ok_or(ImageError::Damaged)?;
        if crc32fast::hash(sums).to_le_bytes() != *own {
            return Err(ImageError::Damaged);
        }
        let numbers =
            sums.chunks_exact(4).filter_map(|sum| sum.try_into().ok()).map(u32::from_le_bytes);
        let sums: Vec<u32> = numbers.collect();
        let known = match source.in_memory() {
            Some(_) => Known::Seen(sums.iter().map(|_| AtomicBool::new(false)).collect()),
            None => Known::Kept(sums.iter().map(|_| Kept::default()).collect()),
        };
        Ok(Self { source, length, sums, known })
    }

    /// The data of a range, its blocks verified.
    pub(super) fn read(&self, range: Range<u64>) -> Result<&[u8], ImageError> {
        if range.start >= range.end {
            return Ok(&[]);
        }
        if range.end > self.length {
            return Err(ImageError::Damaged);
        }
        let first = range.start / BLOCK;
        let start = first * BLOCK;
        let end = (range.end.div_ceil(BLOCK) * BLOCK).min(self.length);
        let bytes = match &self.known {
            Known::Seen(seen) => {
                let whole = self.source.in_memory().ok_or(ImageError::Damaged)?;
                let bytes = whole.get(size(start)?..size(end)?).ok_or(ImageError::Damaged)?;
                self.verify(first, bytes, seen)?;
                bytes
            }
            Known::Kept(kept) => {
                let kept = kept.get(size(first)?).ok_or(ImageError::Damaged)?;
                self.kept(kept, first, size(end - start)?)?
            }
        };
        let within = size(range.start - start)?..size(range.end - start)?;
        bytes.get(within).ok_or(ImageError::Damaged)
    }

    /// Reads and verifies every block, a stretch at a time, and keeps none.
    pub(super) fn verify_all(&self) -> Result<(), ImageError> {
        let mut stretch = vec![0; size(STRETCH)?];
        for at in (0..self.length).step_by(size(STRETCH)?) {
            let bytes = stretch.get_mut(..size((self.length - at).min(STRETCH))?);
            let bytes = bytes.ok_or(ImageError::Damaged)?;
            self.source.fill(bytes, at)?;
            self.verify(at / BLOCK, bytes, &[])?;
        }
        Ok(())
    }

    /// At least so many bytes from a block on, read if they were not before.
    fn kept<'k>(
        &self,
        mut kept: &'k Kept,
        first: u64,
        length: usize,
    ) -> Result<&'k [u8], ImageError> {
        loop {
            match kept.0.get() {
                Some((bytes, _)) if bytes.len() >= length => return Ok(bytes),
                Some((_, longer)) => kept = longer,
                None => {
                    let mut bytes = vec![0; length].into_boxed_slice();
                    self.source.fill(&mut bytes, first * BLOCK)?;
                    self.verify(first, &bytes, &[])?;
                    // If another thread was first, its bytes are looked at next.
                    let _ = kept.0.set((bytes, Box::default()));
                }
            }
        }
    }

    /// Verifies blocks, but for those that were seen before.
    fn verify(&self, first: u64, bytes: &[u8], seen: &[AtomicBool]) -> Result<(), ImageError> {
        for (number, block) in (size(first)?..).zip(in_blocks(bytes)) {
            let seen = seen.get(number);
            if seen.is_some_and(|seen| seen.load(Ordering::Relaxed)) {
                continue;
            }
            if self.sums.get(number) != Some(&crc32fast::hash(block)) {
                return Err(ImageError::Damaged);
            }
            if let Some(seen) = seen {
                seen.store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

fn size(bytes: u64) -> Result<usize, ImageError> {
    usize::try_from(bytes).map_err(|_| ImageError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{InFile, InMemory};
    use std::{
        fs::{self, File},
        io::Write,
    };

    /// The same bytes in memory and in a file.
    fn sources(packed: &[u8]) -> [Box<dyn ReadAt>; 2] {
        let path = std::env::temp_dir().join(format!(
            "cxterms-blocks-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        File::create(&path).unwrap().write_all(packed).unwrap();
        let file = File::open(&path).unwrap();
        fs::remove_file(path).unwrap();
        [Box::new(InMemory(packed.to_vec())), Box::new(InFile::of(file).unwrap())]
    }

    #[test]
    fn any_range_reads_back() {
        for length in [1, 4095, 4096, 4097, 8192, 3 * 4096 + 17] {
            let data: Vec<u8> = (0..=250).cycle().take(length).collect();
            let bytes = pack(data.clone());
            assert_eq!(packed(length as u64), Some(bytes.len() as u64));
            for source in sources(&bytes) {
                let blocks = Blocks::open(source, length as u64).unwrap();
                for (start, end) in
                    [(0, 0), (0, 1), (length / 2, length), (length - 1, length), (0, length)]
                {
                    let read = blocks.read(start as u64..end as u64).unwrap();
                    assert_eq!(read, &data[start..end]);
                }
                assert!(blocks.read(0..length as u64 + 1).is_err());
            }
        }
    }

    #[test]
    fn blocks_that_change_places_are_damage() {
        let mut packed = pack([[7; 4096], [8; 4096]].concat());
        packed[..8192].rotate_left(4096);
        for source in sources(&packed) {
            assert!(Blocks::open(source, 8192).unwrap().read(0..1).is_err());
        }
    }
}
