//! Evidence: a cache of the claims about a concept, with their citations, as a perspective sees them.

use crate::{
    base::Base,
    corpus::ConceptId,
    corpus::{Aspect, Citation, CitedStance, RelationId, SUBSET_OF, VoiceId},
    graph::{ComponentFinder, End, Link, find_links},
    image::{ConceptRecord, Edge, ImageError, Stance},
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
type EvidenceCache<T> = RefCell<BTreeMap<ConceptId, Rc<T>>>;

/// A concept's record.
type LastRecord<'b> = (ConceptId, Rc<ConceptRecord<&'b str>>);

/// The base as a perspective hears it; what several ways ask for is gathered once.
pub(super) struct Evidence<'b> {
    pub(super) base: &'b Base,
    pub(super) seen_by: &'b Perspective,
    /// Of what the claims speak that are heard.
    pub(super) aspect: Option<Aspect>,
    leaving: EvidenceCache<Vec<Edge>>,
    links: EvidenceCache<Vec<Link>>,
    umbrellas: EvidenceCache<Vec<Umbrella>>,
    /// The circles of umbrellas that were found, by each concept in them.
    cycles: EvidenceCache<Cycle>,
    components: RefCell<ComponentFinder<ConceptId>>,
    /// The record that was read last: every way asks of one concept in turn.
    last: RefCell<Option<LastRecord<'b>>>,
    /// The concepts with relations of which some claims are of practice or of an ideal.
    mixed: RefCell<BTreeSet<ConceptId>>,
}

impl<'b> Evidence<'b> {
    pub(super) fn new(base: &'b Base, seen_by: &'b Perspective, aspect: Option<Aspect>) -> Self {
        let (leaving, links, umbrellas, cycles, components, last, mixed) = <_>::default();
        Self { base, seen_by, aspect, leaving, links, umbrellas, cycles, components, last, mixed }
    }

    /// What of a claim is heard; none if nothing is.
    pub(super) fn filter_citations(
        &self,
        said: CitedStance<&'b str>,
    ) -> Option<CitedStance<&'b str>> {
        let mut said = self.seen_by.filter_citations(said)?;
        said.asserted_by.retain(|citation| citation.aspect == self.aspect);
        said.denied_by.retain(|citation| citation.aspect == self.aspect);
        let heard = said.citations().next().is_some();
        heard.then_some(said)
    }

    /// Whether some of what is said of a concept is of practice or of an ideal.
    pub(super) fn has_aspects(&self, id: ConceptId) -> Result<bool, ImageError> {
        self.links(id)?;
        if self.mixed.borrow().contains(&id) {
            return Ok(true);
        }
        let record = self.concept_record(id)?;
        let mut said = record.concept.cited_stances();
        if said.any(|said| said.citations().any(|citation| citation.aspect.is_some())) {
            return Ok(true);
        }
        for number in &record.shared_notes {
            let (_, note) = self.base.shared_note(*number)?;
            if note.said.citations().any(|citation| citation.aspect.is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A concept whole.
    pub(super) fn concept_record(
        &self,
        id: ConceptId,
    ) -> Result<Rc<ConceptRecord<&'b str>>, ImageError> {
        if let Some((known, record)) = &*self.last.borrow()
            && *known == id
        {
            return Ok(Rc::clone(record));
        }
        let record = Rc::new(self.base.concept_record(id)?);
        *self.last.borrow_mut() = Some((id, Rc::clone(&record)));
        Ok(record)
    }

    /// What joins a concept to others.
    pub(super) fn links(&self, id: ConceptId) -> Result<Rc<Vec<Link>>, ImageError> {
        memoize(&self.links, id, || {
            let mut links = find_links(self.base, id, self.seen_by)?;
            if links.iter().any(|link| link.stance.of_aspects) {
                self.mixed.borrow_mut().insert(id);
            } else if self.aspect.is_none() {
                return Ok(links);
            }
            links.retain(|link| link.stance.of_aspects || self.aspect.is_none());
            for link in links.iter_mut().filter(|link| link.stance.of_aspects) {
                let (from, to) = match link.side {
                    End::Near => (id, link.concept),
                    End::Far => (link.concept, id),
                };
                let mut said = self.relation_citations(from, link.relation, to)?;
                if self.base.is_symmetric(link.relation)? {
                    let mirrored = self.relation_citations(to, link.relation, from)?;
                    let (said, mirrored) = (&mut *said, mirrored.into_citations());
                    said.asserted_by.extend(mirrored.asserted_by);
                    said.denied_by.extend(mirrored.denied_by);
                }
                link.stance = Stance::from(&said);
            }
            let heard =
                |stance: &Stance| !stance.asserted_by.is_empty() || !stance.denied_by.is_empty();
            links.retain(|link| heard(&link.stance));
            Ok(links)
        })
    }

    /// The umbrellas that voices put straight above a concept, each with those voices.
    pub(super) fn umbrellas(&self, id: ConceptId) -> Result<Rc<Vec<Umbrella>>, ImageError> {
        memoize(&self.umbrellas, id, || self.gather_umbrellas(id))
    }

    fn gather_umbrellas(&self, id: ConceptId) -> Result<Vec<Umbrella>, ImageError> {
        let mut found: Vec<Umbrella> = vec![];
        for edge in self.base.edges_from(id)? {
            if edge.relation != SUBSET_OF {
                continue;
            }
            let Some(stance) = self.edge_stance(&edge)? else { continue };
            let voices = self.asserting_voices(&stance);
            // All wordings of a relation stand beside each other.
            match found.last_mut().filter(|(above, _)| *above == edge.to) {
                _ if voices.is_empty() => {}
                Some((_, known)) => known.extend(voices),
                None => found.push((edge.to, voices)),
            }
        }
        Ok(found)
    }

    /// Who asserts and who denies what an edge claims, as far as they are heard.
    fn edge_stance(&self, edge: &Edge) -> Result<Option<Stance>, ImageError> {
        let stance = self.base.stance(edge.stance)?;
        if !stance.of_aspects {
            let heard = self.aspect.is_none();
            return Ok(self.seen_by.hear_edge(self.base, edge)?.filter(|_| heard));
        }
        let said = self.filter_citations(self.base.edge_claim(edge)?.said);
        Ok(said.map(|said| Stance::from(&said)))
    }

    /// The umbrellas of a concept without those that it is the umbrella of.
    pub(super) fn circling_umbrellas(&self, id: ConceptId) -> Result<Vec<Umbrella>, ImageError> {
        let mut found = vec![];
        for umbrella in self.umbrellas(id)?.iter() {
            let back = umbrella.0 != id
                && self.umbrellas(umbrella.0)?.iter().any(|(above, _)| *above == id);
            if !back {
                found.push(umbrella.clone());
            }
        }
        Ok(found)
    }

    /// The concepts that are above a concept and have it above them, no two of them straight, if there are any; the
    /// concept among them.
    pub(super) fn find_cycle(&self, id: ConceptId) -> Result<Option<Rc<Cycle>>, ImageError> {
        if !self.umbrellas(id)?.is_empty() {
            let umbrella =
                |id, at| Ok(self.circling_umbrellas(id)?.get(at).map(|(above, _)| *above));
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

    /// Who makes a relation claim or denies it, in all its wordings.
    pub(super) fn relation_citations(
        &self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
    ) -> Result<CitedStance<&'b str>, ImageError> {
        let mut all = CitedStance::default();
        let into = &mut *all;
        let edges = memoize(&self.leaving, from, || self.base.edges_from(from))?;
        let first = edges.partition_point(|edge| (edge.relation, edge.to) < (relation, to));
        let edges = edges.iter().skip(first);
        for edge in edges.take_while(|edge| (edge.relation, edge.to) == (relation, to)) {
            let Some(said) = self.filter_citations(self.base.edge_claim(edge)?.said) else {
                continue;
            };
            let said = said.into_citations();
            for (into, more) in
                [(&mut into.asserted_by, said.asserted_by), (&mut into.denied_by, said.denied_by)]
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
    pub(super) fn citations_among(
        &self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
        among: &BTreeSet<VoiceId>,
    ) -> Result<Vec<Citation<&'b str>>, ImageError> {
        let mut found = self.relation_citations(from, relation, to)?.into_citations().asserted_by;
        if self.base.relation_kind(relation)?.is_symmetric() {
            let mirrored =
                self.relation_citations(to, relation, from)?.into_citations().asserted_by;
            found.extend(mirrored.into_iter().filter(|it| !found.contains(it)).collect::<Vec<_>>());
        }
        found.retain(|citation| among.contains(&citation.voice));
        Ok(found)
    }

    /// The voices that assert something, the corpus's own left out.
    pub(super) fn asserting_voices(&self, stance: &Stance) -> BTreeSet<VoiceId> {
        let voices = stance.asserted_by.iter().copied();
        voices.filter(|voice| !self.base.is_own(*voice)).collect()
    }

    /// Who calls a concept a root, and who denies it.
    pub(super) fn root_citations(
        &self,
        id: ConceptId,
    ) -> Result<Option<CitedStance<&'b str>>, ImageError> {
        match self.base.concept_head(id)?.root {
            Some(_) => Ok(self
                .base
                .concept_record(id)?
                .concept
                .root
                .and_then(|said| self.filter_citations(said))),
            None => Ok(None),
        }
    }

    /// Whether any of some voices says anything of a concept.
    pub(super) fn speak_of(
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
        let record = self.base.concept_record(of)?;
        let mut heard = record
            .concept
            .cited_stances()
            .any(|said| said.asserted_by.iter().chain(&said.denied_by).any(|it| among(&it.voice)));
        for number in record.shared_notes {
            let (_, note) = self.base.shared_note(number)?;
            heard |= note.said.asserted_by.iter().any(|it| among(&it.voice));
        }
        Ok(heard)
    }
}

fn memoize<T>(
    known: &EvidenceCache<T>,
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
