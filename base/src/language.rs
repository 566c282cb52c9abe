//! Language tags (BCP 47), compared by lookup (RFC 4647, section 3.4).

/// How many bytes a tag has at most; the longest that are registered have fewer than half as many.
pub const MAX_TAG_LENGTH: usize = 100;

/// What stands for any language.
pub const ANY: &str = "*";

/// The tag among `known` that serves best who asks for `wanted` languages, the first of these first, as its position.
///
/// A wanted tag is cut from its end until a known one equals it; where none does, it is cut once more until a known one is
/// more special (`pt-BR` serves for `pt`, and so for `pt-PT`), unless it is in another script than the one asked for.
/// Letters' case means nothing, and `_` is a hyphen.
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

/// A tag with its letters as BCP 47 likes them: `EN_us` is `en-US`, `ZH-HANT` is `zh-Hant`. Behind a single letter no part
/// is a region or a script (`de-u-co-phonebk`).
pub fn format_tag(tag: &str) -> String {
    let (mut parts, mut extended) = (vec![], false);
    for (at, part) in tag.split(['-', '_']).enumerate() {
        let small = part.to_lowercase();
        let mut letters = small.chars();
        let first = letters.next().unwrap_or_default();
        parts.push(match part.len() {
            2 if at > 0 && !extended => part.to_uppercase(),
            4 if at > 0 && !extended => first.to_uppercase().chain(letters).collect(),
            _ => small,
        });
        extended |= part.len() == 1;
    }
    parts.join("-")
}

fn look_up_one<'k>(wanted: &str, known: &(impl Iterator<Item = &'k str> + Clone)) -> Option<usize> {
    let some = |range| Some(range).filter(|it: &&str| !it.is_empty());
    let ranges = || std::iter::successors(some(wanted), |range| some(cut_subtag(range)));
    let find = |fits: &dyn Fn(&str) -> bool| known.clone().position(fits);
    let equal = ranges().find_map(|range| find(&|tag| is_same_tag(tag, range)));
    equal.or_else(|| {
        let (asked, meant) = (script_of(wanted), implied_script(wanted));
        let other = |tag: &str, script| match (script, script_of(tag)) {
            (Some(wanted), Some(known)) => !is_same_tag(wanted, known),
            _ => false,
        };
        ranges().find_map(|range| {
            find(&|tag| is_within(tag, range) && !other(tag, meant))
                .or_else(|| find(&|tag| is_within(tag, range) && !other(tag, asked)))
        })
    })
}

/// Whether a tag is more special than a range.
fn is_within(tag: &str, range: &str) -> bool {
    let start = tag.get(..range.len()).unwrap_or_default();
    let rest = tag.get(range.len()..).unwrap_or_default();
    is_same_tag(start, range) && rest.starts_with(['-', '_'])
}

/// The script that a tag names.
fn script_of(tag: &str) -> Option<&str> {
    let script = |part: &&str| part.len() == 4 && part.bytes().all(|it| it.is_ascii_alphabetic());
    let parts = tag.split(['-', '_']).skip(1).take_while(|part| part.len() > 1);
    parts.take(MAX_PARTS_TO_SCRIPT).find(script)
}

/// How many parts of a tag come before its script, and that itself: the language's own and up to three extended ones.
const MAX_PARTS_TO_SCRIPT: usize = 4;

/// The script that a tag names or, in Chinese, that its region writes.
fn implied_script(tag: &str) -> Option<&str> {
    script_of(tag).or_else(|| {
        let mut parts = tag.split(['-', '_']);
        let chinese = parts.next().is_some_and(|it| is_same_tag(it, "zh"));
        let region = parts.find(|it| it.len() == 2).filter(|_| chinese)?;
        let traditional = ["TW", "HK", "MO"].iter().any(|it| is_same_tag(it, region));
        Some(if traditional { "Hant" } else { "Hans" })
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
            ("en-GB", Some("en-US")),
            ("en-AU-x-home", Some("en-US")),
            ("zh-TW", Some("zh-Hant")),
            ("zh-CN", Some("zh-Hant")),
            ("sr-RS", Some("sr-Latn")),
            ("sr-Cyrl", None),
            ("sr-Cyrl-RS", None),
            ("e", None),
            ("eng-US", None),
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
    fn a_tag_has_letters_as_they_are_liked() {
        for (written, right) in [
            ("EN_us", "en-US"),
            ("zh-HANT-tw", "zh-Hant-TW"),
            ("de-latn-1996-U-CO-phonebk", "de-Latn-1996-u-co-phonebk"),
            ("en-x-US-HOME", "en-x-us-home"),
            ("x-AB", "x-ab"),
            ("", ""),
        ] {
            assert_eq!(format_tag(written), right);
        }
    }

    #[test]
    fn a_region_prefers_its_own_script() {
        let known = ["zh-Hans", "zh-Hant-HK", "pt-BR", "zh-Hant"];
        let found = |wanted: &str| {
            look_up_tag([wanted], &known.iter().copied()).and_then(|at| known.get(at)).copied()
        };
        for (wanted, right) in [
            ("zh-TW", "zh-Hant-HK"),
            ("zh_hk", "zh-Hant-HK"),
            ("zh-CN", "zh-Hans"),
            ("zh-Hant-TW", "zh-Hant"),
            ("zh-Hans-SG", "zh-Hans"),
            ("zh", "zh-Hans"),
            ("pt-PT", "pt-BR"),
            ("pt-AO-1990", "pt-BR"),
        ] {
            assert_eq!(found(wanted), Some(right), "{wanted}");
        }
    }

    #[test]
    fn what_announces_a_part_is_cut_with_it() {
        assert_eq!(cut_subtag("zh-Hant-x-private"), "zh-Hant");
        assert_eq!(cut_subtag("x-private"), "x");
        assert_eq!(cut_subtag("de"), "");
    }
}
