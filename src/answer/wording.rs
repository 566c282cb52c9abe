//! Words of facets and relations, as the manifest gives them: in statements and in questions.

use cxterms_base::{
    End,
    corpus::{Facet, Placement, RelationKind, capitalize_first},
};
use std::borrow::Cow;

/// How [`cxterms_base::corpus::SUBSET_OF`] is named.
pub const SUBSET_OF_NAME: &str = "subset-of";

/// How [`cxterms_base::corpus::SAME_AS`] is named.
const SAME_AS_NAME: &str = "same-as";

/// The word that stands for a facet's value in its question.
const VALUE: &str = "V";

/// The word that stands for the other concept in a relation's verb.
const OTHER: &str = "B";

/// A facet's value as a phrase: `for B2B`.
pub fn phrase_value(facet: &Facet<&str>, value: &str) -> String {
    let words_of = |value: &str| facet.value_words.iter().find(|(known, _)| *known == value);
    let pattern = words_of(VALUE).map(|(_, words)| *words).or(facet.question);
    match (words_of(value), pattern) {
        (Some((_, words)), _) => (*words).to_owned(),
        (None, Some(pattern)) => {
            // The article before it is written as before a consonant.
            let bare = pattern.strip_suffix(VALUE).and_then(|lead| lead.strip_suffix("a "));
            match bare.filter(|lead| lead.is_empty() || lead.ends_with(' ')) {
                Some(lead) if begins_with_vowel(value) => format!("{lead}an {value}"),
                _ => replace_words(pattern, &[(VALUE, value)]),
            }
        }
        (None, None) => value.to_owned(),
    }
}

/// Whether a word is spoken with a vowel at its start, as far as its letters tell.
fn begins_with_vowel(word: &str) -> bool {
    let word = word.to_lowercase();
    let spoken_otherwise = ["eu", "one", "uni", "use", "usa"];
    word.starts_with(['a', 'e', 'i', 'o', 'u'])
        && !spoken_otherwise.iter().any(|start| word.starts_with(start))
}

/// A facet's value as a statement whose subject is told: `is proactive`.
pub fn state_value(facet: &Facet<&str>, value: &str) -> String {
    let phrase = phrase_value(facet, value);
    match facet.verb {
        Some(verb) => [verb, " ", &phrase].concat(),
        None => phrase,
    }
}

/// That a facet's value does not hold, as a statement whose subject is told: `is not proactive`, `does not cover prices`.
pub fn deny_value(facet: &Facet<&str>, value: &str) -> String {
    let stated = state_value(facet, value);
    let words_of = |value: &str| facet.value_words.iter().find(|(known, _)| *known == value);
    let pattern = words_of(VALUE).map(|(_, words)| *words).or(facet.question);
    let pattern = pattern.filter(|_| words_of(value).is_none());
    let lead = facet.verb.or(pattern).and_then(|words| words.split(' ').next());
    match lead.filter(|word| *word != VALUE) {
        Some(verb) => deny_verb(&stated, verb),
        None => format!("not {stated}"),
    }
}

/// Puts `not` into a statement that begins with a verb; before one that does not.
fn deny_verb(stated: &str, verb: &str) -> String {
    let rest = stated.strip_prefix(verb).unwrap_or_default();
    match (verb, verb.strip_suffix('s')) {
        ("is", _) => format!("is not{rest}"),
        ("has", _) => format!("does not have{rest}"),
        (_, Some(base)) if !base.is_empty() && !base.ends_with(['s', 'u']) => {
            format!("does not {}{rest}", restore_base(base))
        }
        _ => format!("not {stated}"),
    }
}

/// A verb less its ending, in full: `rely` of `relie`, `reach` of `reache`.
fn restore_base(bare: &str) -> Cow<'_, str> {
    if let Some(stem) = bare.strip_suffix("ie") {
        return format!("{stem}y").into();
    }
    let stem = bare.strip_suffix('e').unwrap_or(bare);
    let spoken = ["ch", "sh", "ss", "x", "o"].iter().any(|end| stem.ends_with(end));
    if spoken { stem.into() } else { bare.into() }
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
    RelationVerb::from_phrase(&phrase_relation(kind, side)).relate_to(other)
}

/// A relation as a verb of a whole sentence: what stands before the other concept, and what behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationVerb {
    before: String,
    behind: String,
    /// Whether a sentence needs “is” before it.
    lacks_verb: bool,
}

impl RelationVerb {
    /// The verb from one of a relation's ends.
    pub fn of_kind(kind: &RelationKind<&str>, side: End) -> Self {
        let near = matches!(side, End::Near);
        let lacks_verb = kind.id == SUBSET_OF_NAME && near || kind.id == SAME_AS_NAME;
        Self { lacks_verb, ..Self::from_phrase(&phrase_relation(kind, side)) }
    }

    /// That another stands in the place of one.
    pub fn of_replacement() -> Self {
        Self::from_phrase("is replaced by")
    }

    fn from_phrase(phrase: &str) -> Self {
        let word = |at: &usize| {
            let (before, behind) = (phrase.get(..*at), phrase.get(at + OTHER.len()..));
            let open = |c: char| !c.is_alphanumeric();
            before.is_some_and(|it| it.is_empty() || it.ends_with(open))
                && behind.is_some_and(|it| it.is_empty() || it.starts_with(open))
        };
        let at = phrase.match_indices(OTHER).map(|(at, _)| at).find(word);
        let split = at.and_then(|at| Some((phrase.get(..at)?, phrase.get(at + OTHER.len()..)?)));
        let (before, behind) = split.unwrap_or((phrase, ""));
        let [before, behind] = [before, behind].map(|part| part.trim().to_owned());
        Self { before, behind, lacks_verb: false }
    }

    /// With the other concept in its place: `makes service unnecessary`.
    pub fn relate_to(&self, other: &str) -> String {
        let phrase = self.relate_briefly(other);
        if self.lacks_verb { format!("is {phrase}") } else { phrase }
    }

    /// The same without a verb that only joins: `under service`.
    pub fn relate_briefly(&self, other: &str) -> String {
        let mut phrase =
            String::with_capacity(self.before.len() + other.len() + self.behind.len() + 2);
        for part in [&*self.before, other, &self.behind].into_iter().filter(|part| !part.is_empty())
        {
            phrase.push_str(if phrase.is_empty() { "" } else { " " });
            phrase.push_str(part);
        }
        phrase
    }

    /// That the relation does not hold: `does not lead to growth`.
    pub fn deny_relation(&self, other: &str) -> String {
        let stated = self.relate_to(other);
        let verb = stated.split(' ').next().unwrap_or_default();
        deny_verb(&stated, verb)
    }

    /// What stands before the other concept.
    pub fn lead(&self) -> String {
        format!("{}{}", if self.lacks_verb { "is " } else { "" }, self.before)
    }

    /// Another concept with what stands behind it: `service unnecessary`.
    pub fn complete<'t>(&self, other: &'t str) -> Cow<'t, str> {
        if self.behind.is_empty() {
            other.into()
        } else {
            format!("{other} {}", self.behind).into()
        }
    }

    /// Without the other concept, as a label: `Makes unnecessary`.
    pub fn to_label(&self) -> String {
        capitalize_first(&self.relate_to(""))
    }
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
    fn a_value_has_words_of_its_own_or_the_pattern_with_its_article() {
        let facet = Facet {
            id: "nature",
            label: "Taken as",
            means: "",
            single_valued: false,
            defining: false,
            values: vec![],
            question: None,
            value_words: vec![("V", "a V"), ("work", "work")],
            verb: Some("is"),
        };
        let stated = ["function", "outcome", "user group", "unit", "work"];
        let stated = stated.map(|value| state_value(&facet, value));
        assert_eq!(
            stated,
            ["is a function", "is an outcome", "is a user group", "is a unit", "is work"]
        );
        assert_eq!(deny_value(&facet, "unit"), "is not a unit");
        let stage =
            Facet { verb: None, value_words: vec![("late", "afterwards")], ..facet.clone() };
        assert_eq!(deny_value(&stage, "late"), "not afterwards");
        assert_eq!(deny_value(&stage, "users only"), "not users only");
        let covers = Facet { question: Some("covers V"), ..stage };
        assert_eq!(deny_value(&covers, "prices"), "does not cover prices");
        let plain = Facet { value_words: vec![], question: Some("has a V"), ..facet };
        assert_eq!(phrase_value(&plain, "end"), "has an end");
    }

    #[test]
    fn a_denial_has_the_verb_where_it_belongs() {
        let denied = [
            ("is proactive", "is not proactive"),
            ("leads to growth", "does not lead to growth"),
            ("makes care unnecessary", "does not make care unnecessary"),
            ("reaches all", "does not reach all"),
            ("relies on trust", "does not rely on trust"),
            ("has parts", "does not have parts"),
            ("across functions", "not across functions"),
            ("after the sale", "not after the sale"),
        ];
        for (stated, expected) in denied {
            let verb = stated.split(' ').next().unwrap_or_default();
            assert_eq!(deny_verb(stated, verb), expected);
        }
    }

    #[test]
    fn only_whole_words_are_replaced_and_each_once() {
        let asked = "Does A (a part of A's kin) lead to B?";
        assert_eq!(
            replace_words(asked, &[("A", "plan B"), ("B", "café A")]),
            "Does plan B (a part of plan B's kin) lead to café A?"
        );
        let verb = |phrase| RelationVerb::from_phrase(phrase);
        assert_eq!(verb("makes B unnecessary").relate_to("plan B"), "makes plan B unnecessary");
        assert_eq!(verb("makes B unnecessary").to_label(), "Makes unnecessary");
        assert_eq!(verb("is for B2B, not").relate_to("care"), "is for B2B, not care");
        assert_eq!(replace_words("covers V", &[("V", "VAT")]), "covers VAT");
    }
}
