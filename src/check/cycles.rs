//! Cycles in a directed graph of concepts, and the height of each concept in it.

use super::{Finding, subject::UmbrellaPlaces};
use cxterms_base::{corpus::ConceptId, diagnostic::Place, graph::ComponentFinder};
use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    convert::Infallible,
};

/// Steps between some concepts of a corpus: a voice may speak of a few of very many.
#[derive(Debug)]
pub(super) struct StepGraph {
    /// The concepts, in their order.
    ids: Vec<ConceptId>,
    /// The steps, each concept numbered by its position among them.
    next: Adjacency,
}

/// From each concept, by its number, those to which one step leads, in their order.
type Adjacency = Vec<Vec<ConceptId>>;

impl FromIterator<(ConceptId, ConceptId)> for StepGraph {
    fn from_iter<I: IntoIterator<Item = (ConceptId, ConceptId)>>(all: I) -> Self {
        let all: Vec<_> = all.into_iter().collect();
        let mut ids: Vec<_> = all.iter().flat_map(|(from, to)| [*from, *to]).collect();
        ids.sort_unstable();
        ids.dedup();
        let number = |id| {
            let at = ids.partition_point(|other| *other < id);
            ConceptId(u32::try_from(at).unwrap_or(u32::MAX))
        };
        let next = build_adjacency(all.iter().map(|(from, to)| (number(*from), number(*to))));
        Self { ids, next }
    }
}

impl StepGraph {
    /// The concept of a number.
    fn concept_id(&self, number: ConceptId) -> ConceptId {
        self.ids.get(number.index()).copied().unwrap_or(number)
    }
}

/// The steps up from concept to umbrella.
pub(super) fn umbrella_steps(above: &UmbrellaPlaces) -> StepGraph {
    above.iter().flat_map(|(id, umbrellas)| umbrellas.keys().map(|over| (*id, *over))).collect()
}

/// Steps from one concept to another, each kept once.
fn build_adjacency(all: impl IntoIterator<Item = (ConceptId, ConceptId)>) -> Adjacency {
    let mut steps = Adjacency::new();
    for (from, to) in all {
        let beyond = from.index().max(to.index()) + 1;
        if steps.len() < beyond {
            steps.resize(beyond, vec![]);
        }
        steps.get_mut(from.index()).into_iter().for_each(|it| it.push(to));
    }
    for all in &mut steps {
        all.sort_unstable();
        all.dedup();
    }
    steps
}

/// Where one step leads from a concept.
fn successors_of(steps: &Adjacency, from: ConceptId) -> impl Iterator<Item = ConceptId> {
    steps.get(from.index()).into_iter().flatten().copied()
}

/// Every step, by where it begins.
fn list_steps(steps: &Adjacency) -> impl Iterator<Item = (ConceptId, ConceptId)> {
    let from = (0_u32..).map(ConceptId).zip(steps);
    from.flat_map(|(from, all)| all.iter().map(move |to| (from, *to)))
}

/// The circles of some steps, each from its first concept on: for every concept that lies on one the shortest through
/// it, unless a circle that was found before leads through it too.
pub(super) fn find_cycles(steps: &StepGraph) -> Vec<Vec<ConceptId>> {
    let sets = find_components(&steps.next);
    // Steps out of a knot lead to no circle.
    let set_of = component_heights(&steps.next, &sets);
    let height = |id: ConceptId| set_of.get(id.index());
    let within =
        build_adjacency(list_steps(&steps.next).filter(|(from, to)| height(*from) == height(*to)));
    let back = reverse_steps(&within);
    let (mut found, mut met) = (vec![], BTreeSet::new());
    for knot in sets.into_iter().filter(|set| set.len() > 1) {
        for id in &knot {
            if !met.contains(id) {
                let circle = shortest_cycle_through(&within, &back, *id);
                met.extend(circle.iter().copied());
                found.push(circle.iter().map(|number| steps.concept_id(*number)).collect());
            }
        }
    }
    found.sort();
    found
}

/// A circle as a finding: at the first of its steps that stands in a file, the others beside it.
pub(super) fn describe_cycle(
    circle: &[ConceptId],
    message: String,
    step: impl Fn(ConceptId, ConceptId) -> Option<(Place, String)>,
) -> Option<Finding> {
    let next = circle.iter().cycle().skip(1);
    let mut steps: Vec<_> = circle.iter().zip(next).filter_map(|(id, to)| step(*id, *to)).collect();
    let first = steps.iter().position(|(place, _)| *place != Place::NOWHERE)?;
    steps.rotate_left(first);
    let mut steps = steps.into_iter();
    let finding = Finding::new(steps.next()?.0, message);
    let finding = steps.fold(finding, |finding, (place, what)| finding.with_place(place, what));
    Some(circle.iter().fold(finding, |finding, id| finding.on_concept(*id)))
}

/// How high each concept stands: no step leads lower, and only those of one circle stand equally high.
pub(super) fn compute_heights(steps: &StepGraph) -> HashMap<ConceptId, usize> {
    let heights = component_heights(&steps.next, &find_components(&steps.next));
    steps.ids.iter().copied().zip(heights).collect()
}

fn component_heights(steps: &Adjacency, sets: &[Vec<ConceptId>]) -> Vec<usize> {
    let mut heights = vec![0; steps.len()];
    for (height, id) in
        sets.iter().enumerate().flat_map(|(at, set)| set.iter().map(move |id| (at, id)))
    {
        heights.get_mut(id.index()).into_iter().for_each(|it| *it = height);
    }
    heights
}

/// The strongly connected components, each in the order of its concepts, before those to which steps lead from them;
/// most are of one concept.
fn find_components(steps: &Adjacency) -> Vec<Vec<ConceptId>> {
    let (mut finder, mut found) = (ComponentFinder::default(), vec![]);
    let next = |id: ConceptId, at| Ok(steps.get(id.index()).and_then(|all| all.get(at)).copied());
    for (start, _) in list_steps(steps) {
        let walked: Result<(), Infallible> = finder.walk(start, next, |mut component| {
            component.sort_unstable();
            found.push(component);
            Ok(())
        });
        match walked {
            Ok(()) => {}
        }
    }
    found.reverse();
    found
}

/// The same steps, each the other way.
fn reverse_steps(steps: &Adjacency) -> Adjacency {
    build_adjacency(list_steps(steps).map(|(from, to)| (to, from)))
}

/// The shortest circle through a concept of a knot, from its first concept on.
fn shortest_cycle_through(steps: &Adjacency, back: &Adjacency, from: ConceptId) -> Vec<ConceptId> {
    // From both ends at once, the smaller rim first: a large knot would else be walked whole for each of its concepts.
    let (mut before, mut behind) = (CycleSearch::start_at(from), CycleSearch::start_at(from));
    let mut met = None;
    while met.is_none() && !before.rim.is_empty() && !behind.rim.is_empty() {
        let forward = before.rim.len() <= behind.rim.len();
        let (walk, other) = if forward { (&mut before, &behind) } else { (&mut behind, &before) };
        walk.expand_rim(if forward { steps } else { back });
        met = walk.rim.iter().filter(|id| other.has_reached(**id)).min().copied();
    }
    let Some(met) = met else { return vec![from] };
    let mut circle = before.path_to_start(met);
    circle.reverse();
    circle.extend(behind.path_to_start(met).into_iter().skip(1));
    circle.pop();
    let first = (0..circle.len()).min_by_key(|at| circle.get(*at)).unwrap_or_default();
    circle.rotate_left(first);
    circle
}

/// What was reached from a concept, and from where.
struct CycleSearch {
    start: ConceptId,
    came: HashMap<ConceptId, ConceptId>,
    rim: Vec<ConceptId>,
}

impl CycleSearch {
    fn start_at(start: ConceptId) -> Self {
        Self { start, came: HashMap::new(), rim: vec![start] }
    }

    fn has_reached(&self, id: ConceptId) -> bool {
        id == self.start || self.came.contains_key(&id)
    }

    /// Goes one step further.
    fn expand_rim(&mut self, steps: &Adjacency) {
        let mut rim = vec![];
        for id in std::mem::take(&mut self.rim) {
            for next in successors_of(steps, id) {
                if let Entry::Vacant(new) = self.came.entry(next) {
                    new.insert(id);
                    rim.push(next);
                }
            }
        }
        self.rim = rim;
    }

    /// The way from what was reached back to the start, both included.
    fn path_to_start(&self, reached: ConceptId) -> Vec<ConceptId> {
        let mut way = vec![reached];
        let mut at = reached;
        while let Some(before) = self.came.get(&at) {
            way.push(*before);
            at = *before;
            if at == self.start {
                break;
            }
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(steps: &[(u32, u32)]) -> Vec<Vec<u32>> {
        let all = steps.iter().map(|(from, to)| (ConceptId(*from), ConceptId(*to))).collect();
        find_cycles(&all).iter().map(|circle| circle.iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn every_concept_on_a_circle_is_told_once_by_a_shortest_one() {
        assert_eq!(found(&[(1, 2), (2, 3), (1, 3)]), [[0; 0]; 0]);
        assert_eq!(found(&[(2, 1), (1, 2), (2, 3)]), [[1, 2]]);
        assert_eq!(found(&[(3, 1), (1, 5), (5, 2), (2, 3)]), [[1, 5, 2, 3]]);
        assert_eq!(found(&[(1, 2), (2, 1), (1, 3), (3, 1)]), [[1, 2], [1, 3]]);
        assert_eq!(found(&[(1, 2), (2, 3), (3, 1), (2, 1)]), [vec![1, 2], vec![1, 2, 3]]);
        assert_eq!(found(&[(1, 2), (2, 1), (2, 3), (3, 4), (4, 3)]), [[1, 2], [3, 4]]);
    }

    #[test]
    fn a_long_circle_and_a_thick_knot_end_soon() {
        let ring: Vec<_> = (0..20_000).map(|at| (at, (at + 1) % 20_000)).collect();
        assert_eq!(found(&ring)[0].len(), 20_000);
        let thick = |at: u32, step: u32| (at, at.wrapping_mul(step).wrapping_add(step) % 3_000);
        let knot: Vec<_> = (0..3_000)
            .flat_map(|at| [thick(at, 7_919), thick(at, 104_729), thick(at, 31)])
            .collect();
        assert!(found(&knot).iter().all(|circle| circle.len() < 40));
    }
}
