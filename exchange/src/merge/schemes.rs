//! Maps the schemes of a corpus to those of the corpus that it is merged into.
//!
//! What is there already must not change its schemes: where a corpus declares none, it is one itself, and where it
//! declares one, entries need not name it. So a further scheme is only declared beside several.

use crate::{Losses, Part};
use cxterms_base::corpus::{Corpus, Scheme, SchemeId, SchemeMembership};

/// Gives concepts the places in schemes that they can have there; the others are lost.
pub(super) fn map_schemes(into: &Corpus, from: &mut Corpus, losses: &mut Losses) {
    let mut all = into.schemes.clone();
    let mut places = vec![];
    for scheme in std::mem::take(&mut from.schemes) {
        let known = all.iter().position(|there| is_same_scheme(there, &scheme));
        places.push(known.or_else(|| {
            (into.schemes.len() > 1).then(|| {
                all.push(Scheme { id: free_name(&all, &scheme.id), ..scheme });
                all.len() - 1
            })
        }));
    }
    let place = |of: &SchemeMembership| {
        let at = places.get(of.scheme.index()).copied().flatten()?;
        Some(SchemeMembership { scheme: SchemeId(u32::try_from(at).ok()?), ..*of })
    };
    for concept in &mut from.concepts {
        let before = concept.schemes.len();
        concept.schemes = concept.schemes.iter().filter_map(place).collect();
        for _ in concept.schemes.len()..before {
            losses.add_example(Part::Memberships.name(), &concept.id);
        }
    }
    from.schemes = all;
}

/// Where new concepts lie that come in a corpus which does not speak of schemes: in the one that is there, as entries that name
/// none.
pub(super) fn implied_place(into: &Corpus, from: &Corpus) -> Option<SchemeMembership> {
    let is_silent = from.schemes.is_empty() && !from.settings.in_no_scheme;
    (is_silent && into.schemes.len() == 1)
        .then_some(SchemeMembership { scheme: SchemeId(0), is_top: false })
}

/// Whether a scheme that comes is one that is there: by their IRIs, or where one of them has none by identifier and title. Of
/// one that says nothing of itself the identifier counts.
fn is_same_scheme(there: &Scheme, other: &Scheme) -> bool {
    match (&there.iri, &other.iri) {
        (_, None) if other.facts.is_empty() => there.id == other.id,
        (Some(there), Some(other)) => there == other,
        _ => there.id == other.id && there.title() == other.title(),
    }
}

/// An identifier that no scheme has.
fn free_name(taken: &[Scheme], wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| taken.iter().all(|it| it.id != *name)).unwrap_or_default()
}
