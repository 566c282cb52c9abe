//! English grammar of counts and lists: `1 voice`, `2 voices`, `Franz, Helpshift and 4 others`.

use std::fmt;

/// A number and what it counts, with the ending that the number asks for.
///
/// ```
/// use cxterms_page::Count;
///
/// assert_eq!(Count(1, "voice").to_string(), "1 voice");
/// assert_eq!(Count(0, "voice").to_string(), "0 voices");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<'n>(pub usize, pub &'n str);

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = self;
        write!(f, "{number} {noun}{}", plural_ending(*number))
    }
}

/// A noun with its article: `an outcome`.
pub fn with_article(noun: &str) -> String {
    let vowel = noun.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// The ending of a noun of which there are so many.
pub fn plural_ending(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
