//! On which facets that take one value do voices give different ones?

use super::{Dispute, Held, Side, Told, Way};
use crate::{
    base::{Base, ConceptId},
    corpus::{Citation, FacetValue, Said, VoiceId},
    image::ImageError,
};
use std::collections::BTreeSet;

/// The disputes over the single-valued facets of a concept, one a facet.
pub(super) fn of<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = vec![];
    let values = told.base.concept(id)?.concept.facets;
    for values in values.chunk_by(|a, b| a.facet == b.facet) {
        let Some(facet) = values.first().map(|value| value.facet) else { continue };
        let heard: Vec<_> = values.iter().filter_map(|value| heard(told, value)).collect();
        let said: Vec<_> = heard.iter().map(|value| &value.said).collect();
        if told.base.facet(facet)?.single_valued && contested(told.base, true, &said) {
            let sides = sides(id, &heard);
            found.push(Dispute { way: Way::Valued, about: vec![id], facet: Some(facet), sides });
        }
    }
    Ok(found)
}

fn heard<'b>(told: &Told<'b>, value: &FacetValue<&'b str>) -> Option<FacetValue<&'b str>> {
    let said = told.seen_by.said(value.said.clone())?;
    Some(FacetValue { facet: value.facet, value: value.value, said })
}

/// Each value that is given, and whoever denies one without giving another.
fn sides<'b>(id: ConceptId, values: &[FacetValue<&'b str>]) -> Vec<Side<'b>> {
    let givers: BTreeSet<_> =
        values.iter().flat_map(|value| voices(&value.said.asserted_by)).collect();
    let mut sides = vec![];
    for value in values {
        let holds = Held::Value(id, value.facet, value.value);
        if !value.said.asserted_by.is_empty() {
            sides.push(Side { holds: holds.clone(), by: value.said.asserted_by.clone() });
        }
        let mut only_deny = value.said.denied_by.clone();
        only_deny.retain(|citation| !givers.contains(&citation.voice));
        if !only_deny.is_empty() {
            sides.push(Side { holds: Held::Not(Box::new(holds)), by: only_deny });
        }
    }
    sides
}

/// Whether voices clash over the values of one facet: one denies what another asserts or, where the values exclude
/// each other, different voices give different ones.
///
/// A voice that gives two values is on no side, and the corpus's own voice is one only where it denies or is denied.
pub fn contested<S>(base: &Base, single_valued: bool, values: &[&Said<S>]) -> bool {
    if values.iter().any(|said| !said.asserted_by.is_empty() && !said.denied_by.is_empty()) {
        return true;
    }
    if !single_valued {
        return false;
    }
    let gives = |said: &Said<S>, voice: VoiceId| voices(&said.asserted_by).any(|it| it == voice);
    let decided = |said: &&&Said<S>| {
        voices(&said.asserted_by)
            .filter(|voice| !base.is_own(*voice))
            .any(|voice| values.iter().filter(|other| gives(other, voice)).count() == 1)
    };
    values.iter().filter(decided).count() > 1
}

fn voices<S>(citations: &[Citation<S>]) -> impl Iterator<Item = VoiceId> {
    citations.iter().map(|citation| citation.voice)
}
