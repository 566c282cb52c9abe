//! Characters that nobody sees: which they are, and how a message shows them.

use crate::text::is_terminal_control;
use std::borrow::Cow;

/// Whether a character leaves no mark on a page and is no space, or turns the writing direction. The selectors of
/// emoji are not counted: they change what is seen.
pub fn is_invisible(c: char) -> bool {
    let blank = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    blank || is_terminal_control(c)
}

/// A text with its invisible characters as escapes: `a\u{200b}b`.
pub fn show_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

/// A text without its invisible characters.
pub fn remove_invisible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_shown_or_removed() {
        for c in ['\u{ad}', '\u{200b}', '\u{feff}', '\u{3164}', '\u{202e}', '\u{e0041}'] {
            let text = format!("é{c}b");
            assert_eq!(show_invisible(&text), format!("é{}b", c.escape_unicode()));
            assert_eq!(remove_invisible(&text), "éb");
        }
        for text in ["a b", "naïve", "日本", "e\u{301}", "❤\u{fe0f}", "a\u{a0}b"] {
            assert_eq!(show_invisible(text), text);
        }
    }
}
