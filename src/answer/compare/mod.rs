//! Comparison of concepts. What sets them apart, what do they share, and where do voices disagree about them?

mod choose;
mod crowd;
mod facets;
mod layout;
mod share;
mod standing;
mod views;

use super::{
    Detail, VERSION,
    claim::{Attribution, TextClaim},
    define::{self, FacetValues},
    digest::keep,
    disputes::{self, Dispute},
    naming::Naming,
    sources::{Source, Sources},
    term::{self, Term},
};
use cxterms_base::{Base, ConceptId, DisputeKind, Perspective, image::ImageError};
use serde::Serialize;

pub use choose::{Choice, choose};
pub use crowd::{Crowd, crowd};
pub use facets::Difference;
pub use share::{Holder, Shared};
pub use standing::{Contrast, Stand, Standing, Step, Under};
pub use views::{Seen, Views, views};

/// How many concepts can be compared at once.
pub const MOST: usize = 6;

/// Concepts side by side.
#[derive(Debug, Serialize)]
pub struct Comparison<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// What is compared; one alone where all the names mean it.
    pub concepts: Vec<Compared<'b>>,
    /// How each pair of them stands to each other.
    pub standing: Vec<Standing<'b>>,
    /// What is said to tell them apart.
    pub contrasts: Vec<Contrast<'b>>,
    /// The facets on which they differ.
    pub differ: Vec<Difference<'b>>,
    /// What they have in common.
    pub share: Vec<Shared<'b>>,
    /// What else is said of several of them.
    pub notes: Vec<Said<'b>>,
    /// Where voices disagree about them.
    pub disputes: Vec<Dispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<Source<'b>>,
    /// The names that were compared.
    #[serde(skip)]
    names: Vec<String>,
    /// How many claims a digest leaves out.
    #[serde(skip)]
    left_out: usize,
}

/// How many contrasts a digest tells.
const CONTRASTS: usize = 6;
/// How many notes.
const NOTES: usize = 4;
/// How many disputes.
const DISPUTES: usize = 8;
/// How many values of a facet and concept.
const VALUES: usize = 3;

/// A concept that is compared.
#[derive(Debug, Serialize)]
pub struct Compared<'b> {
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
    /// Its facets.
    #[serde(skip)]
    facets: Vec<FacetValues<'b>>,
}

/// Something that is said of several concepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said<'b> {
    /// Of which, by identifier.
    pub of: Vec<&'b str>,
    /// What.
    pub text: &'b str,
    /// Who says so.
    #[serde(flatten)]
    pub said: Attribution<'b>,
}

/// Compares concepts, at most [`MOST`], named as `names` when they turn out to be one.
///
/// # Errors
/// When the base is damaged.
pub fn compare<'b>(
    base: &'b Base,
    ids: &[ConceptId],
    names: &[String],
    seen_by: &'b Perspective,
    language: Option<&str>,
    detail: Detail,
) -> Result<Comparison<'b>, ImageError> {
    let naming = Naming::new(base, seen_by);
    let defined = ids.iter().map(|id| define::defined(&naming, *id, language, true));
    let defined = defined.collect::<Result<Vec<_>, _>>()?;
    let notes = notes(&defined);
    let share = share::share(ids, &defined);
    let contrasts = standing::contrasts(&defined);
    let standing = standing::standing(&naming, ids, &defined, language)?;
    let mut concepts: Vec<_> = defined
        .into_iter()
        .map(|it| Compared {
            said: it.definitions.into_iter().next(),
            term: it.term,
            definition: it.definition,
            definition_by: it.definition_by,
            facets: it.facets,
        })
        .collect();
    term::tell_apart(concepts.iter_mut().map(|concept| &mut concept.term));
    let differ = facets::differ(&concepts);
    let share = share.into_iter().chain(facets::alike(&concepts)).collect();
    let mut disputes = disputes::told(&naming, Some(ids), language)?;
    let compared = |id: &&str| concepts.iter().any(|concept| concept.term.id == *id);
    disputes.retain(|dispute| match dispute.way {
        DisputeKind::Denied | DisputeKind::Excluded | DisputeKind::Mutual => {
            dispute.about.iter().all(compared)
        }
        _ => true,
    });
    // Of a circle, a comparison tells what lies between its own concepts, if anything does.
    disputes.retain_mut(|dispute| {
        let root = dispute.sides.iter().any(|side| side.concepts.len() < 2);
        if dispute.way == DisputeKind::Cyclic && !root {
            dispute.sides.retain(|side| side.concepts.iter().all(compared));
        }
        dispute.sides.len() > 1
    });
    // What lies between them comes first.
    disputes.sort_by_key(|dispute| dispute.about.iter().filter(|id| compared(id)).count() < 2);
    let names = names.to_vec();
    let mut comparison = Comparison {
        version: VERSION,
        according_to: naming.heard()?,
        concepts,
        standing,
        contrasts,
        differ,
        share,
        notes,
        disputes,
        works: vec![],
        names,
        left_out: 0,
    };
    if detail == Detail::Digest {
        comparison.digest();
    }
    comparison.works = comparison.cited().named(&naming)?;
    Ok(comparison)
}

/// The notes that are said of several of the concepts, each once.
fn notes<'b>(defined: &[define::Defined<'b>]) -> Vec<Said<'b>> {
    let mut found: Vec<Said<'b>> = vec![];
    for (index, concept) in defined.iter().enumerate() {
        let others: Vec<_> = defined.iter().skip(index + 1).map(|other| other.term.id).collect();
        for note in &concept.notes {
            let with = note.with.iter().filter(|id| others.contains(id)).copied();
            let of: Vec<_> = std::iter::once(concept.term.id).chain(with).collect();
            if of.len() > 1 && !found.iter().any(|known| known.text == note.text) {
                found.push(Said { of, text: note.text, said: note.said.clone() });
            }
        }
    }
    found
}

impl<'b> Comparison<'b> {
    /// Leaves out what fewest voices say.
    fn digest(&mut self) {
        let mut left_out = keep(&mut self.contrasts, CONTRASTS, |it| it.said.weight());
        left_out += keep(&mut self.notes, NOTES, |it| it.said.weight());
        let concepts = &self.concepts;
        let between = |dispute: &Dispute<'_>| {
            let compared = |id: &&&str| concepts.iter().any(|concept| concept.term.id == **id);
            dispute.about.iter().filter(compared).count() > 1
        };
        left_out +=
            keep(&mut self.disputes, DISPUTES, |it| it.voices + 1000 * usize::from(between(it)));
        for values in self.differ.iter_mut().flat_map(|difference| &mut difference.values) {
            left_out += keep(values, VALUES, |it| it.said.weight());
            for value in values {
                value.said.brief();
            }
        }
        self.standing
            .iter_mut()
            .flat_map(|pair| &mut pair.relations)
            .for_each(|it| it.said.brief());
        self.contrasts.iter_mut().for_each(|it| it.said.brief());
        self.left_out = left_out;
    }

    fn cited(&self) -> Sources<'b> {
        let mut works = Sources::default();
        let stands =
            self.standing.iter().flat_map(|standing| &standing.relations).map(|stand| &stand.said);
        stands.for_each(|said| works.add(said));
        self.contrasts.iter().for_each(|contrast| works.add(&contrast.said));
        let values = self.differ.iter().flat_map(|differ| &differ.values).flatten();
        values.for_each(|claim| works.add(&claim.said));
        self.share.iter().for_each(|shared| works.add(&shared.said));
        self.notes.iter().for_each(|note| works.add(&note.said));
        works
    }
}
