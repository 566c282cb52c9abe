//! On which facets that take one value do voices give different ones?

use super::{Dispute, DisputeKind, Evidence, Held, Party};
use crate::{
    base::Base,
    corpus::ConceptId,
    corpus::{Citation, FacetValue, Said, VoiceId},
    image::ImageError,
};

/// The disputes over the single-valued facets of a concept, one a facet.
pub(super) fn of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = vec![];
    let record = evidence.record(id)?;
    for values in record.concept.facets.chunk_by(|a, b| a.facet == b.facet) {
        let Some(facet) = values.first().map(|value| value.facet) else { continue };
        let heard: Vec<_> = values.iter().filter_map(|value| heard(evidence, value)).collect();
        let said: Vec<_> = heard.iter().map(|value| &value.said).collect();
        if evidence.base.facet(facet)?.single_valued && contested(evidence.base, true, &said) {
            let sides = sides(id, &heard);
            found.push(Dispute {
                kind: DisputeKind::Facet,
                about: vec![id],
                facet: Some(facet),
                sides,
            });
        }
    }
    Ok(found)
}

fn heard<'b>(evidence: &Evidence<'b>, value: &FacetValue<&'b str>) -> Option<FacetValue<&'b str>> {
    let said = evidence.seen_by.said(value.said.clone())?;
    Some(FacetValue { facet: value.facet, value: value.value, said })
}

/// Each value that is given by voices that give no other, and whoever denies one.
fn sides<'b>(id: ConceptId, values: &[FacetValue<&'b str>]) -> Vec<Party<'b>> {
    let given = |voice: VoiceId| values.iter().filter(|value| gives(&value.said, voice)).count();
    let mut sides = vec![];
    for value in values {
        let holds = Held::Value(id, value.facet, value.value);
        let mut by = value.said.asserted_by.clone();
        by.retain(|it| given(it.voice) == 1 && !denies(&value.said, it.voice));
        let mut denied_by = value.said.denied_by.clone();
        // Whoever gives another value is on that side; only a reason is told here too.
        denied_by.retain(|it| {
            !gives(&value.said, it.voice) && (given(it.voice) == 0 || it.text.is_some())
        });
        if !by.is_empty() {
            sides.push(Party { holds: holds.clone(), by });
        }
        if !denied_by.is_empty() {
            sides.push(Party { holds: Held::Not(Box::new(holds)), by: denied_by });
        }
    }
    sides
}

/// Whether voices clash over the values of one facet: one denies what another asserts or, where the values exclude
/// each other, different voices give different ones.
///
/// A voice that gives two values, or gives and denies one, is on no side, and the corpus's own voice is one only where it
/// denies or is denied.
pub fn contested<S>(base: &Base, single_valued: bool, values: &[&Said<S>]) -> bool {
    let given = |voice: VoiceId| values.iter().filter(|other| gives(other, voice)).count();
    let denied = |said: &&Said<S>| {
        voices(&said.asserted_by)
            .any(|voice| !denies(said, voice) && (!single_valued || given(voice) == 1))
            && voices(&said.denied_by).any(|voice| !gives(said, voice))
    };
    if values.iter().any(denied) {
        return true;
    }
    let decided = |said: &&&Said<S>| {
        let others = voices(&said.asserted_by).filter(|voice| !base.is_own(*voice));
        others.into_iter().any(|voice| given(voice) == 1 && !denies(said, voice))
    };
    single_valued && values.iter().filter(decided).count() > 1
}

fn gives<S>(said: &Said<S>, voice: VoiceId) -> bool {
    voices(&said.asserted_by).any(|it| it == voice)
}

fn denies<S>(said: &Said<S>, voice: VoiceId) -> bool {
    voices(&said.denied_by).any(|it| it == voice)
}

fn voices<S>(citations: &[Citation<S>]) -> impl Iterator<Item = VoiceId> {
    citations.iter().map(|citation| citation.voice)
}
