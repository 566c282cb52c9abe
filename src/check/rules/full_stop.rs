//! A definition that ends with a full stop.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "full-stop",
    severity: Some(Severity::Warning),
    style: true,
    about: "a definition that ends as a sentence does",
    explain: "\
A definition is a phrase that can stand in the term's place, even within a sentence.

```yaml bad
- {id: wheel, label: wheel, definition: a disc that turns., root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
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
            if ends_with_full_stop(text) {
                let message = format!("a definition of `{}` ends with a full stop", concept.id);
                found.push(Finding::new(place, message).on_concept(id).with_hint("leave it out"));
            }
        }
    }
    found
}

/// Words that end in a point of their own.
const ABBREVIATIONS: [&str; 9] = ["co", "corp", "e.g", "etc", "i.e", "inc", "jr", "ltd", "sr"];

/// Whether a text ends as a sentence does; with an ellipsis, or with the point of an abbreviation, it does not.
pub(in crate::check) fn ends_with_full_stop(text: &str) -> bool {
    let Some(before) = text.strip_suffix('.').filter(|before| !before.ends_with('.')) else {
        return false;
    };
    let word = before.rsplit([' ', '(', '“', '"']).next().unwrap_or_default();
    !word.contains('.') && !ABBREVIATIONS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_of_an_abbreviation_is_no_full_stop() {
        for text in [
            "a pot etc.",
            "sold by Apple Inc.",
            "in the U.S.",
            "before 9 a.m.",
            "and so on ...",
            "an end",
        ] {
            assert!(!ends_with_full_stop(text), "{text}");
        }
        assert!(ends_with_full_stop("what ends."));
        assert!(ends_with_full_stop("in the U.S. it ends."));
    }
}
