//! Trees of a concept scheme: its top concepts, and what is under them.

use super::given_up::GivenUp;
use crate::answer::ask::Ask;
use cxterms_base::{
    Base, ConceptId,
    corpus::{SchemeId, SchemeMembership},
    image::{ImageError, Stance},
    text,
};

/// A concept scheme that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedScheme {
    /// Its number.
    pub number: SchemeId,
    /// Its identifier.
    pub id: String,
    /// Its IRI, if it has one.
    pub iri: Option<String>,
    /// What it is called.
    pub title: String,
    /// What to type for its tree: the first of these that means nothing else.
    pub typed: String,
}

impl AskedScheme {
    /// By what it may be asked for, the shortest first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [Some(&self.id), self.iri.as_ref(), Some(&self.title)]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

/// The scheme that goes by a name: its identifier, its IRI, or else what it is called in any language. Of several that
/// are called so, the first.
///
/// # Errors
/// When the base is damaged.
pub(in crate::answer) fn find_scheme(
    base: &Base,
    name: &str,
) -> Result<Option<AskedScheme>, ImageError> {
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
        iri: scheme.iri.map(str::to_owned),
        title: scheme.title().to_owned(),
        typed: scheme.id.to_owned(),
    }))
}

/// The top concepts of a scheme, and the members that nobody puts under another of them.
pub(super) fn find_tops(
    ask: Ask<'_>,
    scheme: SchemeId,
    given_up: &GivenUp<'_>,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let of_scheme = |it: &SchemeMembership| it.scheme == scheme && it.is_top;
    let mut tops =
        super::kind::find_tops_among(given_up.members().collect(), given_up, |_| Ok(true))?;
    for id in given_up.members() {
        let top = ask.base.concept_head(id)?.schemes.iter().any(of_scheme);
        if top && !tops.contains(&id) && !given_up.is_left_out(id)? {
            tops.push(id);
        }
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
