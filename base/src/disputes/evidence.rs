//! What is told of a concept, as a perspective hears it, with the citations?

use crate::{
    base::Base,
    corpus::ConceptId,
    corpus::{Citation, RelationId, SAME_AS, SUBSET_OF, Said, VoiceId},
    graph::{ComponentFinder, Link, links},
    image::{Edge, ImageError, Record, Stance},
    perspective::Perspective,
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// An umbrella and who puts it there.
pub(super) type Umbrella = (ConceptId, BTreeSet<VoiceId>);

/// Concepts each of which is above every other, as umbrellas lead.
pub(super) type Cycle = BTreeSet<ConceptId>;

/// What was gathered before, by concept.
type Memo<T> = RefCell<BTreeMap<ConceptId, Rc<T>>>;

/// A concept's record.
type Known<'b> = (ConceptId, Rc<Record<&'b str>>);

/// The base as a perspective hears it; what several ways ask for is gathered once.
pub(super) struct Evidence<'b> {
    pub(super) base: &'b Base,
    pub(super) seen_by: &'b Perspective,
    leaving: Memo<Vec<Edge>>,
    links: Memo<Vec<Link>>,
    umbrellas: Memo<Vec<Umbrella>>,
    /// The circles of umbrellas that were found, by each concept in them.
    cycles: Memo<Cycle>,
    components: RefCell<ComponentFinder<ConceptId>>,
    /// The record that was read last: every way asks of one concept in turn.
    last: RefCell<Option<Known<'b>>>,
}

impl<'b> Evidence<'b> {
    pub(super) fn new(base: &'b Base, seen_by: &'b Perspective) -> Self {
        let (leaving, links, umbrellas, cycles, components, last) = <_>::default();
        Self { base, seen_by, leaving, links, umbrellas, cycles, components, last }
    }

    /// A concept whole.
    pub(super) fn record(&self, id: ConceptId) -> Result<Rc<Record<&'b str>>, ImageError> {
        if let Some((known, record)) = &*self.last.borrow()
            && *known == id
        {
            return Ok(Rc::clone(record));
        }
        let record = Rc::new(self.base.concept(id)?);
        *self.last.borrow_mut() = Some((id, Rc::clone(&record)));
        Ok(record)
    }

    /// What joins a concept to others.
    pub(super) fn links(&self, id: ConceptId) -> Result<Rc<Vec<Link>>, ImageError> {
        memoize(&self.links, id, || links(self.base, id, self.seen_by))
    }

    /// The umbrellas that voices put straight above a concept, each with those voices.
    pub(super) fn umbrellas(&self, id: ConceptId) -> Result<Rc<Vec<Umbrella>>, ImageError> {
        memoize(&self.umbrellas, id, || self.gather_umbrellas(id))
    }

    fn gather_umbrellas(&self, id: ConceptId) -> Result<Vec<Umbrella>, ImageError> {
        let mut found: Vec<Umbrella> = vec![];
        for edge in self.base.leaving(id)? {
            if edge.relation != SUBSET_OF {
                continue;
            }
            let Some(stance) = self.seen_by.stance(self.base.stance(edge.stance)?) else {
                continue;
            };
            let voices = self.outside(&stance);
            // All wordings of a relation stand beside each other.
            match found.last_mut().filter(|(above, _)| *above == edge.to) {
                _ if voices.is_empty() => {}
                Some((_, known)) => known.extend(voices),
                None => found.push((edge.to, voices)),
            }
        }
        Ok(found)
    }

    /// The concepts that are above a concept and have it above them, if there are any; the concept among them.
    pub(super) fn cycle(&self, id: ConceptId) -> Result<Option<Rc<Cycle>>, ImageError> {
        if !self.umbrellas(id)?.is_empty() {
            let umbrella = |id, at| Ok(self.umbrellas(id)?.get(at).map(|(above, _)| *above));
            self.components.borrow_mut().walk(id, umbrella, |component| {
                let single = component.len() == 1;
                let cycle = Rc::new(Cycle::from_iter(component));
                for id in cycle.iter().copied() {
                    if !single || self.umbrellas(id)?.iter().any(|(above, _)| *above == id) {
                        self.cycles.borrow_mut().insert(id, Rc::clone(&cycle));
                    }
                }
                Ok::<_, ImageError>(())
            })?;
        }
        Ok(self.cycles.borrow().get(&id).cloned())
    }

    /// The concepts that voices call the same as this one, each with those voices.
    pub(super) fn twins(&self, id: ConceptId) -> Result<Vec<Umbrella>, ImageError> {
        let near = self.base.leaving(id)?.into_iter().map(|edge| (edge.to, edge));
        let far = self.base.arriving(id)?.into_iter().map(|edge| (edge.from, edge));
        let mut found: Vec<Umbrella> = vec![];
        for (twin, edge) in near.chain(far).filter(|(_, edge)| edge.relation == SAME_AS) {
            let stance = self.seen_by.stance(self.base.stance(edge.stance)?);
            let voices = stance.map(|stance| self.outside(&stance)).unwrap_or_default();
            match found.iter_mut().find(|(known, _)| *known == twin) {
                Some((_, known)) => known.extend(voices),
                None => found.push((twin, voices)),
            }
        }
        Ok(found)
    }

    /// Who makes a relation claim or denies it, in all its wordings.
    pub(super) fn said(
        &self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
    ) -> Result<Said<&'b str>, ImageError> {
        let mut all = Said::default();
        let edges = memoize(&self.leaving, from, || self.base.leaving(from))?;
        let first = edges.partition_point(|edge| (edge.relation, edge.to) < (relation, to));
        let edges = edges.iter().skip(first);
        for edge in edges.take_while(|edge| (edge.relation, edge.to) == (relation, to)) {
            let Some(said) = self.seen_by.said(self.base.claim(edge)?.said) else { continue };
            for (into, more) in
                [(&mut all.asserted_by, said.asserted_by), (&mut all.denied_by, said.denied_by)]
            {
                for citation in more {
                    if !into.contains(&citation) {
                        into.push(citation);
                    }
                }
            }
        }
        Ok(all)
    }

    /// A relation claim's citations by some voices, whichever end it is written at.
    pub(super) fn by(
        &self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
        among: &BTreeSet<VoiceId>,
    ) -> Result<Vec<Citation<&'b str>>, ImageError> {
        let mut found = self.said(from, relation, to)?.asserted_by;
        if self.base.relation(relation)?.symmetric() {
            let mirrored = self.said(to, relation, from)?.asserted_by;
            found.extend(mirrored.into_iter().filter(|it| !found.contains(it)).collect::<Vec<_>>());
        }
        found.retain(|citation| among.contains(&citation.voice));
        Ok(found)
    }

    /// The voices that assert something, the corpus's own left out.
    pub(super) fn outside(&self, stance: &Stance) -> BTreeSet<VoiceId> {
        let voices = stance.asserted_by.iter().copied();
        voices.filter(|voice| !self.base.is_own(*voice)).collect()
    }

    /// Who calls a concept a root, and who denies it.
    pub(super) fn root(&self, id: ConceptId) -> Result<Option<Said<&'b str>>, ImageError> {
        match self.base.head(id)?.root {
            Some(_) => {
                Ok(self.base.concept(id)?.concept.root.and_then(|said| self.seen_by.said(said)))
            }
            None => Ok(None),
        }
    }

    /// Whether any of some voices says anything of a concept.
    pub(super) fn speaks(
        &self,
        voices: &BTreeSet<VoiceId>,
        of: ConceptId,
    ) -> Result<bool, ImageError> {
        let among = |voice: &VoiceId| voices.contains(voice);
        for link in self.links(of)?.iter() {
            if link.stance.asserted_by.iter().chain(&link.stance.denied_by).any(among) {
                return Ok(true);
            }
        }
        let record = self.base.concept(of)?;
        let mut heard = record
            .concept
            .said()
            .any(|said| said.asserted_by.iter().chain(&said.denied_by).any(|it| among(&it.voice)));
        for number in record.shared_notes {
            let (_, note) = self.base.shared_note(number)?;
            heard |= note.said.asserted_by.iter().any(|it| among(&it.voice));
        }
        Ok(heard)
    }
}

fn memoize<T>(
    known: &Memo<T>,
    id: ConceptId,
    gather: impl FnOnce() -> Result<T, ImageError>,
) -> Result<Rc<T>, ImageError> {
    if let Some(known) = known.borrow().get(&id) {
        return Ok(Rc::clone(known));
    }
    let gathered = Rc::new(gather()?);
    known.borrow_mut().insert(id, Rc::clone(&gathered));
    Ok(gathered)
}
