//! Text functions: folding names for lookup, finding the nearest name, and escaping text that is unsafe to print.

mod collation;
mod forms;
mod interner;
mod paragraphs;
mod plural;
mod skeleton;
mod words;

use plural::split_plural;
use std::borrow::Cow;

pub use collation::CollationKey;
pub use forms::{folds_to, folds_to_any, may_stand_in};
pub use interner::Interner;
pub use paragraphs::{is_list_item, normalize_paragraphs};
pub use skeleton::{bare, skeletons, word_skeleton};
pub use words::{
    folded_words, indexed_words, is_unspaced, query_words, split_words, unfolded_words,
};

/// The form under which a name is looked up: `Customer_Experiences` and `customer  experience` fold alike.
///
/// Case, width and composed forms (NFKC), hyphens, underscores, spaces, brackets and English plurals fold; accents
/// stay as typed. A name of punctuation alone keeps it.
pub fn fold(name: &str) -> String {
    if let Some(folded) = fold_ascii(name) {
        return folded;
    }
    let folded = split_words(name).map(|word| {
        let (stem, ending) = split_plural(&word);
        [stem, ending].concat()
    });
    let folded = folded.collect::<Vec<_>>().join(" ");
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

/// The folded form of a name in ASCII without signs that are more than a gap, as most are; nothing in it is composed.
fn fold_ascii(name: &str) -> Option<String> {
    if !name.bytes().all(|byte| byte.is_ascii() && !b"'&%".contains(&byte)) {
        return None;
    }
    let mut folded = String::with_capacity(name.len() + 1);
    for word in name.split(is_separator).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let start = folded.len();
        folded.push_str(word);
        let here = folded.get_mut(start..)?;
        here.make_ascii_lowercase();
        let (stem, ending) = split_plural(here);
        let end = start + stem.len();
        folded.truncate(end);
        folded.push_str(ending);
    }
    (!folded.is_empty()).then_some(folded)
}

fn is_separator(c: char) -> bool {
    // Most are letters; only for the others is the list of signs looked through.
    let sign = |c: char| "-‐‑–—_/\u{2044}\u{2215}\\()[]{}.,:;!?\"“”„«»`".contains(c);
    !c.is_ascii_alphanumeric() && (c.is_whitespace() || c.is_control() || sign(c))
}

/// The longest name, in bytes, for which a nearest one is looked for: nobody misspells a longer one by a letter.
const MAX_MISSPELT_LENGTH: usize = 200;

/// The candidate nearest to a misspelt name, if any is near enough that a person might have meant it.
pub fn find_nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if name.len() > MAX_MISSPELT_LENGTH {
        return None;
    }
    let wanted = name.to_lowercase().replace('_', "-");
    let alike = candidates.into_iter().filter(|it| it.len() <= MAX_MISSPELT_LENGTH);
    let scored = alike.map(|candidate| {
        let there = candidate.to_lowercase();
        let apart = strsim::osa_distance(&wanted, &there);
        let ends_it = there.len() >= 3
            && wanted.len() >= 3
            && (there.ends_with(&wanted) || wanted.ends_with(&there) || there.starts_with(&wanted));
        (if ends_it { apart.min(1) } else { apart }, candidate)
    });
    let best = scored.min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    best.filter(|(apart, _)| *apart <= max_edits(&wanted)).map(|(_, candidate)| candidate)
}

/// How many edits may lie between a misspelt name and the right one: one in four letters or fewer, three at most.
pub fn max_edits(name: &str) -> usize {
    match name.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// Text from outside, safe to print: control characters and those that turn the writing direction are shown as
/// escapes, not obeyed; line breaks and tabs become spaces.
pub fn to_safe(text: &str) -> Cow<'_, str> {
    if is_safe(text) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            c if is_terminal_control(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown.into()
}

/// Whether a text needs no escapes.
pub fn is_safe(text: &str) -> bool {
    are_chars_safe(text, |byte| byte < b' ', |c| !c.is_control())
}

/// Whether lines of text need no escapes.
pub fn lines_are_safe(text: &str) -> bool {
    are_chars_safe(text, |byte| byte < b' ' && byte != b'\n', |c| c == '\n' || !c.is_control())
}

/// Whether no character of a text is obeyed and all are `allowed`. Looks at characters only where a byte may begin a
/// control character (C0 as `suspect` has it, DEL, C1 behind 0xC2) or one that turns the writing direction (0x80 and 0x81
/// behind 0xE2, with which the lines of a tree begin as well): the bytes are looked at 64 at once and without an early
/// end, which is what a processor does best.
fn are_chars_safe(
    text: &str,
    suspect: impl Fn(u8) -> bool,
    allowed: impl Fn(char) -> bool,
) -> bool {
    let bytes = text.as_bytes();
    let found = |chunk: &[u8]| {
        let odd =
            |byte: u8| u8::from(suspect(byte)) | u8::from(byte == 0x7f) | u8::from(byte == 0xc2);
        let turns = |(byte, next): (&u8, &u8)| u8::from(*byte == 0xe2) & u8::from(next | 1 == 0x81);
        let pairs = chunk.iter().zip(chunk.iter().skip(1));
        let last = u8::from(chunk.last() == Some(&0xe2));
        let found = chunk.iter().fold(last, |found, byte| found | odd(*byte));
        pairs.fold(found, |found, pair| found | turns(pair)) != 0
    };
    let harmless = |from: usize, to: usize| {
        let start = (0..=from).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (to..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        text.get(start..end).unwrap_or(text).chars().all(|c| allowed(c) && !is_terminal_control(c))
    };
    let (chunks, rest) = bytes.as_chunks::<64>();
    let whole = chunks
        .iter()
        .enumerate()
        .all(|(at, chunk)| !found(chunk) || harmless(at * 64, at * 64 + 64));
    whole && (!found(rest) || harmless(bytes.len() - rest.len(), bytes.len()))
}

/// Whether a terminal would act on a character in place of showing it.
pub fn is_terminal_control(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    turns || c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// A text whose signs mean nothing to Markdown; addresses stay as they are, in angle brackets.
pub fn escape_markdown(text: &str) -> String {
    let words = to_safe(text);
    let mut out = String::with_capacity(words.len());
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let address = word.starts_with("https://") || word.starts_with("http://");
        if address && !word.contains(['<', '>']) {
            out.extend(["<", word, ">"]);
            continue;
        }
        for c in word.chars() {
            let entity = c == '&' && word.contains(';');
            let sign =
                matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~');
            if entity || sign {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_fold_leads_where_the_long_one_does() {
        for name in [
            "NPS",
            "Customers  Success",
            " status ",
            "KPIs",
            "boxes of 12",
            "a",
            "companies",
            "to-dos_(new)\tC++",
        ] {
            let long = split_words(name).map(|word| {
                let (stem, ending) = split_plural(&word);
                [stem, ending].concat()
            });
            assert_eq!(fold_ascii(name), Some(long.collect::<Vec<_>>().join(" ")), "{name}");
        }
        assert_eq!(fold_ascii("  "), None);
        assert_eq!(fold_ascii("R&D"), None);
    }

    #[test]
    fn what_markdown_would_obey_is_escaped() {
        assert_eq!(
            escape_markdown("a *b* [c](d) <e> `f` #1"),
            "a \\*b\\* \\[c\\](d) \\<e\\> \\`f\\` \\#1"
        );
        assert_eq!(escape_markdown("see https://a.org/_x_ now"), "see <https://a.org/_x_> now");
        assert_eq!(escape_markdown("&lt; P&L & so"), "\\&lt; P&L & so");
    }

    #[test]
    fn spellings_of_one_name_fold_alike() {
        let same = [
            "customer experience",
            "Customer  Experiences",
            "customer_experience",
            "ＣＵＳＴＯＭＥＲ-experience",
        ];
        assert!(
            same.iter().all(|name| fold(name) == "customer experience"),
            "{:?}",
            same.map(fold)
        );
        assert_eq!(fold("customer engagement (bond)"), fold("Customer Engagement, bond"));
        assert_eq!(fold("profit & loss"), "profit and loss");
        assert_eq!(fold("cafe\u{301}"), fold("café"));
        assert_ne!(fold("cafe"), fold("café"));
    }

    #[test]
    fn plurals_fold_and_other_endings_stay() {
        let singulars = [
            ("journeys", "journey"),
            ("loyalties", "loyalty"),
            ("successes", "success"),
            ("KPIs", "kpi"),
        ];
        assert!(singulars.iter().all(|(many, one)| fold(many) == *one));
        assert!(["success", "nps", "status", "basis"].iter().all(|word| fold(word) == *word));
    }

    #[test]
    fn a_name_of_punctuation_keeps_it() {
        assert_eq!(fold("--"), "--");
        assert_eq!(fold("C++"), "c++");
    }

    #[test]
    fn the_nearest_name_is_one_that_a_person_would_have_meant() {
        let keys = ["definition", "definitions", "facets", "denied-by"];
        assert_eq!(find_nearest("defintion", keys), Some("definition"));
        assert_eq!(find_nearest("denied_by", keys), Some("denied-by"));
        assert_eq!(find_nearest("colour", keys), None);
        let long = "x".repeat(300);
        assert_eq!(find_nearest(&long[1..], [&*long]), None);
        assert_eq!(find_nearest("franz", ["annette-franz", "gartner"]), Some("annette-franz"));
    }

    #[test]
    fn what_matters_is_found_wherever_it_stands() {
        for before in 0..130 {
            for c in ['\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\n'] {
                let text = format!("{}{c}{}“é”", "a".repeat(before), "b".repeat(70));
                assert!(!is_safe(&text), "{c:?} at {before}");
                assert_eq!(lines_are_safe(&text), c == '\n', "{c:?} at {before}");
            }
            assert!(is_safe(&format!("{}“é” — ü", "a".repeat(before))));
        }
    }

    #[test]
    fn a_fraction_is_what_it_is_written_for() {
        for (one, other) in [("½", "1/2"), ("½ day", "1⁄2 day"), ("2½", "2 1/2"), ("⅗", "3∕5")]
        {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("2½"), fold("21/2"));
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(to_safe("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(to_safe("a\u{202e}b\u{9b}"), "a\\u{202e}b\\u{9b}");
        assert_eq!(to_safe("two\nlines"), "two lines");
    }
}
