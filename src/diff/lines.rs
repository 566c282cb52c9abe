//! One change in a line or two: `+` before what is new, `−` before what was removed, nothing before what remains.

use super::{
    claim_changes::ClaimChange,
    claims::{ClaimKey, ClaimKind, ClaimVersion, RelationWording},
    marked::{GONE_SIGN, NEW_SIGN, replacement_lines, sign_prefix},
    named::NamedItem,
    spoken::{append_attribution, describe_attribution_changes, list_hedge_changes},
};
use cxterms_base::corpus::{Computation, capitalize_first};
use cxterms_page::Prose;
use std::{borrow::Cow, collections::BTreeSet};

/// What a change is shown under: `Falls under`.
pub(super) fn change_label(change: &ClaimChange<'_>) -> String {
    let ClaimKey { what, language, relation, facet, .. } = &change.key;
    let kind = || change.new.as_ref().or(change.old.as_ref()).and_then(|claim| claim.kind);
    let name = match what {
        ClaimKind::Label => "Name".to_owned(),
        ClaimKind::Qualifier => "Qualifier".to_owned(),
        ClaimKind::Abbreviations | ClaimKind::Synonyms => "Also called".to_owned(),
        ClaimKind::Avoid => "Better not".to_owned(),
        ClaimKind::Hidden => "Found under".to_owned(),
        ClaimKind::Kind => "Kind".to_owned(),
        ClaimKind::Definition | ClaimKind::Definitions => "Definition".to_owned(),
        ClaimKind::Facets => facet.as_ref().map(|facet| facet.name.to_string()).unwrap_or_default(),
        ClaimKind::Root => "Root".to_owned(),
        ClaimKind::Relations => capitalize_first(&relation_verb(relation.unwrap_or_default())),
        ClaimKind::Notes => capitalize_first(kind().unwrap_or("note")),
        ClaimKind::Status => "Status".to_owned(),
        ClaimKind::Iri => "IRI".to_owned(),
        ClaimKind::Notations => "Notation".to_owned(),
        ClaimKind::Schemes => "Scheme".to_owned(),
        ClaimKind::TopOf => "Top of scheme".to_owned(),
        ClaimKind::Date => "Date".to_owned(),
        ClaimKind::Created => "Created".to_owned(),
        ClaimKind::Issued => "Issued".to_owned(),
        ClaimKind::Modified => "Modified".to_owned(),
        ClaimKind::Matches => capitalize_first(&format!("{} match", kind().unwrap_or_default())),
    };
    match language {
        Some(language) => format!("{name} ({language})"),
        None => name,
    }
}

/// A relation as a verb.
fn relation_verb(relation: &str) -> Cow<'_, str> {
    match relation {
        "subset-of" => "is under".into(),
        "contrasts-with" => "differs from".into(),
        "same-as" => "is the same as".into(),
        verb => verb.replace('-', " ").into(),
    }
}

/// A claim that is new or gone, without a sign: what an entry that is new or gone says.
pub(super) fn describe_whole<'p>(change: &'p ClaimChange<'_>, all: bool) -> Prose<'p> {
    let claim = change.new.as_ref().or(change.old.as_ref());
    claim.map(|claim| claim_line(&change.key, claim, all)).unwrap_or_default()
}

/// The lines of a change.
pub(super) fn change_lines<'p>(change: &'p ClaimChange<'_>, all: bool) -> Vec<Prose<'p>> {
    let key = &change.key;
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => changed_claim_lines(key, change, [old, new], all),
        (None, Some(new)) => vec![sign_prefix(NEW_SIGN).join(claim_line(key, new, all))],
        (Some(old), None) => vec![sign_prefix(GONE_SIGN).join(claim_line(key, old, all))],
        (None, None) => vec![],
    }
}

/// A claim in one line.
fn claim_line<'p>(key: &'p ClaimKey<'_>, claim: &'p ClaimVersion<'_>, all: bool) -> Prose<'p> {
    let mut text = claim_subject(key, claim);
    for (index, wording) in claim.wordings.iter().enumerate() {
        text = text.plain(if index == 0 { ": " } else { " " }).plain(wording.text);
    }
    text = append_names(text, &claim.with, " (also of ");
    if let Some(since) = claim.since {
        text = text.plain(" since ").plain(since);
    }
    if !claim.replaced_by.is_empty() {
        text = text.plain("; replaced by ").plain(claim.replaced_by.join(", "));
    }
    append_attribution(text, claim, all)
}

/// What is said, without the words of a relation: the text, the other concept, that it is a root.
fn claim_subject<'p>(key: &'p ClaimKey<'_>, claim: &'p ClaimVersion<'_>) -> Prose<'p> {
    let mut text = match (key.what, &key.concept) {
        (ClaimKind::Root, _) => Prose::from("nothing is above it"),
        (_, Some(concept)) => Prose::from(&*concept.name),
        _ => Prose::from(claim.text.unwrap_or_default()),
    };
    if let (ClaimKind::Relations, Some(facet)) = (key.what, &key.facet) {
        text = text.plain(", on ").plain(&*facet.name);
    }
    if let Some(why) = claim.why {
        text = text.plain(": ").plain(why);
    }
    if let Some(instead) = claim.instead {
        text = text.plain("; say ").plain(instead);
    }
    if let Some(computation) = claim.computation {
        text = text.join(describe_computation(computation));
    }
    if claim.secondary { text.plain(", seldom meant") } else { text }
}

/// A formula with its unit and inputs, or why there is none.
fn describe_computation(computation: &Computation) -> Prose<'_> {
    let Computation { formula, no_formula, unit, scale, period, inputs, .. } = computation;
    let mut text = Prose::default();
    if let Some(formula) = formula {
        text = text.plain(" = ").plain(&**formula);
    }
    let details = [("in", unit), ("on a scale from", scale), ("for", period)];
    for (lead, detail) in details.into_iter().filter_map(|(lead, it)| Some((lead, it.as_ref()?))) {
        text = text.plain(format!(", {lead} {detail}"));
    }
    for input in inputs {
        let means = input.means.as_ref().or(input.concept.as_ref());
        text = text.plain(format!("; {}: {}", input.name, means.map_or("", |it| &**it)));
        text = text.plain(format!(", in {}", input.unit));
        let scale = input.scale.iter().map(|scale| format!(" from {scale}"));
        let whole = input.part_of.iter().map(|whole| format!(", part of {whole}"));
        let nonzero = input.nonzero.then(|| ", not zero".to_owned());
        let example =
            (!input.example.is_empty()).then(|| format!(", say {}", input.example.join(", ")));
        let more: String = scale.chain(whole).chain(nonzero).chain(example).collect();
        text = text.plain(more);
    }
    match no_formula {
        Some(why) => text.plain("; no formula: ").plain(&**why),
        None => text,
    }
}

fn append_names<'p>(text: Prose<'p>, names: &'p [NamedItem<'_>], lead: &'static str) -> Prose<'p> {
    if names.is_empty() {
        return text;
    }
    let names = Prose::list(names.iter().map(|name| Prose::from(&*name.name)), ", ");
    text.plain(lead).join(names).plain(")")
}

/// What changed in a claim that stays: its text, the words in which it is told, who says so, and with which hedge.
fn changed_claim_lines<'p>(
    key: &'p ClaimKey<'_>,
    change: &'p ClaimChange<'_>,
    [old, new]: [&'p ClaimVersion<'_>; 2],
    all: bool,
) -> Vec<Prose<'p>> {
    let (before, after) = (claim_subject(key, old).text(), claim_subject(key, new).text());
    let mut lines = vec![];
    if before != after {
        lines = replacement_lines(&before, &after, &Prose::default());
        if let Some(last) = lines.pop() {
            lines.push(append_attribution(last, new, all));
        }
    }
    // Where the new text stands above, it need not be told again.
    let lead = if lines.is_empty() { claim_subject(key, new) } else { Prose::default() };
    lines.extend(wording_lines(&lead, old, new, all));
    let mut rest: Vec<_> = describe_kind_change(old, new).into_iter().collect();
    rest.extend(describe_date_changes(old, new));
    rest.extend(note_concept_changes(&old.with, &new.with));
    rest.extend(state_changes(old, new));
    // Of a definition of the corpus's own, whose words the new ones are stands behind them.
    if key.what != ClaimKind::Definition || before == after {
        rest.extend(describe_attribution_changes(&change.voices, old, all));
    }
    if !rest.is_empty() {
        lines.push(lead_with_dash(&lead).join(Prose::list(rest, "; ")));
    }
    for (who, was, now) in list_hedge_changes(&change.voices) {
        let lead = lead_with_dash(&lead).join(who);
        match (was, now) {
            (Some(was), Some(now)) => lines.extend(replacement_lines(was, now, &lead)),
            (Some(gone), None) => lines.push(sign_prefix(GONE_SIGN).join(lead).plain(gone)),
            (_, come) => {
                lines.push(sign_prefix(NEW_SIGN).join(lead).plain(come.unwrap_or_default()));
            }
        }
    }
    lines
}

/// What a line is about, before what is said of it.
fn lead_with_dash<'p>(lead: &Prose<'p>) -> Prose<'p> {
    if lead.is_empty() { Prose::default() } else { lead.clone().plain(" — ") }
}

/// The words in which a relation is no longer told, and those in which it newly is.
fn wording_lines<'p>(
    lead: &Prose<'p>,
    old: &'p ClaimVersion<'_>,
    new: &'p ClaimVersion<'_>,
    all: bool,
) -> Vec<Prose<'p>> {
    // Where other voices make the claim, that is told by itself; else words may have gone from one voice to another.
    let same_voices = old.asserted_by == new.asserted_by;
    let told = |wording: &RelationWording<'p>| {
        let by = same_voices.then(|| wording.asserted_by.clone());
        (wording.text, by)
    };
    let only = |these: &'p [RelationWording<'_>],
                those: &'p [RelationWording<'_>]|
     -> Vec<&'p RelationWording<'p>> {
        let those: BTreeSet<_> = those.iter().map(told).collect();
        these.iter().filter(|wording| !those.contains(&told(wording))).collect()
    };
    let lead = if lead.is_empty() { Prose::default() } else { lead.clone().plain(": ") };
    let (gone, come) = (only(&old.wordings, &new.wordings), only(&new.wordings, &old.wordings));
    let by = |text: Prose<'p>, wording: &RelationWording<'p>| {
        let asserted_by = wording.asserted_by.clone();
        append_attribution(text, &ClaimVersion { asserted_by, ..ClaimVersion::default() }, all)
    };
    if let ([before], [after]) = (&*gone, &*come) {
        let mut lines = replacement_lines(before.text, after.text, &lead);
        if let Some(last) = lines.pop() {
            lines.push(by(last, after));
        }
        return lines;
    }
    let line = |sign: &'static str, wording: &RelationWording<'p>| {
        by(sign_prefix(sign).join(lead.clone()).plain(wording.text), wording)
    };
    let gone = gone.into_iter().map(|wording| line(GONE_SIGN, wording));
    gone.chain(come.into_iter().map(|wording| line(NEW_SIGN, wording))).collect()
}

fn describe_kind_change<'p>(old: &ClaimVersion<'p>, new: &ClaimVersion<'p>) -> Option<Prose<'p>> {
    let name = |kind: Option<&'p str>| kind.unwrap_or("remark");
    let other = old.kind != new.kind;
    other.then(|| Prose::from(name(old.kind)).plain(" → ").plain(name(new.kind)))
}

/// From when on a concept is in a state now, and what stands in its place.
fn state_changes<'p>(old: &'p ClaimVersion<'_>, new: &'p ClaimVersion<'_>) -> Vec<Prose<'p>> {
    let date = |since: Option<&'p str>| since.unwrap_or("no date");
    let dated = (old.since != new.since)
        .then(|| Prose::from(format!("since {} → {}", date(old.since), date(new.since))));
    let only = |these: &'p [String], those: &[String], lead: &'static str| {
        let names: Vec<_> = these.iter().filter(|it| !those.contains(it)).map(|it| &**it).collect();
        (!names.is_empty()).then(|| Prose::from(format!("{lead}{}", names.join(", "))))
    };
    let come = only(new.replaced_by, old.replaced_by, "now replaced by ");
    let gone = only(old.replaced_by, new.replaced_by, "no longer replaced by ");
    dated.into_iter().chain(come).chain(gone).collect()
}

/// Which dates are others than before: `created 2005 → 2006`.
fn describe_date_changes<'p>(old: &ClaimVersion<'p>, new: &ClaimVersion<'p>) -> Vec<Prose<'p>> {
    let kinds: BTreeSet<_> = old.dates.keys().chain(new.dates.keys()).copied().collect();
    let changed = kinds.into_iter().filter(|kind| old.dates.get(kind) != new.dates.get(kind));
    let told = changed.map(|kind| {
        let name = |it: &ClaimVersion<'p>| it.dates.get(kind).copied().unwrap_or("no date");
        Prose::from(format!("{kind} {} → {}", name(old), name(new)))
    });
    told.collect()
}

/// Of which concepts a note is newly said too, and of which it no longer is.
fn note_concept_changes<'p>(old: &'p [NamedItem<'_>], new: &'p [NamedItem<'_>]) -> Vec<Prose<'p>> {
    let side = |these: &'p [NamedItem<'_>], those: &[NamedItem<'_>], lead: &'static str| {
        let those: BTreeSet<_> = those.iter().collect();
        let names = these.iter().filter(|name| !those.contains(name));
        let names = Prose::list(names.map(|name| Prose::from(&*name.name)), ", ");
        (!names.is_empty()).then(|| Prose::from(lead).join(names))
    };
    let (come, gone) = (side(new, old, "now also of "), side(old, new, "no longer of "));
    come.into_iter().chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{claim_changes::compare_claims, claims::ClaimsByKey};
    use super::*;
    use cxterms_page::NamedCitation;

    fn cited(voice: &'static str) -> NamedCitation<'static> {
        NamedCitation { voice, name: voice, short: voice, ..NamedCitation::default() }
    }

    /// The lines of a relation whose wordings are each some voice's.
    fn shown(old: [&'static str; 2], new: [&'static str; 2]) -> Vec<String> {
        let [old, new] = [old, new].map(|voices| {
            let wordings = voices.into_iter().zip(["it is one thing", "it is quite another"]);
            let wordings = wordings
                .map(|(voice, text)| RelationWording { text, asserted_by: vec![cited(voice)] });
            let mut asserted_by: Vec<_> = voices.map(cited).into();
            asserted_by.sort();
            let claim = ClaimVersion {
                wordings: wordings.collect(),
                asserted_by,
                ..ClaimVersion::default()
            };
            ClaimsByKey::from([(ClaimKey::of_kind(ClaimKind::Root), claim)])
        });
        let changes = compare_claims(old, new);
        let lines = changes.iter().flat_map(|change| change_lines(change, true));
        lines.map(|line| line.text()).collect()
    }

    #[test]
    fn words_that_go_from_one_voice_to_another_are_told() {
        assert_eq!(shown(["Ann", "Bob"], ["Ann", "Bob"]), [""; 0]);
        let turned = [
            "− nothing is above it: it is one thing (Ann)",
            "− nothing is above it: it is quite another (Bob)",
            "+ nothing is above it: it is one thing (Bob)",
            "+ nothing is above it: it is quite another (Ann)",
        ];
        assert_eq!(shown(["Ann", "Bob"], ["Bob", "Ann"]), turned);
        let other = ["nothing is above it — also said by Eve; no longer said by Bob"];
        assert_eq!(shown(["Ann", "Bob"], ["Ann", "Eve"]), other);
    }
}
