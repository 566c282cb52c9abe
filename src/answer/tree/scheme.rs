//! Trees of a concept scheme: its top concepts, and what is under them.

use super::given_up::GivenUp;
use crate::answer::ask::Ask;
use cxterms_base::{
    Base, ConceptId,
    corpus::{SchemeId, SchemeMembership},
    image::{ImageError, Stance},
    text,
};
use std::collections::BTreeSet;

/// A concept scheme that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedScheme {
    /// Its number.
    pub number: SchemeId,
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// The scheme that goes by a name: its identifier, its IRI, or else what it is called in any language. Of several that
/// are called so, the first.
///
/// # Errors
/// When the base is damaged.
pub fn find_scheme(base: &Base, name: &str) -> Result<Option<AskedScheme>, ImageError> {
    let (known, wanted) = (base.schemes()?, text::fold(name));
    let named = |rank: usize| {
        known.iter().position(|scheme| match rank {
            0 => scheme.id == name || scheme.iri == Some(name),
            1 => text::fold(scheme.id) == wanted,
            _ => scheme.names().any(|title| text::fold(title) == wanted),
        })
    };
    let found = (0..3).find_map(named);
    let found = found.and_then(|at| Some((u32::try_from(at).ok()?, known.get(at)?)));
    Ok(found.map(|(at, scheme)| AskedScheme {
        number: SchemeId(at),
        id: scheme.id.to_owned(),
        title: scheme.title().to_owned(),
    }))
}

/// The top concepts of a scheme; of one that names none, the members that nobody puts under another of them.
pub(super) fn find_tops(
    ask: Ask<'_>,
    scheme: SchemeId,
    given_up: &GivenUp<'_>,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let (mut tops, mut members) = (vec![], vec![]);
    let collection = ask.base.collection_kind()?;
    for id in ask.base.concept_ids()? {
        let head = ask.base.concept_head(id)?;
        let own = head.schemes.iter().find(|it| it.scheme == scheme);
        if let Some(SchemeMembership { is_top, .. }) = own
            && (collection.is_none() || head.kind != collection)
        {
            members.push(id);
            if *is_top {
                tops.push(id);
            }
        }
    }
    if tops.is_empty() {
        let all: BTreeSet<_> = members.iter().copied().collect();
        tops = super::kind::find_tops_among(members, given_up, |id| Ok(all.contains(&id)))?;
    }
    Ok(tops.into_iter().map(|id| (id, Stance::default())).collect())
}

/// Leaves out the collections of concepts, unless there is nothing else.
pub(super) fn leave_out_collections(
    ask: Ask<'_>,
    tops: &mut Vec<(ConceptId, Stance)>,
) -> Result<(), ImageError> {
    let Some(collection) = ask.base.collection_kind()? else { return Ok(()) };
    let mut rest = vec![];
    for (id, stance) in &*tops {
        if ask.base.concept_head(*id)?.kind != Some(collection) {
            rest.push((*id, stance.clone()));
        }
    }
    if !rest.is_empty() {
        *tops = rest;
    }
    Ok(())
}
