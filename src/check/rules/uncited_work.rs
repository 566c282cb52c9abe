//! A work that is never cited.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::{corpus::WorkId, diagnostic::Place};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "uncited-work",
    severity: Some(Severity::Warning),
    style: false,
    about: "a work in which nothing is said",
    explain: "\
A work that nobody cites is left over, or its claims are missing.

```yaml bad
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}}
works: {anns-book: {by: ann, title: Wheels}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {}}
```

```yaml good
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}}
works: {anns-book: {by: ann, title: Wheels}}
# entries.yaml
- {id: wheel, label: wheel, definition: a disc that turns, root: {by: anns-book}}
```
",
    check,
};

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    if !seen.whole {
        return vec![]; // A fault may have kept the citation from being read.
    }
    let cited: BTreeSet<_> = seen.citations().filter_map(|citation| citation.work).collect();
    let works = (0_u32..).map(WorkId).zip(&seen.corpus.works);
    let unread = works.filter(|(id, work)| !cited.contains(id) && work.place != Place::NOWHERE);
    let finding = |work: &cxterms_base::corpus::Work| {
        Finding::new(work.place, format!("nothing is cited from `{}`", work.id))
    };
    unread.map(|(_, work)| finding(work)).collect()
}
