//! Is a name within some edits of another? An automaton that walks a finite-state map.

use fst::Automaton;

/// Accepts what lies within some edits of a name: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment), one row of the table of distances a state.
#[derive(Clone, Debug)]
pub(super) struct Misspelling {
    name: Vec<char>,
    reach: usize,
}

/// The last two rows of the table, the last letter read, and the bytes of a letter not yet whole.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    before: Vec<usize>,
    row: Vec<usize>,
    last: Option<char>,
    bytes: Vec<u8>,
}

impl Misspelling {
    /// Of a name, within `reach` edits.
    pub(super) fn of(name: &str, reach: usize) -> Self {
        Self { name: name.chars().collect(), reach }
    }

    fn step(&self, rows: &Rows, letter: char) -> Rows {
        let mut row = Vec::with_capacity(rows.row.len());
        row.push(rows.row.first().map_or(0, |first| first + 1));
        let mut previous = None;
        for (j, wanted) in self.name.iter().copied().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&rows.row, j) + usize::from(wanted != letter);
            let mut best = replaced.min(at(&rows.row, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = previous == Some(letter) && rows.last == Some(wanted);
            if let Some(two_back) = j.checked_sub(1).filter(|_| swapped) {
                best = best.min(at(&rows.before, two_back) + 1);
            }
            row.push(best);
            previous = Some(wanted);
        }
        Rows { before: rows.row.clone(), row, last: Some(letter), bytes: vec![] }
    }
}

impl Automaton for Misspelling {
    type State = Rows;

    fn start(&self) -> Rows {
        Rows { before: vec![], row: (0..=self.name.len()).collect(), last: None, bytes: vec![] }
    }

    fn is_match(&self, rows: &Rows) -> bool {
        rows.bytes.is_empty() && rows.row.last().is_some_and(|apart| *apart <= self.reach)
    }

    fn can_match(&self, rows: &Rows) -> bool {
        let within = |row: &[usize], reach| row.iter().any(|apart| *apart <= reach);
        within(&rows.row, self.reach) || self.reach > 0 && within(&rows.before, self.reach - 1)
    }

    fn accept(&self, rows: &Rows, byte: u8) -> Rows {
        if byte.is_ascii() && rows.bytes.is_empty() {
            return self.step(rows, char::from(byte));
        }
        let mut bytes = rows.bytes.clone();
        bytes.push(byte);
        match std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => self.step(rows, letter),
            None => Rows { bytes, ..rows.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(name: &str, reach: usize, other: &str) -> bool {
        let wanted = Misspelling::of(name, reach);
        let mut rows = wanted.start();
        for byte in other.bytes() {
            if !wanted.can_match(&rows) {
                return false;
            }
            rows = wanted.accept(&rows, byte);
        }
        wanted.is_match(&rows)
    }

    proptest! {
        #[test]
        fn the_automaton_agrees_with_the_distance(name in "[abcé]{0,8}", other in "[abcé]{0,8}", reach in 0_usize..4) {
            prop_assert_eq!(accepts(&name, reach, &other), strsim::osa_distance(&name, &other) <= reach);
        }
    }
}
