//! Which record is the nth? Records with their offsets before them.
//!
//! A table is one offset more than it has records (little-endian `u32`s, from the end of the offsets), and the records
//! (postcard). How many there are stands in the header.

use super::{ImageError, Place, blocks::Blocks};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Writes a table; returns how many records it has, too.
pub(super) fn pack<T: Serialize>(
    records: impl IntoIterator<Item = T>,
) -> Result<(Vec<u8>, u32), ImageError> {
    let mut offsets = vec![0];
    let mut data = vec![];
    for record in records {
        data = postcard::to_extend(&record, data)?;
        offsets.push(u32::try_from(data.len()).map_err(|_| ImageError::TooLarge)?);
    }
    let count = u32::try_from(offsets.len() - 1).map_err(|_| ImageError::TooLarge)?;
    let mut table = numbers(offsets);
    table.extend(data);
    Ok((table, count))
}

/// Little-endian bytes of numbers.
pub(super) fn numbers(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The numbers at an index of a section of numbers and behind it.
pub(super) fn pair(
    blocks: &Blocks,
    section: &Range<u64>,
    index: usize,
) -> Result<(u32, u32), ImageError> {
    let start = section.start + index as u64 * 4;
    if start + 8 > section.end {
        return Err(ImageError::Damaged);
    }
    let (first, second) =
        blocks.read(start..start + 8)?.split_first_chunk::<4>().ok_or(ImageError::Damaged)?;
    let second = second.try_into().map_err(|_| ImageError::Damaged)?;
    Ok((u32::from_le_bytes(*first), u32::from_le_bytes(second)))
}

/// The record at an index of a table, its text borrowed.
pub(super) fn record<'b, T: Deserialize<'b>>(
    blocks: &'b Blocks,
    place: &Place,
    index: usize,
) -> Result<T, ImageError> {
    if index >= place.records as usize {
        return Err(ImageError::Damaged);
    }
    let section = &place.range;
    let data = section.start + (u64::from(place.records) + 1) * 4;
    let (start, end) = pair(blocks, section, index)?;
    let (start, end) = (data + u64::from(start), data + u64::from(end));
    if end > section.end {
        return Err(ImageError::Damaged);
    }
    Ok(postcard::from_bytes(blocks.read(start..end)?)?)
}
