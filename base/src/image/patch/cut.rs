//! Cuts: some concepts out of a corpus, numbered among themselves, with all that is said of them.

use super::super::{Image, ImageError, ImageSection};
use crate::corpus::{Concept, ConceptId, Corpus, Note, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Some concepts of a corpus and those to which they are joined, in the order of the corpus.
#[derive(Clone, Debug, Default)]
pub struct CorpusCut {
    /// These concepts, numbered among themselves, and all but the concepts of the corpus.
    pub corpus: Corpus,
    /// Their numbers in the corpus, in order.
    pub numbers: Vec<ConceptId>,
    /// Which of them are whole: their entries, every relation at either end, and the notes of others that are said of
    /// them. The rest has no more than an identifier, and notes that are said of these.
    pub whole: BTreeSet<ConceptId>,
}

impl CorpusCut {
    /// The number that a concept of the corpus has here.
    pub fn own_number(&self, number: ConceptId) -> Option<ConceptId> {
        self.numbers.binary_search(&number).ok().map(ConceptId::of)
    }

    /// The number that a concept has in the corpus.
    pub fn corpus_number(&self, own: ConceptId) -> ConceptId {
        self.numbers.get(own.index()).copied().unwrap_or_default()
    }

    /// The concepts that are whole, by their numbers in the corpus.
    pub fn whole_concepts(&self) -> impl Iterator<Item = (ConceptId, &Concept)> {
        let all = self.numbers.iter().zip(&self.corpus.concepts);
        all.filter(|(number, _)| self.whole.contains(number)).map(|(number, it)| (*number, it))
    }

    /// Cuts whole concepts out of an image; without what later layers replaced.
    pub(crate) fn from_image(
        image: &Image,
        whole: BTreeSet<ConceptId>,
    ) -> Result<Self, ImageError> {
        let mut cutting = Cutting { image, members: whole.clone(), ..Cutting::of(image) };
        for id in &whole {
            cutting.add_whole(*id, &whole)?;
        }
        cutting.into_cut(whole)
    }
}

/// A cut on its way.
struct Cutting<'i> {
    image: &'i Image,
    members: BTreeSet<ConceptId>,
    concepts: BTreeMap<ConceptId, Concept>,
    /// The notes of concepts that are not whole, by their numbers.
    told: BTreeMap<u32, (ConceptId, Note)>,
    edges: BTreeMap<u32, Relation>,
}

impl<'i> Cutting<'i> {
    fn of(image: &'i Image) -> Self {
        let (members, concepts, told, edges) = Default::default();
        Self { image, members, concepts, told, edges }
    }

    fn add_whole(&mut self, id: ConceptId, whole: &BTreeSet<ConceptId>) -> Result<(), ImageError> {
        let record = self.image.concept_record::<String>(id)?;
        for note in &record.concept.notes {
            self.members.extend(&note.with);
        }
        self.concepts.insert(id, record.concept);
        for number in record.shared_notes {
            let (owner, note): (ConceptId, Note) =
                self.image.read_record(ImageSection::Notes, number as usize)?;
            self.members.insert(owner);
            self.members.extend(&note.with);
            if !whole.contains(&owner) {
                self.told.insert(number, (owner, note));
            }
        }
        for edge in self.image.edges_from(id)?.into_iter().chain(self.image.edges_to(id)?) {
            self.members.extend([edge.from, edge.to]);
            self.edges.insert(edge.number, self.image.edge_claim(&edge)?);
        }
        Ok(())
    }

    fn into_cut(mut self, whole: BTreeSet<ConceptId>) -> Result<CorpusCut, ImageError> {
        let numbers: Vec<_> = self.members.iter().copied().collect();
        for (owner, note) in self.told.into_values() {
            self.concepts.entry(owner).or_default().notes.push(note);
        }
        let mut concepts = Vec::with_capacity(numbers.len());
        for id in &numbers {
            let mut concept = self.concepts.remove(id).unwrap_or_default();
            if !whole.contains(id) {
                self.image.concept_id(*id)?.clone_into(&mut concept.id);
            }
            concepts.push(concept);
        }
        let relations = self.edges.into_values().collect();
        let corpus = Corpus { concepts, relations, ..self.image.read_declarations()? };
        let mut cut = CorpusCut { corpus, numbers, whole };
        cut.renumber();
        Ok(cut)
    }
}

impl CorpusCut {
    /// Puts their own numbers for those of the corpus.
    fn renumber(&mut self) {
        let numbers = &self.numbers;
        let own = |id: &mut ConceptId| {
            *id = numbers.binary_search(id).map_or(*id, ConceptId::of);
        };
        for note in self.corpus.concepts.iter_mut().flat_map(|concept| &mut concept.notes) {
            note.with.iter_mut().for_each(own);
        }
        for relation in &mut self.corpus.relations {
            own(&mut relation.from);
            own(&mut relation.to);
        }
    }
}
