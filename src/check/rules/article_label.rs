//! A name that begins with an article.

use crate::check::seen::preferred;
use crate::check::{Finding, Rule, Seen};
use cxterms_base::diagnostic::Severity;

/// The articles of English.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "article-label",
    severity: Some(Severity::Warning),
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

fn check(seen: &Seen<'_>) -> Vec<Finding> {
    if !seen.english() {
        return vec![];
    }
    let mut found = vec![];
    for (id, concept) in seen.concepts() {
        let Some(label) = preferred(concept) else { continue };
        let Some((first, rest)) = label.text.split_once(' ') else { continue };
        if ARTICLES.contains(&&*first.to_lowercase()) {
            let message = format!("`{}` begins with an article", label.text);
            let finding = Finding::new(concept.at(label.said.place), message).of(id);
            found.push(finding.hint(format!("write `{}`", rest.trim_start())));
        }
    }
    found
}
