//! The reading of a name with which a tree may begin: a concept's, a kind's or a concept scheme's.

use super::{
    kind::find_kind,
    scheme::{AskedScheme, find_scheme},
};
use crate::answer::{ask::Ask, follow_up::FollowUp, lookup::Lookup, term::Term};
use cxterms_base::{image::ImageError, text};

/// What a name means to a tree, and what else it could mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeMeaning {
    /// The kind, if it is one.
    pub kind: Option<String>,
    /// The scheme, if it is one.
    pub scheme: Option<AskedScheme>,
    /// What else goes by the name: what that is, and the command that shows it.
    pub others: Vec<(String, String)>,
}

/// What has a name, the best first: by every letter of it, or as a plural or in another spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Concept,
    Kind,
    Scheme,
    ConceptAlike,
    KindAlike,
    SchemeAlike,
}

/// Everything that has a name.
struct Owners<'b> {
    concept: Option<Term<'b>>,
    kind: Option<String>,
    scheme: Option<AskedScheme>,
    first: Option<Owner>,
}

impl<'b> Owners<'b> {
    fn find_owners(ask: Ask<'b>, name: &str) -> Result<Self, ImageError> {
        let kind = find_kind(ask.base, name)?;
        let scheme = find_scheme(ask.base, name)?;
        let mut found = Self { concept: None, kind, scheme, first: None };
        if found.kind.is_none() && found.scheme.is_none() {
            return Ok(found);
        }
        let terms = Lookup::resolve_name_in(ask.base, name, ask.languages)?.to_terms(ask)?;
        let (spelled, folded) = (name.to_lowercase(), text::fold(name));
        let is_spelled = |known: &str| known.to_lowercase() == spelled;
        let named = |is_so: &dyn Fn(&str) -> bool| {
            terms.iter().find(|term| [term.id, term.label].into_iter().any(is_so))
        };
        let exact = named(&is_spelled);
        found.concept = exact.or_else(|| named(&|known| text::fold(known) == folded)).cloned();
        let owners = [
            found.concept.as_ref().map(|_| match exact {
                Some(_) => Owner::Concept,
                None => Owner::ConceptAlike,
            }),
            found.kind.as_ref().map(|kind| match is_spelled(kind) {
                true => Owner::Kind,
                false => Owner::KindAlike,
            }),
            found.scheme.as_ref().map(|scheme| match scheme.names().any(is_spelled) {
                true => Owner::Scheme,
                false => Owner::SchemeAlike,
            }),
        ];
        found.first = owners.into_iter().flatten().min();
        Ok(found)
    }

    fn into_scheme(self) -> Option<AskedScheme> {
        self.scheme.filter(|_| matches!(self.first, Some(Owner::Scheme | Owner::SchemeAlike)))
    }
}

/// Reads a name with which a tree is to begin. Who has it to the letter comes before who has its singular, and of these a
/// concept before a kind, and that before a scheme.
///
/// # Errors
/// When the base is damaged.
pub fn read_tree_name(ask: Ask<'_>, name: &str) -> Result<TreeMeaning, ImageError> {
    let Owners { concept, kind, scheme, first } = Owners::find_owners(ask, name)?;
    let scheme = scheme.map(|scheme| name_scheme(ask, scheme)).transpose()?;
    let mut meaning = TreeMeaning::default();
    let chosen = match first {
        None => return Ok(meaning),
        Some(Owner::Concept | Owner::ConceptAlike) => 0,
        Some(Owner::Kind | Owner::KindAlike) => 1,
        Some(Owner::Scheme | Owner::SchemeAlike) => 2,
    };
    if let Some(concept) = concept.filter(|_| chosen != 0) {
        let handle = Lookup::find_handle(ask.base, &concept, "")?;
        let tree = FollowUp::about_names("tree", [&*handle]).to_string();
        meaning.others.push((format!("also means the term {}", concept.name()), tree));
    }
    if let Some(kind) = &kind
        && chosen != 1
    {
        let list = FollowUp::about_names("list", []).with_options(["--kind", kind]);
        meaning.others.push((format!("is also the kind {kind}"), list.to_string()));
    }
    if let Some(scheme) = &scheme
        && chosen != 2
    {
        let tree = FollowUp::about_names("tree", [&*scheme.typed]).to_string();
        meaning.others.push((format!("is also the concept scheme {}", scheme.title), tree));
    }
    meaning.kind = kind.filter(|_| chosen == 1);
    meaning.scheme = scheme.filter(|_| chosen == 2);
    Ok(meaning)
}

/// The scheme that goes by a name, with what to type for its tree; none if there is none.
///
/// # Errors
/// When the base is damaged.
pub fn find_typed_scheme(ask: Ask<'_>, name: &str) -> Result<Option<AskedScheme>, ImageError> {
    find_scheme(ask.base, name)?.map(|scheme| name_scheme(ask, scheme)).transpose()
}

/// Finds what to type so that a tree begins at a scheme: the first of its names that means nothing else.
fn name_scheme(ask: Ask<'_>, scheme: AskedScheme) -> Result<AskedScheme, ImageError> {
    for name in scheme.names() {
        let meant = Owners::find_owners(ask, name)?.into_scheme();
        if meant.is_some_and(|meant| meant.number == scheme.number) {
            return Ok(AskedScheme { typed: name.to_owned(), ..scheme.clone() });
        }
    }
    Ok(scheme)
}
