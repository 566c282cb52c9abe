//! Places of a concept: every umbrella that voices give it, drawn or not, and whether they disagree about any.

use super::{TreeBuilder, TreeNode, kind};
use crate::answer::attribution::NamedAttribution;
use cxterms_base::{ConceptId, image::ImageError};
use std::{borrow::Cow, collections::BTreeSet, rc::Rc};

/// Where each concept that is drawn is placed, by identifier: a concept's slot is its place among these.
#[derive(Debug, Default)]
pub(super) struct AllPlaces<'b> {
    /// By slot.
    pub(super) of_concepts: Vec<ConceptPlaces<'b>>,
    /// The slot of each concept that is drawn, by its number.
    slots: Vec<Option<usize>>,
}

/// Everywhere that voices place a concept.
#[derive(Debug)]
pub(super) struct ConceptPlaces<'b> {
    /// Which node draws it first.
    pub(super) node: usize,
    places: Vec<UmbrellaPlace<'b>>,
    /// Whether voices disagree about one of them.
    pub(super) disputed: bool,
}

/// A concept's place: under an umbrella, or at the top.
#[derive(Debug)]
struct UmbrellaPlace<'b> {
    above: Option<ConceptId>,
    /// What that is called, above a concept with which the tree begins.
    short: Option<Cow<'b, str>>,
    /// Whether it counts in this tree: in that of a kind, only what is of the kind does.
    counts: bool,
    said: Rc<NamedAttribution<'b>>,
}

impl AllPlaces<'_> {
    /// The slot of a concept, if it is drawn.
    pub(super) fn find_slot(&self, id: ConceptId) -> Option<usize> {
        self.slots.get(id.index()).copied().flatten()
    }
}

impl<'b> TreeBuilder<'_, 'b> {
    /// Where each of the concepts drawn is placed by anybody.
    pub(super) fn gather_places(
        &mut self,
        nodes: &[TreeNode<'b>],
    ) -> Result<AllPlaces<'b>, ImageError> {
        let mut slots = vec![None; self.naming.ask.base.concept_count()?];
        let mut drawn: Vec<(usize, &TreeNode<'b>)> = vec![];
        for (number, node) in nodes.iter().enumerate() {
            if let Some(slot @ None) = slots.get_mut(node.concept.index()) {
                *slot = Some(number);
                drawn.push((number, node));
            }
        }
        drawn.sort_unstable_by_key(|(_, node)| node.term.id);
        let mut of_concepts = Vec::with_capacity(drawn.len());
        for (slot, (number, node)) in drawn.into_iter().enumerate() {
            if let Some(known) = slots.get_mut(node.concept.index()) {
                *known = Some(slot);
            }
            of_concepts.push(self.gather_places_of(number, node)?);
        }
        Ok(AllPlaces { of_concepts, slots })
    }

    fn gather_places_of(
        &mut self,
        number: usize,
        node: &TreeNode<'b>,
    ) -> Result<ConceptPlaces<'b>, ImageError> {
        let ask = self.naming.ask;
        let (id, mut places, mut disputed) = (node.concept, vec![], false);
        for (above, stance) in &*self.umbrellas.find_umbrellas(id)? {
            disputed = disputed || self.is_disputed(Some(*above), id, stance)?;
            let short = match node.depth {
                0 => Some(self.naming.term(*above)?.short),
                _ => None,
            };
            let counts = match &self.extent.kind {
                Some(kind) => kind::is_of_kind(ask, *above, kind)?,
                None => true,
            };
            let said = self.attribute_stance(stance)?;
            places.push(UmbrellaPlace { above: Some(*above), short, counts, said });
        }
        if let Some(root) = self.hear_root(id)? {
            disputed = disputed || self.is_disputed(None, id, &root)?;
            if !root.asserted_by.is_empty() {
                let said = self.attribute_stance(&root)?;
                places.push(UmbrellaPlace { above: None, short: None, counts: true, said });
            }
        }
        Ok(ConceptPlaces { node: number, places, disputed })
    }
}

impl ConceptPlaces<'_> {
    /// The umbrella that most voices give it, of those that count; none where most call it a root, or nobody gives any.
    pub(super) fn find_home(&self) -> Option<ConceptId> {
        let places = self.places.iter().filter(|it| it.counts);
        // The first among equals.
        let best = places.rev().max_by_key(|it| (it.said.count_asserting(), it.above.is_none()));
        best.and_then(|it| it.above)
    }

    /// What one of its umbrellas is called, unless more call it a root.
    pub(super) fn name_umbrella(&self, above: ConceptId) -> Option<&str> {
        let places = self.places.iter().filter(|it| it.above.is_none_or(|it| it == above));
        // The first among equals.
        let best = places.rev().max_by_key(|it| (it.said.count_asserting(), it.above.is_none()));
        best.and_then(|it| it.short.as_deref())
    }

    /// Whether somebody calls it a root.
    pub(super) fn is_root(&self) -> bool {
        self.places.iter().any(|it| it.above.is_none())
    }

    /// How many voices place it under one umbrella or, where none is given, at the top, and how many elsewhere.
    pub(super) fn count_voices(&self, above: Option<ConceptId>) -> [usize; 2] {
        let is_here = |place: &&UmbrellaPlace<'_>| place.above == above;
        let here = self.places.iter().filter(is_here);
        [count_heard(here), count_heard(self.places.iter().filter(|place| !is_here(place)))]
    }

    /// By how many voices it is placed under one umbrella, origins counted once.
    pub(super) fn weigh_place(&self, above: Option<ConceptId>) -> usize {
        let place = self.places.iter().find(|it| it.above == above);
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
