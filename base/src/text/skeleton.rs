//! The skeleton of a name: what is left of it without case, marks, gaps and number, so that `DEJA-VU` meets `déjà vu`.

use super::{plural::merge_number, words::split_words};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Letters that no decomposition takes apart, as those type them who lack them.
const PLAIN_LETTERS: &[(char, &str)] = &[
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ŋ', "n"),
    ('ɖ', "d"),
    ('ƒ', "f"),
    ('ə', "e"),
    // The last sigma of a word.
    ('ς', "σ"),
];

/// A text in small letters without diacritics, vowel points and characters that nobody sees.
///
/// Marks that change a letter into another of its script stay: the vowel signs of Indic scripts, the voicing of kana,
/// the tones of Thai.
pub fn bare(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    // By way of upper case, which takes `ß`, `ı` and `ς` for what their capitals look like; by way of lower case to that,
    // since a capital `ẞ` is its own.
    let folded = seen.to_lowercase().to_uppercase().to_lowercase();
    let kept = folded.nfkd().filter(|c| !is_mark(*c));
    let mut out = String::with_capacity(folded.len());
    for c in kept {
        match PLAIN_LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, plain)) => out.push_str(plain),
            None => out.push(c),
        }
    }
    // Composed again, so that what was not taken apart for good is spelled as elsewhere.
    out.nfc().collect()
}

/// The skeletons of a name: with the number of its end taken off, as in `salesforce`, and with that of each word, where
/// this gives another. Words for which `is_left_out` holds are passed over; there is none where no other is left.
pub fn skeletons(name: &str, is_left_out: impl Fn(&str) -> bool) -> Vec<String> {
    let all: Vec<_> = split_words(&bare(name)).collect();
    let kept: Vec<_> = all.iter().map(String::as_str).filter(|word| !is_left_out(word)).collect();
    let each: String = kept.iter().map(|word| merge_number(word)).collect();
    let mut found = vec![merge_number(&kept.concat()), each];
    found.dedup();
    found.retain(|skeleton| !skeleton.is_empty());
    found
}

/// What a word has in common with those that are spelled like it but for marks and number.
pub fn word_skeleton(word: &str) -> String {
    merge_number(&bare(word))
}

/// Whether a character is neither seen nor heard: soft hyphens, joiners and other characters of no width, the stroke that
/// lengthens an Arabic word.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Whether a character is a mark above, below or within a letter, by its combining class: those of Hebrew, Arabic and
/// Syriac points, and the general ones.
fn is_mark(c: char) -> bool {
    matches!(canonical_combining_class(c), 10..=36 | 200..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skeleton(name: &str) -> String {
        skeletons(name, |_| false).swap_remove(0)
    }

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        let alike = [
            "déjà vu|DEJA-VU|de\u{301}ja vu",
            "Straßenumfrage|STRASSENUMFRAGE|strassenumfrage|STRAẞENUMFRAGE",
            "αφοσίωση πελατών|ΑΦΟΣΙΩΣΗ ΠΕΛΑΤΩΝ",
            "λόγος|ΛΟΓΟΣ|λογος",
            "удержание|удержа́ние|УДЕРЖАНИЕ",
            "تجربة العميل|تَجربة العميل|تجـــربة العميل",
            "שלום|שָׁלוֹם",
            "retention|reten\u{ad}tion|\u{feff}retention|reten\u{200b}tion",
            "e-mail|email|E mail|emails",
            "health score|healthscore|Health-Scores",
            "sales force|salesforce|sales-force",
            "smørrebrød|smorrebrod|SMØRREBRØD",
            "łódź|lodz",
            "œuvre|oeuvre",
            "success criterion|success criteria|successcriteria",
            "ısı|isi|ISI",
            "İstanbul|istanbul",
            "ofﬁce|office",
        ];
        for names in alike {
            let found: Vec<_> = names.split('|').map(skeleton).collect();
            assert!(found.iter().all(|it| *it == found[0]), "{names}: {found:?}");
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        for (one, other) in [("か", "が"), ("कि", "का"), ("ป่า", "ปา")] {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }

    #[test]
    fn each_word_may_have_its_number() {
        let any = |name| skeletons(name, |_| false);
        assert!(any("naïves forecast").contains(&skeleton("naïve forecast")));
        assert!(any("salesforce").iter().any(|it| any("sales force").contains(it)));
        assert_eq!(
            skeletons("the customer on-boarding", |word| word == "customer"),
            ["theonboarding"]
        );
        assert_eq!(skeletons("customer", |_| true), [] as [&str; 0]);
    }
}
