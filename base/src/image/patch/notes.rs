//! The notes that are said of several concepts, with those of the patch in their places.

use super::{
    super::{ImageError, ImageSection, table},
    Patching,
};
use crate::corpus::{ConceptId, Note};
use std::collections::{BTreeMap, BTreeSet};

/// Such notes, each with the concept on whose entry it is written, in the order of these.
pub(super) struct SharedNotes(Vec<(ConceptId, Note)>);

impl Patching<'_> {
    pub(super) fn list_shared_notes(&self) -> Result<SharedNotes, ImageError> {
        let before: Vec<(ConceptId, Note)> = self.image.read_table(ImageSection::Notes)?;
        let mut notes = vec![];
        for (owner, mut note) in before {
            if !self.patch.before.whole.contains(&owner) {
                self.renumber_note(&mut note)?;
                notes.push((self.patch.new_number(owner).ok_or(ImageError::Damaged)?, note));
            }
        }
        for (owner, concept) in self.patch.after.whole_concepts() {
            for note in concept.notes.iter().filter(|note| !note.with.is_empty()) {
                let mut note = note.clone();
                note.with.iter_mut().for_each(|id| *id = self.patch.after.corpus_number(*id));
                notes.push((owner, note));
            }
        }
        // Those of one concept keep their order.
        notes.sort_by_key(|(owner, _)| *owner);
        Ok(SharedNotes(notes))
    }
}

impl SharedNotes {
    /// For each concept the numbers of others' notes that are said of it too.
    pub(super) fn index_told(&self) -> BTreeMap<ConceptId, Vec<u32>> {
        let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (number, (_, note)) in (0..).zip(&self.0) {
            for other in &note.with {
                told.entry(*other).or_default().push(number);
            }
        }
        told
    }

    /// The concepts on whose entries they are written.
    pub(super) fn list_owners(&self) -> BTreeSet<ConceptId> {
        self.0.iter().map(|(owner, _)| *owner).collect()
    }

    pub(super) fn into_table(self) -> Result<(Vec<u8>, u32), ImageError> {
        table::pack_table(&self.0, |_, note| note)
    }
}
