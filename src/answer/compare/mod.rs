//! Comparison of concepts. What sets them apart, what do they share, and where do voices disagree about them?

mod ambiguous;
mod choose;
mod facets;
mod page;
mod perspectives;
mod relations;
mod screen;
mod share;
mod shown;
mod unheard;

use super::{
    Detail, VERSION,
    ask::Ask,
    attribution::{NamedAttribution, TextClaim},
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    define::{self, FacetValues},
    disputes::{self, DescribedDispute},
    lookup::Lookup,
    term::{self, Term},
    worked_example::{SharedExample, WorkedExample},
};
use cxterms_base::{ConceptId, image::ImageError};
use serde::Serialize;

pub use super::digest::MAX_COMPARED;
pub use ambiguous::{AmbiguousNames, gather_ambiguous};
pub use choose::{ComparisonChoice, choose_concepts};
pub use facets::FacetDifference;
pub use perspectives::{PerspectiveComparison, PerspectiveView, compare_perspectives};
pub use relations::{CommonUmbrella, ConnectingStep, Contrast, PairRelation, PairRelations};
pub use share::{SharedClaim, ValueHolder};
pub use unheard::{UnheardTerms, find_unheard};

/// Concepts side by side.
#[derive(Debug, Serialize)]
pub struct Comparison<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// What is compared; one alone where all the names mean it.
    pub concepts: Vec<ComparedConcept<'b>>,
    /// How each pair of them stands to each other.
    pub standing: Vec<PairRelations<'b>>,
    /// What is said to tell them apart.
    pub contrasts: Vec<Contrast<'b>>,
    /// The facets on which they differ.
    pub differ: Vec<FacetDifference<'b>>,
    /// Metrics among them worked out on one example, where they share an input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<SharedExample<'b>>,
    /// What they have in common.
    pub share: Vec<SharedClaim<'b>>,
    /// What else is said of several of them.
    pub notes: Vec<CommonNote<'b>>,
    /// Where voices disagree about two of them at least.
    pub disputes: Vec<DescribedDispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<CitedWork<'b>>,
    /// The names that were compared.
    #[serde(skip)]
    names: Vec<String>,
    /// The shortest names of the concepts, where a person sees them.
    #[serde(skip)]
    handles: Vec<String>,
    /// Whether it is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
    /// Whether a person sees the works.
    #[serde(skip)]
    sources: bool,
}

/// A concept that is compared.
#[derive(Debug, Serialize)]
pub struct ComparedConcept<'b> {
    /// How it is named.
    #[serde(flatten)]
    pub term: Term<'b>,
    /// What it means, in the words of the corpus.
    pub definition: Option<&'b str>,
    /// Whose words these are, where they are not the first corpus's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition_by: Option<&'b str>,
    /// What the first voice that is heard says that it means.
    #[serde(skip)]
    said: Option<TextClaim<'b>>,
    /// The words of the corpus, and whose they are, where no voice that is heard says what it means.
    #[serde(skip)]
    unheard: Option<(&'b str, &'b str)>,
    /// How it is computed.
    #[serde(skip)]
    computation: Option<WorkedExample<'b>>,
    /// Its facets.
    #[serde(skip)]
    facets: Vec<FacetValues<'b>>,
}

/// Something that is said of several concepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonNote<'b> {
    /// Of which, by identifier.
    pub of: Vec<&'b str>,
    /// What.
    pub text: &'b str,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// Compares concepts, at most [`MAX_COMPARED`], named as `names` when they turn out to be one.
///
/// ```
/// use cxterms::{answer::{Ask, Lookup, compare}, builtin};
///
/// let base = builtin::open()?;
/// let names = ["customer support", "customer service"].map(str::to_owned);
/// let mut ids = vec![];
/// for name in &names {
///     ids.extend(Lookup::resolve_name(&base, name)?.ids);
/// }
/// let comparison = compare::compare(Ask::new(&base), &ids, &names)?;
/// assert!(!comparison.contrasts.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn compare<'b>(
    ask: Ask<'b>,
    ids: &[ConceptId],
    names: &[String],
) -> Result<Comparison<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let defined = define::gather_compared(&naming, ids)?;
    let notes = gather_shared_notes(&defined);
    let share = share::find_shared_relations(ids, &defined);
    let contrasts = relations::gather_contrasts(&defined);
    let standing = relations::relate_pairs(&naming, ids, &defined)?;
    let mut concepts: Vec<_> = defined
        .into_iter()
        .zip(ids)
        .map(|(it, id)| {
            let silent = it.definition.is_none() && it.definitions.is_empty();
            let unheard = if silent { find_unheard_meaning(&naming, *id)? } else { None };
            Ok(ComparedConcept {
                unheard,
                said: it.definitions.into_iter().next(),
                term: it.term,
                definition: it.definition,
                definition_by: it.definition_by,
                computation: it.computation,
                facets: it.facets,
            })
        })
        .collect::<Result<_, ImageError>>()?;
    term::tell_apart(concepts.iter_mut().map(|concept| &mut concept.term));
    let computed: Vec<_> = concepts.iter().map(|it| (&it.term, it.computation.as_ref())).collect();
    let example = SharedExample::share_example(&computed);
    let differ = facets::find_differences(&concepts);
    let share = share.into_iter().chain(facets::find_shared_values(&concepts)).collect();
    // As `disputes` of the same terms: what concerns two of them at least.
    let on_screen = ask.detail == Detail::Digest;
    let between = |dispute: &cxterms_base::Dispute<'b>| {
        dispute.about.iter().filter(|id| ids.contains(id)).count() > 1
    };
    let disputes = match on_screen {
        true => disputes::outline_disputes(&naming, ids, between)?,
        false => disputes::describe_disputes(&naming, Some(ids), between)?,
    };
    let names = names.to_vec();
    let handles = concepts.iter().filter(|_| on_screen);
    let handles = handles.map(|it| Lookup::find_handle(ask.base, &it.term, ""));
    let handles = handles.collect::<Result<_, ImageError>>()?;
    let mut comparison = Comparison {
        version: VERSION,
        according_to: naming.perspective_names()?,
        concepts,
        standing,
        contrasts,
        differ,
        example,
        share,
        notes,
        disputes,
        works: vec![],
        names,
        handles,
        on_screen,
        sources: ask.sources,
    };
    if !on_screen || ask.sources {
        comparison.works = comparison.collect_works().into_works(&naming)?;
    }
    Ok(comparison)
}

/// What a concept means in the words of the corpus, and whose they are; it is there for every perspective.
fn find_unheard_meaning<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
) -> Result<Option<(&'b str, &'b str)>, ImageError> {
    let own = naming.ask.base.concept_record(id)?.concept.definition;
    own.map(|own| Ok((own.text, naming.voice(own.voice)?.name))).transpose()
}

/// The notes that are said of several of the concepts, each once.
fn gather_shared_notes<'b>(defined: &[define::DefinedConcept<'b>]) -> Vec<CommonNote<'b>> {
    let mut found: Vec<CommonNote<'b>> = vec![];
    for (index, concept) in defined.iter().enumerate() {
        let others: Vec<_> = defined.iter().skip(index + 1).map(|other| other.term.id).collect();
        for note in &concept.notes {
            let with = note.with.iter().filter(|id| others.contains(id)).copied();
            let of: Vec<_> = std::iter::once(concept.term.id).chain(with).collect();
            if of.len() > 1 && !found.iter().any(|known| known.text == note.text) {
                found.push(CommonNote { of, text: note.text, said: note.said.clone() });
            }
        }
    }
    found
}

impl<'b> Comparison<'b> {
    /// The first of which voices disagree about a facet's values, by its place.
    fn find_disputed(&self) -> Option<usize> {
        let marked = |at: &usize| self.differ.iter().any(|it| it.disputed.get(*at) == Some(&true));
        (0..self.concepts.len()).find(marked)
    }

    fn collect_works(&self) -> CitedWorks<'b> {
        let mut works = CitedWorks::default();
        let stands =
            self.standing.iter().flat_map(|standing| &standing.relations).map(|stand| &stand.said);
        stands.for_each(|said| works.cite_attribution(said));
        self.contrasts.iter().for_each(|contrast| works.cite_attribution(&contrast.said));
        let values = self.differ.iter().flat_map(|differ| &differ.values).flatten();
        values.for_each(|claim| works.cite_attribution(&claim.said));
        self.share.iter().for_each(|shared| works.cite_attribution(&shared.said));
        self.notes.iter().for_each(|note| works.cite_attribution(&note.said));
        works
    }
}
