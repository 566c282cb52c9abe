//! An abbreviation that a set of documents expands to two different things.

use crate::scan::{
    ScanRule,
    expansion::group_variants,
    facts::FoundExpansion,
    subject::{DocumentSpot, ScanHit, SetSubject},
};
use cxterms_base::{diagnostic::Severity, image::ImageError};
use std::collections::{BTreeMap, BTreeSet};

/// How many places of each meaning are named.
const MAX_PLACES: usize = 3;

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
    find,
};

/// The expansions of one abbreviation, each with the number of its document.
type Expansions<'s> = Vec<(usize, &'s FoundExpansion)>;

fn find(seen: &SetSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut all: BTreeMap<&str, Expansions<'_>> = BTreeMap::new();
    for (document, it) in seen.collect(RULE.name, |facts| &facts.expansions, |it| &it.spot) {
        all.entry(&it.abbreviation).or_default().push((document, it));
    }
    let mut found = vec![];
    for (abbreviation, expansions) in &all {
        let keys: BTreeSet<&str> = expansions.iter().map(|(_, it)| &*it.key).collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let groups = group_variants(seen.vocabulary, &keys)?;
        let of_group = |group: &Vec<usize>| -> Expansions<'_> {
            let own: Vec<_> = group.iter().filter_map(|at| keys.get(*at)).collect();
            let mut some = expansions.clone();
            some.retain(|(_, it)| own.contains(&&&*it.key));
            some
        };
        let mut meanings: Vec<Expansions<'_>> = groups.iter().map(of_group).collect();
        // The meaning that is most often given first; then what comes first.
        meanings.sort_by_key(|some| {
            let first = some.first().map(|(document, it)| (*document, it.spot.start));
            (std::cmp::Reverse(some.len()), first)
        });
        match &*meanings {
            [] => {}
            [only] => found.extend(find_beside_itself(seen, abbreviation, only)),
            [main, others @ ..] => {
                found.extend(report_conflict(seen, abbreviation, main, others));
            }
        }
    }
    Ok(found)
}

fn report_conflict(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
    main: &Expansions<'_>,
    others: &[Expansions<'_>],
) -> Option<ScanHit> {
    // Where the document that is looked at has only the main meaning, it is told there.
    let (document, it) =
        others.iter().find_map(|some| find_told(seen, some)).or_else(|| find_told(seen, main))?;
    let meanings = std::iter::once(main).chain(others);
    let words: Vec<_> = meanings.clone().filter_map(|some| some.first()).collect();
    let words: Vec<_> =
        words.iter().map(|(_, it)| format!("“{}”", flatten(&it.spot.text))).collect();
    let (last, rest) = words.split_last()?;
    let message = format!("{abbreviation} stands for {} and for {last}", rest.join(", "));
    let mut hit = ScanHit::new(DocumentSpot::new(document, &it.spot), message, RULE.name);
    for meaning in meanings.clone() {
        let elsewhere = meaning
            .iter()
            .filter(|(other, place)| (*other, place.spot.start) != (document, it.spot.start));
        for (other, place) in elsewhere.take(MAX_PLACES) {
            let what = format!("here {abbreviation} is “{}”", flatten(&place.spot.text));
            hit.others.push((DocumentSpot::new(*other, &place.spot), what));
        }
    }
    let all: Vec<_> = meanings.flatten().collect();
    hit.count = all.len();
    hit.files = all.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len();
    hit.notes.push(format!("these documents say so themselves, {}", seen.describe_scope()));
    hit.hint = Some("keep the abbreviation for one of them, and write the other out".to_owned());
    Some(hit)
}

/// The first of some places in a document that is looked at.
fn find_told<'s>(
    seen: &SetSubject<'_, '_>,
    some: &Expansions<'s>,
) -> Option<(usize, &'s FoundExpansion)> {
    some.iter().find(|(document, _)| !seen.is_evidence(*document)).copied()
}

/// The use of an abbreviation in a list beside the very thing that it stands for.
fn find_beside_itself(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
    expansions: &Expansions<'_>,
) -> Option<ScanHit> {
    let (from, expansion) = expansions.first()?;
    let last = expansion.key.rsplit(' ').next()?;
    let mut all = seen.collect(RULE.name, |facts| &facts.abbreviations, |used| &used.spot);
    let (document, used) = all.find(|(document, used)| {
        let beside = || used.beside.iter().any(|item| *item == last || *item == expansion.key);
        used.text == abbreviation && beside() && !seen.is_evidence(*document)
    })?;
    let long = flatten(&expansion.spot.text);
    let message = format!("{abbreviation} is “{long}” here, and stands in a list beside “{last}”");
    let mut hit = ScanHit::new(DocumentSpot::new(document, &used.spot), message, RULE.name);
    hit.severity = Some(Severity::Note);
    hit.others.push((
        DocumentSpot::new(*from, &expansion.spot),
        format!("here {abbreviation} is “{long}”"),
    ));
    hit.notes.push(format!("these documents say so themselves, {}", seen.describe_scope()));
    hit.hint = Some("write out what is meant".to_owned());
    Some(hit)
}

/// Words in one line.
fn flatten(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
