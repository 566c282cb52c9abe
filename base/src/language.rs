//! Language tags (BCP 47), compared by lookup (RFC 4647, section 3.4).

/// What stands for any language.
pub const ANY: &str = "*";

/// The tag among `known` that serves best who asks for `wanted` languages, the first of these first, as its position.
///
/// A wanted tag is cut from its end until a known one equals it; where none does, a known one that is more special serves
/// as well (`pt-BR` for `pt`). Letters' case means nothing, and `_` is a hyphen.
pub fn look_up_tag<'w, 'k>(
    wanted: impl IntoIterator<Item = &'w str>,
    known: &(impl Iterator<Item = &'k str> + Clone),
) -> Option<usize> {
    wanted.into_iter().find_map(|wanted| look_up_one(wanted, known))
}

/// Whether two tags are one, whatever the case of their letters.
pub fn is_same_tag(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.chars().zip(other.chars()).all(|(one, other)| fold_char(one) == fold_char(other))
}

fn look_up_one<'k>(wanted: &str, known: &(impl Iterator<Item = &'k str> + Clone)) -> Option<usize> {
    let mut range = wanted;
    while !range.is_empty() {
        if let Some(at) = known.clone().position(|known| is_same_tag(known, range)) {
            return Some(at);
        }
        range = cut_subtag(range);
    }
    known.clone().position(|known| {
        let start = known.get(..wanted.len()).unwrap_or_default();
        let rest = known.get(wanted.len()..).unwrap_or_default();
        !wanted.is_empty() && is_same_tag(start, wanted) && rest.starts_with(['-', '_'])
    })
}

/// A tag without its last part, and without the single letter before that, which only announces it.
fn cut_subtag(tag: &str) -> &str {
    let cut = |tag: &str| tag.rfind(['-', '_']).unwrap_or(0);
    let shorter = tag.get(..cut(tag)).unwrap_or_default();
    let end = cut(shorter);
    if end > 0 && shorter.len() - end == 2 {
        shorter.get(..end).unwrap_or_default()
    } else {
        shorter
    }
}

fn fold_char(c: char) -> char {
    if c == '_' { '-' } else { c.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_falls_back_to_shorter_ones() {
        let known = ["pt", "en-US", "zh-Hant", "de", "sr-Latn"];
        let found = |wanted: &str| {
            look_up_tag(wanted.split(','), &known.iter().copied())
                .and_then(|at| known.get(at))
                .copied()
        };
        for (wanted, right) in [
            ("pt-BR", Some("pt")),
            ("PT", Some("pt")),
            ("pt_br", Some("pt")),
            ("en-us", Some("en-US")),
            ("en", Some("en-US")),
            ("en-GB", None),
            ("zh-Hant-TW", Some("zh-Hant")),
            ("zh-Hant-x-private", Some("zh-Hant")),
            ("zh-Hans", None),
            ("de-AT-1996", Some("de")),
            ("fr,de", Some("de")),
            ("de-CH,pt", Some("de")),
            ("d", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(found(wanted), right, "{wanted}");
        }
    }

    #[test]
    fn what_announces_a_part_is_cut_with_it() {
        assert_eq!(cut_subtag("zh-Hant-x-private"), "zh-Hant");
        assert_eq!(cut_subtag("x-private"), "x");
        assert_eq!(cut_subtag("de"), "");
    }
}
