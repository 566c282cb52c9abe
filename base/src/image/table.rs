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
