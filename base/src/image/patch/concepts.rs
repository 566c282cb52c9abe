//! Heads and records: written again for the concepts that change, copied for the others.

use super::{
    super::{
        ImageError, ImageSection,
        table::TableWriter,
        write::{StanceTable, build_head},
    },
    Patching,
};
use crate::corpus::{Concept, ConceptId, Note};
use std::borrow::Cow;

impl Patching<'_> {
    pub(super) fn put_heads(&mut self, stances: &mut StanceTable) -> Result<(), ImageError> {
        let heads = self.image.table_bytes(ImageSection::Heads)?;
        let mut table = TableWriter::default();
        for (number, old) in (0..).map(ConceptId::of).zip(&self.origins) {
            match (self.find_whole(number), old) {
                (Some(concept), _) => {
                    let root = concept.root.as_ref().map(|said| stances.stance_number(said));
                    let editors = &self.patch.after.corpus.settings.editors;
                    table.push_record(&build_head(concept, root, editors))?;
                }
                (None, Some(old)) => table.push_bytes(heads.record(old.index())?)?,
                (None, None) => return Err(ImageError::Damaged),
            }
        }
        self.put(ImageSection::Heads, table.into_table()?);
        Ok(())
    }

    /// Writes records, and the notes that are said of several.
    pub(super) fn put_concepts(&mut self) -> Result<(), ImageError> {
        let shared = self.list_shared_notes()?;
        let told = shared.index_told();
        let owners = shared.list_owners();
        let records = self.image.table_bytes(ImageSection::Records)?;
        let mut table = TableWriter::default();
        for (number, old) in (0..).map(ConceptId::of).zip(&self.origins) {
            let own = told.get(&number).map(Vec::as_slice).unwrap_or_default();
            match (self.find_whole(number), old) {
                (Some(concept), _) => {
                    table.push_record(&(&*self.with_corpus_numbers(concept), own))?;
                }
                // Numbers of notes and concepts may stand in it.
                (None, Some(old)) if !own.is_empty() || owners.contains(&number) => {
                    let mut concept = self.image.concept_record::<String>(*old)?.concept;
                    for note in &mut concept.notes {
                        self.renumber_note(note)?;
                    }
                    table.push_record(&(&concept, own))?;
                }
                (None, Some(old)) => table.push_bytes(records.record(old.index())?)?,
                (None, None) => return Err(ImageError::Damaged),
            }
        }
        let notes = shared.into_table()?;
        self.put(ImageSection::Records, table.into_table()?);
        self.put(ImageSection::Notes, notes);
        Ok(())
    }

    /// Gives a note of the image before the numbers that the concepts have from now on.
    pub(super) fn renumber_note(&self, note: &mut Note) -> Result<(), ImageError> {
        for id in &mut note.with {
            *id = self.patch.new_number(*id).ok_or(ImageError::Damaged)?;
        }
        Ok(())
    }

    /// A concept of the patch, with the numbers that the corpus gives to those that its notes name.
    fn with_corpus_numbers<'c>(&self, concept: &'c Concept) -> Cow<'c, Concept> {
        if concept.notes.iter().all(|note| note.with.is_empty()) {
            return Cow::Borrowed(concept);
        }
        let mut concept = concept.clone();
        for id in concept.notes.iter_mut().flat_map(|note| &mut note.with) {
            *id = self.patch.after.corpus_number(*id);
        }
        Cow::Owned(concept)
    }
}
