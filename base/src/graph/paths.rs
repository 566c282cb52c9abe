//! All shortest paths between two concepts, by bidirectional breadth-first search.

use crate::{
    base::Base,
    corpus::ConceptId,
    graph::{Link, find_links},
    perspective::Perspective,
};
use crate::{corpus::RelationId, image::ImageError};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// The shortest ways from one concept to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Each way, as the concepts that it leads through, both ends included; none if nothing joins the two.
    pub ways: Vec<Vec<ConceptId>>,
    /// Whether there are more of this length.
    pub more: bool,
    /// How many there are of this length.
    pub count: usize,
}

/// How many ways of one length are weighed against each other, and how many are told at most.
pub const MAX_PATHS_COMPARED: usize = 64;

/// The shortest ways over relations that somebody asserts and `via` lets through: at most `most` of them, those that most
/// voices tell first.
///
/// The ways back are the same, reversed.
pub fn find_paths(
    base: &Base,
    from: ConceptId,
    to: ConceptId,
    via: &dyn Fn(RelationId) -> bool,
    seen_by: &Perspective,
    most: usize,
) -> Result<Paths, ImageError> {
    let walk = PathSearch { base, via, seen_by, joined: RefCell::default() };
    let (low, high) = (from.min(to), from.max(to));
    let steps = walk.shortest_steps(low, high)?;
    let mut ways: Vec<Vec<ConceptId>> = vec![];
    let mut waiting = vec![vec![low]];
    while let Some(way) = waiting.pop() {
        let Some(last) = way.last().copied() else { continue };
        if last == high {
            ways.push(way);
            if ways.len() == MAX_PATHS_COMPARED {
                break;
            }
            continue;
        }
        let next = steps.get(&last).into_iter().flatten().rev();
        waiting.extend(next.map(|id| [way.as_slice(), &[*id]].concat()));
    }
    let more = ways.len() > most;
    let count = count_ways(&steps, low, high);
    let mut weighed = vec![];
    for way in ways {
        weighed.push((std::cmp::Reverse(walk.count_voices(&way)?), way));
    }
    weighed.sort();
    let mut ways: Vec<_> = weighed.into_iter().take(most).map(|(_, way)| way).collect();
    if from > to {
        for way in &mut ways {
            way.reverse();
        }
    }
    Ok(Paths { ways, more, count })
}

/// How many ways lead over some steps from one concept to another.
fn count_ways(
    steps: &BTreeMap<ConceptId, BTreeSet<ConceptId>>,
    from: ConceptId,
    to: ConceptId,
) -> usize {
    let mut rim = BTreeMap::from([(from, 1_usize)]);
    let mut count = 0_usize;
    while !rim.is_empty() {
        let mut next: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for (id, ways) in rim {
            if id == to {
                count = count.saturating_add(ways);
                continue;
            }
            for step in steps.get(&id).into_iter().flatten() {
                let known = next.entry(*step).or_default();
                *known = known.saturating_add(ways);
            }
        }
        rim = next;
    }
    count
}

/// What joins one concept straight to another, as a perspective sees it and `via` lets through; what nobody asserts
/// joins nothing.
pub fn find_joining_links(
    base: &Base,
    id: ConceptId,
    via: &dyn Fn(RelationId) -> bool,
    seen_by: &Perspective,
) -> Result<Vec<Link>, ImageError> {
    let mut found = find_links(base, id, seen_by)?;
    found.retain(|link| !link.stance.asserted_by.is_empty() && via(link.relation));
    Ok(found)
}

struct PathSearch<'w> {
    base: &'w Base,
    via: &'w dyn Fn(RelationId) -> bool,
    seen_by: &'w Perspective,
    joined: RefCell<BTreeMap<ConceptId, BTreeSet<ConceptId>>>,
}

/// How far a concept is from an end.
type Distances = BTreeMap<ConceptId, usize>;

impl PathSearch<'_> {
    /// What a concept is joined to.
    fn find_neighbors(&self, id: ConceptId) -> Result<BTreeSet<ConceptId>, ImageError> {
        if let Some(known) = self.joined.borrow().get(&id) {
            return Ok(known.clone());
        }
        let found = find_joining_links(self.base, id, self.via, self.seen_by)?;
        let found: BTreeSet<_> = found.into_iter().map(|link| link.concept).collect();
        self.joined.borrow_mut().insert(id, found.clone());
        Ok(found)
    }

    /// How many voices tell the steps of a way.
    fn count_voices(&self, way: &[ConceptId]) -> Result<usize, ImageError> {
        let mut voices = 0;
        for pair in way.windows(2) {
            let [from, to] = pair else { continue };
            let links = find_joining_links(self.base, *from, self.via, self.seen_by)?;
            let links = links.iter().filter(|link| link.concept == *to);
            voices += links.map(|link| link.stance.asserted_by.len()).sum::<usize>();
        }
        Ok(voices)
    }

    /// The steps that lie on a shortest way, from each concept the next ones.
    fn shortest_steps(
        &self,
        from: ConceptId,
        to: ConceptId,
    ) -> Result<BTreeMap<ConceptId, BTreeSet<ConceptId>>, ImageError> {
        let mut sides = [(from, Distances::from([(from, 0)])), (to, Distances::from([(to, 0)]))];
        let mut rims = [vec![from], vec![to]];
        let mut grown = [0, 0];
        while !rims[0].iter().any(|id| sides[1].1.contains_key(id))
            && !rims[1].iter().any(|id| sides[0].1.contains_key(id))
        {
            // The smaller rim grows, whole, so that every way of this length is met.
            let side = usize::from(rims[1].len() < rims[0].len());
            let (Some(rim), Some((_, distances)), Some(depth)) =
                (rims.get_mut(side), sides.get_mut(side), grown.get_mut(side))
            else {
                break;
            };
            *depth += 1;
            let mut next = vec![];
            for id in std::mem::take(rim) {
                for other in self.find_neighbors(id)? {
                    if let std::collections::btree_map::Entry::Vacant(e) = distances.entry(other) {
                        e.insert(*depth);
                        next.push(other);
                    }
                }
            }
            if next.is_empty() {
                return Ok(BTreeMap::new());
            }
            *rim = next;
        }
        let [(_, near), (_, far)] = &sides;
        let met = near.iter().filter(|(id, steps)| **steps == grown[0] && far.contains_key(id));
        let met: BTreeSet<_> = met.map(|(id, _)| *id).collect();
        let mut steps: BTreeMap<ConceptId, BTreeSet<ConceptId>> = BTreeMap::new();
        self.trace_back(met.clone(), near, &mut |closer, id| {
            steps.entry(closer).or_default().insert(id);
        })?;
        self.trace_back(met, far, &mut |closer, id| {
            steps.entry(id).or_default().insert(closer);
        })?;
        Ok(steps)
    }

    /// Tells each step from some concepts back to the end from which the distances are counted.
    fn trace_back(
        &self,
        mut rim: BTreeSet<ConceptId>,
        distances: &Distances,
        tell: &mut dyn FnMut(ConceptId, ConceptId),
    ) -> Result<(), ImageError> {
        while !rim.is_empty() {
            let mut next = BTreeSet::new();
            for id in rim {
                let closer = distances.get(&id).and_then(|steps| steps.checked_sub(1));
                for other in self.find_neighbors(id)? {
                    if closer.is_some() && distances.get(&other).copied() == closer {
                        tell(other, id);
                        next.insert(other);
                    }
                }
            }
            rim = next;
        }
        Ok(())
    }
}
