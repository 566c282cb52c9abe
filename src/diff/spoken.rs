//! Attribution in words: who makes a claim, put in brackets after it, and what changed in that.

use super::{
    claims::ClaimVersion,
    said::{AttributionChange, ChangeKind, VoiceStance},
};
use cxterms_page::{NamedCitation, Prose, Role, and_others};
use std::collections::BTreeSet;

/// How many voices are named beside a claim where not all of it is told.
const MAX_VOICES_NAMED: usize = 3;

/// Puts in brackets behind a claim who makes it and who denies it; `not` before one that is only denied.
pub(super) fn append_attribution<'p>(
    text: Prose<'p>,
    claim: &ClaimVersion<'p>,
    all: bool,
) -> Prose<'p> {
    let own = |cited: &&NamedCitation<'_>| !cited.own || cited.words().is_some();
    let asserted: Vec<_> = claim.asserted_by.iter().filter(own).copied().collect();
    if claim.asserted_by.is_empty() && !claim.denied_by.is_empty() {
        let not = Prose::from("not ").join(text).plain(" (");
        return not.join(list_voices(&claim.denied_by, all)).plain(")");
    }
    let denied = (!claim.denied_by.is_empty())
        .then(|| Prose::of(Role::Dispute, "denied by ").join(list_voices(&claim.denied_by, all)));
    let asserted = (!asserted.is_empty()).then(|| list_voices(&asserted, all));
    let who = Prose::list(asserted.into_iter().chain(denied), "; ");
    if who.is_empty() { text } else { text.plain(" (").join(who).plain(")") }
}

/// Voices, those without words of their own first; where not `all` is told, some of many are named and the others counted.
fn list_voices<'p>(cited: &[NamedCitation<'p>], all: bool) -> Prose<'p> {
    let each: BTreeSet<_> = cited.iter().map(|cited| cited.voice).collect();
    let brief = !all && each.len() > MAX_VOICES_NAMED + 1;
    let mut seen = BTreeSet::new();
    let mut silent: Vec<_> =
        cited.iter().filter(|cited| brief || cited.words().is_none()).collect();
    silent.retain(|cited| seen.insert(cited.voice));
    let names: Vec<_> = silent.iter().map(|cited| cited.short).collect();
    if brief {
        let shown = names.get(..MAX_VOICES_NAMED).unwrap_or(&names);
        let others = names.len() - shown.len();
        return and_others(Prose::of(Role::Voice, shown.join(", ")), others);
    }
    let names = (!names.is_empty()).then(|| Prose::of(Role::Voice, names.join(", ")));
    let spoken = cited.iter().filter_map(|cited| {
        Some(Prose::of(Role::Voice, cited.short).plain(": ").plain(cited.words()?))
    });
    Prose::list(names.into_iter().chain(spoken), "; ")
}

/// What changed in who makes a claim and who denies it: `also said by Franz; no longer denied by reader 7`.
pub(super) fn describe_attribution_changes<'p>(
    shifts: &[AttributionChange<'p>],
    old: &ClaimVersion<'p>,
    all: bool,
) -> Vec<Prose<'p>> {
    let newly =
        |before: &[NamedCitation<'_>], first, more| if before.is_empty() { first } else { more };
    let asserts = newly(&old.asserted_by, "now said by ", "also said by ");
    let denies = newly(&old.denied_by, "now denied by ", "also denied by ");
    let groups = [
        (VoiceStance::Asserts, ChangeKind::Added, asserts),
        (VoiceStance::Asserts, ChangeKind::Removed, "no longer said by "),
        (VoiceStance::Denies, ChangeKind::Added, denies),
        (VoiceStance::Denies, ChangeKind::Removed, "no longer denied by "),
    ];
    let told = groups.into_iter().filter_map(|(stance, turn, lead)| {
        let of = shifts.iter().filter(|it| (it.stance, it.change) == (stance, turn));
        let of: Vec<&AttributionChange<'p>> = of.collect();
        if of.is_empty() {
            return None;
        }
        let moved = |it: &&AttributionChange<'_>| {
            it.cited.work.is_some() && has_other_work(it, shifts, old)
        };
        let (moved, plain): (Vec<&AttributionChange<'p>>, Vec<_>) = of.into_iter().partition(moved);
        let plain: Vec<_> = plain.into_iter().map(|it| it.cited).collect();
        let plain = (!plain.is_empty()).then(|| list_voices(&plain, all));
        let mut moved: Vec<_> = moved.into_iter().map(voice_in_work).collect();
        // Several works may have one title.
        moved.dedup();
        Some(Prose::of(Role::Dispute, lead).join(Prose::list(plain.into_iter().chain(moved), "; ")))
    });
    told.collect()
}

/// Whether a voice that takes a stance in one work takes it in another too, so that its name alone would not tell.
fn has_other_work(
    shift: &AttributionChange<'_>,
    shifts: &[AttributionChange<'_>],
    old: &ClaimVersion<'_>,
) -> bool {
    let before = match shift.stance {
        VoiceStance::Asserts => &old.asserted_by,
        VoiceStance::Denies => &old.denied_by,
    };
    let other = |cited: &NamedCitation<'_>| {
        cited.voice == shift.cited.voice && cited.work != shift.cited.work
    };
    let mut apart =
        shifts.iter().filter(|it| it.stance == shift.stance && it.change != shift.change);
    before.iter().any(other) || apart.any(|it| other(&it.cited))
}

/// A voice and the work in which it says so.
fn voice_in_work<'p>(shift: &AttributionChange<'p>) -> Prose<'p> {
    let cited = &shift.cited;
    let who = Prose::of(Role::Voice, cited.short);
    let who = match cited.words() {
        Some(text) => who.plain(": ").plain(text),
        None => who,
    };
    match cited.title {
        Some(title) => who.and(Role::Label, format!(" in “{title}”")),
        None => who,
    }
}

/// Whose hedge is another now, what it was, and what it is.
pub(super) fn list_hedge_changes<'p>(
    shifts: &[AttributionChange<'p>],
) -> impl Iterator<Item = (Prose<'p>, Option<&'p str>, Option<&'p str>)> {
    let hedges = shifts.iter().filter(|it| it.change == ChangeKind::Changed);
    hedges.map(|shift| {
        let denial = if shift.stance == VoiceStance::Denies { "denied by " } else { "" };
        let who = Prose::of(Role::Dispute, denial).and(Role::Voice, shift.cited.short).plain(": ");
        (who, shift.was, shift.cited.words())
    })
}
