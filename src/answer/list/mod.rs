//! List of terms, filtered by kind, voice and facet.

mod page;

use super::{
    VERSION,
    ask::Ask,
    concept_names::NameCache,
    define,
    metric::MetricFormulas,
    term::{self, Term},
};
use cxterms_base::{
    Base, ConceptId, Perspective,
    corpus::{Facet, Kind, RelationId, SchemeId, SchemeMembership, VoiceId, VoiceKindId},
    image::ImageError,
    text::{self, CollationKey},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Terms, by label.
#[derive(Debug, Serialize)]
pub struct ListAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Of whom something is said by these voices alone, where it is not everybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// The terms.
    pub concepts: Vec<Term<'b>>,
    /// How many terms that are no longer in use are left out.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
    /// The formulas of those that have any, where terms of some kind are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formulas: Vec<ListedFormula<'b>>,
    /// How many collections of concepts are left out, where the list would have them too.
    #[serde(skip_serializing_if = "is_zero")]
    pub collections_left_out: usize,
    /// Why others have none, where voices' values say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_formula: Vec<UncomputedTerm<'b>>,
}

/// Why a term that is listed has no formula.
#[derive(Debug, Serialize)]
pub struct UncomputedTerm<'b> {
    /// The term's identifier.
    pub concept: &'b str,
    /// Why.
    pub why: &'b str,
}

/// A formula of a term that is listed.
#[derive(Debug, Serialize)]
pub struct ListedFormula<'b> {
    /// The term's identifier.
    pub concept: &'b str,
    /// The formula.
    pub formula: String,
    /// In which unit its result is counted.
    pub unit: String,
    /// The identifiers of those who compute so.
    pub voices: Vec<&'b str>,
    /// Who they are in few words.
    #[serde(skip)]
    who: String,
}

/// What a term must be to be listed; each filter lets through what one of its entries does.
#[derive(Clone, Debug, Default)]
pub struct TermFilter {
    /// Of one of these kinds.
    pub kinds: Vec<String>,
    /// Of one of these schemes.
    pub schemes: Vec<SchemeId>,
    /// With a claim of one of these voices.
    pub voices: Vec<VoiceId>,
    /// With one of these facets, or with that value of it.
    pub facets: Vec<(String, Option<String>)>,
    /// No longer in use, too.
    pub deprecated: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A name in a filter that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownName {
    /// The number of this shape.
    pub version: u32,
    /// What it should name.
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// The nearest right ones, or all where none is near.
    pub hint: String,
}

/// What names are declared as, or the first that means nothing here.
#[derive(Clone, Debug)]
pub enum DeclaredLookup<T> {
    /// Each means something.
    Known(T),
    /// This one does not.
    Unknown(UnknownName),
}

impl<T> From<Result<T, UnknownName>> for DeclaredLookup<T> {
    fn from(found: Result<T, UnknownName>) -> Self {
        found.map_or_else(Self::Unknown, Self::Known)
    }
}

/// Reads `--kind` and `--facet` against what the base declares; what names nothing is handed back.
///
/// # Errors
/// When the base is damaged.
pub fn parse_filter(
    base: &Base,
    kinds: &[String],
    facets: &[String],
    voices: Vec<VoiceId>,
) -> Result<DeclaredLookup<TermFilter>, ImageError> {
    let known = (base.kinds()?, base.facets()?);
    Ok(resolve_filter(&known.0, &known.1, kinds, facets, voices).into())
}

fn resolve_filter(
    known_kinds: &[Kind<&str>],
    known_facets: &[Facet<&str>],
    kinds: &[String],
    facets: &[String],
    voices: Vec<VoiceId>,
) -> Result<TermFilter, UnknownName> {
    let mut filter = TermFilter { voices, ..TermFilter::default() };
    for name in kinds {
        filter.kinds.push(find_declared(
            "kind",
            name,
            known_kinds.iter().map(|kind| (kind.id, kind.id)),
        )?);
    }
    for written in facets {
        let (name, value) = match written.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (written.as_str(), None),
        };
        let known =
            known_facets.iter().flat_map(|facet| [(facet.id, facet.id), (facet.label, facet.id)]);
        let facet = find_declared("facet", name, known)?;
        let values =
            known_facets.iter().filter(|known| known.id == facet).flat_map(|facet| &facet.values);
        let values: Vec<_> = values.map(|value| (*value, *value)).collect();
        let value = match value {
            Some(value) if !values.is_empty() => {
                Some(find_declared("value", value, values.into_iter())?)
            }
            open => open.map(str::to_owned),
        };
        filter.facets.push((facet, value));
    }
    Ok(filter)
}

fn find_declared<'k>(
    what: &'static str,
    name: &str,
    known: impl Iterator<Item = (&'k str, &'k str)> + Clone,
) -> Result<String, UnknownName> {
    let wanted = text::fold(name);
    if let Some((_, id)) = known.clone().find(|(known, _)| text::fold(known) == wanted) {
        return Ok(id.to_owned());
    }
    let hint = match text::find_nearest(name, known.clone().map(|(known, _)| known)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: BTreeSet<_> = known.map(|(_, id)| id).collect();
            match all.into_iter().collect::<Vec<_>>().join(", ") {
                none if none.is_empty() => "there are none here".to_owned(),
                all => format!("there are {all}"),
            }
        }
    };
    Err(UnknownName { version: VERSION, what, name: name.to_owned(), hint })
}

/// The schemes that go by some names, their identifiers, IRIs or titles; a name that means nothing is handed back.
///
/// # Errors
/// When the base is damaged.
pub fn parse_schemes(
    base: &Base,
    names: &[String],
) -> Result<DeclaredLookup<Vec<SchemeId>>, ImageError> {
    let known = base.schemes()?;
    let mut found = vec![];
    for name in names {
        if let Some(scheme) = super::tree::find_scheme(base, name)? {
            found.push(scheme.number);
            continue;
        }
        let ids = known.iter().flat_map(|it| it.names().chain([it.id]).map(|name| (name, it.id)));
        let ids: Vec<_> = ids.collect();
        if let Err(unknown) = find_declared("scheme", name, ids.iter().copied()) {
            return Ok(DeclaredLookup::Unknown(unknown));
        }
    }
    Ok(DeclaredLookup::Known(found))
}

/// The kinds of voice that go by some names; a name that means nothing is handed back.
pub fn parse_voice_kinds(base: &Base, names: &[String]) -> DeclaredLookup<BTreeSet<VoiceKindId>> {
    let known = &base.settings().voice_kinds;
    let find = |name: &String| {
        let kinds = known.iter().map(|kind| (&**kind, &**kind));
        let id = find_declared("kind of voice", name, kinds)?;
        let at = known.iter().position(|kind| *kind == id).unwrap_or_default();
        Ok(VoiceKindId(u32::try_from(at).unwrap_or(u32::MAX)))
    };
    names.iter().map(find).collect::<Result<_, UnknownName>>().into()
}

/// The relations that go by some names, from either end; a name that means nothing is handed back.
///
/// # Errors
/// When the base is damaged.
pub fn parse_relations(
    base: &Base,
    names: &[String],
) -> Result<DeclaredLookup<Vec<RelationId>>, ImageError> {
    let kinds = base.relation_kinds()?;
    let known = kinds.iter().flat_map(|kind| [(kind.id, kind.id), (kind.inverse, kind.id)]);
    let mut found = vec![];
    for name in names {
        match find_declared("relation", name, known.clone()) {
            Ok(id) => found.extend(
                (0..)
                    .zip(&kinds)
                    .filter(|(_, kind)| kind.id == id)
                    .map(|(number, _)| RelationId(number)),
            ),
            Err(unknown) => return Ok(DeclaredLookup::Unknown(unknown)),
        }
    }
    Ok(DeclaredLookup::Known(found))
}

/// Lists the terms that a filter lets through, by label.
///
/// ```
/// use cxterms::{answer::{self, Ask, TermFilter}, builtin};
///
/// let base = builtin::open()?;
/// let metrics = TermFilter { kinds: vec!["metric".to_owned()], ..TermFilter::default() };
/// let answer = answer::list(Ask::new(&base), &metrics)?;
/// assert!(answer.concepts.iter().all(|term| term.kind == Some("metric")));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn list<'b>(ask: Ask<'b>, filter: &TermFilter) -> Result<ListAnswer<'b>, ImageError> {
    let (base, naming) = (ask.base, NameCache::new(ask));
    let speaking = Perspective::of_voices(filter.voices.iter().copied());
    let voice_asked = !filter.voices.is_empty();
    let perspective = if voice_asked { &speaking } else { ask.perspective };
    let heard = NameCache::new(Ask { perspective, ..ask });
    let claimed = perspective.voices().is_some();
    let (mut concepts, mut listed, mut left_out) = (vec![], vec![], 0);
    // A collection is no concept: it is listed where its kind is asked for.
    let collection = base.collection_kind()?.filter(|_| filter.kinds.is_empty());
    let mut collections_left_out = 0;
    for id in base.concept_ids()? {
        let known = base.concept_head(id)?;
        let of_scheme = |of: &SchemeMembership| filter.schemes.contains(&of.scheme);
        if !filter.schemes.is_empty() && !known.schemes.iter().any(of_scheme) {
            continue;
        }
        if collection.is_some() && known.kind == collection {
            collections_left_out += 1;
            continue;
        }
        let term = Term::from_head(ask, &known)?;
        let of_kind = filter.kinds.is_empty()
            || term.kind.is_some_and(|kind| filter.kinds.iter().any(|known| known == kind));
        if !of_kind {
            continue;
        }
        if claimed && define::gather_claims(&heard, id, define::NotesWanted::All)?.is_silent() {
            continue;
        }
        let faceted = filter.facets.is_empty() || {
            let values = define::gather_facets(&naming, base.concept_record(id)?.concept.facets)?;
            filter
                .facets
                .iter()
                .any(|(facet, value)| has_facet_value(&values, facet, value.as_deref()))
        };
        if !faceted {
            continue;
        }
        let mark = if filter.deprecated { None } else { base.concept_head(id)?.state };
        if perspective.is_given_up(base, id, mark)? {
            left_out += 1;
        } else {
            let state = perspective.hear_state(base, id, known.state)?;
            concepts.push(term.in_state(state));
            listed.push(id);
        }
    }
    let (formulas, no_formula) = match filter.kinds.is_empty() {
        true => (vec![], vec![]),
        false => list_formulas(&naming, &listed)?,
    };
    concepts.sort_by_cached_key(|term| (CollationKey::new(term.label), term.qualifier, term.id));
    term::tell_sorted_apart(&mut concepts);
    Ok(ListAnswer {
        version: VERSION,
        according_to: naming.perspective_names()?,
        concepts,
        left_out,
        formulas,
        collections_left_out: if filter.is_narrow() { 0 } else { collections_left_out },
        no_formula,
    })
}
impl TermFilter {
    /// Whether it lets through only what is said by somebody or has some facet.
    fn is_narrow(&self) -> bool {
        !self.voices.is_empty() || !self.facets.is_empty()
    }
}

/// The formulas of some concepts, as far as the perspective hears them.
fn list_formulas<'b>(
    naming: &NameCache<'b>,
    ids: &[ConceptId],
) -> Result<(Vec<ListedFormula<'b>>, Vec<UncomputedTerm<'b>>), ImageError> {
    let (mut found, mut uncomputed) = (vec![], vec![]);
    for id in ids {
        let concept = naming.ask.base.concept_record(*id)?.concept;
        let metric = MetricFormulas::gather_formulas(naming, &concept.facets)?;
        let why = metric.as_ref().filter(|it| it.formulas.is_empty());
        let why = why.and_then(|it| it.reasons.first());
        uncomputed.extend(why.map(|why| UncomputedTerm { concept: concept.id, why }));
        for formula in metric.iter().flat_map(|metric| &metric.formulas) {
            found.push(ListedFormula {
                concept: concept.id,
                formula: formula.formula.to_string(),
                unit: formula.unit.name(),
                voices: formula.list_voices(),
                who: formula.name_voices(),
            });
        }
    }
    Ok((found, uncomputed))
}

fn has_facet_value(facets: &[define::FacetValues<'_>], facet: &str, value: Option<&str>) -> bool {
    let asserted =
        facets.iter().filter(|known| known.facet == facet).flat_map(|known| &known.values);
    let mut asserted = asserted.filter(|claim| !claim.said.asserted_by.is_empty());
    asserted.any(|claim| value.is_none_or(|value| text::fold(claim.value) == text::fold(value)))
}
