//! Breaks between characters of scripts that are written without spaces: Chinese, Japanese, and those of South East Asia.
//!
//! After UAX #14, as far as these scripts need it: between two wide characters a line may end, but not before what closes
//! or behind what opens. Where words begin in Thai and its relatives only a dictionary knows; a syllable begins with a
//! vowel that is written first, and of a long run without one a line may end before any consonant.

use textwrap::core::display_width;

/// What may not begin a line: closing marks, small kana, marks of length and repetition.
const NOT_FIRST: &str = "、。，．・：；！？」』）］｝〕〉》】〙〗〟’”…‥ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ～％°′″";

/// What may not end a line: opening marks, signs before a number.
const NOT_LAST: &str = "「『（［｛〔〈《【〘〖〝‘“￥＄￡";

/// From how many columns on a run of Thai and its relatives is broken before any consonant.
const MAX_RUN_COLUMNS: usize = 12;

/// The pieces of what stands between two spaces, between which a line may end.
pub(super) fn split_unspaced(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(find_break(rest));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The first place where a line may end, or the end.
fn find_break(text: &str) -> usize {
    let mut before = None;
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c, columns)) {
            return at;
        }
        columns += display_width(c.encode_utf8(&mut [0; 4]));
        before = Some(c);
    }
    text.len()
}

/// Whether a line may end between two characters, the first of which ends a run of so many columns.
fn may_break(before: char, after: char, columns: usize) -> bool {
    if is_wide(before) || is_wide(after) {
        let joined = NOT_FIRST.contains(after) || NOT_LAST.contains(before) || is_mark(after);
        let punctuation = !is_wide(after) && !after.is_alphanumeric()
            || !is_wide(before) && !before.is_alphanumeric();
        return !joined && !punctuation;
    }
    let follows = is_unspaced(before) && !is_first_vowel(before);
    follows && (is_first_vowel(after) || columns >= MAX_RUN_COLUMNS && is_consonant(after))
}

/// Whether a character takes two columns, as ideographs, kana and Hangul do.
fn is_wide(c: char) -> bool {
    c > '\u{2e7f}' && display_width(c.encode_utf8(&mut [0; 4])) == 2
}

/// Whether a character takes no column of its own.
fn is_mark(c: char) -> bool {
    display_width(c.encode_utf8(&mut [0; 4])) == 0
}

/// Whether a character is of Thai, Lao, Myanmar or Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a character is a vowel of Thai or Lao that is written before its consonant.
fn is_first_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
}

/// Whether a character is a consonant of these scripts.
fn is_consonant(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e2e}' | '\u{e81}'..='\u{eae}' | '\u{1000}'..='\u{1021}' | '\u{1780}'..='\u{17a2}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        split_unspaced(text).collect()
    }

    #[test]
    fn a_line_ends_between_ideographs_but_not_before_what_closes() {
        assert_eq!(pieces("顧客満足"), ["顧", "客", "満", "足"]);
        assert_eq!(pieces("「顧客」、満"), ["「顧", "客」、", "満"]);
        assert_eq!(pieces("サービス"), ["サー", "ビ", "ス"]);
        assert_eq!(pieces("NPSの値"), ["NPS", "の", "値"]);
        assert_eq!(pieces("(顧客)."), ["(顧", "客)."]);
    }

    #[test]
    fn other_scripts_are_broken_at_spaces_alone() {
        for word in ["naïveté", "Straßenumfrage", "опыт", "“quoted”", "co‑op", "→", "€100"]
        {
            assert_eq!(pieces(word), [word]);
        }
    }

    #[test]
    fn thai_is_broken_before_a_vowel_that_is_written_first_and_never_within_a_letter() {
        assert_eq!(pieces("ลูกค้าเป็น"), ["ลูกค้า", "เป็น"]);
        let long = "ความพึงพอใจของลูกค้าที่มีต่อบริการของบริษัทและการตอบสนอง";
        assert!(pieces(long).iter().all(|piece| display_width(piece) <= 20), "{:?}", pieces(long));
        assert!(pieces(long).iter().all(|piece| !piece.starts_with(is_mark)));
        assert_eq!(pieces(long).concat(), long);
    }
}
