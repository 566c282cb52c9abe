//! Facets on which concepts differ or agree: values that one voice gives, or that a facet's listed values keep apart.

use super::{ComparedConcept, SharedClaim, share::ValueHolder};
use crate::answer::attribution::{NamedAttribution, ValueClaim};
use crate::answer::define::FacetValues;
use serde::Serialize;
use std::collections::BTreeSet;

/// A facet on which the concepts differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetDifference<'b> {
    /// The facet's name.
    pub facet: &'b str,
    /// How it is shown.
    pub label: &'b str,
    /// The values of each concept, in the order of the concepts.
    pub values: Vec<Vec<ValueClaim<'b>>>,
    /// For each concept, whether voices clash over its values.
    pub disputed: Vec<bool>,
    /// Whether it takes one value.
    #[serde(skip)]
    pub(super) single_valued: bool,
    /// Whether it comes first on a screen: it takes one value or is part of what concepts are.
    #[serde(skip)]
    pub(super) leading: bool,
}

/// The facets that tell the concepts apart, in reading order.
///
/// Two concepts differ on a facet where one voice gives them different values, or where a facet with listed values
/// has none in common for them. Facets that are part of what concepts are stand beside each other in any case.
pub(super) fn find_differences<'b>(concepts: &[ComparedConcept<'b>]) -> Vec<FacetDifference<'b>> {
    let mut names: Vec<&FacetValues<'b>> = vec![];
    for facet in concepts.iter().flat_map(|concept| &concept.facets) {
        if !names.iter().any(|known| known.facet == facet.facet) {
            names.push(facet);
        }
    }
    names.sort_by_key(|facet| facet.order);
    names.into_iter().filter_map(|facet| facet_difference(concepts, facet)).collect()
}

fn facet_difference<'b>(
    concepts: &[ComparedConcept<'b>],
    facet: &FacetValues<'b>,
) -> Option<FacetDifference<'b>> {
    let columns: Vec<_> =
        concepts.iter().map(|concept| asserted_values(concept, facet.facet)).collect();
    let telling = distinguishing_voices(&columns);
    let apart = facet.rules.closed
        && columns.iter().enumerate().any(|(index, one)| {
            columns.iter().skip(index + 1).any(|other| nothing_common(one, other))
        });
    // What is part of the concepts stands side by side, whoever gives it.
    let defining =
        facet.rules.defining && columns.iter().filter(|column| !column.is_empty()).count() > 1;
    if telling.is_empty() && !apart && !defining {
        return None;
    }
    let whole = facet.rules.single_valued || defining;
    let own = |claim: &&ValueClaim<'b>| whole || !is_common_to_all(claim, &columns);
    let values: Vec<Vec<_>> =
        columns.iter().map(|column| column.iter().filter(own).cloned().collect()).collect();
    let disputed = |concept: &ComparedConcept<'_>| {
        concept.facets.iter().any(|known| known.facet == facet.facet && known.disputed)
    };
    let disputed =
        concepts.iter().zip(&values).map(|(concept, shown)| match facet.rules.single_valued {
            true => disputed(concept),
            false => shown.iter().any(|claim| claim.said.is_denied()),
        });
    Some(FacetDifference {
        facet: facet.facet,
        label: facet.label,
        disputed: disputed.collect(),
        values,
        single_valued: facet.rules.single_valued,
        leading: whole,
    })
}

/// The values that somebody gives a concept.
fn asserted_values<'b>(concept: &ComparedConcept<'b>, facet: &str) -> Vec<ValueClaim<'b>> {
    let found =
        concept.facets.iter().filter(|known| known.facet == facet).flat_map(|known| &known.values);
    found.filter(|claim| !claim.said.asserted_by.is_empty()).cloned().collect()
}

/// The voices that give two of the concepts values of which each lacks the other's.
fn distinguishing_voices<'b>(columns: &[Vec<ValueClaim<'b>>]) -> BTreeSet<&'b str> {
    let voices = columns.iter().flatten().flat_map(|claim| &claim.said.asserted_by);
    let voices: BTreeSet<_> = voices.map(|cited| cited.voice).collect();
    let tells = |voice: &&str| {
        let given: Vec<BTreeSet<&str>> =
            columns.iter().map(|column| given_by(column, voice)).collect();
        given.iter().enumerate().any(|(index, one)| {
            given.iter().skip(index + 1).any(|other| !one.is_subset(other) && !other.is_subset(one))
        })
    };
    voices.into_iter().filter(tells).collect()
}

fn given_by<'b>(column: &[ValueClaim<'b>], voice: &str) -> BTreeSet<&'b str> {
    let says =
        |claim: &&ValueClaim| claim.said.asserted_by.iter().any(|cited| cited.voice == voice);
    column.iter().filter(says).map(|claim| claim.value).collect()
}

fn nothing_common(one: &[ValueClaim<'_>], other: &[ValueClaim<'_>]) -> bool {
    let common = one.iter().any(|claim| other.iter().any(|there| there.value == claim.value));
    !one.is_empty() && !other.is_empty() && !common
}

/// Whether every concept has a value, and all by the same voices: that is told of them together.
fn is_common_to_all(claim: &ValueClaim<'_>, columns: &[Vec<ValueClaim<'_>>]) -> bool {
    let same = |there: &ValueClaim<'_>| {
        there.value == claim.value && name_voices(there) == name_voices(claim)
    };
    columns.iter().all(|column| column.iter().any(same))
}

fn name_voices<'c>(claim: &'c ValueClaim<'_>) -> BTreeSet<&'c str> {
    claim.said.asserted_by.iter().map(|cited| cited.voice).collect()
}

/// The facet values that concepts have in common: one voice gives them to both, or all who speak of a single-valued
/// facet agree.
pub(super) fn find_shared_values<'b>(concepts: &[ComparedConcept<'b>]) -> Vec<SharedClaim<'b>> {
    let mut found: Vec<SharedClaim<'b>> = vec![];
    let facets = concepts.iter().flat_map(|concept| &concept.facets);
    let mut seen = BTreeSet::new();
    for facet in facets.filter(|facet| seen.insert(facet.facet)).collect::<Vec<_>>() {
        let columns: Vec<_> =
            concepts.iter().map(|concept| asserted_values(concept, facet.facet)).collect();
        let all: BTreeSet<_> = columns.iter().flatten().map(|claim| claim.value).collect();
        for value in all {
            let holders: Vec<_> = concepts
                .iter()
                .zip(&columns)
                .filter_map(|(concept, column)| {
                    Some((concept, column.iter().find(|claim| claim.value == value)?))
                })
                .collect();
            let said = common_attribution(&holders);
            let agreed =
                facet.rules.single_valued && columns.iter().all(|column| column.len() == 1);
            let each = said.asserted_by.is_empty() && agreed && holders.len() == concepts.len();
            let of: Vec<_> = holders
                .iter()
                .filter(|(_, claim)| each || shares_voice(claim, &said))
                .map(|(concept, claim)| {
                    ValueHolder::from_claim(concept, claim, (!each).then_some(&said))
                })
                .collect();
            if of.len() > 1 {
                found.push(SharedClaim::from_value(facet, value, of, said));
            }
        }
    }
    found
}

fn shares_voice(claim: &ValueClaim<'_>, said: &NamedAttribution<'_>) -> bool {
    claim
        .said
        .asserted_by
        .iter()
        .any(|cited| said.asserted_by.iter().any(|known| known.voice == cited.voice))
}

/// Whoever gives the value to any of them; a hedge is of one concept, so it stands apart.
fn merge_attributions<'b>(
    holders: &[(&ComparedConcept<'b>, &ValueClaim<'b>)],
) -> NamedAttribution<'b> {
    let mut said = NamedAttribution::default();
    for cited in holders.iter().flat_map(|(_, claim)| &claim.said.asserted_by) {
        if !said
            .asserted_by
            .iter()
            .any(|known| (known.voice, known.work) == (cited.voice, cited.work))
        {
            said.asserted_by.push(cited.without_words());
        }
    }
    said
}

/// Whoever gives the value to two of them or more.
fn common_attribution<'b>(
    holders: &[(&ComparedConcept<'b>, &ValueClaim<'b>)],
) -> NamedAttribution<'b> {
    let mut said = merge_attributions(holders);
    said.asserted_by.retain(|cited| {
        let gives = |claim: &ValueClaim<'_>| {
            claim.said.asserted_by.iter().any(|known| known.voice == cited.voice)
        };
        holders.iter().filter(|(_, claim)| gives(claim)).count() > 1
    });
    said
}
