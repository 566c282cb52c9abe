//! Places of a concept: every umbrella that voices give it, drawn or not, and whether they disagree about any.

use super::{TreeBuilder, TreeNode};
use crate::answer::{attribution::NamedAttribution, term::Term};
use cxterms_base::image::ImageError;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Everywhere that voices place a concept.
#[derive(Debug, Default)]
pub(super) struct ConceptPlaces<'b> {
    places: Vec<UmbrellaPlace<'b>>,
    /// Whether voices disagree about one of them.
    pub(super) disputed: bool,
}

/// A concept's place: under an umbrella, or at the top.
#[derive(Debug)]
struct UmbrellaPlace<'b> {
    above: Option<Term<'b>>,
    said: Rc<NamedAttribution<'b>>,
}

impl<'b> TreeBuilder<'_, 'b> {
    /// Where each of the concepts drawn is placed by anybody.
    pub(super) fn gather_places(
        &mut self,
        nodes: &[TreeNode<'b>],
    ) -> Result<BTreeMap<&'b str, ConceptPlaces<'b>>, ImageError> {
        let mut found = BTreeMap::new();
        let (base, seen_by) = (self.naming.ask.base, self.naming.ask.perspective);
        for node in nodes {
            if found.contains_key(node.term.id) {
                continue;
            }
            let mut all = ConceptPlaces::default();
            for (above, stance) in &*self.find_umbrellas(node.concept)? {
                all.disputed |= self.is_disputed(Some(*above), node.concept, stance)?;
                let said = self.attribute_stance(stance.clone())?;
                all.places.push(UmbrellaPlace { above: Some(self.naming.term(*above)?), said });
            }
            if let Some(root) = seen_by.hear_root(base, node.concept)? {
                all.disputed |= self.is_disputed(None, node.concept, &root)?;
                if !root.asserted_by.is_empty() {
                    all.places
                        .push(UmbrellaPlace { above: None, said: self.attribute_stance(root)? });
                }
            }
            found.insert(node.term.id, all);
        }
        Ok(found)
    }
}

impl<'b> ConceptPlaces<'b> {
    /// The umbrella that most voices give it, of those that count; none where most call it a root, or nobody gives any.
    pub(super) fn find_home(&self, counts: impl Fn(&Term<'b>) -> bool) -> Option<&Term<'b>> {
        let places = self.places.iter().filter(|it| it.above.as_ref().is_none_or(&counts));
        // The first among equals.
        let best = places.rev().max_by_key(|it| (it.said.count_asserting(), it.above.is_none()));
        best.and_then(|it| it.above.as_ref())
    }

    /// Whether somebody calls it a root.
    pub(super) fn is_root(&self) -> bool {
        self.places.iter().any(|it| it.above.is_none())
    }

    /// How many voices place it under one umbrella or, where none is given, at the top, and how many elsewhere.
    pub(super) fn count_voices(&self, above: Option<&str>) -> [usize; 2] {
        let is_here =
            |place: &&UmbrellaPlace<'_>| place.above.as_ref().map(|term| term.id) == above;
        let here = self.places.iter().filter(is_here);
        [count_heard(here), count_heard(self.places.iter().filter(|place| !is_here(place)))]
    }

    /// By how many voices it is placed under one umbrella, origins counted once.
    pub(super) fn weigh_place(&self, above: Option<&str>) -> usize {
        let place = self.places.iter().find(|it| it.above.as_ref().map(|term| term.id) == above);
        place.map_or(0, |place| place.said.count_asserting())
    }
}

/// How many voices there are who give some places, the corpus's own apart.
fn count_heard<'p, 'b: 'p>(mut places: impl Iterator<Item = &'p UmbrellaPlace<'b>>) -> usize {
    let heard = |place: &'p UmbrellaPlace<'b>| place.said.asserted_by.iter().filter(|it| !it.own);
    match (places.next(), places.next()) {
        (None, _) => 0,
        // Each voice gives a place once.
        (Some(only), None) => heard(only).count(),
        (Some(one), Some(other)) => {
            let all = [one, other].into_iter().chain(places).flat_map(heard);
            all.map(|it| it.voice).collect::<BTreeSet<_>>().len()
        }
    }
}
