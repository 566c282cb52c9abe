//! Choice of what a tree shows where it is too large: the largest branches are opened first, and of many terms under one
//! umbrella the weightiest are drawn.

use crate::answer::OutlineRow;
use std::{cmp::Reverse, collections::BinaryHeap, ops::Range};

/// How many terms are drawn.
const MAX_DRAWN: usize = 600;
/// How many of those under one umbrella, or at the top.
const MAX_SIBLINGS: usize = 60;

/// Which rows of an outline are drawn, by their numbers.
pub(super) struct OpenBranches {
    shown: Vec<bool>,
    open: Vec<bool>,
}

impl OpenBranches {
    /// Chooses among rows in the order of reading.
    pub(super) fn choose(rows: &[OutlineRow<'_>]) -> Self {
        let none = vec![false; rows.len()];
        let mut chosen = Self { shown: none.clone(), open: none };
        let mut waiting = BinaryHeap::new();
        let mut room = MAX_DRAWN;
        let mut next = Some((0..rows.len(), None));
        while let Some((range, umbrella)) = next {
            let weighty = find_weighty(rows, range);
            if weighty.len() <= room {
                room -= weighty.len();
                if let Some(open) = umbrella.and_then(|at: usize| chosen.open.get_mut(at)) {
                    *open = true;
                }
                for at in weighty {
                    if let Some(shown) = chosen.shown.get_mut(at) {
                        *shown = true;
                    }
                    let under = rows.get(at).map_or(0, |row| row.under);
                    if under > 0 {
                        waiting.push((under, Reverse(at)));
                    }
                }
            }
            next = waiting.pop().map(|(under, Reverse(at))| (at + 1..at + 1 + under, Some(at)));
        }
        chosen
    }

    /// Whether a row is drawn.
    pub(super) fn is_shown(&self, row: usize) -> bool {
        self.shown.get(row).copied().unwrap_or_default()
    }

    /// Whether what is under it is drawn.
    pub(super) fn is_open(&self, row: usize) -> bool {
        self.open.get(row).copied().unwrap_or_default()
    }
}

/// The rows of a range that are under no other of it.
pub(super) fn list_siblings<'r>(
    rows: &'r [OutlineRow<'_>],
    range: Range<usize>,
) -> impl Iterator<Item = usize> + 'r {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let row = rows.get(at).filter(|_| at < range.end)?;
        let found = at;
        at += 1 + row.under;
        Some(found)
    })
}

/// Of these, those that are drawn where there is room: with most under them, then by how many voices place them.
fn find_weighty(rows: &[OutlineRow<'_>], range: Range<usize>) -> Vec<usize> {
    let mut found: Vec<_> = list_siblings(rows, range).collect();
    if found.len() > MAX_SIBLINGS {
        found.sort_by_key(|at| {
            rows.get(*at).map(|row| Reverse((row.under, row.voices.asserting.len())))
        });
        found.truncate(MAX_SIBLINGS);
    }
    found
}
