//! Work on a long list on all cores, with results in the order of the list.
//!
//! Where a list is split depends only on its length. The same list always gives the same result, on any number of cores.
//!
//! A thread that waits for its part of a list may take up other work in the meantime. So no work may wait for a value
//! that other work is about to make in parallel, such as the content of a [`OnceLock`](std::sync::OnceLock).

use rayon::prelude::*;

/// How many chunks one thread has done before others have begun.
const MAX_SEQUENTIAL_CHUNKS: usize = 4;

/// How many threads share the work.
pub(crate) fn count_threads() -> usize {
    rayon::current_num_threads()
}

/// What each item of a list becomes; each is work enough for a thread.
pub(crate) fn map_items<'t, T: Sync, R: Send>(
    items: &'t [T],
    make: impl Fn(&'t T) -> R + Sync + Send,
) -> Vec<R> {
    items.par_iter().with_max_len(1).map(make).collect()
}

/// What each chunk of a list becomes, with the number of the chunk's first item; those of a long list are done in
/// parallel.
pub(crate) fn map_chunks<'t, T: Sync, R: Send>(
    items: &'t [T],
    size: usize,
    make: impl Fn(usize, &'t [T]) -> R + Sync,
) -> Vec<R> {
    let make = |(number, chunk)| make(number * size, chunk);
    if items.len() <= MAX_SEQUENTIAL_CHUNKS * size {
        items.chunks(size).enumerate().map(make).collect()
    } else {
        items.par_chunks(size).enumerate().map(make).collect()
    }
}

/// What the chunks of a list become, sorted by words; what has the same word keeps the order of the list.
pub(crate) fn map_chunks_sorted<'t, T: Sync, V: Send>(
    items: &'t [T],
    size: usize,
    make: impl Fn(usize, &'t [T]) -> Vec<(String, V)> + Sync,
) -> Vec<(String, V)> {
    let chunks = map_chunks(items, size, |number, chunk| {
        let mut entries = make(number, chunk);
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries
    });
    let mut all = Vec::with_capacity(chunks.iter().map(Vec::len).sum());
    all.extend(chunks.into_iter().flatten());
    // The standard sort finds the runs that are in order, and merges them.
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_threads_gives_the_same() {
        let items: Vec<u32> = (0..1000).map(|number| number * 7 % 31).collect();
        let make = || {
            map_chunks_sorted(&items, 10, |first, chunk| {
                (first..).zip(chunk).map(|(at, word)| (word.to_string(), at)).collect()
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
