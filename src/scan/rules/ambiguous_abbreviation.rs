//! An abbreviation of which no document of the set says what it stands for, and that voices use for several things.

use crate::scan::{
    ScanRule,
    facts::AbbreviationUse,
    subject::{DocumentSpot, ScanHit, SetSubject},
    vocabulary::{AbbreviationReading, LabelRole, list_sayings},
};
use cxterms_base::{diagnostic::Severity, image::ImageError};
use cxterms_page::Count;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The rule.
pub(super) const RULE: ScanRule = ScanRule {
    name: "ambiguous-abbreviation",
    severity: Some(Severity::Warning),
    about: "an abbreviation that may mean several things, and that no document of the set explains",
    explain: "\
In one company CS is customer support, in another customer success; a reader who comes from the other takes one for the
other. Say once in the set what it stands for, or pin it in an overlay. It is told once of a set, at the file that uses it
most; `--each-file` tells it of every file. Readings that no voice sets apart count as one.

```markdown bad
The CS team calls every new account.
```

```markdown good
The customer success (CS) team calls every new account.
```
",
    find,
};

fn find(seen: &SetSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut explained: BTreeSet<&str> = BTreeSet::new();
    for facts in seen.documents {
        explained.extend(facts.expansions.iter().map(|it| &*it.abbreviation));
    }
    let mut all: BTreeMap<&str, Vec<(usize, &AbbreviationUse)>> = BTreeMap::new();
    for (document, used) in seen.collect(RULE.name, |it| &it.abbreviations, |it| &it.spot) {
        if !explained.contains(&*used.text) {
            all.entry(&used.text).or_default().push((document, used));
        }
    }
    let mut found = vec![];
    for (abbreviation, uses) in &all {
        let Some((_, first)) = uses.first() else { continue };
        let Some(readings) = read_apart(seen, abbreviation, &first.role)? else { continue };
        let mut by_file: BTreeMap<usize, Vec<&AbbreviationUse>> = BTreeMap::new();
        for (document, used) in uses {
            by_file.entry(*document).or_default().push(used);
        }
        let own = by_file.iter().filter(|(document, _)| !seen.is_evidence(**document));
        let mut told: Vec<_> = own.collect();
        if !seen.each_file {
            told.sort_by_key(|(document, uses)| (std::cmp::Reverse(uses.len()), **document));
            told.truncate(1);
        }
        for (document, own) in told {
            let Some(used) = own.first() else { continue };
            let (count, files) = match seen.each_file {
                true => (own.len(), 1),
                false => (uses.len(), by_file.len()),
            };
            let mut hit = report(seen, (*document, used), abbreviation, &readings)?;
            (hit.count, hit.files) = (count, files);
            hit.notes.insert(0, describe_count(seen, count, files));
            found.push(hit);
        }
    }
    Ok(found)
}

/// The readings of an abbreviation that voices set apart, if there are several and no overlay says which is meant.
fn read_apart(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
    role: &Arc<LabelRole>,
) -> Result<Option<Vec<AbbreviationReading>>, ImageError> {
    let same = role.readings.iter().filter(|reading| reading.text == abbreviation);
    let readings: Vec<_> = same.cloned().collect();
    if readings.iter().any(|reading| reading.pinned) || !role.avoided.is_empty() {
        return Ok(None);
    }
    let apart = seen.vocabulary.keep_apart(&readings)?;
    Ok((apart.len() > 1).then_some(apart))
}

fn report(
    seen: &SetSubject<'_, '_>,
    (document, used): (usize, &AbbreviationUse),
    abbreviation: &str,
    readings: &[AbbreviationReading],
) -> Result<ScanHit, ImageError> {
    let labels: Vec<_> = readings.iter().map(|it| &*it.label).collect();
    let (last, rest) = labels.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    let message = format!("{abbreviation} may be {} or {last}", rest.join(", "));
    let at = DocumentSpot::new(document, &used.spot);
    let mut hit = ScanHit::new(at, message, RULE.name);
    let mut voices = vec![];
    if let [one, other, ..] = readings {
        voices = seen.vocabulary.who_sets_apart(one.concept, other.concept)?;
    }
    hit.says = seen.vocabulary.name_voices(&voices)?;
    let who = list_sayings(&hit.says);
    hit.notes.push(format!("{who} set them apart; yours may be yet another"));
    let first = readings.first();
    let label = first.map_or("", |first| &first.label);
    hit.hint = Some(format!("say once what it stands for: “{label} ({abbreviation})”"));
    let id = first.map_or("", |first| &first.id);
    hit.settle = format!("- {{id: {id}, abbreviations: [{abbreviation}]}}");
    Ok(hit)
}

/// How often it is used, and that nothing says what it means.
fn describe_count(seen: &SetSubject<'_, '_>, count: usize, files: usize) -> String {
    let uses = Count(count, "use");
    match seen.name {
        None => format!("{uses} {}, and nothing says which", seen.describe_scope()),
        Some(name) => {
            format!("{uses} in {} of `{name}`, and nothing says which", Count(files, "file"))
        }
    }
}
