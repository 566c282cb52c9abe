//! Stop words: words of English that say nothing of what a text is about.

use crate::text::fold;

/// The words, in order.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been",
    "before", "but", "by", "can", "could", "do", "does", "for", "from", "had", "has", "have", "he",
    "her", "how", "if", "in", "into", "is", "it", "its", "may", "me", "more", "most", "my", "no",
    "not", "of", "on", "or", "our", "she", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "up", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
];

/// How many letters the longest of them has.
const LONGEST: usize = 6;

/// Whether a folded word of a text in a language says nothing of what that is about.
pub(super) fn is_stop_word(word: &str, language: &str) -> bool {
    let english = language.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case("en"));
    english && word.len() <= LONGEST && STOP_WORDS.iter().any(|stop| fold(stop) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_word_is_found_folded_and_in_english_alone() {
        assert!(STOP_WORDS.is_sorted());
        for word in STOP_WORDS {
            assert!(is_stop_word(&fold(word), "en-GB"), "{word}");
            assert!(!is_stop_word(&fold(word), "de"), "{word}");
        }
        assert!(!is_stop_word("risk", "en"));
    }
}
