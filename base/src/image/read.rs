//! The bytes of an image → what they hold, a record at a time; and the whole corpus, for an overlay.

use super::{
    About, EDGE, Edge, FORMAT, Head, Header, ImageError, LabelIndex, MAGIC, Marks, PREAMBLE, Place,
    ReadAt, Record, Section, Stance, WordIndex,
    blocks::{self, Blocks},
    lexicon::Shard,
    table,
};
use crate::corpus::{
    ConceptId, Corpus, Facet, FacetId, Kind, KindId, Note, Relation, RelationId, RelationKind,
    Settings, Voice, VoiceId, Work, WorkId,
};
use serde::Deserialize;
use std::{ops::Range, sync::OnceLock};

/// An image, opened.
pub struct Image {
    blocks: Blocks,
    about: About,
    sections: Vec<Place>,
    label_shards: OnceLock<Vec<Shard>>,
    word_shards: OnceLock<Vec<Shard>>,
    symmetric: OnceLock<Vec<bool>>,
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
    pub fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let (header, length) = preamble(&*source)?;
        let blocks = Blocks::open(source, length)?;
        let data = PREAMBLE as u64 + u64::from(header);
        let header: Header = postcard::from_bytes(blocks.read(PREAMBLE as u64..data)?)?;
        let beyond = |place: Place| Place {
            range: data + place.range.start..data + place.range.end,
            ..place
        };
        let sections = header.sections.into_iter().map(beyond).collect();
        let (label_shards, word_shards, symmetric) = Default::default();
        let about = header.about;
        Ok(Self { blocks, about, sections, label_shards, word_shards, symmetric })
    }

    /// What its header says of it.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Reads all of it once, and keeps nothing.
    ///
    /// # Errors
    /// When any of it is damaged.
    pub fn verify(&self) -> Result<(), ImageError> {
        self.blocks.verify_all()
    }

    /// How many concepts there are.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn concepts(&self) -> Result<usize, ImageError> {
        Ok(self.section(Section::Heads)?.records as usize)
    }

    /// How many voices there are.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn voices(&self) -> Result<usize, ImageError> {
        Ok(self.section(Section::Voices)?.records as usize)
    }

    /// How many works there are.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn works(&self) -> Result<usize, ImageError> {
        Ok(self.section(Section::Works)?.records as usize)
    }

    /// What the manifests say of the corpus itself.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn settings(&self) -> Result<Settings, ImageError> {
        self.alone(Section::Settings)
    }

    /// A kind.
    ///
    /// # Errors
    /// When the image is damaged or has no such kind.
    pub fn kind(&self, id: KindId) -> Result<Kind<&str>, ImageError> {
        self.record(Section::Kinds, id.index())
    }

    /// Every kind.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn kinds(&self) -> Result<Vec<Kind<&str>>, ImageError> {
        self.all(Section::Kinds)
    }

    /// A facet.
    ///
    /// # Errors
    /// When the image is damaged or has no such facet.
    pub fn facet(&self, id: FacetId) -> Result<Facet<&str>, ImageError> {
        self.record(Section::Facets, id.index())
    }

    /// Every facet, in reading order.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn facets(&self) -> Result<Vec<Facet<&str>>, ImageError> {
        self.all(Section::Facets)
    }

    /// A relation.
    ///
    /// # Errors
    /// When the image is damaged or has no such relation.
    pub fn relation(&self, id: RelationId) -> Result<RelationKind<&str>, ImageError> {
        self.record(Section::RelationKinds, id.index())
    }

    /// Every relation, the built-in ones first.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn relations(&self) -> Result<Vec<RelationKind<&str>>, ImageError> {
        self.all(Section::RelationKinds)
    }

    /// Whether a relation is the same from both ends; all are read at once.
    ///
    /// # Errors
    /// When the image is damaged or has no such relation.
    pub fn symmetric(&self, id: RelationId) -> Result<bool, ImageError> {
        if self.symmetric.get().is_none() {
            let symmetric = self.relations()?.iter().map(RelationKind::symmetric).collect();
            // If another thread was first, its are as good.
            let _ = self.symmetric.set(symmetric);
        }
        let known = self.symmetric.get().and_then(|known| known.get(id.index()));
        known.copied().ok_or(ImageError::Damaged)
    }

    /// A voice.
    ///
    /// # Errors
    /// When the image is damaged or has no such voice.
    pub fn voice(&self, id: VoiceId) -> Result<Voice<&str>, ImageError> {
        self.record(Section::Voices, id.index())
    }

    /// A work.
    ///
    /// # Errors
    /// When the image is damaged or has no such work.
    pub fn work(&self, id: WorkId) -> Result<Work<&str>, ImageError> {
        self.record(Section::Works, id.index())
    }

    /// What lists and trees need of a concept.
    ///
    /// # Errors
    /// When the image is damaged or has no such concept.
    pub fn head(&self, id: ConceptId) -> Result<Head<&str>, ImageError> {
        self.record(Section::Heads, id.index())
    }

    /// A concept whole, but for its relations.
    ///
    /// # Errors
    /// When the image is damaged or has no such concept.
    pub fn concept(&self, id: ConceptId) -> Result<Record<&str>, ImageError> {
        self.record(Section::Records, id.index())
    }

    /// A note that is said of several concepts, and the concept on whose entry it is written.
    ///
    /// # Errors
    /// When the image is damaged or has no such note.
    pub fn shared_note(&self, number: u32) -> Result<(ConceptId, Note<&str>), ImageError> {
        self.record(Section::Notes, number as usize)
    }

    /// Who asserts and who denies.
    ///
    /// # Errors
    /// When the image is damaged or has no such stance.
    pub fn stance(&self, number: u32) -> Result<Stance, ImageError> {
        self.record(Section::Stances, number as usize)
    }

    /// An edge's claim.
    ///
    /// # Errors
    /// When the image is damaged or has no such edge.
    pub fn claim(&self, edge: &Edge) -> Result<Relation<&str>, ImageError> {
        self.record(Section::Claims, edge.number as usize)
    }

    /// The edges that leave a concept, by relation and far end.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn leaving(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        let between = self.between(Section::Outgoing, id)?;
        let (start, end) = (u64::from(between.start) * EDGE, u64::from(between.end) * EDGE);
        let edges = self.within(Section::Edges, &(start..end))?;
        let size = usize::try_from(EDGE).unwrap_or(usize::MAX);
        between.zip(edges.chunks_exact(size)).map(|(number, bytes)| edge(number, bytes)).collect()
    }

    /// The edges that arrive at a concept, by near end and relation.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn arriving(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        let between = self.between(Section::Incoming, id)?;
        let numbers = self.within(
            Section::Arriving,
            &(u64::from(between.start) * 4..u64::from(between.end) * 4),
        )?;
        let numbers = numbers
            .chunks_exact(4)
            .filter_map(|number| number.try_into().ok())
            .map(u32::from_le_bytes);
        numbers.map(|number| self.edge(number)).collect()
    }

    /// The labels.
    pub fn labels(&self) -> LabelIndex<'_> {
        LabelIndex(self)
    }

    /// The words.
    pub fn words(&self) -> WordIndex<'_> {
        WordIndex(self)
    }

    /// The marks, if they were derived when the image was built.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn marks(&self) -> Result<Option<Marks>, ImageError> {
        self.alone(Section::Marks)
    }

    /// The whole corpus, without places.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn corpus(&self) -> Result<Corpus, ImageError> {
        let records: Vec<Record> = self.all(Section::Records)?;
        Ok(Corpus {
            settings: self.settings()?,
            kinds: self.all(Section::Kinds)?,
            facets: self.all(Section::Facets)?,
            relation_kinds: self.all(Section::RelationKinds)?,
            voices: self.all(Section::Voices)?,
            works: self.all(Section::Works)?,
            concepts: records.into_iter().map(|record| record.concept).collect(),
            relations: self.all(Section::Claims)?,
            overrides: self.alone(Section::Overrides)?,
            denials: vec![],
        })
    }

    fn all<'i, T: Deserialize<'i>>(&'i self, section: Section) -> Result<Vec<T>, ImageError> {
        (0..self.section(section)?.records as usize)
            .map(|index| self.record(section, index))
            .collect()
    }

    fn edge(&self, number: u32) -> Result<Edge, ImageError> {
        let start = u64::from(number) * EDGE;
        edge(number, self.within(Section::Edges, &(start..start + EDGE))?)
    }

    /// The range that a section of starts gives for a concept.
    fn between(&self, section: Section, id: ConceptId) -> Result<Range<u32>, ImageError> {
        let (start, end) = table::pair(&self.blocks, &self.section(section)?.range, id.index())?;
        Ok(start..end)
    }

    /// The shards that a section lists, decoded once.
    pub(super) fn shards(&self, section: Section) -> Result<&[Shard], ImageError> {
        let known = match section {
            Section::WordShards => &self.word_shards,
            _ => &self.label_shards,
        };
        if known.get().is_none() {
            // If another thread was first, its are as good.
            let _ = known.set(self.alone(section)?);
        }
        Ok(known.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// The number at an index of a section of numbers.
    pub(super) fn number(&self, section: Section, index: usize) -> Result<u32, ImageError> {
        let start = index as u64 * 4;
        let bytes = self.within(section, &(start..start + 4))?;
        Ok(u32::from_le_bytes(bytes.try_into().map_err(|_| ImageError::Damaged)?))
    }

    /// The one value of a section.
    pub(super) fn alone<'i, T: Deserialize<'i>>(
        &'i self,
        section: Section,
    ) -> Result<T, ImageError> {
        Ok(postcard::from_bytes(self.blocks.read(self.section(section)?.range.clone())?)?)
    }

    /// A record of a section's table.
    pub(super) fn record<'i, T: Deserialize<'i>>(
        &'i self,
        section: Section,
        index: usize,
    ) -> Result<T, ImageError> {
        table::record(&self.blocks, self.section(section)?, index)
    }

    /// Bytes of a section.
    pub(super) fn within(&self, section: Section, range: &Range<u64>) -> Result<&[u8], ImageError> {
        let whole = &self.section(section)?.range;
        let (start, end) = (whole.start + range.start, whole.start + range.end);
        if end > whole.end { Err(ImageError::Damaged) } else { self.blocks.read(start..end) }
    }

    fn section(&self, section: Section) -> Result<&Place, ImageError> {
        self.sections.get(section as usize).ok_or(ImageError::Damaged)
    }
}

fn edge(number: u32, bytes: &[u8]) -> Result<Edge, ImageError> {
    let mut words =
        bytes.chunks_exact(4).filter_map(|word| word.try_into().ok()).map(u32::from_le_bytes);
    let mut next = || words.next().ok_or(ImageError::Damaged);
    let (from, relation, to, stance) = (next()?, next()?, next()?, next()?);
    let (from, relation, to) = (ConceptId(from), RelationId(relation), ConceptId(to));
    Ok(Edge { number, from, relation, to, stance })
}

/// How long the header is, and how many bytes of data there are.
fn preamble(source: &dyn ReadAt) -> Result<(u32, u64), ImageError> {
    let is = source.size();
    let mut bytes = [0; PREAMBLE];
    let there = usize::try_from(is).unwrap_or(PREAMBLE).min(PREAMBLE);
    source.fill(bytes.get_mut(..there).unwrap_or_default(), 0)?;
    let rest = bytes.strip_prefix(MAGIC).ok_or(ImageError::NotAnImage)?;
    if there < PREAMBLE {
        return Err(ImageError::Length { is, should: None });
    }
    let (format, rest) = rest.split_first_chunk().ok_or(ImageError::NotAnImage)?;
    let (header, length) = rest.split_first_chunk().ok_or(ImageError::NotAnImage)?;
    let format = u32::from_le_bytes(*format);
    if format != FORMAT {
        return Err(ImageError::Version(format));
    }
    let length = u64::from_le_bytes(length.try_into().map_err(|_| ImageError::NotAnImage)?);
    match blocks::packed(length) {
        Some(should) if is == should => Ok((u32::from_le_bytes(*header), length)),
        should => Err(ImageError::Length { is, should }),
    }
}
