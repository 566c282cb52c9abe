//! Edit-distance automaton: accepts the entries of a finite-state map within some edits of a name.

use fst::Automaton;
use std::cell::Cell;

/// The most edits that may be allowed.
const MAX_EDITS: usize = 3;
/// How many columns of a row may hold so few: those beside the diagonal.
const BAND_WIDTH: usize = 2 * MAX_EDITS + 1;
/// More edits than may be allowed, whatever is added.
const TOO_FAR: u8 = 64;

/// Accepts what lies within some edits of a name: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment), one row of the table of distances a state.
#[derive(Debug)]
pub(super) struct EditDistanceAutomaton {
    name: Vec<char>,
    reach: Cell<usize>,
}

/// The last two rows of the table, as far as they matter; the last letter read, and the bytes of a letter not yet whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct DistanceRows {
    /// How many letters were read.
    read: usize,
    before: [u8; BAND_WIDTH],
    row: [u8; BAND_WIDTH],
    /// The least of these rows.
    least: [u8; 2],
    last: char,
    bytes: [u8; 4],
    unread: u8,
}

impl EditDistanceAutomaton {
    /// Of a name, within `reach` edits, three at most.
    pub(super) fn new(name: &str, reach: usize) -> Self {
        Self { name: name.chars().collect(), reach: Cell::new(reach.min(MAX_EDITS)) }
    }

    /// From here on accepts no more edits than this.
    pub(super) fn tighten_limit(&self, reach: usize) {
        self.reach.set(self.reach.get().min(reach));
    }

    /// The letter of the name that a place in the band's next row stands behind, and the one before.
    fn letters_at(&self, column: usize) -> Option<(char, Option<char>)> {
        let at = column.checked_sub(1)?;
        let before = at.checked_sub(1).and_then(|before| self.name.get(before)).copied();
        self.name.get(at).map(|letter| (*letter, before))
    }

    fn next_rows(&self, rows: &DistanceRows, letter: char) -> DistanceRows {
        let read = rows.read + 1;
        let mut row = [TOO_FAR; BAND_WIDTH];
        let mut left = TOO_FAR;
        let mut least = TOO_FAR;
        // What stood above is one place further on, since the band has moved with the diagonal.
        let above = rows.row.iter().skip(1).chain(&[TOO_FAR]);
        let around = rows.row.iter().zip(above).zip(&rows.before);
        for ((place, slot), ((replaced, above), swapped)) in row.iter_mut().enumerate().zip(around)
        {
            let Some(column) = (read + place).checked_sub(MAX_EDITS) else { continue };
            *slot = match self.letters_at(column) {
                None if column == 0 => u8::try_from(read).unwrap_or(TOO_FAR).min(TOO_FAR),
                None => break,
                Some((wanted, before)) => {
                    let replaced = replaced + u8::from(wanted != letter);
                    let best = replaced.min(above + 1).min(left + 1);
                    let swap = before == Some(letter) && rows.last == wanted;
                    let best = if swap { best.min(swapped + 1) } else { best };
                    best.min(TOO_FAR)
                }
            };
            left = *slot;
            least = least.min(left);
        }
        let least = [rows.least[1], least];
        DistanceRows { read, before: rows.row, row, least, last: letter, bytes: [0; 4], unread: 0 }
    }
}

impl Automaton for EditDistanceAutomaton {
    type State = DistanceRows;

    fn start(&self) -> DistanceRows {
        let mut row = [TOO_FAR; BAND_WIDTH];
        for (slot, edits) in row.iter_mut().skip(MAX_EDITS).zip(0..).take(self.name.len() + 1) {
            *slot = edits;
        }
        let (before, least) = ([TOO_FAR; BAND_WIDTH], [TOO_FAR, 0]);
        DistanceRows { read: 0, before, row, least, last: '\0', bytes: [0; 4], unread: 0 }
    }

    fn is_match(&self, rows: &DistanceRows) -> bool {
        let place = (self.name.len() + MAX_EDITS).checked_sub(rows.read);
        let edits = place.and_then(|place| rows.row.get(place));
        rows.unread == 0 && edits.is_some_and(|edits| usize::from(*edits) <= self.reach.get())
    }

    fn can_match(&self, rows: &DistanceRows) -> bool {
        let [before, row] = rows.least.map(usize::from);
        row <= self.reach.get() || before < self.reach.get()
    }

    fn accept(&self, rows: &DistanceRows, byte: u8) -> DistanceRows {
        if byte.is_ascii() && rows.unread == 0 {
            return self.next_rows(rows, char::from(byte));
        }
        let mut next = *rows;
        let unread = usize::from(rows.unread);
        if let Some(slot) = next.bytes.get_mut(unread) {
            *slot = byte;
        }
        next.unread = rows.unread.saturating_add(1);
        let bytes = next.bytes.get(..=unread).unwrap_or_default();
        match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => self.next_rows(rows, letter),
            None => next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(name: &str, reach: usize, other: &str) -> bool {
        let wanted = EditDistanceAutomaton::new(name, reach);
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
