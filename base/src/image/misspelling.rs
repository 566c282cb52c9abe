//! Edit-distance automaton: accepts the entries of a finite-state map within some edits of a name.
//!
//! What follows of two rows of the table of distances depends on these and on where a letter stands in the name near the
//! diagonal, not on where in the name that is. So few pairs of rows occur; each gets a number, and what follows is computed
//! once.

use fst::Automaton;
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

/// The most edits that may be allowed.
const MAX_EDITS: usize = 3;
/// How many columns of a row may hold so few: those beside the diagonal.
const BAND_WIDTH: usize = 2 * MAX_EDITS + 1;
/// More edits than may be allowed.
const TOO_FAR: u8 = 4;
/// How many letters of the name are looked at: those of the band's columns and one beside them on either hand.
const WINDOW: usize = BAND_WIDTH + 2;
/// How many letters of nothing stand before the name, so that each window lies within.
const PADDING: usize = MAX_EDITS + 1;
/// How many steps are remembered, as a power of two.
const STEP_BITS: u32 = 12;

/// Accepts what lies within some edits of a name: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment).
#[derive(Debug)]
pub(super) struct EditDistanceAutomaton {
    /// The name's letters, with nothing before and behind.
    name: Vec<Option<char>>,
    length: usize,
    reach: Cell<usize>,
    known: RefCell<KnownRows>,
}

/// Two rows of the table that were met, the bytes of a letter not yet whole, and how many letters were read.
#[derive(Clone, Copy, Debug)]
pub(super) struct DistanceState {
    rows: u32,
    read: u32,
    bytes: [u8; 4],
    unread: u8,
}

/// The last two rows of the table beside the diagonal, no number beyond [`TOO_FAR`]; and which letters of the name's window
/// the last one read is, but for the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct DistanceRows {
    before: [u8; BAND_WIDTH],
    row: [u8; BAND_WIDTH],
    matched: u16,
}

/// The rows that were met, by their numbers.
#[derive(Debug)]
struct KnownRows {
    rows: Vec<DistanceRows>,
    /// The least number of either row.
    least: Vec<[u8; 2]>,
    numbers: HashMap<DistanceRows, u32>,
    /// Rows and window, in one number and one more; and the rows that follow.
    steps: Vec<(u32, u32)>,
}

impl DistanceRows {
    /// Before any letter.
    fn first() -> Self {
        let mut row = [TOO_FAR; BAND_WIDTH];
        for (slot, edits) in row.iter_mut().skip(MAX_EDITS).zip(0..) {
            *slot = edits;
        }
        Self { before: [TOO_FAR; BAND_WIDTH], row, matched: 0 }
    }

    /// Behind one more letter, which is these letters of the window.
    fn follow(&self, window: u16) -> Self {
        let mut row = [TOO_FAR; BAND_WIDTH];
        let mut left = TOO_FAR;
        // What stood above is one place further on, since the band has moved with the diagonal.
        let above = self.row.iter().skip(1).chain(&[TOO_FAR]);
        let around = self.row.iter().zip(above).zip(&self.before);
        for ((place, slot), ((replaced, above), swapped)) in row.iter_mut().enumerate().zip(around)
        {
            let is_set = |bits: u16, at: usize| bits >> at & 1 == 1;
            let replaced = replaced + u8::from(!is_set(window, place + 1));
            let best = replaced.min(above + 1).min(left + 1);
            let swap = is_set(window, place) && is_set(self.matched, place);
            let best = if swap { best.min(swapped + 1) } else { best };
            *slot = best.min(TOO_FAR);
            left = *slot;
        }
        Self { before: self.row, row, matched: window >> 2 }
    }
}

impl KnownRows {
    fn new() -> Self {
        let steps = vec![(0, 0); 1 << STEP_BITS];
        let mut known = Self { rows: vec![], least: vec![], numbers: HashMap::new(), steps };
        known.number_rows(DistanceRows::first());
        known
    }

    fn number_rows(&mut self, rows: DistanceRows) -> u32 {
        if let Some(number) = self.numbers.get(&rows) {
            return *number;
        }
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let least = |row: [u8; BAND_WIDTH]| row.into_iter().min().unwrap_or(TOO_FAR);
        self.rows.push(rows);
        self.least.push([least(rows.before), least(rows.row)]);
        self.numbers.insert(rows, number);
        number
    }

    /// The rows behind one more letter.
    fn follow(&mut self, rows: u32, window: u16) -> u32 {
        let key = (rows << WINDOW | u32::from(window)) + 1;
        let slot = (key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - STEP_BITS)) as usize;
        if let Some((known, next)) = self.steps.get(slot)
            && *known == key
        {
            return *next;
        }
        let known = self.rows.get(rows as usize);
        let next = known.map_or_else(DistanceRows::first, |known| known.follow(window));
        let next = self.number_rows(next);
        if let Some(slot) = self.steps.get_mut(slot) {
            *slot = (key, next);
        }
        next
    }
}

impl EditDistanceAutomaton {
    /// Of a name, within `reach` edits, three at most.
    pub(super) fn new(name: &str, reach: usize) -> Self {
        let nothing = || std::iter::repeat_n(None, PADDING);
        let name: Vec<_> = nothing().chain(name.chars().map(Some)).collect();
        let (length, known) = (name.len() - PADDING, RefCell::new(KnownRows::new()));
        let name = name.into_iter().chain(nothing()).chain(nothing()).chain(nothing()).collect();
        Self { name, length, reach: Cell::new(reach.min(MAX_EDITS)), known }
    }

    /// From here on accepts no more edits than this.
    pub(super) fn tighten_limit(&self, reach: usize) {
        self.reach.set(self.reach.get().min(reach));
    }

    /// The state behind one more letter.
    fn follow(&self, state: &DistanceState, letter: char) -> DistanceState {
        let start = state.read as usize;
        let window = self.name.get(start..start + WINDOW).unwrap_or_default();
        let bits =
            window.iter().rev().fold(0, |bits, it| bits << 1 | u16::from(*it == Some(letter)));
        let rows = self.known.borrow_mut().follow(state.rows, bits);
        DistanceState { rows, read: state.read + 1, bytes: [0; 4], unread: 0 }
    }
}

impl Automaton for EditDistanceAutomaton {
    type State = DistanceState;

    fn start(&self) -> DistanceState {
        DistanceState { rows: 0, read: 0, bytes: [0; 4], unread: 0 }
    }

    fn is_match(&self, state: &DistanceState) -> bool {
        let place = (self.length + MAX_EDITS).checked_sub(state.read as usize);
        let known = self.known.borrow();
        let rows = known.rows.get(state.rows as usize);
        let edits = place.zip(rows).and_then(|(place, rows)| rows.row.get(place));
        state.unread == 0 && edits.is_some_and(|edits| usize::from(*edits) <= self.reach.get())
    }

    fn can_match(&self, state: &DistanceState) -> bool {
        let reach = self.reach.get();
        if state.read as usize > self.length + reach {
            return false;
        }
        let least = self.known.borrow().least.get(state.rows as usize).copied();
        least.is_some_and(|[before, row]| usize::from(row) <= reach || usize::from(before) < reach)
    }

    fn accept(&self, state: &DistanceState, byte: u8) -> DistanceState {
        if byte.is_ascii() && state.unread == 0 {
            return self.follow(state, char::from(byte));
        }
        let mut next = *state;
        let unread = usize::from(state.unread);
        if let Some(slot) = next.bytes.get_mut(unread) {
            *slot = byte;
        }
        next.unread = state.unread.saturating_add(1);
        let bytes = next.bytes.get(..=unread).unwrap_or_default();
        match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => self.follow(state, letter),
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
