//! Is a name within some edits of another? An automaton that walks a finite-state map.

use fst::Automaton;
use std::cell::Cell;

/// The most edits that may be allowed.
const MOST: usize = 3;
/// How many columns of a row may hold so few: those beside the diagonal.
const BAND: usize = 2 * MOST + 1;
/// More edits than may be allowed, whatever is added.
const FAR: u8 = 64;

/// Accepts what lies within some edits of a name: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment), one row of the table of distances a state.
#[derive(Debug)]
pub(super) struct Misspelling {
    name: Vec<char>,
    reach: Cell<usize>,
}

/// The last two rows of the table, as far as they matter; the last letter read, and the bytes of a letter not yet whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    /// How many letters were read.
    read: usize,
    before: [u8; BAND],
    row: [u8; BAND],
    /// The least of these rows.
    least: [u8; 2],
    last: char,
    bytes: [u8; 4],
    unread: u8,
}

impl Misspelling {
    /// Of a name, within `reach` edits, three at most.
    pub(super) fn of(name: &str, reach: usize) -> Self {
        Self { name: name.chars().collect(), reach: Cell::new(reach.min(MOST)) }
    }

    /// From here on accepts no more edits than this.
    pub(super) fn tighten(&self, reach: usize) {
        self.reach.set(self.reach.get().min(reach));
    }

    /// The letter of the name that a place in the band's next row stands behind, and the one before.
    fn letters(&self, column: usize) -> Option<(char, Option<char>)> {
        let at = column.checked_sub(1)?;
        let before = at.checked_sub(1).and_then(|before| self.name.get(before)).copied();
        self.name.get(at).map(|letter| (*letter, before))
    }

    fn step(&self, rows: &Rows, letter: char) -> Rows {
        let read = rows.read + 1;
        let mut row = [FAR; BAND];
        let mut left = FAR;
        let mut least = FAR;
        // What stood above is one place further on, since the band has moved with the diagonal.
        let above = rows.row.iter().skip(1).chain(&[FAR]);
        let around = rows.row.iter().zip(above).zip(&rows.before);
        for ((place, slot), ((replaced, above), swapped)) in row.iter_mut().enumerate().zip(around)
        {
            let Some(column) = (read + place).checked_sub(MOST) else { continue };
            *slot = match self.letters(column) {
                None if column == 0 => u8::try_from(read).unwrap_or(FAR).min(FAR),
                None => break,
                Some((wanted, before)) => {
                    let replaced = replaced + u8::from(wanted != letter);
                    let best = replaced.min(above + 1).min(left + 1);
                    let swap = before == Some(letter) && rows.last == wanted;
                    let best = if swap { best.min(swapped + 1) } else { best };
                    best.min(FAR)
                }
            };
            left = *slot;
            least = least.min(left);
        }
        let least = [rows.least[1], least];
        Rows { read, before: rows.row, row, least, last: letter, bytes: [0; 4], unread: 0 }
    }
}

impl Automaton for Misspelling {
    type State = Rows;

    fn start(&self) -> Rows {
        let mut row = [FAR; BAND];
        for (slot, edits) in row.iter_mut().skip(MOST).zip(0..).take(self.name.len() + 1) {
            *slot = edits;
        }
        let (before, least) = ([FAR; BAND], [FAR, 0]);
        Rows { read: 0, before, row, least, last: '\0', bytes: [0; 4], unread: 0 }
    }

    fn is_match(&self, rows: &Rows) -> bool {
        let place = (self.name.len() + MOST).checked_sub(rows.read);
        let edits = place.and_then(|place| rows.row.get(place));
        rows.unread == 0 && edits.is_some_and(|edits| usize::from(*edits) <= self.reach.get())
    }

    fn can_match(&self, rows: &Rows) -> bool {
        let [before, row] = rows.least.map(usize::from);
        row <= self.reach.get() || before < self.reach.get()
    }

    fn accept(&self, rows: &Rows, byte: u8) -> Rows {
        if byte.is_ascii() && rows.unread == 0 {
            return self.step(rows, char::from(byte));
        }
        let mut next = *rows;
        let unread = usize::from(rows.unread);
        if let Some(slot) = next.bytes.get_mut(unread) {
            *slot = byte;
        }
        next.unread = rows.unread.saturating_add(1);
        let bytes = next.bytes.get(..=unread).unwrap_or_default();
        match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => self.step(rows, letter),
            None => next,
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
