//! Tables: records with their offsets before them.
//!
//! A table has one more offset than it has records (little-endian `u32`s, counted from the end of the offsets), then
//! the records (postcard). The header says how many records there are.

use super::{ImageError, SectionLayout, blocks::BlockReader};
use crate::parallel;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Records that one thread writes at a time.
const RECORDS_PER_CHUNK: usize = 2048;

/// Writes a table of what each item of a list becomes; returns how many records it has, too.
pub(super) fn pack_table<'t, T: Sync, R: Serialize>(
    items: &'t [T],
    record: impl Fn(usize, &'t T) -> R + Sync,
) -> Result<(Vec<u8>, u32), ImageError> {
    let parts = parallel::map_chunks(items, RECORDS_PER_CHUNK, |first, part| {
        let mut data = vec![];
        let mut ends = Vec::with_capacity(part.len());
        for (index, item) in (first..).zip(part) {
            data = postcard::to_extend(&record(index, item), data)?;
            ends.push(data.len());
        }
        Ok::<_, ImageError>((data, ends))
    });
    let parts = parts.into_iter().collect::<Result<Vec<_>, _>>()?;
    let size = parts.iter().map(|(data, _)| data.len()).sum::<usize>();
    let mut table = Vec::with_capacity((items.len() + 1) * 4 + size);
    table.extend(0_u32.to_le_bytes());
    let mut start = 0;
    for (data, ends) in &parts {
        for end in ends {
            let end = u32::try_from(start + end).map_err(|_| ImageError::TooLarge)?;
            table.extend(end.to_le_bytes());
        }
        start += data.len();
    }
    for (data, _) in parts {
        table.extend(data);
    }
    Ok((table, u32::try_from(items.len()).map_err(|_| ImageError::TooLarge)?))
}

/// A table that is written record by record.
#[derive(Default)]
pub(super) struct TableWriter {
    ends: Vec<u32>,
    data: Vec<u8>,
}

impl TableWriter {
    /// Adds a record.
    pub(super) fn push_record<R: Serialize>(&mut self, record: &R) -> Result<(), ImageError> {
        self.data = postcard::to_extend(record, std::mem::take(&mut self.data))?;
        self.end_record()
    }

    /// Adds a record as it is written in another table.
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) -> Result<(), ImageError> {
        self.data.extend_from_slice(bytes);
        self.end_record()
    }

    fn end_record(&mut self) -> Result<(), ImageError> {
        self.ends.push(u32::try_from(self.data.len()).map_err(|_| ImageError::TooLarge)?);
        Ok(())
    }

    /// The table, and how many records it has.
    pub(super) fn into_table(self) -> Result<(Vec<u8>, u32), ImageError> {
        let records = u32::try_from(self.ends.len()).map_err(|_| ImageError::TooLarge)?;
        let mut table = Vec::with_capacity((self.ends.len() + 1) * 4 + self.data.len());
        table.extend(0_u32.to_le_bytes());
        table.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        table.extend(self.data);
        Ok((table, records))
    }
}

/// A table whose records are copied as they are written.
#[derive(Clone, Copy)]
pub(super) struct TableBytes<'b> {
    ends: &'b [u8],
    data: &'b [u8],
}

impl<'b> TableBytes<'b> {
    /// Reads all of a table.
    pub(super) fn read(blocks: &'b BlockReader, place: &SectionLayout) -> Result<Self, ImageError> {
        let bytes = blocks.read_range(place.range.clone())?;
        let (ends, data) =
            bytes.split_at_checked((place.records as usize + 1) * 4).unwrap_or_default();
        Ok(Self { ends, data })
    }

    /// A record's bytes.
    pub(super) fn record(self, index: usize) -> Result<&'b [u8], ImageError> {
        let pair = self.ends.get(index * 4..index * 4 + 8).ok_or(ImageError::Damaged)?;
        let mut numbers = pair.chunks_exact(4).filter_map(|it| it.try_into().ok());
        let mut next = || numbers.next().map(u32::from_le_bytes).ok_or(ImageError::Damaged);
        let (start, end) = (next()? as usize, next()? as usize);
        self.data.get(start..end).ok_or(ImageError::Damaged)
    }
}

/// Little-endian bytes of numbers.
pub(super) fn encode_numbers(numbers: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.len() * 4);
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

/// The numbers at an index of a section of numbers and behind it.
pub(super) fn read_pair(
    blocks: &BlockReader,
    section: &Range<u64>,
    index: usize,
) -> Result<(u32, u32), ImageError> {
    let start = section.start + index as u64 * 4;
    if start + 8 > section.end {
        return Err(ImageError::Damaged);
    }
    let (first, second) =
        blocks.read_range(start..start + 8)?.split_first_chunk::<4>().ok_or(ImageError::Damaged)?;
    let second = second.try_into().map_err(|_| ImageError::Damaged)?;
    Ok((u32::from_le_bytes(*first), u32::from_le_bytes(second)))
}

/// The record at an index of a table, its text borrowed.
pub(super) fn read_record<'b, T: Deserialize<'b>>(
    blocks: &'b BlockReader,
    place: &SectionLayout,
    index: usize,
) -> Result<T, ImageError> {
    if index >= place.records as usize {
        return Err(ImageError::Damaged);
    }
    let section = &place.range;
    let data = section.start + (u64::from(place.records) + 1) * 4;
    let (start, end) = read_pair(blocks, section, index)?;
    let (start, end) = (data + u64::from(start), data + u64::from(end));
    if end > section.end {
        return Err(ImageError::Damaged);
    }
    Ok(postcard::from_bytes(blocks.read_range(start..end)?)?)
}
