//! An interner: many texts in one, each kept once and known by its number.

use hashbrown::HashTable;
use std::hash::{BuildHasher, RandomState};

/// Texts, numbered in the order in which they first came.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// The texts, one behind the other.
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Interner {
    /// The number of a text, which is kept if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let Self { all, ends, numbers, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(known) = numbers.find(hash, |number| text_at(all, ends, *number) == text) {
            return *known;
        }
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        all.push_str(text);
        ends.push(all.len());
        let rehash = |number: &u32| hasher.hash_one(text_at(all, ends, *number));
        numbers.insert_unique(hash, number, rehash);
        number
    }

    /// The number of a text that is kept.
    pub fn find(&self, text: &str) -> Option<u32> {
        let same = |number: &u32| self.text(*number) == text;
        self.numbers.find(self.hasher.hash_one(text), same).copied()
    }

    /// A text by its number; empty if there is none.
    pub fn text(&self, number: u32) -> &str {
        text_at(&self.all, &self.ends, number)
    }

    /// Every text, by number.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.ends.len()).map(|number| self.text(number))
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn text_at<'t>(all: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied();
    let end = ends.get(number).copied().unwrap_or_default();
    all.get(start.unwrap_or_default()..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_however_often_it_comes() {
        let mut texts = Interner::default();
        let numbers: Vec<_> = (0..3000).map(|at| texts.intern(&(at % 1000).to_string())).collect();
        assert_eq!(numbers.iter().max(), Some(&999));
        assert!(numbers.iter().zip(0..).all(|(number, at)| *number == at % 1000));
        assert_eq!((texts.len(), texts.text(999), texts.find("1000")), (1000, "999", None));
        assert_eq!((texts.intern(""), texts.find(""), texts.text(1000)), (1000, Some(1000), ""));
        assert_eq!(texts.texts().count(), 1001);
    }
}
