//! Files of a corpus of one layer that changed since it was compiled.

use super::{Remade, find_concept, has_long_name, list_named_by_id, named_concepts, number_files};
use crate::{
    base::Base,
    corpus::{
        Concept, ConceptId, Corpus, CorpusReading, CrossRelation, Digest, Layer, RelationId,
        RelationKind,
    },
    diagnostic::{Name, Place},
    image::{CorpusCut, FileOrigins, ImageError, ImagePatch},
    schema::ConceptEntry,
};
use std::collections::{BTreeMap, BTreeSet};

/// What changed of the files of a corpus.
#[derive(Debug)]
pub struct EditedFiles {
    /// Manifest, sources and those files that changed or are new, read without a fault.
    pub layer: Layer,
    /// The paths of the files that changed or are gone.
    pub changed: BTreeSet<String>,
    /// All files as they are, each with what is known of it.
    pub files: Vec<(String, Digest)>,
}

/// What is known of an edit on its way.
struct FileEdit<'b> {
    base: &'b Base,
    origins: FileOrigins,
    /// The concepts of the files that changed, as they were.
    old: BTreeSet<ConceptId>,
    /// The concepts of these files as they are, by their identifiers, each with its number before if it had one.
    new: BTreeMap<String, Option<ConceptId>>,
    /// Concepts of other files that the entries name.
    named: BTreeMap<String, ConceptId>,
}

impl Base {
    /// Makes again what changed with some files. None if the result may have a fault.
    ///
    /// # Errors
    /// When the image is too large for the format.
    pub fn remake_with(
        &self,
        edited: EditedFiles,
        origins: FileOrigins,
        sources: Digest,
    ) -> Result<Option<Remade>, ImageError> {
        let EditedFiles { mut layer, changed, files } = edited;
        let Some(edit) = FileEdit::begin(self, origins, &layer, &changed)? else { return Ok(None) };
        // So that names of other files' concepts are known ones.
        for id in edit.named.keys() {
            let id = Name { value: id.clone(), place: Place::whole_file(0) };
            layer.entries.push(ConceptEntry { id, ..ConceptEntry::default() });
        }
        let mut reading = CorpusReading::default();
        reading.add_layer(layer);
        if !reading.faults.is_empty() || !self.has_same_declarations(&reading.corpus)? {
            return Ok(None);
        }
        let Some((patch, crossing)) = edit.plan_patch(&reading)? else { return Ok(None) };
        let Some(origins) = edit.find_origins(&reading, &patch, crossing, files) else {
            return Ok(None);
        };
        let draft = self.patch(&patch, sources)?;
        Ok(Some(Remade { draft, origins: Some(origins) }))
    }

    /// Whether a corpus declares what this base does.
    fn has_same_declarations(&self, corpus: &Corpus) -> Result<bool, ImageError> {
        let mut voices = corpus.voices.iter().zip(0..);
        let voices = voices.try_fold(true, |same, (voice, at)| {
            let known = self.voice(crate::corpus::VoiceId(at));
            let same_kind = |known: &crate::corpus::Voice<&str>| known.kind == voice.kind;
            Ok::<_, ImageError>(
                same && known
                    .is_ok_and(|it| it.id == voice.id && it.name == voice.name && same_kind(&it)),
            )
        })?;
        Ok(voices
            && corpus.settings == *self.settings()
            && corpus.voices.len() == self.voice_count()?
            && corpus.works.len() == self.work_count()?
            && corpus.kinds.len() == self.kinds()?.len()
            && corpus.facets.len() == self.facets()?.len()
            && corpus.relation_kinds.len() == self.relation_kinds()?.len()
            && corpus
                .schemes
                .iter()
                .map(|scheme| &*scheme.id)
                .eq(self.schemes()?.iter().map(|scheme| scheme.id)))
    }
}

impl<'b> FileEdit<'b> {
    /// Finds out which concepts are concerned; none if an entry is another file's too, or names what is not there.
    fn begin(
        base: &'b Base,
        origins: FileOrigins,
        layer: &Layer,
        changed: &BTreeSet<String>,
    ) -> Result<Option<Self>, ImageError> {
        let is_changed: Vec<_> = origins.files.iter().map(|it| changed.contains(&it.0)).collect();
        let of_changed = |file: &u32| is_changed.get(*file as usize).copied().unwrap_or(true);
        let concepts = (0..).map(ConceptId::of).zip(&origins.concepts);
        let old = concepts.filter(|(_, file)| of_changed(file)).map(|(id, _)| id).collect();
        let (new, named) = Default::default();
        let mut edit = Self { base, origins, old, new, named };
        for entry in layer.entries.iter() {
            let known = find_concept(base, &entry.id.value)?;
            let elsewhere = known.is_some_and(|known| !edit.old.contains(&known));
            if elsewhere || has_long_name(&entry) {
                return Ok(None);
            }
            edit.new.insert(entry.id.value.clone(), known);
        }
        for entry in layer.entries.iter() {
            for name in named_concepts(&entry) {
                if edit.new.contains_key(name) || edit.named.contains_key(name) {
                    continue;
                }
                let known = find_concept(base, name)?.filter(|known| !edit.old.contains(known));
                let Some(known) = known else { return Ok(None) };
                edit.named.insert(name.to_owned(), known);
            }
        }
        Ok(Some(edit))
    }

    /// The concepts that are gone.
    fn list_gone(&self) -> BTreeSet<ConceptId> {
        let kept: BTreeSet<_> = self.new.values().flatten().collect();
        self.old.iter().filter(|id| !kept.contains(id)).copied().collect()
    }

    /// What changes, and the relations of the concepts concerned that are written at far ends; none if a gone concept is
    /// named by another file.
    fn plan_patch(
        &self,
        reading: &CorpusReading,
    ) -> Result<Option<(ImagePatch, Vec<CrossRelation>)>, ImageError> {
        let mut whole: BTreeSet<_> = self.named.values().copied().collect();
        whole.extend(self.base.cut_concepts(self.old.clone())?.numbers);
        let before = self.base.cut_concepts(whole)?;
        let gone = self.list_gone();
        if self.names_gone(&before, &gone)? {
            return Ok(None);
        }
        let (numbers, added, concepts) = self.number_concepts(&gone)?;
        let patch = ImagePatch { before, after: CorpusCut::default(), numbers, concepts };
        let mut making = AfterCut { edit: self, patch: &patch, added, reading, ids: vec![] };
        let Some((after, crossing)) = making.make(&gone) else { return Ok(None) };
        Ok(Some((ImagePatch { after, ..patch }, crossing)))
    }

    /// Whether a note, formula or state of another file names a concept that is gone.
    fn names_gone(
        &self,
        before: &CorpusCut,
        gone: &BTreeSet<ConceptId>,
    ) -> Result<bool, ImageError> {
        for id in gone {
            if self.origins.named_by_id.contains(self.base.concept_head(*id)?.id) {
                return Ok(true);
            }
        }
        let others = before.numbers.iter().zip(&before.corpus.concepts);
        let mut others = others.filter(|(id, _)| !self.old.contains(id));
        let is_gone = |own: &ConceptId| gone.contains(&before.corpus_number(*own));
        Ok(others.any(|(_, it)| it.notes.iter().flat_map(|note| &note.with).any(is_gone)))
    }

    /// The number of each concept from now on, if any changes; those of new concepts; and how many there are.
    #[expect(clippy::type_complexity, reason = "it is taken apart at once")]
    fn number_concepts(
        &self,
        gone: &BTreeSet<ConceptId>,
    ) -> Result<(Option<Vec<Option<ConceptId>>>, BTreeMap<String, ConceptId>, usize), ImageError>
    {
        let count = self.base.concept_count()?;
        let added: Vec<_> = self.new.iter().filter(|(_, old)| old.is_none()).collect();
        if gone.is_empty() && added.is_empty() {
            return Ok((None, BTreeMap::new(), count));
        }
        // The concepts of one layer are in the order of their identifiers.
        let mut places = vec![];
        for (id, _) in &added {
            places.push((self.find_place(id, count)?, *id));
        }
        let mut numbers = Vec::with_capacity(count);
        let (mut next, mut new, mut places) = (0, BTreeMap::new(), places.into_iter().peekable());
        for old in (0..=count).map(ConceptId::of) {
            while let Some((_, id)) = places.next_if(|(place, _)| *place <= old.index()) {
                new.insert(id.clone(), ConceptId::of(next));
                next += 1;
            }
            if old.index() < count {
                let kept = !gone.contains(&old);
                numbers.push(kept.then(|| ConceptId::of(next)));
                next += usize::from(kept);
            }
        }
        Ok((Some(numbers), new, next))
    }

    /// How many concepts stand before an identifier.
    fn find_place(&self, id: &str, count: usize) -> Result<usize, ImageError> {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            if self.base.concept_head(ConceptId::of(middle))?.id < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// From which files the concepts come from now on.
    fn find_origins(
        &self,
        reading: &CorpusReading,
        patch: &ImagePatch,
        mut crossing: Vec<CrossRelation>,
        files: Vec<(String, Digest)>,
    ) -> Option<FileOrigins> {
        let places = number_files(&files);
        let number = |path: &str| places.get(path).copied();
        let mut concepts = vec![None; patch.concepts];
        let before: Vec<_> = self.origins.files.iter().map(|(path, _)| number(path)).collect();
        for (old, file) in (0..).map(ConceptId::of).zip(&self.origins.concepts) {
            let slot = patch.new_number(old).and_then(|new| concepts.get_mut(new.index()));
            if let Some(slot) = slot {
                *slot = before.get(*file as usize).copied().flatten();
            }
        }
        let read = &reading.origins.as_ref()?.files;
        let read: BTreeMap<_, _> = read.iter().map(|(file, path)| (*file, number(path))).collect();
        let own: BTreeMap<_, _> =
            reading.corpus.concepts.iter().map(|it| (&it.id, it.place.file)).collect();
        for (number, concept) in patch.after.whole_concepts() {
            if self.new.contains_key(&concept.id) {
                *concepts.get_mut(number.index())? = *read.get(own.get(&concept.id)?)?;
            }
        }
        for mut it in self.origins.crossing.iter().cloned() {
            if !self.old.contains(&it.from) && !self.old.contains(&it.to) {
                (it.from, it.to) = (patch.new_number(it.from)?, patch.new_number(it.to)?);
                crossing.push(it);
            }
        }
        let mut named_by_id = self.origins.named_by_id.clone();
        named_by_id.extend(list_named_by_id(reading));
        let (name, concepts) = (self.origins.name, concepts.into_iter().collect::<Option<_>>()?);
        drop(places);
        Some(FileOrigins { name, files, concepts, crossing, named_by_id })
    }
}

/// The concepts that an edit concerns, as they are from now on.
struct AfterCut<'e> {
    edit: &'e FileEdit<'e>,
    patch: &'e ImagePatch,
    /// The numbers of new concepts.
    added: BTreeMap<String, ConceptId>,
    reading: &'e CorpusReading,
    /// The numbers of the concepts that were read.
    ids: Vec<ConceptId>,
}

impl AfterCut<'_> {
    fn make(&mut self, gone: &BTreeSet<ConceptId>) -> Option<(CorpusCut, Vec<CrossRelation>)> {
        let (edit, patch, before) = (self.edit, self.patch, &self.patch.before);
        let read = &self.reading.corpus.concepts;
        self.ids = read.iter().map(|it| self.find_number(&it.id)).collect::<Option<_>>()?;
        let mut concepts: BTreeMap<ConceptId, Concept> = BTreeMap::new();
        let mut whole = BTreeSet::new();
        for (old, concept) in before.numbers.iter().zip(&before.corpus.concepts) {
            if !edit.old.contains(old) {
                let new = patch.new_number(*old)?;
                let number = |own| patch.new_number(before.corpus_number(own));
                concepts.insert(new, renumber_notes(concept.clone(), number)?);
                whole.extend(before.whole.contains(old).then_some(new));
            }
        }
        for (number, concept) in self.ids.iter().zip(read) {
            if edit.new.contains_key(&concept.id) {
                let number_of = |own: ConceptId| self.ids.get(own.index()).copied();
                concepts.insert(*number, renumber_notes(concept.clone(), number_of)?);
                whole.insert(*number);
            }
        }
        let written = self.gather_relations(gone)?;
        let far: BTreeSet<_> =
            written.iter().filter(|it| it.at_far_end).map(CrossRelation::pair).collect();
        let crossing = written.iter().filter(|it| far.contains(&it.pair())).cloned().collect();
        let numbers: Vec<_> = concepts.keys().copied().collect();
        let own = |number: ConceptId| numbers.binary_search(&number).ok().map(ConceptId::of);
        let mut corpus = Corpus { relations: vec![], concepts: vec![], ..before.corpus.clone() };
        for concept in concepts.into_values() {
            corpus.concepts.push(renumber_notes(concept, own)?);
        }
        let mut owned = vec![];
        for mut it in written {
            (it.from, it.to) = (own(it.from)?, own(it.to)?);
            owned.push(it);
        }
        corpus.set_relations(owned);
        Some((CorpusCut { corpus, numbers, whole }, crossing))
    }

    /// The number that a concept has from now on.
    fn find_number(&self, id: &str) -> Option<ConceptId> {
        let old = self.edit.new.get(id).copied().flatten();
        match old.or_else(|| self.edit.named.get(id).copied()) {
            Some(old) => self.patch.new_number(old),
            None => self.added.get(id).copied(),
        }
    }

    /// The relations of the concepts concerned as they are written, with the numbers from now on; none if an entry that
    /// stays names a concept that is gone.
    fn gather_relations(&self, gone: &BTreeSet<ConceptId>) -> Option<Vec<CrossRelation>> {
        let mut written = vec![];
        let crossing = &self.reading.origins.as_ref()?.crossing;
        let pairs: BTreeSet<_> = crossing.iter().map(CrossRelation::pair).collect();
        let merged = self.reading.corpus.relations.iter().cloned();
        let merged = merged.map(|it| CrossRelation::of_relation(it, false));
        let merged = merged.filter(|it| !pairs.contains(&it.pair()));
        for mut it in merged.chain(crossing.iter().cloned()) {
            let number = |own: ConceptId| self.ids.get(own.index()).copied();
            (it.from, it.to) = (number(it.from)?, number(it.to)?);
            written.push(it);
        }
        for mut it in self.list_kept() {
            if gone.contains(&it.from) || gone.contains(&it.to) {
                return None;
            }
            (it.from, it.to) = (self.patch.new_number(it.from)?, self.patch.new_number(it.to)?);
            written.push(it);
        }
        Some(written)
    }

    /// What the entries of other files say of relations, with the numbers before.
    fn list_kept(&self) -> Vec<CrossRelation> {
        let before = &self.patch.before;
        let (old, known) = (&self.edit.old, &self.edit.origins.crossing);
        let mut crossing: BTreeMap<_, Vec<&CrossRelation>> = BTreeMap::new();
        for it in known {
            crossing.entry(it.pair()).or_default().push(it);
        }
        let mut kept = vec![];
        for relation in &before.corpus.relations {
            let mut it = CrossRelation::of_relation(relation.clone(), false);
            (it.from, it.to) = (before.corpus_number(it.from), before.corpus_number(it.to));
            let concerned = old.contains(&it.from) || old.contains(&it.to);
            if concerned && self.is_symmetric(it.relation) && crossing.contains_key(&it.pair()) {
                let all = crossing.get_mut(&it.pair()).map(std::mem::take).unwrap_or_default();
                kept.extend(all.into_iter().filter(|it| !old.contains(&it.writer())).cloned());
            } else if !old.contains(&it.from) {
                kept.push(it);
            }
        }
        kept
    }

    fn is_symmetric(&self, relation: RelationId) -> bool {
        let kind = self.patch.before.corpus.relation_kind(relation);
        kind.is_some_and(RelationKind::is_symmetric)
    }
}

/// A concept with other numbers for those that its notes name; none if one has no other.
fn renumber_notes(
    mut concept: Concept,
    number: impl Fn(ConceptId) -> Option<ConceptId>,
) -> Option<Concept> {
    for id in concept.notes.iter_mut().flat_map(|note| &mut note.with) {
        *id = number(*id)?;
    }
    Some(concept)
}
