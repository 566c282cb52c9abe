//! Claims that several concepts share: facet values and relations to the same concept.

use super::ComparedConcept;
use crate::answer::{
    attribution::{NamedAttribution, ValueClaim},
    define::{DefinedConcept, FacetValues},
    relation::RelatedConcept,
    wording::RelationVerb,
};
use cxterms_base::ConceptId;
use cxterms_page::NamedCitation;
use serde::Serialize;
use std::{borrow::Cow, rc::Rc};

/// Something that one voice says of several of the concepts, or on which all who speak agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedClaim<'b> {
    /// Of which, by identifier.
    pub of: Vec<&'b str>,
    /// The facet, where it is a facet's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'b str>,
    /// The relation, where they are related to one concept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'b str>,
    /// The relation as a verb.
    #[serde(skip)]
    pub(super) verb: Rc<RelationVerb>,
    /// That concept, by identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<&'b str>,
    /// How the facet or that concept is shown.
    pub label: Cow<'b, str>,
    /// Who says it of each of them, with their hedges; of a facet's value only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<ValueHolder<'b>>,
    /// Who says it of all in `of`; nobody where all who speak agree but none speaks of all.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// A concept that has a value in common with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueHolder<'b> {
    /// The concept, by identifier.
    pub concept: &'b str,
    /// Who gives it the value.
    pub by: Vec<NamedCitation<'b>>,
}

impl<'b> ValueHolder<'b> {
    /// Those who give a concept a value; only those of `among`, if it is given.
    pub(super) fn from_claim(
        concept: &ComparedConcept<'b>,
        claim: &ValueClaim<'b>,
        among: Option<&NamedAttribution<'b>>,
    ) -> Self {
        let counts = |cited: &&NamedCitation<'b>| {
            among.is_none_or(|among| {
                among.asserted_by.iter().any(|known| known.voice == cited.voice)
            })
        };
        Self {
            concept: concept.term.id,
            by: claim.said.asserted_by.iter().filter(counts).copied().collect(),
        }
    }
}

impl<'b> SharedClaim<'b> {
    /// A facet's value in common.
    pub(super) fn from_value(
        facet: &FacetValues<'b>,
        value: &'b str,
        each: Vec<ValueHolder<'b>>,
        said: NamedAttribution<'b>,
    ) -> Self {
        let (facet, label) = (Some(facet.facet), facet.label.into());
        let of = each.iter().map(|holder| holder.concept).collect();
        let (relation, concept, verb) = Default::default();
        Self { of, facet, value: Some(value), relation, verb, concept, label, each, said }
    }
}

/// The concepts to which one voice relates all the compared ones in the same way.
pub(super) fn find_shared_relations<'b>(
    ids: &[ConceptId],
    defined: &[DefinedConcept<'b>],
) -> Vec<SharedClaim<'b>> {
    let Some((first, rest)) = defined.split_first() else { return vec![] };
    let of: Vec<_> = defined.iter().map(|concept| concept.term.id).collect();
    let mut found: Vec<SharedClaim<'b>> = vec![];
    for related in first.relations.iter().filter(|it| !it.is_contrast() && !ids.contains(&it.other))
    {
        let mut said = NamedAttribution {
            asserted_by: related.said.asserted_by.clone(),
            ..NamedAttribution::default()
        };
        for other in rest {
            let same: Vec<_> =
                other.relations.iter().filter(|it| is_same_relation(it, related)).collect();
            said.asserted_by.retain(|cited| {
                let voices = same.iter().flat_map(|it| &it.said.asserted_by);
                voices.into_iter().any(|known| known.voice == cited.voice)
            });
        }
        said.asserted_by.iter_mut().for_each(|cited| cited.text = None);
        said.asserted_by.dedup_by(|a, b| a.voice == b.voice);
        let (relation, concept) = (Some(related.relation), Some(related.concept));
        if rest.is_empty() || said.asserted_by.is_empty() {
            continue;
        }
        match found.iter_mut().find(|known| known.relation == relation && known.concept == concept)
        {
            Some(known) => known.said.asserted_by.extend(said.asserted_by),
            None => found.push(SharedClaim {
                of: of.clone(),
                facet: None,
                value: None,
                relation,
                verb: Rc::clone(&related.verb),
                concept,
                label: related.label.clone(),
                each: vec![],
                said,
            }),
        }
    }
    found
}

fn is_same_relation(one: &RelatedConcept<'_>, other: &RelatedConcept<'_>) -> bool {
    one.relation == other.relation && one.concept == other.concept
}
