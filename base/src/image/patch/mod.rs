//! Patching an image: some concepts are told again, the others are copied as they are written.
//!
//! What an image says of a concept depends on its entry, on the relations at either end, and on the notes of others that
//! are said of it. A patch holds the concepts of which any of this changes, as they were and as they are. All that is
//! counted, sorted or indexed over the whole corpus is changed by the difference. The result answers as an image of the
//! whole corpus would; how its lexicons are cut into stretches may differ.

mod concepts;
mod cut;
mod edges;
mod lexicon;
mod names;
mod notes;
mod words;

use super::{
    DisputeMarks, FileOrigins, Image, ImageDraft, ImageError, ImageSection, ImageSummary,
    SECTION_COUNT, write::encode_value,
};
use crate::corpus::{ConceptId, Digest};

pub use cut::CorpusCut;

/// What changes of a corpus.
#[derive(Debug)]
pub struct ImagePatch {
    /// The concepts that change or are gone, as they were.
    pub before: CorpusCut,
    /// The concepts that change or are new, as they are: those that were there before and are not gone among them.
    pub after: CorpusCut,
    /// What number each concept has from now on, if it is not gone; the order stays. None if all keep theirs.
    pub numbers: Option<Vec<Option<ConceptId>>>,
    /// How many concepts there are from now on.
    pub concepts: usize,
}

/// The sections of an image on their way.
type Sections = [(Vec<u8>, u32); SECTION_COUNT];

/// An image, and what changes of it.
struct Patching<'p> {
    image: &'p Image,
    patch: &'p ImagePatch,
    /// Of each concept the number that it had; none if it is new.
    origins: Vec<Option<ConceptId>>,
    sections: Sections,
}

impl ImageDraft {
    /// The image of a corpus that was read from these sources, made from that of what it was before. It has no marks.
    pub(crate) fn patch(
        image: &Image,
        patch: &ImagePatch,
        sources: Digest,
    ) -> Result<Self, ImageError> {
        let sections = std::array::from_fn(|_| Default::default());
        let origins = patch.list_origins(image.record_count(ImageSection::Heads)?);
        let mut patching = Patching { image, patch, origins, sections };
        patching.put_declarations()?;
        let relations = patching.put_edges()?;
        patching.put_concepts()?;
        patching.put_names()?;
        patching.put_words()?;
        let languages = patching.list_languages()?;
        patching.put(ImageSection::Languages, encode_value(&languages)?);
        patching.put(ImageSection::Marks, encode_value(&None::<DisputeMarks>)?);
        patching.put(ImageSection::Origins, encode_value(&None::<FileOrigins>)?);
        let about = patching.summarize(relations, sources)?;
        Ok(Self { about, sections: patching.sections })
    }
}

impl ImagePatch {
    /// The number that a concept has from now on, if it is not gone.
    pub fn new_number(&self, old: ConceptId) -> Option<ConceptId> {
        match &self.numbers {
            None => Some(old),
            Some(numbers) => numbers.get(old.index()).copied().flatten(),
        }
    }

    /// Of each concept the number that it had among so many; none if it is new.
    fn list_origins(&self, before: usize) -> Vec<Option<ConceptId>> {
        let mut origins = vec![None; self.concepts];
        for old in (0..before).map(ConceptId::of) {
            let slot = self.new_number(old).and_then(|new| origins.get_mut(new.index()));
            if let Some(slot) = slot {
                *slot = Some(old);
            }
        }
        origins
    }
}

impl Patching<'_> {
    fn put(&mut self, section: ImageSection, packed: (Vec<u8>, u32)) {
        if let Some(slot) = self.sections.get_mut(section as usize) {
            *slot = packed;
        }
    }

    /// What the manifests and sources say; what was replaced below stays on record.
    fn put_declarations(&mut self) -> Result<(), ImageError> {
        let corpus = &self.patch.after.corpus;
        super::write::encode_declarations(corpus, &mut |section, packed| {
            self.put(section, packed);
        })?;
        let mut overrides = vec![];
        let before: Vec<crate::corpus::Override> =
            self.image.read_value(ImageSection::Overrides)?;
        for mut it in before {
            if let Some(new) = self.patch.new_number(it.concept) {
                it.concept = new;
                overrides.push(it);
            }
        }
        for it in &corpus.overrides {
            let mut it = it.clone();
            it.concept = self.patch.after.corpus_number(it.concept);
            overrides.push(it);
        }
        self.put(ImageSection::Overrides, encode_value(&overrides)?);
        Ok(())
    }

    fn summarize(&self, relations: usize, sources: Digest) -> Result<ImageSummary, ImageError> {
        let there = self.image.summary();
        let number = |count: usize| u32::try_from(count).map_err(|_| ImageError::TooLarge);
        // How many there are now, of what there were before.
        let recount = |there: u32, count: &dyn Fn(&CorpusCut) -> usize| {
            let after = there as usize + count(&self.patch.after);
            after.checked_sub(count(&self.patch.before)).ok_or(ImageError::Damaged)
        };
        let labels = recount(there.labels, &|cut| {
            cut.whole_concepts().map(|(_, concept)| concept.labels.len()).sum()
        })?;
        let collections = recount(there.collections, &|cut| {
            cut.whole_concepts().filter(|(_, it)| cut.corpus.is_collection(it)).count()
        })?;
        let stated = recount(there.stated, &|cut| {
            cut.whole_concepts().filter(|(_, concept)| !concept.states.is_empty()).count()
        })?;
        Ok(ImageSummary {
            concepts: number(self.patch.concepts.saturating_sub(collections))?,
            collections: number(collections)?,
            stated: number(stated)?,
            labels: number(labels)?,
            relations: number(relations)?,
            ..ImageSummary::from_corpus(&self.patch.after.corpus, sources)?
        })
    }

    /// The languages in which anything is said, in the order in which the concepts bring them in.
    fn list_languages(&self) -> Result<Vec<String>, ImageError> {
        let settings = &self.patch.after.corpus.settings;
        let silent =
            |cut: &CorpusCut| cut.whole_concepts().all(|(_, it)| it.languages().next().is_none());
        if silent(&self.patch.before) && silent(&self.patch.after) {
            return self.image.read_value(ImageSection::Languages);
        }
        let mut found = vec![settings.language.clone()];
        for (number, old) in (0..).map(ConceptId::of).zip(&self.origins) {
            match (self.find_whole(number), old) {
                (Some(concept), _) => concept.add_languages(&mut found),
                (None, Some(old)) => {
                    self.image.concept_record::<&str>(*old)?.concept.add_languages(&mut found);
                }
                (None, None) => return Err(ImageError::Damaged),
            }
        }
        Ok(found)
    }

    /// A concept that changed or is new.
    fn find_whole(&self, number: ConceptId) -> Option<&crate::corpus::Concept> {
        let after = &self.patch.after;
        let own = after.whole.contains(&number).then(|| after.own_number(number)).flatten()?;
        after.corpus.concept(own)
    }
}

/// Visits each word of two lists in order, with its entries in either.
fn visit_groups<V>(
    before: &[(String, V)],
    after: &[(String, V)],
    mut visit: impl FnMut(&str, &[(String, V)], &[(String, V)]) -> Result<(), ImageError>,
) -> Result<(), ImageError> {
    let same = |(a, _): &(String, V), (b, _): &(String, V)| a == b;
    let (mut before, mut after) =
        (before.chunk_by(same).peekable(), after.chunk_by(same).peekable());
    let word = |group: Option<&&[(String, V)]>| Some(group?.first()?.0.clone());
    loop {
        let next = [word(before.peek()), word(after.peek())];
        let Some(least) = next.iter().flatten().min().cloned() else { return Ok(()) };
        let own = |at: &Option<String>| at.as_ref() == Some(&least);
        let old = if own(&next[0]) { before.next() } else { None };
        let new = if own(&next[1]) { after.next() } else { None };
        visit(&least, old.unwrap_or_default(), new.unwrap_or_default())?;
    }
}
