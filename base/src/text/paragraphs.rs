//! Paragraphs and lists within a text, as lines: blank lines part paragraphs, and an item of a list begins a line.

/// A text in running words, but for its paragraphs, each behind a blank line, and the items of its lists, each in a line.
///
/// Other line breaks are those of a file, not of what it says.
pub fn normalize_paragraphs(text: &str) -> String {
    // Joined lines may begin an item where neither did.
    arrange_lines(&arrange_lines(text))
}

fn arrange_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut blank, mut in_item) = (false, false);
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            blank = true;
            continue;
        }
        let item = is_list_item(&words);
        if !out.is_empty() {
            out.push_str(match (item, blank) {
                (true, true) if !in_item => "\n\n",
                (true, _) => "\n",
                (false, true) => "\n\n",
                (false, false) => " ",
            });
        }
        out.push_str(&words);
        in_item = item || in_item && !blank;
        blank = false;
    }
    out
}

/// Whether a line begins as an item of a list does: with a hyphen, star or bullet, or a number of one or two digits.
pub fn is_list_item(line: &str) -> bool {
    if ["- ", "* ", "• "].iter().any(|sign| line.starts_with(sign)) {
        return true;
    }
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - behind.len();
    (1..=2).contains(&digits) && (behind.starts_with(". ") || behind.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::normalize_paragraphs;

    #[test]
    fn paragraphs_and_items_keep_their_lines() {
        for (text, right) in [
            ("one\n  two\n", "one two"),
            ("one\n\n\ntwo\r\n\r\nthree", "one\n\ntwo\n\nthree"),
            ("first:\n- one\n  more\n\n- two\n\nlast\n", "first:\n- one more\n- two\n\nlast"),
            ("first:\n\n1. one\n2) two", "first:\n\n1. one\n2) two"),
            ("in the year\n1984. And\n-so on", "in the year 1984. And -so on"),
            ("  \n a ", "a"),
        ] {
            assert_eq!(normalize_paragraphs(text), right);
            assert_eq!(normalize_paragraphs(right), right, "once and for all");
        }
    }
}
