//! An abbreviation of which no document of the set says what it stands for, and that voices use for several things.

use crate::scan::{
    RuleScope, ScanRule,
    finding_place::FindingPlace,
    hit::ScanHit,
    set_name::SetName,
    subject::SetSubject,
    vocabulary::{AbbreviationReading, list_sayings},
};
use cxterms_base::{diagnostic::Severity, image::ImageError};
use cxterms_page::Count;

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
    find: RuleScope::Set(find),
};

fn find(seen: &SetSubject<'_, '_>) -> Result<Vec<ScanHit>, ImageError> {
    let mut found = vec![];
    let unexplained = seen.facts.abbreviations.iter().filter(|(_, facts)| facts.explained == 0);
    for (abbreviation, facts) in unexplained {
        let Some(most) = &facts.unsettled.most else { continue };
        let Some(readings) = read_apart(seen, abbreviation)? else { continue };
        let of_set = (&most.place, facts.unsettled.count, facts.unsettled.files);
        let told = match seen.each_file {
            true => facts.unsettled.each.iter().map(|it| (&it.place, it.count, 1)).collect(),
            false => vec![of_set],
        };
        for (place, count, files) in told {
            let mut hit = report(seen, place, abbreviation, &readings)?;
            (hit.count, hit.files) = (count, files);
            hit.notes.insert(0, describe_count(seen.name, count, files));
            found.push(hit);
        }
    }
    Ok(found)
}

/// The readings of an abbreviation that voices set apart, if there are several and no overlay says which is meant.
fn read_apart(
    seen: &SetSubject<'_, '_>,
    abbreviation: &str,
) -> Result<Option<Vec<AbbreviationReading>>, ImageError> {
    let Some(role) = seen.vocabulary.role_of_text(abbreviation)? else { return Ok(None) };
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
    place: &FindingPlace,
    abbreviation: &str,
    readings: &[AbbreviationReading],
) -> Result<ScanHit, ImageError> {
    let labels: Vec<_> = readings.iter().map(|it| &*it.label).collect();
    let (last, rest) = labels.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    let message = format!("{abbreviation} may be {} or {last}", rest.join(", "));
    let mut hit = ScanHit::new(place.clone(), message, RULE.name);
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
fn describe_count(set: &SetName, count: u64, files: u64) -> String {
    let (uses, texts) = (Count(to_size(count), "use"), Count(to_size(files), "text"));
    let files = Count(to_size(files), "file");
    match set {
        SetName::File(_) | SetName::Text => {
            format!("{uses} {}, and nothing says which", set.describe_scope())
        }
        SetName::Set(name) => format!("{uses} in {files} of `{name}`, and nothing says which"),
        SetName::Documents => format!("{uses} in {texts}, and nothing says which"),
    }
}

fn to_size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
