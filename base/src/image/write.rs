//! Writes an image: encodes a corpus as sections and packs them into blocks.

use super::{
    ConceptHead, DisputeMarks, FORMAT_VERSION, FileOrigins, ImageError, ImageHeader, ImageSection,
    ImageSummary, MAGIC, PREAMBLE_BYTES, SECTION_COUNT, SectionLayout, Stance, StateMark, blocks,
    lexicon,
    names::{self, NamedPosting},
    postings, table, words,
};
use crate::corpus::{
    CitedStance, Concept, ConceptId, Corpus, Digest, FacetId, Label, LabelKind, Note, Relation,
    VoiceId,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Compiles a corpus that was read from no files, without marks; the same corpus gives the same bytes.
///
/// # Errors
/// When it is too large for the format.
pub fn write_image(corpus: &Corpus) -> Result<Vec<u8>, ImageError> {
    ImageDraft::from_corpus(corpus, Digest::default())?.to_bytes()
}

/// An image that may still be marked.
#[derive(Debug)]
pub struct ImageDraft {
    pub(super) about: ImageSummary,
    pub(super) sections: [(Vec<u8>, u32); SECTION_COUNT],
}

impl ImageDraft {
    /// Compiles a corpus that was read from these sources.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn from_corpus(corpus: &Corpus, sources: Digest) -> Result<Self, ImageError> {
        Ok(Self {
            about: ImageSummary::from_corpus(corpus, sources)?,
            sections: encode_sections(corpus)?,
        })
    }

    /// Adds the marks that were derived from the image itself.
    ///
    /// # Errors
    /// When they are too many for the format.
    pub fn add_marks(&mut self, marks: &DisputeMarks) -> Result<(), ImageError> {
        if let Some(slot) = self.sections.get_mut(ImageSection::Marks as usize) {
            *slot = encode_value(&Some(marks))?;
        }
        Ok(())
    }

    /// Adds the disputes that were derived from the image itself, in their order.
    ///
    /// # Errors
    /// When they are too many for the format.
    pub fn add_disputes<D: Serialize + Sync>(&mut self, disputes: &[D]) -> Result<(), ImageError> {
        if let Some(slot) = self.sections.get_mut(ImageSection::Disputes as usize) {
            *slot = table::pack_table(disputes, |_, dispute| dispute)?;
        }
        Ok(())
    }

    /// Adds from which files the concepts come.
    ///
    /// # Errors
    /// When they are too many for the format.
    pub fn add_origins(&mut self, origins: &FileOrigins) -> Result<(), ImageError> {
        if let Some(slot) = self.sections.get_mut(ImageSection::Origins as usize) {
            *slot = encode_value(&Some(origins))?;
        }
        Ok(())
    }

    /// The image.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ImageError> {
        assemble_image(&self.about, &self.sections)
    }
}

fn encode_sections(corpus: &Corpus) -> Result<[(Vec<u8>, u32); SECTION_COUNT], ImageError> {
    let mut sections: [(Vec<u8>, u32); SECTION_COUNT] = std::array::from_fn(|_| Default::default());
    let mut put = |section: ImageSection, packed: (Vec<u8>, u32)| {
        if let Some(slot) = sections.get_mut(section as usize) {
            *slot = packed;
        }
    };
    encode_declarations(corpus, &mut put)?;
    put(ImageSection::Overrides, encode_value(&corpus.overrides)?);
    encode_concepts(corpus, &mut put)?;
    let at = [ImageSection::Shards, ImageSection::Labels];
    let lists = [ImageSection::Postings, ImageSection::PostingLists];
    encode_names(&names::collect_names(corpus), at, lists, &mut put)?;
    let at = [ImageSection::SkeletonShards, ImageSection::Skeletons];
    let lists = [ImageSection::SkeletonPostings, ImageSection::SkeletonPostingLists];
    encode_names(&names::collect_skeletons(corpus), at, lists, &mut put)?;
    let words = words::index_words(corpus);
    let at = [ImageSection::SpellingShards, ImageSection::WordSkeletons];
    let spellings = words::collect_spellings(&words);
    let spellings = encode_lexicon(&spellings, at, &mut put)?;
    let list = |_, same: &&[_]| words::list_spellings(same);
    put(ImageSection::Spellings, table::pack_table(&spellings, list)?);
    let at = [ImageSection::WordShards, ImageSection::Words];
    let list = |_, same: &&[_]| words::collect_mentions(same);
    let mentions = encode_lexicon(&words, at, &mut put)?;
    put(ImageSection::Mentions, table::pack_table(&mentions, list)?);
    drop(mentions);
    let weights = words::sum_weights(&words, corpus.concepts.len());
    put(ImageSection::Weight, encode_value(&weights.iter().copied().map(u64::from).sum::<u64>())?);
    put(ImageSection::Weights, (table::encode_numbers(&weights), 0));
    put(ImageSection::Languages, encode_value(&corpus.languages())?);
    put(ImageSection::Marks, encode_value(&None::<DisputeMarks>)?);
    put(ImageSection::Origins, encode_value(&None::<FileOrigins>)?);
    Ok(sections)
}

/// All but the concepts and what is said of them.
pub(super) fn encode_declarations(
    corpus: &Corpus,
    put: &mut impl FnMut(ImageSection, (Vec<u8>, u32)),
) -> Result<(), ImageError> {
    put(ImageSection::Settings, encode_value(&corpus.settings)?);
    put(ImageSection::Kinds, table::pack_table(&corpus.kinds, |_, kind| kind)?);
    put(ImageSection::Facets, table::pack_table(&corpus.facets, |_, facet| facet)?);
    put(ImageSection::RelationKinds, table::pack_table(&corpus.relation_kinds, |_, kind| kind)?);
    put(ImageSection::Voices, table::pack_table(&corpus.voices, |_, voice| voice)?);
    put(ImageSection::Works, table::pack_table(&corpus.works, |_, work| work)?);
    put(ImageSection::Schemes, table::pack_table(&corpus.schemes, |_, scheme| scheme)?);
    Ok(())
}

/// What is said of the concepts, and what joins them.
fn encode_concepts(
    corpus: &Corpus,
    put: &mut impl FnMut(ImageSection, (Vec<u8>, u32)),
) -> Result<(), ImageError> {
    let mut stances = StanceTable::default();
    let root = |concept: &Concept| concept.root.as_ref().map(|said| stances.stance_number(said));
    let roots: Vec<_> = corpus.concepts.iter().map(root).collect();
    let editors = &corpus.settings.editors;
    let head = |index, concept| build_head(concept, roots.get(index).copied().flatten(), editors);
    put(ImageSection::Heads, table::pack_table(&corpus.concepts, head)?);
    let shared = collect_shared_notes(corpus);
    let told = index_shared_notes(&shared);
    // A [`Record`], borrowed.
    let record = |index, concept| {
        (concept, told.get(&ConceptId::of(index)).map(Vec::as_slice).unwrap_or_default())
    };
    put(ImageSection::Records, table::pack_table(&corpus.concepts, record)?);
    put(ImageSection::Notes, table::pack_table(&shared, |_, note| note)?);
    let edges = encode_edges(corpus, &mut stances);
    put(ImageSection::Edges, (table::encode_numbers(&edges), 0));
    let starts = |end: fn(&Relation) -> ConceptId| {
        let ends = corpus.relations.iter().map(end);
        (table::encode_numbers(&edge_starts(ends, corpus.concepts.len())), 0)
    };
    put(ImageSection::Outgoing, starts(|relation| relation.from));
    put(ImageSection::Incoming, starts(|relation| relation.to));
    put(
        ImageSection::Arriving,
        (table::encode_numbers(&order_by_target(corpus.relations.iter().map(|it| it.to))), 0),
    );
    put(ImageSection::Claims, table::pack_table(&corpus.relations, borrow_claim)?);
    put(ImageSection::Stances, table::pack_table(&stances.all, |_, stance| stance)?);
    Ok(())
}

/// Names in order, and at each the concepts to which it leads.
fn encode_names(
    names: &[NamedPosting],
    at: [ImageSection; 2],
    [numbers, lists]: [ImageSection; 2],
    put: &mut impl FnMut(ImageSection, (Vec<u8>, u32)),
) -> Result<(), ImageError> {
    let names = encode_lexicon(names, at, put)?;
    let (packed, several) =
        postings::pack_postings(names.into_iter().map(|it| Ok(names::best_postings(it))))?;
    put(numbers, (table::encode_numbers(&packed), 0));
    put(lists, table::pack_table(&several, |_, list| list)?);
    Ok(())
}

/// An [`EdgeClaim`](super::EdgeClaim), borrowed.
pub(super) fn borrow_claim(
    _: usize,
    of: &Relation,
) -> (Option<FacetId>, Option<&str>, &CitedStance) {
    (of.facet, of.text.as_deref(), &of.said)
}

/// Words in order; what there is of each, all entries that it begins.
fn encode_lexicon<'e, V: Sync>(
    entries: &'e [(String, V)],
    [shards, maps]: [ImageSection; 2],
    put: &mut impl FnMut(ImageSection, (Vec<u8>, u32)),
) -> Result<Vec<&'e [(String, V)]>, ImageError> {
    let words: Vec<_> = entries.chunk_by(|(a, _), (b, _)| a == b).collect();
    let spelled = words.iter().filter_map(|same| same.first());
    let spelled: Vec<_> = spelled.map(|(word, _)| word.as_str()).collect();
    let (first, data) = lexicon::pack_shards(&spelled)?;
    put(shards, encode_value(&first)?);
    put(maps, (data, 0));
    Ok(words)
}

pub(super) fn encode_value<T: Serialize>(value: &T) -> Result<(Vec<u8>, u32), ImageError> {
    Ok((postcard::to_allocvec(value)?, 0))
}

/// Preamble, header, sections; packed into blocks.
fn assemble_image(
    about: &ImageSummary,
    sections: &[(Vec<u8>, u32)],
) -> Result<Vec<u8>, ImageError> {
    let mut end = 0;
    let mut places = vec![];
    for (section, records) in sections {
        let start = end;
        end += section.len() as u64;
        places.push(SectionLayout { range: start..end, records: *records });
    }
    let header = postcard::to_allocvec(&ImageHeader { about: about.clone(), sections: places })?;
    let size = u32::try_from(header.len()).map_err(|_| ImageError::TooLarge)?;
    let length = PREAMBLE_BYTES as u64 + u64::from(size) + end;
    let room = blocks::packed_size(length).and_then(|packed| usize::try_from(packed).ok());
    let mut data = Vec::with_capacity(room.ok_or(ImageError::TooLarge)?);
    data.extend_from_slice(MAGIC);
    data.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    data.extend_from_slice(&size.to_le_bytes());
    data.extend_from_slice(&length.to_le_bytes());
    data.extend_from_slice(&header);
    for (section, _) in sections {
        data.extend_from_slice(section);
    }
    Ok(blocks::pack_blocks(data))
}

/// Stances seen so far, each once.
#[derive(Default)]
pub(super) struct StanceTable {
    all: Vec<Stance>,
    numbers: BTreeMap<Stance, u32>,
}

impl StanceTable {
    /// Those of an image, by their numbers.
    pub(super) fn of_known(all: Vec<Stance>) -> Self {
        let numbers = all.iter().cloned().zip(0..).collect();
        Self { all, numbers }
    }

    /// All of them, in the order of their numbers.
    pub(super) fn list(&self) -> &[Stance] {
        &self.all
    }

    pub(super) fn stance_number(&mut self, said: &CitedStance) -> u32 {
        let stance = Stance::from(said);
        if let Some(number) = self.numbers.get(&stance) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(stance.clone());
        self.numbers.insert(stance, number);
        number
    }
}

pub(super) fn build_head<'c>(
    concept: &'c Concept,
    root: Option<u32>,
    editors: &[VoiceId],
) -> ConceptHead<&'c str> {
    let preferred = |label: &&Label| label.kind == LabelKind::Preferred;
    let elsewhere = concept.labels.iter().filter(preferred);
    let elsewhere =
        elsewhere.filter_map(|label| Some((label.language.as_deref()?, label.text.as_str())));
    let mut short = concept.own_labels(LabelKind::Abbreviation).filter(|label| !label.secondary);
    ConceptHead {
        id: &concept.id,
        label: concept.preferred_label(),
        qualifier: concept.qualifier.as_deref(),
        kind: concept.kind,
        abbreviation: short.next().map(|label| label.text.as_str()),
        translations: elsewhere.collect(),
        root,
        schemes: concept.schemes.to_vec(),
        state: mark_state(concept, editors),
    }
}

fn mark_state(concept: &Concept, editors: &[VoiceId]) -> Option<StateMark> {
    let mark = || concept.state(editors).map_or(StateMark::Open, StateMark::Holds);
    (!concept.states.is_empty()).then(mark)
}

/// The notes that are said of several concepts, each with the one on whose entry it is written.
fn collect_shared_notes(corpus: &Corpus) -> Vec<(ConceptId, &Note)> {
    let concepts = corpus.concepts.iter().enumerate();
    let notes = concepts.flat_map(|(index, concept)| {
        concept.notes.iter().map(move |note| (ConceptId::of(index), note))
    });
    notes.filter(|(_, note)| !note.with.is_empty()).collect()
}

/// For each concept the numbers of others' notes that are said of it too.
fn index_shared_notes(shared: &[(ConceptId, &Note)]) -> BTreeMap<ConceptId, Vec<u32>> {
    let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (number, (_, note)) in (0..).zip(shared) {
        for other in &note.with {
            told.entry(*other).or_default().push(number);
        }
    }
    told
}

fn encode_edges(corpus: &Corpus, stances: &mut StanceTable) -> Vec<u32> {
    let numbers = corpus.relations.iter().flat_map(|relation| {
        [relation.from.0, relation.relation.0, relation.to.0, stances.stance_number(&relation.said)]
    });
    numbers.collect()
}

/// For each concept how many relations have an end before it, and in the end how many there are.
pub(super) fn edge_starts(ends: impl Iterator<Item = ConceptId>, concepts: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; concepts + 1];
    for end in ends {
        if let Some(count) = starts.get_mut(end.index() + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// The numbers of relations in the order of their targets.
pub(super) fn order_by_target(targets: impl Iterator<Item = ConceptId>) -> Vec<u32> {
    let mut numbers: Vec<_> = (0_u32..).zip(targets).collect();
    numbers.sort_by_key(|(number, target)| (*target, *number));
    numbers.into_iter().map(|(number, _)| number).collect()
}
