//! Walks over the graph of claims: links, umbrellas, roots. Each walk keeps what it has visited, so cycles end.

mod components;
mod paths;

use crate::{base::Base, corpus::ConceptId, perspective::Perspective};
use crate::{
    corpus::{RelationId, SUBSET_OF},
    image::{Edge, ImageError, Stance},
};
use std::collections::{BTreeMap, BTreeSet};

pub use components::ComponentFinder;
pub use paths::{MAX_PATHS_COMPARED, Paths, find_joining_links, find_paths};

/// From which end an edge is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// From the concept on whose entry it is written.
    Near,
    /// From the other.
    Far,
}

/// What joins a concept to another, all wordings taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The relation.
    pub relation: RelationId,
    /// From which end it is seen; always near for a symmetric relation.
    pub side: End,
    /// The other concept.
    pub concept: ConceptId,
    /// Who asserts and who denies it.
    pub stance: Stance,
}

/// Everything that joins a concept to others, as a perspective sees it: each relation and concept once.
pub fn find_links(
    base: &Base,
    id: ConceptId,
    seen_by: &Perspective,
) -> Result<Vec<Link>, ImageError> {
    let mut joined: BTreeMap<(RelationId, End, ConceptId), Stance> = BTreeMap::new();
    let near = base.edges_from(id)?.into_iter().map(|edge| (edge, End::Near));
    let far = base.edges_to(id)?.into_iter().map(|edge| (edge, End::Far));
    for (edge, side) in near.chain(far) {
        let Some(stance) = seen_by.hear_edge(base, &edge)? else { continue };
        let symmetric = base.is_symmetric(edge.relation)?;
        let key = match side {
            End::Near => (edge.relation, side, edge.to),
            End::Far if symmetric => (edge.relation, End::Near, edge.from),
            End::Far => (edge.relation, side, edge.from),
        };
        joined.entry(key).or_default().merge_voices(stance);
    }
    let link = |((relation, side, concept), stance)| Link { relation, side, concept, stance };
    Ok(joined.into_iter().map(link).collect())
}

/// The concepts that somebody puts straight above this one, with who does and who denies it.
pub fn find_umbrellas(
    base: &Base,
    id: ConceptId,
    seen_by: &Perspective,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    gather_placements(base, base.umbrella_edges(id)?, seen_by, |edge| edge.to)
}

/// The concepts that somebody puts straight under this one, with who does and who denies it.
pub fn find_narrower(
    base: &Base,
    id: ConceptId,
    seen_by: &Perspective,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let edges = base.edges_to(id)?;
    gather_placements(base, edges, seen_by, |edge| edge.from)
}

fn gather_placements(
    base: &Base,
    edges: Vec<Edge>,
    seen_by: &Perspective,
    end: fn(&Edge) -> ConceptId,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let mut found: Vec<(ConceptId, Stance)> = vec![];
    for edge in edges.into_iter().filter(|edge| edge.relation == SUBSET_OF) {
        let Some(stance) = seen_by.hear_edge(base, &edge)? else { continue };
        // The edges of one relation stand by their far ends.
        match found.last_mut() {
            Some((known, all)) if *known == end(&edge) => all.merge_voices(stance),
            _ => found.push((end(&edge), stance)),
        }
    }
    found.retain(|(_, stance)| !stance.asserted_by.is_empty());
    Ok(found)
}

/// The concepts at the top: those that somebody calls a root, and those that nobody puts under another.
///
/// In a perspective only concepts that take part in its hierarchy count.
pub fn find_roots(
    base: &Base,
    seen_by: &Perspective,
) -> Result<Vec<(ConceptId, Stance)>, ImageError> {
    let mut walk = HierarchyWalk { base, seen_by, asserted: vec![], placements: vec![] };
    let mut found = vec![];
    let mut placed = vec![];
    for id in base.concept_ids()? {
        let named = seen_by.hear_root(base, id)?;
        let named = named.filter(|stance| !stance.asserted_by.is_empty());
        let above = walk.add_placements(&base.edges_from(id)?)?;
        let takes_part = seen_by.voices().is_none() || walk.is_any_placed(&base.edges_to(id)?)?;
        if named.is_some() || !above && takes_part {
            found.push((id, named.unwrap_or_default()));
        }
        if above {
            placed.push(id);
        }
    }
    walk.placements.sort_unstable();
    let mut reached = vec![false; base.concept_count()?];
    for (id, _) in &found {
        walk.mark_descendants(*id, &mut reached);
    }
    for id in placed {
        if !reached.get(id.index()).copied().unwrap_or_default() {
            found.push((id, Stance::default()));
            walk.mark_descendants(id, &mut reached);
        }
    }
    Ok(found)
}

/// A walk from umbrellas to what is under them.
struct HierarchyWalk<'w> {
    base: &'w Base,
    seen_by: &'w Perspective,
    /// Whether a voice that counts asserts, by the stance's number, as far as it was asked.
    asserted: Vec<Option<bool>>,
    /// Each umbrella with what is straight under it; in order, once all are there.
    placements: Vec<(ConceptId, ConceptId)>,
}

impl HierarchyWalk<'_> {
    /// Whether somebody puts one concept under another by this edge.
    fn is_placed_by(&mut self, edge: &Edge) -> Result<bool, ImageError> {
        if edge.relation != SUBSET_OF {
            return Ok(false);
        }
        let number = edge.stance as usize;
        if let Some(Some(known)) = self.asserted.get(number) {
            return Ok(*known);
        }
        let heard = self.seen_by.hear_edge(self.base, edge)?;
        let asserted = heard.is_some_and(|stance| !stance.asserted_by.is_empty());
        self.asserted.resize(self.asserted.len().max(number + 1), None);
        if let Some(slot) = self.asserted.get_mut(number) {
            *slot = Some(asserted);
        }
        Ok(asserted)
    }

    fn is_any_placed(&mut self, edges: &[Edge]) -> Result<bool, ImageError> {
        for edge in edges {
            if self.is_placed_by(edge)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps which of the edges that leave a concept put it under another; whether any does.
    fn add_placements(&mut self, edges: &[Edge]) -> Result<bool, ImageError> {
        let before = self.placements.len();
        for edge in edges {
            if self.is_placed_by(edge)? {
                self.placements.push((edge.to, edge.from));
            }
        }
        Ok(self.placements.len() > before)
    }

    /// Reaches a concept and all that is under it.
    fn mark_descendants(&self, from: ConceptId, reached: &mut [bool]) {
        let mut next = vec![from];
        while let Some(id) = next.pop() {
            let Some(reached) = reached.get_mut(id.index()) else { continue };
            if std::mem::replace(reached, true) {
                continue;
            }
            let start = self.placements.partition_point(|(above, _)| *above < id);
            let under = self.placements.iter().skip(start).take_while(|(above, _)| *above == id);
            next.extend(under.map(|(_, under)| *under));
        }
    }
}

/// Every concept above this one, nearest first, with how many steps up it is; the concept itself at 0.
pub fn find_ancestors(
    base: &Base,
    from: ConceptId,
    seen_by: &Perspective,
) -> Result<Vec<(ConceptId, usize)>, ImageError> {
    let mut seen = BTreeSet::from([from]);
    let mut found = vec![(from, 0)];
    let mut at = 0;
    while let Some(&(id, steps)) = found.get(at) {
        at += 1;
        for (above, _) in find_umbrellas(base, id, seen_by)? {
            if seen.insert(above) {
                found.push((above, steps + 1));
            }
        }
    }
    Ok(found)
}

impl Stance {
    fn merge_voices(&mut self, other: Self) {
        self.of_aspects |= other.of_aspects;
        for (into, more) in
            [(&mut self.asserted_by, other.asserted_by), (&mut self.denied_by, other.denied_by)]
        {
            into.extend(more);
            into.sort_unstable();
            into.dedup();
        }
    }
}
