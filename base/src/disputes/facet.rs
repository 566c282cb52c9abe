//! Disputes about the value of a facet that takes only one.

use super::{Dispute, DisputeKind, Evidence, Party, Position};
use crate::{
    base::Base,
    corpus::ConceptId,
    corpus::{Aspect, Citation, CitedStance, FacetValue, VoiceId},
    image::ImageError,
};

/// The disputes over the single-valued facets of a concept, one a facet.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let mut found = vec![];
    let record = evidence.concept_record(id)?;
    for values in record.concept.facets.chunk_by(|a, b| a.facet == b.facet) {
        let Some(facet) = values.first().map(|value| value.facet) else { continue };
        let heard: Vec<_> =
            values.iter().filter_map(|value| filter_value(evidence, value)).collect();
        let said: Vec<_> = heard.iter().map(|value| &value.said).collect();
        if evidence.base.facet(facet)?.single_valued && is_contested(evidence.base, true, &said) {
            let sides = group_parties(id, &heard);
            let dispute = Dispute::new(DisputeKind::Facet, vec![id], sides);
            found.push(Dispute { facet: Some(facet), ..dispute });
        }
    }
    Ok(found)
}

fn filter_value<'b>(
    evidence: &Evidence<'b>,
    value: &FacetValue<&'b str>,
) -> Option<FacetValue<&'b str>> {
    let said = evidence.filter_citations(value.said.clone())?;
    Some(FacetValue { facet: value.facet, value: value.value, computation: None, said })
}

/// Each value, with all who give it, then whoever denies one and gives no other or says why.
fn group_parties<'b>(id: ConceptId, values: &[FacetValue<&'b str>]) -> Vec<Party<'b>> {
    let given =
        |voice: VoiceId| values.iter().filter(|value| gives_value(&value.said, voice)).count();
    let (mut sides, mut denials) = (vec![], vec![]);
    for value in values {
        let holds = Position::Value(id, value.facet, value.value);
        let by = value.said.asserted_by.clone();
        let mut denied_by = value.said.denied_by.clone();
        // Whoever gives another value is on that side; only a reason is told here too.
        denied_by.retain(|it| {
            given(it.voice) == 0
                || gives_value(&value.said, it.voice)
                || it.text.is_some()
                || it.but.is_some()
        });
        if !by.is_empty() {
            sides.push(Party::new(holds.clone(), by));
        }
        if !denied_by.is_empty() {
            denials.push(Party::new(Position::Not(Box::new(holds)), denied_by));
        }
    }
    sides.append(&mut denials);
    sides
}

/// Whether voices clash over the values of one facet: one denies what another asserts or, where the values exclude
/// each other, different voices give different ones.
///
/// It takes voices that give one value alone and do not deny it. The corpus's own voice is one only where it denies or is
/// denied. What is said of practice or of an ideal clashes only with its like.
pub fn is_contested<S: Clone>(
    base: &Base,
    single_valued: bool,
    values: &[&CitedStance<S>],
) -> bool {
    let mut all = values.iter().flat_map(|said| said.citations());
    if all.all(|citation| citation.aspect.is_none()) {
        return clashes(base, single_valued, values);
    }
    let aspects = [None].into_iter().chain(Aspect::ALL.map(|(aspect, _)| Some(aspect)));
    aspects.into_iter().any(|aspect| {
        let alike = |said: &&CitedStance<S>| {
            let mut said = (*said).clone();
            said.asserted_by.retain(|citation| citation.aspect == aspect);
            said.denied_by.retain(|citation| citation.aspect == aspect);
            said
        };
        let alike: Vec<_> = values.iter().map(alike).collect();
        clashes(base, single_valued, &alike.iter().collect::<Vec<_>>())
    })
}

fn clashes<S>(base: &Base, single_valued: bool, values: &[&CitedStance<S>]) -> bool {
    let given = |voice: VoiceId| values.iter().filter(|other| gives_value(other, voice)).count();
    let denied = |said: &&CitedStance<S>| {
        voices_of(&said.asserted_by)
            .any(|voice| !denies_value(said, voice) && (!single_valued || given(voice) == 1))
            && voices_of(&said.denied_by).any(|voice| !gives_value(said, voice))
    };
    if values.iter().any(denied) {
        return true;
    }
    let decided = |said: &&&CitedStance<S>| {
        let others = voices_of(&said.asserted_by).filter(|voice| !base.is_own(*voice));
        others.into_iter().any(|voice| given(voice) == 1 && !denies_value(said, voice))
    };
    single_valued && values.iter().filter(decided).count() > 1
}

fn gives_value<S>(said: &CitedStance<S>, voice: VoiceId) -> bool {
    voices_of(&said.asserted_by).any(|it| it == voice)
}

fn denies_value<S>(said: &CitedStance<S>, voice: VoiceId) -> bool {
    voices_of(&said.denied_by).any(|it| it == voice)
}

fn voices_of<S>(citations: &[Citation<S>]) -> impl Iterator<Item = VoiceId> {
    citations.iter().map(|citation| citation.voice)
}
