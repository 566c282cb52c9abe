//! Strongly connected components of a directed graph, in one walk (Gabow 2000, “Path-based depth-first search for
//! strong and biconnected components”).

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Finds strongly connected components, keeping between walks what is already known.
///
/// ```
/// use cxterms_base::graph::ComponentFinder;
/// use std::convert::Infallible;
///
/// let edges = [(1, 2), (2, 1), (2, 3)];
/// let next = |node, at| Ok(edges.iter().filter(|edge| edge.0 == node).nth(at).map(|edge| edge.1));
/// let mut found = vec![];
/// let mut finder = ComponentFinder::default();
/// finder.walk(1, next, |component| Ok::<_, Infallible>(found.push(component)))?;
/// assert_eq!(found, [vec![3], vec![1, 2]]);
/// # Ok::<_, Infallible>(())
/// ```
#[derive(Debug)]
pub struct ComponentFinder<N> {
    /// The nodes whose component has been reported.
    closed: HashSet<N>,
}

impl<N> Default for ComponentFinder<N> {
    fn default() -> Self {
        Self { closed: HashSet::new() }
    }
}

impl<N: Copy + Eq + Hash> ComponentFinder<N> {
    /// Whether a node's component has been reported.
    pub fn is_closed(&self, node: N) -> bool {
        self.closed.contains(&node)
    }

    /// Reports the component of every node that can be reached from `start` and was not reported before: its nodes in
    /// the order in which they were met, after the components to which its edges lead. Most are of one node.
    ///
    /// `neighbor` gives a node's neighbors by position, and none after the last. Each edge is followed once.
    ///
    /// # Errors
    /// Those of `neighbor` and `report`, which end the walk.
    pub fn walk<E>(
        &mut self,
        start: N,
        mut neighbor: impl FnMut(N, usize) -> Result<Option<N>, E>,
        mut report: impl FnMut(Vec<N>) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.is_closed(start) {
            return Ok(());
        }
        // The nodes whose component is still open, and where among them each component begins that may still grow.
        let (mut open, mut begins) = (vec![], vec![]);
        let mut places = HashMap::new();
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                places.insert(node, open.len());
                begins.push(open.len());
                open.push(node);
            }
            if let Some(other) = neighbor(node, next)? {
                path.push((node, next + 1));
                match places.get(&other) {
                    _ if self.is_closed(other) => {}
                    None => path.push((other, 0)),
                    Some(place) => begins.truncate(begins.partition_point(|begin| begin <= place)),
                }
            } else if let Some(begin) = begins.pop_if(|begin| places.get(&node) == Some(begin)) {
                let component: Vec<_> = open.drain(begin..).collect();
                self.closed.extend(component.iter().copied());
                report(component)?;
            }
        }
        Ok(())
    }
}
