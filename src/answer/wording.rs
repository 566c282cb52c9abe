//! Words of facets and relations, as the manifest gives them: in statements and in questions.

use cxterms_base::{
    End,
    corpus::{Facet, Placement, RelationKind, capitalize_first},
};
use std::borrow::Cow;

/// The word that stands for a facet's value in its question.
const VALUE: &str = "V";

/// A facet's value as a phrase: `for B2B`.
pub fn phrase_value(facet: &Facet<&str>, value: &str) -> String {
    let own = facet.value_words.iter().find(|(known, _)| *known == value);
    match (own, facet.question) {
        (Some((_, words)), _) => (*words).to_owned(),
        (None, Some(question)) => replace_words(question, &[(VALUE, value)]),
        (None, None) => value.to_owned(),
    }
}

/// A facet's value as a statement whose subject is told: `is proactive`.
pub fn state_value(facet: &Facet<&str>, value: &str) -> String {
    let phrase = phrase_value(facet, value);
    facet.verb.map_or(phrase.clone(), |verb| format!("{verb} {phrase}"))
}

/// What a relation says from one of its ends: `leads to`, `comes from`.
pub fn phrase_relation<'b>(kind: &RelationKind<&'b str>, side: End) -> Cow<'b, str> {
    let (verb, name) = match side {
        End::Near => (kind.verb, kind.id),
        End::Far if kind.is_symmetric() => (kind.verb, kind.id),
        End::Far => (kind.inverse_verb, kind.inverse),
    };
    verb.map_or_else(|| name.replace('-', " ").into(), Cow::Borrowed)
}

/// The same of another concept: `leads to growth`, `makes service unnecessary`. A verb may say with `B` where that stands.
pub fn relate_to(kind: &RelationKind<&str>, side: End, other: &str) -> String {
    let verb = phrase_relation(kind, side);
    let replaced = replace_words(&verb, &[("B", other)]);
    if replaced == verb { format!("{verb} {other}") } else { replaced }
}

/// How one concept stands under another, where all who say so say as what: `a kind of`, `part of`.
pub fn phrase_placement(placement: Option<Placement>) -> &'static str {
    match placement {
        Some(Placement::Kind) => "a kind of",
        Some(Placement::Part) => "part of",
        None => "under",
    }
}

/// The question for a relation between two named concepts: `Does effort lead to churn?`
pub fn ask_relation(kind: &RelationKind<&str>, from: &str, to: &str) -> String {
    match kind.asked {
        Some(asked) => replace_words(asked, &[("A", from), ("B", to)]),
        None => format!("{}: {}?", capitalize_first(from), relate_to(kind, End::Near, to)),
    }
}

/// Puts texts in place of whole words, all at once: what is put in is not looked at again.
fn replace_words(pattern: &str, words: &[(&str, &str)]) -> String {
    let mut made = String::with_capacity(pattern.len());
    for part in pattern.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let end = part.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let (word, rest) = part.split_at(end);
        let new = words.iter().find(|(known, _)| *known == word).map_or(word, |(_, new)| new);
        made.push_str(new);
        made.push_str(rest);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_replaced_and_each_once() {
        let asked = "Does A (a part of A's kin) lead to B?";
        assert_eq!(
            replace_words(asked, &[("A", "plan B"), ("B", "café A")]),
            "Does plan B (a part of plan B's kin) lead to café A?"
        );
        assert_eq!(replace_words("covers V", &[("V", "VAT")]), "covers VAT");
    }
}
