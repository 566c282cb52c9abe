//! Disputes, all of them or those about some concepts. Where do voices disagree?

mod page;
mod words;

use super::{
    VERSION,
    ask::Ask,
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    term::Term,
};
use cxterms_base::{ConceptId, DisputeKind, image::ImageError};
use cxterms_page::NamedCitation;
use serde::Serialize;

/// Everything on which voices disagree, or what of it concerns some concepts.
#[derive(Debug, Serialize)]
pub struct DisputesAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// The concepts that were asked for; none if all were.
    pub of: Vec<Term<'b>>,
    /// How many there are of each way.
    pub counts: Vec<DisputeCount>,
    /// The disputes: clashes first, then by how many voices are involved.
    pub disputes: Vec<DescribedDispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<CitedWork<'b>>,
    /// Whether a person sees these.
    #[serde(skip)]
    sources: bool,
}

/// How many disputes there are of one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeCount {
    /// Which way.
    pub way: DisputeKind,
    /// How many.
    pub count: usize,
}

/// Claims that cannot all hold, or by which voices talk past each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DescribedDispute<'b> {
    /// In which way voices disagree.
    pub way: DisputeKind,
    /// Whether the claims cannot all hold; else voices talk past each other.
    pub clash: bool,
    /// The concepts that take part, by identifier.
    pub about: Vec<&'b str>,
    /// The facet, where it is about its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// What cannot hold together, in a sentence.
    pub sentence: String,
    /// How many voices are involved.
    pub voices: usize,
    /// The sides.
    pub sides: Vec<DisputeSide<'b>>,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeSide<'b> {
    /// What it holds.
    pub claim: String,
    /// The same, where the dispute's sentence has told the rest.
    #[serde(skip)]
    short: String,
    /// The concepts of which it holds that, by identifier.
    pub concepts: Vec<&'b str>,
    /// Who holds it.
    pub by: Vec<NamedCitation<'b>>,
    /// The identifier of the voice on another side from which alone this one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<&'b str>,
    /// What that voice is called in running text.
    #[serde(skip)]
    critic: Option<&'b str>,
    /// Whether it is known by a work of that voice, and not as that voice reports it in another's.
    #[serde(skip)]
    in_its_work: bool,
}

/// Derives what voices disagree on: everything, or what concerns one of some concepts.
///
/// ```
/// use cxterms::{answer::{self, Ask}, builtin};
///
/// let base = builtin::open()?;
/// let answer = answer::disputes(Ask::new(&base), &[])?;
/// assert!(answer.disputes.iter().all(|dispute| !dispute.sentence.is_empty()));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn disputes<'b>(ask: Ask<'b>, of: &[ConceptId]) -> Result<DisputesAnswer<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let disputes = describe_disputes(&naming, (!of.is_empty()).then_some(of))?;
    let mut works = CitedWorks::default();
    let cited = disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.by);
    cited.for_each(|cited| works.cite(cited));
    let count = |way: DisputeKind| DisputeCount {
        way,
        count: disputes.iter().filter(|dispute| dispute.way == way).count(),
    };
    Ok(DisputesAnswer {
        version: VERSION,
        according_to: naming.perspective_names()?,
        of: of.iter().map(|id| naming.term(*id)).collect::<Result<_, _>>()?,
        counts: DisputeKind::ALL.into_iter().map(count).collect(),
        works: works.into_works(&naming)?,
        sources: ask.sources,
        disputes,
    })
}

/// The disputes that concern some concepts, or all, in words.
///
/// # Errors
/// When the base is damaged.
pub(super) fn describe_disputes<'b>(
    naming: &NameCache<'b>,
    of: Option<&[ConceptId]>,
) -> Result<Vec<DescribedDispute<'b>>, ImageError> {
    let found = cxterms_base::find_disputes(naming.ask.base, of, naming.ask.perspective)?;
    found.iter().map(|dispute| words::describe_dispute(naming, dispute)).collect()
}

impl DisputesAnswer<'_> {
    /// Whether there are any.
    pub fn has_disputes(&self) -> bool {
        !self.disputes.is_empty()
    }
}
