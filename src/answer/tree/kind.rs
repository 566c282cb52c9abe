//! Trees of a kind: its concepts alone, each under those of its umbrellas that are of the kind too.

use super::given_up::GivenUp;
use crate::answer::ask::Ask;
use cxterms_base::{
    Base, ConceptId,
    image::{ImageError, Stance},
    text,
};
use std::collections::BTreeSet;

/// The kind that goes by a name, in the singular or the plural.
///
/// # Errors
/// When the base is damaged.
pub(super) fn find_kind(base: &Base, name: &str) -> Result<Option<String>, ImageError> {
    let wanted = text::fold(name);
    let known = base.kinds()?;
    let named = known.iter().find(|kind| text::fold(kind.id) == wanted);
    Ok(named.map(|kind| kind.id.to_owned()))
}

/// Whether a concept is of a kind.
pub(super) fn is_of_kind(ask: Ask<'_>, id: ConceptId, kind: &str) -> Result<bool, ImageError> {
    let Some(own) = ask.base.concept_head(id)?.kind else { return Ok(false) };
    Ok(ask.base.kind(own)?.id == kind)
}

/// The concepts of a kind that nobody puts under another of it, and one of each round of those that somebody does.
pub(super) fn find_tops(
    ask: Ask<'_>,
    kind: &str,
    given_up: &GivenUp<'_>,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let mut of_kind = vec![];
    for id in ask.base.concept_ids()? {
        if is_of_kind(ask, id, kind)? && is_heard(ask, id)? {
            of_kind.push(id);
        }
    }
    let tops = find_tops_among(of_kind, given_up, |id| is_of_kind(ask, id, kind))?;
    Ok(tops.into_iter().map(|id| (id, Stance::default())).collect())
}

/// Those of some concepts that nobody puts under another of them, and one of each round of those that somebody does.
pub(super) fn find_tops_among(
    members: Vec<ConceptId>,
    given_up: &GivenUp<'_>,
    belongs: impl Fn(ConceptId) -> Result<bool, ImageError>,
) -> Result<Vec<ConceptId>, ImageError> {
    let (mut tops, mut placed) = (vec![], vec![]);
    for id in members {
        if given_up.is_left_out(id)? {
            given_up.count(id);
            continue;
        }
        let above = given_up.find_umbrellas(id)?;
        let mut under = false;
        for (above, _) in above {
            under |= belongs(above)?;
        }
        if under { placed.push(id) } else { tops.push(id) }
    }
    let mut reached = BTreeSet::new();
    for id in &tops {
        mark_narrower(*id, &belongs, given_up, &mut reached)?;
    }
    for id in placed {
        if !reached.contains(&id) {
            tops.push(id);
            mark_narrower(id, &belongs, given_up, &mut reached)?;
        }
    }
    Ok(tops)
}

/// Whether a concept takes part in a perspective's hierarchy.
fn is_heard(ask: Ask<'_>, id: ConceptId) -> Result<bool, ImageError> {
    let (base, seen_by) = (ask.base, ask.perspective);
    Ok(seen_by.voices().is_none()
        || !cxterms_base::find_umbrellas(base, id, seen_by)?.is_empty()
        || !cxterms_base::find_narrower(base, id, seen_by)?.is_empty())
}

fn mark_narrower(
    from: ConceptId,
    belongs: &impl Fn(ConceptId) -> Result<bool, ImageError>,
    given_up: &GivenUp<'_>,
    reached: &mut BTreeSet<ConceptId>,
) -> Result<(), ImageError> {
    let mut next = vec![from];
    while let Some(id) = next.pop() {
        if !reached.insert(id) {
            continue;
        }
        for (below, _) in given_up.find_narrower(id)? {
            if belongs(below)? {
                next.push(below);
            }
        }
    }
    Ok(())
}
