//! Lines of a block: all capitals, and whether a sentence goes on behind its end.

use std::ops::Range;

/// Whether a line is all in capitals: two words or more, none with a small letter. One word alone may be an abbreviation.
pub fn is_all_capitals(line: &str) -> bool {
    let mut words = 0;
    for word in line.split(|c: char| !c.is_alphanumeric()) {
        if word.contains(char::is_lowercase) {
            return false;
        }
        words += usize::from(word.contains(char::is_uppercase));
    }
    words > 1
}

/// The line of a block's text that a byte stands in.
pub fn find_line(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let before = bytes.get(..at).unwrap_or_default();
    let behind = bytes.get(at..).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(0, |feed| feed + 1);
    start..memchr::memchr(b'\n', behind).map_or(bytes.len(), |feed| at + feed)
}

/// Whether a block ends within a sentence, which the next goes on with: `We have:`, `sales,`, `support, and`.
pub fn ends_open(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with([':', ',', ';']) {
        return true;
    }
    ["and", "or", "&"].iter().any(|word| {
        let (before, last) =
            text.split_at_checked(text.len().wrapping_sub(word.len())).unwrap_or_default();
        last.eq_ignore_ascii_case(word) && before.ends_with(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::{ends_open, find_line, is_all_capitals};

    #[test]
    fn capitals_need_two_words() {
        assert!(is_all_capitals("THE CS TEAM"));
        assert!(is_all_capitals("CS 101: READ"));
        assert!(!is_all_capitals("The CS TEAM"));
        assert!(!is_all_capitals("CS"));
        assert!(!is_all_capitals("12 34"));
    }

    #[test]
    fn a_line_is_found_by_its_bytes() {
        let text = "one\ntwo\nthree";
        assert_eq!(find_line(text, 5), 4..7);
        assert_eq!(find_line(text, 0), 0..3);
        assert_eq!(find_line(text, 99), 8..13);
    }

    #[test]
    fn a_list_goes_on_with_its_sentence() {
        for open in ["We have:", "sales,", "support; ", "sales, and", "this OR"] {
            assert!(ends_open(open), "{open}");
        }
        assert!(!ends_open("The end."));
        assert!(!ends_open("a brand"));
    }
}
