//! A replaced text, old and new, with the words that differ marked.

use cxterms_page::{Prose, Role};

/// What is new.
pub(super) const NEW_SIGN: &str = "+";
/// What is gone.
pub(super) const GONE_SIGN: &str = "−";
/// How many characters two texts have that stand in one line.
const MAX_ONE_LINE_CHARS: usize = 56;

/// What follows a sign.
pub(super) fn sign_prefix(sign: &'static str) -> Prose<'static> {
    Prose::of(Role::Strong, sign).plain(" ")
}

/// A text in place of another, behind a lead: both in one line if they are short, else under each other.
pub(super) fn replacement_lines<'p>(old: &str, new: &str, lead: &Prose<'p>) -> Vec<Prose<'p>> {
    if old.chars().chain(new.chars()).count() <= MAX_ONE_LINE_CHARS {
        return vec![lead.clone().plain(format!("{old} → {new}"))];
    }
    let line = |sign: &'static str, text| sign_prefix(sign).join(lead.clone()).join(text);
    let [old, new] = mark_differences(old, new);
    vec![line(GONE_SIGN, old), line(NEW_SIGN, new)]
}

/// Two texts, marked where they differ, unless they have little in common.
fn mark_differences(old: &str, new: &str) -> [Prose<'static>; 2] {
    let (olds, news): (Vec<_>, Vec<_>) = (old.split(' ').collect(), new.split(' ').collect());
    let shorter = olds.len().min(news.len());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let head = same(&mut olds.iter().zip(&news));
    let tail = same(&mut olds.iter().rev().zip(news.iter().rev())).min(shorter - head);
    [olds, news].map(|words| {
        if (head + tail) * 3 < shorter {
            return Prose::from(words.join(" "));
        }
        let (head, rest) = words.split_at(head);
        let (middle, tail) = rest.split_at(rest.len() - tail);
        let parts = [(Role::Plain, head), (Role::Strong, middle), (Role::Plain, tail)];
        let mut text = Prose::default();
        for (role, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
            text = if text.0.is_empty() { text } else { text.plain(" ") };
            text = text.and(role, words.join(" "));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(prose: &Prose<'_>) -> Vec<String> {
        let parts = prose.0.iter().filter(|(role, _)| *role == Role::Strong);
        parts.map(|(_, text)| text.to_string()).collect()
    }

    #[test]
    fn what_differs_is_marked() {
        let [old, new] =
            mark_differences("a road bike with room for mud", "a road bike with much room for mud");
        assert_eq!(old.text(), "a road bike with room for mud");
        assert_eq!(new.text(), "a road bike with much room for mud");
        assert_eq!((strong(&old), strong(&new)), (vec![], vec!["much".to_owned()]));
        let [old, new] = mark_differences("a a", "a a a");
        assert_eq!((old.text(), new.text()), ("a a".to_owned(), "a a a".to_owned()));
        let [old, new] = mark_differences("one thing", "quite another");
        assert_eq!((strong(&old), strong(&new)), (vec![], vec![]));
    }
}
