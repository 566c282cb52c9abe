//! Matrix of disciplines: how each stands to each other, and how many voices say so.

use super::{
    ask::Ask,
    concept_names::NameCache,
    counted_voices::CountedVoices,
    relation::{self, RelatedConcept},
    term::{self, Term},
};
use cxterms_base::{
    ConceptId, End,
    corpus::{CONTRASTS_WITH, KindId, SAME_AS, SUBSET_OF},
    image::ImageError,
    text::CollationKey,
};
use std::cmp::Reverse;

/// The kind of disciplines.
const DISCIPLINE: &str = "discipline";
/// The relation of cause to effect, where a corpus declares it.
const LEADS_TO: &str = "leads-to";

/// Concepts that are expected to stand under one umbrella each, and how each stands to each other.
#[derive(Debug)]
pub struct DisciplineMatrix<'b> {
    /// The concepts that are related to another of them, those of which most is said first.
    pub concepts: Vec<Term<'b>>,
    /// Where one stands to another, row by row.
    pub cells: Vec<MatrixCell<'b>>,
    /// The concepts that are related to none of the others.
    pub unrelated: Vec<Term<'b>>,
    /// Whose views these are, where they are not everybody's.
    pub according_to: Vec<&'b str>,
}

/// How the concept of a row stands to that of a column.
#[derive(Debug)]
pub struct MatrixCell<'b> {
    /// The place of the one among the concepts.
    pub row: usize,
    /// The place of the other.
    pub column: usize,
    /// Each way in which voices relate them, in the order of [`MatrixRelation`].
    pub relations: Vec<CellRelation<'b>>,
}

/// One way in which voices relate two concepts.
#[derive(Debug)]
pub struct CellRelation<'b> {
    /// Which way.
    pub way: MatrixRelation,
    /// The relation as a sentence: `Customer success is under customer experience`.
    pub statement: String,
    /// Who says so.
    pub voices: CountedVoices<'b>,
    /// Whether voices disagree about it.
    pub disputed: bool,
}

/// The relations that a matrix shows, each from the row to the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatrixRelation {
    /// It is under the other.
    Under,
    /// It differs from the other.
    Differs,
    /// It is the other.
    Same,
    /// It leads to the other.
    Leads,
}

impl CellRelation<'_> {
    /// The relation in a sentence, with who says so.
    pub fn describe(&self) -> String {
        self.voices.attribute_statement(&self.statement, self.disputed)
    }
}

impl MatrixRelation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Under, Self::Differs, Self::Same, Self::Leads];

    /// Its word in a cell.
    pub fn word(self) -> &'static str {
        match self {
            Self::Under => "under",
            Self::Differs => "vs",
            Self::Same => "is",
            Self::Leads => "leads",
        }
    }

    /// What the word says of row and column.
    pub fn about(self) -> &'static str {
        match self {
            Self::Under => "is under",
            Self::Differs => "differs from",
            Self::Same => "is the same as",
            Self::Leads => "leads to",
        }
    }

    fn of_related(related: &RelatedConcept<'_>) -> Option<Self> {
        match (related.order.relation, related.order.end) {
            (SUBSET_OF, End::Near) => Some(Self::Under),
            (CONTRASTS_WITH, _) => Some(Self::Differs),
            (SAME_AS, _) => Some(Self::Same),
            (_, End::Near) if related.forward == LEADS_TO => Some(Self::Leads),
            _ => None,
        }
    }
}

/// Gathers how disciplines stand to each other; none if the corpus has no kind of concept for them.
///
/// Disciplines are the concepts of the kind of that name, or of any kind that declares `one-umbrella`.
///
/// # Errors
/// When the base is damaged.
pub fn discipline_matrix(ask: Ask<'_>) -> Result<Option<DisciplineMatrix<'_>>, ImageError> {
    let naming = NameCache::new(ask);
    let base = ask.base;
    let kinds: Vec<_> = (0..)
        .zip(base.kinds()?)
        .filter(|(_, kind)| kind.one_umbrella || kind.id == DISCIPLINE)
        .map(|(number, _)| KindId(number))
        .collect();
    if kinds.is_empty() {
        return Ok(None);
    }
    let mut members = vec![];
    for id in base.concept_ids()? {
        if base.concept_head(id)?.kind.is_some_and(|kind| kinds.contains(&kind)) {
            let term = naming.heard_term(id)?;
            if !term.is_given_up() {
                members.push((id, term));
            }
        }
    }
    members.sort_by_cached_key(|(_, term)| CollationKey::new(term.label));
    term::tell_apart(members.iter_mut().map(|(_, term)| term));
    let mut stances = vec![];
    for (id, term) in &members {
        stances.extend(gather_stances(&naming, *id, term, &members)?);
    }
    Ok(Some(arrange_members(&naming, members, stances)?))
}

/// How one concept stands to another, by their numbers.
struct StanceBetween<'b> {
    from: ConceptId,
    to: ConceptId,
    relation: CellRelation<'b>,
}

/// How a concept stands to the other members, in each way once.
fn gather_stances<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    term: &Term<'b>,
    members: &[(ConceptId, Term<'b>)],
) -> Result<Vec<StanceBetween<'b>>, ImageError> {
    let mut found: Vec<StanceBetween<'b>> = vec![];
    for related in relation::gather_relations(naming, id)? {
        let Some(way) = MatrixRelation::of_related(&related) else { continue };
        let other = members.iter().find(|(member, _)| *member == related.other && *member != id);
        let Some((to, other)) = other else { continue };
        match found.iter_mut().find(|it| it.to == *to && it.relation.way == way) {
            Some(known) => {
                known.relation.voices.add_claim(&related.said);
                known.relation.disputed |= related.disputed;
            }
            None => {
                let said = match related.said.is_only_denied() {
                    true => related.verb.deny_relation(&other.name()),
                    false => related.verb.relate_to(&other.name()),
                };
                let relation = CellRelation {
                    way,
                    statement: format!("{} {said}", term.capitalized_label()),
                    voices: CountedVoices::of_claim(&related.said),
                    disputed: related.disputed,
                };
                found.push(StanceBetween { from: id, to: *to, relation });
            }
        }
    }
    Ok(found)
}

/// Puts the members of which most is said first, and what is said of two of them into a cell.
fn arrange_members<'b>(
    naming: &NameCache<'b>,
    members: Vec<(ConceptId, Term<'b>)>,
    stances: Vec<StanceBetween<'b>>,
) -> Result<DisciplineMatrix<'b>, ImageError> {
    let weight = |id: ConceptId| {
        let about = stances.iter().filter(|it| it.from == id || it.to == id);
        let said = |it: &StanceBetween<'_>| {
            1 + it.relation.voices.asserting.len() + it.relation.voices.denying.len()
        };
        about.map(said).sum::<usize>()
    };
    let mut weighed: Vec<_> =
        members.into_iter().map(|(id, term)| (weight(id), id, term)).collect();
    weighed.sort_by_key(|(weight, ..)| Reverse(*weight));
    let alone = weighed.iter().position(|(weight, ..)| *weight == 0).unwrap_or(weighed.len());
    let unrelated = weighed.split_off(alone).into_iter().map(|(.., term)| term).collect();
    let place = |id: ConceptId| weighed.iter().position(|(_, known, _)| *known == id);
    let mut placed: Vec<_> = stances
        .into_iter()
        .filter_map(|it| Some(((place(it.from)?, place(it.to)?), it.relation)))
        .collect();
    placed.sort_by_key(|(at, relation)| (*at, relation.way));
    let mut cells: Vec<MatrixCell<'b>> = vec![];
    for ((row, column), relation) in placed {
        match cells.last_mut() {
            Some(cell) if (cell.row, cell.column) == (row, column) => cell.relations.push(relation),
            _ => cells.push(MatrixCell { row, column, relations: vec![relation] }),
        }
    }
    Ok(DisciplineMatrix {
        concepts: weighed.into_iter().map(|(.., term)| term).collect(),
        cells,
        unrelated,
        according_to: naming.perspective_names()?,
    })
}
