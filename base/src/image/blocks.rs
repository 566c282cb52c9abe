//! Are these the bytes that were written? Data in blocks of 4 KiB, each with a checksum.
//!
//! The data comes first, then the blocks' checksums (CRC-32, little-endian), then a checksum of these. Every block is
//! verified under the read that touches it, so that damage anywhere is an error where it is met, never another answer.

use super::ImageError;
use std::{
    io,
    ops::Range,
    sync::atomic::{AtomicBool, Ordering},
};

/// Bytes of data in a block.
const BLOCK: u64 = 4096;
/// Bytes of a checksum.
const SUM: u64 = 4;

/// Bytes that can be read at any position and stay as they were read.
pub trait ReadAt: Send + Sync {
    /// How many there are.
    fn size(&self) -> u64;

    /// Those of a range.
    ///
    /// # Errors
    /// When they cannot be read.
    fn bytes(&self, range: Range<u64>) -> io::Result<&[u8]>;

    /// Whether every read of a range gives the same memory, so that verifying it once is enough.
    fn in_memory(&self) -> bool;
}

/// Bytes that lie in memory whole.
#[derive(Clone, Copy, Debug)]
pub struct InMemory<B>(pub B);

impl<B: AsRef<[u8]> + Send + Sync> ReadAt for InMemory<B> {
    fn size(&self) -> u64 {
        self.0.as_ref().len() as u64
    }

    fn bytes(&self, range: Range<u64>) -> io::Result<&[u8]> {
        within(self.0.as_ref(), range).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn in_memory(&self) -> bool {
        true
    }
}

fn within(bytes: &[u8], range: Range<u64>) -> Option<&[u8]> {
    bytes.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}

/// Adds the checksums to data.
pub(super) fn pack(mut data: Vec<u8>) -> Vec<u8> {
    let sums: Vec<u8> = data
        .chunks(usize::try_from(BLOCK).unwrap_or(usize::MAX))
        .flat_map(|block| crc32fast::hash(block).to_le_bytes())
        .collect();
    data.extend_from_slice(&sums);
    data.extend_from_slice(&crc32fast::hash(&sums).to_le_bytes());
    data
}

/// A packed source, read by the positions of its data.
pub(super) struct Blocks {
    source: Box<dyn ReadAt>,
    length: u64,
    sums: Vec<u32>,
    verified: Vec<AtomicBool>,
}

impl Blocks {
    /// Reads and verifies the checksums, nothing else.
    pub(super) fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let packed = source.size().checked_sub(SUM).ok_or(ImageError::Length)?;
        let length = packed - packed.div_ceil(BLOCK + SUM) * SUM;
        let sums = source.bytes(length..packed)?;
        let own = source.bytes(packed..packed + SUM)?;
        if crc32fast::hash(sums).to_le_bytes() != own {
            return Err(ImageError::Damaged);
        }
        let numbers =
            sums.chunks_exact(4).filter_map(|sum| sum.try_into().ok()).map(u32::from_le_bytes);
        let sums: Vec<u32> = numbers.collect();
        let remembered = if source.in_memory() { sums.len() } else { 0 };
        let verified = std::iter::repeat_with(|| AtomicBool::new(false)).take(remembered).collect();
        Ok(Self { source, length, sums, verified })
    }

    /// How many bytes of data there are.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The first bytes of the file, of which nothing was verified; fewer where there are fewer.
    pub(super) fn beginning(source: &dyn ReadAt, count: u64) -> Result<&[u8], ImageError> {
        Ok(source.bytes(0..count.min(source.size()))?)
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
        let bytes = self.source.bytes(start..end)?;
        for (number, block) in
            (first..).zip(bytes.chunks(usize::try_from(BLOCK).unwrap_or(usize::MAX)))
        {
            self.verify(usize::try_from(number).map_err(|_| ImageError::Damaged)?, block)?;
        }
        within(bytes, range.start - start..range.end - start).ok_or(ImageError::Damaged)
    }

    fn verify(&self, number: usize, block: &[u8]) -> Result<(), ImageError> {
        let seen = self.verified.get(number);
        if seen.is_some_and(|seen| seen.load(Ordering::Relaxed)) {
            return Ok(());
        }
        if self.sums.get(number) != Some(&crc32fast::hash(block)) {
            return Err(ImageError::Damaged);
        }
        if let Some(seen) = seen {
            seen.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_range_reads_back() {
        for length in [1, 4095, 4096, 4097, 8192, 3 * 4096 + 17] {
            let data: Vec<u8> = (0..=250).cycle().take(length).collect();
            let blocks = Blocks::open(Box::new(InMemory(pack(data.clone())))).unwrap();
            assert_eq!(blocks.length(), length as u64);
            for (start, end) in
                [(0, 0), (0, 1), (length / 2, length), (length - 1, length), (0, length)]
            {
                assert_eq!(blocks.read(start as u64..end as u64).unwrap(), &data[start..end]);
            }
            assert!(blocks.read(0..length as u64 + 1).is_err());
        }
    }

    #[test]
    fn blocks_that_change_places_are_damage() {
        let mut packed = pack([[7; 4096], [8; 4096]].concat());
        packed[..8192].rotate_left(4096);
        assert!(Blocks::open(Box::new(InMemory(packed))).unwrap().read(0..1).is_err());
    }
}
