//! Block quotes, which are another's words, and callouts, `> [!NOTE]`, which are the writer's.

use std::ops::Range;

/// The mark of a callout, `[!NOTE]`, by its bytes in the quote; none in a quote of another's words.
pub(super) fn find_callout_mark(quote: &str) -> Option<Range<usize>> {
    let mark = quote.trim_start().strip_prefix('>')?.trim_start_matches([' ', '\t']);
    let start = quote.len() - mark.len();
    let inside = mark.strip_prefix("[!")?;
    let length = inside.find(']')?;
    let name = inside.get(..length)?;
    let plain = |c: char| c.is_alphanumeric() || "-_ |".contains(c);
    let named = !name.is_empty() && name.chars().all(plain);
    // A callout may be folded: `[!note]-`.
    let folds = usize::from(inside.get(length + 1..).is_some_and(|it| it.starts_with(['-', '+'])));
    named.then_some(start..start + "[!]".len() + length + folds)
}

#[cfg(test)]
mod tests {
    use super::find_callout_mark;

    #[test]
    fn callouts_are_told_from_quotes() {
        for (quote, mark) in [
            ("> [!NOTE]\n> text", Some("[!NOTE]")),
            (">[!faq]- Title", Some("[!faq]-")),
            ("> text [!NOTE]", None),
            ("> [text]", None),
            ("> [!]\n", None),
        ] {
            assert_eq!(find_callout_mark(quote).map(|it| &quote[it]), mark, "{quote}");
        }
    }
}
