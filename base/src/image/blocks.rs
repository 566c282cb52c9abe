//! Data in blocks of 4 KiB, each with a checksum.
//!
//! The data comes first, then the blocks' checksums (CRC-32, little-endian), then a checksum of these. Every block is
//! verified by the read that touches it, so damage is an error and never another answer. Bytes that were read from a
//! file are kept, so later changes to the file cannot mix into an answer.

use super::{ImageError, ReadAt};
use std::{
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Bytes of data in a block.
const BLOCK_BYTES: u64 = 4096;
/// Bytes that are read at once where all are.
const VERIFIED_CHUNK_BYTES: u64 = 256 * BLOCK_BYTES;
/// Bytes of a checksum.
const CHECKSUM_BYTES: u64 = 4;

/// Adds the checksums to data.
pub(super) fn pack_blocks(mut data: Vec<u8>) -> Vec<u8> {
    let sums: Vec<u8> =
        split_blocks(&data).flat_map(|block| crc32fast::hash(block).to_le_bytes()).collect();
    data.extend_from_slice(&sums);
    data.extend_from_slice(&crc32fast::hash(&sums).to_le_bytes());
    data
}

/// How many bytes some data takes with its checksums.
pub(super) fn packed_size(length: u64) -> Option<u64> {
    length.div_ceil(BLOCK_BYTES).checked_add(1)?.checked_mul(CHECKSUM_BYTES)?.checked_add(length)
}

fn split_blocks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(usize::try_from(BLOCK_BYTES).unwrap_or(usize::MAX))
}

/// A packed source, read by the positions of its data.
pub(super) struct BlockReader {
    source: Box<dyn ReadAt>,
    length: u64,
    sums: Vec<u32>,
    known: VerifiedBlocks,
}

/// What was verified before.
enum VerifiedBlocks {
    /// Of what the program carries or has made, nothing need be.
    Own,
    /// Of a source in memory, which blocks.
    Seen(Vec<AtomicBool>),
    /// Of any other, the bytes themselves, by the block with which they begin.
    Kept(Vec<CachedBytes>),
}

/// Bytes that were read, and behind them longer ones that begin with the same block. What was lent once stays in its
/// place, so that records borrow from it.
#[derive(Default)]
struct CachedBytes(OnceLock<(Box<[u8]>, Box<CachedBytes>)>);

impl BlockReader {
    /// Reads and verifies the checksums of so much data, nothing else.
    pub(super) fn open(source: Box<dyn ReadAt>, length: u64) -> Result<Self, ImageError> {
        if source.is_own() {
            return Ok(Self { source, length, sums: vec![], known: VerifiedBlocks::Own });
        }
        let mut table = vec![0; to_usize(source.size().saturating_sub(length))?];
        source.fill(&mut table, length)?;
        let (sums, own) = table.split_last_chunk::<4>().ok_or(ImageError::Damaged)?;
        if crc32fast::hash(sums).to_le_bytes() != *own {
            return Err(ImageError::Damaged);
        }
        let numbers =
            sums.chunks_exact(4).filter_map(|sum| sum.try_into().ok()).map(u32::from_le_bytes);
        let sums: Vec<u32> = numbers.collect();
        let known = match source.in_memory() {
            Some(_) => VerifiedBlocks::Seen(sums.iter().map(|_| AtomicBool::new(false)).collect()),
            None => VerifiedBlocks::Kept(sums.iter().map(|_| CachedBytes::default()).collect()),
        };
        Ok(Self { source, length, sums, known })
    }

    /// The data of a range, its blocks verified.
    pub(super) fn read_range(&self, range: Range<u64>) -> Result<&[u8], ImageError> {
        if range.start >= range.end {
            return Ok(&[]);
        }
        if range.end > self.length {
            return Err(ImageError::Damaged);
        }
        let first = range.start / BLOCK_BYTES;
        let start = first * BLOCK_BYTES;
        let end = (range.end.div_ceil(BLOCK_BYTES) * BLOCK_BYTES).min(self.length);
        let bytes = match &self.known {
            VerifiedBlocks::Own => {
                let whole = self.source.in_memory().ok_or(ImageError::Damaged)?;
                let range = to_usize(range.start)?..to_usize(range.end)?;
                return whole.get(range).ok_or(ImageError::Damaged);
            }
            VerifiedBlocks::Seen(seen) => {
                let whole = self.source.in_memory().ok_or(ImageError::Damaged)?;
                let bytes =
                    whole.get(to_usize(start)?..to_usize(end)?).ok_or(ImageError::Damaged)?;
                self.verify_blocks(first, bytes, seen)?;
                bytes
            }
            VerifiedBlocks::Kept(kept) => {
                let kept = kept.get(to_usize(first)?).ok_or(ImageError::Damaged)?;
                self.read_cached(kept, first, to_usize(end - start)?)?
            }
        };
        let within = to_usize(range.start - start)?..to_usize(range.end - start)?;
        bytes.get(within).ok_or(ImageError::Damaged)
    }

    /// Reads and verifies every block, a stretch at a time, and keeps none.
    pub(super) fn verify_all(&self) -> Result<(), ImageError> {
        if let VerifiedBlocks::Own = self.known {
            return Ok(());
        }
        let mut stretch = vec![0; to_usize(VERIFIED_CHUNK_BYTES)?];
        for at in (0..self.length).step_by(to_usize(VERIFIED_CHUNK_BYTES)?) {
            let bytes = stretch.get_mut(..to_usize((self.length - at).min(VERIFIED_CHUNK_BYTES))?);
            let bytes = bytes.ok_or(ImageError::Damaged)?;
            self.source.fill(bytes, at)?;
            self.verify_blocks(at / BLOCK_BYTES, bytes, &[])?;
        }
        Ok(())
    }

    /// At least so many bytes from a block on, read if they were not before.
    fn read_cached<'k>(
        &self,
        mut kept: &'k CachedBytes,
        first: u64,
        length: usize,
    ) -> Result<&'k [u8], ImageError> {
        loop {
            match kept.0.get() {
                Some((bytes, _)) if bytes.len() >= length => return Ok(bytes),
                Some((_, longer)) => kept = longer,
                None => {
                    let mut bytes = vec![0; length].into_boxed_slice();
                    self.source.fill(&mut bytes, first * BLOCK_BYTES)?;
                    self.verify_blocks(first, &bytes, &[])?;
                    // If another thread was first, its bytes are looked at next.
                    let _ = kept.0.set((bytes, Box::default()));
                }
            }
        }
    }

    /// Verifies blocks, but for those that were seen before.
    fn verify_blocks(
        &self,
        first: u64,
        bytes: &[u8],
        seen: &[AtomicBool],
    ) -> Result<(), ImageError> {
        for (number, block) in (to_usize(first)?..).zip(split_blocks(bytes)) {
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

fn to_usize(bytes: u64) -> Result<usize, ImageError> {
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
        [Box::new(InMemory(packed.to_vec())), Box::new(InFile::from_file(file).unwrap())]
    }

    #[test]
    fn any_range_reads_back() {
        for length in [1, 4095, 4096, 4097, 8192, 3 * 4096 + 17] {
            let data: Vec<u8> = (0..=250).cycle().take(length).collect();
            let bytes = pack_blocks(data.clone());
            assert_eq!(packed_size(length as u64), Some(bytes.len() as u64));
            for source in sources(&bytes) {
                let blocks = BlockReader::open(source, length as u64).unwrap();
                for (start, end) in
                    [(0, 0), (0, 1), (length / 2, length), (length - 1, length), (0, length)]
                {
                    let read = blocks.read_range(start as u64..end as u64).unwrap();
                    assert_eq!(read, &data[start..end]);
                }
                assert!(blocks.read_range(0..length as u64 + 1).is_err());
            }
        }
    }

    #[test]
    fn blocks_that_change_places_are_damage() {
        let mut packed = pack_blocks([[7; 4096], [8; 4096]].concat());
        packed[..8192].rotate_left(4096);
        for source in sources(&packed) {
            assert!(BlockReader::open(source, 8192).unwrap().read_range(0..1).is_err());
        }
    }
}
