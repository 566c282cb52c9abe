//! An abbreviation that a set of documents expands to two different things.

use crate::scan::{
    RuleScope, ScanRule,
    expansion::{derive_key, group_variants},
    facts::flatten_words,
    finding_place::FindingPlace,
    hit::ScanHit,
    set_facts::{AbbreviationFacts, ExpansionFacts},
    subject::SetSubject,
};
use cxterms_base::{diagnostic::Severity, image::ImageError};
use cxterms_page::Count;
use std::cmp::Reverse;

/// How many places of each meaning are named.
const MAX_PLACES: usize = 3;

/// How many meanings are named.
const MAX_MEANINGS: usize = 6;

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "conflicting-expansion",
    severity: Some(Severity::Warning),
    about: "an abbreviation that stands for two different things",
    explain: "\
Who meets the abbreviation later cannot tell which of the two is meant. The documents themselves say so; it does not matter
whether the base has the words. Two wordings of one thing (response time, reply time) are no conflict. Where an abbreviation
stands in a list beside its own meaning, that is told as a note.

```markdown bad
Write down your ideal customer profile (ICP).

Then the ideal candidate profile (ICP) for the role.
```

```markdown good
Write down your ideal customer profile (ICP).

Then the ideal candidate profile for the role.
```
",
    find: RuleScope::Set(find),
};

fn find(seen: &SetSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut found = vec![];
    for (abbreviation, facts) in &seen.facts.abbreviations {
        let keys = facts.usual_keys();
        let groups = group_variants(seen.vocabulary, &keys)?;
        let of_group = |group: &Vec<usize>| {
            let own = group.iter().filter_map(|at| facts.expansions.get(*keys.get(*at)?));
            let mut all = ExpansionFacts::default();
            own.for_each(|it| all.add(it.clone()));
            all
        };
        let mut meanings: Vec<ExpansionFacts> = groups.iter().map(of_group).collect();
        // The meaning that is most often given first; then what comes first.
        meanings.sort_by_key(|it| (Reverse(it.count), it.places.first().cloned()));
        match &*meanings {
            [] => {}
            [only] => found.extend(find_beside_itself(seen, abbreviation, facts, only)),
            [main, others @ ..] => {
                let mut hit = report_conflict(seen, abbreviation, main, others);
                if let Some(hit) = &mut hit {
                    hit.files = facts.explaining_files;
                }
                found.extend(hit);
            }
        }
    }
    Ok(found)
}

fn report_conflict(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
    main: &ExpansionFacts,
    others: &[ExpansionFacts],
) -> Option<ScanHit> {
    // Where the documents that are looked at have only the main meaning, it is told there.
    let told = others.iter().find_map(|it| it.own.as_ref()).or(main.own.as_ref())?;
    let meanings = || std::iter::once(main).chain(others);
    let mut words: Vec<_> = meanings()
        .filter_map(|it| it.places.first())
        .take(MAX_MEANINGS)
        .map(|place| format!("“{}”", flatten_words(&place.text)))
        .collect();
    if let more @ 1.. = (others.len() + 1).saturating_sub(MAX_MEANINGS) {
        words.push(Count(more, "other thing").to_string());
    }
    let (last, rest) = words.split_last()?;
    let message = format!("{abbreviation} stands for {} and for {last}", rest.join(", "));
    let mut hit = ScanHit::new(told.clone(), message, RULE.name);
    for meaning in meanings().take(MAX_MEANINGS) {
        let elsewhere = meaning.places.iter().filter(|place| *place != told);
        hit.others.extend(elsewhere.take(MAX_PLACES).map(|place| say_here(abbreviation, place)));
    }
    hit.count = meanings().fold(0, |sum, it| sum.saturating_add(it.count));
    hit.notes.push(format!("these documents say so themselves, {}", seen.name.describe_scope()));
    hit.hint = Some("keep the abbreviation for one of them, and write the other out".to_owned());
    Some(hit)
}

/// A place with what the abbreviation stands for there.
fn say_here(abbreviation: &str, place: &FindingPlace) -> (FindingPlace, String) {
    let what = format!("here {abbreviation} is “{}”", flatten_words(&place.text));
    (place.clone(), what)
}

/// The use of an abbreviation in a list beside the very thing that it stands for.
fn find_beside_itself(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
    facts: &AbbreviationFacts,
    only: &ExpansionFacts,
) -> Option<ScanHit> {
    let place = only.places.first()?;
    let key = derive_key(&place.text);
    let last = key.rsplit(' ').next()?;
    let used = [last, &key].into_iter().filter_map(|item| facts.beside.get(item)).min()?;
    let long = flatten_words(&place.text);
    let message = format!("{abbreviation} is “{long}” here, and stands in a list beside “{last}”");
    let mut hit = ScanHit::new(used.clone(), message, RULE.name);
    hit.severity = Some(Severity::Note);
    hit.others.push(say_here(abbreviation, place));
    hit.notes.push(format!("these documents say so themselves, {}", seen.name.describe_scope()));
    hit.hint = Some("write out what is meant".to_owned());
    Some(hit)
}
