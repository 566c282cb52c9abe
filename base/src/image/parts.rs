//! Parallel processing of a long list in chunks.
//!
//! Where a list is split depends only on its length, and results keep the order of the chunks. The same list always
//! gives the same result, on any number of cores.

use rayon::prelude::*;

/// So many parts one thread has made before others have begun.
const MAX_SEQUENTIAL_CHUNKS: usize = 4;

/// What each part of a list becomes, in order, with the number of the part's first item; those of a long list are made on
/// all cores.
pub(super) fn map_chunks<'t, T: Sync, R: Send>(
    items: &'t [T],
    size: usize,
    make: impl Fn(usize, &'t [T]) -> R + Sync,
) -> Vec<R> {
    let make = |(number, part)| make(number * size, part);
    if items.len() <= MAX_SEQUENTIAL_CHUNKS * size {
        items.chunks(size).enumerate().map(make).collect()
    } else {
        items.par_chunks(size).enumerate().map(make).collect()
    }
}

/// What becomes of a list and stands under words: each part's in the order of words, then that of all parts, where what
/// stands under one word keeps the order of the parts.
pub(super) fn map_chunks_sorted<'t, T: Sync, V: Send>(
    items: &'t [T],
    size: usize,
    make: impl Fn(usize, &'t [T]) -> Vec<(String, V)> + Sync,
) -> Vec<(String, V)> {
    let parts = map_chunks(items, size, |number, part| {
        let mut entries = make(number, part);
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries
    });
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    all.extend(parts.into_iter().flatten());
    // The standard sort finds the runs that are in order, and merges them.
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_makes_them_parts_become_the_same() {
        let items: Vec<u32> = (0..1000).map(|number| number * 7 % 31).collect();
        let make = || {
            map_chunks_sorted(&items, 10, |first, part| {
                (first..).zip(part).map(|(at, word)| (word.to_string(), at)).collect()
            })
        };
        let mut plain: Vec<_> = items.iter().map(u32::to_string).zip(0_usize..).collect();
        plain.sort();
        for threads in [1, 2, 7] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(pool.install(make), plain, "{threads} threads");
        }
    }
}
