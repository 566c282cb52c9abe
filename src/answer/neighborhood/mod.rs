//! Neighborhood of a concept: everything that it is related to, by the side of it on which a map shows that.

use super::{
    ask::Ask,
    concept_names::NameCache,
    counted_voices::CountedVoices,
    define,
    relation::{self, RelatedConcept},
    term::{self, Term},
};
use cxterms_base::{ConceptId, End, corpus::SUBSET_OF, image::ImageError};
use std::{cmp::Reverse, collections::BTreeMap};

/// A concept among those to which it is related.
#[derive(Debug)]
pub struct Neighborhood<'b> {
    /// The concept.
    pub term: Term<'b>,
    /// What it means: in the corpus's own words or, where it has none, in those of the first voice.
    pub meaning: Option<&'b str>,
    /// Whose views these are, where they are not everybody's.
    pub according_to: Vec<&'b str>,
    /// Where it belongs and comes from.
    pub origins: Vec<NeighborGroup<'b>>,
    /// What it is set against: contrasts, and relations that hold both ways.
    pub contrasts: Vec<NeighborGroup<'b>>,
    /// What it brings about and contains.
    pub effects: Vec<NeighborGroup<'b>>,
}

/// What a concept is related to in one way.
#[derive(Debug)]
pub struct NeighborGroup<'b> {
    /// The relation's name, or its inverse's.
    pub relation: &'b str,
    /// The relation as a label: `Leads to`.
    pub label: String,
    /// The other concepts, those with most voices first.
    pub neighbors: Vec<Neighbor<'b>>,
}

/// A concept at the other end of a relation.
#[derive(Debug)]
pub struct Neighbor<'b> {
    /// The concept.
    pub term: Term<'b>,
    /// What it is called, with its state where it is no longer in use.
    pub name: String,
    /// The relation as a sentence: `Customer success leads to customer loyalty`.
    pub statement: String,
    /// Who says so.
    pub voices: CountedVoices<'b>,
    /// Whether voices disagree about it.
    pub disputed: bool,
    /// Whether it is only denied.
    pub denied: bool,
}

/// Gathers what a concept is related to, as a perspective sees it.
///
/// ```
/// use cxterms::{answer::{self, Ask, Lookup}, builtin};
///
/// let base = builtin::open()?;
/// let id = Lookup::resolve_name_in(&base, "customer success", &[])?.ids[0];
/// let around = answer::neighborhood(Ask::new(&base), id)?;
/// assert_eq!(around.term.id, "customer-success");
/// assert_eq!(around.origins[0].label, "Is under");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn neighborhood(ask: Ask<'_>, id: ConceptId) -> Result<Neighborhood<'_>, ImageError> {
    let naming = NameCache::new(ask);
    let defined = define::gather_meaning(&naming, id)?;
    let meaning = defined.definition.or(defined.definitions.first().map(|claim| claim.text));
    let mut found = Neighborhood {
        term: defined.term,
        meaning,
        according_to: vec![],
        origins: vec![],
        contrasts: vec![],
        effects: vec![],
    };
    let relations = relation::gather_relations(&naming, id)?;
    for alike in relations.chunk_by(|a, b| a.order == b.order) {
        let Some(first) = alike.first() else { continue };
        let group = NeighborGroup {
            relation: first.relation,
            label: first.verb.to_label(),
            neighbors: gather_neighbors(&found.term, alike),
        };
        let kind = naming.relation(first.order.relation)?;
        let is_above = (first.order.relation == SUBSET_OF) == (first.order.end == End::Near);
        match (kind.is_symmetric(), is_above) {
            (true, _) => found.contrasts.push(group),
            (false, true) => found.origins.push(group),
            (false, false) => found.effects.push(group),
        }
    }
    found.according_to = naming.perspective_names()?;
    Ok(found)
}

/// The concepts of one relation, all wordings of a claim taken together.
fn gather_neighbors<'b>(of: &Term<'b>, related: &[RelatedConcept<'b>]) -> Vec<Neighbor<'b>> {
    let mut found: Vec<Neighbor<'b>> = vec![];
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for one in related {
        let place = *places.entry(one.concept).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => {
                known.voices.add_claim(&one.said);
                known.disputed |= one.disputed;
                known.denied &= one.said.is_only_denied();
            }
            None => found.push(Neighbor {
                term: one.term.clone(),
                name: String::new(),
                statement: String::new(),
                voices: CountedVoices::of_claim(&one.said),
                disputed: one.disputed,
                denied: one.said.is_only_denied(),
            }),
        }
    }
    term::tell_apart(found.iter_mut().map(|it| &mut it.term));
    if let Some(verb) = related.first().map(|first| &first.verb) {
        for it in &mut found {
            let name = it.term.name();
            let said = if it.denied { verb.deny_relation(&name) } else { verb.relate_to(&name) };
            it.statement = format!("{} {said}", of.capitalized_label());
            it.name = name.into_owned() + &it.term.mark_given_up().text();
        }
    }
    // Of as many voices the first by label.
    found.sort_by_key(|it| Reverse((it.voices.asserting.len(), it.voices.denying.len())));
    found
}

impl Neighbor<'_> {
    /// The relation in a sentence, with who says so.
    pub fn describe(&self) -> String {
        self.voices.attribute_statement(&self.statement, self.disputed)
    }
}

impl Neighborhood<'_> {
    /// Its groups, side by side.
    pub fn sides(&self) -> [&[NeighborGroup<'_>]; 3] {
        [&self.origins, &self.contrasts, &self.effects]
    }

    /// Whether it is related to nothing.
    pub fn is_alone(&self) -> bool {
        self.sides().iter().all(|side| side.is_empty())
    }
}
