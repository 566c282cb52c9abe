//! Parallel work of a check: pieces of work shared among the cores of the machine, results in order.
//!
//! Not over rayon as in the base: rules wait for values that one of them makes in parallel. A thread of rayon that makes
//! such a value may meanwhile take up another rule, which then waits for its own thread.

use cxterms_base::corpus::Concept;
use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread::{self, available_parallelism},
};

/// Of fewer concepts, one thread is done before another has begun.
pub(super) const MIN_PARALLEL_CONCEPTS: usize = 1000;

/// What each of so many pieces of work gives, in their order; whoever is done with one takes the next.
pub(crate) fn run_parallel<T: Send>(pieces: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = available_parallelism().map_or(1, usize::from).min(pieces);
    let next = AtomicUsize::new(0);
    let take = || {
        let at = next.fetch_add(1, Relaxed);
        (at < pieces).then(|| (at, work(at)))
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores)
            .map(|_| scope.spawn(|| std::iter::from_fn(take).collect::<Vec<_>>()))
            .collect();
        let mut done: Vec<_> = std::iter::from_fn(take).collect();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, given)| given).collect()
}

/// What is asked of each concept, in their order.
pub(super) fn map_concepts<'c, T: Send>(
    concepts: &'c [Concept],
    ask: impl Fn(&'c Concept) -> T + Sync,
) -> Vec<T> {
    let chunks: Vec<_> = concepts.chunks(MIN_PARALLEL_CONCEPTS).collect();
    let of = |at: usize| -> Vec<T> {
        chunks.get(at).copied().unwrap_or_default().iter().map(&ask).collect()
    };
    run_parallel(chunks.len(), of).into_iter().flatten().collect()
}
