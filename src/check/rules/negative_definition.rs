//! A definition that says what the thing is not.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::text;

/// Within how many words of the beginning all of these stand.
const MAX_OPENING_WORDS: usize = 8;

/// Words that deny, at the beginning; a no-show denies nothing.
const DENYING_WORDS: [&str; 5] = ["neither", "no", "non", "not", "nothing"];
/// Words for all there is, at the beginning, from which something is then taken.
const UNIVERSAL_WORDS: [&str; 10] =
    ["all", "any", "anyone", "anything", "each", "every", "everything", "that", "what", "whatever"];
/// How it is taken, and within how many words.
const EXCLUDING_PHRASES: [(&str, usize); 8] = [
    ("is not", 4),
    ("are not", 4),
    ("does not", 4),
    ("do not", 4),
    ("anyone but", 2),
    ("anything but", 2),
    ("everything but", 2),
    ("other than", 8),
];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "negative-definition",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition that says what the thing is not",
    explain: "\
Of what a thing is not there is no end, and a reader still does not know what it is. That something is missing may be what
a thing is: “the absence of noise” says so, and is left alone.

```yaml bad
- {id: tricycle, label: tricycle, definition: any cycle other than one with two wheels, root: {}}
```

```yaml good
- {id: tricycle, label: tricycle, definition: a cycle with three wheels, root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    if !seen.is_english() {
        return vec![];
    }
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(definition) = &concept.definition else { continue };
        if let Some(denied) = find_denial(&definition.text) {
            let message =
                format!("the definition of `{}` says what it is not: `{denied}`", concept.id);
            let finding = Finding::new(definition.place, message).on_concept(id);
            found.push(
                finding.with_hint("say what it is: the nearest umbrella and what sets it apart"),
            );
        }
    }
    found
}

/// The words at the beginning of a definition by which it denies.
fn find_denial(definition: &str) -> Option<&'static str> {
    // No beginning that denies is longer.
    let beginning: Vec<_> = definition.split_whitespace().take(MAX_OPENING_WORDS).collect();
    let words: Vec<_> = text::split_words(&beginning.join(" ")).collect();
    let stands = |phrase: &str, within: usize| {
        let start = words.get(..within).unwrap_or(&words);
        let mut runs = start.windows(phrase.split(' ').count());
        runs.any(|run| run.iter().map(String::as_str).eq(phrase.split(' ')))
    };
    let first = words.first()?.as_str();
    let opposite = ["opposite of", "opposite to", "contrary of", "reverse of"];
    let opposite = opposite.into_iter().find(|it| stands(it, 3));
    let whole = UNIVERSAL_WORDS.contains(&first);
    let taken = EXCLUDING_PHRASES.iter().find(|(it, within)| whole && stands(it, *within));
    let taken = taken.map(|(it, _)| *it);
    let alone = definition.split_whitespace().next()?.to_lowercase();
    let denies = |denying: &&str| *denying == first && (alone == first || first == "non");
    DENYING_WORDS.into_iter().find(denies).or(opposite).or(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_at_the_beginning_is_found_and_what_sets_apart_is_not() {
        let found = [
            "not a wheel",
            "Non-paying riders",
            "no part of a bike",
            "the opposite of speed",
            "anything but a bicycle",
            "whatever is not sold",
            "every part of a bike other than the wheels",
        ];
        assert!(
            found.iter().all(|text| find_denial(text).is_some()),
            "{:?}",
            found.map(find_denial)
        );
        let left = [
            "the absence of noise",
            "the lack of air in a tyre",
            "a rider who does not pay",
            "nonsense told of bikes",
            "no-show fees of a bike hire",
            "all the riders who do not brake",
            "a cycle for any road, and no other",
            "what a rider pays for the right not to ride alone",
        ];
        assert!(left.iter().all(|text| find_denial(text).is_none()), "{:?}", left.map(find_denial));
    }
}
