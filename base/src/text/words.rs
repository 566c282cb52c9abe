//! The words of a text: as names are split, as they stand in running text, and as a search index takes them.

use super::{fold, is_separator};
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// A sign that is read as a word, `45%` as `45 percent`.
const PERCENT_SIGN: char = '%';

/// The lower-cased words of a name, without what separates them.
pub fn split_words(name: &str) -> impl Iterator<Item = String> {
    let plain = if is_nfkc(name) { Cow::Borrowed(name) } else { Cow::Owned(compose(name)) };
    let mut lower = plain.to_lowercase();
    if lower.contains(['\'', '’', '&', PERCENT_SIGN]) {
        lower = lower.replace(['\'', '’'], "").replace('&', " and ");
        lower = lower.replace(PERCENT_SIGN, " percent ");
    }
    let parts = lower.split(is_separator).filter(|word| !word.is_empty());
    parts.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// A name in its composed form. A fraction is none of the number before it: `2½` is `2 1/2`, not `21/2`.
fn compose(name: &str) -> String {
    let apart = |c: char| matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}');
    match name.contains(apart) {
        true => name
            .chars()
            .flat_map(|c| apart(c).then_some(' ').into_iter().chain([c]))
            .nfkc()
            .collect(),
        false => name.nfkc().collect(),
    }
}

/// The words of a text as they stand in it, by their bytes, each with its folded form.
pub fn folded_words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    unfolded_words(text).map(|(range, word)| (range, fold(word)))
}

/// The words of a text as they stand in it, by their bytes.
pub fn unfolded_words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive(is_separator).filter_map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(is_separator);
        (!word.is_empty()).then(|| (start..start + word.len(), word))
    })
}

/// The words of a text as an index takes them, by their bytes. Where a script has no spaces, every two letters that stand
/// together are a word, and so is the last.
pub fn indexed_words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    script_runs(text).flat_map(move |(range, unspaced)| {
        // Most are one word: nothing is gathered for that.
        let (one, pairs) = match unspaced {
            true => (None, letter_pairs(text, range)),
            false => (Some(range), vec![]),
        };
        let pieces = one.into_iter().chain(pairs);
        pieces.filter_map(move |range| Some((range.clone(), text.get(range)?)))
    })
}

/// The words of a query: each as it is asked for, and the folded words of an index that it is made of.
pub fn query_words(query: &str) -> Vec<(&str, Vec<String>)> {
    let mut found: Vec<(&str, Vec<String>)> = vec![];
    for (range, unspaced) in script_runs(query) {
        let Some(word) = query.get(range.clone()) else { continue };
        let mut pieces = if unspaced { letter_pairs(query, range) } else { vec![range] };
        if pieces.len() > 1 {
            // The last letter alone says less than the pair that it ends.
            pieces.pop();
        }
        let pieces = pieces.into_iter().filter_map(|range| query.get(range)).map(fold).collect();
        if found.iter().all(|(_, known)| *known != pieces) {
            found.push((word, pieces));
        }
    }
    found
}

/// The parts of a text's words that are of a script with or without spaces, and whether without; a percent sign is a part
/// of its own.
fn script_runs(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    unfolded_words(text).flat_map(|(range, word)| {
        if word.is_ascii() && !word.contains(PERCENT_SIGN) {
            return Some((range, false)).into_iter().chain(vec![]);
        }
        let mut runs: Vec<(Range<usize>, (bool, bool))> = vec![];
        for (at, c) in word.char_indices() {
            let (start, end) = (range.start + at, range.start + at + c.len_utf8());
            let class = (is_unspaced_letter(c), c == PERCENT_SIGN);
            match runs.last_mut().filter(|(_, known)| *known == class) {
                Some((run, _)) => run.end = end,
                None => runs.push((start..end, class)),
            }
        }
        let runs = runs.into_iter().map(|(run, (unspaced, _))| (run, unspaced));
        None.into_iter().chain(runs.collect::<Vec<_>>())
    })
}

/// Every two letters of a part of a text that stand together, and the last alone.
fn letter_pairs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let run = text.get(range.clone()).unwrap_or_default();
    let starts: Vec<_> = run.char_indices().map(|(at, _)| range.start + at).collect();
    let ends = starts.iter().skip(2).copied().chain([range.end, range.end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// Whether a word is of a script that puts no spaces between words.
pub fn is_unspaced(word: &str) -> bool {
    word.chars().all(is_unspaced_letter)
}

/// Whether a letter is of a script that puts no spaces between words: Han, kana, and those of the mainland of South-East
/// Asia.
fn is_unspaced_letter(c: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(text: &str) -> Vec<&str> {
        indexed_words(text).map(|(_, word)| word).collect()
    }

    #[test]
    fn a_script_without_spaces_is_indexed_by_pairs() {
        assert_eq!(indexed("客户成功"), ["客户", "户成", "成功", "功"]);
        assert_eq!(indexed("CX体験 x"), ["CX", "体験", "験", "x"]);
        assert_eq!(indexed("顧客・経験"), ["顧客", "客", "・", "経験", "験"]);
        assert_eq!(indexed("good-will, ü"), ["good", "will", "ü"]);
        for text in ["客户 成功", "ลูกค้า", "aé客"] {
            assert!(indexed_words(text).all(|(range, word)| text.get(range) == Some(word)));
        }
    }

    #[test]
    fn a_percent_sign_is_a_word() {
        for (text, words) in [("45% more", "45 percent more"), ("a 4.5 %, b", "a 4 5 percent b")] {
            let indexed: Vec<_> = indexed(text).into_iter().map(fold).collect();
            assert_eq!(indexed.join(" "), words);
            assert_eq!(fold(text), fold(words));
        }
        let asked = query_words("45%");
        assert_eq!(
            asked.iter().map(|(_, parts)| parts.join("+")).collect::<Vec<_>>(),
            ["45", "percent"]
        );
    }

    #[test]
    fn a_query_asks_for_pairs_together() {
        let words = query_words("成功 Loyalties 功 loyalty");
        let words: Vec<_> = words.iter().map(|(word, parts)| (*word, parts.join("+"))).collect();
        let of = |word, parts: &str| (word, parts.to_owned());
        assert_eq!(words, [of("成功", "成功"), of("Loyalties", "loyalty"), of("功", "功")]);
        assert_eq!(query_words("客户成功")[0].1, ["客户", "户成", "成功"]);
    }
}
