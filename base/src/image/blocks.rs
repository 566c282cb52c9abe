//! Data in blocks of 4 KiB, each with a checksum.
//!
//! The data comes first, then the blocks' checksums (CRC-32, little-endian), then a checksum of each page of these, then
//! one of those. Opening reads only the last two, so that it costs the same however much data there is. Every page and
//! block is verified by the read that touches it, so damage is an error and never another answer. Bytes that were read
//! from a file are kept, so later changes to the file cannot mix into an answer.

use super::{ImageError, ReadAt};
use std::{
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// Bytes of data in a block.
const BLOCK_BYTES: u64 = 4096;
/// Blocks whose checksums are a page; as many as a number has bits.
const BLOCKS_PER_PAGE: u64 = u64::BITS as u64;
/// Bytes that are read at once where all are.
const VERIFIED_CHUNK_BYTES: u64 = 256 * BLOCK_BYTES;
/// Bytes of a checksum.
const CHECKSUM_BYTES: u64 = 4;

/// Adds the checksums to data.
pub(super) fn pack_blocks(mut data: Vec<u8>) -> Vec<u8> {
    let sums = sum_chunks(&data, BLOCK_BYTES);
    let pages = sum_chunks(&sums, BLOCKS_PER_PAGE * CHECKSUM_BYTES);
    data.extend_from_slice(&sums);
    data.extend_from_slice(&pages);
    data.extend_from_slice(&crc32fast::hash(&pages).to_le_bytes());
    data
}

fn sum_chunks(bytes: &[u8], size: u64) -> Vec<u8> {
    let chunks = bytes.chunks(usize::try_from(size).unwrap_or(usize::MAX));
    chunks.flat_map(|chunk| crc32fast::hash(chunk).to_le_bytes()).collect()
}

/// How many bytes some data takes with its checksums.
pub(super) fn packed_size(length: u64) -> Option<u64> {
    let blocks = length.div_ceil(BLOCK_BYTES);
    let sums = blocks.checked_add(blocks.div_ceil(BLOCKS_PER_PAGE))?.checked_add(1)?;
    sums.checked_mul(CHECKSUM_BYTES)?.checked_add(length)
}

/// A packed source, read by the positions of its data.
pub(super) struct BlockReader {
    source: Box<dyn ReadAt>,
    /// Whether the program carries it or has made it, so that nothing of it need be verified.
    own: bool,
    length: u64,
    page_sums: Vec<u32>,
    pages: Vec<OnceLock<Box<BlockPage>>>,
}

/// Blocks whose checksums were read and verified together.
struct BlockPage {
    sums: Vec<u32>,
    /// Which of them were seen and are as they should be, a bit each.
    seen: AtomicU64,
    /// Of a source that is not in memory, the bytes by the block with which they begin.
    kept: Vec<CachedBytes>,
}

/// Bytes that were read, and behind them longer ones that begin with the same block. What was lent once stays in its
/// place, so that records borrow from it.
#[derive(Default)]
struct CachedBytes(OnceLock<(Box<[u8]>, Box<CachedBytes>)>);

impl BlockReader {
    /// Reads and verifies the checksums of the pages of so much data, nothing else.
    pub(super) fn open(source: Box<dyn ReadAt>, length: u64) -> Result<Self, ImageError> {
        if source.is_own() {
            return Ok(Self { source, own: true, length, page_sums: vec![], pages: vec![] });
        }
        let blocks = length.div_ceil(BLOCK_BYTES);
        let start = length + blocks * CHECKSUM_BYTES;
        let mut table = vec![0; to_usize(source.size().saturating_sub(start))?];
        source.fill(&mut table, start)?;
        let (sums, own) = table.split_last_chunk::<4>().ok_or(ImageError::Damaged)?;
        if crc32fast::hash(sums).to_le_bytes() != *own {
            return Err(ImageError::Damaged);
        }
        let page_sums = decode_sums(sums);
        let pages = page_sums.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { source, own: false, length, page_sums, pages })
    }

    /// The data of a range, its blocks verified.
    pub(super) fn read_range(&self, range: Range<u64>) -> Result<&[u8], ImageError> {
        if range.start >= range.end {
            return Ok(&[]);
        }
        if range.end > self.length {
            return Err(ImageError::Damaged);
        }
        if let (true, Some(whole)) = (self.own, self.source.in_memory()) {
            let range = to_usize(range.start)?..to_usize(range.end)?;
            return whole.get(range).ok_or(ImageError::Damaged);
        }
        let first = range.start / BLOCK_BYTES;
        let start = first * BLOCK_BYTES;
        let end = (range.end.div_ceil(BLOCK_BYTES) * BLOCK_BYTES).min(self.length);
        let bytes = match self.source.in_memory() {
            Some(whole) => {
                let bytes =
                    whole.get(to_usize(start)?..to_usize(end)?).ok_or(ImageError::Damaged)?;
                self.verify_blocks(first, bytes, true)?;
                bytes
            }
            None => {
                let kept = &self.page_of(first)?.kept;
                let kept = kept.get(to_usize(first % BLOCKS_PER_PAGE)?);
                self.read_cached(kept.ok_or(ImageError::Damaged)?, first, to_usize(end - start)?)?
            }
        };
        let within = to_usize(range.start - start)?..to_usize(range.end - start)?;
        bytes.get(within).ok_or(ImageError::Damaged)
    }

    /// Reads and verifies every block, a stretch at a time, and keeps none.
    pub(super) fn verify_all(&self) -> Result<(), ImageError> {
        if self.source.is_own() {
            return Ok(());
        }
        let mut stretch = vec![0; to_usize(VERIFIED_CHUNK_BYTES)?];
        for at in (0..self.length).step_by(to_usize(VERIFIED_CHUNK_BYTES)?) {
            let bytes = stretch.get_mut(..to_usize((self.length - at).min(VERIFIED_CHUNK_BYTES))?);
            let bytes = bytes.ok_or(ImageError::Damaged)?;
            self.source.fill(bytes, at)?;
            self.verify_blocks(at / BLOCK_BYTES, bytes, false)?;
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
                    self.verify_blocks(first, &bytes, false)?;
                    // If another thread was first, its bytes are looked at next.
                    let _ = kept.0.set((bytes, Box::default()));
                }
            }
        }
    }

    /// Verifies blocks from one on; what stays as it is need not be verified again once it was seen.
    fn verify_blocks(&self, first: u64, bytes: &[u8], stays: bool) -> Result<(), ImageError> {
        let blocks = bytes.chunks(to_usize(BLOCK_BYTES)?);
        for (number, block) in (first..).zip(blocks) {
            let page = self.page_of(number)?;
            let place = number % BLOCKS_PER_PAGE;
            let bit = 1 << place;
            if stays && page.seen.load(Ordering::Relaxed) & bit != 0 {
                continue;
            }
            if page.sums.get(to_usize(place)?) != Some(&crc32fast::hash(block)) {
                return Err(ImageError::Damaged);
            }
            if stays {
                page.seen.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Ok(())
    }

    /// The page of a block, read and verified if it was not before.
    fn page_of(&self, block: u64) -> Result<&BlockPage, ImageError> {
        let number = block / BLOCKS_PER_PAGE;
        let page = self.pages.get(to_usize(number)?).ok_or(ImageError::Damaged)?;
        if let Some(page) = page.get() {
            return Ok(page);
        }
        let first = number * BLOCKS_PER_PAGE;
        let blocks = (self.length.div_ceil(BLOCK_BYTES) - first).min(BLOCKS_PER_PAGE);
        let mut sums = vec![0; to_usize(blocks * CHECKSUM_BYTES)?];
        self.source.fill(&mut sums, self.length + first * CHECKSUM_BYTES)?;
        if self.page_sums.get(to_usize(number)?) != Some(&crc32fast::hash(&sums)) {
            return Err(ImageError::Damaged);
        }
        let sums = decode_sums(&sums);
        let kept = match self.source.in_memory() {
            Some(_) => vec![],
            None => sums.iter().map(|_| CachedBytes::default()).collect(),
        };
        // If another thread was first, its are as good.
        Ok(page.get_or_init(|| Box::new(BlockPage { sums, seen: AtomicU64::new(0), kept })))
    }
}

fn decode_sums(bytes: &[u8]) -> Vec<u32> {
    let sums = bytes.chunks_exact(4).filter_map(|sum| sum.try_into().ok());
    sums.map(u32::from_le_bytes).collect()
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
        for length in [1, 4095, 4096, 4097, 8192, 3 * 4096 + 17, 64 * 4096, 130 * 4096 + 1] {
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
