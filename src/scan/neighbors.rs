//! What stands beside a name: another that is given for it, a larger name, items of a list.

use super::block_words::BlockWords;
use std::ops::Range;

/// What stands between two names of which one is given for another, in words.
const APPOSITIONS: &[&str] = &[
    "also known as",
    "is also known as",
    "also called",
    "is also called",
    "also referred to as",
    "otherwise known as",
    "known as",
    "sometimes called",
    "aka",
    "a.k.a",
    "i.e",
    "ie",
    "that is",
];

/// Words before a name that are no part of it, folded.
const BEGINNINGS: &[&str] =
    &["the", "our", "a", "an", "your", "this", "their", "in", "for", "with", "and"];

/// How many words an item of a list may have, beside which an abbreviation is looked at.
const MAX_ITEM_WORDS: usize = 2;

/// Whether a name that begins at a word is only the end of another: `Success Plan` in `Joint Success Plan`.
pub(super) fn ends_larger_name(text: &str, words: &BlockWords, at: usize) -> bool {
    let raised = |at: usize| words.written(text, at).starts_with(char::is_uppercase);
    let Some(before) = at.checked_sub(1).filter(|before| words.is_joined(*before..at + 1)) else {
        return false;
    };
    raised(before) && raised(at) && !BEGINNINGS.contains(&words.folded(before))
}

/// Whether words between two names give one for the other.
pub(super) fn is_apposition(text: &str, words: &BlockWords, between: Range<usize>) -> bool {
    if between.is_empty() {
        return words.gap_before(text, between.start) == "=";
    }
    if between.len() > 4 {
        return false;
    }
    let said: Vec<_> = between.map(|at| words.written(text, at).to_lowercase()).collect();
    APPOSITIONS.contains(&&*said.join(" "))
}

/// What stands beside an abbreviation in a list, folded: `sales, support, and CS teams`.
pub(super) fn list_neighbors(text: &str, words: &BlockWords, at: usize) -> Vec<String> {
    let joins = |word: &str| matches!(word, "and" | "or" | "&");
    let parts = |next: usize| {
        let gap = words.gap_before(text, next);
        matches!(gap, "," | "/" | "&") || joins(&words.written(text, next).to_lowercase())
    };
    let mut beside = vec![];
    // Before: items of a word or two, up to four of them.
    let (mut end, mut begins) =
        (at, parts(at) || at.checked_sub(1).is_some_and(|it| joins(words.folded(it))));
    while begins && beside.len() < 4 {
        while end > 0 && joins(words.folded(end - 1)) {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && end - start < MAX_ITEM_WORDS && !(start < end && parts(start)) {
            start -= 1;
        }
        begins = start < end && parts(start);
        let said =
            |word: &&str| !joins(word) && !["the", "our", "your", "both", "between"].contains(word);
        let item: Vec<_> = (start..end).map(|it| words.folded(it)).filter(said).collect();
        match item.is_empty() {
            true => break,
            false => beside.push(item.join(" ")),
        }
        end = start;
    }
    // Behind: the item that follows the list's `and`, or a comma.
    let mut next = at + 1;
    if parts(next) {
        next += usize::from(joins(words.folded(next)));
        beside.push(words.folded(next).to_owned());
        beside.push([words.folded(next), words.folded(next + 1)].join(" "));
    }
    beside
}
