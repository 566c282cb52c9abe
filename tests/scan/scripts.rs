//! Documents and labels are split into words alike: the two crates know the same scripts without spaces.

use cxterms_base::text::is_unspaced;
use cxterms_document::{STAND_IN, words::split_words};

#[test]
fn every_letter_of_unicode_stands_alone_in_both_or_in_neither() {
    let mut letters = 0;
    // An ampersand by itself is a word, and what stands in for code is part of one.
    for letter in ('\0'..=char::MAX).filter(|letter| !['&', STAND_IN].contains(letter)) {
        let one = letter.to_string();
        let is_letter = split_words(&one).count() == 1;
        // What is no letter makes no word, however often it stands there.
        let words = split_words(&one.repeat(2)).count();
        let expected = match (is_letter, is_unspaced(&one)) {
            (true, true) => 2,
            (true, false) => 1,
            (false, _) => 0,
        };
        assert_eq!(words, expected, "{letter:?} {}", letter.escape_unicode());
        letters += usize::from(is_letter);
    }
    assert!(letters > 130_000, "{letters}");
}
