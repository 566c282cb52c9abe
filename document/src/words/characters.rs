//! Characters as they make words.

use crate::block::{HOLE, STAND_IN};

/// What a character is to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CharClass {
    /// A letter or a digit, or what belongs to one.
    Letter,
    /// White space, or what has no width.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe; it is a quotation mark as well.
    Apostrophe,
    /// A slash.
    Slash,
    /// A sign that may make a larger word of what it stands between, `_` for example.
    Joiner,
    /// What stands in for a part of a word that is no prose.
    StandIn,
    /// What stands for something that is no prose and no part of a word.
    Hole,
    /// Any other punctuation or symbol: it ends words.
    Mark,
}

/// The class of each ASCII character.
const ASCII: [CharClass; 128] = list_ascii();

#[allow(clippy::indexing_slicing, reason = "a constant: the compiler checks it")]
const fn list_ascii() -> [CharClass; 128] {
    let mut classes = [CharClass::Mark; 128];
    let mut at = 0_u8;
    while at < 128 {
        classes[at as usize] = match at {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => CharClass::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => CharClass::Space,
            b'-' => CharClass::Hyphen,
            b'\'' => CharClass::Apostrophe,
            b'/' => CharClass::Slash,
            b'_' | b'@' | b'#' | b'\\' | b'~' | b'$' | b'.' | b':' | b'&' => CharClass::Joiner,
            _ => CharClass::Mark,
        };
        at += 1;
    }
    classes
}

/// The class of the character at a byte, and its length.
pub(super) fn classify_at(text: &str, at: usize) -> Option<(CharClass, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if let Some(class) = ASCII.get(usize::from(byte)) {
        return Some((*class, 1));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((classify_char(c), c.len_utf8()))
}

/// Behind the letters and digits of ASCII that begin at a byte.
pub(super) fn skip_letters(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

fn classify_char(c: char) -> CharClass {
    match c {
        '\u{2010}' | '\u{2011}' => CharClass::Hyphen,
        '’' => CharClass::Apostrophe,
        '\u{2044}' | '\u{2215}' | '／' => CharClass::Slash,
        STAND_IN => CharClass::StandIn,
        HOLE => CharClass::Hole,
        '\u{200b}' | '\u{feff}' => CharClass::Space,
        c if c.is_alphanumeric() || joins_letters(c) => CharClass::Letter,
        c if c.is_whitespace() => CharClass::Space,
        _ => CharClass::Mark,
    }
}

/// Whether a character that is no letter belongs to the one before it: an accent, a vowel sign, a soft hyphen.
fn joins_letters(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{93c}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
            | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
            | '\u{200c}' | '\u{200d}' | '\u{2060}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Whether a letter is of a script that puts no spaces between words: Han, kana, and those of the mainland of South-East
/// Asia.
pub(super) fn is_unspaced_letter(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30fa}'
            | '\u{30fc}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
