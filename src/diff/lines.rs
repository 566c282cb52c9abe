//! One change in a line or two: `+` before what is new, `−` before what is gone, nothing before what stays.

use super::{
    claims::Change,
    marked::{GONE, NEW, replaced, signed},
    sheet::{Claim, Key, Name, What, Wording},
    spoken::{hedges, said, shifts},
};
use cxterms_base::corpus::capitalised;
use cxterms_page::Prose;
use std::{borrow::Cow, collections::BTreeSet};

/// What a change is shown under: `Falls under`.
pub(super) fn label(change: &Change<'_>) -> String {
    let Key { what, language, relation, facet, .. } = &change.key;
    let kind = || change.new.as_ref().or(change.old.as_ref()).and_then(|claim| claim.kind);
    let name = match what {
        What::Label => "Name".to_owned(),
        What::Qualifier => "Qualifier".to_owned(),
        What::Abbreviations | What::Synonyms => "Also called".to_owned(),
        What::Avoid => "Better not".to_owned(),
        What::Kind => "Kind".to_owned(),
        What::Definition | What::Definitions => "Definition".to_owned(),
        What::Facets => facet.as_ref().map(|facet| facet.name.to_string()).unwrap_or_default(),
        What::Root => "Root".to_owned(),
        What::Relations => capitalised(&verb(relation.unwrap_or_default())),
        What::Notes => capitalised(kind().unwrap_or("note")),
        What::Iri => "IRI".to_owned(),
        What::Notations => "Notation".to_owned(),
        What::Matches => capitalised(&format!("{} match", kind().unwrap_or_default())),
    };
    match language {
        Some(language) => format!("{name} ({language})"),
        None => name,
    }
}

/// A relation as a verb.
fn verb(relation: &str) -> Cow<'_, str> {
    match relation {
        "subset-of" => "falls under".into(),
        "contrasts-with" => "differs from".into(),
        "same-as" => "is the same as".into(),
        verb => verb.replace('-', " ").into(),
    }
}

/// A claim that is new or gone, without a sign: what an entry that is new or gone says.
pub(super) fn plain<'p>(change: &'p Change<'_>, all: bool) -> Prose<'p> {
    let claim = change.new.as_ref().or(change.old.as_ref());
    claim.map(|claim| line(&change.key, claim, all)).unwrap_or_default()
}

/// The lines of a change.
pub(super) fn lines<'p>(change: &'p Change<'_>, all: bool) -> Vec<Prose<'p>> {
    let key = &change.key;
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => changed(key, change, [old, new], all),
        (None, Some(new)) => vec![signed(NEW).join(line(key, new, all))],
        (Some(old), None) => vec![signed(GONE).join(line(key, old, all))],
        (None, None) => vec![],
    }
}

/// A claim in one line.
fn line<'p>(key: &'p Key<'_>, claim: &'p Claim<'_>, all: bool) -> Prose<'p> {
    let mut text = subject(key, claim);
    for (index, wording) in claim.wordings.iter().enumerate() {
        text = text.plain(if index == 0 { ": " } else { " " }).plain(wording.text);
    }
    text = with(text, &claim.with, " (also of ");
    said(text, claim, all)
}

/// What is said, without the words of a relation: the text, the other concept, that it is a root.
fn subject<'p>(key: &'p Key<'_>, claim: &'p Claim<'_>) -> Prose<'p> {
    let mut text = match (key.what, &key.concept) {
        (What::Root, _) => Prose::from("nothing is above it"),
        (_, Some(concept)) => Prose::from(&*concept.name),
        _ => Prose::from(claim.text.unwrap_or_default()),
    };
    if let (What::Relations, Some(facet)) = (key.what, &key.facet) {
        text = text.plain(", on ").plain(&*facet.name);
    }
    if let Some(why) = claim.why {
        text = text.plain(": ").plain(why);
    }
    if let Some(instead) = claim.instead {
        text = text.plain("; say ").plain(instead);
    }
    if claim.secondary { text.plain(", seldom meant") } else { text }
}

fn with<'p>(text: Prose<'p>, names: &'p [Name<'_>], lead: &'static str) -> Prose<'p> {
    if names.is_empty() {
        return text;
    }
    let names = Prose::list(names.iter().map(|name| Prose::from(&*name.name)), ", ");
    text.plain(lead).join(names).plain(")")
}

/// What changed in a claim that stays: its text, the words in which it is told, who says so, and with which hedge.
fn changed<'p>(
    key: &'p Key<'_>,
    change: &'p Change<'_>,
    [old, new]: [&'p Claim<'_>; 2],
    all: bool,
) -> Vec<Prose<'p>> {
    let (before, after) = (subject(key, old).text(), subject(key, new).text());
    let mut lines = vec![];
    if before != after {
        lines = replaced(&before, &after, &Prose::default());
        if let Some(last) = lines.pop() {
            lines.push(said(last, new, all));
        }
    }
    // Where the new text stands above, it need not be told again.
    let lead = if lines.is_empty() { subject(key, new) } else { Prose::default() };
    lines.extend(wordings(&lead, old, new, all));
    let mut rest: Vec<_> = kinds(old, new).into_iter().collect();
    rest.extend(others(&old.with, &new.with));
    // Of a definition of the corpus's own, whose words the new ones are stands behind them.
    if key.what != What::Definition || before == after {
        rest.extend(shifts(&change.voices, old, all));
    }
    if !rest.is_empty() {
        lines.push(dashed(&lead).join(Prose::list(rest, "; ")));
    }
    for (who, was, now) in hedges(&change.voices) {
        let lead = dashed(&lead).join(who);
        match (was, now) {
            (Some(was), Some(now)) => lines.extend(replaced(was, now, &lead)),
            (Some(gone), None) => lines.push(signed(GONE).join(lead).plain(gone)),
            (_, come) => lines.push(signed(NEW).join(lead).plain(come.unwrap_or_default())),
        }
    }
    lines
}

/// What a line is about, before what is said of it.
fn dashed<'p>(lead: &Prose<'p>) -> Prose<'p> {
    if lead.is_empty() { Prose::default() } else { lead.clone().plain(" — ") }
}

/// The words in which a relation is no longer told, and those in which it newly is.
fn wordings<'p>(
    lead: &Prose<'p>,
    old: &'p Claim<'_>,
    new: &'p Claim<'_>,
    all: bool,
) -> Vec<Prose<'p>> {
    // Where other voices make the claim, that is told by itself; else words may have gone from one voice to another.
    let same_voices = old.asserted_by == new.asserted_by;
    let told = |wording: &Wording<'p>| {
        let by = same_voices.then(|| wording.asserted_by.clone());
        (wording.text, by)
    };
    let only = |these: &'p [Wording<'_>], those: &'p [Wording<'_>]| -> Vec<&'p Wording<'p>> {
        let those: BTreeSet<_> = those.iter().map(told).collect();
        these.iter().filter(|wording| !those.contains(&told(wording))).collect()
    };
    let lead = if lead.is_empty() { Prose::default() } else { lead.clone().plain(": ") };
    let (gone, come) = (only(&old.wordings, &new.wordings), only(&new.wordings, &old.wordings));
    let by = |text: Prose<'p>, wording: &Wording<'p>| {
        let asserted_by = wording.asserted_by.clone();
        said(text, &Claim { asserted_by, ..Claim::default() }, all)
    };
    if let ([before], [after]) = (&*gone, &*come) {
        let mut lines = replaced(before.text, after.text, &lead);
        if let Some(last) = lines.pop() {
            lines.push(by(last, after));
        }
        return lines;
    }
    let line = |sign: &'static str, wording: &Wording<'p>| {
        by(signed(sign).join(lead.clone()).plain(wording.text), wording)
    };
    let gone = gone.into_iter().map(|wording| line(GONE, wording));
    gone.chain(come.into_iter().map(|wording| line(NEW, wording))).collect()
}

fn kinds<'p>(old: &Claim<'p>, new: &Claim<'p>) -> Option<Prose<'p>> {
    let name = |kind: Option<&'p str>| kind.unwrap_or("remark");
    let other = old.kind != new.kind;
    other.then(|| Prose::from(name(old.kind)).plain(" → ").plain(name(new.kind)))
}

/// Of which concepts a note is newly said too, and of which it no longer is.
fn others<'p>(old: &'p [Name<'_>], new: &'p [Name<'_>]) -> Vec<Prose<'p>> {
    let side = |these: &'p [Name<'_>], those: &[Name<'_>], lead: &'static str| {
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
    use super::super::{claims::changes, said::Cited, sheet::Sheet};
    use super::*;

    fn cited(voice: &'static str) -> Cited<'static> {
        let (text, via, work, title, url, own) = Default::default();
        Cited { voice, name: voice, short: voice, text, via, work, title, url, own }
    }

    /// The lines of a relation whose wordings are each some voice's.
    fn shown(old: [&'static str; 2], new: [&'static str; 2]) -> Vec<String> {
        let [old, new] = [old, new].map(|voices| {
            let wordings = voices.into_iter().zip(["it is one thing", "it is quite another"]);
            let wordings =
                wordings.map(|(voice, text)| Wording { text, asserted_by: vec![cited(voice)] });
            let mut asserted_by: Vec<_> = voices.map(cited).into();
            asserted_by.sort();
            let claim = Claim { wordings: wordings.collect(), asserted_by, ..Claim::default() };
            Sheet::from([(Key::of(What::Root), claim)])
        });
        let changes = changes(old, new);
        let lines = changes.iter().flat_map(|change| lines(change, true));
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
