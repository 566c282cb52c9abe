//! Words held against folded forms; of those that begin otherwise, none is folded.

use super::fold;
use std::collections::BTreeSet;

/// With more forms than these, folding a word costs less than looking at each.
const MAX_FORMS_LOOKED_AT: usize = 16;

/// Whether a word folds to a form.
pub fn folds_to(word: &str, form: &str) -> bool {
    may_fold_to(word, form) && fold(word) == form
}

/// Whether a word folds to one of some forms.
pub fn folds_to_any(word: &str, forms: &BTreeSet<String>) -> bool {
    let may = |form: &String| may_fold_to(word, form);
    (forms.len() > MAX_FORMS_LOOKED_AT || forms.iter().any(may)) && forms.contains(&fold(word))
}

/// Whether a word may fold to a form: folding leaves the first letter, in lower case, of a word in ASCII that begins with one.
fn may_fold_to(word: &str, form: &str) -> bool {
    match (word.as_bytes().first(), form.as_bytes().first()) {
        (Some(first), Some(folded)) if first.is_ascii_alphanumeric() && word.is_ascii() => {
            first.to_ascii_lowercase() == *folded
        }
        _ => true,
    }
}

/// Whether a word of a text may fold to a form: false tells for sure that none does, without taking the text apart.
///
/// Folding leaves of a word in ASCII its beginning, and at most puts `y` in the place of `ies`; but what stands for a word
/// (`&`), or is left out of one (`'`), is seen only once it is folded.
pub fn may_stand_in(form: &str, text: &str) -> bool {
    let bytes = text.as_bytes();
    if !text.is_ascii() || b"'&%".iter().any(|sign| bytes.contains(sign)) {
        return true;
    }
    let stem = form.strip_suffix('y').unwrap_or(form).as_bytes();
    let rarest = stem.iter().enumerate().max_by_key(|(_, letter)| rank_letter(**letter));
    let Some((at, rarest)) = rarest else { return true };
    let stands = |found: usize| {
        let start = found.checked_sub(at)?;
        Some(bytes.get(start..start + stem.len())?.eq_ignore_ascii_case(stem))
    };
    let cases = [rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase()].map(char::from);
    cases.iter().any(|case| text.match_indices(*case).any(|(at, _)| stands(at) == Some(true)))
}

/// How rare a letter is in English.
fn rank_letter(letter: u8) -> usize {
    let common = b"etaoinsrhldcumfpgwybvkxjqz";
    common.iter().position(|known| *known == letter).unwrap_or(common.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::indexed_words;

    #[test]
    fn every_word_folds_to_its_folded_form() {
        let text = "Risks at-Risk CUSTOMERS' ponies 45% R&D é\u{301}cole ﬁne Ǆ a s ies 's % & 3rd ＮＰＳ 顧客満足";
        for (_, word) in indexed_words(text).chain([(0..0, "'s"), (0..0, "%"), (0..0, "")]) {
            let form = fold(word);
            assert!(folds_to(word, &form), "{word}");
            assert!(folds_to_any(word, &BTreeSet::from(["x".to_owned(), form])), "{word}");
            for text in [word.to_owned(), format!("a {word}"), format!("{word}.")] {
                assert!(may_stand_in(&fold(word), &text), "{word}");
            }
            assert!(!folds_to(word, "other") && !folds_to_any(word, &BTreeSet::new()), "{word}");
        }
    }

    #[test]
    fn what_stands_nowhere_is_seen_at_once() {
        assert!(!may_stand_in("risk", "nothing of the sort"));
        assert!(may_stand_in("company", "Two COMPANIES") && may_stand_in("box", "boxes"));
        assert!(may_stand_in("and", "R&D") && may_stand_in("percent", "45%"));
    }
}
