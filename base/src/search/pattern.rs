//! Words with stars: which words of the index they stand for.

use super::MAX_WORDS_FITTING;
use crate::{
    base::Base,
    image::{ImageError, Mention},
    text,
};

/// What stands for any letters in a word of a query.
pub(super) const ANY_LETTERS: char = '*';

/// How a singular ends and how its plural does.
const PLURAL_ENDINGS: [(&str, &str); 5] =
    [("", "s"), ("", "es"), ("y", "ies"), ("is", "es"), ("f", "ves")];

/// How many letters at the end of a plural may be none of its singular.
const MAX_PLURAL_ENDING: usize = 3;

/// A query in which each word that has a star and a gap within (`on-board*`) is written without the gap, if words fit it so.
pub(super) fn join_starred(base: &Base, query: &str) -> Result<String, ImageError> {
    let words = query.split_whitespace().map(|word| {
        let pieces: Vec<_> = text::unfolded_words(word).map(|(_, piece)| piece).collect();
        let joined = pieces.concat();
        let fits = pieces.len() > 1
            && joined.contains(ANY_LETTERS)
            && !joined.chars().all(|c| c == ANY_LETTERS)
            && !find_fitting(base, &joined)?.is_empty();
        Ok(if fits { joined } else { word.to_owned() })
    });
    Ok(words.collect::<Result<Vec<_>, ImageError>>()?.join(" "))
}

/// The words of the index that one with stars stands for, one more of them than are searched at most.
pub(super) fn find_fitting(
    base: &Base,
    word: &str,
) -> Result<Vec<(String, Vec<Mention>)>, ImageError> {
    let lower = text::bare(word);
    let pieces: Vec<_> = lower.split(ANY_LETTERS).collect();
    let start = pieces.first().copied().unwrap_or_default();
    let fits = |word: &str| fits_any_number(word, &pieces);
    let (index, most) = (base.word_index(), MAX_WORDS_FITTING + 1);
    // A plural's last letters are not those of its singular, which stands in the index.
    let stem = start.char_indices().rev().nth(MAX_PLURAL_ENDING - 1).map_or(0, |(at, _)| at);
    let stem = start.get(..stem).unwrap_or_default();
    let found = index.find_fitting(stem, most, fits)?;
    if found.is_empty() && !stem.is_empty() {
        // A mark may stand among its first letters.
        return index.find_fitting("", most, fits);
    }
    Ok(found)
}

/// Whether a word of the index fits a pattern, or a regular plural does that it may have been written as.
fn fits_any_number(word: &str, pieces: &[&str]) -> bool {
    let bare = text::bare(word);
    let plurals = PLURAL_ENDINGS
        .iter()
        .filter_map(|(one, many)| Some(bare.strip_suffix(one)?.to_owned() + many));
    fits_pattern(&bare, pieces)
        || plurals
            .into_iter()
            .any(|plural| fits_pattern(&plural, pieces) && text::bare(&text::fold(&plural)) == bare)
}

/// Whether a word begins with the first of some pieces, ends with the last, and has the others between them, in order.
fn fits_pattern(word: &str, pieces: &[&str]) -> bool {
    let [first, middle @ .., last] = pieces else { return pieces == [word] };
    let Some(mut rest) = word.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    middle.iter().all(|piece| {
        let behind = rest.find(piece).and_then(|at| rest.get(at + piece.len()..));
        behind.map(|behind| rest = behind).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::{fits_any_number, fits_pattern};

    #[test]
    fn a_pattern_fits_the_plural_that_was_written() {
        let fits =
            |word, pattern: &str| fits_any_number(word, &pattern.split('*').collect::<Vec<_>>());
        for (word, pattern, right) in [
            ("customer", "customers*", true),
            ("metric", "*trics", true),
            ("rating", "*ings", true),
            ("company", "compan*ies", true),
            ("rate", "*ings", false),
            ("process", "*sss", false),
        ] {
            assert_eq!(fits(word, pattern), right, "{word} {pattern}");
        }
    }

    #[test]
    fn stars_stand_for_any_letters() {
        let fits =
            |word, pattern: &str| fits_pattern(word, &pattern.split('*').collect::<Vec<_>>());
        for (word, pattern, right) in [
            ("feeling", "feel*", true),
            ("feel", "feel*", true),
            ("return", "*turn", true),
            ("return", "*t*r*", true),
            ("return", "re*tu*rn", true),
            ("return", "ret*turn", false),
            ("tour", "*turn", false),
        ] {
            assert_eq!(fits(word, pattern), right, "{word} {pattern}");
        }
    }
}
