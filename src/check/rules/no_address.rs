//! An address of a work that is not a valid web address.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Place;
use cxterms_base::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-address",
    severity: Some(Severity::Error),
    style: false,
    about: "an address that is none",
    explain: "\
A reader who follows it gets nowhere.

```yaml bad
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}}
works: {anns-book: {by: ann, title: Wheels, url: www.example.org}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: anns-book}}
```

```yaml good
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}}
works: {anns-book: {by: ann, title: Wheels, url: 'https://www.example.org'}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: anns-book}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for work in seen.corpus.works.iter().filter(|work| work.place != Place::NOWHERE) {
        for url in work.url.iter().chain(&work.also_at).filter(|url| !is_address(url)) {
            let message = format!("`{url}` of `{}` is no address", work.id);
            found.push(
                Finding::new(work.place, message).with_hint("write https://… without spaces"),
            );
        }
    }
    found
}

/// Whether a text has a scheme of the web, a host and no spaces: RFC 3986 as far as a slip of the pen goes.
pub fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|^`".contains(c);
    host.contains('.') && !host.starts_with('.') && rest.chars().all(plain)
}
