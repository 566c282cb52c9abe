//! A voice that is never cited.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::diagnostic::Severity;
use cxterms_base::{corpus::VoiceId, diagnostic::Place};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "uncited-voice",
    severity: Some(Severity::Warning),
    style: false,
    about: "a voice that says nothing",
    explain: "\
A voice that nobody cites is left over, or its claims are missing.

```yaml bad
# sources.yaml
voices: {we: {name: we}, ann: {name: Ann}}
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
    let mut heard = BTreeSet::new();
    for citation in seen.citations() {
        heard.extend(citation.via.into_iter().chain([citation.voice]));
    }
    heard.extend(seen.corpus.works.iter().flat_map(|work| &work.by));
    heard.extend(&seen.corpus.settings.editors);
    let voices = (0_u32..).map(VoiceId).zip(&seen.corpus.voices);
    let silent = voices.filter(|(id, voice)| !heard.contains(id) && voice.place != Place::NOWHERE);
    let finding = |voice: &cxterms_base::corpus::Voice| {
        Finding::new(voice.place, format!("nobody cites `{}`", voice.id))
    };
    silent.map(|(_, voice)| finding(voice)).collect()
}
