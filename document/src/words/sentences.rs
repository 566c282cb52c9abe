//! The sentences of a block.

use std::ops::Range;

/// Words that end with a full stop within a sentence, in lower case, without it.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "apr", "aug", "ca", "cf", "col", "dec", "dept", "dr", "e.g", "ed", "eds", "eg",
    "est", "feb", "fig", "gen", "i.e", "ie", "jan", "jul", "jun", "mar", "mr", "mrs", "ms", "mt",
    "no", "nov", "nr", "oct", "p", "pp", "prof", "resp", "rev", "sec", "sep", "sept", "sr", "st",
    "viz", "vol", "vs",
];

/// The sentences of a text, in order; none for a text without a word. Space between them belongs to none.
///
/// A sentence ends at a full stop, question mark or exclamation mark before a space and what may begin another. Initials,
/// numbers and usual abbreviations end none.
pub fn split_sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + (rest.len() - rest.trim_start().len());
        if start >= text.len() {
            return None;
        }
        let end = find_end(text, start);
        at = end;
        Some(start..end)
    })
}

/// Behind the sentence that begins at a byte, without space at its end.
fn find_end(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(rest) = text.get(from..) {
        let Some(stop) = rest.find(['.', '!', '?', '…', '。', '！', '？']) else { break };
        let (stop, sign) = (from + stop, rest.get(stop..).and_then(|it| it.chars().next()));
        let Some(sign) = sign else { break };
        let behind = skip_closers(text, stop + sign.len_utf8());
        let wide = matches!(sign, '。' | '！' | '？');
        let next = text.get(behind..).unwrap_or_default();
        let apart = wide || next.starts_with(char::is_whitespace) || next.is_empty();
        if apart && (wide || begins_sentence(next)) && !(sign == '.' && is_abbreviation(text, stop))
        {
            return behind;
        }
        from = behind;
    }
    start + text.get(start..).unwrap_or_default().trim_end().len()
}

/// Behind further stops and what closes quotations and brackets.
fn skip_closers(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let closers = ['.', '!', '?', '…', ')', ']', '"', '\'', '”', '’', '»', '*', '_'];
    at + (rest.len() - rest.trim_start_matches(closers).len())
}

fn begins_sentence(next: &str) -> bool {
    let next = next
        .trim_start()
        .trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '*', '_', '¿', '¡']);
    !next.starts_with(char::is_lowercase)
}

/// Whether the full stop at a byte belongs to the word before it.
fn is_abbreviation(text: &str, stop: usize) -> bool {
    let before = text.get(..stop).unwrap_or_default();
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘');
    let word = before.rsplit(ends_word).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    // Only a short word can be one of the list.
    let short = word.len() <= 8;
    initial || short && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::split_sentences;

    #[test]
    fn sentences_end_where_another_begins() {
        for (text, right) in [
            ("One. Two! Three? four", &["One.", "Two!", "Three? four"][..]),
            ("Use a name, e.g. CS. Then go on.", &["Use a name, e.g. CS.", "Then go on."]),
            ("By J. R. Smith (i.e. Me). It ends.", &["By J. R. Smith (i.e. Me).", "It ends."]),
            ("Version 2.5 is out.\nNext line.", &["Version 2.5 is out.", "Next line."]),
            ("“It works.” She left.", &["“It works.”", "She left."]),
            ("Support vs. Success. Done", &["Support vs. Success.", "Done"]),
            ("顧客。満足度！", &["顧客。", "満足度！"]),
            ("Wait... What", &["Wait...", "What"]),
            ("no end at all  ", &["no end at all"]),
            ("   ", &[]),
        ] {
            let found: Vec<_> = split_sentences(text).map(|it| &text[it]).collect();
            assert_eq!(found, right);
        }
    }
}
