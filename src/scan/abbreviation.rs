//! Abbreviations: what one looks like in a text, and where the same letters are something else.

use super::block_words::BlockWords;
use cxterms_document::{
    STAND_IN,
    words::{Joint, find_line, is_all_capitals},
};
use std::ops::Range;

/// The longest abbreviation, in characters.
const MAX_LETTERS: usize = 8;

/// How far what tells another meaning may stand from an abbreviation, in words.
const NEAR: usize = 3;

/// What stands near a time of day, in capitals.
const TIME_WORDS: &[&str] = &[
    "AM", "PM", "ET", "PT", "CT", "MT", "EST", "EDT", "CST", "CDT", "PST", "PDT", "MST", "CET",
    "CEST", "UTC", "GMT", "BST", "IST", "JST", "AEST",
];

/// Units of size, which stand behind a figure: `385 KB`.
const SIZES: &[&str] = &["KB", "MB", "GB", "TB", "PB"];

/// What is counted by a figure before one of these letters, so that they are no unit: `12 KB articles`; as folding leaves it.
const COUNTED: &[&str] = &["article", "entry", "post", "topic"];

/// Abbreviations with words that tell, near them, that something outside of all this is meant; as folding leaves them.
const FOREIGN: &[(&str, &[&str])] = &[
    (
        "CS",
        &[
            // Computer science, as people study it.
            "degree",
            "major",
            "graduate",
            "grad",
            "undergraduate",
            "phd",
            "bsc",
            "msc",
            "bs",
            "ms",
            "ba",
            "ma",
            "bachelor",
            "master",
            "professor",
            "course",
            "coursework",
            "class",
            "algorithm",
            "student",
            "university",
            "computer",
            "science",
            "fundamental",
            "theory",
            "curriculum",
            "teacher",
            "stem",
            "math",
            "mathematic",
            "physic",
            "programming",
            "academia",
            "dissertation",
            // Products, people and things.
            "adobe",
            "photoshop",
            "illustrator",
            "indesign",
            "counter",
            "strike",
            "stylesheet",
            "css",
            "czech",
            "lewis",
            "suisse",
            "gas",
            "esport",
            "game",
            // A chip is selected, a segment of code is registered.
            "pin",
            "gpio",
            "spi",
            "mosi",
            "miso",
            "sck",
            "sclk",
            "chip",
            "segment",
            "register",
        ],
    ),
    (
        "AM",
        &[
            "radio",
            "fm",
            "armenia",
            "morning",
            "oclock",
            "noon",
            "midnight",
            "tomorrow",
            "yesterday",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon",
            "tue",
            "tues",
            "wed",
            "thu",
            "thur",
            "fri",
            "sat",
            "sun",
        ],
    ),
    ("CE", &["marking", "bce", "bc", "ad", "century", "mark", "declaration", "windows", "edition"]),
    ("PS", &["script", "playstation", "postscript", "wrote", "photoshop"]),
    ("SE", &["java", "edition", "iphone", "sweden", "asia"]),
    ("PM", &["prime", "minister"]),
    ("AR", &["vr", "reality", "headset", "augmented", "receivable", "ap", "arkansa", "invoice"]),
    ("ART", &["gallery", "deco", "museum", "state"]),
    ("EX", &["husband", "wife"]),
];

/// An abbreviation without what makes it a plural or a possessive, if a word is one: `CSMs`, `CSM's`.
///
/// It has two capitals or more; no small letter but at its beginning or between them, as in `eNPS` and `SaaS`.
pub(super) fn strip_abbreviation(word: &str) -> Option<&str> {
    let bare = word.trim_end_matches(['\'', '’']);
    let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
    let bare = match bare.strip_suffix('s') {
        Some(stem) if stem.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) => stem,
        _ => bare,
    };
    let count = bare.chars().count();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    let plain = bare.chars().all(|c| c.is_alphanumeric() || c == '&');
    ((2..=MAX_LETTERS).contains(&count) && capitals >= 2 && plain).then_some(bare)
}

/// Whether the letters of a word are an abbreviation where it stands, and of customer terms as far as can be told.
pub(super) fn is_used_here(text: &str, words: &BlockWords, at: usize, bare: &str) -> bool {
    !is_bracketed(text, words, at) && may_be_meant(text, words, at, bare)
}

/// The same, also where it stands in brackets behind what it means.
pub(super) fn may_be_meant(text: &str, words: &BlockWords, at: usize, bare: &str) -> bool {
    !is_numbered(text, words, at)
        && !is_size(text, words, at, bare)
        && !is_marked(text, words, at)
        && !is_compounded(text, words, at)
        && !is_among_codes(text, words, at, bare)
        && !is_foreign(text, words, at, bare)
}

/// The line that was looked at last: a text of one long line is looked through once.
#[derive(Debug, Default)]
pub(super) struct LookedLine {
    span: Range<usize>,
    is_shouted: bool,
}

impl LookedLine {
    /// Whether the line that a byte stands in is all in capitals, so that a word in it tells nothing.
    pub(super) fn is_shouted(&mut self, text: &str, at: usize) -> bool {
        if !self.span.contains(&at) {
            self.span = find_line(text, at);
            self.is_shouted = text.get(self.span.clone()).is_some_and(is_all_capitals);
        }
        self.is_shouted
    }
}

/// Whether a figure stands right behind it: a product or a course, `CS 101`.
fn is_numbered(text: &str, words: &BlockWords, at: usize) -> bool {
    words.gap_before(text, at + 1).is_empty()
        && words.written(text, at + 1).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether it is a unit of size: it stands behind a figure that counts nothing else.
fn is_size(text: &str, words: &BlockWords, at: usize, bare: &str) -> bool {
    let figure = |before: usize| {
        let word = words.written(text, before);
        words.gap_before(text, at).is_empty()
            && word.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit())
    };
    SIZES.contains(&bare)
        && at.checked_sub(1).is_some_and(figure)
        && !COUNTED.contains(&words.folded(at + 1))
}

/// Whether signs make it a name in a program or an emoji: `CS()`, `CS::new`, `%CS`, `{CS}`, `:CS:`.
fn is_marked(text: &str, words: &BlockWords, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = text.get(..word.start).unwrap_or_default();
    let behind = text.get(word.end..).unwrap_or_default();
    let calls = ["()", "::", "->", "=="].iter().any(|sign| behind.starts_with(sign));
    let framed = [(':', ':'), ('{', '}')]
        .iter()
        .any(|(open, close)| before.ends_with(*open) && behind.starts_with(*close));
    calls || framed || before.ends_with("::") || before.ends_with('%')
}

/// Whether a hyphen makes it a part of a name, as in `CS-Cart` and `Pre-CS`; `CS-led` says what CS does.
fn is_compounded(text: &str, words: &BlockWords, at: usize) -> bool {
    let joined = |at: usize| words.get(at).is_some_and(|word| word.joint == Joint::Hyphen);
    let next = words.written(text, at + 1);
    joined(at) || joined(at + 1) && next.starts_with(char::is_uppercase)
}

/// Whether it stands in brackets by itself: what it means stands before it, whether that is understood or not.
fn is_bracketed(text: &str, words: &BlockWords, at: usize) -> bool {
    at > 0
        && words.gap_before(text, at).ends_with(['(', '[', '（'])
        && words.gap_before(text, at + 1).starts_with([')', ']', '）'])
}

/// Abbreviations of two letters that stand beside each other in this field, and are no codes there.
const FELLOWS: &[&str] = &[
    "AE", "AM", "BD", "CE", "CS", "CX", "EX", "HR", "IT", "PM", "PR", "PS", "QA", "SA", "SE", "TA",
    "UX",
];

/// Whether it stands in a list of codes of two letters, as countries and languages have.
fn is_among_codes(text: &str, words: &BlockWords, at: usize, bare: &str) -> bool {
    let code = |at: usize| {
        let word = words.written(text, at);
        let short = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        short && !FELLOWS.contains(&word)
    };
    let listed = |gap: &str| matches!(gap, "," | ";" | "|" | "·");
    let before =
        at.checked_sub(1).is_some_and(|one| code(one) && listed(words.gap_before(text, at)));
    let behind = code(at + 1) && listed(words.gap_before(text, at + 1));
    bare.len() == 2 && (before || behind)
}

fn is_foreign(text: &str, words: &BlockWords, at: usize, bare: &str) -> bool {
    let near = || {
        let all = at.saturating_sub(NEAR)..(at + NEAR + 1).min(words.len());
        all.filter(move |other| *other != at)
    };
    let is_time = |other: usize| {
        let word = words.written(text, other);
        TIME_WORDS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let in_code = words.gap_before(text, at).ends_with(STAND_IN);
    if matches!(bare, "AM" | "PM") && (in_code || near().any(is_time)) {
        return true;
    }
    let cues = FOREIGN.iter().filter(|(abbreviation, _)| *abbreviation == bare);
    let mut cues = cues.flat_map(|(_, cues)| cues.iter());
    cues.any(|cue| near().any(|other| words.folded(other) == *cue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_behind_a_figure_is_no_abbreviation() {
        for (text, is_used) in [
            ("the guide (PDF, 385 KB, 14 pages)", false),
            ("files of 1.5 KB and more", false),
            ("at most 1,024 KB", false),
            ("20–30 KB", false),
            ("the KB of 2024", true),
            ("see our KB", true),
            ("In 2024, KB articles", true),
            ("12 KB articles were written", true),
        ] {
            let words = BlockWords::from_text(text);
            let at = (0..words.len()).find(|at| words.written(text, *at) == "KB").unwrap();
            assert_eq!(may_be_meant(text, &words, at, "KB"), is_used, "{text}");
        }
    }

    #[test]
    fn an_abbreviation_is_stripped_of_number_and_case() {
        for (word, bare) in [
            ("CS", "CS"),
            ("CSMs", "CSM"),
            ("CSM's", "CSM"),
            ("CSMs’", "CSM"),
            ("CSM’s", "CSM"),
            ("CSS", "CSS"),
            ("SaaS", "SaaS"),
            ("eNPS", "eNPS"),
            ("B2B", "B2B"),
            ("R&D", "R&D"),
        ] {
            assert_eq!(strip_abbreviation(word), Some(bare), "{word}");
        }
        for word in ["Cs", "cs", "Customer", "I", "CUSTOMERSUCCESS", "C-S", "2024"] {
            assert_eq!(strip_abbreviation(word), None, "{word}");
        }
    }
}
