//! A definition of more than one sentence.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// What ends with a dot and ends no sentence.
const ABBREVIATIONS: [&str; 12] =
    ["approx", "ca", "cf", "co", "dr", "inc", "ltd", "mr", "mrs", "no", "st", "vs"];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "several-sentences",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition of more than one sentence",
    explain: "\
A definition is one phrase. What follows it is a second definition, or a fact that belongs in a note.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns. It has a rim, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, notes: [It has a rim.], root: {}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let own = concept.definition.iter().map(|it| (&it.text, it.place));
        let others = concept.definitions.iter().map(|it| (&it.text, it.said.place));
        for (text, place) in own.chain(others) {
            if let Some(second) = second_sentence(text) {
                let start = second.split_whitespace().next().unwrap_or_default();
                let message =
                    format!("a definition of `{}` has a second sentence: `{start} …`", concept.id);
                let finding = Finding::new(place, message).on_concept(id);
                found.push(finding.with_hint("make it one phrase, and what follows a note"));
            }
        }
    }
    found
}

/// The second sentence of a text and all after it.
fn second_sentence(text: &str) -> Option<&str> {
    text.match_indices(['.', '!', '?']).find_map(|(at, end)| {
        let rest = text.get(at + end.len()..)?.trim_start_matches(['”', '"', '’', ')']);
        let next = rest.trim_start();
        let begins = next.trim_start_matches(['“', '"', '‘', '(']).starts_with(char::is_uppercase);
        let ends = end != "." || !ends_with_abbreviation(text.get(..at)?);
        (next.len() < rest.len() && begins && ends).then_some(next)
    })
}

/// Whether a text ends with an abbreviation or an initial.
fn ends_with_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '(', '“', '"']).next().unwrap_or_default();
    word.contains('.') || word.chars().count() < 2 || ABBREVIATIONS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_another_begins() {
        assert_eq!(second_sentence("a disc. It turns"), Some("It turns"));
        assert_eq!(second_sentence("a disc (of wood). “It” turns"), Some("“It” turns"));
        assert_eq!(second_sentence("what turns? A disc!"), Some("A disc!"));
        let whole = [
            "a disc that turns.",
            "a disc, e.g. Dunlop’s",
            "a disc of the U.S. Army",
            "a disc by J. Dunlop & Co. Ltd",
            "version 2.0 of a disc",
            "a disc (cf. Wheel)",
            "a disc … that turns",
        ];
        assert_eq!(whole.map(second_sentence), [None; 7]);
    }
}
