//! A name that begins with an article.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{corpus::LabelKind, diagnostic::Severity};

/// The articles of English.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "article-label",
    severity: Some(Severity::Warning),
    style: true,
    about: "a name that begins with an article",
    explain: "\
Nobody looks under “the”; an article belongs to a sentence, not to a name.

```yaml bad
- {id: wheel, label: the wheel, definition: a disc that turns, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
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
        let Some(label) = concept.own_labels(LabelKind::Preferred).next() else { continue };
        let Some((first, rest)) = label.text.split_once(' ') else { continue };
        if ARTICLES.contains(&&*first.to_lowercase()) {
            let message = format!("`{}` begins with an article", label.text);
            let finding =
                Finding::new(concept.place_or_entry(label.said.place), message).on_concept(id);
            found.push(finding.with_hint(format!("write `{}`", rest.trim_start())));
        }
    }
    found
}
