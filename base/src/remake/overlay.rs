//! A layer over a base that was compiled before.

use super::{Remade, find_concept, has_long_name, named_concepts};
use crate::{
    base::Base,
    corpus::{ConceptId, Corpus, CorpusReading, Digest, Layer},
    image::{CorpusCut, ImageError, ImagePatch},
    schema::{ConceptEntry, LabelKind},
    text,
};
use std::collections::BTreeSet;

impl Base {
    /// Lays a layer that was read without a fault over this base. None if the layer has faults over it, or if it changes
    /// what concerns more concepts than it speaks of.
    ///
    /// # Errors
    /// When the image is too large for the format.
    pub fn remake_under(
        &self,
        layer: Layer,
        sources: Digest,
    ) -> Result<Option<Remade>, ImageError> {
        if layer.manifest.is_none() || layer.entries.iter().any(|entry| has_long_name(&entry)) {
            return Ok(None);
        }
        let mut whole = BTreeSet::new();
        for entry in layer.entries.iter() {
            self.add_concerned(&entry, &mut whole)?;
        }
        let before = self.cut_concepts(whole)?;
        let mut reading = CorpusReading::from_corpus(before.corpus.clone(), Digest::default());
        reading.add_layer(layer);
        if !reading.faults.is_empty() || !is_local(&before.corpus, &reading.corpus) {
            return Ok(None);
        }
        let count = self.concept_count()?;
        let (own, corpus) = (before.corpus.concepts.len(), reading.corpus);
        let new = (count..).map(ConceptId::of).take(corpus.concepts.len() - own);
        let mut after = CorpusCut { corpus, ..before.clone() };
        after.numbers.extend(new.clone());
        after.whole.extend(new);
        let concepts = count + after.numbers.len() - own;
        let patch = ImagePatch { before, after, numbers: None, concepts };
        Ok(Some(Remade { draft: self.patch(&patch, sources)?, origins: None }))
    }

    /// Adds the concepts below of which an entry may change what is said.
    fn add_concerned(
        &self,
        entry: &ConceptEntry,
        whole: &mut BTreeSet<ConceptId>,
    ) -> Result<(), ImageError> {
        if let Some(id) = find_concept(self, &entry.id.value)? {
            whole.insert(id);
            // Who denies a note denies it of all of which it is said.
            for note in self.concept_record(id)?.concept.notes {
                whole.extend(note.with);
            }
        }
        for name in named_concepts(entry) {
            whole.extend(find_concept(self, name)?);
        }
        let given = |kind| !matches!(kind, LabelKind::Avoid | LabelKind::Hidden);
        for label in entry.labels.iter().filter(|label| given(label.kind)) {
            let known = self.label_index().get(&text::fold(&label.text.value))?;
            whole.extend(known.into_iter().map(|posting| posting.concept));
        }
        Ok(())
    }
}

/// Whether a layer changed nothing that concerns every concept: what names may leave out, how voices are called, and whose
/// names are told beside what they say.
fn is_local(before: &Corpus, after: &Corpus) -> bool {
    let editors = after.settings.editors.iter().skip(before.settings.editors.len());
    let mut voices = before.voices.iter().zip(&after.voices);
    before.settings.implied_words == after.settings.implied_words
        && voices.all(|(before, after)| before.name == after.name)
        && editors.into_iter().all(|editor| editor.index() >= before.voices.len())
}
