//! Reads an image's sections: single records on demand, or the whole corpus for an overlay.

use super::{
    ConceptHead, ConceptRecord, EDGE_BYTES, Edge, EdgeClaim, FORMAT_VERSION, ImageError,
    ImageHeader, ImageSection, ImageSummary, LabelIndex, MAGIC, PREAMBLE_BYTES, ReadAt,
    SectionLayout, WordIndex,
    blocks::{self, BlockReader},
    compact::ConceptLabels,
    lexicon::Shard,
    table::{self, TableBytes},
};
use crate::corpus::{ConceptId, Corpus, Label, Relation, RelationId};
use serde::Deserialize;
use std::{ops::Range, sync::OnceLock};

/// An image, opened.
pub(crate) struct Image {
    blocks: BlockReader,
    about: ImageSummary,
    sections: Vec<SectionLayout>,
    /// The shards of each lexicon that was used so far.
    shards: [OnceLock<Vec<Shard>>; 4],
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Image").field("sections", &self.sections).finish_non_exhaustive()
    }
}

impl Image {
    /// Opens an image: reads its header, nothing else.
    ///
    /// # Errors
    /// When it is none, is of another format, or is damaged.
    pub(crate) fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let (header, length) = read_preamble(&*source)?;
        let blocks = BlockReader::open(source, length)?;
        let data = PREAMBLE_BYTES as u64 + u64::from(header);
        let header: ImageHeader =
            postcard::from_bytes(blocks.read_range(PREAMBLE_BYTES as u64..data)?)?;
        let beyond = |place: SectionLayout| SectionLayout {
            range: data + place.range.start..data + place.range.end,
            ..place
        };
        let sections = header.sections.into_iter().map(beyond).collect();
        Ok(Self { blocks, about: header.about, sections, shards: Default::default() })
    }

    /// What its header says of it.
    pub(crate) fn summary(&self) -> &ImageSummary {
        &self.about
    }

    /// Reads all of it once, and keeps nothing.
    pub(crate) fn verify(&self) -> Result<(), ImageError> {
        self.blocks.verify_all()
    }

    /// How many records a section's table has.
    pub(crate) fn record_count(&self, section: ImageSection) -> Result<usize, ImageError> {
        Ok(self.section_layout(section)?.records as usize)
    }

    /// The edges that leave a concept, by relation and far end.
    pub(crate) fn edges_from(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        self.edges_until(id, RelationId(u32::MAX))
    }

    /// The same, to the last of one relation.
    pub(crate) fn edges_until(
        &self,
        id: ConceptId,
        last: RelationId,
    ) -> Result<Vec<Edge>, ImageError> {
        let between = self.edge_range(ImageSection::Outgoing, id)?;
        let (start, end) =
            (u64::from(between.start) * EDGE_BYTES, u64::from(between.end) * EDGE_BYTES);
        let edges = self.section_bytes(ImageSection::Edges, &(start..end))?;
        let size = usize::try_from(EDGE_BYTES).unwrap_or(usize::MAX);
        // Collected results would not know how many they are.
        let mut found = Vec::with_capacity(edges.len() / size);
        for (number, bytes) in between.zip(edges.chunks_exact(size)) {
            let edge = decode_edge(number, bytes)?;
            if edge.relation > last {
                break;
            }
            found.push(edge);
        }
        Ok(found)
    }

    /// The edges that arrive at a concept, by near end and relation.
    pub(crate) fn edges_to(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        let between = self.edge_range(ImageSection::Incoming, id)?;
        let numbers = self.section_bytes(
            ImageSection::Arriving,
            &(u64::from(between.start) * 4..u64::from(between.end) * 4),
        )?;
        let mut found = Vec::with_capacity(numbers.len() / 4);
        let numbers = numbers.chunks_exact(4).filter_map(|number| number.try_into().ok());
        for number in numbers.map(u32::from_le_bytes) {
            found.push(self.read_edge(number)?);
        }
        Ok(found)
    }

    /// A concept whole, but for its relations.
    pub(crate) fn concept_record<'i, S: Deserialize<'i>>(
        &'i self,
        id: ConceptId,
    ) -> Result<ConceptRecord<S>, ImageError> {
        let mut record: ConceptRecord<S> = self.read_record(ImageSection::Records, id.index())?;
        record.concept.complete_from(self.read_record(ImageSection::Heads, id.index())?);
        Ok(record)
    }

    /// A concept's labels.
    pub(crate) fn concept_labels(&self, id: ConceptId) -> Result<Vec<Label<&str>>, ImageError> {
        let labels: ConceptLabels<&str> = self.read_record(ImageSection::Records, id.index())?;
        Ok(labels.into_complete(self.read_record(ImageSection::Heads, id.index())?))
    }

    /// A concept's identifier.
    pub(super) fn concept_id(&self, id: ConceptId) -> Result<&str, ImageError> {
        Ok(self.read_record::<ConceptHead<&str>>(ImageSection::Heads, id.index())?.id)
    }

    /// An edge's claim.
    pub(crate) fn edge_claim<'i, S: Deserialize<'i>>(
        &'i self,
        edge: &Edge,
    ) -> Result<Relation<S>, ImageError> {
        let claim: EdgeClaim<S> = self.read_record(ImageSection::Claims, edge.number as usize)?;
        Ok(claim.of_edge(edge))
    }

    /// The labels.
    pub(crate) fn label_index(&self) -> LabelIndex<'_> {
        LabelIndex(self)
    }

    /// The words.
    pub(crate) fn word_index(&self) -> WordIndex<'_> {
        WordIndex(self)
    }

    /// The whole corpus, without places.
    pub(crate) fn to_corpus(&self) -> Result<Corpus, ImageError> {
        let count = self.record_count(ImageSection::Records)?;
        let concept = |index| Ok(self.concept_record::<String>(ConceptId::of(index))?.concept);
        let relations = (0..self.record_count(ImageSection::Claims)?).map(|number| {
            let edge = self.read_edge(u32::try_from(number).map_err(|_| ImageError::Damaged)?)?;
            self.edge_claim(&edge)
        });
        Ok(Corpus {
            concepts: (0..count).map(concept).collect::<Result<_, ImageError>>()?,
            relations: relations.collect::<Result<_, ImageError>>()?,
            overrides: self.read_value(ImageSection::Overrides)?,
            ..self.read_declarations()?
        })
    }

    /// The corpus without its concepts and what is said of them.
    pub(super) fn read_declarations(&self) -> Result<Corpus, ImageError> {
        Ok(Corpus {
            settings: self.read_value(ImageSection::Settings)?,
            kinds: self.read_table(ImageSection::Kinds)?,
            facets: self.read_table(ImageSection::Facets)?,
            relation_kinds: self.read_table(ImageSection::RelationKinds)?,
            voices: self.read_table(ImageSection::Voices)?,
            works: self.read_table(ImageSection::Works)?,
            schemes: self.read_table(ImageSection::Schemes)?,
            ..Corpus::default()
        })
    }

    /// Every record of a section's table.
    pub(crate) fn read_table<'i, T: Deserialize<'i>>(
        &'i self,
        section: ImageSection,
    ) -> Result<Vec<T>, ImageError> {
        (0..self.record_count(section)?).map(|index| self.read_record(section, index)).collect()
    }

    fn read_edge(&self, number: u32) -> Result<Edge, ImageError> {
        let start = u64::from(number) * EDGE_BYTES;
        decode_edge(number, self.section_bytes(ImageSection::Edges, &(start..start + EDGE_BYTES))?)
    }

    /// The range that a section of starts gives for a concept.
    fn edge_range(&self, section: ImageSection, id: ConceptId) -> Result<Range<u32>, ImageError> {
        let (start, end) =
            table::read_pair(&self.blocks, &self.section_layout(section)?.range, id.index())?;
        Ok(start..end)
    }

    /// The shards that a section lists, decoded once.
    pub(super) fn lexicon_shards(&self, section: ImageSection) -> Result<&[Shard], ImageError> {
        let [labels, skeletons, words, spellings] = &self.shards;
        let known = match section {
            ImageSection::SkeletonShards => skeletons,
            ImageSection::WordShards => words,
            ImageSection::SpellingShards => spellings,
            _ => labels,
        };
        if known.get().is_none() {
            // If another thread was first, its are as good.
            let _ = known.set(self.read_value(section)?);
        }
        Ok(known.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// The number at an index of a section of numbers.
    pub(super) fn read_number(
        &self,
        section: ImageSection,
        index: usize,
    ) -> Result<u32, ImageError> {
        let start = index as u64 * 4;
        let bytes = self.section_bytes(section, &(start..start + 4))?;
        Ok(u32::from_le_bytes(bytes.try_into().map_err(|_| ImageError::Damaged)?))
    }

    /// The one value of a section.
    pub(crate) fn read_value<'i, T: Deserialize<'i>>(
        &'i self,
        section: ImageSection,
    ) -> Result<T, ImageError> {
        Ok(postcard::from_bytes(
            self.blocks.read_range(self.section_layout(section)?.range.clone())?,
        )?)
    }

    /// A record of a section's table.
    pub(crate) fn read_record<'i, T: Deserialize<'i>>(
        &'i self,
        section: ImageSection,
        index: usize,
    ) -> Result<T, ImageError> {
        table::read_record(&self.blocks, self.section_layout(section)?, index)
    }

    /// All of a section's table, to be copied.
    pub(super) fn table_bytes(&self, section: ImageSection) -> Result<TableBytes<'_>, ImageError> {
        TableBytes::read(&self.blocks, self.section_layout(section)?)
    }

    /// All numbers of a section of numbers.
    pub(super) fn read_numbers(&self, section: ImageSection) -> Result<Vec<u32>, ImageError> {
        let range = self.section_layout(section)?.range.clone();
        let bytes = self.blocks.read_range(range)?.chunks_exact(4);
        Ok(bytes.filter_map(|it| it.try_into().ok()).map(u32::from_le_bytes).collect())
    }

    /// Bytes of a section.
    pub(super) fn section_bytes(
        &self,
        section: ImageSection,
        range: &Range<u64>,
    ) -> Result<&[u8], ImageError> {
        let whole = &self.section_layout(section)?.range;
        let (start, end) = (whole.start + range.start, whole.start + range.end);
        if end > whole.end { Err(ImageError::Damaged) } else { self.blocks.read_range(start..end) }
    }

    fn section_layout(&self, section: ImageSection) -> Result<&SectionLayout, ImageError> {
        self.sections.get(section as usize).ok_or(ImageError::Damaged)
    }
}

fn decode_edge(number: u32, bytes: &[u8]) -> Result<Edge, ImageError> {
    let mut words =
        bytes.chunks_exact(4).filter_map(|word| word.try_into().ok()).map(u32::from_le_bytes);
    let mut next = || words.next().ok_or(ImageError::Damaged);
    let (from, relation, to, stance) = (next()?, next()?, next()?, next()?);
    let (from, relation, to) = (ConceptId(from), RelationId(relation), ConceptId(to));
    Ok(Edge { number, from, relation, to, stance })
}

/// How long the header is, and how many bytes of data there are.
fn read_preamble(source: &dyn ReadAt) -> Result<(u32, u64), ImageError> {
    let is = source.size();
    let mut bytes = [0; PREAMBLE_BYTES];
    let there = usize::try_from(is).unwrap_or(PREAMBLE_BYTES).min(PREAMBLE_BYTES);
    source.fill(bytes.get_mut(..there).unwrap_or_default(), 0)?;
    let rest = bytes.strip_prefix(MAGIC).ok_or(ImageError::NotAnImage)?;
    if there < PREAMBLE_BYTES {
        return Err(ImageError::Length { is, should: None });
    }
    let (format, rest) = rest.split_first_chunk().ok_or(ImageError::NotAnImage)?;
    let (header, length) = rest.split_first_chunk().ok_or(ImageError::NotAnImage)?;
    let format = u32::from_le_bytes(*format);
    if format != FORMAT_VERSION {
        return Err(ImageError::Version(format));
    }
    let length = u64::from_le_bytes(length.try_into().map_err(|_| ImageError::NotAnImage)?);
    match blocks::packed_size(length) {
        Some(should) if is == should => Ok((u32::from_le_bytes(*header), length)),
        should => Err(ImageError::Length { is, should }),
    }
}
