//! Larger words: what stands together without space and is no text of words, such as addresses, paths, handles, codes.

use crate::block::STAND_IN;

/// The longest run of capitals behind a hyphen that is a code, and the shortest word of capitals that merely shouts.
const MAX_CODE_LETTERS: usize = 5;

/// Where an address ends that a part of a text begins or holds, `https://…`: at white space, or at what encloses it.
/// None, if it holds none.
pub(super) fn find_address_end(rest: &str, part: usize) -> Option<usize> {
    let head = rest.get(..part)?;
    if !(head.contains("://") || head.starts_with("www.") || head.starts_with("mailto:")) {
        return None;
    }
    let encloses = |c: char| c.is_whitespace() || "<>\"”»|".contains(c);
    let address = rest.get(..rest.find(encloses).unwrap_or(rest.len()))?;
    let mut end = address.len();
    while let Some(last) = address.get(..end).and_then(|it| it.chars().next_back()) {
        let inside = address.get(..end).unwrap_or_default();
        let unopened = |close: char, open: char| {
            last == close && inside.matches(close).count() > inside.matches(open).count()
        };
        if !(",;!?.:'’*".contains(last) || unopened(')', '(') || unopened(']', '[')) {
            break;
        }
        end -= last.len_utf8();
    }
    Some(end.max(part.min(end)).max(1))
}

/// Whether a part of a text is a larger word. Quotation marks and full stops at its ends are no part of it.
pub(super) fn is_larger_word(part: &str) -> bool {
    let part = part.trim_matches(['\'', '’', '‘']);
    if is_emoji_code(part) || is_option(part) {
        return true;
    }
    let part = part.trim_end_matches(['.', ':']);
    part.contains("://") || holds_joiner(part) || is_path(part)
}

/// Whether a segment is a word with a code in it or signs: `CS-1234`, `non-CS`, `R&D`, `2.0`, `U.S.`
pub(super) fn is_code_segment(segment: &str) -> bool {
    if segment.contains('&') {
        return segment.trim_matches('&').contains('&');
    }
    if segment.contains('.') {
        return is_number_or_initials(segment);
    }
    let mut parts = segment.split(is_hyphen);
    let shouts = parts.next().is_some_and(|first| {
        first.chars().count() > MAX_CODE_LETTERS && !first.contains(char::is_lowercase)
    });
    parts.any(|part| is_code(part, shouts))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether what stands behind a hyphen is a code. Of a text in capitals all would be.
fn is_code(part: &str, shouts: bool) -> bool {
    // Its plural and possessive are codes too.
    let part = part.trim_end_matches('s').trim_end_matches(['\'', '’']);
    let short = part.len() <= MAX_CODE_LETTERS && !part.is_empty();
    part.contains(|c: char| c.is_ascii_digit())
        || short && !shouts && part.chars().all(char::is_uppercase)
}

/// `:tada:`, `:customer-success:`
fn is_emoji_code(part: &str) -> bool {
    let inner = part.strip_prefix(':').and_then(|it| it.strip_suffix(':')).unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c);
    !inner.is_empty() && inner.chars().all(plain)
}

/// `--long`, `-CS`
fn is_option(part: &str) -> bool {
    let Some(rest) = part.strip_prefix('-') else { return false };
    let named = rest.strip_prefix('-').is_some_and(|it| it.starts_with(char::is_alphabetic));
    named || is_code(rest, false)
}

/// Whether a sign makes one word of what it stands in or between.
fn holds_joiner(part: &str) -> bool {
    let is_plain = is_number_or_initials(part);
    let mut before = None;
    let mut all = part.char_indices().peekable();
    while let Some((at, c)) = all.next() {
        let next = all.peek().map(|(_, next)| *next);
        let touches = |test: fn(char) -> bool| before.is_some_and(test) || next.is_some_and(test);
        let between =
            before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let joins = match c {
            '_' | '@' | '#' | '\\' => touches(char::is_alphanumeric),
            '~' | '$' => next.is_some_and(char::is_alphabetic),
            ':' => between,
            '.' => between && !is_plain && !is_sentence_end(part, at),
            STAND_IN => before.is_some() || next.is_some_and(|it| it != '.'),
            _ => false,
        };
        if joins {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether a full stop lacks its space: `satisfaction.Customers`, but not `Node.js` or `example.com`.
fn is_sentence_end(part: &str, stop: usize) -> bool {
    let (before, after) = part.split_at_checked(stop).unwrap_or((part, ""));
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let mut after = after.chars().skip(1);
    word.chars().count() > 3
        && word.ends_with(char::is_lowercase)
        && after.next().is_some_and(char::is_uppercase)
        && after.next().is_some_and(char::is_lowercase)
}

/// `2.0`, `3.14`, `U.S`, `e.g`
fn is_number_or_initials(part: &str) -> bool {
    let all = |test: fn(&str) -> bool| part.trim_end_matches('.').split('.').all(test);
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    let initial = |it: &str| it.chars().count() == 1 && it.starts_with(char::is_alphabetic);
    part.contains('.') && (all(digits) || all(initial))
}

/// Whether slashes make a path: `/cs`, `docs/`, `./a`, `a//b`, `customer-success/onboarding`.
fn is_path(part: &str) -> bool {
    if !part.contains('/') || !part.contains(char::is_alphanumeric) {
        return false;
    }
    let slug = |it: &str| it.contains('-') && !it.contains(char::is_uppercase);
    part.starts_with(['/', '.', '~'])
        || part.ends_with('/')
        || part.contains("//")
        || part.split('/').any(slug)
}
