//! The umbrella hierarchy, downward or upward: of everything, of some concepts, or of a kind.

mod below;
mod branch;
mod given_up;
mod kind;
mod marked;
mod meaning;
mod nested;
mod outline;
mod page;
mod places;
mod prune;
mod scheme;
mod screen;
mod umbrellas;

use super::{
    Detail, ask::Ask, attribution::NamedAttribution, concept_names::NameCache,
    digest::MAX_SENSES_SHOWN, term::Term,
};
use cxterms_base::{
    ConceptId,
    corpus::{KindId, SUBSET_OF},
    image::{ImageError, Stance},
    text::CollationKey,
};
use given_up::{GivenUp, LeftOut};
use marked::MarkedConcepts;
use places::AllPlaces;
use prune::PrunedSenses;
use std::{cmp::Reverse, collections::BTreeMap, rc::Rc};
use umbrellas::{UmbrellaCache, Umbrellas};

pub use meaning::{TreeMeaning, find_typed_scheme, read_tree_name};
pub use outline::OutlineRow;
pub use scheme::AskedScheme;
pub(super) use scheme::find_scheme;

/// The umbrella hierarchy, or a part of it.
#[derive(Debug)]
pub struct TreeAnswer<'b> {
    /// Whether it begins at concepts that were asked for.
    asked: bool,
    /// Whether these are so many that their identifiers tell them apart.
    namesakes: bool,
    /// Whose tree it is, where it is not everybody's.
    according_to: Vec<&'b str>,
    up: bool,
    nodes: Vec<TreeNode<'b>>,
    /// Of which kind its concepts are, where it is the tree of one.
    kind: Option<String>,
    /// Of which scheme its first concepts are the top ones, if it is the tree of one.
    scheme: Option<AskedScheme>,
    /// Where each of its concepts is placed, by identifier; none unless it is to be fitted to a screen.
    places: AllPlaces<'b>,
    /// What is left out, where it would begin at many senses of a name.
    many: Option<PrunedSenses>,
    /// How many concepts that are no longer in use are left out.
    left_out: LeftOut,
    /// How much is wanted of it.
    detail: Detail,
}

/// A concept in its place in the hierarchy.
#[derive(Debug)]
struct TreeNode<'b> {
    depth: usize,
    concept: ConceptId,
    term: Term<'b>,
    /// Who puts it here, or calls it a root.
    said: Rc<NamedAttribution<'b>>,
    /// Whether voices disagree about this place.
    disputed: bool,
    /// Why nothing follows although something could.
    ends: Option<BranchEnd>,
}

/// Why a branch ends before its leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BranchEnd {
    /// The concept is spelled out elsewhere.
    Repeated,
    /// It stands above itself.
    Cycle,
    /// The depth that was asked for is reached.
    Cut,
    /// More voices place what is above it under it.
    Reversed,
}

/// What a tree is to show.
#[derive(Clone, Debug, Default)]
pub struct TreeExtent {
    /// Where it begins; at every root if nowhere.
    pub from: Vec<ConceptId>,
    /// Whether it grows towards the umbrellas.
    pub up: bool,
    /// How many levels below the first.
    pub depth: Option<usize>,
    /// The kind of its concepts, if only those of one are wanted.
    pub kind: Option<String>,
    /// The scheme at whose top concepts it begins, if it is the tree of one.
    pub scheme: Option<AskedScheme>,
    /// Whether concepts that are no longer in use are drawn.
    pub deprecated: bool,
}

/// Draws the hierarchy as a perspective sees it; as a digest, where it begins at many senses of a name, one level of some.
///
/// ```
/// use cxterms::{answer::{self, Ask, TreeExtent}, builtin};
///
/// let base = builtin::open()?;
/// let tree = answer::tree(Ask::new(&base), TreeExtent { depth: Some(1), ..TreeExtent::default() })?;
/// assert!(serde_json::to_string(&tree)?.contains("customer-experience"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn tree(ask: Ask<'_>, mut extent: TreeExtent) -> Result<TreeAnswer<'_>, ImageError> {
    let naming = NameCache::new(ask);
    let asked = !extent.from.is_empty();
    let namesakes = extent.from.len() > MAX_SENSES_SHOWN;
    let thin = namesakes && ask.detail == Detail::Digest;
    let many = if thin { Some(extent.prune_senses(ask)?) } else { None };
    let (base, seen_by) = (ask.base, ask.perspective);
    let given_up = Rc::new(GivenUp::new(ask, &extent)?);
    let mut tops = match (&extent.kind, asked) {
        (Some(kind), _) => kind::find_tops(ask, kind, &given_up)?,
        (None, true) => vec![],
        (None, false) => {
            let tops = match &extent.scheme {
                Some(scheme) => scheme::find_tops(ask, scheme.number, &given_up)?,
                None => cxterms_base::find_roots(base, seen_by)?,
            };
            given_up.replace_tops(tops)?
        }
    };
    if extent.kind.is_none() && !asked {
        scheme::leave_out_collections(ask, &mut tops)?;
    }
    for id in &extent.from {
        tops.push((*id, seen_by.hear_root(base, *id)?.unwrap_or_default()));
    }
    let mut growing = TreeBuilder {
        naming: &naming,
        extent,
        detail: ask.detail,
        tops: MarkedConcepts::new(base.concept_count()?),
        spelled: MarkedConcepts::new(base.concept_count()?),
        above: MarkedConcepts::new(base.concept_count()?),
        named: BTreeMap::new(),
        umbrellas: UmbrellaCache::new(ask, &given_up)?,
        given_up: Rc::clone(&given_up),
        below: None,
        at_home: vec![None; base.concept_count()?],
        nodes: vec![],
    };
    for (id, _) in &tops {
        growing.tops.mark(*id);
    }
    let tops = tops.into_iter().map(|(id, said)| (id, Rc::new(said))).collect();
    growing.turn_umbrellas()?;
    let tops = growing.sort_tops(tops)?;
    growing.grow_branches(tops)?;
    let mut nodes = std::mem::take(&mut growing.nodes);
    if !asked {
        put_largest_first(&mut nodes);
    }
    let mut answer = TreeAnswer {
        asked,
        namesakes,
        according_to: naming.perspective_names()?,
        up: growing.extent.up,
        nodes,
        kind: growing.extent.kind.clone(),
        scheme: growing.extent.scheme.clone(),
        places: AllPlaces::default(),
        many,
        left_out: given_up.count_left_out(),
        detail: if growing.extent.depth.is_none() { ask.detail } else { Detail::Everything },
    };
    if answer.is_on_screen() {
        answer.places = growing.gather_places(&answer.nodes)?;
    }
    Ok(answer)
}

/// Puts the root with most below it before the others.
fn put_largest_first(nodes: &mut [TreeNode<'_>]) {
    let mut start = 0;
    let branches = nodes.chunk_by(|_, next| next.depth > 0).map(|branch| {
        let found = (branch.len(), start);
        start += branch.len();
        found
    });
    if let Some((count, start)) = branches.max_by_key(|(count, start)| (*count, Reverse(*start)))
        && let Some(before) = nodes.get_mut(..start + count)
    {
        before.rotate_right(count);
    }
}

/// A concept that is to be drawn, and who puts it there.
struct PlacedConcept<'b> {
    id: ConceptId,
    stance: Rc<Stance>,
    term: Term<'b>,
}

struct TreeBuilder<'g, 'b> {
    naming: &'g NameCache<'b>,
    extent: TreeExtent,
    detail: Detail,
    /// Which concepts stand at the top, and which are spelled out already.
    tops: MarkedConcepts,
    spelled: MarkedConcepts,
    /// Which concepts stand above the one that is drawn.
    above: MarkedConcepts,
    /// Who asserts and who denies, each group of them named once: most places are told by the same few.
    named: BTreeMap<Stance, Rc<NamedAttribution<'b>>>,
    umbrellas: UmbrellaCache<'b>,
    given_up: Rc<GivenUp<'b>>,
    /// What is under each concept, by its number, where all of it is drawn and every umbrella is kept.
    below: Option<Vec<Vec<ConceptId>>>,
    /// The concepts that are drawn where most voices place them and what is above them.
    at_home: Vec<Option<bool>>,
    nodes: Vec<TreeNode<'b>>,
}

impl<'b> TreeBuilder<'_, 'b> {
    /// Adds the concepts and what hangs from them, depth first.
    fn grow_branches(&mut self, tops: Vec<PlacedConcept<'b>>) -> Result<(), ImageError> {
        let mut waiting: Vec<_> = tops.into_iter().rev().map(|placed| (placed, 0)).collect();
        let mut path: Vec<ConceptId> = vec![];
        while let Some((PlacedConcept { id, stance, term }, depth)) = waiting.pop() {
            path.drain(depth.min(path.len())..).for_each(|left| self.above.unmark(left));
            let mut next = None;
            let leaf = match &self.below {
                Some(below) => below.get(id.index()).is_none_or(Vec::is_empty),
                None => next.insert(self.next_concepts(id)?).is_empty(),
            };
            let here = path.last().copied();
            let elsewhere = depth > 0 && self.tops.has(id)
                || self.spelled.has(id)
                || here.is_some() && self.home_umbrella(id)?.is_some_and(|home| Some(home) != here);
            let ends = if self.above.has(id) {
                Some(BranchEnd::Cycle)
            } else if leaf {
                None
            } else if elsewhere {
                Some(BranchEnd::Repeated)
            } else if self.is_reversed(here, id)? {
                Some(BranchEnd::Reversed)
            } else {
                (self.extent.depth == Some(depth)).then_some(BranchEnd::Cut)
            };
            let disputed = self.is_disputed(here, id, &stance)?;
            let said = self.attribute_stance(&stance)?;
            self.nodes.push(TreeNode { depth, concept: id, term, said, disputed, ends });
            if ends.is_none() && !leaf {
                path.push(id);
                self.above.mark(id);
                self.spelled.mark(id);
                let next = match next {
                    Some(next) => next,
                    None => self.next_concepts(id)?,
                };
                let below = self.sort_by_voices(next)?;
                waiting.extend(below.into_iter().rev().map(|placed| (placed, depth + 1)));
            }
        }
        Ok(())
    }

    fn attribute_stance(
        &mut self,
        stance: &Stance,
    ) -> Result<Rc<NamedAttribution<'b>>, ImageError> {
        if let Some(known) = self.named.get(stance) {
            return Ok(Rc::clone(known));
        }
        let said = Rc::new(self.naming.name_stance(stance)?);
        self.named.insert(stance.clone(), Rc::clone(&said));
        Ok(said)
    }

    /// The umbrella under which a concept is spelled out: the one that most voices name, if it is drawn in its turn.
    fn home_umbrella(&mut self, id: ConceptId) -> Result<Option<ConceptId>, ImageError> {
        if self.extent.up {
            return Ok(None);
        }
        // Up to a top, or to what is known already, or round.
        let mut way = vec![id];
        let known = loop {
            let Some(at) = way.last().copied() else { break false };
            if let Some(known) = self.at_home.get(at.index()).copied().flatten() {
                break known;
            }
            match self.umbrellas.find_most_named(at)? {
                above if self.is_reversed(above, at)? => break false,
                Some(above) if self.tops.has(above) => break true,
                Some(above) if !way.contains(&above) => way.push(above),
                _ => break false,
            }
            if self.extent.depth.is_some_and(|depth| way.len() > depth) {
                return Ok(None);
            }
        };
        if self.extent.depth.is_none() {
            for id in way {
                if let Some(slot) = self.at_home.get_mut(id.index()) {
                    *slot = Some(known);
                }
            }
        }
        if known { self.umbrellas.find_most_named(id) } else { Ok(None) }
    }

    /// Whether more voices place the one before a concept under it than it under that one. Who asks what is under the one
    /// need not read all that is over it; a program does.
    fn is_reversed(&self, before: Option<ConceptId>, id: ConceptId) -> Result<bool, ImageError> {
        let told = self.extent.from.is_empty() || self.extent.up || self.detail == Detail::Data;
        let Some(before) = before.filter(|_| !told) else { return Ok(false) };
        let count_placing = |id, under| {
            let above = self.umbrellas.find_umbrellas(id)?;
            let found = above.iter().find(|(above, _)| *above == under);
            Ok::<_, ImageError>(found.map_or(0, |(_, stance)| stance.asserted_by.len()))
        };
        Ok(count_placing(before, id)? > count_placing(id, before)?)
    }

    /// Whether voices disagree about the place of a concept next to the one before it, or at the top.
    fn is_disputed(
        &self,
        before: Option<ConceptId>,
        id: ConceptId,
        stance: &Stance,
    ) -> Result<bool, ImageError> {
        if !stance.denied_by.is_empty() {
            return Ok(true);
        }
        let marks = self.naming.dispute_marks(id)?;
        Ok(match before {
            Some(before) if self.extent.up => marks.has_relation(before, SUBSET_OF, id),
            Some(before) => marks.has_relation(id, SUBSET_OF, before),
            None => marks.has_root(id),
        })
    }

    /// Concepts by label; roots by kind before that.
    fn sort_tops(&self, concepts: Umbrellas) -> Result<Vec<PlacedConcept<'b>>, ImageError> {
        let by_kind = self.extent.from.is_empty();
        self.sort_concepts(concepts, |kind, _| {
            kind.filter(|_| by_kind).map_or(usize::MAX, KindId::index)
        })
    }

    /// Concepts by the number of voices who place them, those of as many by label.
    fn sort_by_voices(&self, concepts: Umbrellas) -> Result<Vec<PlacedConcept<'b>>, ImageError> {
        self.sort_concepts(concepts, |_, stance| Reverse(stance.asserted_by.len()))
    }

    fn sort_concepts<K: Ord>(
        &self,
        concepts: Umbrellas,
        rank: impl Fn(Option<KindId>, &Stance) -> K,
    ) -> Result<Vec<PlacedConcept<'b>>, ImageError> {
        let mut ranked = Vec::with_capacity(concepts.len());
        for (id, stance) in concepts {
            let head = self.head(id)?;
            let mut term = Term::from_heard(self.naming.ask, id, &head)?;
            if let Some(mark) = term.given_up_mark() {
                term.short = format!("{} ({mark})", term.short).into();
            }
            let rank = (rank(head.kind, &stance), CollationKey::new(term.label));
            ranked.push((rank, PlacedConcept { id, stance, term }));
        }
        ranked.sort_unstable_by(|a, b| {
            let key = |placed: &PlacedConcept<'b>| (placed.term.qualifier, placed.id);
            a.0.cmp(&b.0).then_with(|| key(&a.1).cmp(&key(&b.1)))
        });
        Ok(ranked.into_iter().map(|(_, placed)| placed).collect())
    }
}
